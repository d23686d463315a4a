"""Running text with air between its lines."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import TEXT_COLUMN, Tone
from moedeleder.ui.widgets.label import Label

LINE_HEIGHT = 20 / 14
_WIDEST_LAYOUT = 100_000.0


class WrapLabel(Label):
    """Text that wraps, at most 72 characters wide; a word of a hundred letters breaks anywhere.

    Qt's own label sets its lines too tight for reading, so this one places them itself.
    """

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        tone: Tone | None = None,
        parent: QWidget | None = None,
        *,
        italic: bool = False,
        columns: int = TEXT_COLUMN,
    ) -> None:
        super().__init__(text, role, tone, parent, italic=italic)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(round(QFontMetricsF(self.font()).averageCharWidth() * columns))

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped lines in pixels."""
        # A layout may ask for more width than the column will ever take.
        edge = self.contentsMargins()
        room = min(width, self.maximumWidth()) - edge.left() - edge.right()
        return math.ceil(self._laid_out(room)[1]) + edge.top() + edge.bottom()

    def sizeHint(self) -> QSize:
        """Return the size on as few lines as the column allows."""
        widest = self.maximumWidth()
        edge = self.contentsMargins()
        needed = math.ceil(self._natural_width()) + 1 + edge.left() + edge.right()
        natural = min(widest, needed)
        return QSize(natural, self.heightForWidth(natural))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column; how high it gets is for ``heightForWidth`` to say."""
        hint = self.sizeHint()
        return QSize(min(120, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        room = self.contentsRect()
        layout, _height = self._laid_out(room.width())
        layout.draw(painter, QPointF(room.topLeft()))

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        layout = self._layout()
        step = round(QFontMetricsF(self.font()).height() * LINE_HEIGHT * 14 / 17)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, y + (step - line.height()) / 2))
            y += max(step, line.height())
        layout.endLayout()
        return layout, y

    def _natural_width(self) -> float:
        layout = self._layout()
        layout.beginLayout()
        widest = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(_WIDEST_LAYOUT)
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        return widest

    def _layout(self) -> QTextLayout:
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        return layout
