"""The list of applications and matters for decision, apart from the promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from moedeleder.domain.danish import short_date
from moedeleder.services.labels import formal_label
from moedeleder.services.statements import FormalLine
from moedeleder.ui.item_models.row_model import Column
from moedeleder.ui.pages.promises.table import DueDelegate, TickDelegate
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.data_table import DataTable

_DONE_COLUMN, _DUE_COLUMN, _CHILD_COLUMN = 0, 3, 4
_CHILD_NEEDS = 90
"""Characters the whole table needs before there is room for the child."""


class FormalTable(DataTable[FormalLine]):
    """What asks for a decision; Space or a click in the box says that it is settled."""

    tick_requested = Signal(str)
    """The id of the statement whose box was ticked."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(
            self._make_columns(today),
            lambda line: line.statement.id,
            parent,
            object_name="formalMatters",
        )
        self.setAccessibleName(self.tr("Ansøgninger og afgørelser"))
        self.setItemDelegateForColumn(_DONE_COLUMN, TickDelegate(self, self.tr("Klaret")))
        self.setItemDelegateForColumn(_DUE_COLUMN, DueDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current row."""
        if event.key() == Qt.Key.Key_Space and self.current_id:
            self.tick_requested.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the meeting says as well where the text is large."""
        super().resizeEvent(event)
        letters = event.size().width() / self.fontMetrics().averageCharWidth()
        self.setColumnHidden(_CHILD_COLUMN, letters < _CHILD_NEEDS)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the row whose box was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and index.isValid() and index.column() == _DONE_COLUMN:
            self.tick_requested.emit(self.current_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the meeting, but not from the box: a hurried second click there means nothing."""
        if self.indexAt(event.position().toPoint()).column() != _DONE_COLUMN:
            super().mouseDoubleClickEvent(event)

    def _make_columns(self, today: Callable[[], date]) -> tuple[Column[FormalLine], ...]:
        done, not_done, late = self.tr("Klaret"), self.tr("Ikke klaret"), self.tr("overskredet")
        no_limit = self.tr("Ingen frist")

        def due(line: FormalLine) -> str:
            day = line.statement.formal_due
            words = _day(day, today()) if day else no_limit
            return f"{words} · {late}" if line.is_late(today()) else words

        return (
            Column(done, lambda line: done if line.statement.formal_done_at else not_done, width=5),
            Column(self.tr("Hvad"), lambda line: _one_line(line.statement.text), strong=True),
            Column(self.tr("Slags"), lambda line: formal_label(line.statement.formal), width=14),
            Column(
                self.tr("Svar senest"),
                due,
                width=19,
                tone=lambda line: Tone.BAD if line.is_late(today()) else None,
            ),
            Column(self.tr("Barn"), lambda line: line.child_name, width=13),
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _day(day: date, today: date) -> str:
    words = short_date(day)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words
