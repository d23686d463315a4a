"""The list of readers: who they are and what each gets, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.people import Person
from moedeleder.domain.text import shorten
from moedeleder.services.labels import person_role
from moedeleder.services.readers import Reader
from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.tokens import RADIUS_BUTTON, current_tokens
from moedeleder.ui.widgets.focus_ring import FocusRing

_LEFT, _PAD, _GAP = 12, 8, 2
_NAME, _WORDS = 90, 260
_WIDTH = 300
_LEAST_HEIGHT, _WANTED_HEIGHT = 200, 380
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


class ReaderLine(FocusRing):
    """One reader: the name with the role, and below it what they get."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._name = self._words = ""
        self.attendee_id = reader.attendee.id
        self.setObjectName(f"reader-{self.attendee_id}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_reader(self, person: Person, words: str) -> None:
        """Show who it is and what they get now."""
        self._name = shorten(f"{person.name} · {person_role(person)}", _NAME)
        self._words = shorten(words, _WORDS)
        self.setText(self._name.replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {self._words}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True, since long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words in pixels."""
        name, words = (self._box(role, text, width) for role, text in self._texts())
        return name + _GAP + words + 2 * _PAD

    def sizeHint(self) -> QSize:
        """Return the size of a usual list."""
        return QSize(scaled(_WIDTH), self.heightForWidth(scaled(_WIDTH)))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow list, since the words wrap."""
        return QSize(180, self.heightForWidth(max(180, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the one chosen, the words, and the focus ring."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            ground = tokens.accent_soft if self.isChecked() else tokens.surface2
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        top = _PAD
        for (role, text), ink in zip(self._texts(), (tokens.text, tokens.text2), strict=True):
            painter.setFont(font_for(role))
            painter.setPen(QColor(ink))
            painter.drawText(self.rect().adjusted(_LEFT, top, -_LEFT, 0), _FLAGS, text)
            top += self._box(role, text, self.width()) + _GAP
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_BUTTON, RADIUS_BUTTON)

    def _texts(self) -> tuple[tuple[TextRole, str], tuple[TextRole, str]]:
        return (TextRole.STRONG, self._name), (TextRole.SMALL, self._words)

    def _box(self, role: TextRole, text: str, width: int) -> int:
        room = max(60, width - 2 * _LEFT)
        metrics = QFontMetrics(font_for(role))
        return metrics.boundingRect(0, 0, room, 10_000, _FLAGS, text).height()


class ReaderList(QScrollArea):
    """Readers below each other; Up and Down choose, and one Tab goes on."""

    picked = Signal(str)
    """The attendee a person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerList")
        self.setAccessibleName(self.tr("Deltagerne, og hvad hver får"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines: list[ReaderLine] = []
        self._inside = QWidget()
        self._inside.setObjectName("scrollBody")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self.setWidget(self._inside)

    @property
    def lines(self) -> tuple[ReaderLine, ...]:
        """The lines, in the order of the list."""
        return tuple(self._lines)

    def show_readers(
        self, readers: Sequence[Reader], current: str, words_of: Callable[[Reader], str]
    ) -> None:
        """Show these readers with what each gets; the keyboard stays where it is."""
        ids = [each.attendee.id for each in readers]
        if ids != [line.attendee_id for line in self._lines]:
            self._rebuild(readers)
        for line, reader in zip(self._lines, readers, strict=True):
            line.show_reader(reader.attendee.person, words_of(reader))
            line.setChecked(line.attendee_id == current)
            stop = Qt.FocusPolicy.StrongFocus if line.isChecked() else Qt.FocusPolicy.ClickFocus
            line.setFocusPolicy(stop)
        self.setMinimumHeight(min(scaled(_LEAST_HEIGHT), 64 * max(1, len(ids))))

    def sizeHint(self) -> QSize:
        """Return room for about six readers: forty must not make the dialog high."""
        needed = self._inside.sizeHint().height()
        return QSize(scaled(_WIDTH), min(needed, scaled(_WANTED_HEIGHT)))

    def begin(self) -> None:
        """Put the keyboard at the one who is chosen."""
        for line in self._lines:
            if line.isChecked():
                line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrow keys."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((i for i, line in enumerate(self._lines) if line.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
            return
        line = self._lines[max(0, min(len(self._lines) - 1, at + way))]
        line.setFocus(Qt.FocusReason.TabFocusReason)
        line.click()

    def _rebuild(self, readers: Sequence[Reader]) -> None:
        while self._lines:
            gone = self._lines.pop()
            gone.hide()
            gone.deleteLater()
        for reader in readers:
            line = ReaderLine(reader)
            line.clicked.connect(lambda _on=False, each=line: self._pick(each))
            self._column.insertWidget(len(self._lines), line)
            self._lines.append(line)

    def _pick(self, line: ReaderLine) -> None:
        self.ensureWidgetVisible(line, 0, 8)
        self.picked.emit(line.attendee_id)
