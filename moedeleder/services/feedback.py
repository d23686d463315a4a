"""Mødekvittering: answers that are nobody's, the figures they make, and the paper to write on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.before import AS_USUAL, Choices
from moedeleder.domain.errors import NobodyToSendTo, NotAllowedNow
from moedeleder.domain.feedback import (
    Feedback,
    Figures,
    batch_of,
    figures_of,
    quarter_of,
)
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.sending import LetterKind
from moedeleder.models import feedback_queries, mapping, queries
from moedeleder.models.tables import MeetingRow
from moedeleder.services.answers_files import save_beside
from moedeleder.services.context import Clock, Context
from moedeleder.services.deliveries import announce
from moedeleder.services.settings import Settings

PAPER_NAME = "moedekvittering.pdf"
NUMBER = 1
"""Everybody is asked once about a meeting."""
_BEGUN = frozenset(
    {MeetingState.RUNNING.value, MeetingState.HELD.value, MeetingState.FINISHED.value}
)


class FeedbackAnswers:
    """Takes answers in without keeping whose they are, and tells only what many have said."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._store, self._clock = context.store, context.clock
        self._settings = settings

    def give(self, meeting_id: str, feedback: Feedback) -> Meeting:
        """Keep one person's answers about a meeting, given on the screen or on paper.

        One in which every question was left out says nothing, and is not counted.

        Raises:
            NotOnTheScale: a mark is not from 1 to 5.
            NotAllowedNow: the meeting has not begun, or was called off.
            NotFound: as named.
        """
        checked = feedback.checked()
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            _refuse_early(row)
            take(session, row, checked, self._clock)
            session.refresh(row)
            return mapping.meeting(row)

    def count(self) -> int:
        """Return how many have answered in all."""
        with self._store.reading() as session:
            told = figures_of(feedback_queries.tallies(session))
            return (told.total.count if told else 0) + feedback_queries.count_waiting(session)

    def figures(self) -> Figures | None:
        """Return what can be told; None until five have answered.

        They change only when at least five more answers are counted together.
        """
        with self._store.reading() as session:
            tallies = feedback_queries.tallies(session)
            return figures_of(tallies, feedback_queries.count_waiting(session))

    def ask_by_mail(
        self, meeting_id: str, attendee_ids: tuple[str, ...], *, choices: Choices = AS_USUAL
    ) -> Meeting:
        """Make the mails that ask; ``office.sending.send`` lets them leave.

        Whoever was asked before is not asked again.

        Raises:
            NobodyToSendTo: nobody was chosen who was not asked before.
            NotAllowedNow: the meeting has not begun, or was called off.
            NotFound: as named.
        """
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            _refuse_early(row)
            kind = LetterKind.FEEDBACK
            if not announce(row, kind, NUMBER, attendee_ids=attendee_ids, choices=choices):
                raise NobodyToSendTo
            session.flush()
            return mapping.meeting(row)

    def paper(self, meeting_id: str, folder: Path) -> Path:
        """Write the questions as a PDF to a folder, a page for each who is or may come.

        It takes its time. The file names nobody, and no meeting.

        Raises:
            NotFound, DocumentFailed, TemplateMissing: as named.
            FolderNotWritable, DiskFull: nothing half is left behind.
        """
        from moedeleder.documents.pdf import feedback_pdf

        with self._store.reading() as session:
            meeting = mapping.meeting(queries.get(session, MeetingRow, meeting_id))
        coming = [a for a in meeting.attendees if a.attendance is not Attendance.APOLOGY]
        data = feedback_pdf(self._settings.letterhead(), len(coming))
        return save_beside(folder, PAPER_NAME, data)


def take(session: Any, meeting: MeetingRow, feedback: Feedback, clock: Clock) -> None:
    """Keep an answer, and count those that can be counted together now."""
    if feedback.is_empty:
        return
    feedback_queries.add(session, meeting.id, meeting.type_key, feedback)
    shown = bool(feedback_queries.tallies(session))
    batch = batch_of(feedback_queries.waiting(session), nothing_shown=not shown)
    if batch is not None:
        quarter = quarter_of(clock.today())
        feedback_queries.melt(session, batch.ids, quarter, batch.type_key)


def _refuse_early(row: MeetingRow) -> None:
    if row.state not in _BEGUN:
        raise NotAllowedNow
