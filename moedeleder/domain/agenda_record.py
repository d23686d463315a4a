"""The agenda as it is printed and sent, and the frozen copies of it that people have."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from moedeleder.domain.record import RecordAttendee


class AgendaStage(StrEnum):
    """Whether an agenda is still open to the family's points."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One point as the printed agenda shows it; ``id`` is the point's own and is never printed."""

    number: int
    title: str
    kind: str
    minutes: int
    raised_by: str
    is_familys: bool
    words: str = ""
    begins: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class AgendaRecord:
    """The agenda as it is printed and sent.

    ``proposed_times`` stand in for ``starts_at`` while no time is chosen. ``answer_by`` is the
    last day for the family's answers to a draft. ``child_voice`` says how the child is heard.
    """

    meeting_id: str
    title: str
    type_name: str
    child_name: str
    case_number: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    purpose: str
    attendees: tuple[RecordAttendee, ...]
    items: tuple[AgendaLine, ...]
    contact: str
    organisation: str
    stage: AgendaStage = AgendaStage.FINAL
    number: int = 0
    proposed_times: tuple[datetime, ...] = ()
    answer_by: date | None = None
    child_voice: str = ""


@dataclass(frozen=True, slots=True)
class AgendaVersion:
    """An agenda as it was shared: frozen text, checksum, when and by whom."""

    id: str
    number: int
    record: AgendaRecord
    checksum: str
    shared_at: datetime
    shared_by: str


def canonical_agenda(record: AgendaRecord) -> str:
    """Return the agenda as JSON with sorted keys: the text its checksum is made of."""
    return json.dumps(agenda_to_data(record), sort_keys=True, ensure_ascii=False)


def agenda_to_data(record: AgendaRecord) -> dict[str, Any]:
    """Return the agenda as plain JSON data."""
    data = asdict(record)
    data["starts_at"], data["ends_at"] = record.starts_at.isoformat(), record.ends_at.isoformat()
    data["proposed_times"] = [moment.isoformat() for moment in record.proposed_times]
    data["answer_by"] = record.answer_by.isoformat() if record.answer_by else None
    data["stage"] = record.stage.value
    return data


def agenda_from_data(data: dict[str, Any]) -> AgendaRecord:
    """Return the agenda that :func:`agenda_to_data` wrote.

    Raises:
        KeyError, TypeError, ValueError: the data is not of that form.
    """
    answer_by = data["answer_by"]
    return AgendaRecord(
        **data
        | {
            "starts_at": datetime.fromisoformat(data["starts_at"]),
            "ends_at": datetime.fromisoformat(data["ends_at"]),
            "attendees": tuple(RecordAttendee(**each) for each in data["attendees"]),
            "items": tuple(AgendaLine(**each) for each in data["items"]),
            "proposed_times": tuple(datetime.fromisoformat(m) for m in data["proposed_times"]),
            "answer_by": date.fromisoformat(answer_by) if answer_by else None,
            "stage": AgendaStage(data["stage"]),
        }
    )
