"""Aftaler: what was promised at all meetings, and apart from that what asks for a decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.text import shorten
from moedeleder.services.labels import formal_label
from moedeleder.services.list_length import LONGEST_LIST
from moedeleder.services.promises import PromiseLine
from moedeleder.services.statements import FormalLine
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.promises.formal_section import FormalSection
from moedeleder.ui.pages.promises.table import PromiseTable
from moedeleder.ui.widgets.button import primary, secondary
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.search_field import SearchField
from moedeleder.ui.wording import count_text

_SAID = 60
"""Characters of a matter said again after it was ticked."""


class PromisesPage(ScrollPage):
    """Lists the promises of all meetings and lets a person say which were kept."""

    meeting_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="promisesPage", scrolls=False)
        self._desk = desk
        self._lines: tuple[PromiseLine, ...] = ()
        self._matters: tuple[FormalLine, ...] = ()
        self._header = PageHeader(self.tr("Aftaler"))
        self._search = SearchField(
            self.tr("Søg i aftaler, navne og møder"), object_name="promiseSearch"
        )
        self._with_kept = QCheckBox(self.tr("Vis også dem, der er klaret"))
        named(self._with_kept, "showKept", self._with_kept.text())
        self._table = PromiseTable(desk.office.clock.today)
        self._formal = FormalSection(desk.office.clock.today)
        self._nothing = self._make_empty()
        self._kept = primary(self.tr("Markér som holdt"), "markKept", "check")
        self._open = secondary(self.tr("Åbn mødet"), "openMeeting", "calendar")
        self._arrange()
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Read the promises again and show them."""
        perform(self, self._read_matters, success=self._take_matters)
        perform(self, self._read, success=self._show)

    def main_action(self) -> None:
        """Say that the chosen promise was kept."""
        self._kept.click()

    def undo(self) -> None:
        """Take the last tick back."""
        self.undo_bar.undo()

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date when the page comes into sight."""
        super().showEvent(event)
        self.refresh()

    def _read(self) -> tuple[PromiseLine, ...]:
        promises = self._desk.office.promises
        kept = promises.kept() if self._with_kept.isChecked() else []
        return (*promises.open(), *kept)

    def _read_matters(self) -> tuple[FormalLine, ...]:
        statements = self._desk.office.statements
        settled = statements.settled_formal() if self._with_kept.isChecked() else []
        return (*statements.open_formal(), *settled)

    def _take_matters(self, matters: Sequence[FormalLine]) -> None:
        self._matters = tuple(matters)

    def _show(self, lines: Sequence[PromiseLine]) -> None:
        self._lines = tuple(lines)
        today = self._desk.office.clock.today()
        late = sum(line.is_late(today) for line in lines)
        waiting = sum(line.promise.kept_at is None for line in lines)
        words = [count_text(waiting, self.tr("åben aftale"), self.tr("åbne aftaler"))]
        if waiting >= LONGEST_LIST:
            # The search looks only among these, so it is no way to the rest.
            first = self.tr("Viser de {0}, der haster mest. Resten kommer, når nogle er holdt.")
            words = [first.format(LONGEST_LIST)]
        words += [self.tr("{0} overskredet").format(late)] if late else []
        asked = sum(each.statement.formal_done_at is None for each in self._matters)
        one, more = self.tr("ansøgning eller afgørelse"), self.tr("ansøgninger og afgørelser")
        words += [count_text(asked, one, more)] if asked else []
        self._header.set_texts(self.tr("Aftaler"), " · ".join(words))
        self._filter()

    @Slot()
    def _filter(self) -> None:
        words = self._search.text().casefold().split()
        found = [line for line in self._lines if _holds(line, words)]
        self._table.set_rows(found)
        self._table.setVisible(bool(self._lines))
        self._nothing.setVisible(not self._lines)
        matters = [matter for matter in self._matters if _speaks_of(matter, words)]
        self._formal.show_lines(matters, any_at_all=bool(self._matters))
        self._search.setEnabled(bool(self._lines or self._matters))
        missing = bool(words) and not (found or matters)
        self.set_note(self.tr("Ingen aftaler passer til det, du søger.") if missing else "")
        self._update_buttons()

    @Slot()
    def _update_buttons(self) -> None:
        line = self._current()
        self._kept.setEnabled(line is not None)
        self._open.setEnabled(line is not None)
        is_kept = line is not None and line.promise.kept_at is not None
        self._kept.set_caption(
            self.tr("Ikke holdt alligevel") if is_kept else self.tr("Markér som holdt")
        )

    def _current(self) -> PromiseLine | None:
        wanted = self._table.current_id
        return next((line for line in self._lines if line.promise.id == wanted), None)

    def _tick(self, promise_id: str) -> None:
        line = next((each for each in self._lines if each.promise.id == promise_id), None)
        if line is None:
            return
        kept = line.promise.kept_at is None
        if self._mark(line, kept):
            what = line.promise.what
            words = (
                self.tr("Aftalen er holdt: {0}") if kept else self.tr("Aftalen er åben igen: {0}")
            )
            self.offer_undo(words.format(what), lambda: self._mark(line, not kept))

    def _mark(self, line: PromiseLine, kept: bool) -> bool:
        return perform(
            self,
            lambda: self._desk.office.promises.mark_kept(line.promise.id, kept),
            changes=self._desk.changes,
            change=Change.of(Kind.PROMISES, ids=(line.meeting_id,)),
        )

    def _settle(self, line: FormalLine, done: bool) -> None:
        if self._mark_settled(line, done):
            what = shorten(" ".join(line.statement.text.split()), _SAID)
            words = self.tr("Klaret: {0}") if done else self.tr("Ikke klaret endnu: {0}")
            self.offer_undo(words.format(what), lambda: self._mark_settled(line, not done))

    def _mark_settled(self, line: FormalLine, done: bool) -> bool:
        return perform(
            self,
            lambda: self._desk.office.statements.settle_formal(line.statement.id, done),
            changes=self._desk.changes,
            change=Change.of(Kind.PROMISES, ids=(line.meeting_id,)),
        )

    def _open_meeting(self, promise_id: str) -> None:
        line = next((each for each in self._lines if each.promise.id == promise_id), None)
        if line is not None:
            self.meeting_requested.emit(line.meeting_id)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.concerns(Kind.PROMISES, Kind.MEETINGS, Kind.FAMILIES):
            self.refresh()

    def _connect(self) -> None:
        self._search.search_requested.connect(self._filter)
        self._search.list_requested.connect(self._table.setFocus)
        self._with_kept.toggled.connect(self.refresh)
        self._table.selected_id.connect(self._update_buttons)
        self._table.tick_requested.connect(self._tick)
        self._table.activated_id.connect(self._open_meeting)
        self._formal.settle_requested.connect(self._settle)
        self._formal.meeting_requested.connect(self.meeting_requested)
        self._kept.clicked.connect(lambda: self._tick(self._table.current_id))
        self._open.clicked.connect(lambda: self._open_meeting(self._table.current_id))
        self._desk.changes.changed.connect(self._changed)

    def _arrange(self) -> None:
        self.set_header(self._header)
        tools = QHBoxLayout()
        tools.setSpacing(16)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._with_kept)
        self.add(tools)
        content = QVBoxLayout()
        content.addWidget(self._table, 1)
        content.addWidget(self._nothing, 1)
        content.setSpacing(20)
        content.addWidget(self._formal)
        self.add(content, 1)
        self.set_footer(self._open, self._kept)

    def _make_empty(self) -> EmptyState:
        return EmptyState(
            "check",
            self.tr("Ingen åbne aftaler"),
            self.tr("Det, I aftaler på et møde, står her, til det er gjort."),
        )


def _speaks_of(line: FormalLine, words: Sequence[str]) -> bool:
    said = (line.statement.text, line.child_name, line.meeting_title)
    text = " ".join((*said, formal_label(line.statement.formal))).casefold()
    return all(word in text for word in words)


def _holds(line: PromiseLine, words: Sequence[str]) -> bool:
    promise = line.promise
    text = " ".join(
        (promise.what, promise.goal, promise.owner_label, line.child_name, line.meeting_title)
    ).casefold()
    return all(word in text for word in words)
