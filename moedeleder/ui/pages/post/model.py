"""The table of a meeting's letters: receivers down, things sent across."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from moedeleder.domain.text import shorten
from moedeleder.services.post_view import PostCell, PostColumn, PostReceiver, PostView
from moedeleder.ui.post_words import Face, column_count, column_name, face_of, place_text, spoken
from moedeleder.ui.widgets.elided_label import plain_tooltip

AnyIndex = QModelIndex | QPersistentModelIndex
FACE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PLACE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
LISTED_ROLE = int(Qt.ItemDataRole.UserRole) + 3
_NAME = 200


class PostModel(QAbstractTableModel):
    """Shows a frozen view; the view is replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = PostView("")
        self._faces: dict[tuple[str, str], Face] = {}
        self._in_folder = False

    def show(self, view: PostView, *, in_folder: bool) -> bool:
        """Show a view; returns whether the rows and columns are others than before."""
        is_same = self.view.meeting_id == view.meeting_id and (
            [each.key for each in self.view.receivers],
            [each.key for each in self.view.columns],
        ) == ([each.key for each in view.receivers], [each.key for each in view.columns])
        if not is_same:
            self.beginResetModel()
        self.view, self._in_folder = view, in_folder
        cells = view.cells or {}
        self._faces = {at: face_of(cell, in_folder=in_folder) for at, cell in cells.items()}
        if not is_same:
            self.endResetModel()
        elif view.receivers and view.columns:
            last = self.index(len(view.receivers) - 1, len(view.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            for way, count in (
                (Qt.Orientation.Horizontal, len(view.columns)),
                (Qt.Orientation.Vertical, len(view.receivers)),
            ):
                self.headerDataChanged.emit(way, 0, count - 1)
        return not is_same

    def place(self, index: AnyIndex) -> tuple[PostReceiver, PostColumn]:
        """Return whose cell it is, and of which column."""
        return self.view.receivers[index.row()], self.view.columns[index.column()]

    def cell(self, index: AnyIndex) -> PostCell | None:
        """Return what stands in a cell, if anything."""
        receiver, column = self.place(index)
        return self.view.cell(receiver.key, column.key)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of receivers."""
        return 0 if parent.isValid() else len(self.view.receivers)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of things sent."""
        return 0 if parent.isValid() else len(self.view.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a receiver, or of what was sent and how many have it."""
        if orientation is Qt.Orientation.Vertical:
            return self._receiver_data(section, role)
        if not 0 <= section < len(self.view.columns):
            return None
        column = self.view.columns[section]
        count = column_count(self.view, column, in_folder=self._in_folder)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column_name(column)}\n{count}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column_name(column)}: {count}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        receiver, column = self.place(index)
        face = self._faces.get((receiver.key, column.key))
        if role == FACE_ROLE:
            return face
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(receiver, column, face)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) and face is not None:
            return face.line
        return None

    def _receiver_data(self, row: int, role: int) -> Any:
        if not 0 <= row < len(self.view.receivers):
            return None
        receiver = self.view.receivers[row]
        name = shorten(" ".join(receiver.name.split()), _NAME)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == PLACE_ROLE:
            return place_text(receiver)
        if role == LISTED_ROLE:
            return receiver.is_listed
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(" · ".join(filter(None, (name, place_text(receiver)))))
        return None
