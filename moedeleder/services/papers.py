"""Papers to look at, print or save: the agenda and the minutes as PDF and Word."""

from __future__ import annotations

from pathlib import Path

from moedeleder.documents import papers
from moedeleder.documents.files import write_file
from moedeleder.documents.pdf import minutes_pdf
from moedeleder.domain.agenda_record import AgendaRecord
from moedeleder.domain.meetings import Meeting, heading
from moedeleder.domain.readers import Paper
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.sending import LetterKind
from moedeleder.services.answers_files import save_beside
from moedeleder.services.envelopes import CalendarEntry, Envelopes
from moedeleder.services.minutes import Minutes, MinutesView
from moedeleder.services.settings import Settings


class PapersOnHand:
    """Makes papers; every call takes its time and belongs in the background."""

    def __init__(self, minutes: Minutes, settings: Settings, envelopes: Envelopes) -> None:
        self._minutes, self._settings, self._envelopes = minutes, settings, envelopes

    def pages(
        self, record: MinutesRecord, ppi: int = 110, paper: Paper = Paper.FULL
    ) -> tuple[bytes, ...]:
        """Return the pages that will be sent, as PNG pictures; none of a paper without a text.

        Args:
            ppi: dots an inch.
            paper: which of the papers made from the record.

        Raises:
            DocumentFailed, TemplateMissing: as named.
        """
        return papers.pages(record, self._settings.letterhead(), paper, ppi)

    def record_of(self, view: MinutesView) -> MinutesRecord:
        """Return the finished record, or the draft."""
        if view.version is not None and view.is_finished:
            return view.version.record
        return self._minutes.draft_of(view)

    def draft_pdf(self, meeting_id: str) -> bytes:
        """Return the minutes as they are now, as PDF; a draft says so on every page.

        Raises:
            NotFound, DocumentFailed, TemplateMissing: as named.
        """
        return minutes_pdf(self._minutes.preview(meeting_id), self._settings.letterhead())

    def draft_file(self, meeting_id: str, folder: Path) -> Path:
        """Write the minutes as they are now as a PDF into ``folder``, to be looked at.

        Raises:
            NotFound, DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        return write_file(folder, "referat.pdf", self.draft_pdf(meeting_id))

    def version_file(self, record: AgendaRecord, folder: Path) -> Path:
        """Write a shared agenda as a PDF into ``folder``, as it was, to be looked at.

        Raises:
            DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        from moedeleder.documents.pdf import agenda_pdf

        data = agenda_pdf(record, self._settings.letterhead())
        return write_file(folder, f"dagsorden-udgave-{record.number}.pdf", data)

    def correction_form(self, meeting_id: str, attendee_id: str, folder: Path) -> Path:
        """Write somebody's form for answering the newest minutes as a PDF into ``folder``.

        Raises:
            NotFound: no minutes are finished, or they are not on the list.
            DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        from moedeleder.documents.correction_form_pdf import correction_form_pdf

        form = self._envelopes.correction_form(meeting_id, attendee_id)
        return write_file(
            folder, "rettelsesskema.pdf", correction_form_pdf(form, self._settings.letterhead())
        )

    def save(self, meeting_id: str, kind: LetterKind, folder: Path) -> tuple[Path, ...]:
        """Write the agenda (with its calendar entry) or the finished minutes to a folder.

        Returns the files; their names hold no name of a person. A file that lies there and is
        another, such as one that somebody wrote in, stays: the new one gets a number.

        Raises:
            NotFound, DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        papers = self._envelopes.papers(meeting_id, kind)
        day = papers.meeting.starts_at.date().isoformat()
        name = "referat" if papers.agenda is None else "dagsorden"
        files = {f"{name}-{day}.pdf": papers.pdf, f"{name}-{day}.docx": papers.docx}
        if papers.agenda is not None and not papers.agenda.proposed_times:
            files[f"moede-{day}.ics"] = self._own_entry(papers.meeting, papers.agenda)
        return tuple(save_beside(folder, name, data) for name, data in files.items())

    def save_share(self, meeting_id: str, attendee_id: str, folder: Path) -> tuple[Path, ...]:
        """Write what one person gets with the draft to a folder, to be printed or handed over.

        Returns the draft, their own reply form and the starter pack. Another person's form that
        lies there stays: a form carries the code of whoever it was made for.

        Raises:
            NotFound: the agenda has not been shared with them.
            DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        files = self._envelopes.shared_papers(meeting_id, attendee_id)
        return tuple(save_beside(folder, each.filename, each.content) for each in files)

    def save_receipt(self, meeting_id: str, attendee_id: str, folder: Path) -> Path:
        """Write one person's newest receipt to a folder, to be printed or handed over.

        Another person's receipt that lies there stays.

        Raises:
            NotFound: there is nothing they are told.
            DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        from moedeleder.documents.pdf import receipt_pdf
        from moedeleder.documents.receipt import ReceiptPaper

        facts = self._envelopes.receipt_facts(meeting_id, attendee_id)
        record = facts.record
        paper = ReceiptPaper(
            name=facts.name,
            meeting=heading(record.type_name, record.child_name),
            starts_at=None if record.proposed_times else record.starts_at,
            lines=facts.lines,
            contact=record.contact,
        )
        data = receipt_pdf(paper, self._settings.letterhead())
        return save_beside(folder, "kvittering.pdf", data)

    def _own_entry(self, meeting: Meeting, record: AgendaRecord) -> bytes:
        """Return the entry for the calendar of whoever keeps the files: a request is for one."""
        mail = self._settings.mail()
        sender = self._envelopes.sender(mail)
        entry = CalendarEntry(record, meeting.calendar_sequence, uid=meeting.calendar_uid)
        own = (mail.sender_name, sender)
        return self._envelopes.calendar(entry, sender, mail.sender_name, own)
