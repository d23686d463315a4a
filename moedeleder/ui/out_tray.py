"""The out tray: letters that leave by themselves, the line that tells of them, and the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.outgoing import Outgoing
from moedeleder.ui.outgoing_words import Status, leaving_text, status_of
from moedeleder.ui.shell import Shell
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind
from moedeleder.ui.widgets.elided_label import plain_tooltip
from moedeleder.ui.widgets.wrap_label import WrapLabel

# Most days nobody opens it.
if TYPE_CHECKING:
    from moedeleder.ui.dialogs.outbox import OutboxDialog

_ICONS: dict[Tone, IconName] = {Tone.INFO: "mail", Tone.WARN: "warning", Tone.NEUTRAL: "clock"}


class OutboxStatus(Button):
    """Says at the foot of the sidebar what waits in the outbox, and opens it; else it is away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "",
            ButtonKind.QUIET,
            parent,
            icon="mail",
            shortcut=Shortcut.OUTBOX,
            object_name="outboxStatus",
            takes_keys=False,
        )
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_status(self, status: Status) -> None:
        """Show the line, or nothing when there is nothing to say."""
        self.setVisible(bool(status.words))
        if not status.words:
            return
        self.set_caption(status.words, _ICONS[status.tone])
        opens = self.tr("Åbn udbakken ({0})").format(Shortcut.OUTBOX.keys)
        self.setToolTip(plain_tooltip("\n".join(filter(None, (status.detail, opens)))))
        self.setAccessibleDescription(status.detail)


class OutTray(QObject):
    """Lets letters out when their time comes, and shows the outbox when somebody asks."""

    meeting_requested = Signal(str)
    """The meeting a letter is about is to be seen."""

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.outgoing = Outgoing(desk, self)
        self._status = OutboxStatus()
        self._status.clicked.connect(self.show)
        self.outgoing.changed.connect(self._show_status)
        window.sidebar.add_above_user(self._status)
        self._note = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._note.setObjectName("outboxNote")
        self._note.hide()
        window.sidebar.add_note(self._note)
        self.outgoing.look()

    def begin(self) -> None:
        """Begin to send what is due by itself; the window is on the screen."""
        self.outgoing.begin()

    def stop(self) -> None:
        """Send no more: the program closes."""
        self.outgoing.stop()

    @Slot()
    def show(self) -> None:
        """Show everything in the outbox."""
        self.show_letters("")

    @Slot(str)
    def show_letters(self, first: str) -> None:
        """Show the outbox, with the keyboard at one letter where that is named."""
        from moedeleder.ui.dialogs.outbox import OutboxDialog

        if QApplication.activeModalWidget() is not None:
            return
        dialog = OutboxDialog(self._desk, self.outgoing, self._window.window(), first=first)
        dialog.meeting_requested.connect(self.meeting_requested)
        dialog.again_requested.connect(self._send_again)
        dialog.finished.connect(lambda _result: self._closed(dialog))
        dialog.open()

    @Slot(str, str)
    def _send_again(self, meeting_id: str, letter_id: str) -> None:
        """Show who gets what before a letter leaves again."""
        page = self._window.current_page
        if page is not None:
            meetings = self._desk.office.meetings
            perform(
                page, lambda: meetings.get(meeting_id), success=lambda m: self._ask(m, letter_id)
            )

    def _ask(self, meeting: Meeting, letter_id: str) -> None:
        from moedeleder.ui.dialogs.send import SendDialog

        SendDialog.again(self._desk, meeting, (letter_id,), self._window.window()).open()

    def _closed(self, dialog: OutboxDialog) -> None:
        dialog.deleteLater()
        # Not every desktop gives the keyboard back to where it was.
        self._window.activateWindow()

    @Slot()
    def _show_status(self) -> None:
        now = self._desk.office.clock.now()
        status = status_of(self.outgoing.view, self.outgoing.progress, now)
        self._status.show_status(status)
        note = leaving_text(self.outgoing.view, self.outgoing.progress)
        self._note.setText(note)
        self._note.setVisible(bool(note))
