"""From the wishes about people, time and checks to their dialogs and use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.attendees import AddAttendeesDialog, AttendeeDialog
from moedeleder.ui.dialogs.child_voice import ChildVoiceDialog
from moedeleder.ui.dialogs.edit_meeting import EditMeetingDialog
from moedeleder.ui.dispatch import Change, Kind, perform

if TYPE_CHECKING:
    from moedeleder.ui.pages.agenda.step import AgendaStep

_NAME_SHOWN = 60


class AgendaPeople(QObject):
    """Does what the person wants with people, the time, the checks and the child's voice."""

    def __init__(self, step: AgendaStep, desk: Desk) -> None:
        super().__init__(step)
        self._step, self._desk = step, desk
        step.attendees.add_requested.connect(self.add_attendees)
        step.attendees.edit_requested.connect(self.edit_attendee)
        step.about.edit_requested.connect(self.edit_meeting)
        step.child_voice.edit_requested.connect(self.edit_child_voice)
        step.before.tick_requested.connect(self.tick)

    def add_attendees(self) -> None:
        """Ask who else shall come."""
        self._step.open_dialog(AddAttendeesDialog(self._desk, self._step.meeting, self._step))

    def edit_attendee(self, attendee_id: str) -> None:
        """Open what is known about an attendee."""
        attendee = self._step.meeting.attendee(attendee_id)
        if attendee is None:
            return
        dialog = AttendeeDialog(self._desk, self._step.meeting, attendee, self._step)

        def remove() -> None:
            dialog.reject()
            self._remove_attendee(attendee)

        dialog.remove_requested.connect(remove)
        self._step.open_dialog(dialog, "addAttendees")

    def edit_meeting(self) -> None:
        """Open when, where and why."""
        self._step.open_dialog(EditMeetingDialog(self._desk, self._step.meeting, self._step))

    def edit_child_voice(self) -> None:
        """Ask how the child is heard."""
        dialog = ChildVoiceDialog(self._desk, self._step.meeting, self._step)
        self._step.open_dialog(dialog, "editChildVoice")

    def _remove_attendee(self, attendee: Attendee) -> None:
        meetings, meeting_id = self._desk.office.meetings, self._step.meeting.id
        change = Change.of(Kind.MEETINGS, ids=(meeting_id,))
        name = shorten(attendee.person.name, _NAME_SHOWN)

        def back() -> None:
            perform(
                self._step,
                lambda: meetings.put_back_attendee(meeting_id, attendee),
                changes=self._desk.changes,
                change=change,
            )

        perform(
            self._step,
            lambda: meetings.remove_attendee(attendee.id, attendee.version),
            success=lambda _m: self._step.offer_undo(self._said(attendee.id, name), back),
            changes=self._desk.changes,
            change=change,
        )

    def _said(self, attendee_id: str, name: str) -> str:
        """Say that somebody was taken off, and that they do not know it where they were called."""
        gone = self._desk.office.withdrawals.pending(self._step.meeting.id)
        if any(each.attendee_id == attendee_id for each in gone):
            told = self.tr("{0} er taget af mødet, men er indkaldt. Giv besked nederst på siden.")
            return told.format(name)
        return self.tr("{0} er taget af mødet.").format(name)

    def tick(self, key: str, done: bool) -> None:
        """Tick a check before the meeting, or take the tick away."""
        ticked = perform(
            self._step,
            lambda: self._desk.office.meetings.tick(self._step.meeting.id, Phase.BEFORE, key, done),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(self._step.meeting.id,)),
        )
        if not ticked:
            self._step.refresh()
