"""Opening a zip file from a stranger: nothing is written, and nothing unpacks without a limit."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from moedeleder.domain.errors import (
    AnswerFileBroken,
    AnswerFileTooLarge,
    AnswerFileUnknown,
    AnswerFileUnsafe,
)

FILE_LIMIT = 25_000_000
ENTRIES_LIMIT = 2_000
UNPACKED_LIMIT = 50_000_000
RATIO_LIMIT = 200
# Small parts may be very even; only from this size on does the ratio tell.
RATIO_FROM = 1_000_000
DIRECTORY_LIMIT = 1_000_000
CHUNK = 65_536

_LOCAL, _END, _END64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LOCAL_SIZE, _COMMENT_LIMIT = 22, 30, 65_535
_FORBIDDEN = (b"<!doctype", b"<!entity")
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,  # an entry that asks for a password; a way of packing nobody knows
)


class SafeZip:
    """The parts of a stranger's zip file, each counted while it unpacks."""

    def __init__(self, data: bytes) -> None:
        """Look at the directory of ``data`` and refuse what no form has.

        Raises:
            AnswerFileTooLarge: it is, or would unpack to, more than any form.
            AnswerFileUnknown: it is no zip file.
            AnswerFileUnsafe: its names or entries are made to deceive.
            AnswerFileBroken: it is damaged.
        """
        if len(data) > FILE_LIMIT:
            raise AnswerFileTooLarge("file")
        if not data.startswith(_LOCAL):
            raise AnswerFileUnknown("zip")
        _check_directory(data)
        self.unpacked = 0
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _FAULTS:
            raise AnswerFileBroken("zip") from None
        self._entries = self._archive.infolist()
        _check_entries(self._entries, self._archive.start_dir)
        for entry in self._entries:
            if entry.filename.lower().endswith((".xml", ".rels")):
                self._look_through(entry)

    @property
    def names(self) -> tuple[str, ...]:
        """What the parts are called; never to be used as a path on the disk."""
        return tuple(entry.filename for entry in self._entries)

    def read(self, name: str, limit: int = UNPACKED_LIMIT) -> bytes:
        """Return one part, at most ``limit`` bytes; empty when it is not there.

        Raises:
            AnswerFileTooLarge: it is larger, or too much was unpacked in all.
            AnswerFileBroken: it is damaged.
        """
        entry = next((each for each in self._entries if each.filename == name), None)
        if entry is None:
            return b""
        whole = bytearray()
        for chunk in self._chunks(entry):
            whole += chunk
            if len(whole) > limit:
                raise AnswerFileTooLarge("part")
        return bytes(whole)

    def _look_through(self, entry: zipfile.ZipInfo) -> None:
        """Refuse a part that declares a document type or an entity, in whichever alphabet."""
        tail = b""
        for chunk in self._chunks(entry):
            window = tail + chunk.replace(b"\0", b"").lower()
            if any(word in window for word in _FORBIDDEN):
                raise AnswerFileUnsafe("doctype")
            tail = window[-16:]

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    self.unpacked += len(chunk)
                    if self.unpacked > 2 * UNPACKED_LIMIT:
                        raise AnswerFileTooLarge("unpacked")
                    yield chunk
        except _FAULTS:
            raise AnswerFileBroken("part") from None


def _check_directory(data: bytes) -> None:
    """Refuse a directory too long to be read, before it is read."""
    at = data.rfind(_END, max(0, len(data) - _END_SIZE - _COMMENT_LIMIT))
    if at < 0 or at + _END_SIZE > len(data):
        raise AnswerFileBroken("zip")
    # The larger kind of zip is for files beyond every limit here.
    if data[max(0, at - 20) : at].startswith(_END64):
        raise AnswerFileUnsafe("zip64")
    count, size = struct.unpack("<HI", data[at + 10 : at + 16])
    if count > ENTRIES_LIMIT or size > DIRECTORY_LIMIT:
        raise AnswerFileTooLarge("entries")


def _check_entries(entries: list[zipfile.ZipInfo], end: int) -> None:
    if len(entries) > ENTRIES_LIMIT:
        raise AnswerFileTooLarge("entries")
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise AnswerFileUnsafe("duplicate")
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise AnswerFileTooLarge("unpacked")
    _check_overlap(entries, end)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or "\0" in name or ":" in name:
        raise AnswerFileUnsafe("name")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise AnswerFileUnsafe("link")
    if entry.flag_bits & 0x1:
        raise AnswerFileUnsafe("encrypted")
    if entry.file_size > max(RATIO_FROM, RATIO_LIMIT * entry.compress_size):
        raise AnswerFileTooLarge("ratio")


def _check_overlap(entries: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse entries that share bytes: so a small file claims to hold endlessly much."""
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    starts = [start for start, _ in spans[1:]] + [end]
    for (start, size), following in zip(spans, starts, strict=True):
        if start + _LOCAL_SIZE + size > following:
            raise AnswerFileUnsafe("overlap")
