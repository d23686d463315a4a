"""Buttons that say what happens: primary, secondary, quiet and danger."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName, icon_size, paint_icon
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import RADIUS_BUTTON, Tokens, current_tokens
from moedeleder.ui.widgets.focus_ring import FocusRing


class ButtonKind(Enum):
    """How much a button asks for attention."""

    PRIMARY = auto()
    SECONDARY = auto()
    QUIET = auto()
    DANGER = auto()


_GAP = 8
_CHIP_PAD = 5


class Button(FocusRing):
    """A push button in the program's own looks, with room for an icon and its shortcut.

    Accelerators are not used: an ampersand in a name shows as an ampersand.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        parent: QWidget | None = None,
        *,
        icon: IconName | None = None,
        shortcut: Shortcut | None = None,
        show_shortcut: bool = False,
        object_name: str = "",
        compact: bool = False,
        takes_keys: bool = True,
    ) -> None:
        """Make a button; without ``takes_keys`` the shortcut is the window's and only shown."""
        super().__init__(parent)
        self._kind, self._takes_keys = kind, takes_keys
        self._icon: IconName | None = icon
        self._chip = shortcut.keys if shortcut and show_shortcut else ""
        self._shortcut = shortcut
        self._pad = (10, 5) if compact else (14, 9)
        self._caption = ""
        self.setObjectName(object_name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        font = font_for(TextRole.BODY)
        font.setWeight(QFont.Weight.Medium)
        self.setFont(font)
        self.set_caption(text)

    @property
    def caption(self) -> str:
        """What the button says."""
        return self._caption

    def set_caption(self, text: str, icon: IconName | None = None) -> None:
        """Change what the button says (and its icon, when one is given)."""
        self._caption = " ".join(text.split())
        self._icon = icon or self._icon
        self.setText(self._caption.replace("&", "&&"))
        if self._shortcut is not None and self._takes_keys:
            # Setting the text clears the shortcut in Qt.
            self.setShortcut(self._shortcut.sequence)
        self.setAccessibleName(self._caption)
        hint = f"{self._caption} ({self._shortcut.keys})" if self._shortcut else ""
        self.setToolTip(hint)
        self._update_tooltip()
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> ButtonKind:
        """How much the button asks for attention."""
        return self._kind

    def set_main(self, is_main: bool) -> None:
        """Be the main button, which Ctrl+Enter presses, or an ordinary one."""
        self._kind = ButtonKind.PRIMARY if is_main else ButtonKind.SECONDARY
        self._shortcut = Shortcut.MAIN_ACTION if is_main else None
        if not is_main:
            self.setShortcut(QKeySequence())
        self.set_caption(self._caption)

    def sizeHint(self) -> QSize:
        """Return room for icon, words and shortcut."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self._caption[:200]) if self._caption else 0.0
        width += (icon_size() + (_GAP if self._caption else 0)) if self._icon else 0
        width += self._chip_width() + _GAP if self._chip else 0
        height = max(metrics.height(), icon_size())
        return QSize(round(width + 2 * self._pad[0] + 2), round(height + 2 * self._pad[1] + 2))

    def minimumSizeHint(self) -> QSize:
        """Return the full size up to 360 px; only longer words are cut, with a tooltip."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 360), hint.height())

    def folded_width(self) -> int:
        """Return the width in pixels of the icon alone, or of the words where there is none."""
        if not self._icon:
            return self.sizeHint().width()
        return min(self.sizeHint().width(), icon_size() + 2 * self._pad[0] + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in the tooltip what only the icon is left of."""
        super().resizeEvent(event)
        self._update_tooltip()

    @property
    def is_folded(self) -> bool:
        """Whether there is room for the icon alone."""
        return bool(self._icon and self._caption) and self.width() <= self.folded_width()

    def _update_tooltip(self) -> None:
        keys = self._shortcut.keys if self._shortcut else ""
        hint = f"{self._caption} ({keys})" if keys else ""
        # A tooltip of somebody else's stays.
        if self.toolTip() in ("", hint, self._caption):
            self.setToolTip(hint or (self._caption if self.is_folded else ""))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Paint the hover look."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Paint the resting look."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole button from the theme's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current_tokens()
        ink = self._paint_box(painter, tokens)
        self._paint_content(painter, ink)

    def _paint_box(self, painter: QPainter, tokens: Tokens) -> QColor:
        ink, fill, edge = _colours(self._kind, tokens, self.isEnabled())
        active = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        if active:
            fill = _hovered(self._kind, tokens)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(fill)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        if self.shows_focus():
            solid = self._kind is ButtonKind.PRIMARY
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.on_accent if solid else tokens.accent), 2))
            inset = 3.0 if solid else 1.0
            ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, RADIUS_BUTTON - inset / 2, RADIUS_BUTTON - inset / 2)
        return ink

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        metrics = QFontMetricsF(self.font())
        if self.is_folded and self._icon:
            edge = icon_size()
            left, top = (self.width() - edge) / 2, (self.height() - edge) / 2
            paint_icon(painter, self._icon, ink.name(), left, top)
            return
        icon = (icon_size() + (_GAP if self._caption else 0)) if self._icon else 0
        chip = self._chip_width() + _GAP if self._chip else 0.0
        room = self.width() - 2 * self._pad[0] + 4 - icon - chip
        text = metrics.elidedText(self._caption, Qt.TextElideMode.ElideRight, room)
        words = metrics.horizontalAdvance(text)
        left = (self.width() - icon - words - chip) / 2
        if self._icon:
            paint_icon(painter, self._icon, ink.name(), left, (self.height() - icon_size()) / 2)
        painter.setPen(ink)
        painter.setFont(self.font())
        area = QRectF(left + icon, 0, words + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._chip:
            self._paint_chip(painter, ink, left + icon + words + _GAP)

    def _paint_chip(self, painter: QPainter, ink: QColor, left: float) -> None:
        font = _chip_font()
        height = QFontMetricsF(font).height() + 4
        box = QRectF(left + 2, (self.height() - height) / 2, self._chip_width() - 2, height)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._chip)

    def _chip_width(self) -> float:
        return QFontMetricsF(_chip_font()).horizontalAdvance(self._chip) + 2 * _CHIP_PAD + 2


def _chip_font() -> QFont:
    font = font_for(TextRole.SMALL)
    font.setPointSizeF(font.pointSizeF() * 11 / 13)
    font.setWeight(QFont.Weight.Medium)
    return font


def _colours(kind: ButtonKind, tokens: Tokens, enabled: bool) -> tuple[QColor, QColor, QColor]:
    clear = QColor(Qt.GlobalColor.transparent)
    if not enabled:
        # Without a ground of its own, only paler words tell that it cannot be pressed.
        if kind is ButtonKind.QUIET:
            return _between(tokens.text2, tokens.surface), clear, clear
        return QColor(tokens.text2), QColor(tokens.surface2), clear
    if kind is ButtonKind.PRIMARY:
        return QColor(tokens.on_accent), QColor(tokens.accent), QColor(tokens.accent)
    if kind is ButtonKind.QUIET:
        return QColor(tokens.text2), clear, clear
    ink = tokens.bad if kind is ButtonKind.DANGER else tokens.text
    return QColor(ink), QColor(tokens.surface), QColor(tokens.border)


def _between(one: str, other: str) -> QColor:
    """Return the colour midway between two."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    )


def _hovered(kind: ButtonKind, tokens: Tokens) -> QColor:
    if kind is ButtonKind.PRIMARY:
        return QColor(tokens.accent_hover)
    return QColor(tokens.bad_soft if kind is ButtonKind.DANGER else tokens.surface2)


def primary(
    text: str,
    object_name: str = "",
    icon: IconName | None = None,
    *,
    show_shortcut: bool = False,
) -> Button:
    """Return the page's one main button; Ctrl+Enter presses it."""
    return Button(
        text,
        ButtonKind.PRIMARY,
        icon=icon,
        shortcut=Shortcut.MAIN_ACTION,
        show_shortcut=show_shortcut,
        object_name=object_name,
    )


def secondary(
    text: str, object_name: str = "", icon: IconName | None = None, *, compact: bool = False
) -> Button:
    """Return an ordinary button."""
    return Button(text, icon=icon, object_name=object_name, compact=compact)


def quiet(
    text: str, object_name: str = "", icon: IconName | None = None, *, compact: bool = True
) -> Button:
    """Return a button that waits in the background, without an edge."""
    return Button(text, ButtonKind.QUIET, icon=icon, object_name=object_name, compact=compact)


def danger(text: str, object_name: str = "", icon: IconName | None = "trash") -> Button:
    """Return a button that takes something away."""
    return Button(text, ButtonKind.DANGER, icon=icon, object_name=object_name)


def icon_button(icon: IconName, says: str, object_name: str = "") -> Button:
    """Return a small button that shows only an icon; ``says`` is its tooltip and name."""
    button = Button("", ButtonKind.QUIET, icon=icon, object_name=object_name, compact=True)
    button.setAccessibleName(says)
    button.setToolTip(says)
    return button
