"""Reminders: the dialog that turns them on, and the card that says when the next one leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from moedeleder.domain.reminders import ReminderKind
from moedeleder.ui.dialogs.reminders import RemindersDialog
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.screenshots.scenes_meeting import ONE_SIZE, meeting_page, overfull
from tests.ui.office_fixture import add_example
from tests.ui.round_desk import invite


@scene("paamindelser", sizes=ONE_SIZE)
def reminders_normal() -> QDialog:
    desk = scene_desk()
    meeting = invite(desk, add_example(desk).meeting.id)
    desk.office.reminders.turn_on(meeting.id, ReminderKind.MEETING, 2)
    return RemindersDialog(desk, meeting)


@scene("paamindelser-tom", sizes=ONE_SIZE)
def reminders_empty() -> QDialog:
    desk = scene_desk()
    return RemindersDialog(desk, add_example(desk).meeting)


@scene("paamindelser-fuld", sizes=ONE_SIZE)
def reminders_full() -> QDialog:
    desk = scene_desk()
    meeting = invite(desk, overfull(desk).meeting.id)
    desk.office.reminders.turn_on(meeting.id, ReminderKind.MEETING, 2)
    return RemindersDialog(desk, meeting)


@scene("paamindelser-dagsorden")
def page_with_reminders() -> QWidget:
    desk = scene_desk()
    meeting = invite(desk, add_example(desk).meeting.id)
    desk.office.reminders.turn_on(meeting.id, ReminderKind.MEETING, 2)
    gone = next(a for a in meeting.attendees if a.person.name.startswith("Karin"))
    desk.office.meetings.remove_attendee(gone.id, gone.version)
    return meeting_page(desk, meeting.id)
