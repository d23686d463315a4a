"""How the grid of letters is painted: an icon, a word and a time; names that stay in place."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import icon_size, paint_icon
from moedeleder.ui.pages.post.model import FACE_ROLE, LISTED_ROLE, PLACE_ROLE
from moedeleder.ui.post_words import Face
from moedeleder.ui.tokens import Tone, current_tokens

_SIDE, _GAP, _PAD = 12, 8, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def row_height() -> int:
    """Return the pixels of a row of two lines."""
    first, second = QFontMetrics(font_for(TextRole.BODY)), QFontMetrics(font_for(TextRole.SMALL))
    return first.height() + second.height() + _PAD


class LetterDelegate(QStyledItemDelegate):
    """Paints how a letter stands; a dash where there is none."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground, the face of the letter, and a ring where the keyboard is."""
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        face = index.data(FACE_ROLE)
        painter.save()
        if isinstance(face, Face):
            _paint_face(painter, option.rect, face)
        else:
            painter.setPen(QColor(current_tokens().text2))
            painter.drawText(option.rect.adjusted(_SIDE, 0, -_SIDE, 0), _LEFT, "–")
        if option.state & QStyle.StateFlag.State_HasFocus:
            _paint_ring(painter, option.rect)
        painter.restore()


class NameHeader(QHeaderView):
    """The receivers at the left, in sight however far the grid is scrolled."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("postNames")
        self.setAccessibleName(self.tr("Modtagere"))
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(row_height())
        self.setHighlightSections(False)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        """Return the size of a name's place."""
        return QSize(self.width(), row_height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the name, and below it who they are."""
        model, tokens = self.model(), current_tokens()
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface2))
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        way, show = Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole
        name = str(model.headerData(logicalIndex, way, show) or "")
        place = str(model.headerData(logicalIndex, way, PLACE_ROLE) or "")
        listed = bool(model.headerData(logicalIndex, way, LISTED_ROLE))
        ink = tokens.text2 if listed else tokens.ink(Tone.WARN)
        _two_lines(painter, rect.adjusted(_SIDE, 0, -_SIDE // 2, 0), name, place, tokens.text, ink)
        painter.restore()


def _paint_face(painter: QPainter, cell: QRect, face: Face) -> None:
    tokens, size = current_tokens(), icon_size()
    line = QFontMetrics(font_for(TextRole.BODY)).height()
    lines = line + (QFontMetrics(font_for(TextRole.SMALL)).height() if face.when else 0)
    top = cell.center().y() - lines / 2 + (line - size) / 2
    paint_icon(painter, face.icon, tokens.ink(face.tone), cell.left() + _SIDE, top)
    words = cell.adjusted(_SIDE + size + _GAP, 0, -_SIDE // 2, 0)
    # Only what wants a person has a colour of its own.
    trouble = face.tone in (Tone.WARN, Tone.BAD)
    ink = tokens.ink(face.tone) if trouble else tokens.text
    _two_lines(painter, words, face.word, face.when, ink, tokens.text2)


def _two_lines(
    painter: QPainter, box: QRect, first: str, second: str, ink: str, second_ink: str
) -> None:
    fonts = font_for(TextRole.BODY), font_for(TextRole.SMALL)
    metrics = [QFontMetrics(font) for font in fonts]
    shown = [(first, fonts[0], metrics[0], ink)]
    if second:
        shown.append((second, fonts[1], metrics[1], second_ink))
    top = box.center().y() - sum(each.height() for _w, _f, each, _i in shown) // 2 + 1
    for words, font, measure, colour in shown:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        line = QRect(box.left(), top, box.width(), measure.height())
        elided = measure.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(line, _LEFT, elided)
        top += measure.height()


def _paint_ring(painter: QPainter, cell: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(current_tokens().accent), 2))
    painter.drawRoundedRect(QRectF(cell).adjusted(2, 2, -2, -3), 5, 5)
