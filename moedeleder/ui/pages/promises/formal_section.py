"""Ansøgninger og afgørelser: formal matters have a place of their own, away from the promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.services.statements import FormalLine
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.promises.formal_table import FormalTable
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.label import section_title
from moedeleder.ui.widgets.wrap_label import WrapLabel

_MOST_ROWS = 4


class FormalSection(QWidget):
    """Lists what asks for a decision; it is there only while there is something in it."""

    settle_requested = Signal(object, bool)
    """A ``FormalLine``, and whether it is settled now."""
    meeting_requested = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formalSection")
        self._lines: tuple[FormalLine, ...] = ()
        self.table = FormalTable(today)
        self._settle = secondary(self.tr("Markér som klaret"), "settleFormal", compact=True)
        self._open = secondary(self.tr("Åbn mødet"), "openFormalMeeting", compact=True)
        self._lay_out()
        self.table.selected_id.connect(self._update_buttons)
        self.table.tick_requested.connect(self._tick)
        self.table.activated_id.connect(self._open_meeting)
        self._settle.clicked.connect(lambda: self._tick(self.table.current_id))
        self._open.clicked.connect(lambda: self._open_meeting(self.table.current_id))
        self.hide()

    def show_lines(self, lines: Sequence[FormalLine], *, any_at_all: bool) -> None:
        """Show these; hide altogether where there are none ``any_at_all``."""
        self._lines = tuple(lines)
        self.table.set_rows(self._lines)
        row = self.table.verticalHeader().defaultSectionSize()
        rows = min(max(1, len(self._lines)), _MOST_ROWS)
        self.table.setFixedHeight(
            row * rows + self.table.horizontalHeader().sizeHint().height() + 4
        )
        self.setVisible(any_at_all)
        self._update_buttons()

    @Slot()
    def _update_buttons(self) -> None:
        line = self._line(self.table.current_id)
        self._settle.setEnabled(line is not None)
        self._open.setEnabled(line is not None)
        done = line is not None and line.statement.formal_done_at is not None
        self._settle.set_caption(
            self.tr("Ikke klaret alligevel") if done else self.tr("Markér som klaret")
        )

    def _line(self, wanted: str) -> FormalLine | None:
        return next((each for each in self._lines if each.statement.id == wanted), None)

    def _tick(self, wanted: str) -> None:
        line = self._line(wanted)
        if line is not None:
            self.settle_requested.emit(line, line.statement.formal_done_at is None)

    def _open_meeting(self, wanted: str) -> None:
        line = self._line(wanted)
        if line is not None:
            self.meeting_requested.emit(line.meeting_id)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(section_title(self.tr("Ansøgninger og afgørelser")))
        top.addStretch(1)
        top.addWidget(self._open)
        top.addWidget(self._settle)
        hint = self.tr("Det er ikke aftaler. En afgørelse følger særskilt med begrundelse.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(WrapLabel(hint, TextRole.SMALL, Tone.NEUTRAL, columns=96))
        column.addWidget(self.table)
