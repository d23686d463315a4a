"""People to tick for a letter, each with the way it reaches them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.sending import Receiver
from moedeleder.domain.text import shorten
from moedeleder.ui.dialogs.send_rows import receiver_name, receiver_words
from moedeleder.ui.fonts import TextRole, scaled
from moedeleder.ui.icons import icon_size
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.checklist import CheckItem, CheckRow
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NAME = 90
_LEAST_HEIGHT = 160
_WANTED_HEIGHT = 296
_INDENT = 14


class PersonTick(QWidget):
    """One person: a tick with name and role, and below it the address or what is missing."""

    picked = Signal(str)
    ticked = Signal()

    def __init__(self, receiver: Receiver, ticked: bool) -> None:
        super().__init__()
        self.receiver = receiver
        self.setObjectName(f"tick-{receiver.attendee_id}")
        name = shorten(receiver_name(receiver), _NAME)
        self.box = CheckRow(CheckItem(receiver.attendee_id, name, ticked))
        self.box.installEventFilter(self)
        self.box.clicked.connect(lambda _on: self.ticked.emit())
        _icon, tone, words = receiver_words(receiver)
        quiet = tone if tone in (Tone.WARN, Tone.BAD) else Tone.NEUTRAL
        line = WrapLabel(shorten(words, 300), TextRole.SMALL, quiet)
        self.box.setAccessibleDescription(words)
        below = QHBoxLayout()
        below.setContentsMargins(icon_size() + _INDENT, 0, 0, 0)
        below.addWidget(line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addLayout(below)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show this person's mail when the keyboard or the mouse comes here."""
        if event.type() == QEvent.Type.FocusIn:
            self.picked.emit(self.receiver.attendee_id)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show this person's mail; only the tick itself ticks."""
        super().mousePressEvent(event)
        self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        self.picked.emit(self.receiver.attendee_id)


class PeopleTicks(QScrollArea):
    """A list of people to tick; Up and Down go through it, Space ticks."""

    changed = Signal()
    picked = Signal(str)
    """The attendee whose mail a person wants to see."""

    def __init__(
        self, receivers: Iterable[Receiver], chosen: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = [PersonTick(each, each.attendee_id in chosen) for each in receivers]
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for row in self._rows:
            row.picked.connect(self._picked)
            row.ticked.connect(self.changed)
            column.addWidget(row)
        column.addStretch(1)
        self._inside = inside
        self.setWidget(inside)
        self.setMinimumHeight(min(scaled(_LEAST_HEIGHT), 60 * max(1, len(self._rows))))

    def sizeHint(self) -> QSize:
        """Return room for about six people: forty must not make the dialog high."""
        hint = super().sizeHint()
        needed = self._inside.sizeHint().height()
        return QSize(hint.width(), min(needed, scaled(_WANTED_HEIGHT)))

    @property
    def chosen(self) -> tuple[Receiver, ...]:
        """Those who are ticked, in the order shown."""
        return tuple(row.receiver for row in self._rows if row.box.isChecked())

    @property
    def current(self) -> Receiver | None:
        """The person the keyboard is at."""
        return next((row.receiver for row in self._rows if row.box.hasFocus()), None)

    def begin(self) -> None:
        """Put the keyboard at the first who is ticked, or at the first."""
        rows = [row for row in self._rows if row.box.isChecked()] or self._rows
        if rows:
            rows[0].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the list with the arrow keys."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((i for i, row in enumerate(self._rows) if row.box.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
            return
        box = self._rows[max(0, min(len(self._rows) - 1, at + way))].box
        box.setFocus(Qt.FocusReason.TabFocusReason)

    def _picked(self, attendee_id: str) -> None:
        row = next(each for each in self._rows if each.receiver.attendee_id == attendee_id)
        self.ensureWidgetVisible(row, 0, 8)
        self.picked.emit(attendee_id)
