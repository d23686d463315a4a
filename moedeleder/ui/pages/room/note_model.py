"""The notes of one point as a list that changes only where something changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from moedeleder.ui.pages.room.notes import Note

AnyIndex = QModelIndex | QPersistentModelIndex
NOTE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class NoteModel(QAbstractListModel):
    """Rows of notes; a new note is one inserted row, not a new list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes shown."""
        return self._notes

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes; what is the same at both ends stays untouched."""
        new, old = tuple(notes), self._notes
        head = _same(old, new)
        tail = _same(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        changed = min(gone, come)
        if gone > changed:
            self.beginRemoveRows(QModelIndex(), head + changed, head + gone - 1)
            self._notes = old[: head + changed] + old[head + gone :]
            self.endRemoveRows()
        if come > changed:
            self.beginInsertRows(QModelIndex(), head + changed, head + come - 1)
            self._notes = new
            self.endInsertRows()
        self._notes = new
        if changed:
            self.dataChanged.emit(self.index(head), self.index(head + changed - 1))

    def row_of(self, note_id: str) -> int:
        """Return where a note stands, or -1."""
        return next((at for at, note in enumerate(self._notes) if note.id == note_id), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of notes."""
        return 0 if parent.isValid() else len(self._notes)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows."""
        if not index.isValid():
            return None
        note = self._notes[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return note.spoken
        return note if role == NOTE_ROLE else None


def _same(old: Sequence[Note], new: Sequence[Note]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count
