"""What lies in the envelope besides the letter: agenda, reply form and starter pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.meetings import Meeting, heading
from moedeleder.domain.record import Letterhead
from moedeleder.domain.reply_form import ReplyForm
from moedeleder.domain.sending import LetterKind
from moedeleder.mail.message import Attachment
from moedeleder.models.starter_queries import FOR_ALL, starter_files
from moedeleder.services.letter_words import LetterFacts

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT_NAME, AGENDA_NAME, FORM_NAME = "dagsorden-kladde.pdf", "dagsorden.pdf", "svarskema.docx"


@dataclass(frozen=True)
class Share:
    """The starter pack that goes with a kind of letter."""

    files: tuple[tuple[str, bytes], ...] = ()

    @staticmethod
    def read(session: Any, type_key: str, kind: LetterKind) -> Share:
        """Return the pack; only a draft carries one."""
        if kind is not LetterKind.DRAFT:
            return Share()
        rows = starter_files(session, [FOR_ALL, type_key], with_data=True)
        return Share(tuple((row.name, row.data) for row in rows))


@dataclass
class Enclosures:
    """Makes the papers of one sending; an agenda that several people get is made once."""

    meeting: Meeting
    head: Letterhead
    pack: Share
    _made: dict[tuple[AgendaRecord, tuple[str, ...]], bytes] = field(default_factory=dict)

    def of(self, kind: LetterKind, facts: LetterFacts) -> tuple[Attachment, ...]:
        """Return what goes with a letter of that kind.

        Raises:
            DocumentFailed, TemplateMissing: as named.
        """
        if kind is LetterKind.INVITATION:
            return (Attachment(AGENDA_NAME, PDF, self._agenda(facts)),)
        if kind is not LetterKind.DRAFT:
            return ()
        return (
            Attachment(DRAFT_NAME, PDF, self._agenda(facts)),
            Attachment(FORM_NAME, DOCX, self._form(facts)),
            *(Attachment(name, PDF, data) for name, data in self.pack.files),
        )

    def _agenda(self, facts: LetterFacts) -> bytes:
        from moedeleder.documents.pdf import agenda_pdf

        key = (facts.record, facts.changes)
        if key not in self._made:
            self._made[key] = agenda_pdf(facts.record, self.head, facts.changes)
        return self._made[key]

    def _form(self, facts: LetterFacts) -> bytes:
        from moedeleder.documents.reply_form import reply_form_docx

        return reply_form_docx(self.reply_form(facts), self.head)

    def reply_form(self, facts: LetterFacts) -> ReplyForm:
        """Return what somebody's reply form is made from."""
        record = facts.record
        return ReplyForm(
            reference=facts.code,
            receiver=facts.name,
            meeting=heading(record.type_name, record.child_name),
            starts_at=record.starts_at,
            ends_at=record.ends_at,
            place=record.place or record.link,
            purpose=record.purpose,
            answer_by=record.answer_by,
            contact=record.contact,
            proposed_times=tuple(self._proposals(record)),
            child_first_name=record.child_name.split(" ", 1)[0],
        )

    def _proposals(self, record: AgendaRecord) -> Sequence[tuple[str, datetime]]:
        """Return the proposed times of a shared agenda that still stand, each with its id."""
        proposed = frozenset(record.proposed_times)
        return [
            (each.id, each.starts_at)
            for each in self.meeting.proposed_times
            if each.starts_at in proposed
        ]
