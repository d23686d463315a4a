"""Søg i referater: find where something was written, in the minutes of every meeting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.domain.search import SearchHit, SearchPage, wanted
from moedeleder.ui.background import Job
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform_in_background
from moedeleder.ui.pages.search.filters import SearchFilters
from moedeleder.ui.pages.search.hits import HitList
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.pick_field import PickField
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.search_field import SearchField
from moedeleder.ui.wording import count_text

_FIELD_WIDTH = 640


class SearchMinutesPage(ScrollPage):
    """Shows places in minutes while somebody types, and leads to the one they choose."""

    hit_requested = Signal(object)
    """A ``SearchHit`` somebody wants to see in its place."""
    meetings_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="searchPage", scrolls=False)
        self._desk = desk
        self._job: Job | None = None
        self._seeking: dict[PickField, Job] = {}
        self._after: int | None = None
        self._shown = 0
        self._stale = False
        back = secondary(self.tr("Alle møder"), "backToMeetings", "arrow-left")
        back.clicked.connect(self.meetings_requested)
        self._header = PageHeader(self.tr("Søg i referater"), trailing=(back,))
        self.field = SearchField(
            self.tr("Skriv et ord, eller flere"),
            object_name="minutesSearch",
            shortcut=Shortcut.SEARCH,
        )
        self.filters = SearchFilters(desk.office.search.choices(), desk.office.clock.today)
        self.list = HitList()
        self._begin = EmptyState(
            "search",
            self.tr("Find, hvor det står"),
            self.tr(
                "Skriv ord fra et referat. Sæt ”…” om ord, der skal stå sammen. "
                "Private noter er ikke med."
            ),
        )
        self._none = EmptyState(
            "search",
            self.tr("Det står ikke i noget referat"),
            self.tr("Prøv færre ord, eller kun begyndelsen af et ord."),
        )
        self._arrange_page()
        self._connect()
        self._show_nothing()

    def begin(self, words: str = "") -> None:
        """Take the keyboard; ``words`` are searched at once."""
        if words:
            self.field.setText(words)
            self.search()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def search(self) -> None:
        """Search what stands in the field; an answer still under way is not waited for."""
        self._stop()
        typed, chosen = self.field.text(), self.filters.chosen()
        if not wanted(typed):
            self._show_nothing()
            return
        find = self._desk.office.search.find
        self._job = perform_in_background(
            self._desk.background, self, lambda: find(typed, chosen), success=self._show
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Search again where minutes have changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.search()

    @Slot()
    def _more(self) -> None:
        typed, chosen, after = self.field.text(), self.filters.chosen(), self._after
        if after is None:
            return
        self._stop()
        find = self._desk.office.search.find
        self._job = perform_in_background(
            self._desk.background,
            self,
            lambda: find(typed, chosen, after=after),
            success=self._add,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, found: SearchPage) -> None:
        self._after, self._shown = found.after, len(found.hits)
        in_list = self.list.hasFocus()
        self.list.hits.show_hits(found.hits, more=found.after is not None)
        if in_list and not found.hits:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setVisible(bool(found.hits))
        if in_list and found.hits:
            self.list.begin()
        self._none.setVisible(not found.hits)
        self._begin.hide()
        self._say()

    def _add(self, found: SearchPage) -> None:
        self._after = found.after
        self._shown += len(found.hits)
        self.list.hits.add_hits(found.hits, more=found.after is not None)
        self._say()

    def _show_nothing(self) -> None:
        self._after = None
        self.list.hits.show_hits((), more=False)
        self.list.hide()
        self._none.hide()
        self._begin.show()
        # A line in any case: the page must not jump when the first letter is typed.
        self._tell(self.tr("I alle referater og udkast"))

    def _say(self) -> None:
        count = count_text(self._shown, self.tr("sted"), self.tr("steder"))
        more = self.tr("De nyeste {0}. Rul ned for flere.").format(count)
        words = more if self._after is not None else self.tr("{0} fundet").format(count)
        self._tell(words if self._shown else self.tr("Intet fundet"))

    def _tell(self, words: str) -> None:
        self._header.set_texts(self.tr("Søg i referater"), words)

    def _changed(self, change: Change) -> None:
        kinds = (Kind.MINUTES, Kind.PROMISES, Kind.MEETINGS, Kind.FAMILIES)
        if not change.concerns(*kinds):
            return
        if self.isVisible():
            self.search()
        else:
            self._stale = True

    @Slot(str)
    def _seek_child(self, words: str) -> None:
        find, field = self._desk.office.families.find, self.filters.child
        self._offer(
            field,
            lambda: [
                (" · ".join(filter(None, (each.child_name, each.case_number))), each.id)
                for each in find(words)
            ],
        )

    @Slot(str)
    def _seek_person(self, words: str) -> None:
        find, field = self._desk.office.search.people, self.filters.person
        self._offer(
            field, lambda: [(f"{each.name}, {each.detail}", each.id) for each in find(words)]
        )

    def _offer(self, field: PickField, find: Callable[[], list[tuple[str, str]]]) -> None:
        before = self._seeking.pop(field, None)
        if before is not None:
            before.cancel()
        self._seeking[field] = perform_in_background(
            self._desk.background, self, find, success=field.offer
        )

    @Slot(object)
    def _go(self, hit: SearchHit) -> None:
        self.hit_requested.emit(hit)

    @Slot()
    def _into_list(self) -> None:
        if self.list.isVisible():
            self.list.begin()

    def _connect(self) -> None:
        self.field.search_requested.connect(self.search)
        self.field.list_requested.connect(self._into_list)
        self.filters.changed.connect(self.search)
        self.filters.child.sought.connect(self._seek_child)
        self.filters.person.sought.connect(self._seek_person)
        self.list.hits.more_requested.connect(self._more)
        self.list.hit_requested.connect(self._go)
        self._desk.changes.changed.connect(self._changed)

    def _arrange_page(self) -> None:
        self.set_header(self._header)
        self.field.setMaximumWidth(_FIELD_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.filters.reset_button)
        row.addStretch(0)
        self.add(row)
        self.add(self.filters)
        for widget in (self.list, self._begin, self._none):
            self.add(widget, 1)
