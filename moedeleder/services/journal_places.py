"""Where minutes belong in the case system: subject number (KLE) and facet, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from moedeleder.domain.errors import ResourceFault
from moedeleder.services.resource_files import FaultReason, read_resource

JOURNAL_FILE = "journal.toml"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class JournalPlace:
    """One kind of meeting's subject number and facet; ``verified`` if the municipality has."""

    key: str
    kle: str
    facet: str
    verified: bool


def load_journal_places(folders: Sequence[Path]) -> Mapping[str, JournalPlace]:
    """Return the places by key of the meeting type; a later folder's file wins, place by place.

    Raises:
        ResourceFault: a file has a mistake, or there is none; names file, line, field.
    """
    paths = [folder / JOURNAL_FILE for folder in folders]
    read = [_read(path) for path in paths if path.is_file()]
    merged = {key: place for found in read for key, place in found.items()}
    if OTHER not in merged:
        raise ResourceFault(JOURNAL_FILE, 0, "", FaultReason.MISSING_FILE)
    return merged


def _read(path: Path) -> dict[str, JournalPlace]:
    table = read_resource(path)
    table.allow("place")
    found: dict[str, JournalPlace] = {}
    for entry in table.tables("place"):
        entry.allow("key", "kle", "facet", "verified")
        place = JournalPlace(
            entry.key(), entry.text("kle"), entry.text("facet"), entry.flag("verified", False)
        )
        if place.key in found:
            raise entry.fault("key", FaultReason.DUPLICATE_KEY)
        found[place.key] = place
    return found
