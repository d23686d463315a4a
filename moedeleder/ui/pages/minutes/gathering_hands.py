"""Leads between what was said and the text: go there, put in, move, leave out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QShortcut

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import TEXT_PARTS, PartKey
from moedeleder.services.minutes import MinutesView
from moedeleder.services.sources import Source
from moedeleder.ui.desk import Desk
from moedeleder.ui.pages.minutes.columns import MinutesColumns
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.gathering_deeds import GatheringDeeds
from moedeleder.ui.pages.minutes.line_bar import LineBar
from moedeleder.ui.pages.minutes.line_deeds import LineDeeds
from moedeleder.ui.pages.minutes.line_hands import LineHands
from moedeleder.ui.pages.minutes.note_drop import NoteDrop
from moedeleder.ui.pages.minutes.note_rows import NoteRow, note_row_of
from moedeleder.ui.pages.minutes.notes_page import NotesPage
from moedeleder.ui.pages.room.history import History
from moedeleder.ui.pages.steps import RoomPage, Step
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.scroll_page import ScrollPage

NOTES = "notes"
"""The name of the side page."""


class GatheringHands(QObject):
    """Connects the list of what was said with the parts of the text."""

    changed = Signal()
    undo_requested = Signal()
    step_requested = Signal(object)
    """The ``Step`` where the person wants to see what a line was made from."""
    room_page_requested = Signal(object)
    """The ``RoomPage`` of step 2, likewise."""

    def __init__(
        self,
        desk: Desk,
        page: ScrollPage,
        columns: MinutesColumns,
        form: MinutesForm,
        bar: LineBar,
        history: History,
        meeting_id: Callable[[], str],
    ) -> None:
        super().__init__(page)
        self._columns, self._form = columns, form
        self._view: MinutesView | None = None
        self._part = PartKey.PROBLEM
        self.notes = NotesPage()
        self.deeds = GatheringDeeds(desk, page, form, history, meeting_id)
        self._lines = LineDeeds(page, form, history)
        self.lines = LineHands(form, bar, self.deeds, self._lines)
        self.deeds.changed.connect(self.changed)
        self._lines.undo_requested.connect(self.undo_requested)
        self.lines.note_requested.connect(self._see_note)
        self.deeds.undo_requested.connect(self.undo_requested)
        columns.side.add_page(NOTES, self.tr("Fra mødet"), self.notes)
        self._drops = {key: NoteDrop(form.parts[key]) for key in TEXT_PARTS}
        self._connect(page)

    @property
    def meeting(self) -> Meeting:
        """The meeting that is shown.

        Raises:
            LookupError: none is.
        """
        if self._view is None:
            raise LookupError
        return self._view.meeting

    def show_view(self, view: MinutesView) -> None:
        """Show how what was said stands in the text now."""
        self._view = view
        self.notes.show_view(view)
        self.lines.show_view(view)

    def go_to_notes(self) -> None:
        """Open the list and put the keyboard there."""
        self._columns.open_side()
        self._columns.side.show_page(NOTES)
        self.notes.list.setFocus()

    def row(self, statement_id: str) -> NoteRow | None:
        """Return how something that was said stands now, None where it is not to be seen."""
        return note_row_of(self._view, statement_id) if self._view else None

    def _see_note(self, source: Source) -> None:
        """Show what a line was made from where it was written."""
        if source.statement is not None:
            self.go_to_notes()
            self.notes.list.choose(source.id)
        elif source.is_before:
            self.step_requested.emit(Step.AGENDA)
        else:
            self.room_page_requested.emit(RoomPage.READ_BACK)

    def _go(self, row: NoteRow, stand: bool) -> None:
        if row.line is None or row.line.part is None:
            return
        if stand:
            self._columns.open_text()
        self._form.show_line(row.line.part, row.id, row.line.written, stand=stand)

    def _dropped(self, key: PartKey, statement_id: str) -> None:
        row = self.row(statement_id)
        if row is None or row.line is None:
            return
        if row.line.part is not key:
            self.deeds.move(row, key)
        elif row.is_waiting:
            self.deeds.put_in(row)
        self.notes.list.choose(statement_id)

    def _back_to_text(self) -> None:
        self._columns.open_text()
        self._form.sections[self._part].go()

    def _entered(self, key: PartKey) -> None:
        self._part = key

    def _hovered(self, place: QPoint) -> None:
        self._form.scroll_near(place)

    def _connect(self, page: ScrollPage) -> None:
        notes = self.notes
        notes.go_requested.connect(self._go)
        notes.put_in_requested.connect(self.deeds.put_in)
        notes.take_up_requested.connect(self.deeds.take_up)
        notes.leave_out_requested.connect(self.deeds.leave_out)
        notes.move_requested.connect(self.deeds.move)
        notes.left.connect(self._back_to_text)
        self._form.entered.connect(self._entered)
        for key, drop in self._drops.items():
            drop.dropped.connect(lambda note, part=key: self._dropped(part, note))
            drop.hovered.connect(self._hovered)
        keys = QShortcut(Shortcut.MINUTES_NOTES.sequence, page)
        keys.activated.connect(self.go_to_notes)
