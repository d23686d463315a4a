"""Eleven numbers to choose one of, by a key or a click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.domain.scales import HIGHEST, LOWEST
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.room.focus_row import bring_into_sight
from moedeleder.ui.tokens import current_tokens

_COUNT = HIGHEST - LOWEST + 1
_TAKEN_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ScalePicker(QWidget):
    """Shows 0 to 10 in a row; keys choose, arrows adjust, Del takes the number away."""

    chosen = Signal(object)
    """The number a person chose, or None when it was taken away."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._value: int | None = None
        self._one = False
        self._can_change = True
        self.setFont(font_for(TextRole.BODY))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._speak()

    @property
    def value(self) -> int | None:
        """The number, if one is chosen."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        if value != self._value:
            self._value = value
            self._speak()
            self.update()

    def set_can_change(self, can_change: bool) -> None:
        """Let a person choose, or only read."""
        self._can_change = can_change
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_change else Qt.FocusPolicy.NoFocus)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if can_change else Qt.CursorShape.ArrowCursor
        )

    def sizeHint(self) -> QSize:
        """Return room for eleven numbers."""
        cell = self._least_cell()
        return QSize(round(cell * 1.3 * _COUNT), round(cell * 1.15))

    def minimumSizeHint(self) -> QSize:
        """Return room for eleven numbers close to each other."""
        cell = self._least_cell()
        return QSize(round(cell * _COUNT), round(cell * 1.15))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit (1 and then 0 is ten), adjust by arrow, take away by Del."""
        was_one, self._one = self._one, False
        digit = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrow = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if not self._can_change or not plain:
            super().keyPressEvent(event)
        elif digit and digit in "0123456789":
            self._one = digit == "1"
            self._choose(HIGHEST if digit == "0" and was_one else int(digit))
        elif arrow is not None:
            start = (
                (LOWEST - 1 if arrow > 0 else HIGHEST + 1) if self._value is None else self._value
            )
            self._choose(max(LOWEST, min(HIGHEST, start + arrow)))
        elif event.key() in _TAKEN_AWAY:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the number under the mouse; pressing it again takes it away."""
        at = LOWEST + int(event.position().x() * _COUNT / max(1, self.width()))
        if self._can_change and LOWEST <= at <= HIGHEST:
            self._choose(None if at == self._value else at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        bring_into_sight(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a half-typed ten."""
        super().focusOutEvent(event)
        self._one = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers on a line, the chosen one as a filled circle."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell, middle = self.width() / _COUNT, self.height() / 2
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        side = min(cell, self.height()) - 6
        for number in range(LOWEST, HIGHEST + 1):
            centre = QPointF((number - LOWEST + 0.5) * cell, middle)
            box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
            chosen = number == self._value
            painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.border_strong), 1))
            painter.setBrush(QColor(tokens.accent if chosen else tokens.surface))
            painter.drawEllipse(box)
            painter.setPen(QColor(tokens.on_accent if chosen else tokens.text2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _choose(self, value: int | None) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)

    def _least_cell(self) -> float:
        metrics = QFontMetricsF(self.font())
        return max(metrics.horizontalAdvance("10") + 12, metrics.height() + 10)

    def _speak(self) -> None:
        said = self.tr("intet tal endnu")
        if self._value is not None:
            said = self.tr("{0} af {1}").format(self._value, HIGHEST)
        self.setAccessibleName(f"{self._name}: {said}")
