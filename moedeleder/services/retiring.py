"""Marking what proved wrong in finished minutes: no longer relevant, visible ever after."""

from __future__ import annotations

from moedeleder.domain.errors import (
    FieldMissing,
    NotAllowedNow,
    NotFound,
    ReasonMissing,
    WordsNotThere,
)
from moedeleder.domain.ids import new_id
from moedeleder.domain.record import PartKey
from moedeleder.domain.record_after import RecordRetired
from moedeleder.domain.retired_words import stands_in, with_marks
from moedeleder.domain.text import optional_text
from moedeleder.models import queries
from moedeleder.models.minutes_tables import RetiredRow
from moedeleder.models.tables import MeetingRow
from moedeleder.services.context import Context
from moedeleder.services.minutes_after import retired_value
from moedeleder.services.minutes_view import version_value

__all__ = ["Retiring", "marks_of", "with_marks"]


class Retiring:
    """What a person does with a passage of finished minutes that proved wrong.

    The finished text stays as it is; every paper that is drawn later shows the mark.
    """

    def __init__(self, context: Context) -> None:
        self._store, self._clock = context.store, context.clock

    def mark(
        self, meeting_id: str, number: int, part: PartKey | str, words: str, reason: str
    ) -> tuple[RecordRetired, ...]:
        """Mark a passage for good, and return all marks of the meeting.

        Args:
            number: of the version it stands in.
            part: where it stands; empty is anywhere.
            words: the passage as it stands; breaks between lines do not matter.

        Raises:
            FieldMissing: no passage is given.
            ReasonMissing: nobody says why.
            WordsNotThere: the passage does not stand there.
            NotAllowedNow: the same passage is marked already.
            FieldTooLong, NotFound: as named.
        """
        passage = " ".join(optional_text(words, "words").split())
        if not passage:
            raise FieldMissing("words")
        because = optional_text(reason, "reason")
        if not because:
            raise ReasonMissing("reason")
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            _refuse_elsewhere(row, number, str(part), passage)
            row.retired_marks.append(
                RetiredRow(
                    id=new_id(),
                    number=number,
                    part=str(part),
                    words=passage,
                    reason=because,
                    marked_at=self._clock.now(),
                    marked_by=self._store.actor,
                )
            )
            session.flush()
            return marks_of(row)

    def marks(self, meeting_id: str) -> tuple[RecordRetired, ...]:
        """Return what is marked in the minutes of a meeting, the oldest first.

        Raises:
            NotFound: as named.
        """
        with self._store.reading() as session:
            return marks_of(queries.get(session, MeetingRow, meeting_id))


def marks_of(row: MeetingRow) -> tuple[RecordRetired, ...]:
    """Return the marks of a meeting's row as papers print them."""
    return tuple(map(retired_value, row.retired_marks))


def _refuse_elsewhere(row: MeetingRow, number: int, part: str, passage: str) -> None:
    version = next((each for each in row.versions if each.number == number), None)
    if version is None:
        raise NotFound
    if not stands_in(version_value(version).record, part, passage):
        raise WordsNotThere("words")
    if any((each.part, each.words) == (part, passage) for each in row.retired_marks):
        raise NotAllowedNow
