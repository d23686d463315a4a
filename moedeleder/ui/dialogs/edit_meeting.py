"""The dialog that changes when, where and why of a meeting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.meeting_fields import MeetingFields
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.widgets.dialog import Dialog


class EditMeetingDialog(Dialog):
    """Saves changes to a meeting; what was typed stays when somebody else saved meanwhile."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("EditMeetingDialog", "Ret mødet"),
            QCoreApplication.translate("EditMeetingDialog", "Gem mødet"),
            parent,
            object_name="editMeetingDialog",
            width=600,
        )
        self._desk = desk
        self.meeting = meeting
        self._fields = MeetingFields(desk.office.clock.today)
        self._fields.add_when_and_where()
        self._fields.show_draft(meeting.draft)
        self.use_form(self._fields)
        self.confirm_requested.connect(self._save)
        self._fields.day.setFocus()

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say it at the field; a length that cannot be is the end's fault."""
        super().show_error(error, "ends_at" if field == "minutes" else field)

    def _save(self) -> None:
        meetings, meeting = self._desk.office.meetings, self.meeting
        saved = perform(
            self,
            lambda: meetings.update(meeting.id, meeting.version, self._fields.draft()),
            success=self._saved,
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting.id,)),
        )
        if not saved:
            # Said already; what somebody else saved has now been told, so the next try may win.
            perform(self, lambda: meetings.get(meeting.id), success=self._seen)

    def _seen(self, meeting: Meeting) -> None:
        self.meeting = meeting

    def _saved(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.accept()
