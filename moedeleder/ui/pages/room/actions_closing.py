"""From the wishes of the board, the scales and the read-back to the use cases, with ways back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moedeleder.domain.attendees import Attendance, Attendee
from moedeleder.domain.meetings import FollowUp, Meeting
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.scales import Scale
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.services.notepad import new_draft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.history import Step


class ClosingActions(QObject):
    """Does what is wished for on the pages beside the room, in the history of the room."""

    undo_requested = Signal()
    """Somebody wants the last thing taken back."""

    def __init__(self, desk: Desk, page: QWidget, actions: RoomActions) -> None:
        super().__init__(page)
        self._desk, self._page, self._actions = desk, page, actions

    @property
    def meeting(self) -> Meeting:
        """The meeting as last seen."""
        return self._actions.meeting

    def undo(self) -> None:
        """Ask for the last thing to be taken back."""
        self.undo_requested.emit()

    def add_line(self, kind: StatementKind, text: str, person_id: str | None) -> bool:
        """Put a line on the board, at the point that is being talked about."""
        item = self.meeting.current_item
        draft = replace(new_draft(kind.value), text=text, person_id=person_id)
        return self._actions.keep_statement(replace(draft, item_id=item.id if item else None))

    def rewrite_line(
        self, line: Statement, kind: StatementKind, text: str, person_id: str | None
    ) -> bool:
        """Change a line, or move it to another column."""
        draft = replace(new_draft(kind.value), text=text, person_id=person_id)
        return self._actions.keep_statement(replace(draft, item_id=line.item_id, replaces=line.id))

    def remove_line(self, line_id: str) -> bool:
        """Take a line off the board."""
        return self._actions.remove(line_id)

    def add_scale(self, question: str) -> bool:
        """Ask a question from 0 to 10."""
        known = {scale.id for scale in self.meeting.scales}
        done = self._do(lambda: self._desk.office.scales.add(self.meeting.id, question))
        new = next((scale for scale in self.meeting.scales if scale.id not in known), None)
        if done and new is not None:
            undo, redo = self._ways(new.id)
            self._did(Step(self.tr("Spørgsmålet"), undo, redo))
        return done

    def rename_scale(self, scale_id: str, question: str) -> bool:
        """Word the question otherwise."""
        before = self._scale(scale_id)
        if before is None or before.question == question:
            return before is not None

        def write(words: str) -> bool:
            now = self._scale(scale_id)
            return now is not None and self._do(
                lambda: self._desk.office.scales.rename(now.id, now.version, words)
            )

        step = Step(self.tr("Rettelsen"), lambda: write(before.question), lambda: write(question))
        return self._done(write(question), step)

    def remove_scale(self, scale_id: str) -> bool:
        """Take a question and its numbers away."""
        take, put = self._ways(scale_id)
        return self._done(take(), Step(self.tr("Spørgsmålet"), put, take))

    def mark(self, scale_id: str, person_id: str, value: int | None, reason: str = "") -> bool:
        """Note where somebody puts it, and why; None takes the number away."""
        scale = self._scale(scale_id)
        if scale is None:
            return False
        before = scale.mark_of(person_id)
        old = (before.value, before.reason) if before else (None, "")
        if old == (value, reason):
            return True
        scales = self._desk.office.scales

        def write(value: int | None, reason: str) -> bool:
            return self._do(lambda: scales.mark(scale_id, person_id, value, reason))

        step = Step(self.tr("Tallet"), lambda: write(*old), lambda: write(value, reason))
        return self._done(write(value, reason), step)

    def answer(
        self, part: PartKey, person_id: str, verdict: Verdict | None, words: str = ""
    ) -> bool:
        """Note what somebody says to what was read; None takes it away."""
        before = self._answer(part, person_id)
        step = Step(
            self.tr("Svaret"),
            lambda: self._put_answer(part, person_id, before),
            lambda: self._give(part, person_id, verdict, words),
        )
        return self._done(self._give(part, person_id, verdict, words), step)

    def all_agree(self, part: PartKey) -> bool:
        """Note that everybody in the room who has not answered has said that they agree."""
        before = {a.person.id for a in self.meeting.read_back if a.part is part}
        agree = self._desk.office.read_back.all_agree

        def mark() -> bool:
            return self._do(lambda: agree(self.meeting.id, part).meeting)

        done = mark()
        new = [a.person.id for a in self.meeting.read_back if a.part is part]
        fresh = [person_id for person_id in new if person_id not in before]

        def unmark() -> bool:
            taken = [self._give(part, each, None, "") for each in fresh]
            return all(taken)

        return self._done(done and bool(fresh), Step(self.tr("Svarene"), unmark, mark))

    def everybody_is_here(self) -> bool:
        """Mark everybody of whom nothing is known as present."""
        waiting = [a for a in self.meeting.attendees if a.attendance is Attendance.EXPECTED]
        presence = self._desk.office.presence

        def mark() -> bool:
            return self._do(lambda: presence.everybody_is_here(self.meeting.id), Kind.MEETINGS)

        def unmark() -> bool:
            back = [self._put_attendee(each) for each in waiting]
            return all(back)

        return self._done(bool(waiting) and mark(), Step(self.tr("Fremmødet"), unmark, mark))

    def set_follow_up(self, follow_up: FollowUp) -> bool:
        """Say when the next meeting is, or why there is none."""
        before = self.meeting.follow_up
        minutes = self._desk.office.minutes

        def write(wanted: FollowUp) -> bool:
            meeting = self.meeting
            return self._do(
                lambda: minutes.set_follow_up(meeting.id, meeting.version, wanted).meeting,
                Kind.MINUTES,
            )

        step = Step(self.tr("Opfølgningen"), lambda: write(before), lambda: write(follow_up))
        return self._done(write(follow_up), step)

    def _put_attendee(self, before: Attendee) -> bool:
        presence = self._desk.office.presence
        return self._do(lambda: presence.put_back(before), Kind.MEETINGS)

    def _give(self, part: PartKey, person_id: str, verdict: Verdict | None, words: str) -> bool:
        read_back = self._desk.office.read_back
        return self._do(
            lambda: read_back.answer(self.meeting.id, part, person_id, verdict, words).meeting
        )

    def _put_answer(self, part: PartKey, person_id: str, before: ReadBackAnswer | None) -> bool:
        if before is None:
            return self._give(part, person_id, None, "")
        put_back = self._desk.office.read_back.put_back
        return self._do(lambda: put_back(self.meeting.id, before).meeting)

    def _answer(self, part: PartKey, person_id: str) -> ReadBackAnswer | None:
        given = self.meeting.read_back
        return next((a for a in given if a.part is part and a.person.id == person_id), None)

    def _ways(self, scale_id: str) -> tuple[Callable[[], bool], Callable[[], bool]]:
        """Return how to take a question away and how to put it back as it was then."""
        scales, taken = self._desk.office.scales, [self._scale(scale_id)]

        def take() -> bool:
            now = self._scale(scale_id)
            if now is None:
                return False
            taken[0] = now
            return self._do(lambda: scales.remove(now.id, now.version))

        def put() -> bool:
            old = taken[0]
            return old is not None and self._do(lambda: scales.put_back(self.meeting.id, old))

        return take, put

    def _scale(self, scale_id: str) -> Scale | None:
        return next((s for s in self.meeting.scales if s.id == scale_id), None)

    def _do(self, operation: Callable[[], Meeting], kind: Kind = Kind.NOTES) -> bool:
        done = perform(
            self._page,
            operation,
            success=self._see,
            changes=self._desk.changes,
            change=Change.of(kind, ids=(self.meeting.id,)),
        )
        if not done:
            # Somebody may have changed it: show what is there now.
            self._actions.reload()
        return done

    def _see(self, meeting: Meeting) -> None:
        # Whoever heard of the change may have shown this very meeting already.
        if meeting is not self._actions.meeting:
            self._actions.see(meeting)
            self._actions.meeting_changed.emit(meeting)

    def _did(self, step: Step) -> None:
        self._actions.history.did(step)

    def _done(self, done: bool, step: Step) -> bool:
        if done:
            self._did(step)
        return done
