"""The window that everybody in the room looks at."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.ui.shared_screen.view import SharedView
from moedeleder.ui.shortcuts import Shortcut

_SMALLEST = QSize(480, 270)


class SharedWindow(QWidget):
    """Holds the picture; its title, which the system shows to anybody, says nothing of anybody."""

    closed = Signal()
    freeze_requested = Signal()
    blank_requested = Signal()
    key_strayed = Signal(object)
    """A ``QKeyEvent`` that was meant for the main window."""

    def __init__(self) -> None:
        # The chair goes on writing: this window never takes the keyboard.
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("sharedScreen")
        self.setWindowTitle(self.tr("Skærm til alle"))
        self.setAccessibleName(self.windowTitle())
        self.setMinimumSize(_SMALLEST)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with the main window, not with this one.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.view = SharedView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; the keys of the main window work here as well."""
        keys = QKeySequence(event.keyCombination())
        if event.key() == Qt.Key.Key_Escape or keys == Shortcut.SHARED_SCREEN.sequence:
            self.close()
        elif keys == Shortcut.FREEZE_SCREEN.sequence:
            self.freeze_requested.emit()
        elif keys == Shortcut.BLANK_SCREEN.sequence:
            self.blank_requested.emit()
        else:
            self.key_strayed.emit(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fill the display, or become a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.setWindowState(Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that nobody sees it any more."""
        super().closeEvent(event)
        self.closed.emit()
