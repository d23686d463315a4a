"""Shows where the keyboard is, and stays quiet for those who use the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class FocusRing(QPushButton):
    """A button that knows whether its focus came by keyboard and should be drawn."""

    _by_mouse = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came."""
        self._by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space; leave the arrow keys to the list around the button."""
        if event.key() in _ARROWS:
            event.ignore()
        elif event.key() in _ENTERS and not event.modifiers() & _CONTROL:
            self.click()
        else:
            super().keyPressEvent(event)

    def shows_focus(self) -> bool:
        """Return whether to draw the ring."""
        return self.hasFocus() and not self._by_mouse
