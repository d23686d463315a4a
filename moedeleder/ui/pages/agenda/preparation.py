"""The card of what is to be seen to before the meeting: gathered where it can be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.preparation import PrepLine
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.preparation_words import line_detail
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.checklist import CheckItem, CheckRow
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.wrap_label import WrapLabel

_INDENT = 30
_DETAIL_SHOWN = 160


class PreparationRow(QWidget):
    """One check: ticked by hand or gathered, with who and when, or who is missing."""

    ticked = Signal(str, bool)

    def __init__(self, line: PrepLine) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.check: CheckRow | None = None
        detail = line_detail(line)
        row = CheckRow(CheckItem(line.key, line.check.text, line.done))
        if line.gathered:
            # What the records say needs no tick, and cannot be unticked.
            row.setObjectName(f"gathered-{line.key}")
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            self.check = row
            row.clicked.connect(lambda on: self.ticked.emit(line.key, on))
        self._column.addWidget(row)
        if detail:
            partly = not line.done and line.finding is not None and bool(line.finding.missing)
            tone = Tone.WARN if partly else Tone.NEUTRAL
            words = WrapLabel(shorten(detail, _DETAIL_SHOWN), TextRole.SMALL, tone)
            below = QVBoxLayout()
            below.setContentsMargins(_INDENT, 0, 0, 4)
            below.addWidget(words)
            self._column.addLayout(below)


class BeforeCard(Card):
    """What is to be seen to before the meeting, with a count of what is done."""

    tick_requested = Signal(str, bool)

    def __init__(self) -> None:
        self._count = muted("")
        self._count.setObjectName("checkCount")
        super().__init__(" ", self._count, object_name="beforeCard")
        self.set_title(self.tr("Før mødet"))
        self.body.setSpacing(0)
        self._shown: tuple[PrepLine, ...] = ()
        self._lines_shown: list[PreparationRow] = []

    def show_lines(self, lines: Sequence[PrepLine]) -> None:
        """Show the checks; rows are made anew only when something has changed."""
        done = sum(line.done for line in lines)
        self._count.setText(self.tr("{0} af {1}").format(done, len(lines)))
        self.setVisible(bool(lines))
        if tuple(lines) == self._shown:
            return
        standing = self._standing()
        self._shown = tuple(lines)
        self.clear()
        self._lines_shown = [PreparationRow(line) for line in lines]
        for row in self._lines_shown:
            row.ticked.connect(self.tick_requested)
            self.add(row)
        if standing:
            self._stand_at(standing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the ticks with the arrow keys."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        checks = self._checks()
        at = next((i for i, check in enumerate(checks) if check.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
        else:
            checks[max(0, min(len(checks) - 1, at + way))].setFocus()

    def _standing(self) -> str:
        focus = self.window().focusWidget()
        inside = isinstance(focus, CheckRow) and self.isAncestorOf(focus)
        return focus.item_id if inside and isinstance(focus, CheckRow) else ""

    def _stand_at(self, key: str) -> None:
        for check in self._checks():
            if check.item_id == key:
                check.setFocus()

    def _checks(self) -> list[CheckRow]:
        return [row.check for row in self._lines_shown if row.check is not None]
