"""The top of a letter, drawn as it will stand on the paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from moedeleder.domain.settings import Organisation
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import RADIUS_BUTTON, current_tokens

_MARGIN = 20.0
_LOGO_ROOM = 180.0
# Paper is white and its ink black, whatever the screen is like.
_PAPER, _INK, _QUIET = QColor("#FFFFFF"), QColor("#1F2328"), QColor("#5B6068")


class LetterheadPicture(QWidget):
    """Shows the office's name, address and logo as they stand on agendas and minutes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letterheadPicture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: tuple[tuple[str, TextRole], ...] = ()
        self._logo = QPixmap()

    def show_office(self, office: Organisation) -> None:
        """Draw the office as it is typed now."""
        lines = (
            (office.name or self.tr("Kommunens navn"), TextRole.STRONG),
            (office.unit, TextRole.SMALL),
            (office.address, TextRole.SMALL),
            (office.contact, TextRole.SMALL),
        )
        self._lines = tuple((text[:300], role) for text, role in lines if text)
        words = ", ".join(text for text, _role in self._lines)
        self.setAccessibleName(self.tr("Sådan står det på papiret: {0}").format(words))
        self.updateGeometry()
        self.update()

    def show_logo(self, data: bytes | None) -> None:
        """Draw the logo, or none."""
        self._logo = QPixmap()
        if data is not None:
            self._logo.loadFromData(data)
        self.update()

    @property
    def has_logo(self) -> bool:
        """Whether a logo is drawn."""
        return not self._logo.isNull()

    def sizeHint(self) -> QSize:
        """Return room for four lines."""
        heights = sum(QFontMetricsF(font_for(role)).height() + 4 for _text, role in self._lines)
        least = 4 * (QFontMetricsF(font_for(TextRole.SMALL)).height() + 4)
        return QSize(320, round(max(heights, least) + 2 * _MARGIN))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper, the words at the left, the logo at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(current_tokens().border), 1))
        painter.setBrush(_PAPER)
        paper = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(paper, RADIUS_BUTTON, RADIUS_BUTTON)
        self._draw_logo(painter)
        room = self.width() - 2 * _MARGIN - (_LOGO_ROOM + _MARGIN if self.has_logo else 0)
        self._draw_lines(painter, room)

    def _draw_lines(self, painter: QPainter, room: float) -> None:
        top = _MARGIN
        for text, role in self._lines:
            font: QFont = font_for(role)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(_INK if role is TextRole.STRONG else _QUIET)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            line = QRectF(_MARGIN, top, room + 2, metrics.height())
            painter.drawText(line, Qt.TextFlag.TextDontClip, shown)
            top += metrics.height() + 4

    def _draw_logo(self, painter: QPainter) -> None:
        if not self.has_logo:
            return
        height = self.height() - 2 * _MARGIN
        scale = min(_LOGO_ROOM / self._logo.width(), height / self._logo.height())
        wide, high = self._logo.width() * scale, self._logo.height() * scale
        place = QRectF(self.width() - _MARGIN - wide, _MARGIN, wide, high)
        painter.drawPixmap(place, self._logo, QRectF(self._logo.rect()))
