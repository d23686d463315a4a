"""Small pictures made by hand, so that they can be wrong in exactly one way."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage


def png(
    width: int, height: int, *, packed: bytes | None = None, profile: bytes | None = None
) -> bytes:
    """A teal PNG; ``packed`` replaces its pixels, ``profile`` is a packed colour profile."""
    row = b"\x00" + bytes((31, 95, 91)) * width
    body = zlib.compress(row * height) if packed is None else packed
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    colours = b"" if profile is None else _piece(b"iCCP", b"sRGB\x00\x00" + profile)
    pieces = _piece(b"IHDR", head) + colours + _piece(b"IDAT", body) + _piece(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + pieces


def _piece(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def jpeg(width: int, height: int, *, grey: bool = False) -> bytes:
    """A JPEG as cameras and drawing programs write it."""
    shape = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    picture = QImage(width, height, shape)
    picture.fill(QColor("#1F5F5B"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPG")
    return bytes(buffer.data().data())
