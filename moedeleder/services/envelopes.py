"""A letter ready to leave: the words, the papers and the calendar entry in one mail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage

from moedeleder.domain.agenda_record import AgendaRecord, AgendaStage
from moedeleder.domain.correction_form import CorrectionForm
from moedeleder.domain.errors import NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import Letterhead, MinutesRecord
from moedeleder.domain.reminders import ReminderKind
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.domain.settings import MailSettings
from moedeleder.mail.message import Attachment, Letter, build_message
from moedeleder.models import mapping, queries
from moedeleder.models.tables import MeetingRow
from moedeleder.services import minutes_envelopes, reminder_letters
from moedeleder.services.agenda_versions import newest
from moedeleder.services.calendar_entries import CalendarEntry as CalendarEntry
from moedeleder.services.calendar_entries import drawn, entry_of_letter, entry_of_minutes
from moedeleder.services.context import Context
from moedeleder.services.enclosures import Enclosures, Share
from moedeleder.services.letter_facts import (
    Desk,
    facts_of_letter,
    facts_of_withdrawn,
    facts_to_come,
    listed,
)
from moedeleder.services.letter_html import letter_html
from moedeleder.services.letter_words import LetterFacts
from moedeleder.services.letters import Letters, LetterText
from moedeleder.services.minutes import version_value
from moedeleder.services.records import agenda_record
from moedeleder.services.references import code_for
from moedeleder.services.reply_address import code_of, reply_address
from moedeleder.services.settings import Settings

# With the folder mailbox nobody need have a mail address of their own yet.
FALLBACK_SENDER = "moedeleder@kommune.invalid"


@dataclass(frozen=True)
class Papers:
    """A document of a meeting, to be printed or kept: its agenda, or its minutes."""

    meeting: Meeting
    pdf: bytes
    docx: bytes
    agenda: AgendaRecord | None = None


@dataclass(frozen=True)
class Contents:
    """Everything that goes into one envelope; who sends it is added when it leaves."""

    text: LetterText
    attachments: tuple[Attachment, ...] = ()
    calendar: CalendarEntry | None = None
    is_automatic: bool = False
    """Whether no person sends it just now."""


class Envelopes:
    """Makes the papers and the mails that carry them."""

    def __init__(self, context: Context, settings: Settings, letters: Letters) -> None:
        self._store, self._clock = context.store, context.clock
        self._settings, self._letters = settings, letters

    def desk(self) -> Desk:
        """Return whose letters they are, as it stands below them."""
        return Desk(self._settings.reachable(), self._settings.actor())

    def preview(
        self,
        meeting_id: str,
        attendee_id: str,
        kind: LetterKind,
        answer_by: date | None,
        reason: str,
    ) -> LetterText:
        """Return the words somebody on the list would get if it were announced now.

        Raises:
            NotFound: the meeting or attendee is not there, or no minutes are finished.
            TemplateMissing, ResourceFault: as named.
        """
        desk = self.desk()
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            if kind is LetterKind.WITHDRAWAL:
                withdrawn = facts_of_withdrawn(session, row, attendee_id, desk)
                return self._letters.about_meeting(kind, withdrawn)
            attendee = listed(row, attendee_id)
            if kind is LetterKind.MINUTES:
                about = minutes_envelopes.facts_to_come(session, row, attendee.id, desk)
                return self._letters.minutes(about)
            facts = facts_to_come(session, row, attendee, kind, desk, answer_by, reason)
        return self._letters.about_meeting(kind, facts)

    def contents(
        self, meeting_id: str, kind: LetterKind, letter_ids: Collection[str]
    ) -> dict[str, Contents]:
        """Make what goes into each letter, by its id; takes its time.

        Nothing can have been sent when this fails: all is made before the first letter leaves.

        Raises:
            NotFound: there is no such meeting, or no finished minutes.
            DocumentFailed, TemplateMissing, ResourceFault: as named.
        """
        self._letters.check(kind)
        head, desk = self._settings.letterhead(), self.desk()
        if kind is LetterKind.MINUTES:
            return self._minutes(meeting_id, letter_ids, head, desk)
        if kind is LetterKind.REMINDER:
            return self._reminders(meeting_id, letter_ids, desk)
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            meeting = mapping.meeting(row)
            letters = [each for each in row.deliveries if each.id in letter_ids]
            facts = {
                each.id: facts_of_letter(session, row, meeting, each, desk) for each in letters
            }
            enclosures = Enclosures(meeting, head, Share.read(session, row.type_key, kind))
            entries = {each.id: entry_of_letter(row, each, facts[each.id]) for each in letters}
        return {
            letter_id: Contents(
                self._letters.about_meeting(kind, each),
                enclosures.of(kind, each),
                entries[letter_id],
            )
            for letter_id, each in facts.items()
        }

    def papers(self, meeting_id: str, kind: LetterKind) -> Papers:
        """Make a meeting's agenda (or draft of it) as it is now, or its newest minutes.

        Takes its time.

        Raises:
            NotFound: there is no such meeting, or no finished minutes.
            DocumentFailed, TemplateMissing: as named.
        """
        head, desk = self._settings.letterhead(), self.desk()
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            meeting = mapping.meeting(row)
            minutes = _minutes_of(row) if kind is LetterKind.MINUTES else None
        if minutes is None:
            stage = AgendaStage.DRAFT if kind is LetterKind.DRAFT else AgendaStage.FINAL
            record = agenda_record(meeting, desk.office, desk.actor, stage)
            return _agenda_papers(meeting, record, head)
        from moedeleder.documents.docx import minutes_docx
        from moedeleder.documents.pdf import minutes_pdf

        return Papers(meeting, minutes_pdf(minutes, head), minutes_docx(minutes, head))

    def message(
        self,
        delivery: Delivery,
        contents: Contents,
        mail: MailSettings,
        sender: str,
        message_id: str,
    ) -> EmailMessage:
        """Return the mail of one letter.

        Raises:
            InvalidAddress: as named.
        """
        office = self._settings.reachable()
        unit = delivery.sender_name or office.unit or office.name
        sender_name = delivery.sender_name or mail.sender_name or unit or "Mødeleder"
        to, entry = (delivery.name, delivery.address), contents.calendar
        code = code_of(self._store, delivery) if office.mail else ""
        answer_to = reply_address(office.mail, unit, code, plus=mail.plus_addresses)
        letter = Letter(
            to_name=delivery.name,
            to_address=delivery.address,
            sender_name=sender_name,
            sender_address=sender,
            reply_to=answer_to.address,
            subject=contents.text.subject,
            text=contents.text.body,
            html=letter_html(contents.text),
            message_id=message_id,
            date=self._clock.now(),
            attachments=contents.attachments,
            calendar=self.calendar(entry, sender, sender_name, to) if entry else None,
            reply_to_name=answer_to.name,
            is_automatic=contents.is_automatic,
        )
        return build_message(letter)

    def sender(self, mail: MailSettings) -> str:
        """Return the address that letters come from: the chosen one, else where to turn."""
        return mail.sender_address or self._settings.reachable().mail or FALLBACK_SENDER

    def calendar(
        self, entry: CalendarEntry, sender: str, sender_name: str, *to: tuple[str, str]
    ) -> bytes:
        """Return the meeting as calendars take it; it names no child.

        Args:
            to: name and address of whoever it goes to. Nobody sees another's address: it may
                be a protected one.
        """
        return drawn(entry, (sender_name, sender), self._clock.now(), *to)

    def _minutes(
        self, meeting_id: str, letter_ids: Collection[str], head: Letterhead, desk: Desk
    ) -> dict[str, Contents]:
        minutes_envelopes.made_codes(self._store, meeting_id, letter_ids)
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            letters = minutes_envelopes.letters_of(session, row, letter_ids, desk)
            entries = {
                each.id: entry_of_minutes(session, row, each, letters[each.id].facts.record)
                for each in row.deliveries
                if each.id in letters
            }
        files = minutes_envelopes.attached(letters, head)
        return {
            letter_id: Contents(
                self._letters.minutes(letter.facts), files[letter_id], entries[letter_id]
            )
            for letter_id, letter in letters.items()
        }

    def reminder(self, meeting_id: str, kind: ReminderKind, attendee_id: str) -> LetterText:
        """Return the words of a reminder to come; see :meth:`Reminders.words`.

        Raises:
            NotFound: there is no such meeting, or they are not to be reminded.
            TemplateMissing, ResourceFault: as named.
        """
        desk = self.desk()
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            facts = reminder_letters.facts_to_come(session, row, kind, attendee_id, desk)
        return self._letters.reminder(facts)

    def _reminders(
        self, meeting_id: str, letter_ids: Collection[str], desk: Desk
    ) -> dict[str, Contents]:
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            facts = {
                each.id: reminder_letters.facts_on_record(session, row, each, desk)
                for each in row.deliveries
                if each.id in letter_ids
            }
        return {
            letter_id: Contents(self._letters.reminder(each), is_automatic=True)
            for letter_id, each in facts.items()
        }

    def correction_form(self, meeting_id: str, attendee_id: str) -> CorrectionForm:
        """Return what somebody's form for answering the newest minutes is made from.

        Raises:
            NotFound: no minutes are finished, or they are not on the list.
        """
        desk = self.desk()
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            code_for(session, row, listed(row, attendee_id).person)
            facts = minutes_envelopes.facts_to_come(session, row, attendee_id, desk)
        return minutes_envelopes.form_for(facts)

    def shared_papers(self, meeting_id: str, attendee_id: str) -> tuple[Attachment, ...]:
        """Return what goes with the draft to one person, to be handed over on paper.

        Raises:
            NotFound: the agenda has not been shared with them.
            DocumentFailed, TemplateMissing: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            drafts = [
                each.id
                for each in row.deliveries
                if each.attendee_id == attendee_id and each.kind == LetterKind.DRAFT.value
            ]
            if not drafts or newest(row) is None:
                raise NotFound
        return self.contents(meeting_id, LetterKind.DRAFT, drafts[-1:])[drafts[-1]].attachments

    def receipt_facts(self, meeting_id: str, attendee_id: str) -> LetterFacts:
        """Return what the newest letter that answers somebody's contributions is made of.

        Raises:
            NotFound: there is no such letter.
        """
        desk = self.desk()
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            meeting = mapping.meeting(row)
            mine = [each for each in row.deliveries if each.attendee_id == attendee_id]
            for letter in reversed(mine):
                facts = facts_of_letter(session, row, meeting, letter, desk)
                if facts.lines:
                    return facts
        raise NotFound


def _minutes_of(row: MeetingRow) -> MinutesRecord:
    if not row.versions:
        raise NotFound
    return version_value(row.versions[-1]).record


def _agenda_papers(meeting: Meeting, record: AgendaRecord, head: Letterhead) -> Papers:
    from moedeleder.documents.docx import agenda_docx
    from moedeleder.documents.pdf import agenda_pdf

    return Papers(meeting, agenda_pdf(record, head), agenda_docx(record, head), record)
