"""The parts of the minutes down the left side: what is in place and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.record import WRITTEN_PARTS, Gap, PartKey
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.minutes.gap_card import GapCard
from moedeleder.ui.pages.minutes.rail_link import RailLink
from moedeleder.ui.pages.minutes.reminders import Reminder
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.wrap_label import WrapLabel


class PartState(Enum):
    """How a part stands."""

    READY = auto()
    MISSING = auto()
    EMPTY = auto()
    """Nothing is written, and nothing needs to be."""


@dataclass(frozen=True)
class RailEntry:
    """One part as the rail shows it."""

    key: PartKey
    title: str
    state: PartState


class _PartLink(RailLink):
    """One part of the rail; the arrow keys are the rail's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Up and Down to the rail: a button would go the way of Tab."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PartsRail(QScrollArea):
    """The parts in order, then in words what is missing, then what this kind of meeting asks."""

    part_requested = Signal(object)
    """The ``PartKey`` to go to."""
    gap_requested = Signal(object)
    """The ``Gap`` to go to."""
    reason_given = Signal(object, str)
    """The ``Gap``, and why the minutes may be without it."""
    reason_taken_back = Signal(object)
    step_requested = Signal(object)
    """The ``Step`` where something to think of is seen to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("partsRail")
        self.setAccessibleName(self.tr("Referatets dele"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Three bars side by side would be noise; wheel, arrow keys and Tab all scroll.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._links: dict[PartKey, RailLink] = {}
        self._entries: tuple[RailEntry, ...] = ()
        self._current: PartKey | None = None
        self._hinted: tuple[tuple[str, ...], tuple[Reminder, ...]] | None = None
        self._parts = QVBoxLayout()
        self._parts.setSpacing(1)
        self._missing = GapCard()
        self._missing.gap_requested.connect(self.gap_requested)
        self._missing.reason_given.connect(self.reason_given)
        self._missing.reason_taken_back.connect(self.reason_taken_back)
        self._lead = secondary("", "seeMissing", "warning", compact=True)
        self._lead.clicked.connect(self._see_missing)
        self._lead.hide()
        self._hints = Card(self.tr("Husk"), object_name="hintList")
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._lead, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._parts)
        column.addWidget(self._missing)
        column.addWidget(self._hints)
        column.addStretch(1)
        self.setWidget(inside)

    @property
    def current(self) -> PartKey | None:
        """The part the person is in."""
        return self._current

    def show_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show the parts with how each stands."""
        self._entries = tuple(entries)
        if [entry.key for entry in entries] != list(self._links):
            self._rebuild()
        if self._current is None and entries:
            self._current = entries[0].key
        self._redraw()

    def show_gaps(
        self, gaps: Iterable[tuple[Gap, str]], reasons: Mapping[str, str] | None = None
    ) -> None:
        """Show in words what is missing; each line leads to its place.

        Args:
            reasons: why some of it may be missing, by the key of the gap.
        """
        self._missing.show_gaps(gaps, reasons or {})
        missing = self._missing.open_count
        self._lead.setVisible(bool(missing))
        one, many = self.tr("1 ting mangler"), self.tr("{0} ting mangler")
        words = one if missing == 1 else many.format(missing)
        self._lead.set_caption(words)
        self._lead.setToolTip(self.tr("Se, hvad der mangler"))

    def show_hints(self, hints: Sequence[str], reminders: Sequence[Reminder] = ()) -> None:
        """Show what to think of before sending, and what this kind of minutes hold besides.

        Args:
            reminders: each leads to the step where it is seen to, and stops nobody.
        """
        wanted = (tuple(hints), tuple(reminders))
        if wanted == self._hinted:
            return
        self._hinted = wanted
        self._hints.clear()
        for number, each in enumerate(reminders):
            link = RailLink(each.text, each.icon, Tone.NEUTRAL)
            link.setObjectName(f"reminder-{number}")
            link.setAccessibleName(each.text)
            link.clicked.connect(lambda _on=False, wanted=each: self._see_to(wanted))
            self._hints.add(link)
        for hint in hints:
            self._hints.add(WrapLabel(hint, TextRole.SMALL, Tone.NEUTRAL))
        self._hints.setVisible(bool(hints or reminders))

    def _see_to(self, reminder: Reminder) -> None:
        if reminder.part is not None:
            self.part_requested.emit(reminder.part)
        else:
            self.step_requested.emit(reminder.step)

    def set_current(self, key: PartKey) -> None:
        """Mark the part the person is in."""
        if key is not self._current:
            self._current = key
            self._redraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the parts with the arrow keys; Enter goes there."""
        links = list(self._links.values())
        at = next((i for i, link in enumerate(links) if link.hasFocus()), None)
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if at is None or (way is None and not enter):
            super().keyPressEvent(event)
        elif way is not None:
            link = links[max(0, min(len(links) - 1, at + way))]
            link.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(link, 0, 8)
        elif not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            links[at].click()
        else:
            event.ignore()

    def _see_missing(self) -> None:
        """Bring the list of what is missing up, and put the keyboard at its first line."""
        first = self._missing.first
        inside = self.widget()
        if first is None or inside is None:
            return
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(self._missing.mapTo(inside, QPoint(0, 0)).y())

    def _rebuild(self) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._links = {}
        for entry in self._entries:
            link = _PartLink(entry.title)
            link.setObjectName(f"rail-{entry.key.value}")
            key = entry.key
            link.clicked.connect(lambda _checked=False, each=key: self.part_requested.emit(each))
            self._links[key] = link
            self._parts.addWidget(link)

    def _redraw(self) -> None:
        for entry in self._entries:
            link = self._links[entry.key]
            icon, tone = _look(entry.state)
            current = entry.key is self._current
            link.show_state(entry.title, icon, tone, current)
            name = f"{entry.title}, {self._say(entry.state)}"
            link.setAccessibleName(name)
            link.setToolTip(self._say(entry.state).capitalize())
            # One stop for Tab; the arrow keys go on from there.
            stop = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
            link.setFocusPolicy(stop)
        shown = self._links.get(self._current) if self._current else None
        inside = self.widget()
        if shown is not None and inside is not None and self.isVisible():
            top = shown.mapTo(inside, QPoint(0, 0)).y()
            self.ensureVisible(0, top + shown.height() // 2, 0, shown.height())

    def _say(self, state: PartState) -> str:
        return {
            PartState.READY: self.tr("på plads"),
            PartState.MISSING: self.tr("mangler noget"),
            PartState.EMPTY: self.tr("tom, og det må den være"),
        }[state]


def _look(state: PartState) -> tuple[IconName | None, Tone]:
    if state is PartState.READY:
        return "check", Tone.OK
    return ("warning", Tone.WARN) if state is PartState.MISSING else (None, Tone.NEUTRAL)


def part_state(view: MinutesView, key: PartKey, missing: set[PartKey]) -> PartState:
    """Return how far a part has come; ``missing`` are those that lack something."""
    if key in missing:
        return PartState.MISSING
    listed = key is PartKey.DOCUMENTS and bool(view.documents)
    empty = not listed and key in WRITTEN_PARTS and view.parts[key].text.is_empty
    if empty or (key is PartKey.ACTION_PLAN and not view.meeting.promises):
        return PartState.EMPTY
    return PartState.READY
