"""Broken and hostile files of the kinds a mailbox gets, the same ones for the same seed."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.documents.forms import EMPTY, filled, repacked

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "word/document.xml"
Sample = tuple[str, bytes]


def document(body: str, head: str = "", encoding: str = "utf-8") -> bytes:
    """A form whose text part is ``body``, in some alphabet."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{head}'
    xml = f'{declared}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return repacked(EMPTY, {MAIN: xml.encode(encoding, "ignore")})


def said(text: str) -> str:
    """A paragraph that says something."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zeros(size: int, name: str = MAIN) -> bytes:
    """A zip whose one part is ``size`` bytes of nothing, packed without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * 1_000_000
    packed, check = bytearray(), 0
    for _ in range(size // len(block)):
        packed += packer.compress(block)
        check = zlib.crc32(block, check)
    packed += packer.flush()
    return one_entry(name.encode(), bytes(packed), size, check)


def one_entry(name: bytes, packed: bytes, size: int, check: int, flags: int = 0) -> bytes:
    """A zip with one packed part that claims to be ``size`` bytes."""
    return overlapping([name], packed, size, check, flags)


def overlapping(names: list[bytes], packed: bytes, size: int, check: int, flags: int = 0) -> bytes:
    """A zip in which many names lead to the same packed bytes."""
    common = struct.pack("<HHHHIII", flags, 8, 0, 0x21, check, len(packed), size)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + common
    body = local + struct.pack("<HH", len(names[0]), 0) + names[0] + packed
    directory = b"".join(
        b"PK\x01\x02" + struct.pack("<HH", 20, 20) + common
        + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
        for name in names
    )  # fmt: skip
    count = min(len(names), 65_535)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def entries(count: int) -> bytes:
    """A zip of very many empty parts."""
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for at in range(count):
            package.writestr(f"{at}", b"")
    return target.getvalue()


def named(name: str, mode: int = 0) -> bytes:
    """The form with one more part under a name (and a mode) it should not have."""
    target = BytesIO()
    with ZipFile(BytesIO(EMPTY)) as source, ZipFile(target, "w", ZIP_DEFLATED) as package:
        for each in source.namelist():
            package.writestr(each, source.read(each))
        info = ZipInfo("x")
        info.filename = name
        info.external_attr = mode << 16
        package.writestr(info, b"../../etc/passwd")
    return target.getvalue()


def twice() -> bytes:
    """The form with its text part twice, as checkers and readers may differ on which counts."""
    marker = b"word/documenu.xml"
    data = repacked(EMPTY, {marker.decode(): said("to").encode()})
    return data.replace(marker, MAIN.encode())


def encrypted() -> bytes:
    """A zip whose part asks for a password."""
    packed = zlib.compress(b"<a/>")[2:-4]
    return one_entry(MAIN.encode(), packed, 4, zlib.crc32(b"<a/>"), flags=1)


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/officeDocument" TargetMode="External" '
    'Target="http://127.0.0.1:9/document.xml"/>'
    '<Relationship Id="r2" Type="http://x/attachedTemplate" TargetMode="External" '
    'Target="file:///etc/passwd"/></Relationships>'
)
MANY = " ".join(f'a{n}="1"' for n in range(50_000))

KINDS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "zip start alone": lambda: b"PK\x03\x04",
    "empty zip": lambda: b"PK\x05\x06" + bytes(18),
    "pdf": lambda: b"%PDF-1.7\n%%EOF",
    "old word": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "zip of other things": lambda: overlapping([b"a.txt"], b"\x03\x00", 0, 0),
    "laughs": lambda: document(said("&j;"), LAUGHS),
    "outside entity": lambda: document(said("&y;"), OUTSIDE),
    "doctype alone": lambda: document(said("a"), "<!DOCTYPE w>"),
    "doctype in utf-16": lambda: document(said("a"), "<!DOCTYPE w>", "utf-16"),
    "doctype in styles": lambda: repacked(EMPTY, {"word/styles.xml": OUTSIDE.encode() + b"<x/>"}),
    "deep": lambda: document("<w:p>" * 100_000 + "</w:p>" * 100_000),
    "deep tables": lambda: document("<w:tbl><w:tr><w:tc>" * 5_000),
    "wide": lambda: document("<w:p/>" * 900_000),
    "long attribute": lambda: document(f'<w:p w:x="{"a" * 1_000_000}"/>'),
    "many attributes": lambda: document(f"<w:p {MANY}/>"),
    "long text": lambda: document(said("ord " * 2_000_000)),
    "utf-16": lambda: document(said("æøå"), encoding="utf-16"),
    "utf-7": lambda: document(said("æ"), encoding="utf-7"),
    "utf-32": lambda: document(said("æ"), encoding="utf-32"),
    "latin": lambda: document(said("æøå"), encoding="iso-8859-1"),
    "windows": lambda: document(said("æøå"), encoding="windows-1252"),
    "unknown alphabet": lambda: repacked(EMPTY, {MAIN: b'<?xml version="1.0" encoding="q"?><a/>'}),
    "not utf-8": lambda: repacked(EMPTY, {MAIN: b"<a>\xff\xfe\x80</a>"}),
    "null bytes": lambda: repacked(EMPTY, {MAIN: b"<a>\0</a>"}),
    "not xml": lambda: repacked(EMPTY, {MAIN: b"Kaere alle"}),
    "empty text part": lambda: repacked(EMPTY, {MAIN: b""}),
    "no text part": lambda: repacked(EMPTY, {MAIN: None}),
    "no types": lambda: repacked(EMPTY, {"[Content_Types].xml": None}),
    "wrong types": lambda: repacked(EMPTY, {"[Content_Types].xml": b"<Types/>"}),
    "no relations": lambda: repacked(filled(), {"_rels/.rels": None}),
    "outer relations": lambda: repacked(filled(), {"_rels/.rels": RELATIONS.encode()}),
    "broken properties": lambda: repacked(EMPTY, {"docProps/custom.xml": b"<a><b>"}),
    "macro": lambda: repacked(filled(), {"word/vbaProject.bin": b"Sub AutoOpen()"}),
    "ole": lambda: repacked(filled(), {"word/embeddings/oleObject1.bin": b"\xd0\xcf" * 99}),
    "up and away": lambda: named("../../../tmp/ude.txt"),
    "absolute": lambda: named("/tmp/ude.txt"),
    "windows path": lambda: named("C:\\ude.txt"),
    "backwards": lambda: named("..\\..\\ude.txt"),
    "symlink": lambda: named("word/lænke", 0o120777),
    "twice": twice,
    "encrypted": encrypted,
    "zeros": lambda: zeros(200_000_000),
    "zeros with a lie": lambda: one_entry(
        MAIN.encode(), zlib.compress(bytes(60_000_000), 9)[2:-4], 1_000, 0
    ),
    "overlapping": lambda: overlapping(
        [f"word/{at}.xml".encode() for at in range(1_500)],
        zlib.compress(b"<a/>" + bytes(20_000), 9)[2:-4], 20_004, 0,
    ),
    "many entries": lambda: entries(3_000),
    "stored noise": lambda: repacked(EMPTY, {"word/media/p.jpg": b"\xff" * 9_999}),
    "odt of nothing": lambda: repacked(EMPTY, {"content.xml": b"<a/>", MAIN: None}),
    "odt with blanks": lambda: repacked(EMPTY, {"content.xml": b'<p><s c="999999999999"/>a</p>'}),
    "odt with laughs": lambda: repacked(EMPTY, {"content.xml": LAUGHS.encode() + b"<p>&j;</p>"}),
}  # fmt: skip


def samples(seed: int, count: int = 200) -> Iterator[Sample]:
    """Yield ``count`` files with what each is called; first one of each kind, then random harm."""
    kinds = list(KINDS.items())[:count]
    for name, make in kinds:
        yield name, make()
    source = random.Random(seed)
    whole = filled()
    for at in range(count - len(kinds)):
        name, harm = source.choice(HARMS)
        yield f"{name} {seed}-{at}", harm(source, whole)


def _cut(source: random.Random, data: bytes) -> bytes:
    return data[: source.randrange(len(data))]


def _flipped(source: random.Random, data: bytes) -> bytes:
    harmed = bytearray(data)
    for _ in range(source.choice((1, 3, 30))):
        harmed[source.randrange(len(harmed))] = source.randrange(256)
    return bytes(harmed)


def _directory_harmed(source: random.Random, data: bytes) -> bytes:
    start = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x05\x06"))
    harmed = bytearray(data)
    for _ in range(source.choice((1, 2, 8))):
        harmed[source.randrange(start, len(harmed))] = source.randrange(256)
    return bytes(harmed)


def _xml_harmed(source: random.Random, data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        name = source.choice([each for each in package.namelist() if each.endswith("xml")])
        xml = bytearray(package.read(name))
    at = source.randrange(len(xml))
    choices = (b"", b"<", b"</w:p>", b"&amp;", b"&x;", b"\0", "æ".encode(), b"<!--", b"]]>")
    xml[at : at + source.randrange(40)] = source.choice(choices)
    return repacked(data, {name: bytes(xml)})


def _part_lost(source: random.Random, data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return repacked(data, {source.choice(package.namelist()): None})


def _part_swapped(source: random.Random, data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        one, other = source.sample(package.namelist(), 2)
        return repacked(data, {one: package.read(other)})


def _wrapped(source: random.Random, data: bytes) -> bytes:
    before = source.randbytes(source.randrange(0, 50))
    return before + data + source.randbytes(source.randrange(0, 50))


def _stored(source: random.Random, data: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(target, "w", ZIP_STORED) as stored:
        for name in package.namelist():
            stored.writestr(name, _flipped(source, package.read(name) or b"x"))
    return target.getvalue()


HARMS: tuple[tuple[str, Callable[[random.Random, bytes], bytes]], ...] = (
    ("cut", _cut),
    ("flipped", _flipped),
    ("directory", _directory_harmed),
    ("xml", _xml_harmed),
    ("lost part", _part_lost),
    ("swapped part", _part_swapped),
    ("wrapped", _wrapped),
    ("stored", _stored),
)
