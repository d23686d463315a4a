"""The logo of the letterhead: what we take, and what we refuse before it spoils a letter."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import typst
from docx.exceptions import PythonDocxError
from docx.image.image import Image

from moedeleder.documents.typesetter import faults_mean
from moedeleder.domain.errors import PictureRefused

BYTES_LIMIT = 1_000_000
PIXELS_LIMIT = 4_000
PROFILE_LIMIT = 4_000_000
PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
# Start of frame: baseline, extended and progressive, the kinds that every reader draws.
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_PIXEL_PARTS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_TRIAL = b'#image(bytes(json("logo.json")), width: 1cm)'


def is_png(data: bytes) -> bool:
    """Return whether the bytes begin as a PNG."""
    return data.startswith(PNG_START)


def is_jpeg(data: bytes) -> bool:
    """Return whether the bytes begin as a JPEG."""
    return data.startswith(JPEG_START)


def check_logo(data: bytes) -> str:
    """Return ``.png`` or ``.jpg`` when the picture can stand on our letters.

    At most 1 MB and 4,000 pixels a side. SVG is refused: it can carry scripts and point
    outside itself. So are JPEGs in print colours (CMYK), which archive files may not hold.

    Raises:
        PictureRefused: it is another kind of file, broken or too large.
    """
    if not 0 < len(data) <= BYTES_LIMIT:
        raise PictureRefused("size")
    try:
        if is_png(data):
            _check_png(data)
            suffix = ".png"
        elif is_jpeg(data):
            _check_jpeg(data)
            suffix = ".jpg"
        else:
            raise PictureRefused("kind")
        _draw(data)
    except (struct.error, zlib.error, IndexError, ValueError, RuntimeError, PythonDocxError):
        raise PictureRefused("broken") from None
    return suffix


def _check_png(data: bytes) -> None:
    pieces = list(_png_pieces(data))
    if pieces[0][0] != b"IHDR" or pieces[-1][0] != b"IEND":
        raise PictureRefused("broken")
    width, height, depth, colour = struct.unpack(">IIBB", pieces[0][1][:10])
    _check_size(width, height)
    # A few bytes can unpack to gigabytes: no more is unpacked than the picture can need.
    expected = height * (width * _PIXEL_PARTS.get(colour, 4) * depth // 8 + 2) * 2
    _unpack(b"".join(body for kind, body in pieces if kind == b"IDAT"), expected + 64)
    for kind, body in pieces:
        if kind == b"iCCP":
            # A name, a zero, the way of packing; then colours that every drawing unpacks whole.
            _unpack(body[body.index(b"\0") + 2 :], PROFILE_LIMIT)


def _unpack(packed: bytes, limit: int) -> None:
    unpacker = zlib.decompressobj()
    unpacker.decompress(packed, limit)
    if not unpacker.eof:
        raise PictureRefused("broken")


def _png_pieces(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_START)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if zlib.crc32(kind + body) != check:
            raise PictureRefused("broken")
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + length


def _check_jpeg(data: bytes) -> None:
    if b"\xff\xd9" not in data[-64:]:
        raise PictureRefused("broken")
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width, parts = struct.unpack(">HHB", data[at + 5 : at + 10])
            _check_size(width, height)
            if parts not in (1, 3):
                raise PictureRefused("colours")
            return
        at += 2 + length
    raise PictureRefused("broken")


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= PIXELS_LIMIT and 0 < height <= PIXELS_LIMIT):
        raise PictureRefused("size")


def _draw(data: bytes) -> None:
    """Draw it once with both libraries that will draw it on every letter."""
    Image.from_file(BytesIO(data))
    files = {"main": _TRIAL, "logo.json": json.dumps(list(data)).encode()}
    with faults_mean(lambda: PictureRefused("broken")):
        typst.compile(files, format="png", ppi=10)  # type: ignore[call-overload]
