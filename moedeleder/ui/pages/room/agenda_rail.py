"""The agenda beside the meeting: what is done, what is now, what comes."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import paint_icon
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import RADIUS_BUTTON, Tokens, current_tokens

AnyIndex = QModelIndex | QPersistentModelIndex
STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
FAMILY_ROLE = int(Qt.ItemDataRole.UserRole) + 2
LIMITED_ROLE = int(Qt.ItemDataRole.UserRole) + 3
_CIRCLE = 20
_TICK = 12


class PointState(Enum):
    """Where a point stands while the meeting runs."""

    DONE = auto()
    NOW = auto()
    LATER = auto()
    PARKED = auto()


class AgendaModel(QAbstractListModel):
    """The points of a running meeting with their states."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[AgendaItem, ...] = ()
        self._states: tuple[PointState, ...] = ()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show its points; only what changed is drawn again."""
        current = meeting.current_item
        visited = {visit.item_id for visit in meeting.visits}
        states = tuple(_state(item, current, visited) for item in meeting.items)
        if len(meeting.items) != len(self._items):
            self.beginResetModel()
            self._items, self._states = meeting.items, states
            self.endResetModel()
            return
        before = tuple(zip(self._items, self._states, strict=True))
        self._items, self._states = meeting.items, states
        for row, now in enumerate(zip(self._items, self._states, strict=True)):
            if now != before[row]:
                self.dataChanged.emit(self.index(row), self.index(row))

    def item_id(self, row: int) -> str:
        """Return the id of the point in a row."""
        return self._items[row].id

    def row_of(self, item_id: str) -> int:
        """Return the row of a point, or -1."""
        return next((at for at, item in enumerate(self._items) if item.id == item_id), -1)

    @property
    def now(self) -> int:
        """The row of the current point, or -1."""
        return self._states.index(PointState.NOW) if PointState.NOW in self._states else -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Return the number of points."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows."""
        if not index.isValid():
            return None
        item, state = self._items[index.row()], self._states[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title[:300]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), item, state)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("{0} ({1} min)").format(item.title[:300], item.minutes)
        roles = {
            STATE_ROLE: state,
            FAMILY_ROLE: item.is_familys,
            LIMITED_ROLE: item.is_limited,
        }
        return roles.get(role)

    def _spoken(self, row: int, item: AgendaItem, state: PointState) -> str:
        word = {
            PointState.DONE: self.tr("klaret"),
            PointState.NOW: self.tr("nu"),
            PointState.LATER: self.tr("senere"),
            PointState.PARKED: self.tr("parkeret"),
        }[state]
        family = self.tr(", familiens punkt") if item.is_familys else ""
        family += self.tr(", kun for nogle") if item.is_limited else ""
        return self.tr("Punkt {0}: {1}, {2}{3}").format(row + 1, item.title[:300], word, family)


def _state(item: AgendaItem, current: AgendaItem | None, visited: set[str]) -> PointState:
    if current is not None and item.id == current.id:
        return PointState.NOW
    if item.is_parked:
        return PointState.PARKED
    return PointState.DONE if item.id in visited else PointState.LATER


class AgendaRail(QListView):
    """The points as a slim list; a click, or the arrows and Enter, ask to go to one.

    Alt and the arrows ask to move one; the menu key offers what else can be done with it.
    """

    point_requested = Signal(str)
    move_requested = Signal(str, int)
    """The id of a point and the place it shall have, counted from 0."""
    menu_requested = Signal(str, object)
    """The id of a point, and where on the screen its menu belongs (``QPoint``)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agendaRail")
        self.setAccessibleName(self.tr("Dagsorden"))
        self.setStyleSheet("QListView, QListView:focus { background: transparent; border: none; }")
        self._follow = ""
        self._points = AgendaModel(self)
        self.setModel(self._points)
        self.setItemDelegate(_RailDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._go)

    @property
    def points(self) -> AgendaModel:
        """The points behind the list."""
        return self._points

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the points of a meeting, the current one in view."""
        before = self._points.now
        chosen = self.chosen_id
        self._points.show_meeting(meeting)
        followed = self._points.row_of(self._follow or chosen)
        self._follow = ""
        if followed >= 0:
            self.setCurrentIndex(self._points.index(followed))
        if self._points.now != before and self._points.now >= 0:
            index = self._points.index(self._points.now)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.updateGeometry()

    @property
    def chosen_id(self) -> str:
        """The id of the point that the arrows stand on, or nothing."""
        index = self.currentIndex()
        return self._points.item_id(index.row()) if index.isValid() else ""

    def move_point(self, item_id: str, by: int) -> None:
        """Ask to move a point one place up (-1) or down (1); it stays chosen."""
        row = self._points.row_of(item_id)
        if row >= 0 and 0 <= row + by < self._points.rowCount():
            self._follow = item_id
            self.move_requested.emit(item_id, row + by)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a point."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            place = event.globalPos()
            if not by_mouse:
                place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_requested.emit(self._points.item_id(index.row()), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the chosen point on Enter or Space; move it with Alt and the arrows."""
        keys = QKeySequence(event.keyCombination())
        for way, shortcut in ((-1, Shortcut.MOVE_UP), (1, Shortcut.MOVE_DOWN)):
            if keys == shortcut.sequence:
                self.move_point(self.chosen_id, way)
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for all points."""
        return QSize(200, max(1, self._points.rowCount()) * _row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for three points."""
        return QSize(120, min(3, max(1, self._points.rowCount())) * _row_height() + 2)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.point_requested.emit(self._points.item_id(index.row()))


class _RailDelegate(QStyledItemDelegate):
    """Draws a point: its number or a check in a circle, and its title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return one line with air."""
        return QSize(120, _row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the row."""
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        state = index.data(STATE_ROLE)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if state is PointState.NOW or hover:
            now = state is PointState.NOW
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if now else tokens.surface2))
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        if index.data(FAMILY_ROLE):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.family_bar))
            painter.drawRoundedRect(QRectF(0, box.top() + 8, 3, box.height() - 16), 1.5, 1.5)
        self._draw_circle(painter, tokens, box, state, index.row() + 1)
        right = self._draw_mark(painter, tokens, box, index)
        self._draw_title(painter, tokens, box.adjusted(0, 0, -right, 0), state, str(index.data()))
        self._draw_focus(painter, tokens, box, option)
        painter.restore()

    def _draw_circle(
        self, painter: QPainter, tokens: Tokens, box: QRectF, state: PointState, number: int
    ) -> None:
        size = scaled(_CIRCLE)
        circle = QRectF(box.left() + 8, box.center().y() - size / 2, size, size)
        if state is PointState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.ok))
            painter.drawEllipse(circle)
            tick, inset = scaled(_TICK), (size - scaled(_TICK)) / 2
            left, top = circle.left() + inset, circle.top() + inset
            paint_icon(painter, "check", tokens.surface, left, top, tick)
            return
        if state is PointState.PARKED:
            pen = QPen(QColor(tokens.border_strong), 1.2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(0.6, 0.6, -0.6, -0.6))
            inset = (size - scaled(_TICK)) / 2
            left, top = circle.left() + inset, circle.top() + inset
            paint_icon(painter, "pause", tokens.text2, left, top, scaled(_TICK))
            return
        ink = QColor(tokens.accent if state is PointState.NOW else tokens.text2)
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle.adjusted(0.6, 0.6, -0.6, -0.6))
        font = font_for(TextRole.SMALL)
        font.setPixelSize(scaled(11))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))

    def _draw_mark(self, painter: QPainter, tokens: Tokens, box: QRectF, index: AnyIndex) -> float:
        """Draw a lock or the word for a parked point at the right; return the room it takes."""
        if index.data(LIMITED_ROLE):
            size = scaled(_TICK + 2)
            paint_icon(
                painter,
                "lock",
                tokens.text2,
                box.right() - 8 - size,
                box.center().y() - size / 2,
                size,
            )
            return size + 8
        if index.data(STATE_ROLE) is not PointState.PARKED:
            return 0
        font = font_for(TextRole.SMALL)
        word = QCoreApplication.translate("AgendaRail", "parkeret")
        width = QFontMetrics(font).horizontalAdvance(word) + 2
        painter.setFont(font)
        painter.setPen(QColor(tokens.text2))
        area = QRectF(box.right() - 8 - width, box.top(), width, box.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
        return width + 6

    def _draw_title(
        self, painter: QPainter, tokens: Tokens, box: QRectF, state: PointState, title: str
    ) -> None:
        now = state is PointState.NOW
        font = font_for(TextRole.STRONG if now else TextRole.BODY)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if now else tokens.text2))
        area = box.adjusted(scaled(_CIRCLE) + 16, 0, -8, 0)
        line = " ".join(title.split())
        text = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _draw_focus(
        self, painter: QPainter, tokens: Tokens, box: QRectF, option: QStyleOptionViewItem
    ) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_BUTTON, RADIUS_BUTTON)


def _row_height() -> int:
    return max(32, round(QFontMetrics(font_for(TextRole.BODY)).height() * 1.5) + 6)
