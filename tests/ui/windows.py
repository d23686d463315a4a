"""Opens a widget as the active window, as a person would have it before them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def opened(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget and wait until it has the keyboard, unless it never takes it."""
    if widget.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus:
        with qtbot.waitExposed(widget):
            widget.show()
        return
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
