"""The last step of a meeting: what is left, the receipt for the meeting, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from moedeleder.domain.facilitation import shown_checks
from moedeleder.domain.meeting_types import Stretch
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.read_back import READ_PARTS
from moedeleder.services.read_back import ReadBackView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.closing.left import what_is_left
from moedeleder.ui.pages.room.closing.left_list import LeftList
from moedeleder.ui.pages.room.closing.steps import ClosingSteps
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import primary, quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.checklist import CheckItem, Checklist
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.tab_order import chain_tabs
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text

_BESIDE_LETTERS = 96


class EndPage(ScrollPage):
    """Says what the meeting leaves behind before it ends; one key goes to the minutes."""

    back_requested = Signal()
    step_requested = Signal(int)
    """One of the closing steps, from 0."""
    left_requested = Signal(object)
    """A ``Left`` the person wants to settle."""
    tick_requested = Signal(str, bool)
    finish_requested = Signal()
    hand_across_requested = Signal()
    paper_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(object_name="endPage")
        self._desk = desk
        self.unsaved: Callable[[], str] = str
        """Says which line is written and not kept; empty for none."""
        self.steps = ClosingSteps()
        self.left = LeftList()
        self.checks = Checklist()
        self._closing = Card(self.tr("Ved afslutningen"), object_name="closingChecks")
        self._receipt = Card(self.tr("Mødekvittering"), object_name="receiptCard")
        self._given = named(WrapLabel("", TextRole.SMALL, Tone.NEUTRAL), "receiptCount")
        self._toping = named(WrapLabel("", TextRole.TITLE), "endHeading")
        self._make_buttons()
        self._arrange()
        self._connect()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what is left as it is now."""
        running = meeting.state is MeetingState.RUNNING
        self.steps.show_step(len(READ_PARTS))
        self._toping.setText(self.tr("Tak for i dag") if running else self.tr("Mødet er slut"))
        words = self.tr("Afslut og gå til referat") if running else self.tr("Gå til referat")
        self.finish.set_caption(words)
        self.leave.set_caption(self.tr("Til mødet") if running else self.tr("Tilbage"))
        self._show_checks(meeting)
        given = meeting.feedback_count
        count = count_text(given, self.tr("kvittering"), self.tr("kvitteringer"))
        self._given.setText(self.tr("{0} er afleveret.").format(count) if given else "")
        self._given.setVisible(bool(given))
        read_back = self._desk.office.read_back
        perform(self, lambda: read_back.open(meeting.id), success=self._show_left)
        chain_tabs(self)

    def focus(self) -> None:
        """Stand at the way out: nothing that is left keeps anybody from ending."""
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where a person would begin."""
        super().focusInEvent(event)
        self.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the meeting."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_LETTERS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _show_left(self, view: ReadBackView) -> None:
        left = what_is_left(view, self.unsaved())
        self.left.show_left(left)
        still_open = sum(each.is_open for each in left)
        words = self.tr("{0} kan ordnes nu eller i referatet").format(
            count_text(still_open, self.tr("ting"), self.tr("ting"))
        )
        self.set_note(words if still_open else self.tr("Alt er på plads"))

    def _show_checks(self, meeting: Meeting) -> None:
        closing = [s for s in shown_checks(meeting) if s.check.stretch is Stretch.CLOSING]
        items = [CheckItem(s.check.key, s.check.text, s.done) for s in closing]
        self.checks.set_items(items)
        self._closing.setVisible(bool(items))

    def _connect(self) -> None:
        self.left.requested.connect(self.left_requested)
        self.checks.tick_requested.connect(self.tick_requested)
        self.steps.step_requested.connect(self.step_requested)
        self.leave.clicked.connect(self.back_requested)
        self.before.clicked.connect(lambda: self.step_requested.emit(len(READ_PARTS) - 1))
        self.finish.clicked.connect(self.finish_requested)
        self.hand_across.clicked.connect(self.hand_across_requested)
        self.paper.clicked.connect(self.paper_requested)

    def _make_buttons(self) -> None:
        self.leave = quiet(self.tr("Til mødet"), "leaveEnd", "arrow-left")
        self.before = secondary(self.tr("Forrige"), "endBefore", "arrow-left")
        self.finish = primary(
            self.tr("Afslut og gå til referat"), "finishMeeting", show_shortcut=True
        )
        self.hand_across = secondary(
            self.tr("Giv computeren videre"), "handAcross", "people", compact=True
        )
        self.paper = secondary(self.tr("På papir…"), "receiptPaper", "printer", compact=True)

    def _arrange(self) -> None:
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(self.steps, 1)
        self._closing.add(self.checks)
        words = self.tr("Fem korte spørgsmål om mødet. Ingen kan se, hvem der svarede hvad.")
        self._receipt.add(WrapLabel(words, tone=Tone.NEUTRAL))
        self._receipt.add(self._given)
        ways = QVBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.hand_across, 0, Qt.AlignmentFlag.AlignLeft)
        ways.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        self._receipt.add(ways)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.left)
        left.addStretch(1)
        right.setSpacing(16)
        right.addWidget(self._receipt)
        right.addWidget(self._closing)
        right.addStretch(1)
        self._row.addLayout(left, 3)
        self._row.addLayout(right, 2)
        self.add(self._top)
        self.add(self._toping)
        self.add(self._row)
        self.set_footer(self.leave, self.before, self.finish)
