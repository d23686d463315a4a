"""Small fields for the tables of the minutes: they look like text until somebody is in them."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QTextEdit,
    QWidget,
)

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import icon_size, paint_icon
from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.naming import named

_FRAME = 12
_WARN_LEFT = 6
_MOST_LINES = 8
_MOST_NAMES = 4
"""Lines that a name may take; a longer one is cut, with the whole in its tooltip."""
_MEASURED = 400


class CalmCombo(QComboBox):
    """A choice that scrolling past it never changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class CellEdit(QTextEdit):
    """One line of words that wraps inside its cell; Enter is done with it."""

    finished = Signal()
    """The person left the cell or pressed Enter."""
    edited = Signal()

    def __init__(self, object_name: str, accessible_name: str, hint: str) -> None:
        super().__init__()
        named(self, object_name, accessible_name)
        self.setProperty("cell", True)
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._loading = False
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.textChanged.connect(self._changed)

    def text(self) -> str:
        """Return the words on one line."""
        return " ".join(self.toPlainText().split())

    def set_text(self, text: str) -> None:
        """Show words; where they say the same already, the cursor stays."""
        if text == self.text():
            return
        self._loading = True
        self.setPlainText(text)
        self._loading = False

    def sizeHint(self) -> QSize:
        """Return the height of the wrapped words."""
        return QSize(80, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return a narrow cell."""
        return QSize(40, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next cell; Ctrl+Enter is the page's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif enter:
            self.finished.emit()
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words on one line."""
        self.insertPlainText(" ".join(source.text().split()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand at the end of the words when the keyboard comes here."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person is done."""
        super().focusOutEvent(event)
        self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the words need at the new width."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        line = QFontMetricsF(self.font()).lineSpacing() + 4
        height = max(line, self.document().size().height())
        # A monster of a text scrolls inside its cell: the rows below stay within reach.
        wanted = math.ceil(min(height, line * _MOST_LINES)) + _FRAME
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)
            self.updateGeometry()

    def _changed(self) -> None:
        if not self._loading:
            self.edited.emit()


class AskingLine(QLineEdit):
    """A line that asks in warm letters, with an icon, for what is missing: "frist?"."""

    left = Signal()
    height_wanted = Signal(int)
    """How many pixels high it would like to be, so that its words are seen to the end."""

    def __init__(self, asks: str, *, wraps: bool = False) -> None:
        """Make a line; one that ``wraps`` shows long words on several lines when left."""
        super().__init__()
        self._asks, self._wraps = asks, wraps
        self._frame = _FRAME
        self.setProperty("cell", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # A choice sets the words of its line without calling this class's setText.
        self.textChanged.connect(self._changed)

    def become_inner(self) -> None:
        """Stand inside a field that draws the edge itself."""
        self._frame = 0
        self.setProperty("cell", None)
        self.setProperty("inner", True)

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(60, self._height_of(1))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow cell."""
        return QSize(40, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the words need at the new width."""
        super().resizeEvent(event)
        self._tell_height()

    def setText(self, text: str | None) -> None:
        """Show other words."""
        super().setText(text or "")
        self._tell_height()

    def _changed(self) -> None:
        # Under somebody's fingers the cell keeps its height.
        if not self.hasFocus():
            self._tell_height()

    def _height_of(self, lines: int) -> int:
        return math.ceil(QFontMetricsF(self.font()).lineSpacing() * lines) + 4 + _FRAME

    def _tell_height(self) -> None:
        if self._wraps:
            lines = len(self._lines())
            self.height_wanted.emit(self._height_of(lines if lines <= _MOST_NAMES else 1))

    def _lines(self) -> list[str]:
        """Return the words as they stand on lines of this width."""
        text = self.text()[:_MEASURED]
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, self._room()))
            lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
        layout.endLayout()
        return lines or [""]

    def _room(self) -> int:
        return self.width() - self._frame - 4

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of long words, and tell that the person is done."""
        super().focusOutEvent(event)
        self.setCursorPosition(0)
        self.left.emit()
        self._tell_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the question where there is no answer, and what does not fit with an ellipsis."""
        room = self._room()
        fits = QFontMetricsF(self.font()).horizontalAdvance(self.text()[:_MEASURED]) <= room
        if self.hasFocus() or not self.text() or fits:
            super().paintEvent(event)
        else:
            self._paint_shortened(room)
        if self._asks and not self.text() and not self.hasFocus():
            paint_question(self, self._asks)

    def _paint_shortened(self, room: float) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        style, panel = self.style(), QStyle.PrimitiveElement.PE_PanelLineEdit
        style.drawPrimitive(panel, option, painter, self)
        metrics = QFontMetricsF(self.font())
        words = metrics.elidedText(self.text()[:_MEASURED], Qt.TextElideMode.ElideRight, room)
        lines = self._lines() if self._wraps else []
        if 1 < len(lines) <= _MOST_NAMES:
            words = "\n".join(lines)
        # Where QLineEdit itself begins: inside its padding and two pixels of margin.
        inside = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        painter.setPen(self.palette().text().color())
        painter.drawText(inside.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


class PlainLine(AskingLine):
    """A line of a table that may stay empty: it only hints in grey what could stand there."""

    def __init__(self, hint: str) -> None:
        super().__init__("")
        self.setPlaceholderText(hint)


def paint_question(widget: QWidget, words: str) -> None:
    """Draw the warning icon and a short question at the left of a field."""
    ink = current_tokens().warn
    painter = QPainter(widget)
    top = (widget.height() - icon_size()) / 2
    paint_icon(painter, "warning", ink, _WARN_LEFT, top)
    painter.setFont(font_for(TextRole.STRONG))
    painter.setPen(QColor(ink))
    left = _WARN_LEFT + icon_size() + 4
    room = QRectF(left, 0, widget.width() - left, widget.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def set_invalid(field: QWidget, invalid: bool) -> None:
    """Show or hide the red edge of a field; words must say the same."""
    if bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)
