"""I dag: the first page in the morning, with the meetings to come and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import WEEKDAYS
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.text import shorten
from moedeleder.services.overview import PlannedMeeting, Today, Waiting, WaitingKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.pages.today.rows import MeetingRow, QuietRow, WaitingRow
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.button import Button, primary, quiet
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.focus_memory import focus_kept
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.wording import count_text, day_text

_MINUTE_MS = 60_000
_WAITING_SHOWN = 8
_SAID = 60
"""Characters of a matter said again after it was ticked."""
_TWO_COLUMNS = 105
"""Characters that two columns need beside each other."""


class TodayPage(ScrollPage):
    """Shows the meetings of today and the next seven days, and what waits for the person."""

    meeting_requested = Signal(str)
    step_requested = Signal(str, object)
    """A meeting and the ``Step`` to open it at."""
    new_meeting_requested = Signal()
    new_family_requested = Signal()
    waiting_counted = Signal(int)
    """How many things wait, after each look."""
    answers_requested = Signal()
    """The answers without a known sender are to be seen."""
    fetch_requested = Signal()
    receipts_requested = Signal(str)
    """The receipts of a meeting are to be seen."""
    contributions_requested = Signal(str)
    """A meeting whose contributions wait for an answer."""
    letters_requested = Signal(str)
    """A letter is to be seen in the outbox."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="todayPage")
        self._desk = desk
        self._shown: Today | None = None
        self._all_waiting = False
        self._header = PageHeader(self.tr("I dag"))
        self._new = primary(self.tr("Nyt møde"), "newMeeting", "plus")
        self._new.clicked.connect(self.new_meeting_requested)
        self._fetch = quiet(self.tr("Hent svar"), "fetchAnswers", "arrow-down")
        self._fetch.clicked.connect(self.fetch_requested)
        self._fetch.hide()
        self._header.add_trailing(self._fetch)
        self._header.add_trailing(self._new)
        self.set_header(self._header)
        self._today = Card(self.tr("I dag"), object_name="todayCard")
        self._week = Card(self.tr("De næste 7 dage"), object_name="weekCard")
        self._waiting = Card(self.tr("Venter på dig"), object_name="waitingCard")
        self._lay_out_cards()
        desk.changes.changed.connect(self._changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE_MS)
        self._clock.timeout.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read everything again and show it, unless nothing has changed."""
        perform(self, self._desk.office.overview.today, success=self._show)

    def show_fetching(self, set_up: bool, busy: bool, last: str) -> None:
        """Offer to fetch answers where there is a mailbox; ``last`` tells when it was done."""
        self._fetch.setVisible(set_up)
        self._fetch.setEnabled(not busy)
        self._fetch.set_caption(self.tr("Henter svar …") if busy else self.tr("Hent svar"))
        self._fetch.setToolTip(last)
        self._fetch.setAccessibleDescription(last)

    def say_what_runs(self) -> None:
        """Say that a meeting is still going on, where one is."""
        waiting = self._shown.waiting if self._shown is not None else ()
        if any(each.kind is WaitingKind.MEETING_RUNNING for each in waiting):
            words = self.tr("Et møde er stadig i gang.")
            self.show_message(words, Tone.INFO, self.tr("Det står under Venter på dig."))

    def undo(self) -> None:
        """Take the last thing back."""
        self.undo_bar.undo()

    def main_action(self) -> None:
        """Open today's next meeting; else plan one; where there is no child yet, begin with one."""
        coming = self._next()
        if coming:
            self.meeting_requested.emit(coming)
        elif self._new.isHidden():
            self.new_family_requested.emit()
        else:
            self._new.click()

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date when the page comes into sight, and keep the time while it is."""
        super().showEvent(event)
        self.refresh()
        self._clock.start()
        focused: object = self.window().focusWidget()
        if not (isinstance(focused, QWidget) and focused.isVisible()):
            self.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other where the text is too large for two columns."""
        super().resizeEvent(event)
        narrow = self.width() < QFontMetrics(self.font()).averageCharWidth() * _TWO_COLUMNS
        way = QBoxLayout.Direction
        self._beside.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def begin(self) -> None:
        """Put the keyboard at today's next meeting, where there is one."""
        button = self.findChild(Button, f"open-{self._next()}")
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> str:
        """Return the meeting of today that runs or comes next; empty when there is none."""
        if self._shown is None:
            return ""
        now, lines = self._shown.now, [planned.line for planned in self._shown.today]
        running = [line.id for line in lines if line.state is MeetingState.RUNNING]
        coming = [
            line.id
            for line in lines
            if line.state is MeetingState.PLANNED
            and line.starts_at + timedelta(minutes=line.minutes) > now
        ]
        return next(iter(running + coming), "")

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.kinds - {Kind.NOTES}:
            self.refresh()

    def _show(self, today: Today) -> None:
        self._show_header(today)
        self.waiting_counted.emit(len(today.waiting))
        # A first child, or a meeting far ahead, changes nothing else on this page.
        self._show_empty(today)
        if self._shown is not None and _same(self._shown, today):
            return
        self._shown = today
        with focus_kept(self):
            self._show_meetings(self._today, today.today, today.now, with_day=False)
            self._show_meetings(self._week, today.this_week, today.now, with_day=True)
            self._show_waiting(today.waiting)
        self._new.set_main(not self._next())

    def _show_header(self, today: Today) -> None:
        actor = self._desk.office.settings.actor()
        name = f", {actor.name.split()[0]}" if actor else ""
        count, waiting = len(today.today), len(today.waiting)
        meetings = count_text(count, self.tr("møde"), self.tr("møder")) if count else ""
        things = count_text(waiting, self.tr("ting"), self.tr("ting")) if waiting else ""
        self._header.set_texts(
            f"{self._greeting(today.now)}{name}",
            self.tr("{0} · {1} i dag, {2} venter på dig").format(
                _day(today.now), meetings or self.tr("ingen møder"), things or self.tr("intet")
            ),
        )

    def _greeting(self, now: datetime) -> str:
        for before, words in (
            (5, self.tr("Hej")),
            (9, self.tr("God morgen")),
            (12, self.tr("God formiddag")),
            (18, self.tr("God eftermiddag")),
        ):
            if now.hour < before:
                return words
        return self.tr("God aften")

    def _show_meetings(
        self, card: Card, meetings: Sequence[PlannedMeeting], now: datetime, *, with_day: bool
    ) -> None:
        card.clear()
        for planned in meetings:
            row = MeetingRow(planned, now, with_day=with_day)
            row.open_requested.connect(self.meeting_requested)
            row.start_requested.connect(self._start)
            _add(card, row)
        if not meetings:
            nothing = self.tr("Ingen møder de næste 7 dage.") if with_day else ""
            _add(card, QuietRow(nothing or self.tr("Du har ingen møder i dag.")))

    def _show_waiting(self, waiting: Sequence[Waiting]) -> None:
        self._waiting.clear()
        shown = waiting if self._all_waiting else waiting[:_WAITING_SHOWN]
        for thing in shown:
            row = WaitingRow(thing)
            row.step_requested.connect(self.step_requested)
            row.answers_requested.connect(self.answers_requested)
            row.receipts_requested.connect(self.receipts_requested)
            row.contributions_requested.connect(self.contributions_requested)
            row.letters_requested.connect(self.letters_requested)
            row.password_requested.connect(self._ask_password)
            row.kept_requested.connect(self._kept)
            row.settled_requested.connect(self._settled)
            _add(self._waiting, row)
        if len(waiting) > len(shown):
            _add(self._waiting, self._more(len(waiting) - len(shown)))
        if not waiting:
            _add(self._waiting, QuietRow(self.tr("Intet venter på dig lige nu."), "check"))

    def _more(self, count: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(GAP - 4, 6, GAP - 4, 6)
        button = quiet(self.tr("Vis {0} mere").format(count), "showAllWaiting")
        button.clicked.connect(self._show_all_waiting)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    def _show_all_waiting(self) -> None:
        self._all_waiting = True
        if self._shown is not None:
            self._show_waiting(self._shown.waiting)
            self._waiting.setFocus()

    def _show_empty(self, today: Today) -> None:
        nothing = not (today.today or today.this_week or today.waiting)
        new_here = nothing and not self._desk.office.families.find()
        self._empty.setVisible(new_here)
        self._columns.setVisible(not new_here)
        self._new.setVisible(not new_here)

    def _start(self, meeting_id: str) -> None:
        perform(
            self,
            lambda: self._desk.office.conduct.start(meeting_id),
            success=lambda _meeting: self.step_requested.emit(meeting_id, Step.MEETING),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting_id,)),
        )

    def _kept(self, waiting: Waiting) -> None:
        if self._mark(waiting, True):
            words = self.tr("Aftalen er holdt: {0}").format(waiting.what)
            self.offer_undo(words, lambda: self._mark(waiting, False))

    @Slot()
    def _ask_password(self) -> None:
        from moedeleder.ui.dialogs.mail_password import MailPasswordDialog

        dialog = MailPasswordDialog(self._desk, self.window())
        words = self.tr("Kodeordet er skrevet. Brevene går nu.")
        dialog.accepted.connect(lambda: self.show_message(words, Tone.OK))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _settled(self, waiting: Waiting) -> None:
        if self._settle(waiting, True):
            words = self.tr("Klaret: {0}").format(shorten(waiting.what, _SAID))
            self.offer_undo(words, lambda: self._settle(waiting, False))

    def _settle(self, waiting: Waiting, done: bool) -> bool:
        return perform(
            self,
            lambda: self._desk.office.statements.settle_formal(waiting.thing_id, done),
            changes=self._desk.changes,
            change=Change.of(Kind.PROMISES, ids=(waiting.meeting_id,)),
        )

    def _mark(self, waiting: Waiting, kept: bool) -> bool:
        return perform(
            self,
            lambda: self._desk.office.promises.mark_kept(waiting.thing_id, kept),
            changes=self._desk.changes,
            change=Change.of(Kind.PROMISES, ids=(waiting.meeting_id,)),
        )

    def _lay_out_cards(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._today)
        left.addWidget(self._week)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self._waiting)
        right.addStretch(1)
        self._columns = QWidget()
        self._beside = columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(MARGIN - 4)
        columns.addLayout(left, 5)
        columns.addLayout(right, 4)
        self.add(self._columns)
        self._empty = EmptyState(
            "people",
            self.tr("Her begynder det med et barn"),
            self.tr(
                "Opret det første barn og dem, der er omkring det. "
                "Så kan du planlægge et møde sammen med familien."
            ),
            self.tr("Opret det første barn"),
            button_icon="plus",
            button_name="firstFamily",
            is_main=True,
        )
        self._empty.action_requested.connect(self.new_family_requested)
        self._empty.hide()
        self.add(self._empty, 1)


def _add(card: Card, row: QWidget) -> None:
    card.add_row(row)
    # A layout shows what it was given only at the next turn; the focus is to go back there now.
    row.show()


def _same(one: Today, other: Today) -> bool:
    # Minutes only matter to which meetings offer to be started; a quarter is near enough.
    quarter = one.now.replace(minute=one.now.minute // 15 * 15, second=0, microsecond=0)
    return replace(one, now=quarter) == replace(
        other, now=other.now.replace(minute=other.now.minute // 15 * 15, second=0, microsecond=0)
    )


def _day(now: datetime) -> str:
    return f"{WEEKDAYS[now.weekday()].capitalize()} {day_text(now.date())}"
