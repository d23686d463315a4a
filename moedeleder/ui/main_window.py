"""The one window: start screens first, then the desk; its keys, its memory and its way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from moedeleder.ui.shortcuts import STEPS, Shortcut
from moedeleder.ui.start.doorway import House, OpenOffice
from moedeleder.ui.start.notice import Notice
from moedeleder.ui.start.screens import CurtainScreen
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import MARGIN, Tone
from moedeleder.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from moedeleder.ui.desk import Desk
    from moedeleder.ui.shared_screen.control import SharedScreen
    from moedeleder.ui.workplace import Workplace

TITLE = "Mødeleder"
_SMALLEST = QSize(960, 600)
_FIRST = QSize(1280, 800)
_FRAME = QSize(8, 40)
"""About what a window's own frame takes."""
_GEOMETRY = "geometry"
_SHARED = "shared-screen"


class MainWindow(QMainWindow):
    """Shows one thing at a time: a start screen, the desk, or the curtain before it."""

    real_house_requested = Signal()
    """The person has seen the example and wants to begin for real."""

    def __init__(self, remembered: QSettings) -> None:
        super().__init__()
        self._remembered = remembered
        self._workplace: Workplace | None = None
        self._opened: OpenOffice | None = None
        self._screen: QWidget | None = None
        self._curtain: CurtainScreen | None = None
        self._before_curtain: QWidget | None = None
        self._warned = False
        self.setObjectName("mainWindow")
        self.setWindowTitle(TITLE)
        self.setMinimumSize(_SMALLEST)
        self.notice = Notice()
        self.notice.action_requested.connect(self.real_house_requested)
        self.trouble = Banner()
        self.trouble.setObjectName("trouble")
        self._stack = QStackedWidget()
        self._lay_out()
        self._add_shortcuts()
        self._remember_geometry()

    @property
    def workplace(self) -> Workplace | None:
        """The desk, once somebody sits at it."""
        return self._workplace

    @Slot(QWidget)
    def show_screen(self, screen: QWidget) -> None:
        """Show a start screen instead of the one before, which is thrown away."""
        before, self._screen = self._screen, screen
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def enter(self, opened: OpenOffice, desk: Desk) -> None:
        """Show the desk of an open office."""
        from moedeleder.ui.workplace import Workplace

        self._opened = opened
        self._workplace = Workplace(desk)
        self._workplace.curtain_requested.connect(self.draw_curtain)
        self._say_what_holds(opened)
        self.show_screen(self._workplace)
        self._workplace.begin(str(self._remembered.value(_SHARED, "")))
        self._workplace.sharing_changed.connect(self._note_sharing)

    def clear_desk(self) -> None:
        """Take the desk away, once what was under way has been kept."""
        self._shared(lambda screen: screen.close())
        if self._workplace is not None:
            self._workplace.out_tray.stop()
        self._workplace, self._opened = None, None
        self.notice.hide()

    def leave(self) -> None:
        """Keep what is under way on the page that is shown."""
        if self._workplace is not None:
            self._workplace.leave()

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong where no page could say it."""
        self.trouble.show_message(error.what, Tone.BAD, error.rest)

    @Slot(str)
    def _note_sharing(self, meeting_id: str) -> None:
        # Written at once: it is read after the program was stopped without a word.
        self._remembered.setValue(_SHARED, meeting_id)
        self._remembered.sync()

    @Slot()
    def draw_curtain(self) -> None:
        """Hide what is on the screen; typed text is kept first."""
        if self._workplace is None or self._curtain is not None:
            return
        self.leave()
        self._shared(lambda screen: screen.draw_curtain(True))
        self._curtain = curtain = CurtainScreen()
        curtain.show_requested.connect(self.open_curtain)
        self._before_curtain = self.focusWidget()
        self.notice.hide()
        self._stack.addWidget(curtain)
        self._stack.setCurrentWidget(curtain)

    @Slot()
    def open_curtain(self) -> None:
        """Show the screen again, with the focus where it was."""
        curtain, self._curtain = self._curtain, None
        if curtain is None or self._workplace is None:
            return
        self._stack.setCurrentWidget(self._workplace)
        self._stack.removeWidget(curtain)
        curtain.deleteLater()
        self._shared(lambda screen: screen.draw_curtain(False))
        if self._opened is not None:
            self._say_what_holds(self._opened)
        if self._before_curtain is not None:
            self._before_curtain.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is under way; ask to stay once when the disk has not taken it all."""
        self.leave()
        self._remembered.setValue(_GEOMETRY, self.saveGeometry())
        kept = self._opened is None or self._opened.everything_is_kept()
        if kept or self._warned:
            self._shared(lambda screen: screen.close())
            event.accept()
            return
        self._warned = True
        event.ignore()
        self.trouble.show_message(
            self.tr("Det sidste, du skrev, er ikke gemt endnu."),
            Tone.WARN,
            self.tr("Se, om der er plads på disken. Luk igen, hvis du vil lukke alligevel."),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the page's main thing on Ctrl+Enter where no button has taken the keys."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._at_desk(lambda desk: desk.main_action())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep what is under way when the person turns to another program."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._warned = False

    def _say_what_holds(self, opened: OpenOffice) -> None:
        if opened.read_only:
            self.notice.say(
                self.tr(
                    "Dine møder er gemt med en nyere udgave af Mødeleder og er derfor "
                    "åbnet kun til læsning."
                ),
                Tone.WARN,
                "lock",
            )
        elif opened.house is House.EXAMPLE:
            again = self.tr(" Prøven begynder forfra, næste gang du åbner Mødeleder.")
            words = self.tr("Du prøver med en eksempelfamilie. Intet sendes ud af huset.")
            self.notice.say(
                words + (again if opened.forgetful else ""),
                Tone.INFO,
                "eye",
                self.tr("Begynd for alvor"),
            )
        else:
            self.notice.hide()

    def _add_shortcuts(self) -> None:
        for at, step in enumerate(STEPS):
            self._on(step, partial(_go_to_step, step=at))
        self._on(Shortcut.FIND, lambda desk: desk.find_anything())
        self._on(Shortcut.SEARCH, lambda desk: desk.search_minutes())
        self._on(Shortcut.OUTBOX, lambda desk: desk.out_tray.show())
        self._on(Shortcut.POST, lambda desk: desk.show_post())
        self._on(Shortcut.NEW_MEETING, lambda desk: desk.plan_meeting())
        self._on(Shortcut.UNDO, lambda desk: desk.undo())
        self._on(Shortcut.REDO, lambda desk: desk.redo())
        self._on(Shortcut.SHARED_SCREEN, lambda desk: desk.toggle_shared_screen())
        self._on(Shortcut.FREEZE_SCREEN, lambda _: self._shared(lambda screen: screen.freeze()))
        self._on(Shortcut.BLANK_SCREEN, lambda _: self._shared(lambda screen: screen.blank()))
        help_key = QShortcut(Shortcut.HELP.sequence, self)
        help_key.activated.connect(self._show_help)

    def _on(self, shortcut: Shortcut, act: Callable[[Workplace], object]) -> None:
        keys = QShortcut(shortcut.sequence, self)
        keys.setObjectName(f"key-{shortcut.name}")
        keys.activated.connect(lambda: self._at_desk(act))

    def _at_desk(self, act: Callable[[Workplace], object]) -> None:
        if self._workplace is not None and self._curtain is None:
            act(self._workplace)

    def _shared(self, act: Callable[[SharedScreen], object]) -> None:
        screen = self._workplace.shared_screen if self._workplace is not None else None
        if screen is not None:
            act(screen)

    @Slot()
    def _show_help(self) -> None:
        from moedeleder.ui.dialogs.shortcuts_help import ShortcutsHelp

        ShortcutsHelp(self).open()

    def _remember_geometry(self) -> None:
        # The foot of the page must be on the screen from the first moment.
        self.resize(_FIRST.boundedTo(self.screen().availableSize() - _FRAME))
        kept = self._remembered.value(_GEOMETRY)
        if kept is not None:
            self.restoreGeometry(kept)

    def _lay_out(self) -> None:
        holder = QWidget()
        troubles = QVBoxLayout()
        troubles.setContentsMargins(MARGIN, 0, MARGIN, 0)
        troubles.addWidget(self.trouble)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addLayout(troubles)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(holder)


def _go_to_step(desk: Workplace, step: int) -> None:
    desk.go_to_step(step)
