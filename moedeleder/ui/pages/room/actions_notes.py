"""From what is wished for with a note to the use cases, each with its way back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from moedeleder.domain.statements import Formal, Statement, StatementKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Kind
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.history import Step


class NoteActions(QObject):
    """Marks notes as formal matters and takes the mark away, in the room's history."""

    def __init__(self, desk: Desk, actions: RoomActions) -> None:
        super().__init__(actions)
        self._desk, self._actions = desk, actions

    def statement(self, note_id: str) -> Statement | None:
        """Return the statement a note shows, or None: a promise, or one that is gone."""
        return next((s for s in self._actions.meeting.statements if s.id == note_id), None)

    def can_be_formal(self, note_id: str) -> bool:
        """Return whether a note can ask for a decision: no promise can, and no private note."""
        said = self.statement(note_id)
        return said is not None and said.kind is not StatementKind.PRIVATE

    def mark(self, note_id: str, formal: Formal) -> bool:
        """Mark a note as a formal matter with the office's own limit, or as none after all."""
        said = self.statement(note_id)
        if said is None or said.formal is formal:
            return False
        due = said.formal_due or self._desk.office.statements.formal_due_proposed()
        return self._write(said, formal, due if formal is not Formal.NONE else None)

    def answer_by(self, note_id: str, due: date) -> bool:
        """Change the day by which a formal matter is to be answered."""
        said = self.statement(note_id)
        return said is not None and self._write(said, said.formal, due)

    def _write(self, said: Statement, formal: Formal, due: date | None) -> bool:
        def write(formal: Formal, due: date | None) -> bool:
            now = self.statement(said.id)
            return now is not None and self._actions.do(
                lambda: self._desk.office.statements.set_formal(now.id, now.version, formal, due),
                Kind.NOTES,
            )

        step = Step(
            self.tr("Mærket"),
            lambda: write(said.formal, said.formal_due),
            lambda: write(formal, due),
        )
        return self._actions.did(write(formal, due), step)
