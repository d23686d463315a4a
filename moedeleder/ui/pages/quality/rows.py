"""The figures as they are drawn: a question with its mean and five columns, and a small table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from moedeleder.domain.feedback import HIGHEST, MARKS, QUESTIONS, Group, Question, QuestionFigures
from moedeleder.ui.fonts import TextRole, font_for, scaled
from moedeleder.ui.tokens import Tone, current_tokens
from moedeleder.ui.widgets.card import ROW_MARGIN
from moedeleder.ui.widgets.label import Label, muted
from moedeleder.ui.widgets.wrap_label import WrapLabel

SHORT: Mapping[Question, str] = {
    Question.HEARD: "Blev hørt",
    Question.UNDERSTOOD: "Forstod",
    Question.ON_AGENDA: "Egne punkter",
    Question.KNOWS_NEXT: "Ved, hvad der sker",
    Question.RESPECTED: "Respekt",
}
TOO_FEW = "–"
"""Stands where fewer than five have answered a question."""


def mean_text(figures: QuestionFigures) -> str:
    """Return e.g. ``4,2``."""
    mean = figures.mean
    return TOO_FEW if mean is None else f"{mean:.1f}".replace(".", ",")


class Columns(QWidget):
    """How many gave each mark: five small columns, each with its number above and mark below."""

    def __init__(self, figures: QuestionFigures) -> None:
        super().__init__()
        self._counts = figures.counts
        self.setFont(font_for(TextRole.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = (f"{count} {MARKS[mark].lower()}" for mark, count in enumerate(figures.counts, 1))
        self.setAccessibleName(", ".join(told))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        """Return room for five columns with two lines of numbers."""
        return QSize(scaled(34) * HIGHEST, scaled(40) + 2 * self._line())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns, the highest as high as there is room."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        width, line = self.width() / HIGHEST, self._line()
        room = self.height() - 2 * line - 4
        for at, count in enumerate(self._counts):
            height = max(2.0, room * count / max(1, *self._counts))
            top = line + 2 + room - height
            left = at * width
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent if count else tokens.border))
            painter.drawRoundedRect(QRectF(left + 5, top, width - 10, height), 2, 2)
            painter.setPen(QColor(tokens.text))
            centre = Qt.AlignmentFlag.AlignCenter
            painter.drawText(QRectF(left, top - line - 1, width, line), centre, str(count))
            painter.setPen(QColor(tokens.text2))
            painter.drawText(QRectF(left, self.height() - line, width, line), centre, str(at + 1))

    def _line(self) -> int:
        return round(QFontMetricsF(self.font()).height())


class QuestionRow(QWidget):
    """One question: the words, how many answered, the mean and the columns."""

    def __init__(self, figures: QuestionFigures) -> None:
        super().__init__()
        self.setObjectName(f"figures-{figures.question.value}")
        answered = self.tr("{0} har svaret").format(figures.answered)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(WrapLabel(QUESTIONS[figures.question], TextRole.STRONG))
        words.addWidget(muted(answered if figures.is_shown else self.tr("For få har svaret")))
        words.addStretch(1)
        mean = Label(mean_text(figures), TextRole.TITLE)
        mean.setObjectName(f"mean-{figures.question.value}")
        mean.setAccessibleName(self.tr("I snit {0} af 5").format(mean_text(figures)))
        mean.setMinimumWidth(scaled(56))
        mean.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(ROW_MARGIN, 8, ROW_MARGIN, 8)
        row.setSpacing(scaled(28))
        row.addLayout(words, 1)
        row.addWidget(mean)
        columns = Columns(figures)
        columns.setVisible(figures.is_shown)
        row.addWidget(columns)


class GroupTable(QWidget):
    """The means of several groups below each other: kinds of meeting, or quarters."""

    def __init__(self, head: str, groups: Sequence[Group], names: Mapping[str, str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(ROW_MARGIN, 8, ROW_MARGIN, 12)
        grid.setHorizontalSpacing(scaled(20))
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        heads = (head, self.tr("Svar"), *SHORT.values())
        for column, words in enumerate(heads):
            label = Label(words, TextRole.SMALL, Tone.NEUTRAL)
            label.setWordWrap(True)
            grid.addWidget(label, 0, column, _side(column))
        for at, group in enumerate(groups, 1):
            means = [mean_text(each) for each in group.questions]
            cells = (names.get(group.key, group.key), str(group.count), *means)
            for column, words in enumerate(cells):
                name = WrapLabel(words) if column == 0 else Label(words)
                if column:
                    name.setAccessibleName(f"{cells[0]}, {heads[column]}: {words}")
                grid.addWidget(name, at, column, _side(column))


def _side(column: int) -> Qt.AlignmentFlag:
    middle = Qt.AlignmentFlag.AlignVCenter
    return middle if column == 0 else middle | Qt.AlignmentFlag.AlignRight
