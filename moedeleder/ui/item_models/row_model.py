"""A table model over a list of frozen rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from moedeleder.ui.tokens import Tone

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PILL_ROLE = int(Qt.ItemDataRole.UserRole) + 2
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 3


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its heading, the words of a row, and how wide it is.

    ``width`` is in characters; 0 takes the room that is left. ``tone`` colours the words
    (as a pill where ``pill``), and never says more than the words do. A ``spare`` one is left
    out where the columns that take the rest would be too narrow for a name.
    """

    heading: str
    text: Callable[[R], str]
    width: int = 0
    tone: Callable[[R], Tone | None] | None = None
    strong: bool = False
    right: bool = False
    pill: bool = False
    spare: bool = False


class RowModel(QAbstractTableModel, Generic[R]):
    """Shows frozen rows through columns; the rows are replaced as a whole."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._id_of = id_of
        self._rows: tuple[R, ...] = ()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown."""
        return self._rows

    def id_at(self, row: int) -> str:
        """Return the id of a row; raises IndexError outside the table."""
        return self._id_of(self._rows[row])

    def row_of(self, wanted_id: str) -> int:
        """Return where a row is, or -1."""
        found = (at for at, row in enumerate(self._rows) if self._id_of(row) == wanted_id)
        return next(found, -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(self.columns[section]))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(column.text(row)[:2000].split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.heading}: {column.text(row)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        return self._own_data(row, column, role)

    def _own_data(self, row: R, column: Column[R], role: int) -> Any:
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else None
        if role == PILL_ROLE:
            return column.pill
        if role == ID_ROLE:
            return self._id_of(row)
        return None


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
