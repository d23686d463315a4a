"""Møder: every meeting, the newest first, and the way to a new one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from moedeleder.domain.danish import clock, short_date
from moedeleder.domain.meetings import MeetingLine, MeetingState
from moedeleder.services.list_length import is_cut
from moedeleder.ui.background import Job
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.item_models.row_model import Column
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind, primary
from moedeleder.ui.widgets.data_table import DataTable
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.search_field import SearchField
from moedeleder.ui.wording import count_text, cut_text, status_text


class MeetingsPage(ScrollPage):
    """The list of meetings: find one, open it, or plan a new one."""

    meeting_requested = Signal(str)
    new_meeting_requested = Signal()
    search_requested = Signal()
    """The person wants to search what minutes say."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="meetingsPage", scrolls=False)
        self._desk = desk
        self._stale = True
        self._job: Job | None = None
        new = primary(self.tr("Nyt møde"), "newMeeting", "plus")
        new.clicked.connect(self.new_meeting_requested)
        words = Button(
            self.tr("Søg i referater"),
            ButtonKind.SECONDARY,
            icon="document",
            shortcut=Shortcut.SEARCH,
            object_name="searchMinutes",
        )
        words.clicked.connect(self.search_requested)
        self._header = PageHeader(self.tr("Møder"), trailing=(words, new))
        self.search = SearchField(
            self.tr("Find på barn, mødetype eller sted"), object_name="meetingSearch"
        )
        self.table: DataTable[MeetingLine] = DataTable(
            self._columns(),
            lambda line: line.id,
            object_name="meetingsTable",
            accessible_name=self.tr("Møder"),
        )
        self._empty = EmptyState(
            "calendar",
            self.tr("Ingen møder endnu"),
            self.tr("Her står alle møder, også dem, der er holdt. Begynd med det første."),
            self.tr("Nyt møde"),
            button_icon="plus",
            button_name="firstMeeting",
        )
        self._none_found = EmptyState(
            "search",
            self.tr("Ingen møder passer"),
            self.tr("Prøv et andet ord, eller ryd søgningen."),
            self.tr("Ryd søgningen"),
            button_name="clearSearch",
        )
        self._lay_out_list()
        self._connect()

    def refresh(self) -> None:
        """Read the meetings again and show them."""
        words, find = self.search.text().strip(), self._desk.office.meetings.find
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if words:
            # Where there are very many, looking through them takes more than a frame.
            self._job = perform_in_background(
                self._desk.background, self, lambda: find(words), success=self._show_lines
            )
        else:
            perform(self, find, success=self._show_lines)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show_lines(self, lines: list[MeetingLine]) -> None:
        self._stale = False
        searching = bool(self.search.text().strip())
        count = count_text(len(lines), self.tr("møde"), self.tr("møder"))
        found = self.tr("{0} fundet").format(count)
        words = found if searching else count if lines else ""
        self._header.set_texts(self.tr("Møder"), cut_text(searching) if is_cut(lines) else words)
        self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.search.setVisible(bool(lines) or searching)
        self._empty.setVisible(not lines and not searching)
        self._none_found.setVisible(not lines and searching)

    def _changed(self, change: Change) -> None:
        kinds = (Kind.MEETINGS, Kind.FAMILIES, Kind.NOTES, Kind.MINUTES, Kind.SENDING)
        if not change.concerns(*kinds):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _clear_search(self) -> None:
        self.search.clear()
        self.refresh()
        self.search.setFocus()

    def _columns(self) -> tuple[Column[MeetingLine], ...]:
        return (
            Column(self.tr("Dato"), _when, 19),
            Column(self.tr("Møde"), lambda line: line.type_name, strong=True),
            Column(self.tr("Barn"), lambda line: line.child_name, 18),
            Column(self.tr("Sted"), lambda line: line.place),
            Column(self.tr("Deltagere"), lambda line: str(line.attendee_count), 8, right=True),
            Column(self.tr("Status"), status_text, 15, tone=status_tone, pill=True),
        )

    def _lay_out_list(self) -> None:
        self.set_header(self._header)
        self.search.setMaximumWidth(420)
        self.add(self.search)
        for widget in (self.table, self._empty, self._none_found):
            self.add(widget, 1)
            widget.hide()

    def _connect(self) -> None:
        self.search.search_requested.connect(lambda _words: self.refresh())
        self.search.list_requested.connect(self.table.setFocus)
        self.table.activated_id.connect(self.meeting_requested)
        self._empty.action_requested.connect(self.new_meeting_requested)
        self._none_found.action_requested.connect(self._clear_search)
        self._desk.changes.changed.connect(self._changed)


def status_tone(line: MeetingLine) -> Tone:
    """Return the tone of a meeting's status; the word says the same."""
    if line.state is MeetingState.PLANNED:
        return Tone.INFO if line.invited else Tone.NEUTRAL
    if line.letters_left:
        return Tone.WARN
    return {
        MeetingState.CANCELLED: Tone.NEUTRAL,
        MeetingState.RUNNING: Tone.ACCENT,
        MeetingState.HELD: Tone.WARN,
        MeetingState.FINISHED: Tone.OK,
    }[line.state]


def _when(line: MeetingLine) -> str:
    return f"{short_date(line.starts_at.date())} kl. {clock(line.starts_at)}"
