"""Papers to look at, print or save: the agenda and the minutes as PDF and Word."""

from __future__ import annotations

from pathlib import Path

from moedeleder.documents.files import write_file
from moedeleder.documents.pdf import minutes_pages, minutes_pdf
from moedeleder.domain.record import MinutesRecord
from moedeleder.domain.sending import LetterKind
from moedeleder.services.envelopes import Envelopes
from moedeleder.services.minutes import Minutes, MinutesView
from moedeleder.services.settings import Settings


class PapersOnHand:
    """Makes papers; every call takes its time and belongs in the background."""

    def __init__(self, minutes: Minutes, settings: Settings, envelopes: Envelopes) -> None:
        self._minutes, self._settings, self._envelopes = minutes, settings, envelopes

    def pages(self, record: MinutesRecord, ppi: int = 110) -> tuple[bytes, ...]:
        """Return the pages that will be sent, as PNG pictures.

        Args:
            ppi: dots an inch.

        Raises:
            DocumentFailed, TemplateMissing: as named.
        """
        return minutes_pages(record, self._settings.letterhead(), ppi)

    def record_of(self, view: MinutesView) -> MinutesRecord:
        """Return the finished record, or the draft."""
        return view.version.record if view.version else self._minutes.draft_of(view)

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

    def save(self, meeting_id: str, kind: LetterKind, folder: Path) -> tuple[Path, ...]:
        """Write the agenda (with its calendar entry) or the finished minutes to a folder.

        Returns the files; their names hold no name of a person.

        Raises:
            NotFound, DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        papers = self._envelopes.papers(meeting_id, kind)
        day = papers.meeting.starts_at.date().isoformat()
        name = "dagsorden" if kind is LetterKind.INVITATION else "referat"
        files = {f"{name}-{day}.pdf": papers.pdf, f"{name}-{day}.docx": papers.docx}
        if kind is LetterKind.INVITATION:
            mail = self._settings.mail()
            sender = self._envelopes.sender(mail)
            # For the calendar of whoever keeps the files: a request needs one it is for.
            own = (mail.sender_name, sender)
            entry = self._envelopes.calendar(papers.meeting, sender, mail.sender_name, own)
            files[f"moede-{day}.ics"] = entry
        return tuple(write_file(folder, name, data) for name, data in files.items())
