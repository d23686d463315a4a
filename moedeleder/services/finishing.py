"""Finishing the minutes: the papers are made once, and only then is the text locked."""

from __future__ import annotations

from moedeleder.domain.record import MinutesVersion
from moedeleder.services.minutes import Minutes
from moedeleder.services.settings import Settings


class Finishing:
    """Locks the text of the minutes once it is known that their papers can be made."""

    def __init__(self, minutes: Minutes, settings: Settings) -> None:
        self._minutes, self._settings = minutes, settings

    def finish(self, meeting_id: str, version: int) -> MinutesVersion:
        """Try the papers, then freeze the text and make a letter for each; takes its time.

        Nothing is locked when a paper cannot be made: a text that nobody can be sent must
        still be open to mending.

        Raises:
            DocumentFailed, TemplateMissing: a paper cannot be made; the text is as it was.
            MinutesIncomplete, NotAllowedNow, ChangedElsewhere, MeetingFinished, NotFound: as
                named.
        """
        from moedeleder.documents.docx import minutes_docx
        from moedeleder.documents.pdf import minutes_pdf

        record, head = self._minutes.as_finished(meeting_id, version), self._settings.letterhead()
        minutes_pdf(record, head)
        minutes_docx(record, head)
        return self._minutes.finalise(meeting_id, version)
