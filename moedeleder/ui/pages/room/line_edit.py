"""The field a person writes in while listening: grows with the words, Enter keeps them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from moedeleder.ui.pages.room.words import utf16_length

LINES = 5
_ROOM = 6


class GrowingEdit(QPlainTextEdit):
    """Plain text on one to five lines; Shift+Enter makes a new line."""

    kept = Signal()
    """Enter was pressed."""
    cancelled = Signal()
    """Esc was pressed."""
    went_up = Signal()
    """Up was pressed while nothing is written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._shown_lines = 0
        self._fit()

    def set_words(self, text: str) -> None:
        """Show a text with the cursor at its end, and forget what was undone before."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def mark_pieces(self, pieces: Iterable[tuple[int, int, QTextCharFormat]]) -> None:
        """Give pieces of the text, from a character up to another, a look of their own."""
        text = self.toPlainText()
        marks = []
        for start, end, look in pieces:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(utf16_length(text[:start]))
            cursor.setPosition(utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.setExtraSelections(marks)

    def sizeHint(self) -> QSize:
        """Return the height of the lines there are."""
        return QSize(240, self._height(max(1, self._shown_lines)))

    def minimumSizeHint(self) -> QSize:
        """Return room for one line."""
        return QSize(120, self._height(1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, cancel on Esc; everything else is writing."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain == Qt.KeyboardModifier.NoModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.went_up.emit()
        elif self._is_for_the_page(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page while there is nothing here to take back."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and self._is_for_the_page(event):
            event.ignore()
            return False
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines anew at another width."""
        super().resizeEvent(event)
        self._fit()

    def _is_for_the_page(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        document = self.document()
        return (undo and not document.isUndoAvailable()) or (
            redo and not document.isRedoAvailable()
        )

    def _fit(self) -> None:
        # The layout of plain text counts its height in lines.
        lines = math.ceil(self.document().documentLayout().documentSize().height())
        shown = max(1, min(LINES, lines))
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(
            scrolls if lines > LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if shown != self._shown_lines:
            self._shown_lines = shown
            self.setFixedHeight(self._height(shown))
            self.updateGeometry()

    def _height(self, lines: int) -> int:
        return math.ceil(QFontMetricsF(self.font()).lineSpacing() * lines) + _ROOM
