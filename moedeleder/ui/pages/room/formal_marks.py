"""Er det en afgørelse? Marks a note as an application or a matter for decision, by menu or key."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from moedeleder.domain.statements import Formal
from moedeleder.services.labels import formal_label
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.answer_day import AnswerDayDialog
from moedeleder.ui.pages.room.actions import RoomActions
from moedeleder.ui.pages.room.actions_notes import NoteActions
from moedeleder.ui.pages.room.running import RunningRoom
from moedeleder.ui.pages.room.words import short_day
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.focus_memory import DialogFocus


class FormalMarks(QObject):
    """Lets a person say that a note asks for a decision, and by when it is answered.

    The keys mean the chosen note, and from the pen the one that was written last.
    """

    undo_requested = Signal()

    def __init__(self, desk: Desk, room: RunningRoom, actions: RoomActions, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._room, self._page = desk, room, page
        self._notes = NoteActions(desk, actions)
        self._focus = DialogFocus(page, room.composer.focus)
        room.notes.formal_requested.connect(self._mark)
        room.notes.formal_due_requested.connect(self._ask_day)
        for keys, formal in (
            (Shortcut.APPLICATION, Formal.APPLICATION),
            (Shortcut.DECISION, Formal.DECISION),
        ):
            shortcut = QShortcut(keys.sequence, room)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda f=formal: self._toggle(f))

    def _toggle(self, formal: Formal) -> None:
        note_id = self._meant()
        said = self._notes.statement(note_id)
        if said is None or not self._notes.can_be_formal(note_id):
            self._room.undo_bar.offer(self.tr("Vælg først den note, der skal mærkes."))
            return
        # The same key once more takes the mark away.
        self._mark(note_id, Formal.NONE if said.formal is formal else formal)

    def _meant(self) -> str:
        notes = self._room.notes
        current = notes.current_note if notes.hasFocus() else None
        if current is not None:
            return current.id
        written = [n for n in notes.notes if self._notes.can_be_formal(n.id)]
        return written[-1].id if written else ""

    def _mark(self, note_id: str, formal: object) -> None:
        if not isinstance(formal, Formal) or not self._notes.mark(note_id, formal):
            return
        said = self._notes.statement(note_id)
        if said is None or formal is Formal.NONE:
            words = self.tr("Mærket er fjernet.")
        else:
            words = self.tr("{0}. Svar senest {1}.").format(
                formal_label(formal),
                short_day(said.formal_due, self._today()) if said.formal_due else "",
            )
        self._room.undo_bar.offer(words, self.undo_requested.emit)

    def _ask_day(self, note_id: str) -> None:
        said = self._notes.statement(note_id)
        if said is None:
            return
        dialog = AnswerDayDialog(said.formal_due, self._today, self._page)
        self._focus.keep_for(dialog)
        dialog.accepted.connect(lambda: self._answer_by(note_id, dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _answer_by(self, note_id: str, dialog: AnswerDayDialog) -> None:
        day = dialog.day.value()
        if day is not None and self._notes.answer_by(note_id, day):
            words = self.tr("Svar senest {0}.").format(short_day(day, self._today()))
            self._room.undo_bar.offer(words, self.undo_requested.emit)

    def _today(self) -> date:
        return self._desk.office.clock.today()
