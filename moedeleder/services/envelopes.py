"""A letter ready to leave: the words, the papers and the calendar entry in one mail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.message import EmailMessage

from moedeleder.domain.errors import NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Actor
from moedeleder.domain.record import Letterhead, MinutesRecord
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.domain.settings import MailSettings, Organisation
from moedeleder.mail.message import Attachment, Letter, build_message
from moedeleder.models import mapping, queries
from moedeleder.models.tables import MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.letters import Letters, LetterText
from moedeleder.services.minutes import version_value
from moedeleder.services.records import agenda_record
from moedeleder.services.settings import Settings

# With the folder mailbox nobody need have a mail address of their own yet.
FALLBACK_SENDER = "moedeleder@kommune.invalid"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Papers:
    """What goes with every letter of one sending, made once."""

    meeting: Meeting
    record: MinutesRecord | None
    pdf: bytes
    docx: bytes


class Envelopes:
    """Makes the papers and the mails that carry them."""

    def __init__(self, context: Context, settings: Settings, letters: Letters) -> None:
        self._store, self._clock = context.store, context.clock
        self._settings, self._letters = settings, letters

    def check_words(self, kind: LetterKind) -> None:
        """Make sure that the mails can be written; a mistake in the words is one in all of them.

        Raises:
            TemplateMissing, ResourceFault: names file, line and field.
        """
        self._letters.check(kind)

    def papers(self, meeting_id: str, kind: LetterKind) -> Papers:
        """Make the documents of a sending; takes its time.

        Raises:
            NotFound: there is no such meeting, or no finished minutes.
            DocumentFailed, TemplateMissing: as named.
        """
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            meeting = mapping.meeting(row)
            version = version_value(row.versions[-1]) if row.versions else None
        head = self._settings.letterhead()
        if kind is LetterKind.INVITATION:
            return self._agenda(meeting, head)
        if version is None:
            raise NotFound
        from moedeleder.documents.docx import minutes_docx
        from moedeleder.documents.pdf import minutes_pdf

        record = version.record
        return Papers(meeting, record, minutes_pdf(record, head), minutes_docx(record, head))

    def _agenda(self, meeting: Meeting, head: Letterhead) -> Papers:
        from moedeleder.documents.docx import agenda_docx
        from moedeleder.documents.pdf import agenda_pdf

        record = agenda_record(meeting, self._settings.reachable(), self._settings.actor())
        return Papers(meeting, None, agenda_pdf(record, head), agenda_docx(record, head))

    def message(
        self,
        delivery: Delivery,
        papers: Papers,
        mail: MailSettings,
        sender: str,
        message_id: str,
    ) -> EmailMessage:
        """Return the mail of one letter.

        Raises:
            InvalidAddress, TemplateMissing, ResourceFault: as named.
        """
        office, actor = self._settings.reachable(), self._settings.actor()
        text = self._text(delivery, papers, office, actor)
        letter = Letter(
            to_name=delivery.name,
            to_address=delivery.address,
            sender_name=mail.sender_name or office.unit or office.name or "Mødeleder",
            sender_address=sender,
            reply_to=office.mail,
            subject=text.subject,
            text=text.body,
            message_id=message_id,
            date=self._clock.now(),
            attachments=_attachments(papers),
        )
        if papers.record is not None:
            return build_message(letter)
        to = (delivery.name, delivery.address)
        calendar = self.calendar(papers.meeting, sender, letter.sender_name, to)
        return build_message(replace(letter, calendar=calendar))

    def sender(self, mail: MailSettings) -> str:
        """Return the address that letters come from: the chosen one, else where to turn."""
        return mail.sender_address or self._settings.reachable().mail or FALLBACK_SENDER

    def calendar(
        self, meeting: Meeting, sender: str, sender_name: str, *to: tuple[str, str]
    ) -> bytes:
        """Return the meeting as an invitation for calendars; it names no child.

        Args:
            to: name and address of whoever it goes to. Nobody sees another's address: it may
                be a protected one.
        """
        from moedeleder.documents.calendar import invitation_ics

        return invitation_ics(
            uid=f"{meeting.id}@moedeleder",
            sequence=meeting.calendar_sequence,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            summary="Møde",
            description="Dagsordenen er vedhæftet mailen.",
            location=meeting.place or meeting.link,
            organizer_mail=sender,
            organizer_name=sender_name,
            attendees=to,
            stamped_at=self._clock.now(),
            url=meeting.link,
        )

    def _text(
        self, delivery: Delivery, papers: Papers, office: Organisation, actor: Actor | None
    ) -> LetterText:
        if papers.record is None:
            return self._letters.invitation(papers.meeting, delivery.name, office, actor)
        return self._letters.minutes(papers.record, delivery.name, office, actor)


def _attachments(papers: Papers) -> tuple[Attachment, ...]:
    """The agenda goes as PDF; the minutes in Word too, so that people can write corrections."""
    if papers.record is None:
        return (Attachment("dagsorden.pdf", PDF, papers.pdf),)
    return (
        Attachment("referat.pdf", PDF, papers.pdf),
        Attachment("referat.docx", DOCX, papers.docx),
    )
