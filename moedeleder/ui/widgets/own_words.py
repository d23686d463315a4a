"""Somebody's own words as they wrote them: to be read, marked and copied, never changed."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import RADIUS_BUTTON, TEXT_COLUMN, Tone, current_tokens
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.card import Surface

_LINE = 116.0
"""Percent of the type's own line height."""


class SoftBox(Surface):
    """A rounded ground in the soft colour of a tone; the words on it must say the same.

    A ``quiet`` one has an edge and a bar in place of the colour, for what is settled.
    """

    def __init__(
        self, tone: Tone = Tone.FAMILY, parent: QWidget | None = None, *, quiet: bool = False
    ) -> None:
        super().__init__(parent, family=tone is Tone.FAMILY)
        self._tone, self._quiet = tone, quiet
        self.column = QVBoxLayout(self)
        """Where the content goes."""
        self.column.setContentsMargins(16 if quiet else 12, 10, 12, 10)
        self.column.setSpacing(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        if self._quiet:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().soft(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_BUTTON, RADIUS_BUTTON)


class _WordsView(QTextEdit):
    """Plain text to mark and copy, as high as its lines; at most ``lines`` when folded."""

    folds_changed = Signal(bool)
    """Whether there is more than what is shown folded."""

    def __init__(self, text: str, lines: int, font: QFont) -> None:
        super().__init__()
        self._lines, self._opened = lines, False
        self._overflows = False
        self.setReadOnly(True)
        self.setProperty("words", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The mouse marks and copies; the keyboard passes on to what can be done.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(font)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(round(QFontMetricsF(font).averageCharWidth() * TEXT_COLUMN))
        self.setDocument(_document(text, font, self))

    @property
    def overflows(self) -> bool:
        """Whether there is more than fits folded."""
        return self._overflows

    def set_opened(self, opened: bool) -> None:
        """Show all of it, or only the first lines."""
        self._opened = opened
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Return True: narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that are shown, in pixels."""
        whole = self._whole(min(width, self.maximumWidth()))
        return whole if self._opened or not self._lines else min(whole, self._folded)

    def sizeHint(self) -> QSize:
        """Return the size on as few lines as the column allows."""
        widest = self.maximumWidth()
        return QSize(widest, self.heightForWidth(max(1, min(widest, self.width() or widest))))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow column; how high it gets is for ``heightForWidth`` to say."""
        return QSize(120, round(QFontMetricsF(self.font()).height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell whether something is folded away at this width."""
        super().resizeEvent(event)
        overflows = bool(self._lines) and self._whole(event.size().width()) > self._folded
        if overflows != self._overflows:
            self._overflows = overflows
            self.folds_changed.emit(overflows)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    @property
    def _folded(self) -> int:
        step = QFontMetricsF(self.font()).height() * _LINE / 100
        return math.ceil(step * self._lines)

    def _whole(self, width: int) -> int:
        # Measured on a copy: the document itself belongs to the view's own layout.
        copy = self.document().clone()
        copy.setTextWidth(max(1, width))
        return math.ceil(copy.size().height())


class OwnWords(QWidget):
    """Words exactly as they came, in quotation marks; long ones open with "Vis alt".

    ``lines`` are shown at first; 0 shows everything.
    """

    def __init__(
        self,
        text: str,
        lines: int = 6,
        role: TextRole = TextRole.BODY,
        parent: QWidget | None = None,
        *,
        quoted: bool = True,
        object_name: str = "ownWords",
        accessible_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.text = text
        self._opened = False
        self.view = _WordsView(f"”{text}”" if quoted else text, lines, font_for(role))
        self.view.setObjectName(object_name)
        self.view.setAccessibleName(accessible_name or self.tr("Med deres egne ord"))
        self.more = quiet(self.tr("Vis alt"), f"{object_name}More", "chevron-down")
        self.more.clicked.connect(self._toggle)
        self.more.hide()
        self.view.folds_changed.connect(self._fold_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.view)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _fold_changed(self, overflows: bool) -> None:
        self.more.setVisible(overflows)

    def _toggle(self) -> None:
        self._opened = not self._opened
        self.view.set_opened(self._opened)
        words = self.tr("Vis mindre") if self._opened else self.tr("Vis alt")
        self.more.set_caption(words, "arrow-up" if self._opened else "chevron-down")


def _document(text: str, font: QFont, parent: QTextEdit) -> QTextDocument:
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(spacing)
    return document
