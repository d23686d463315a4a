"""The starter pack (*startpakke*): PDF files the office sends along with a kind of meeting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moedeleder.documents.files import safe_name, write_file
from moedeleder.domain.errors import StarterFileRefused
from moedeleder.domain.text import required_line
from moedeleder.models import queries
from moedeleder.models.round_tables import StarterFileRow
from moedeleder.models.starter_queries import FOR_ALL, starter_files
from moedeleder.services.context import Context
from moedeleder.services.outside_files import read_at_most

EVERY_KIND = FOR_ALL
"""The type key of files that go along whatever the kind of meeting."""
FILE_LIMIT = 5_000_000
"""Bytes of one file: many mail servers refuse letters above ten million."""
PACK_LIMIT = 8_000_000
"""Bytes of all that goes with one letter."""
_PDF_START = b"%PDF-"
# Readers forgive some rubbish before the mark; more is no PDF.
_MARK_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class StarterFile:
    """A file of the starter pack; ``size`` is in bytes."""

    id: str
    version: int
    type_key: str
    name: str
    size: int


class StarterPacks:
    """What a person does with the files that go along with the draft of an agenda."""

    def __init__(self, context: Context) -> None:
        self._store, self._catalogue = context.store, context.catalogue

    def files(self, type_key: str = FOR_ALL) -> tuple[StarterFile, ...]:
        """Return the files chosen for exactly this kind of meeting; empty is for all kinds."""
        with self._store.reading() as session:
            return tuple(_value(row) for row in starter_files(session, [type_key]))

    def pack(self, type_key: str) -> tuple[StarterFile, ...]:
        """Return all that goes with a letter about this kind of meeting."""
        with self._store.reading() as session:
            return tuple(_value(row) for row in starter_files(session, [FOR_ALL, type_key]))

    def data(self, type_key: str) -> tuple[tuple[str, bytes], ...]:
        """Return name and bytes of all that goes with a letter about this kind of meeting."""
        with self._store.reading() as session:
            rows = starter_files(session, [FOR_ALL, type_key], with_data=True)
            return tuple((row.name, row.data) for row in rows)

    def one(self, file_id: str) -> tuple[str, bytes]:
        """Return name and bytes of one file, to be looked at.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, StarterFileRow, file_id)
            return row.name, row.data

    def copy_to(self, file_id: str, folder: Path) -> Path:
        """Write one file into a folder, to be looked at, and return where it is.

        Raises:
            NotFound, FolderNotWritable, DiskFull: as named.
        """
        return write_file(folder, *self.one(file_id))

    def add(self, path: Path, type_key: str = FOR_ALL) -> tuple[StarterFile, ...]:
        """Take a PDF into the pack of a kind of meeting; returns the files chosen for it.

        Raises:
            FileUnreadable: it cannot be read.
            StarterFileRefused: it is no PDF, is locked, or the pack grows too heavy for mail.
            NotFound: there is no such kind of meeting.
        """
        if type_key != FOR_ALL:
            self._catalogue.get(type_key)
        data = checked_pdf(read_at_most(path, FILE_LIMIT + 1))
        name = required_line(safe_name(path.name), "name", 200)
        with self._store.transaction() as session:
            rows = starter_files(session, [type_key])
            if self._weight(session, type_key) + len(data) > PACK_LIMIT:
                raise StarterFileRefused("pack_size")
            position = max((row.position for row in rows), default=-1) + 1
            session.add(
                StarterFileRow(
                    type_key=type_key, position=position, name=name, size=len(data), data=data
                )
            )
            session.flush()
            return tuple(_value(row) for row in starter_files(session, [type_key]))

    def remove(self, file_id: str, version: int) -> tuple[StarterFile, ...]:
        """Take a file out of the pack; letters that have left keep theirs.

        Raises:
            ChangedElsewhere, NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get_at(session, StarterFileRow, file_id, version)
            type_key = row.type_key
            session.delete(row)
            session.flush()
            return tuple(_value(each) for each in starter_files(session, [type_key]))

    def _weight(self, session: Any, type_key: str) -> int:
        """Return the bytes of the heaviest letter that a new file of that kind would go with."""
        common = sum(row.size for row in starter_files(session, [FOR_ALL]))
        keys = [kind.key for kind in self._catalogue.types] if type_key == FOR_ALL else [type_key]
        own = (sum(row.size for row in starter_files(session, [key])) for key in keys)
        return common + max(own, default=0)


def checked_pdf(data: bytes) -> bytes:
    """Return the bytes when they are a PDF that everybody can open.

    Raises:
        StarterFileRefused: ``reason`` is ``size``, ``kind`` or ``locked``.
    """
    if len(data) > FILE_LIMIT:
        raise StarterFileRefused("size")
    if _PDF_START not in data[:_MARK_WITHIN] or b"%%EOF" not in data[-_MARK_WITHIN:]:
        raise StarterFileRefused("kind")
    # The trailer of a file with a password names how it is encrypted.
    if b"/Encrypt" in data:
        raise StarterFileRefused("locked")
    return data


def _value(row: StarterFileRow) -> StarterFile:
    return StarterFile(row.id, row.version, row.type_key, row.name, row.size)
