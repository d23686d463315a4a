"""Bytes of a mail as text, whatever they claim to be."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header

# Codecs that turn bytes into the letters people write; others unpack, escape or take long.
_CHARSETS = re.compile(
    r"(ascii|utf[-_]?(8|16|32|7).*|iso8859[-_].*|cp(125\d|437|8[56]\d|9\d\d|874)|koi8.*|mac.*|"
    r"gb.*|big5.*|euc.*|shift.*|iso2022.*|tis.*|latin.*|johab|hz)"
)
# Western letters: many programs claim these whatever they send, and often send UTF-8.
_WESTERN = re.compile(r"(ascii|utf-8.*|iso8859-1|iso8859-15|cp1252)")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]*={0,2}[ \t]*")
_HEADER_LIMIT = 16_000


def decode_text(data: bytes, charset: str) -> str:
    """Return the bytes as text; a wrong or unknown ``charset`` costs no letter of ours.

    What claims to be a Western charset is read as UTF-8 where it is that, and as Windows-1252
    where it is not, byte by byte, for footers are often added in another charset.
    """
    name = _codec_name(charset)
    if name and not _WESTERN.fullmatch(name):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            pass
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", _FALLBACK)


def decode_transfer(data: bytes, encoding: str, is_text: bool) -> bytes:
    """Return the content of a part; ``encoding`` is its Content-Transfer-Encoding.

    Rubbish in base64 is passed over, but in a text the lines that are no base64 are kept.
    """
    kind = encoding.strip().lower()
    if kind == "quoted-printable":
        return binascii.a2b_qp(data)
    if kind != "base64":
        return data
    if not is_text:
        return _lenient_base64(data)
    lines = data.splitlines(keepends=True)
    good = next(
        (n for n, line in enumerate(lines) if not _BASE64_LINE.fullmatch(line.strip())), len(lines)
    )
    head, rest = b"".join(lines[:good]), b"".join(lines[good:])
    return _lenient_base64(head) + (b"\n" + rest if rest.strip() else b"")


def decode_words(raw: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) decoded, never raising."""
    value = raw[:_HEADER_LIMIT]
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(
        piece if isinstance(piece, str) else decode_text(piece, charset or "")
        for piece, charset in pieces
    )


def _lenient_base64(data: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return base64.b64decode(letters + b"=" * (-len(letters) % 4))


def _codec_name(charset: str) -> str:
    """Return Python's name of a charset that holds plain letters, or an empty string."""
    try:
        name = codecs.lookup(charset.strip(" \"'")[:40]).name
    except (LookupError, ValueError):
        return ""
    return name if _CHARSETS.fullmatch(name) else ""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return "".join(_western_letter(byte) for byte in bad), error.end


def _western_letter(byte: int) -> str:
    # Five places of Windows-1252 are empty; Latin-1 knows them all.
    one = bytes([byte])
    try:
        return one.decode("cp1252")
    except UnicodeDecodeError:
        return one.decode("latin-1")


_FALLBACK = "moedeleder.windows-1252"
codecs.register_error(_FALLBACK, _as_windows)
