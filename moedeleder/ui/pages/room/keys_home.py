"""Words typed beside the line go to the line: nothing said in the meeting is lost to a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from moedeleder.ui.pages.room.agenda_rail import AgendaRail
from moedeleder.ui.widgets.focus_ring import FocusRing

TYPING_SECONDS = 1.5
"""So long after a letter a space belongs to the words, wherever the keyboard has come."""
_COMBINING = {
    Qt.Key.Key_Dead_Grave: "\u0300",
    Qt.Key.Key_Dead_Acute: "\u0301",
    Qt.Key.Key_Dead_Circumflex: "\u0302",
    Qt.Key.Key_Dead_Tilde: "\u0303",
    Qt.Key.Key_Dead_Diaeresis: "\u0308",
    Qt.Key.Key_Dead_Abovering: "\u030a",
    Qt.Key.Key_Dead_Caron: "\u030c",
    Qt.Key.Key_Dead_Cedilla: "\u0327",
}
_HELD = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
)
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier

LineFor = Callable[[QWidget], QWidget | None]


class KeysHome(QObject):
    """Leads letters, and Esc, from buttons and lists to the line where one writes."""

    def __init__(
        self,
        page: QWidget,
        room: QWidget,
        line_for: LineFor,
        *,
        now: Callable[[], float] = monotonic,
    ) -> None:
        """Watch over whatever takes the keyboard in the window of ``page``.

        Args:
            room: while it is to be seen, Esc goes to the line as well.
            line_for: returns the line that belongs to what has the keyboard, or None.
            now: returns seconds that only go forward.
        """
        super().__init__(page)
        self._page, self._room, self._line_for, self._now = page, room, line_for, now
        self._typed_at: float | None = None
        self._accent = ""
        page.installEventFilter(self)
        room.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is typed where nobody writes."""
        if event.type() == QEvent.Type.Show and watched is self._page:
            # Where nothing at all has the keyboard, the window itself is told of the keys.
            self._page.window().installEventFilter(self)
        elif isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            focus = QApplication.focusWidget() or watched
            line = self._line_for(focus)
            if line is not None and event.type() == QEvent.Type.ShortcutOverride:
                self._note(event, focus is line)
            elif line is not None and event.type() == QEvent.Type.KeyPress:
                return line not in (watched, focus) and self._is_taken(watched, focus, line, event)
        return False

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self._page.window():
            new.installEventFilter(self)

    def _is_taken(self, watched: QWidget, focus: QWidget, line: QWidget, event: QKeyEvent) -> bool:
        writes = _takes_text(focus)
        if event.key() == Qt.Key.Key_Escape:
            # A field of its own is asked first: only what it leaves comes to those around it.
            goes = self._room.isVisible() and (not writes or watched is not focus)
            if goes:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
            return goes
        words = "" if writes else self._words(event)
        if not words or (words == " " and self._may_press(focus)):
            return False
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        key = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), words)
        QApplication.sendEvent(line, key)
        return True

    def _words(self, event: QKeyEvent) -> str:
        """Return what the key writes; a dead key waits for the letter under it."""
        key = Qt.Key(event.key())
        if key in _COMBINING:
            self._accent = _COMBINING[key]
            return ""
        if key in _HELD:
            return ""
        accent, self._accent = self._accent, ""
        words = _written(event)
        return unicodedata.normalize("NFC", words + accent) if words.strip() else words

    def _note(self, event: QKeyEvent, in_line: bool) -> None:
        """Remember whether words are under way; any key that goes somewhere ends them."""
        words = _written(event)
        if event.key() in _HELD or (words == " " and not in_line):
            return
        self._typed_at = self._now() if words else None

    def _may_press(self, focus: QWidget) -> bool:
        """Return whether a space is meant for what has the keyboard, not for the words."""
        if not isinstance(focus, QAbstractButton | QComboBox | AgendaRail):
            return False
        by_mouse = isinstance(focus, FocusRing) and not focus.shows_focus()
        since = self._now() - self._typed_at if self._typed_at is not None else TYPING_SECONDS
        return not by_mouse and since >= TYPING_SECONDS


def _written(event: QKeyEvent) -> str:
    """Return the letters of a key; Ctrl, Alt and the like never write, AltGr does."""
    held = event.modifiers() & (_CONTROL | _ALT | _META)
    is_alt_gr = held == (_CONTROL | _ALT)
    writes = is_alt_gr or held == Qt.KeyboardModifier.NoModifier
    return event.text() if writes and event.text().isprintable() else ""


def _takes_text(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    is_typed = isinstance(widget, QComboBox) and widget.isEditable()
    return is_typed or isinstance(widget, QAbstractSpinBox)
