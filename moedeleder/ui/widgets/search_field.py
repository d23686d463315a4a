"""A field to find things in a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.ui.icons import icon
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import current_tokens

_PAUSE_MS = 150


class SearchField(QLineEdit):
    """Asks to search shortly after the last key; Esc empties it, Down goes to the list."""

    search_requested = Signal(str)
    list_requested = Signal()
    """The person pressed Down or Enter and wants to go into the list."""

    def __init__(
        self,
        placeholder: str,
        parent: QWidget | None = None,
        *,
        object_name: str = "search",
        shortcut: Shortcut | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(placeholder)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(False)
        self.setToolTip(f"{placeholder} ({shortcut.keys})" if shortcut else "")
        self._glass: QAction = self.addAction(
            icon("search", current_tokens().text2), QLineEdit.ActionPosition.LeadingPosition
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self._timer.setInterval(_PAUSE_MS)
        self.textChanged.connect(self._wait)

    def settle(self) -> None:
        """Search for what was typed a moment ago, before anything is chosen among older hits."""
        if self._timer.isActive():
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search at once on Enter, empty on Esc, go to the list on Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._ask()
            self.list_requested.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the glass in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._glass.setIcon(icon("search", current_tokens().text2))

    def _wait(self, _text: str) -> None:
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self.search_requested.emit(self.text().strip())
