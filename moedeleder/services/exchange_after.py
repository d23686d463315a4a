"""What came after a meeting, between a meeting file and the tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import Correction, CorrectionDecision, CorrectionKind
from moedeleder.domain.people import Person
from moedeleder.domain.readers import HIDEABLE, Paper, ReaderChoice, hidden_of
from moedeleder.domain.text import clean_line, clean_text, required_line
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed, UsedDocument
from moedeleder.models import minutes_mapping
from moedeleder.models.minutes_tables import (
    CorrectionRoundRow,
    CorrectionRow,
    GapReasonRow,
    ReaderRow,
    RetiredRow,
    UsedDocumentRow,
)
from moedeleder.models.tables import MeetingRow
from moedeleder.services.meeting_file import Data
from moedeleder.services.meeting_file_after import After, MarkOnFile, RoundOnFile
from moedeleder.services.readers import choice_of, row_of
from moedeleder.services.used_documents import checked_document

At = Callable[[str], AbstractContextManager[None]]
_ROUND = "id number until closed_at drafting_since".split()
_MARK = "id number part words reason marked_at marked_by".split()


def gathered_after(row: MeetingRow) -> After:
    """Return what came after a meeting, from its rows."""
    return After(
        documents=tuple(map(minutes_mapping.used_document, row.used_documents)),
        reasons={each.gap: each.reason for each in row.gap_reasons},
        readers=tuple(choice_of(row, each) for each in row.attendees if row_of(row, each.id)),
        rounds=tuple(RoundOnFile(**_fields(each, _ROUND)) for each in row.rounds),
        corrections=tuple(map(minutes_mapping.correction, row.corrections)),
        retired=tuple(MarkOnFile(**_fields(each, _MARK)) for each in row.retired_marks),
    )


def named_after(row: MeetingRow) -> dict[str, Person]:
    """Return the people who said something about the minutes, by id."""
    people = (minutes_mapping.correction(each).person for each in row.corrections)
    return {person.id: person for person in people}


def add_after(row: MeetingRow, after: After) -> None:
    """Put what came after a meeting into the tables; its people and attendees are there."""
    row.used_documents = [
        UsedDocumentRow(position=position, **_document_fields(each))
        for position, each in enumerate(after.documents)
    ]
    row.gap_reasons = [GapReasonRow(gap=gap, reason=why) for gap, why in after.reasons.items()]
    row.readers = [_reader_row(each) for each in after.readers]
    row.rounds = [CorrectionRoundRow(**_fields(each, _ROUND)) for each in after.rounds]
    row.corrections = [_correction_row(each) for each in after.corrections]
    row.retired_marks = [RetiredRow(**_fields(each, _MARK)) for each in after.retired]


def read_after(data: Data, people: Mapping[str, Person], at: At) -> After:
    """Return what came after a meeting from its file, whose form and links were checked.

    Args:
        at: turns wrong input within into the error that names its place in the file.
    """
    documents = []
    for index, each in enumerate(data.get("used_documents", [])):
        with at(f"after.used_documents[{index}]"):
            documents.append(_document(each))
    return After(
        tuple(documents),
        {each["gap"]: clean_line(each["reason"]) for each in data.get("gap_reasons", [])},
        tuple(_reader(each) for each in data.get("readers", [])),
        tuple(_round(each) for each in data.get("rounds", [])),
        tuple(_correction(each, people) for each in data.get("corrections", [])),
        tuple(_mark(each) for each in data.get("retired", [])),
    )


def _fields(source: Any, names: list[str]) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}


def _document_fields(each: UsedDocument) -> dict[str, Any]:
    plain = _fields(each, ["id", "title", "author", "dated", "reason"])
    return plain | {"kind": each.kind.value, "followed": each.followed.value}


def _reader_row(each: ReaderChoice) -> ReaderRow:
    return ReaderRow(
        attendee_id=each.attendee_id,
        hidden=[section.value for section in HIDEABLE if section in each.hidden],
        papers=[paper.value for paper in Paper if paper in each.papers],
        shares_contact=each.shares_contact,
    )


def _correction_row(each: Correction) -> CorrectionRow:
    plain = "id number received_at part place words reason decided_at decided_by".split()
    return CorrectionRow(
        person_id=each.person.id,
        kind=each.kind.value,
        channel=each.channel.value,
        decision=each.decision.value,
        **_fields(each, plain),
    )


def _document(data: Data) -> UsedDocument:
    draft = checked_document(
        DocumentDraft(
            required_line(data["title"], "title"),
            DocumentKind(data["kind"]),
            data.get("author", ""),
            _day(data.get("dated")),
            Followed(data.get("followed", "")),
            data.get("reason", ""),
        )
    )
    return UsedDocument(
        data["id"],
        0,
        draft.title,
        draft.kind,
        draft.author,
        draft.dated,
        draft.followed,
        draft.reason,
    )


def _reader(data: Data) -> ReaderChoice:
    return ReaderChoice(
        data["attendee_id"],
        0,
        frozenset(map(hidden_of, data.get("hidden", []))),
        tuple(map(Paper, data["papers"])),
        data.get("shares_contact", False),
    )


def _round(data: Data) -> RoundOnFile:
    return RoundOnFile(
        data["id"],
        data["number"],
        date.fromisoformat(data["until"]),
        _moment(data.get("closed_at")),
        _moment(data.get("drafting_since")),
    )


def _correction(data: Data, people: Mapping[str, Person]) -> Correction:
    return Correction(
        id=data["id"],
        version=0,
        number=data["number"],
        person=people[data["person_id"]],
        kind=CorrectionKind(data["kind"]),
        channel=Channel(data["channel"]),
        received_at=_utc(data["received_at"]),
        part=data.get("part", ""),
        place=clean_text(data.get("place", "")),
        words=clean_text(data.get("words", "")),
        decision=CorrectionDecision(data.get("decision", "open")),
        reason=clean_text(data.get("reason", "")).strip(),
        decided_at=_moment(data.get("decided_at")),
        decided_by=clean_line(data.get("decided_by", "")),
    )


def _mark(data: Data) -> MarkOnFile:
    return MarkOnFile(
        data["id"],
        data["number"],
        data["part"],
        clean_text(data["words"]),
        clean_text(data["reason"]),
        _utc(data["marked_at"]),
        clean_line(data["marked_by"]),
    )


def _moment(text: str | None) -> datetime | None:
    return _utc(text) if text else None


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
