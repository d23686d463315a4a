"""Who gets what before letters leave: the people with their ways, and what to look at above."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.before import AS_USUAL, BeforeLine, BeforeView, Choices
from moedeleder.domain.settings import UnitSender
from moedeleder.ui.fonts import scaled
from moedeleder.ui.widgets.before_head import BeforeHead
from moedeleder.ui.widgets.before_row import BeforeRow, usual_way
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import FieldRow
from moedeleder.ui.widgets.label import Label

_LEAST_HEIGHT = 216
_WANTED_HEIGHT = 224
_BESIDE = 38
"""Letters of a line that has room for name and way beside each other."""


class BeforeList(QWidget):
    """A calm list to read before letters leave; Up and Down go through it, Space ticks."""

    changed = Signal()
    picked = Signal(str)
    """The key of the person the keyboard or the mouse came to."""

    def __init__(self, *, scrolls: bool = False, parent: QWidget | None = None) -> None:
        """Make it empty.

        Args:
            scrolls: it has a height of its own, beside other things; else it is as high as needed.
        """
        super().__init__(parent)
        self.setObjectName("beforeList")
        self._view: BeforeView | None = None
        self._rows: list[BeforeRow] = []
        self.head = BeforeHead()
        self._sender = Choice()
        self._sender_row = FieldRow(self.tr("Afsender"), self._sender, object_name="beforeSender")
        self._sender_row.hide()
        self._sender.chosen.connect(lambda _sender: self.changed.emit())
        self._card = Card(object_name="receivers")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self._sender_row)
        self._scroller = _Scroller(self._card) if scrolls else None
        column.addWidget(self._scroller or self._card, 1 if scrolls else 0)

    def show_view(
        self,
        view: BeforeView,
        *,
        gets: Mapping[str, str] | None = None,
        ticked: Collection[str] | None = None,
        below: Mapping[str, QWidget] | None = None,
    ) -> None:
        """Show who gets what; ticks of people who were shown already stay as they are.

        Args:
            gets: what is in a person's letter, in words, by the line's key.
            ticked: the keys of those proposed; None is everybody who can be reached.
            below: more about each letter, by the line's key.
        """
        before = {row.line.key: row.is_chosen for row in self._rows}
        self._view = view
        self._card.clear()
        self._rows = []
        for line in view.lines:
            was_left_out = not line.delivery_id and line.attendee_id in view.left_out
            proposed = not was_left_out if ticked is None else line.key in ticked
            on = before.get(line.key, proposed) and bool(line.ways)
            words, more = (gets or {}).get(line.key, ""), (below or {}).get(line.key)
            row = BeforeRow(line, view, on, words, more)
            if was_left_out:
                row.say_while_unticked(self.tr("Skal ikke have brev (valgt sidst)"))
            row.changed.connect(self._row_changed)
            row.picked.connect(self._picked)
            self._rows.append(row)
            self._card.add_row(row)
        if not view.lines:
            self._card.add(Label(self.tr("Der er ingen at sende til.")))
        self._offer_senders(view)
        self._arrange()
        if self._scroller is not None:
            self._scroller.fit()
        self._sum_up()

    @property
    def rows(self) -> tuple[BeforeRow, ...]:
        """The people in the order shown."""
        return tuple(self._rows)

    @property
    def chosen(self) -> tuple[BeforeLine, ...]:
        """Those who get the letter, each with the way that is chosen."""
        return tuple(row.line for row in self._rows if row.is_chosen)

    @property
    def choices(self) -> Choices:
        """What was chosen; for whoever has no address nothing, so that one can be found yet."""
        if self._view is None:
            return AS_USUAL
        lines = [row.line for row in self._rows]
        channels = {
            each.attendee_id: each.channel for each in lines if each.channel is not usual_way(each)
        }
        left_out = (row.line.attendee_id for row in self._rows if not row.is_chosen)
        return Choices(channels, frozenset(left_out), self._chosen_sender())

    @property
    def current(self) -> BeforeLine | None:
        """The person the keyboard is at."""
        return next((row.line for row in self._rows if row.box.hasFocus()), None)

    def begin(self) -> None:
        """Put the keyboard at the first who is ticked, or at the first."""
        rows = [row for row in self._rows if row.box.isChecked()] or self._rows
        if rows:
            rows[0].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the list with the arrow keys."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((i for i, row in enumerate(self._rows) if row.box.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        box = self._rows[max(0, min(len(self._rows) - 1, at + step))].box
        box.setFocus(Qt.FocusReason.TabFocusReason)

    def arrange(self, width: int) -> None:
        """Put the ways below the names where a width in pixels has no room beside."""
        letter = self.fontMetrics().averageCharWidth()
        for row in self._rows:
            row.put_beside(width >= _BESIDE * letter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the lines for the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.arrange(self.width())

    def _row_changed(self) -> None:
        self._sum_up()
        self.changed.emit()

    def _picked(self, key: str) -> None:
        row = next((each for each in self._rows if each.line.key == key), None)
        if self._scroller is not None and row is not None:
            self._scroller.ensureWidgetVisible(row, 0, 8)
        self.picked.emit(key)

    def _sum_up(self) -> None:
        if self._view is not None:
            left_out = tuple(row.line for row in self._rows if not row.is_chosen)
            self.head.show_lines(self._view, self.chosen, left_out)

    def _offer_senders(self, view: BeforeView) -> None:
        # The office itself is None: its letters go by the settings, also when they change.
        units: list[UnitSender | None] = [None, *view.senders[1:]]
        names = [f"{each.name or each.unit} · {each.address}" for each in view.senders]
        was = self._sender.value() if self._sender.count() else view.sender
        self._sender.set_options(zip(names, units, strict=False) if view.senders else ())
        self._sender.set_value(was)
        self._sender_row.setVisible(bool(view.senders))

    def _chosen_sender(self) -> UnitSender | None:
        found = self._sender.value()
        return found if isinstance(found, UnitSender) else None


class _Scroller(QScrollArea):
    """Room for about six people: forty must not make a dialog high."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        # The ground of the dialog shows at the round corners.
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._inside = inside
        self.fit()

    def fit(self) -> None:
        """Have room for a few people at least, or for all where they are fewer."""
        needed = self._inside.sizeHint().height()
        self.setMinimumHeight(min(needed, scaled(_LEAST_HEIGHT)))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the list: they go from person to person."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Return what is needed, up to about six people."""
        hint, needed = super().sizeHint(), self._inside.sizeHint().height()
        return QSize(hint.width(), min(needed, scaled(_WANTED_HEIGHT)))
