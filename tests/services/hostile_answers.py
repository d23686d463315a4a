"""Broken and hostile mails and forms, made the same way in every run from a number."""

from __future__ import annotations

import base64
import io
import random
import zipfile
from collections.abc import Callable

Maker = Callable[[random.Random, bytes], bytes]
NAMES = (
    "../../../etc/passwd.docx",
    "..\\..\\Windows\\svar.docx",
    "/etc/cron.d/svar.docx",
    "~/.bashrc.docx",
    "CON.docx",
    "\u202excod.exe.docx",
    "a" * 400 + ".docx",
    "svar\n\r.docx",
    "$(touch ramt).docx",
    "sv\u00e6r \u00f8.docx",
    "",
    "%s%n.docx",
    "file:///tmp/ramt.docx",
    "svar.docx\x00.exe",
)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_DOCTYPES = (
    f'<!DOCTYPE w [<!ENTITY l0 "ha">{_LAUGHS}]><w>&l9;</w>',
    '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>',
    '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/ramt.dtd"><w/>',
)


# --- forms -----------------------------------------------------------------------------------


def flipped(rng: random.Random, data: bytes) -> bytes:
    """Change some bytes anywhere."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 40)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(rng: random.Random, data: bytes) -> bytes:
    """End in the middle."""
    return data[: rng.randrange(len(data))]


def stuffed(rng: random.Random, data: bytes) -> bytes:
    """Put bytes in somewhere."""
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(rng.randint(1, 3_000)) + data[at:]


def noise(rng: random.Random, _data: bytes) -> bytes:
    """Be nothing at all."""
    return rng.choice((b"", b"PK", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) + rng.randbytes(
        rng.randint(0, 5_000)
    )


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the archive with its entries changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def body_flipped(rng: random.Random, data: bytes) -> bytes:
    """Break the XML inside a whole archive."""

    def change(entries: dict[str, bytes]) -> None:
        name = rng.choice([each for each in entries if each.endswith((".xml", ".rels"))])
        entries[name] = rng.choice((flipped, cut, stuffed))(rng, entries[name] or b"x")

    return repacked(data, change)


def doctyped(rng: random.Random, data: bytes) -> bytes:
    """Declare entities in one of the parts."""

    def change(entries: dict[str, bytes]) -> None:
        name = rng.choice(("word/document.xml", "docProps/custom.xml", "[Content_Types].xml"))
        text = rng.choice(_DOCTYPES)
        entries[name] = text.encode(rng.choice(("utf-8", "utf-16")))

    return repacked(data, change)


def reaching_out(rng: random.Random, data: bytes) -> bytes:
    """Point to files, servers and macros outside."""

    def change(entries: dict[str, bytes]) -> None:
        target = rng.choice(("http://127.0.0.1:9/ramt", "file:///etc/passwd", "../../../ramt"))
        relation = (
            '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/'
            f'2006/relationships/attachedTemplate" TargetMode="External" Target="{target}"/>'
        )
        rels = "word/_rels/document.xml.rels"
        end = b"</Relationships>"
        entries[rels] = entries[rels].replace(end, relation.encode() + end)
        entries["word/vbaProject.bin"] = rng.randbytes(200)
        entries[rng.choice(("../../ramt.txt", "/tmp/ramt.txt", "C:\\ramt.txt"))] = b"ramt"

    return repacked(data, change)


def nested(rng: random.Random, data: bytes) -> bytes:
    """Nest elements deeper than anybody writes."""
    depth = rng.choice((300, 3_000, 30_000))
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def change(entries: dict[str, bytes]) -> None:
        inside = "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth
        text = f'<w:document xmlns:w="{word}"><w:body>{inside}</w:body></w:document>'
        entries["word/document.xml"] = text.encode()

    return repacked(data, change)


def crowded(rng: random.Random, data: bytes) -> bytes:
    """Hold more entries than any document, or one far larger than it looks."""

    def change(entries: dict[str, bytes]) -> None:
        if rng.random() < 0.5:
            entries |= {f"word/media/{number}.png": b"x" for number in range(3_000)}
        else:
            entries["word/document.xml"] = b"<w>" + b" " * rng.randint(3, 60) * 1_000_000

    return repacked(data, change)


def open_document(rng: random.Random, _data: bytes) -> bytes:
    """Be an .odt, more or less."""
    texts = (
        "<x/>",
        rng.choice(_DOCTYPES),
        "<office:document-content/>",
        "<a>" * 5_000,
        f'<o:d xmlns:o="{_OFFICE}"><o:body>Hej</o:body></o:d>',
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", rng.choice(texts))
        archive.writestr("../ramt.xml", "ramt")
    return target.getvalue()


FORMS: tuple[Maker, ...] = (
    flipped, cut, stuffed, noise, body_flipped, doctyped, reaching_out, nested, crowded,
    open_document,
)  # fmt: skip


def hostile_form(seed: int, good: bytes) -> bytes:
    """Return a form that something is wrong with, made from a good one."""
    rng = random.Random(seed)
    return FORMS[seed % len(FORMS)](rng, good)


# --- mails -----------------------------------------------------------------------------------


def _head(seed: int, sender: str, more: str = "") -> str:
    return f"From: {sender}\nMessage-ID: <{seed}@ondt.example>\n{more}"


def _plain(rng: random.Random, code: str) -> bytes:
    words = rng.randbytes(rng.randint(0, 4_000)).replace(b"ML", b"xx")
    return b"\n" + code.encode() + b"\n" + words


def _odd_charset(rng: random.Random, code: str) -> bytes:
    charset = rng.choice(("utf-7", "utf-16", "idna", "rot13", "zlib", "\u00f8", "x" * 5_000, ""))
    coding = rng.choice(("8bit", "base64", "quoted-printable", "uuencode", "x-ond", ""))
    lines = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"
    return lines.encode() + code.encode() + b"\n=ZZ=\xff" + rng.randbytes(300)


def _page(rng: random.Random, code: str) -> bytes:
    parts = (
        "<script>fetch('http://127.0.0.1:9/ramt')</script>",
        '<img src="http://127.0.0.1:9/ramt.png">',
        '<iframe src="file:///etc/passwd"></iframe>',
        "<div>" * rng.choice((10, 40_000)),
        "<!--" * 500,
        "&#x110000;&#xD800;&#0;&" + "a" * 3_000 + ";",
        "<style>*{display:none}</style>",
        "<a href='javascript:x'>her</a>",
    )
    page = "".join(rng.choices(parts, k=rng.randint(1, 8)))
    return f"Content-Type: text/html; charset=utf-8\n\n<p>{code}</p>{page}".encode()


def _deep(rng: random.Random, code: str) -> bytes:
    depth = rng.choice((5, 200, 3_000))
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n'
        for level in range(depth)
    )
    return f"{opened}Content-Type: text/plain\n\n{code}\n".encode()


def _boundaries(rng: random.Random, code: str) -> bytes:
    mark = rng.choice(("", "--", "b b", "x" * 2_000, ";", '"'))
    body = f"--{mark}\n\n{code}\n--{mark}" + f"\n--{mark}\nx" * rng.choice((3, 3_000))
    return f'Content-Type: multipart/mixed; boundary="{mark}"\n\n{body}'.encode()


def _headers(rng: random.Random, code: str) -> bytes:
    lines = (
        "Subject: =?utf-8?b?" + "A" * 3_000,
        "Subject: =?x-ond?q?=FF?= \x00",
        "Date: " + "9" * 2_000,
        "Date: Mon, 99 Zzz 0000 99:99:99 +9999",
        "In-Reply-To: " + "<a@b> " * 5_000,
        "References: <\u00f8@\u00e5>",
        "X-" + "y" * 20_000 + ": 1",
        "Bcc: alle@kommune.example",
        ": uden navn",
        "Uden kolon",
        "\tfortsat fra ingenting",
    )
    return "\n".join(rng.choices(lines, k=rng.randint(1, 30))).encode() + f"\n\n{code}".encode()


def _calendars(rng: random.Random, code: str) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", "UID:x@moedeleder",
        "SEQUENCE:99999999999999999999", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:sofie@mail.example",
        "COMMENT:" + "\\n" * 3_000, "RRULE:FREQ=SECONDLY;COUNT=999999999", "END:VEVENT",
        "BEGIN:VALARM" * 50, "ATTENDEE;" + "X=" * 2_000, "END:VCALENDAR", "\x00\xff",
    ]  # fmt: skip
    rng.shuffle(lines)
    text = "\n".join(lines)
    return (
        f'Content-Type: multipart/mixed; boundary="k"\n\n--k\n\n{code}\n'
        f"--k\nContent-Type: text/calendar; method=REPLY\n\n{text}\n--k--"
    ).encode()


def _forwarded(rng: random.Random, code: str) -> bytes:
    inner = "Content-Type: message/rfc822\n\n" * rng.choice((1, 50, 2_000))
    return f"{inner}From: a@b.example\n\n{code}\n".encode()


BODIES: tuple[Callable[[random.Random, str], bytes], ...] = (
    _plain, _odd_charset, _page, _deep, _boundaries, _headers, _calendars, _forwarded,
)  # fmt: skip


def _with_forms(rng: random.Random, seed: int, code: str, good: bytes) -> bytes:
    parts = []
    for number in range(rng.randint(1, 3)):
        name = rng.choice(NAMES).replace("\n", "\r\n ").replace('"', "'")
        data = base64.encodebytes(hostile_form(seed * 7 + number, good)).decode()
        parts.append(
            "--f\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
            f'Content-Disposition: attachment; filename="{name}"\n\n{data}'
        )
    head = f'Content-Type: multipart/mixed; boundary="f"\n\n--f\n\nSe her {code}\n'
    return (head + "\n".join(parts) + "\n--f--").encode("utf-8", "surrogateescape")


def sender_survives(seed: int) -> bool:
    """Whether the hostile mail of that number still says who sent it."""
    return seed % (len(BODIES) + 4) <= len(BODIES)


def hostile_mail(seed: int, sender: str, code: str, good_form: bytes) -> bytes:
    """Return a mail that something is wrong with; now and then the code or sender survives."""
    rng = random.Random(seed)
    kind = seed % (len(BODIES) + 4)
    if kind < len(BODIES):
        return _head(seed, sender).encode() + BODIES[kind](rng, code)
    whole = _head(seed, sender).encode() + _with_forms(rng, seed, code, good_form)
    broken = (flipped, cut, stuffed)
    return whole if kind == len(BODIES) else broken[kind - len(BODIES) - 1](rng, whole)
