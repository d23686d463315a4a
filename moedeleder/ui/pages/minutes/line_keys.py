"""The keys for one paragraph of the minutes: move it, leave it out, see what it comes from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit

LINE_KEYS = (
    Shortcut.LINE_UP,
    Shortcut.LINE_DOWN,
    Shortcut.MOVE_TO,
    Shortcut.LEAVE_OUT,
    Shortcut.SOURCE,
)


class LineKeys(QObject):
    """Hears the keys in one editor, and where its cursor is."""

    pressed = Signal(object)
    """The ``Shortcut`` that was pressed."""
    entered = Signal()
    left = Signal()

    def __init__(self, edit: RichTextEdit) -> None:
        super().__init__(edit)
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are ours before the editor sees them."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        if not isinstance(event, QKeyEvent):
            return False
        found = _shortcut(event)
        if found is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self.pressed.emit(found)
            return True
        return False


def _shortcut(event: QKeyEvent) -> Shortcut | None:
    keys = QKeySequence(event.keyCombination())
    return next((each for each in LINE_KEYS if keys == each.sequence), None)
