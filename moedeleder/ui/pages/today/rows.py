"""The rows of "I dag": a meeting to come, a thing that waits, and a line that says "nothing"."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.danish import MONTHS, WEEKDAYS, clock
from moedeleder.domain.errors import MailPasswordMissing
from moedeleder.domain.meetings import MeetingLine, MeetingState
from moedeleder.domain.readiness import LackKind, things_missing
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.text import shorten
from moedeleder.services.overview import PlannedMeeting, Waiting, WaitingKind
from moedeleder.ui.check_words import undone_text
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel, plain_tooltip
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import (
    count_text,
    lack_text,
    status_text,
    waiting_detail,
    waiting_text,
)

# So long before its time a meeting offers to be started, whatever it still lacks.
_SOON = timedelta(minutes=30)
_LETTERS = (WaitingKind.LETTER_NOT_SENT, WaitingKind.LETTER_FAILED)
# Whether an uncertain letter came, or a stopped one is to leave, is settled in the outbox.
_IN_OUTBOX = (DeliveryState.UNCERTAIN.value, DeliveryState.INTERRUPTED.value)
_PASSWORD = MailPasswordMissing.__name__
_TITLE, _PLACE = 110, 60


class MeetingRow(QWidget):
    """One meeting to come: when, what, whether it is ready, and the next thing to do."""

    open_requested = Signal(str)
    start_requested = Signal(str)

    def __init__(
        self,
        planned: PlannedMeeting,
        now: datetime,
        *,
        with_day: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        line = planned.line
        missing = [lack_text(each) for each in planned.lacks if each.kind is not LackKind.CHECKS]
        undone = undone_text(planned, with_day)
        starts = not with_day and _can_start(planned, now)
        self.setObjectName(f"meeting-{line.id}")
        self._button = secondary(
            self.tr("Start mødet") if starts else _open_words(line), f"open-{line.id}", compact=True
        )
        self._button.setAccessibleDescription(
            " · ".join(filter(None, (line.title, *missing, undone)))
        )
        wish = self.start_requested if starts else self.open_requested
        self._button.clicked.connect(lambda: wish.emit(line.id))
        pill = _pill(planned)
        # The pill shows its own tooltip only where it is cut, so the words stand on the row.
        checks = [check.text for check in planned.undone]
        self.setToolTip(plain_tooltip("\n".join([*missing, *checks])).replace("\n", "<br>"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(_what(line, with_day), 1)
        head.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addLayout(head)
        # Below the button too: what is missing is what most wants the room.
        for words in filter(None, (" · ".join(missing), undone)):
            body.addWidget(WrapLabel(words, TextRole.SMALL, Tone.NEUTRAL))
        row = _row(self)
        row.addLayout(_when(line, with_day), 0)
        row.addLayout(body, 1)


class WaitingRow(QWidget):
    """One thing that waits for the person, with the button that sees to it."""

    step_requested = Signal(str, object)
    """A meeting and the ``Step`` where the thing is seen to."""
    kept_requested = Signal(object)
    """The ``Waiting`` promise that was kept."""
    settled_requested = Signal(object)
    """The ``Waiting`` formal matter that was settled."""
    answers_requested = Signal()
    """The answers without a known sender are to be seen."""
    receipts_requested = Signal(str)
    """The receipts of a meeting are to be seen."""
    contributions_requested = Signal(str)
    """What waits for an answer at a meeting is to be seen."""
    letters_requested = Signal(str)
    """A letter is to be seen in the outbox."""
    password_requested = Signal()
    """The mail server's password is to be asked for."""

    def __init__(self, waiting: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, tone = _waiting_icon(waiting)
        thing = waiting.thing_id or waiting.meeting_id
        self.setObjectName(f"waiting-{thing}")
        self._button = secondary(_waiting_button(waiting), f"see-{thing}", compact=True)
        self._button.setAccessibleDescription(waiting_text(waiting))
        self._button.clicked.connect(lambda: self._pressed(waiting))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(shorten(waiting_text(waiting), _TITLE), TextRole.STRONG))
        # Why nothing leaves is short, and must never be cut.
        detail = WrapLabel if waiting.kind is WaitingKind.LETTERS_HELD_UP else ElidedLabel
        words.addWidget(detail(waiting_detail(waiting), TextRole.SMALL, Tone.NEUTRAL))
        row = _row(self)
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _pressed(self, waiting: Waiting) -> None:
        if waiting.kind is WaitingKind.PROMISE_DUE:
            self.kept_requested.emit(waiting)
        elif waiting.kind is WaitingKind.FORMAL_DUE:
            self.settled_requested.emit(waiting)
        elif waiting.kind is WaitingKind.ANSWER_UNKNOWN:
            self.answers_requested.emit()
        elif waiting.kind is WaitingKind.CONTRIBUTIONS_OPEN:
            self.contributions_requested.emit(waiting.meeting_id)
        elif _lacks_password(waiting):
            self.password_requested.emit()
        elif _is_in_outbox(waiting):
            self.letters_requested.emit(waiting.thing_id)
        elif waiting.what == LetterKind.RECEIPT.value and waiting.kind in _LETTERS:
            self.receipts_requested.emit(waiting.meeting_id)
        else:
            self.step_requested.emit(waiting.meeting_id, _step(waiting))


class QuietRow(QWidget):
    """A line in a card that has nothing to show."""

    def __init__(
        self, text: str, icon: IconName | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = _row(self)
        if icon is not None:
            row.addWidget(IconLabel(icon, Tone.OK), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrapLabel(text, tone=Tone.NEUTRAL), 1)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(GAP - 2, 11, GAP - 2, 11)
    row.setSpacing(12)
    return row


def _when(line: MeetingLine, with_day: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    day = WEEKDAYS[line.starts_at.weekday()][:3].capitalize()
    first = Label(day if with_day else clock(line.starts_at), TextRole.STRONG)
    # All rows line up, whatever the hour and the text size.
    first.setMinimumWidth(QFontMetrics(font_for(TextRole.STRONG)).horizontalAdvance("00.00 ") + 8)
    column.addWidget(first)
    if with_day:
        when = f"{line.starts_at.day}. {MONTHS[line.starts_at.month - 1][:3]}"
        column.addWidget(Label(when, TextRole.SMALL, Tone.NEUTRAL))
    column.addStretch(1)
    return column


def _what(line: MeetingLine, with_day: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(ElidedLabel(line.title, TextRole.STRONG))
    column.addWidget(WrapLabel(_details(line, with_day), TextRole.SMALL, Tone.NEUTRAL))
    column.addStretch(1)
    return column


def _details(line: MeetingLine, with_day: bool) -> str:
    return " · ".join(
        filter(
            None,
            (
                clock(line.starts_at) if with_day else "",
                _tr("{0} min").format(line.minutes),
                shorten(line.place, _PLACE),
                count_text(line.attendee_count, _tr("deltager"), _tr("deltagere")),
                _tr("bisidder med") if line.has_support_person else "",
            ),
        )
    )


def _pill(planned: PlannedMeeting) -> Pill:
    line, count = planned.line, things_missing(planned.lacks)
    if line.state is MeetingState.PLANNED and count:
        pill = Pill(_tr("{0} mangler").format(count), Tone.WARN, "warning")
    elif line.state is MeetingState.PLANNED:
        pill = Pill(_tr("klar"), Tone.OK, "check")
    elif line.state is MeetingState.HELD or line.letters_left:
        pill = Pill(status_text(line), Tone.WARN, "warning")
    elif line.state is MeetingState.RUNNING:
        pill = Pill(status_text(line), Tone.INFO, "play")
    else:
        pill = Pill(status_text(line), Tone.OK, "check")
    pill.setObjectName(f"pill-{line.id}")
    pill.setAccessibleDescription(" · ".join(lack_text(lack) for lack in planned.lacks))
    return pill


def _can_start(planned: PlannedMeeting, now: datetime) -> bool:
    if planned.line.state is not MeetingState.PLANNED:
        return False
    return not planned.lacks or planned.line.starts_at - now <= _SOON


def _open_words(line: MeetingLine) -> str:
    words = {MeetingState.RUNNING: _tr("Gå til mødet"), MeetingState.HELD: _tr("Skriv referat")}
    return words.get(line.state, _tr("Åbn"))


def _waiting_icon(waiting: Waiting) -> tuple[IconName, Tone]:
    if waiting.kind is WaitingKind.PROMISE_DUE:
        return ("warning", Tone.BAD) if waiting.days < 0 else ("check", Tone.INFO)
    if waiting.kind is WaitingKind.FORMAL_DUE:
        return ("warning", Tone.BAD) if waiting.days < 0 else ("document", Tone.ACCENT)
    if _is_in_outbox(waiting):
        return ("warning", Tone.WARN)
    icons: dict[WaitingKind, tuple[IconName, Tone]] = {
        WaitingKind.MEETING_RUNNING: ("play", Tone.INFO),
        WaitingKind.MINUTES_NOT_SENT: ("warning", Tone.WARN),
        WaitingKind.LETTER_FAILED: ("mail", Tone.BAD),
        WaitingKind.LETTER_NOT_SENT: ("mail", Tone.WARN),
        WaitingKind.ANSWER_UNKNOWN: ("mail", Tone.WARN),
        WaitingKind.CONTRIBUTIONS_OPEN: ("people", Tone.FAMILY),
        WaitingKind.CORRECTIONS_OPEN: ("edit", Tone.FAMILY),
        WaitingKind.ROUND_OVER: ("clock", Tone.WARN),
        WaitingKind.NEXT_VERSION: ("document", Tone.WARN),
    }
    return icons[waiting.kind]


def _is_in_outbox(waiting: Waiting) -> bool:
    if waiting.kind is WaitingKind.LETTERS_HELD_UP:
        return True
    return waiting.reason in _IN_OUTBOX and waiting.kind in _LETTERS


def _lacks_password(waiting: Waiting) -> bool:
    return waiting.kind is WaitingKind.LETTERS_HELD_UP and waiting.reason == _PASSWORD


def _waiting_button(waiting: Waiting) -> str:
    if _lacks_password(waiting):
        return _tr("Skriv kodeordet")
    if _is_in_outbox(waiting):
        return _tr("Se udbakken")
    return {
        WaitingKind.MEETING_RUNNING: _tr("Gå til mødet"),
        WaitingKind.MINUTES_NOT_SENT: _tr("Skriv"),
        WaitingKind.LETTER_FAILED: _tr("Ret"),
        WaitingKind.LETTER_NOT_SENT: _tr("Se"),
        WaitingKind.PROMISE_DUE: _tr("Holdt"),
        WaitingKind.FORMAL_DUE: _tr("Klaret"),
        WaitingKind.ANSWER_UNKNOWN: _tr("Se svaret") if waiting.count == 1 else _tr("Se svarene"),
        WaitingKind.CONTRIBUTIONS_OPEN: _tr("Giv svar"),
        WaitingKind.CORRECTIONS_OPEN: _tr("Se svaret") if waiting.count == 1 else _tr("Se svarene"),
        WaitingKind.ROUND_OVER: _tr("Se"),
        WaitingKind.NEXT_VERSION: _tr("Skriv"),
    }[waiting.kind]


def _step(waiting: Waiting) -> Step:
    if waiting.kind is WaitingKind.MEETING_RUNNING:
        return Step.MEETING
    if waiting.kind in (WaitingKind.MINUTES_NOT_SENT, WaitingKind.NEXT_VERSION):
        return Step.MINUTES
    if waiting.kind in (WaitingKind.CORRECTIONS_OPEN, WaitingKind.ROUND_OVER):
        return Step.FOLLOW_UP
    return Step.FOLLOW_UP if waiting.what == LetterKind.MINUTES.value else Step.AGENDA


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPage", text)
