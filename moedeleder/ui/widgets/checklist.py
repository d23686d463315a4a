"""A short list of things to tick off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import icon_size, paint_icon
from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.focus_ring import FocusRing

_GAP = 10
_PAD = 4
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True)
class CheckItem:
    """One thing to tick: its id, its words, whether it is done, and a quiet word about that.

    A locked one is done by itself: it stays ticked.
    """

    id: str
    text: str
    done: bool = False
    note: str = ""
    locked: bool = False


class CheckRow(FocusRing):
    """One tick with words that wrap; Space ticks it.

    A thing done shows a bare tick; a choice keeps its box, since it may be taken away again.
    """

    toggled_by_hand = Signal(bool)

    def __init__(
        self, item: CheckItem, parent: QWidget | None = None, *, is_choice: bool = False
    ) -> None:
        """Show an item; ``is_choice`` where the tick says what shall happen, not what is done."""
        super().__init__(parent)
        self.item_id = item.id
        self._is_choice = is_choice
        self.setCheckable(True)
        self.setFont(font_for(TextRole.BODY))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName(f"check-{item.id}")
        self.clicked.connect(self._clicked)
        self.show_item(item)

    def _clicked(self, done: bool) -> None:
        if not self._locked:
            self.toggled_by_hand.emit(done)

    def show_item(self, item: CheckItem) -> None:
        """Show the words and whether they are done."""
        self._words = f"{item.text} · {item.note}" if item.note else item.text
        self._locked = item.locked
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words)
        self.setChecked(item.done)
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Tick or untick, unless it is done by itself."""
        if not self._locked:
            super().nextCheckState()

    def hasHeightForWidth(self) -> bool:
        """Return True, since long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words in pixels."""
        room = max(40, width - icon_size() - _GAP - 2 * _PAD)
        box = QFontMetrics(self.font()).boundingRect(0, 0, room, 10_000, _FLAGS, self._words)
        return max(box.height(), icon_size()) + 8

    def sizeHint(self) -> QSize:
        """Return the size of the words on about one line."""
        words = min(scaled(360), QFontMetrics(self.font()).horizontalAdvance(self._words[:200]))
        width = words + icon_size() + _GAP + 2 * _PAD + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column, since the words wrap."""
        return QSize(140, self.heightForWidth(max(140, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick or the empty box, the words, and the focus ring."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetrics(self.font()).height()
        size = icon_size()
        top = 4 + (line - size) / 2
        if self.isChecked() and not self._is_choice:
            paint_icon(painter, "check", tokens.ok, _PAD, top)
        else:
            self._paint_box(painter, QRectF(_PAD + 0.5, top + 0.5, size - 1, size - 1))
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.text2))
        painter.setFont(self.font())
        words = self.rect().adjusted(_PAD + size + _GAP, 4, -_PAD, 0)
        painter.drawText(words, _FLAGS, self._words)
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        tokens = current_tokens()
        chosen = self.isChecked()
        hot = chosen or (self.underMouse() and self.isEnabled())
        painter.setPen(QPen(QColor(tokens.accent if hot else tokens.border_strong), 1.2))
        painter.setBrush(QColor(tokens.accent if chosen else tokens.surface))
        painter.drawRoundedRect(box, 4, 4)
        if chosen:
            inset = round(box.width() / 8)
            edge = round(box.width()) + 1 - 2 * inset
            left, top = box.left() + inset, box.top() + inset
            paint_icon(painter, "check", tokens.on_accent, left, top, edge)


class Checklist(QWidget):
    """Ticks below each other, with a count such as "8 af 10" for the card's heading."""

    tick_requested = Signal(str, bool)
    """The id of a thing and whether it shall be done."""
    count_changed = Signal(str)

    def __init__(self, items: Iterable[CheckItem] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CheckRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_items(items)

    @property
    def count_text(self) -> str:
        """How many are done, e.g. ``8 af 10``."""
        done = sum(row.isChecked() for row in self._rows)
        return self.tr("{0} af {1}").format(done, len(self._rows))

    @property
    def rows(self) -> tuple[CheckRow, ...]:
        """The rows shown."""
        return tuple(self._rows)

    def set_items(self, items: Iterable[CheckItem]) -> None:
        """Show these things; rows that stay keep their focus."""
        wanted = list(items)
        if [row.item_id for row in self._rows] == [item.id for item in wanted]:
            for row, item in zip(self._rows, wanted, strict=True):
                row.show_item(item)
        else:
            self._rebuild(wanted)
        self.count_changed.emit(self.count_text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down the list with the arrow keys."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
        else:
            self._rows[max(0, min(len(self._rows) - 1, at + way))].setFocus()

    def _rebuild(self, items: list[CheckItem]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for item in items:
            row = CheckRow(item)
            row.toggled_by_hand.connect(lambda done, key=item.id: self._ticked(key, done))
            self._rows.append(row)
            self._column.addWidget(row)

    def _ticked(self, item_id: str, done: bool) -> None:
        self.count_changed.emit(self.count_text)
        self.tick_requested.emit(item_id, done)
