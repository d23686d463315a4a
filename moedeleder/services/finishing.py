"""Finishing the minutes: the papers are made once, and only then is the text locked."""

from __future__ import annotations

from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.record import MinutesVersion
from moedeleder.services.copies import Copies
from moedeleder.services.minutes import Minutes


class Finishing:
    """Locks the text of the minutes once everybody's papers are made."""

    def __init__(self, minutes: Minutes, copies: Copies) -> None:
        self._minutes, self._copies = minutes, copies

    def finish(
        self, meeting_id: str, version: int, reason: str = "", *, choices: Choices = AS_USUAL
    ) -> MinutesVersion:
        """Make each reader's papers, then freeze text and papers and make a letter for each.

        Takes its time. Nothing is locked when a paper cannot be made: a text that nobody can be
        sent must still be open to mending. What leaves the house are these papers, byte for byte.

        Args:
            reason: why there is a version after the first; not for the first.
            choices: what the person chose before.

        Raises:
            DocumentFailed, TemplateMissing: a paper cannot be made; the text is as it was.
            ReasonMissing: a version after the first needs one.
            MinutesIncomplete, NotAllowedNow, ChangedElsewhere, MeetingFinished, NotFound: as
                named.
        """
        record = self._minutes.as_finished(meeting_id, version, reason)
        copies = self._copies.prepared(meeting_id, record)
        return self._minutes.finalise(meeting_id, version, record, copies, reason, choices=choices)
