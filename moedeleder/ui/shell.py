"""The window's frame: a slim sidebar, and the page beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import IconName, icon_size, paint_icon
from moedeleder.ui.tokens import RADIUS_BUTTON, Tokens, Tone, current_tokens
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.focus_ring import FocusRing
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label

_WIDTH = 200


@dataclass(frozen=True)
class Place:
    """A page that the sidebar leads to."""

    key: str
    name: str
    icon: IconName


class NavButton(FocusRing):
    """One place in the sidebar, with a count of what waits there."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._badge = 0
        self.setObjectName(f"nav-{place.key}")
        self.setText(place.name)
        self.setAccessibleName(place.name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_badge(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._badge = count
        waiting = self.tr("{0} venter").format(count)
        self.setAccessibleName(f"{self._place.name}, {waiting}" if count else self._place.name)
        self.setToolTip(waiting if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row of the sidebar."""
        metrics = QFontMetricsF(font_for(TextRole.STRONG))
        width = round(metrics.horizontalAdvance(self._place.name)) + _words_left() + 16
        return QSize(width, round(metrics.height()) + 21)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row: ground when chosen, icon, words, count, ring."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(QColor(tokens.border), 1))
            ground = tokens.surface if self.isChecked() else tokens.sidebar
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        ink = tokens.text if self.isChecked() else tokens.text2
        paint_icon(painter, self._place.icon, ink, 12, (self.height() - icon_size()) / 2)
        painter.setPen(QColor(ink))
        painter.setFont(font_for(TextRole.STRONG if self.isChecked() else TextRole.BODY))
        words = QRectF(_words_left(), 0, self.width() - _words_left(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._place.name)
        if self._badge:
            self._paint_badge(painter, tokens)
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _paint_badge(self, painter: QPainter, tokens: Tokens) -> None:
        font = font_for(TextRole.SMALL)
        font.setWeight(font.Weight.DemiBold)
        text = str(self._badge) if self._badge < 100 else "99+"
        metrics = QFontMetricsF(font)
        height = metrics.height() + 4
        width = max(height + 2, metrics.horizontalAdvance(text) + 12)
        box = QRectF(self.width() - width - 12, (self.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warn_soft))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(tokens.warn))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Mark(QWidget):
    """The program's mark: a table seen from above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(scaled(18), scaled(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rounded square with a hole."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.scale(self.width() / 18, self.height() / 18)
        painter.drawRoundedRect(QRectF(0, 0, 18, 18), 5, 5)
        painter.setBrush(QColor(tokens.sidebar))
        painter.drawEllipse(QRectF(5, 5, 8, 8))


class Sidebar(QWidget):
    """The places of the program, and who sits at the desk."""

    navigate_requested = Signal(str)

    def __init__(self, places: Iterable[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Menu"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._buttons: dict[str, NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 13, 20)
        column.setSpacing(3)
        column.addLayout(_brand())
        column.addSpacing(12)
        for place in places:
            button = NavButton(place)
            button.clicked.connect(lambda _checked=False, key=place.key: self._clicked(key))
            self._buttons[place.key] = button
            column.addWidget(button)
        column.addStretch(1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(0, 0, 0, 6)
        column.addLayout(self._foot)
        self._user = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._user.setObjectName("userName")
        self._title = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        column.addLayout(self._person())
        self._current = ""

    def sizeHint(self) -> QSize:
        """Return a slim column that grows with the text size."""
        widest = max((b.sizeHint().width() for b in self._buttons.values()), default=0)
        return QSize(max(_WIDTH, widest + 25), 400)

    def set_current(self, key: str) -> None:
        """Show which place people are in."""
        self._current = key
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait at a place; raises KeyError for an unknown one."""
        self._buttons[key].set_badge(count)

    def add_above_user(self, widget: QWidget) -> None:
        """Put a line at the foot, above who sits at the desk."""
        self._foot.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def add_note(self, words: QWidget) -> None:
        """Put words at the foot, as wide as the sidebar and in line with its names."""
        words.setContentsMargins(12, 0, 4, 0)
        self._foot.addWidget(words)

    def set_user(self, name: str, title: str = "") -> None:
        """Show who sits at the desk."""
        self._user.setText(name)
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down with the arrow keys."""
        buttons = list(self._buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if at is not None and way is not None:
            buttons[(at + way) % len(buttons)].setFocus()
        else:
            super().keyPressEvent(event)

    def _clicked(self, key: str) -> None:
        self.set_current(self._current)
        self.navigate_requested.emit(key)

    def _person(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._user)
        words.addWidget(self._title)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel("person"))
        row.addLayout(words, 1)
        return row


class Shell(QWidget):
    """The sidebar with a stack of pages beside it; it shows pages, and decides nothing."""

    navigate_requested = Signal(str)
    """The key of the place a person wants to go to."""

    def __init__(self, places: Iterable[Place] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sidebar = Sidebar(tuple(places) or self.standard_places())
        self.sidebar.navigate_requested.connect(self.navigate_requested)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)

    def standard_places(self) -> tuple[Place, ...]:
        """Return the places of the program, in their order."""
        return (
            Place("today", self.tr("I dag"), "sun"),
            Place("meetings", self.tr("Møder"), "calendar"),
            Place("families", self.tr("Børn og familier"), "people"),
            Place("promises", self.tr("Aftaler"), "check"),
            Place("quality", self.tr("Kvalitet"), "chart"),
            Place("settings", self.tr("Indstillinger"), "gear"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin without a ring anywhere; Tab goes to the sidebar first."""
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.setFocus()

    def add_page(self, key: str, page: QWidget) -> None:
        """Add a page; a meeting has a page of its own that is no place in the sidebar."""
        self._pages[key] = page
        self._stack.addWidget(page)

    def remove_page(self, key: str) -> None:
        """Take a page away and delete it; raises KeyError for an unknown one."""
        page = self._pages.pop(key)
        self._stack.removeWidget(page)
        page.deleteLater()

    def show_page(self, key: str, place: str = "") -> None:
        """Show a page, with ``place`` (or the page's own key) marked in the sidebar."""
        self._stack.setCurrentWidget(self._pages[key])
        self.sidebar.set_current(place or key)

    @property
    def current_page(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()


def _words_left() -> int:
    # Icon and words stand under the program's mark and name.
    return 12 + icon_size() + 10


def _brand() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 4, 0, 4)
    row.setSpacing(8)
    row.addWidget(Mark())
    row.addWidget(Label("Mødeleder", TextRole.SECTION), 1)
    return row
