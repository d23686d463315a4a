"""Runs the window from its first paint to its last: the only place that knows its whole life."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, QSocketNotifier, QTimer, Slot
from PySide6.QtWidgets import QApplication

from moedeleder.domain.errors import MoedelederError
from moedeleder.logs import start_log
from moedeleder.ui.background import Background, ImmediateBackground
from moedeleder.ui.main_window import TITLE, MainWindow
from moedeleder.ui.start.doorway import Doorway, House, OpenOffice
from moedeleder.ui.start.flow import StartFlow, TypingRelay
from moedeleder.ui.start.scratch import Scratch
from moedeleder.ui.text_undo import TextUndo
from moedeleder.ui.texts import ErrorText, error_text
from moedeleder.ui.theme import Theme
from moedeleder.ui.translations import load_danish

_MEMORY = "vindue.ini"
# A slow server may finish its letter; a dead one must not keep the program from being reopened.
_LAST_LETTER_SECONDS = 20.0
log = logging.getLogger(__name__)


class Session(QObject):
    """One run of the program: the window, the way in, and the store that is open."""

    def __init__(self, doorway: Doorway, background: Background | ImmediateBackground) -> None:
        super().__init__()
        self._doorway, self._background = doorway, background
        remembered = QSettings(str(doorway.folder / _MEMORY), QSettings.Format.IniFormat)
        self._relay = TypingRelay()
        self._opened: OpenOffice | None = None
        self.window = MainWindow(remembered)
        self.flow = StartFlow(doorway, background, remembered, self._relay, self)
        self.flow.screen_requested.connect(self.window.show_screen)
        self.flow.entered.connect(self._entered)
        self.flow.close_requested.connect(self.window.close)
        self.window.real_house_requested.connect(self._begin_for_real)

    @Slot()
    def begin(self) -> None:
        """Find the way in; the window is on the screen already."""
        self.flow.begin()

    def end(self) -> None:
        """Keep what is under way and close the store; safe to call more than once."""
        self.window.leave()
        opened, self._opened = self._opened, None
        self.window.clear_desk()
        if opened is not None:
            # The rest stays ready; the one on its way is marked as sent before the store closes.
            opened.office.outbox.stop()
            # An answer half fetched is still in the mailbox and comes another time.
            opened.office.mailbox.hang_up()
            if not self._background.wait(_LAST_LETTER_SECONDS):
                opened.office.outbox.hang_up()
        self._background.wait()
        if opened is not None:
            opened.close()
        self.flow.leave()

    @Slot(object)
    def _entered(self, opened: OpenOffice) -> None:
        from moedeleder.ui.desk import Desk, TypingNews
        from moedeleder.ui.dispatch import Changes

        self._opened = opened
        news = TypingNews(self)
        # The relay lives in this thread, so what the writer's thread tells arrives here.
        self._relay.saved.connect(news.saved)
        self._relay.failed.connect(news.failed)
        self.window.enter(opened, Desk(opened.office, Changes(self), self._background, news))
        if self.window.workplace is not None and not opened.read_only:
            self.window.workplace.mailroom.begin()
            self.window.workplace.out_tray.begin()
        log.info("at the desk")
        self._background.run(self._doorway.warm_up, _nothing, _noted, self)

    @Slot()
    def _begin_for_real(self) -> None:
        self.end()
        self.flow.enter(House.OWN)


def run(arguments: Sequence[str], doorway: Doorway, resources: Path) -> int:
    """Show the window until it is closed; returns the exit code.

    Args:
        arguments: what is left of the command line, for Qt.
        doorway: the doors to the stores.
        resources: the folder of looks.
    """
    # Also makes the folder, closed to others, before Qt would make it open to all.
    start_log(doorway.folder)
    scratch = Scratch(doorway.folder)
    application = QApplication([TITLE, *arguments])
    application.setApplicationName(TITLE)
    load_danish(application)
    Theme(application, resources)
    TextUndo(application)
    background = Background(application)
    session = Session(doorway, background)
    catch_unexpected(session.window)
    # Held here: Qt itself does not keep it.
    _wake = _end_on_signals(application)
    session.window.show()
    # Painted before anything heavy is imported.
    application.processEvents()
    log.info("window shown")
    QTimer.singleShot(0, session.begin)
    application.aboutToQuit.connect(session.end)
    try:
        return application.exec()
    finally:
        session.end()
        scratch.close()


def catch_unexpected(window: MainWindow) -> None:
    """Let what nobody foresaw end in one calm sentence in the window and a note in the log."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        # The log's own format leaves the words of an error out: they may be somebody's.
        log.error("unexpected", exc_info=(kind, error, trace))
        window.show_error(_unexpected(window, error))

    sys.excepthook = caught


def _unexpected(window: MainWindow, error: BaseException) -> ErrorText:
    if isinstance(error, MoedelederError):
        return error_text(error)
    return ErrorText(
        window.tr("Noget gik galt i Mødeleder."),
        window.tr("Det, du har skrevet, er gemt."),
        window.tr("Prøv igen, eller luk og åbn Mødeleder."),
    )


def _end_on_signals(application: QApplication) -> QSocketNotifier:
    """Close in good order when the system asks, as it does when a person logs off.

    Python runs a signal's handler only between its own steps, and Qt's loop takes none while
    nothing happens: the number written to the socket wakes it.
    """
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)

    def asked() -> None:
        ours.recv(64)
        application.quit()

    def stop() -> None:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        theirs.close()
        ours.close()

    notifier.activated.connect(asked)
    application.aboutToQuit.connect(stop)
    return notifier


def _nothing(_result: object) -> None:
    return None


def _noted(error: Exception) -> None:
    # The same thing will be tried, and explained, when it is needed.
    log.warning("warm-up failed: %s", type(error).__name__)
