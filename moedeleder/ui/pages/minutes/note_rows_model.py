"""The rows of what was said, as Qt asks for them; a row can be dragged to a part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from moedeleder.ui.pages.minutes.note_rows import NoteRow
from moedeleder.ui.pages.room.words import note_kind

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
DRAGGED = "application/x-moedeleder-note"
"""What a dragged row is; it holds no words, so nothing but a part of the minutes takes it."""


class NoteRowsModel(QAbstractListModel):
    """Headings, and below each what was said; only what was said can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[NoteRow, ...] = ()

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        """The rows shown."""
        return self._rows

    def show_rows(self, rows: Sequence[NoteRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_of(self, statement_id: str) -> int:
        """Return where something that was said stands, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.id == statement_id), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows, or says to a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return row if role == ROW_ROLE else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that headings are only read."""
        if not index.isValid() or not self._rows[index.row()].line:
            return Qt.ItemFlag.ItemIsEnabled
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return the one thing that is dragged from here."""
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the row that is dragged."""
        data = QMimeData()
        ids = [self._rows[index.row()].id for index in indexes if index.isValid()]
        data.setData(DRAGGED, "".join(ids[:1]).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """Return that a row is moved."""
        return Qt.DropAction.MoveAction


def dragged_note(data: QMimeData) -> str:
    """Return the id of the statement that is dragged, empty for anything else."""
    return bytes(data.data(DRAGGED).data()).decode() if data.hasFormat(DRAGGED) else ""


def spoken(row: NoteRow) -> str:
    """Return a row in one sentence."""
    line = row.line
    if line is None:
        return row.heading
    kind = note_kind(line.statement.kind.value).label
    who = f"{line.who}: {row.words}" if line.who else row.words
    return ", ".join(filter(None, (kind, who, line.point, row.state.words, row.only_for)))
