"""The row of chips that says what kind of note is being written."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.statements import BOARD
from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.icons import paint_icon
from moedeleder.ui.pages.room.words import ALL_KINDS, BOARD_KINDS, KINDS, NoteKind
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.focus_ring import FocusRing

_GAP = 6
_PAD = 9
_ICON = 13


def has_board(meeting: Meeting) -> bool:
    """Return whether the columns of the board are in use: until then their chips are in the way."""
    return any(said.kind in BOARD for said in meeting.statements)


class KindChip(FocusRing):
    """One kind; the chosen one wears its colour and an edge."""

    def __init__(self, kind: NoteKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setObjectName(f"kind-{kind.key}")
        self.setText(kind.chip)
        self.setCheckable(True)
        font = font_for(TextRole.SMALL)
        font.setPointSizeF(font.pointSizeF() * 12 / 13)
        self.setFont(font)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(kind.label)
        self.setToolTip(self.tr("{0}: skriv /{1} og mellemrum").format(kind.label, kind.letter))

    def sizeHint(self) -> QSize:
        """Return room for the word, and the picture where there is one."""
        metrics = QFontMetricsF(self.font())
        icon = scaled(_ICON) + 4 if self.kind.icon else 0
        width = metrics.horizontalAdvance(self.kind.chip) + 2 * _PAD + icon + 2
        return QSize(round(width), round(metrics.height() + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        tone = self.kind.tone if chosen and self.kind.tone is not Tone.NEUTRAL else Tone.NEUTRAL
        ink = tokens.text if chosen and tone is Tone.NEUTRAL else tokens.ink(tone)
        edge = tokens.family_bar if chosen and tone is Tone.FAMILY else ink
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setBrush(QColor(tokens.soft(tone)))
        painter.setPen(QPen(QColor(edge), 1.2) if chosen else Qt.PenStyle.NoPen)
        if self.underMouse() and not chosen:
            painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.shows_focus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        area = QRectF(self.rect())
        if self.kind.icon:
            size = scaled(_ICON)
            paint_icon(painter, self.kind.icon, ink, _PAD, (self.height() - size) / 2, size)
            area = area.adjusted(size + 4, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.kind.chip)


class KindChips(QWidget):
    """All kinds beside each other, on more lines where they do not fit; arrows choose."""

    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kindChips")
        self.setAccessibleName(self.tr("Hvad slags note"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        group = QButtonGroup(self)
        self._chips = {kind.key: KindChip(kind, self) for kind in ALL_KINDS}
        for chip in self._chips.values():
            group.addButton(chip)
        group.buttonClicked.connect(self._clicked)
        self._chips[KINDS[0].key].setChecked(True)
        self._with_board = True
        self.offer_board(False)

    @property
    def kind(self) -> str:
        """The code name of the chosen kind."""
        return next(key for key, chip in self._chips.items() if chip.isChecked())

    def choose(self, key: str) -> None:
        """Show a kind as chosen, without saying so."""
        self._chips[key].setChecked(True)
        self._show_board()

    def offer_board(self, offered: bool) -> None:
        """Offer the columns of the board beside the rest; one that is chosen always shows."""
        if offered != self._with_board:
            self._with_board = offered
            self._show_board()

    def chip(self, key: str) -> KindChip:
        """Return the chip of a kind."""
        return self._chips[key]

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that ``width`` pixels make."""
        return self._arranged(width, move=False)

    def sizeHint(self) -> QSize:
        """Return all chips on one line."""
        sizes = [chip.sizeHint() for chip in self._shown()]
        width = sum(size.width() for size in sizes) + _GAP * (len(sizes) - 1)
        return QSize(width, self.heightForWidth(self.width() if self.width() > 100 else width))

    def minimumSizeHint(self) -> QSize:
        """Return room for the widest chip, at the height it takes now."""
        widest = max(chip.sizeHint().width() for chip in self._shown())
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chips in their places."""
        super().resizeEvent(event)
        self._arranged(self.width(), move=True)
        self.updateGeometry()

    def _arranged(self, width: int, *, move: bool) -> int:
        left = top = line = 0
        for chip in self._shown():
            size = chip.sizeHint()
            if left and left + size.width() > width:
                left, top, line = 0, top + line + _GAP, 0
            if move:
                chip.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + _GAP
            line = max(line, size.height())
        return top + line

    def _shown(self) -> list[KindChip]:
        return [chip for chip in self._chips.values() if not chip.isHidden()]

    def _show_board(self) -> None:
        for kind in BOARD_KINDS:
            self._chips[kind.key].setVisible(self._with_board or self.kind == kind.key)
        self._arranged(self.width(), move=True)
        self.updateGeometry()

    def _clicked(self, chip: KindChip) -> None:
        self.kind_chosen.emit(chip.kind.key)
