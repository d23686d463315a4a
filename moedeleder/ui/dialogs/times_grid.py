"""The grid of people and proposed times, in which answers can be typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from moedeleder.domain.attendees import Attendee
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.text import shorten
from moedeleder.domain.times import Fit, ProposedTime, counted
from moedeleder.ui.dialogs.times_words import (
    best,
    fit_spoken,
    fit_words,
    short_time,
    suits_text,
    time_words,
)
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.item_models.row_model import TONE_ROLE
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.data_table import CellDelegate

_NEXT = {None: Fit.YES, Fit.YES: Fit.NO, Fit.NO: None}
_KEYS = {
    Qt.Key.Key_J: Fit.YES,
    Qt.Key.Key_N: Fit.NO,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}
_CYCLE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TONES = {Fit.YES: Tone.OK, Fit.NO: Tone.BAD, None: Tone.NEUTRAL}
_ROWS_SHOWN = 8
_BESIDE = 6
"""So many times share the width of the grid; more of them scroll."""
_NAME = 28
_PAD = 14


class TimesGrid(QTableWidget):
    """Whom each time suits; Space or a click goes on to the next answer, J and N say it outright.

    The first line counts. A click on the head of a column only chooses the time.
    """

    answered = Signal(str, str, object)
    """A proposal's id, a person's id, and a ``Fit`` or None."""
    time_changed = Signal()
    """Another column is current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timesGrid")
        self.setAccessibleName(self.tr("Hvem kan hvornår"))
        self._times: tuple[ProposedTime, ...] = ()
        self._people: tuple[Attendee, ...] = ()
        self._said: dict[tuple[str, str], Fit] = {}
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        row = QFontMetrics(font_for(TextRole.BODY)).height() + _PAD
        self.verticalHeader().setDefaultSectionSize(row)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().sectionClicked.connect(self.select_time)
        self.cellClicked.connect(self._clicked)
        self.currentCellChanged.connect(self._moved)

    @property
    def current_time(self) -> ProposedTime | None:
        """The time the keyboard is at."""
        at = self.currentColumn()
        return self._times[at] if 0 <= at < len(self._times) else None

    def select_time(self, column: int) -> None:
        """Make a time current."""
        self.setCurrentCell(max(0, self.currentRow()), column)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the times and answers; the cell that was current stays so where it can."""
        row, column = self.currentRow(), self.currentColumn()
        grown = len(meeting.proposed_times) != len(self._times)
        self._times, self._people = meeting.proposed_times, meeting.attendees
        self._said = {(a.proposal_id, a.person_id): a.fit for a in meeting.time_answers}
        self.blockSignals(True)
        self._fill(meeting)
        self.blockSignals(False)
        if self._times:
            first = grown or column < 0
            at = self._best_column(meeting) if first else min(column, len(self._times) - 1)
            self.setCurrentCell(max(0, row), at)
        self.time_changed.emit()

    def sizeHint(self) -> QSize:
        """Return room for all times and nine people."""
        rows = min(self.rowCount(), _ROWS_SHOWN)
        height = rows * self.verticalHeader().defaultSectionSize() + 4
        height += self.horizontalHeader().sizeHint().height()
        width = self.verticalHeader().sizeHint().width() + self.horizontalHeader().length() + 8
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(width, height + (bar if len(self._times) > _BESIDE else 0))

    def minimumSizeHint(self) -> QSize:
        """Return the full height up to nine people; the width may scroll."""
        return QSize(320, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type an answer with Space, J, N or Delete."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in _CYCLE:
            self._next(self.currentRow(), self.currentColumn())
        elif plain and key in _KEYS:
            self._say(self.currentRow(), self.currentColumn(), _KEYS[key])
        else:
            super().keyPressEvent(event)

    def _fill(self, meeting: Meeting) -> None:
        counts = counted(self._times, meeting.time_answers, [a.person.id for a in self._people])
        top = best(counts)
        self.setRowCount(len(self._people) + 1)
        self.setColumnCount(len(self._times))
        self.setHorizontalHeaderLabels([short_time(each.starts_at) for each in self._times])
        names = [shorten(each.person.name, _NAME) for each in self._people]
        self.setVerticalHeaderLabels([self.tr("Passer for"), *names])
        for column, (time, count) in enumerate(zip(self._times, counts, strict=True)):
            self._head(column, time, meeting.is_held_at(time))
            words = f"{len(count.can)}" + self.tr(" af {0}").format(len(self._people))
            words += self.tr(" · bedst") if count is top else ""
            spoken = f"{time_words(time.starts_at)} {suits_text(count)}"
            self._put(0, column, words, spoken, Tone.ACCENT if count is top else None)
            for row, person in enumerate(self._people, 1):
                fit = self._said.get((time.id, person.person.id))
                spoken = f"{person.person.name} {fit_spoken(fit)} {time_words(time.starts_at)}"
                self._put(row, column, fit_words(fit), spoken, _TONES[fit])
        self._share_width()
        self.updateGeometry()

    def _head(self, column: int, time: ProposedTime, is_chosen: bool) -> None:
        head = self.horizontalHeaderItem(column)
        if head is not None:
            chosen = self.tr(" (valgt)") if is_chosen else ""
            head.setText(short_time(time.starts_at) + chosen)
            head.setToolTip(time_words(time.starts_at) + chosen)

    def _put(self, row: int, column: int, words: str, spoken: str, tone: Tone | None) -> None:
        item = QTableWidgetItem(words)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(spoken)
        if tone is not None:
            item.setData(TONE_ROLE, tone)
        self.setItem(row, column, item)

    def _share_width(self) -> None:
        longest = self.tr("{0} af {0} · bedst").format(len(self._people))
        words = QFontMetrics(font_for(TextRole.BODY)).horizontalAdvance(longest) + 2 * _PAD
        mode = QHeaderView.ResizeMode
        header = self.horizontalHeader()
        header.setMinimumSectionSize(words + _PAD)
        header.setSectionResizeMode(mode.Stretch if len(self._times) <= _BESIDE else mode.Fixed)
        header.setDefaultSectionSize(words + _PAD)

    def _best_column(self, meeting: Meeting) -> int:
        for at, time in enumerate(self._times):
            if meeting.is_held_at(time):
                return at
        counts = counted(self._times, meeting.time_answers, [a.person.id for a in self._people])
        top = best(counts)
        return counts.index(top) if top is not None else 0

    def _clicked(self, row: int, column: int) -> None:
        self._next(row, column)

    def _moved(self, _row: int, column: int, _from: int, from_column: int) -> None:
        if column != from_column:
            self.time_changed.emit()

    def _next(self, row: int, column: int) -> None:
        if row >= 1 and column >= 0:
            key = (self._times[column].id, self._people[row - 1].person.id)
            self._say(row, column, _NEXT[self._said.get(key)])

    def _say(self, row: int, column: int, fit: Fit | None) -> None:
        if row >= 1 and column >= 0:
            person = self._people[row - 1].person
            self.answered.emit(self._times[column].id, person.id, fit)
