"""Checks the language of the page when the fingers rest, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.meetings import Meeting
from moedeleder.services.language import names_at
from moedeleder.ui.desk import Desk
from moedeleder.ui.pages.minutes.language.marks import Underliner
from moedeleder.ui.pages.minutes.language.report import Report, Skip, examine
from moedeleder.ui.pages.minutes.language.sheets import Sheet, read_sheet

IDLE_MS = 350


class LanguageWatch(QObject):
    """Keeps the underlining and the report in step with what stands in the editors."""

    examined = Signal(object)
    """The newest ``Report``."""
    failed = Signal(object)
    """The ``MoedelederError`` that stopped a check."""
    escaped = Signal()
    """Esc was pressed in one of the editors."""
    caret_moved = Signal(str, int)
    """The editor somebody is in, and the number of the paragraph."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._meeting: Meeting | None = None
        self._sheets: dict[str, Sheet] = {}
        self._drawn: dict[QObject, Underliner] = {}
        self._skipped: dict[str, set[Skip]] = {}
        self._running = self._again = False
        self.takes_digit: Callable[[QObject, int], bool] = lambda _edit, _number: False
        """Whether a bare digit pressed in an editor is an answer, and not to be written."""
        self.has_read = False
        """Whether the report is about the meeting that is shown."""
        self.report = Report()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.check_now)

    @property
    def is_waiting(self) -> bool:
        """Whether a newer report is on its way."""
        return self._running or self._again or self._timer.isActive()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the editors in the order of the page."""
        return tuple(self._sheets)

    def sheet(self, name: str) -> Sheet | None:
        """Return an editor that is still on the page."""
        found = self._sheets.get(name)
        return found if found is not None and shiboken6.isValid(found.edit) else None

    def focused(self) -> Sheet | None:
        """Return the editor that has the keyboard."""
        return next((each for each in self._valid() if each.edit.hasFocus()), None)

    def watch(self, meeting: Meeting, sheets: Iterable[Sheet]) -> None:
        """Check these editors of a meeting's minutes from now on."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self.report, self.has_read = Report(), False
        self._meeting = meeting
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._drawn = {edit: each for edit, each in self._drawn.items() if shiboken6.isValid(edit)}
        for sheet in self._sheets.values():
            if sheet.edit not in self._drawn:
                self._begin(sheet)
        self.check_soon()

    def check_soon(self) -> None:
        """Check when nothing more comes for a moment."""
        self._timer.start()

    def hurry(self) -> None:
        """Check without waiting for a rest, unless a check is under way: that one goes on."""
        if not self._running:
            self.check_now()

    def check_now(self) -> None:
        """Check at once; texts that change meanwhile are checked again after that."""
        self._timer.stop()
        meeting = self._meeting
        if meeting is None or not self._page.isVisible():
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        texts = [read_sheet(sheet) for sheet in self._valid()]
        skipped = frozenset(self._skipped.get(meeting.id, ()))
        office = self._desk.office

        def work() -> Report:
            office.language.prepare()
            known = names_at(meeting, office.settings.organisation())
            return examine(office.language, texts, known, skipped)

        def done(report: Report) -> None:
            self._done(report, meeting.id)

        self._desk.background.run(work, done, self._stopped, self._page)

    def skip(self, skip: Skip) -> None:
        """Say no more of it in this meeting, as long as the program is open."""
        if self._meeting is not None:
            self._skipped.setdefault(self._meeting.id, set()).add(skip)
        self.check_now()

    def unskip(self, skip: Skip) -> None:
        """Say it again."""
        if self._meeting is not None:
            self._skipped.get(self._meeting.id, set()).discard(skip)
        self.check_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear Esc and bare digits, and draw anew in other colours."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.escaped.emit()
            number = _bare_digit(event)
            if number and self.takes_digit(watched, number):
                return True
        elif event.type() == QEvent.Type.PaletteChange and watched in self._drawn:
            self._drawn[watched].draw_again()
        return super().eventFilter(watched, event)

    def _begin(self, sheet: Sheet) -> None:
        self._drawn[sheet.edit] = Underliner(sheet.edit.document())
        sheet.edit.document().contentsChanged.connect(self.check_soon)
        sheet.edit.cursorPositionChanged.connect(lambda: self._moved(sheet))
        sheet.edit.installEventFilter(self)

    def _valid(self) -> list[Sheet]:
        return [each for each in self._sheets.values() if shiboken6.isValid(each.edit)]

    def _moved(self, sheet: Sheet) -> None:
        if sheet.edit.hasFocus():
            self.caret_moved.emit(sheet.name, sheet.edit.textCursor().blockNumber())
        if self.report.held_back:
            self.check_soon()

    def _done(self, report: Report, meeting_id: str) -> None:
        self._running = False
        if self._meeting is None or self._meeting.id != meeting_id:
            # Another meeting has come meanwhile.
            self.check_now()
            return
        self.report, self.has_read = report, True
        for name, marks in report.marks.items():
            sheet = self.sheet(name)
            if sheet is not None:
                self._drawn[sheet.edit].show_marks(marks)
        self.examined.emit(report)
        if self._again:
            self._again = False
            self.check_now()

    def _stopped(self, error: Exception) -> None:
        self._running = self._again = False
        if not isinstance(error, MoedelederError):
            raise error
        self.failed.emit(error)


def _bare_digit(event: QKeyEvent) -> int:
    """Return the digit from 1 to 9 that is pressed with no other key, else 0."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_digit = Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
    bare = is_digit and held == Qt.KeyboardModifier.NoModifier
    return event.key() - Qt.Key.Key_0 if bare else 0
