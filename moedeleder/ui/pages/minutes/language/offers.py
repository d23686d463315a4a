"""Buttons that write something else in place of the words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.minutes.language.words import tr
from moedeleder.ui.tokens import RADIUS_BUTTON, current_tokens

MOST = 9
_PAD_X, _PAD_Y, _GAP = 10, 6, 8
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class OfferButton(QAbstractButton):
    """Writes one offer: its number on the keyboard, and words that wrap."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number, self._words = str(number), words
        self.setObjectName(f"offer-{number}")
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(tr("Skriv i stedet: {0}").format(words))
        self.setToolTip(tr("Skriv det i stedet ({0} eller Alt+{0})").format(number))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(font_for(TextRole.BODY))

    @property
    def words(self) -> str:
        """What it writes."""
        return self._words

    def hasHeightForWidth(self) -> bool:
        """Return True, since long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words in pixels."""
        room = max(40, width - 2 * _PAD_X - self._number_width() - _GAP)
        box = QFontMetrics(self.font()).boundingRect(0, 0, room, 10_000, _FLAGS, self._words)
        return box.height() + 2 * _PAD_Y

    def sizeHint(self) -> QSize:
        """Return the size in a usual column."""
        return QSize(220, self.heightForWidth(220))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column."""
        return QSize(120, self.heightForWidth(10_000))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge, the number and the words."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        inset = 1.0 if focused else 0.5
        pen = QPen(QColor(tokens.accent if focused else tokens.border_strong), 2 if focused else 1)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.surface2 if self.underMouse() else tokens.surface))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.text2))
        area = self.rect().adjusted(_PAD_X, _PAD_Y, -_PAD_X, 0)
        painter.drawText(area, _FLAGS, self._number)
        painter.setPen(QColor(tokens.text))
        area.adjust(self._number_width() + _GAP, 0, 0, 0)
        painter.drawText(area, _FLAGS, self._words)

    def _number_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance("9")


class Offers(QWidget):
    """The offers for one place, below each other."""

    chosen = Signal(str)
    """What is to be written instead."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: tuple[OfferButton, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_offers(self, offers: tuple[str, ...]) -> None:
        """Show these offers, nine at the most."""
        for old in self.buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = tuple(OfferButton(at, words) for at, words in enumerate(offers[:MOST], 1))
        for button in self.buttons:
            button.clicked.connect(lambda _on=False, words=button.words: self.chosen.emit(words))
            self._column.addWidget(button)
        self.setVisible(bool(self.buttons))

    def press(self, number: int) -> bool:
        """Take the offer of that number; return whether there is one."""
        if not 1 <= number <= len(self.buttons):
            return False
        self.chosen.emit(self.buttons[number - 1].words)
        return True
