"""Two texts beside each other, line by line, in one view: they scroll together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from moedeleder.domain.record_changes import PairedSection
from moedeleder.domain.word_diff import Piece, PieceKind, word_diff
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.diff_label import diff_format
from moedeleder.ui.widgets.naming import named


@dataclass(frozen=True)
class ChangedRow:
    """A line that is another in the new text, and where it stands in the view."""

    heading: str
    before: str
    after: str
    row: int


class SideText(QTextEdit):
    """Shows the old text at the left and the new one at the right, with every change marked."""

    def __init__(self, object_name: str, accessible_name: str) -> None:
        super().__init__()
        named(self, object_name, accessible_name)
        self.setReadOnly(True)
        self.setProperty("side", True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.document().setUndoRedoEnabled(False)
        self.document().setDefaultFont(font_for(TextRole.BODY))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._places: dict[int, int] = {}
        self._row = 0

    def show_sections(
        self, titles: tuple[str, str], sections: Sequence[PairedSection]
    ) -> tuple[ChangedRow, ...]:
        """Show both texts; returns the lines that changed, in their order.

        Args:
            titles: what stands above each text.
        """
        # Nothing may be gone to while the text is made anew.
        self._row, self._places = 0, {}
        self.clear()
        rows = 1 + sum(1 + len(section.pairs) for section in sections)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        table = cursor.insertTable(rows, 2, _format())
        strong = QTextCharFormat()
        strong.setFont(font_for(TextRole.STRONG))
        for column, title in enumerate(titles):
            table.cellAt(0, column).firstCursorPosition().insertText(title, strong)
        changed, at = [], 1
        for section in sections:
            self._head(table, at, section.heading)
            at += 1
            for before, after in section.pairs:
                _write_pair(table, at, before, after)
                if before != after:
                    changed.append(ChangedRow(section.heading, before, after, at))
                at += 1
        cursor.endEditBlock()
        self._places = {
            each.row: table.cellAt(each.row, 1).firstCursorPosition().position() for each in changed
        }
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return tuple(changed)

    def go_to(self, row: int) -> None:
        """Bring a row that changed to the top of the view."""
        if row not in self._places:
            return
        self._row = row
        cursor = self.textCursor()
        cursor.setPosition(self._places[row])
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, top - 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row that was gone to in sight: other lines have other breaks now."""
        super().resizeEvent(event)
        if self._row:
            self.go_to(self._row)

    def _head(self, table: QTextTable, row: int, heading: str) -> None:
        table.mergeCells(row, 0, 1, 2)
        look = QTextCharFormat()
        look.setFont(font_for(TextRole.SECTION))
        table.cellAt(row, 0).firstCursorPosition().insertText(heading, look)


def _format() -> QTextTableFormat:
    tokens, look = current_tokens(), QTextTableFormat()
    half = QTextLength(QTextLength.Type.PercentageLength, 50)
    look.setColumnWidthConstraints([half, half])
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setCellPadding(6)
    look.setCellSpacing(0)
    look.setBorder(0.5)
    look.setBorderCollapse(True)
    look.setBorderBrush(QBrush(QColor(tokens.border)))
    look.setHeaderRowCount(1)
    return look


def _write_pair(table: QTextTable, row: int, before: str, after: str) -> None:
    if before == after:
        pieces: tuple[Piece, ...] = (Piece(before, PieceKind.SAME),)
    else:
        pieces = word_diff(before, after)
    plain = QTextCharFormat()
    plain.setForeground(QColor(current_tokens().text))
    for column, own in enumerate((PieceKind.REMOVED, PieceKind.ADDED)):
        cursor = table.cellAt(row, column).firstCursorPosition()
        for piece in pieces:
            if piece.kind in (PieceKind.SAME, own):
                look = plain if piece.kind is PieceKind.SAME else diff_format(piece.kind)
                cursor.insertText(piece.text, look)
        if before != after:
            ground = QTextCharFormat(table.cellAt(row, column).format())
            ground.setBackground(QColor(current_tokens().soft(Tone.INFO)))
            table.cellAt(row, column).setFormat(ground)
