"""From the rows of the minutes after the meeting to values; see ``mapping``."""

from __future__ import annotations

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import (
    Correction,
    CorrectionDecision,
    CorrectionKind,
    CorrectionRound,
)
from moedeleder.domain.readers import Paper, ReaderChoice, hidden_of, usual_papers
from moedeleder.domain.used_documents import DocumentKind, Followed, UsedDocument
from moedeleder.models.minutes_tables import (
    CorrectionRoundRow,
    CorrectionRow,
    ReaderRow,
    UsedDocumentRow,
)
from moedeleder.models.person_mapping import person
from moedeleder.models.tables import AttendeeRow


def used_document(row: UsedDocumentRow) -> UsedDocument:
    """Return the value of a used document's row."""
    return UsedDocument(
        row.id,
        row.version,
        row.title,
        DocumentKind(row.kind),
        row.author,
        row.dated,
        Followed(row.followed),
        row.reason,
    )


def reader(attendee: AttendeeRow, row: ReaderRow | None) -> ReaderChoice:
    """Return what an attendee's copy holds: the usual for the role where nobody chose."""
    usual = usual_papers(person(attendee.person).role)
    if row is None:
        return ReaderChoice(attendee.id, papers=usual)
    return ReaderChoice(
        attendee.id,
        row.version,
        frozenset(map(hidden_of, row.hidden)),
        usual if row.papers is None else tuple(map(Paper, row.papers)),
        row.shares_contact,
    )


def correction_round(row: CorrectionRoundRow) -> CorrectionRound:
    """Return the value of a round's row."""
    return CorrectionRound(
        row.id, row.version, row.number, row.until, row.closed_at, row.drafting_since
    )


def correction(row: CorrectionRow) -> Correction:
    """Return the value of what one receiver said."""
    return Correction(
        id=row.id,
        version=row.version,
        number=row.number,
        person=person(row.person),
        kind=CorrectionKind(row.kind),
        channel=Channel(row.channel),
        received_at=row.received_at,
        part=row.part,
        place=row.place,
        words=row.words,
        answer_id=row.answer_id,
        decision=CorrectionDecision(row.decision),
        reason=row.reason,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
    )
