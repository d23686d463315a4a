"""Shows where the keyboard is, and stays quiet for those who use the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton


class FocusRing(QPushButton):
    """A button that knows whether its focus came by keyboard and should be drawn."""

    _by_mouse = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came."""
        self._by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def shows_focus(self) -> bool:
        """Return whether to draw the ring."""
        return self.hasFocus() and not self._by_mouse
