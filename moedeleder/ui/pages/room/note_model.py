"""The notes of one point as a list that changes only where something changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from moedeleder.ui.pages.room.notes import Note

AnyIndex = QModelIndex | QPersistentModelIndex
NOTE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
FIRST_ROLE = NOTE_ROLE + 1
"""How own words stood at first, where they were rewritten."""


WINDOW = 120
"""Rows shown at first, and more of them each time: what is far above is laid out when wanted."""


class NoteModel(QAbstractListModel):
    """Rows of the newest notes; a new note is one inserted row, not a new list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Note, ...] = ()
        self._notes: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes of the point, also those above the rows."""
        return self._all

    @property
    def rows(self) -> tuple[Note, ...]:
        """The notes that are rows now: the newest ones."""
        return self._notes

    @property
    def hidden(self) -> int:
        """How many notes lie above the rows."""
        return len(self._all) - len(self._notes)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes; what is the same at both ends stays untouched."""
        new = tuple(notes)
        from_here = self._first_shown(new)
        self._all = new
        self._show(new[from_here:])

    def show_more(self, at_least: int = WINDOW) -> int:
        """Make rows of more of the notes above; returns how many came."""
        come = min(self.hidden, at_least)
        if come:
            self._show(self._all[self.hidden - come :])
        return come

    def row_of(self, note_id: str) -> int:
        """Return where a note stands, or -1; one above the rows is made a row first."""
        at = next((at for at, note in enumerate(self._all) if note.id == note_id), -1)
        if 0 <= at < self.hidden:
            self.show_more(self.hidden - at)
        return at - self.hidden if at >= 0 else -1

    def _first_shown(self, new: tuple[Note, ...]) -> int:
        if self._notes and self.hidden < len(new) and new[self.hidden].id == self._notes[0].id:
            # Nothing changed above the rows: they stay, and grow at the end.
            return self.hidden
        return max(0, len(new) - WINDOW)

    def _show(self, new: tuple[Note, ...]) -> None:
        old = self._notes
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
        if role == FIRST_ROLE:
            return note.first
        return note if role == NOTE_ROLE else None


def _same(old: Sequence[Note], new: Sequence[Note]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one is not other and one != other:
            break
        count += 1
    return count
