"""The four steps of a meeting across the top: where you are is unmistakable."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import paint_icon
from moedeleder.ui.shortcuts import STEPS
from moedeleder.ui.tokens import Tokens, current_tokens
from moedeleder.ui.widgets.focus_ring import FocusRing

_CIRCLE = 20
_TICK = 12
_GAP = 8
_PAD = 20


class StepButton(FocusRing):
    """One step: its number in a circle, a check when it is done, a line below when current."""

    def __init__(self, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._done = False
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"step{number}")
        self.setToolTip(f"{text} ({STEPS[number - 1].keys})" if number <= len(STEPS) else text)
        self.describe(done=False, current=False)

    def describe(self, *, done: bool, current: bool) -> None:
        """Show whether the step is done and whether it is the one people stand in."""
        self._done = done
        self.setChecked(current)
        state = self.tr("du er her") if current else self.tr("klaret") if done else ""
        name = self.tr("Trin {0}: {1}").format(self._number, self.text())
        self.setAccessibleName(f"{name}, {state}" if state else name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the circle and the word at its boldest."""
        metrics = QFontMetricsF(font_for(TextRole.STRONG))
        width = scaled(_CIRCLE) + _GAP + metrics.horizontalAdvance(self.text()) + _PAD
        return QSize(round(width), round(max(metrics.height(), scaled(_CIRCLE)) + 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circle, word, and line."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_circle(painter, tokens)
        current = self.isChecked()
        painter.setFont(font_for(TextRole.STRONG if current else TextRole.BODY))
        painter.setPen(QColor(tokens.text if current or self.underMouse() else tokens.text2))
        words = QRectF(scaled(_CIRCLE) + _GAP, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if current:
            line = QRectF(0, self.height() - 3, self.width(), 3)
            painter.fillRect(line, QColor(tokens.accent))
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            ring = QRectF(self.rect()).adjusted(1, 7, -1, -7)
            painter.drawRoundedRect(ring, 6, 6)

    def _paint_circle(self, painter: QPainter, tokens: Tokens) -> None:
        left = 5.0 if self.shows_focus() else 0.0
        size = scaled(_CIRCLE)
        box = QRectF(left, (self.height() - size) / 2, size, size)
        filled = self.isChecked() or self._done
        fill = tokens.accent if self.isChecked() else tokens.ok
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawEllipse(box)
        else:
            painter.setPen(QPen(QColor(tokens.text2), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(0.6, 0.6, -0.6, -0.6))
        if self._done and not self.isChecked():
            tick, inset = scaled(_TICK), (size - scaled(_TICK)) / 2
            left, top = box.left() + inset, box.top() + inset
            paint_icon(painter, "check", tokens.surface, left, top, tick)
            return
        font = font_for(TextRole.SMALL)
        font.setPointSizeF(font.pointSizeF() * 12 / 13)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.on_accent if filled else tokens.text2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepBar(QWidget):
    """The steps in a row; a click or the arrow keys ask to go to another one."""

    step_requested = Signal(int)
    """The index of the wanted step, from 0."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepBar")
        self.setAccessibleName(self.tr("Mødets trin"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self._steps: list[StepButton] = []
        for index, name in enumerate(names):
            step = StepButton(index + 1, name)
            step.clicked.connect(lambda _checked=False, at=index: self._clicked(at))
            self._steps.append(step)
            row.addWidget(step)
        row.addStretch(1)
        self._current = 0
        self._done: frozenset[int] = frozenset()
        self.set_state(0)

    @property
    def current(self) -> int:
        """The index of the step shown as current."""
        return self._current

    def set_state(self, current: int, done: frozenset[int] = frozenset()) -> None:
        """Show which step is current and which are done (indexes from 0)."""
        self._current, self._done = current, done
        for index, step in enumerate(self._steps):
            step.describe(done=index in done, current=index == current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus among the steps with the arrow keys."""
        focused = next((i for i, step in enumerate(self._steps) if step.hasFocus()), None)
        if focused is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            way = 1 if event.key() == Qt.Key.Key_Right else -1
            self._steps[(focused + way) % len(self._steps)].setFocus()
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: int) -> None:
        # The page decides: show the old state until it says otherwise.
        self.set_state(self._current, self._done)
        self.step_requested.emit(index)
