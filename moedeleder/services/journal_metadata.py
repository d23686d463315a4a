"""The metadata file for the case system: what was handed over, and what belongs to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moedeleder.domain.corrections import Correction
from moedeleder.domain.danish import long_date
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import MinutesVersion, PartKey, short_checksum
from moedeleder.domain.record_after import RecordRetired
from moedeleder.domain.sending import Delivery
from moedeleder.services.context import wall_time
from moedeleder.services.journal_places import JournalPlace
from moedeleder.services.labels import attendance_label, part_heading, person_role

FORMAT = "moedeleder-journal"
METADATA_FILE = "metadata.json"
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "json": "application/json",
    "eml": "message/rfc822",
}


@dataclass(frozen=True, slots=True)
class JournalFile:
    """One file that is handed over; ``title`` is what the case system shows."""

    name: str
    title: str
    data: bytes
    dated: datetime | None = None


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """What is known about the minutes of one meeting when they are handed over."""

    meeting: Meeting
    place: JournalPlace
    versions: tuple[MinutesVersion, ...]
    corrections: tuple[Correction, ...]
    retired: tuple[RecordRetired, ...]
    letters: tuple[Delivery, ...]
    made_at: datetime
    made_by: str

    @property
    def newest(self) -> MinutesVersion:
        """The version that counts now."""
        return self.versions[-1]


def metadata(facts: JournalFacts, files: Sequence[JournalFile]) -> str:
    """Return the metadata as JSON text, readable by people too."""
    meeting, newest = facts.meeting, facts.newest
    data = {
        "format": FORMAT,
        "format_version": 1,
        "title": document_title(newest),
        "case_number": meeting.case_number,
        "kle": facts.place.kle,
        "facet": facts.place.facet,
        "kle_verified": facts.place.verified,
        "meeting": {
            "id": meeting.id,
            "type": meeting.type_name,
            "child": meeting.child_name,
            "purpose": meeting.purpose,
            "starts_at": newest.record.starts_at.isoformat(),
            "ends_at": newest.record.ends_at.isoformat(),
            "place": newest.record.place,
        },
        "participants": [
            {
                "name": each.person.name,
                "role": person_role(each.person),
                "organisation": each.person.organisation,
                "attendance": attendance_label(each.attendance),
            }
            for each in meeting.attendees
        ],
        "versions": [_version(each) for each in facts.versions],
        "corrections": [_correction(each) for each in facts.corrections],
        "no_longer_relevant": [_retired(each) for each in facts.retired],
        "letters": [_letter(each) for each in facts.letters],
        "files": [_file(each) for each in files],
        "handed_over_at": facts.made_at.isoformat(),
        "handed_over_by": facts.made_by,
    }
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def document_title(version: MinutesVersion) -> str:
    """Return what minutes are called in a journal: date and a short description, no name."""
    record = version.record
    return f"{record.title}, {long_date(record.starts_at)} (version {version.number})"


def _heading(part: str) -> str:
    return part_heading(PartKey(part)) if part in {key.value for key in PartKey} else ""


def _version(version: MinutesVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "finalised_at": version.finalised_at.isoformat(),
        "finalised_by": version.finalised_by,
        "checksum": version.checksum,
        "short_checksum": short_checksum(version.checksum),
        "reason": version.record.reason,
    }


def _correction(said: Correction) -> dict[str, Any]:
    return {
        "version": said.number,
        "person": said.person.name,
        "kind": said.kind.value,
        "part": _heading(said.part),
        "place": said.place,
        "words": said.words,
        "received_at": said.received_at.isoformat(),
        "channel": said.channel.value,
        "decision": said.decision.value,
        "reason": said.reason,
        "decided_at": said.decided_at.isoformat() if said.decided_at else None,
        "decided_by": said.decided_by,
    }


def _retired(mark: RecordRetired) -> dict[str, Any]:
    return {
        "part": _heading(mark.part),
        "words": mark.words,
        "reason": mark.reason,
        "on": mark.on.isoformat(),
        "by": mark.by,
    }


def _letter(letter: Delivery) -> dict[str, Any]:
    changed = letter.changed_at
    return {
        "kind": letter.kind.value,
        "number": letter.number,
        "name": letter.name,
        "state": letter.state.value,
        "way": letter.way.value,
        "at": wall_time(changed).isoformat() if changed else None,
    }


def _file(file: JournalFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "title": file.title,
        "media_type": _MEDIA.get(file.name.rsplit(".", 1)[-1], "application/octet-stream"),
        "size": len(file.data),
        "sha256": hashlib.sha256(file.data).hexdigest(),
        "date": file.dated.isoformat() if file.dated else None,
    }


def ending_of(data: bytes) -> str:
    """Return how the name of an answer ends, by what it is: a form, a paper or else a mail."""
    if data.startswith(b"PK"):
        return "odt" if b"opendocument" in data[:200] else "docx"
    return "pdf" if data.startswith(b"%PDF") else "eml"


def unlike(files: Iterable[JournalFile]) -> tuple[JournalFile, ...]:
    """Return the files, each content once: what many received alike is handed over once."""
    kept: dict[bytes, JournalFile] = {}
    for each in files:
        kept.setdefault(hashlib.sha256(each.data).digest(), each)
    return tuple(kept.values())
