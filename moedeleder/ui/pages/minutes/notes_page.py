"""The side page "Fra mødet": what was said, and how each of it stands in the minutes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from moedeleder.services.gathering import gathered
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.pages.minutes.note_list import NoteList
from moedeleder.ui.pages.minutes.note_rows import NoteRow, NoteState, counted, note_rows
from moedeleder.ui.pages.minutes.part_menu import PartMenu
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel


class NotesPage(QWidget):
    """Shows what was said part by part, and what can be done with the chosen one."""

    go_requested = Signal(object, bool)
    """The ``NoteRow`` whose place in the text is to be seen, and whether to stand there."""
    put_in_requested = Signal(object)
    take_up_requested = Signal(object)
    leave_out_requested = Signal(object)
    move_requested = Signal(object, object)
    """The ``NoteRow`` and the ``PartKey`` it is to stand in."""
    left = Signal()
    """The person goes back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "notesPage", self.tr("Fra mødet"))
        self._view: MinutesView | None = None
        self._stale = False
        self.count = muted("")
        self.list = NoteList()
        self.main = self._button("", "noteMain")
        self.move_button = self._button(self.tr("Flyt til …"), "noteMove")
        self.leave_out = self._button(self.tr("Udelad"), "noteLeaveOut")
        self._empty = WrapLabel(
            self.tr("Der er ingen noter fra mødet. Skriv referatet i midten."), tone=Tone.NEUTRAL
        )
        self._deeds = Flow((self.main, self.move_button, self.leave_out))
        self._lay_out()
        self._connect()

    def show_view(self, view: MinutesView) -> None:
        """Show how what was said stands in the text now; at once only where it is seen."""
        self._view, self._stale = view, True
        if self.isVisible():
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody saw it."""
        super().showEvent(event)
        self._catch_up()

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        """The rows, headings too."""
        return self.list.rows_model.rows

    def choose_part(self) -> None:
        """Ask for the part that the chosen row is to stand in."""
        row = self.list.row
        if row is None or row.line is None or self._view is None:
            return
        child = self._view.meeting.child_name.split(" ", 1)[0]
        menu = PartMenu(child, row.line.part, self)
        menu.part_chosen.connect(lambda part: self.move_requested.emit(row, part))
        below = self.list.visualRect(self.list.currentIndex())
        menu.popup(self.list.viewport().mapToGlobal(below.bottomLeft()))

    def _catch_up(self) -> None:
        if self._view is None or not self._stale:
            return
        self._stale = False
        rows = note_rows(gathered(self._view.meeting, self._view.parts))
        self.list.show_rows(rows)
        self.count.setText(counted(rows))
        for shown in (self.list, self.count, self._deeds):
            shown.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._show_deeds()

    def _main_words(self, row: NoteRow) -> str:
        if row.state is NoteState.LEFT_OUT:
            return self.tr("Tag med igen")
        if row.state is NoteState.ON_BOARD:
            return ""
        if not row.is_waiting:
            return self.tr("Vis i teksten")
        # Once it stands there, everybody who gets the minutes reads it.
        return self.tr("Sæt ind alligevel") if row.only_for else self.tr("Sæt ind")

    def _show_deeds(self) -> None:
        row = self.list.row
        words = self._main_words(row) if row else ""
        self.main.set_caption(words or self.tr("Vis i teksten"))
        self.main.setVisible(row is None or bool(words))
        self.main.setEnabled(row is not None)
        self.move_button.setEnabled(row is not None)
        self.leave_out.setEnabled(row is not None and row.can_be_left_out)

    def _open(self) -> None:
        row = self.list.row
        if row is None:
            return
        if row.state is NoteState.LEFT_OUT:
            self.take_up_requested.emit(row)
        elif row.state is NoteState.ON_BOARD:
            self.choose_part()
        elif row.is_waiting:
            self.put_in_requested.emit(row)
        else:
            self.go_requested.emit(row, True)

    def _let_see(self) -> None:
        row = self.list.row
        if row is not None and row.line is not None and row.line.is_used:
            self.go_requested.emit(row, False)

    def _leave_out(self) -> None:
        row = self.list.row
        if row is None or not row.can_be_left_out:
            return
        beside = self.list.beside(row.id)
        self.leave_out_requested.emit(row)
        # What is left out may go to the foot of the list; the person goes on where they were.
        now = next((each for each in self.rows if each.id == row.id), None)
        if beside and now is not None and not now.can_be_left_out:
            self.list.choose(beside)
            self.list.setFocus()

    def _menu(self, place: QPoint) -> None:
        row = self.list.row
        if row is None:
            return
        menu = QMenu(self)
        menu.setObjectName("minutesNoteMenu")
        menu.setAccessibleName(self.tr("Noten"))
        menu.aboutToHide.connect(menu.deleteLater)
        if words := self._main_words(row):
            menu.addAction(words).triggered.connect(self._open)
        move = menu.addAction(f"{self.tr('Flyt til …')}\t{Shortcut.MOVE_TO.keys}")
        move.triggered.connect(lambda _on=False: self.choose_part())
        if row.can_be_left_out:
            leave = menu.addAction(f"{self.tr('Udelad')}\t{Shortcut.REMOVE.keys}")
            leave.triggered.connect(self._leave_out)
        menu.popup(place)

    def _button(self, words: str, name: str) -> Button:
        return Button(words, ButtonKind.SECONDARY, object_name=name, compact=True)

    def _connect(self) -> None:
        self.main.clicked.connect(self._open)
        self.move_button.clicked.connect(lambda _on=False: self.choose_part())
        self.leave_out.clicked.connect(self._leave_out)
        self.list.chosen.connect(self._show_deeds)
        self.list.opened.connect(self._open)
        self.list.shown_requested.connect(self._let_see)
        self.list.move_requested.connect(self.choose_part)
        self.list.leave_out_requested.connect(self._leave_out)
        self.list.menu_requested.connect(self._menu)
        self.list.left.connect(self.left)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.count)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self._deeds)
        column.addStretch(0)
        self._empty.hide()
