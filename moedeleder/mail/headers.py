"""What a stranger may have typed, made fit for a header or a file name."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from email.headerregistry import Address
from email.policy import EmailPolicy
from typing import Any

from moedeleder.domain.text import clean_line, shorten
from moedeleder.mail.addresses import check_address

_NAME_LIMIT = 100
_SUBJECT_LIMIT = 200
_FILE_NAME_LIMIT = 200  # bytes; file systems take 255, and the receiver's may add to the name
_ENCODED_WORD_BYTES = 45  # 60 signs of base64 and 12 around them: RFC 2047 allows 75
_SHORT_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()?!'/+-]{0,60}")
_ADDRESS_HEADERS = frozenset({"from", "to", "reply-to"})
_FALLBACK_FILE_NAME = "bilag"

# Signs that turn the reading direction or cannot be seen: with them "gpj.exe" reads "exe.jpg".
# The joiners U+200C and U+200D stay: emoji and several languages need them.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_FORBIDDEN_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\ufffd]')
_FILE_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}$")
# Windows looks no further than the first dot, and past blanks before it.
_DEVICE_NAMES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\.|$)")


def header_line(text: str, limit: int) -> str:
    """Return ``text`` on one line, at most ``limit`` characters, with nothing unseen in it."""
    line = clean_line(_UNSEEN.sub("", clean_line(text)))
    # "=?" starts an encoded word (RFC 2047): typed by a person, it would be decoded by readers.
    return shorten(line.replace("=?", "= ?"), limit)


def subject_line(text: str) -> str:
    """Return the subject as it may stand in a header, at most 200 characters."""
    return header_line(text, _SUBJECT_LIMIT)


def mailbox(name: str, address: str, field: str = "mail") -> Address:
    """Return name and address as one mailbox; the name may be empty.

    Raises:
        InvalidAddress: the address is not one plain address.
    """
    local, _, domain = check_address(address, field).partition("@")
    return Address(header_line(name, _NAME_LIMIT), local, domain)


def safe_file_name(name: str) -> str:
    """Return ``name`` as a file name that every system takes and that leads nowhere else.

    Danish letters stay; folders, reserved signs and unseen ones go; the ending is kept when the
    name is cut at 200 bytes.
    """
    flat = _FORBIDDEN_IN_FILE_NAMES.sub("_", header_line(name, 10_000))
    bare = flat.strip(" ._") or _FALLBACK_FILE_NAME
    if _DEVICE_NAMES.match(bare):
        bare = f"_{bare}"
    ending = _FILE_ENDING.search(bare)
    suffix = ending[0] if ending else ""
    room = _FILE_NAME_LIMIT - len(suffix)
    stem = bare.removesuffix(suffix).encode()[:room].decode(errors="ignore")
    return stem.rstrip(" ._") + suffix


class LetterPolicy(EmailPolicy):
    """Writes the headers that hold typed text as other mail programs will read them.

    Python's own folding loses or spills characters of some names (a quotation mark beside a
    Danish letter, a long name with a comma), so that a name could turn into an address.
    """

    def fold(self, name: str, value: Any) -> str:
        """Return the whole header as text."""
        written = _written(name.lower(), value)
        return super().fold(name, value) if written is None else self._line(name, written)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the whole header as bytes; UTF-8 only where the policy says ``utf8``."""
        written = _written(name.lower(), value)
        if written is None:
            return super().fold_binary(name, value)
        return self._line(name, written).encode("utf-8" if self.utf8 else "ascii")

    def _line(self, name: str, written: str) -> str:
        return f"{name}: {written}".replace("\n", self.linesep) + self.linesep


def _written(name: str, value: Any) -> str | None:
    if name == "subject":
        return _text(str(value), quote="")
    if name in _ADDRESS_HEADERS:
        return ",\n ".join(_address(box) for box in value.addresses)
    return str(value) if name == "message-id" else None


def _address(box: Address) -> str:
    if not box.display_name:
        return box.addr_spec
    name = _text(box.display_name, quote='"')
    return f"{name}\n <{box.addr_spec}>"


def _text(text: str, quote: str) -> str:
    if _SHORT_PLAIN.fullmatch(text):
        return f"{quote}{text}{quote}"
    words = (b64encode(chunk).decode() for chunk in _chunks(text))
    return "\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _chunks(text: str) -> Iterator[bytes]:
    """Yield the text in UTF-8 pieces that fit an encoded word, no character split."""
    chunk = b""
    for char in text:
        encoded = char.encode()
        if len(chunk) + len(encoded) > _ENCODED_WORD_BYTES:
            yield chunk
            chunk = b""
        chunk += encoded
    yield chunk
