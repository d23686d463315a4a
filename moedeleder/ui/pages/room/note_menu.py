"""The menu of a note: correct it, remove it, or mark that a decision is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.ui.pages.room.notes import Note
from moedeleder.ui.shortcuts import Shortcut


class NoteMenu(QMenu):
    """What can be done with one note; each line says what happens."""

    edit_chosen = Signal()
    remove_chosen = Signal()
    formal_chosen = Signal(object)
    """The ``Formal`` that the note is to be."""
    due_chosen = Signal()

    def __init__(self, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteMenu")
        self.setAccessibleName(self.tr("Noten"))
        self.aboutToHide.connect(self.deleteLater)
        edit = self.addAction(f"{self.tr('Ret')}\t{Shortcut.EDIT.keys}")
        edit.triggered.connect(self.edit_chosen)
        remove = self.addAction(f"{self.tr('Fjern')}\t{Shortcut.REMOVE.keys}")
        remove.triggered.connect(self.remove_chosen)
        # A promise is never a decision, and a private note stays private.
        if not note.is_promise and note.kind != StatementKind.PRIVATE.value:
            self.addSeparator()
            self._offer_formal(note)

    def _offer_formal(self, note: Note) -> None:
        offered = (
            (Formal.APPLICATION, self.tr("Markér som ansøgning"), Shortcut.APPLICATION),
            (Formal.DECISION, self.tr("Markér: kræver afgørelse"), Shortcut.DECISION),
        )
        for formal, words, shortcut in offered:
            if note.formal is not formal:
                action = self.addAction(f"{words}\t{shortcut.keys}")
                action.triggered.connect(lambda _=False, f=formal: self.formal_chosen.emit(f))
        if note.formal is not Formal.NONE:
            due = self.addAction(self.tr("Ret fristen for svaret …"))
            due.triggered.connect(self.due_chosen)
            none = self.addAction(self.tr("Fjern mærket"))
            none.triggered.connect(lambda: self.formal_chosen.emit(Formal.NONE))


def note_menu(note: Note, parent: QWidget) -> NoteMenu:
    """Return the menu of a note, to be shown once."""
    return NoteMenu(note, parent)
