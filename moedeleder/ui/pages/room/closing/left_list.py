"""The list of what is left, each line a way to where it is settled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.closing.left import Left
from moedeleder.ui.pages.room.focus_row import FocusRow
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import ROW_MARGIN, Card
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel


class LeftRow(FocusRow):
    """One thing that is left; Enter or a click leads to it."""

    requested = Signal(object)
    """The ``Left``."""

    def __init__(self, left: Left, at: int) -> None:
        super().__init__()
        self.left = left
        self.setObjectName(f"left-{at}")
        self.setAccessibleName(left.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Calm: what is taken care of has a tick; what is open speaks for itself.
        icon = IconLabel("clock", Tone.NEUTRAL) if left.is_open else IconLabel("check", Tone.OK)
        row = QHBoxLayout(self)
        row.setContentsMargins(ROW_MARGIN, 9, ROW_MARGIN, 9)
        row.setSpacing(12)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrapLabel(left.text, columns=90), 1)
        row.addWidget(Label(self.tr("Gå til"), TextRole.SMALL, Tone.ACCENT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space lead there; the arrows go up and down the list."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.requested.emit(self.left)
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads there."""
        if self.rect().contains(event.position().toPoint()):
            self.requested.emit(self.left)


class LeftList(Card):
    """Shows what is left of the meeting, or that nothing is."""

    requested = Signal(object)
    take_along_requested = Signal()
    """The points that were not reached are to be parked to the next meeting."""

    def __init__(self) -> None:
        self.take_along = secondary("", "takeAlong", "arrow-right", compact=True)
        super().__init__(self.tr("Det, der er tilbage"), self.take_along, object_name="leftList")
        self.take_along.set_caption(self.tr("Tag dem med til næste møde"))
        self.take_along.setToolTip(self.tr("Parkér de punkter, I ikke nåede"))
        self.take_along.clicked.connect(self.take_along_requested)
        self.take_along.hide()
        self._shown: tuple[Left, ...] | None = None
        self.rows: list[LeftRow] = []

    def offer_to_take_along(self, unreached: int) -> None:
        """Offer to park so many points that were not reached; none hides the offer."""
        self.take_along.setVisible(unreached > 0)

    def show_left(self, left: Sequence[Left]) -> None:
        """Show these things; the same ones keep the keyboard."""
        if tuple(left) == self._shown:
            return
        self._shown = tuple(left)
        self.clear()
        self.rows = []
        for at, each in enumerate(left):
            row = LeftRow(each, at)
            row.requested.connect(self.requested)
            self.rows.append(row)
            self.add_row(row)
        if not left:
            self.add_row(_nothing(self.tr("Der er ikke noget tilbage. Alt er på plads.")))


def _nothing(text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(ROW_MARGIN, 9, ROW_MARGIN, 9)
    row.setSpacing(12)
    row.addWidget(IconLabel("check", Tone.OK), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrapLabel(text, columns=90), 1)
    return holder
