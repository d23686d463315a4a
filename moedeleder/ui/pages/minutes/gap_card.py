"""What minutes lack: what has to be there, what a reason can stand for, and what one does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.record import Gap
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.gap_item import GapItem
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.wrap_label import WrapLabel


class GapCard(Card):
    """Keeps a line per thing that is missing, in three groups, while a reason is written."""

    gap_requested = Signal(object)
    reason_given = Signal(object, str)
    reason_taken_back = Signal(object)

    def __init__(self) -> None:
        super().__init__(object_name="gapList")
        self.setAccessibleName(self.tr("Det mangler"))
        self._items: dict[str, GapItem] = {}
        self._heads = tuple(
            _head(words)
            for words in (
                self.tr("Det mangler"),
                self.tr("Skriv det, eller skriv hvorfor ikke"),
                self.tr("Mangler med en grund"),
            )
        )
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for head in self._heads:
            self._column.addWidget(head)
        self.body.setContentsMargins(6, 4, 6, 8)
        self.body.addWidget(inside)
        self.hide()

    @property
    def open_count(self) -> int:
        """How many things are missing without a reason."""
        return sum(not item.is_given for item in self._items.values())

    @property
    def first(self) -> QWidget | None:
        """The line to begin with; None when nothing is missing."""
        lines = (self._column.itemAt(at) for at in range(self._column.count()))
        found = (line.widget() for line in lines if line is not None)
        return next((each.link for each in found if isinstance(each, GapItem)), None)

    def show_gaps(self, gaps: Iterable[tuple[Gap, str]], reasons: Mapping[str, str]) -> None:
        """Show in words what is missing, each line once, with the reasons given."""
        wanted = {gap.key: (gap, words) for gap, words in gaps}
        for key in [key for key in self._items if key not in wanted]:
            gone = self._items.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        groups: tuple[list[GapItem], ...] = ([], [], [])
        for number, (key, (gap, words)) in enumerate(wanted.items()):
            item = self._items.get(key) or self._made(gap)
            item.show_gap(gap, words, reasons.get(key, "") if gap.can_be_overruled else "")
            item.link.setObjectName(f"gap-{number}")
            groups[2 if item.is_given else 1 if gap.can_be_overruled else 0].append(item)
        self._arrange(groups)
        self.setVisible(bool(wanted))

    def _made(self, gap: Gap) -> GapItem:
        item = GapItem(gap)
        item.gap_requested.connect(self.gap_requested)
        item.reason_given.connect(self.reason_given)
        item.reason_taken_back.connect(self.reason_taken_back)
        self._items[gap.key] = item
        return item

    def _arrange(self, groups: tuple[list[GapItem], ...]) -> None:
        wanted: list[QWidget] = []
        for head, items in zip(self._heads, groups, strict=True):
            head.setVisible(bool(items))
            wanted += [head, *items]
        # Only what has moved is moved: the keyboard stays where it is.
        for at, widget in enumerate(wanted):
            if self._column.indexOf(widget) != at:
                self._column.insertWidget(at, widget)
                if isinstance(widget, GapItem):
                    widget.show()


def _head(words: str) -> WrapLabel:
    label = WrapLabel(words, TextRole.SMALL, Tone.NEUTRAL)
    label.setContentsMargins(10, 8, 10, 2)
    return label
