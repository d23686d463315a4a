"""The calm pages of the feedback screen: a question with five large answers, and what is around."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.feedback import MARKS, QUESTIONS, Question
from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.start.start_screen import StartScreen
from moedeleder.ui.tokens import RADIUS_BUTTON, current_tokens
from moedeleder.ui.widgets.button import Button, primary, secondary
from moedeleder.ui.widgets.focus_ring import FocusRing

_ARROWS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class MarkButton(FocusRing):
    """One of the five answers, as a line that is easy to hit: the number and what it means."""

    move_requested = Signal(int)
    """The person wants to the answer above (-1) or below (1)."""

    def __init__(self, mark: int, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = mark
        self.setObjectName(f"mark-{mark}")
        self.setText(f"{mark}  {MARKS[mark]}")
        self.setAccessibleName(f"{mark}: {MARKS[mark]}")
        self.setAccessibleDescription(question)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(font_for(TextRole.SECTION))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the page, before what scrolls around it takes them."""
        way = _ARROWS.get(event.key())
        if way is None:
            super().keyPressEvent(event)
        else:
            self.move_requested.emit(way)

    def sizeHint(self) -> QSize:
        """Return a line as high as a finger or a tired hand needs."""
        metrics = QFontMetricsF(self.font())
        height = max(scaled(44), round(metrics.height()) + 20)
        words = metrics.horizontalAdvance(MARKS[self.mark])
        return QSize(height + round(words) + 32, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line: number, words, and the ground when it is chosen."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = tokens.accent if chosen else tokens.surface
        if not chosen and self.underMouse():
            ground = tokens.surface2
        ink = QColor(tokens.on_accent if chosen else tokens.text)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.border_strong), 1))
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        painter.setFont(self.font())
        painter.setPen(ink)
        number = QRectF(0, 0, self.height(), self.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self.mark))
        words = QRectF(self.height(), 0, self.width() - self.height(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, MARKS[self.mark])
        if self.shows_focus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.on_accent if chosen else tokens.accent), 2))
            inset = 4 if chosen else 2
            ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, RADIUS_BUTTON - inset / 2, RADIUS_BUTTON - inset / 2)


class QuestionPage(StartScreen):
    """One question, with five answers, a way past it and a way back."""

    marked = Signal(object)
    """The mark from 1 to 5, or None where the question is left out."""
    back_requested = Signal()

    def __init__(self, question: Question, at: int) -> None:
        words = QUESTIONS[question]
        step = QCoreApplication.translate("QuestionPage", "Spørgsmål {0} af {1}")
        step = step.format(at + 1, len(QUESTIONS))
        super().__init__(words, step, object_name=f"question-{question.value}", columns=68)
        self.question = question
        self.mark: int | None = None
        self.setAccessibleName(f"{step}: {words}")
        self._marks = [MarkButton(mark, words) for mark in MARKS]
        lines = QVBoxLayout()
        lines.setSpacing(8)
        for button in self._marks:
            button.move_requested.connect(self.go)
            button.clicked.connect(lambda _on=False, mark=button.mark: self.choose(mark))
            lines.addWidget(button)
        self.body.addLayout(lines)
        self.back = secondary(self.tr("Tilbage"), "feedbackBack", "arrow-left")
        self.back.clicked.connect(self.back_requested)
        self.skip = secondary(self.tr("Spring over"), "feedbackSkip")
        self.skip.clicked.connect(lambda: self.choose(None))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        self.body.addLayout(foot)

    def show_mark(self, mark: int | None) -> None:
        """Show which answer is chosen; None is none."""
        self.mark = mark
        for button in self._marks:
            button.setChecked(button.mark == mark)

    def choose(self, mark: int | None) -> None:
        """Answer the question, and go on."""
        self.show_mark(mark)
        self.marked.emit(mark)

    def go(self, way: int) -> None:
        """Put the keyboard at the answer above (-1) or below (1); at first it is at none."""
        outside = -1 if way > 0 else len(self._marks)
        at = next((i for i, button in enumerate(self._marks) if button.hasFocus()), outside)
        button = self._marks[max(0, min(len(self._marks) - 1, at + way))]
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the answer that was given; at none where there is none yet."""
        super().showEvent(event)
        # Whoever hits Enter out of habit must not have given the lowest mark.
        given: QWidget = self if self.mark is None else self._marks[self.mark - 1]
        given.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys find an answer; Enter alone answers nothing."""
        way = _ARROWS.get(event.key())
        if way is not None:
            self.go(way)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


class TalkPage(StartScreen):
    """A few words with one main thing to do, and perhaps another."""

    go_on_requested = Signal()
    other_requested = Signal()

    def __init__(self, title: str, text: str, go_on: str, other: str, name: str) -> None:
        super().__init__(title, text, object_name=name, columns=68)
        self.main: Button = primary(go_on, f"{name}Main")
        self.main.clicked.connect(self.go_on_requested)
        buttons = [self.main]
        if other:
            second = secondary(other, f"{name}Other")
            second.clicked.connect(self.other_requested)
            buttons.insert(0, second)
        self.add_buttons(*buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter go on."""
        super().showEvent(event)
        self.main.setFocus(Qt.FocusReason.TabFocusReason)
