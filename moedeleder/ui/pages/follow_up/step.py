"""Step 4, Opfølgning: who has the minutes, what was promised, and when we meet again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.domain.settings import MailWay
from moedeleder.services.correction_rows import RoundView
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.person import PersonDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.send_support import show_over, to_send_again
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.letter_folder import open_letter_folder
from moedeleder.ui.pages.feedback_card import FeedbackCard
from moedeleder.ui.pages.follow_up.letter_words import again_text, note_text
from moedeleder.ui.pages.follow_up.letters import LettersCard
from moedeleder.ui.pages.follow_up.next import NextCard
from moedeleder.ui.pages.follow_up.parked import ParkedCard
from moedeleder.ui.pages.follow_up.promises import PromisesCard
from moedeleder.ui.pages.follow_up.round.card import RoundCard
from moedeleder.ui.pages.follow_up.round.page import RoundPage
from moedeleder.ui.pages.minutes.next_version import begin_version
from moedeleder.ui.pages.reminders_card import RemindersCard
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.button import primary, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.checklist import CheckItem, Checklist
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.focus_memory import focus_named
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.scroll_page import ScrollPage

_NARROW = 110
"""Below so many characters the two columns stand below each other."""


class FollowUpStep(ScrollPage):
    """What is left to do when the minutes are final."""

    step_requested = Signal(object)
    """A ``Step`` the person wants to go to."""
    new_meeting_requested = Signal(str, object, object)
    """The family's id, the ``datetime`` (Danish wall time) of the meeting to plan, this one."""
    post_requested = Signal(str)
    """The id of the meeting whose letters are all to be seen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="followUpStep")
        self._desk = desk
        self._view: MinutesView | None = None
        self._letters: tuple[Delivery, ...] = ()
        self._in_folder = False
        self.round = RoundPage(desk)
        self.round_card = RoundCard()
        self.letters = LettersCard()
        self.promises = PromisesCard()
        self.parked = ParkedCard()
        self.feedback = FeedbackCard(desk)
        self.reminders = RemindersCard(desk)
        self.checks = Checklist()
        self._check_count = muted("")
        self.next = NextCard()
        self._early = EmptyState(
            "check",
            self.tr("Her følger du op"),
            self.tr("Når referatet er sendt, ser du her, hvem der har det, og hvad I lovede."),
            self.tr("Gå til referatet"),
            button_name="goToMinutes",
            is_main=True,
        )
        self._save = secondary(self.tr("Gem referatet som Word og PDF…"), "saveMinutes", "document")
        self._again = primary("", "sendAgainAll", "mail")
        self._pages = QStackedWidget()
        self._arrange_page()
        self._connect()

    def widget(self) -> QWidget:
        """Return the step itself."""
        return self

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what is left to do after a meeting."""
        if self._view is not None and self._view.meeting.id != meeting.id:
            self.banner.dismiss()
            self.undo_bar.dismiss()
            self._pages.setCurrentWidget(self._ready)
        perform(self, lambda: self._desk.office.minutes.open(meeting.id), success=self._show)

    def main_action(self) -> None:
        """Send again what did not arrive; else plan the next meeting; else go to the minutes."""
        if self._pages.currentWidget() is self._early:
            self.step_requested.emit(Step.MINUTES)
        elif self._in_round():
            self.round.main_action()
        elif not self._again.isHidden():
            self._again.click()
        elif not self.next.create_button.isHidden():
            self.next.create_button.click()

    def undo(self) -> None:
        """Take back the last thing that was done."""
        if self._in_round():
            if name := self.round.undo():
                self.undo_bar.offer(self.tr("Fortrudt: {0}").format(name))
        elif self.undo_bar.can_undo():
            self.undo_bar.undo()

    def redo(self) -> None:
        """Do again what was taken back in the round; a tick is made again where it stands."""
        if self._in_round() and (name := self.round.redo()):
            self.undo_bar.offer(self.tr("Gjort igen: {0}").format(name))

    def leave(self) -> None:
        """Do nothing: every tick is kept at once."""

    def choose_folder(self) -> Path | None:
        """Ask where files shall go; None when the person changes their mind."""
        return ask_folder(self, self.tr("Vælg en mappe til referatet"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room beside."""
        super().resizeEvent(event)
        wide = QFontMetricsF(self.font()).averageCharWidth() * _NARROW
        beside = self.width() >= wide
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)

    def _show(self, view: MinutesView) -> None:
        self._view = view
        finished = view.version is not None
        if not finished or not self._in_round():
            self._pages.setCurrentWidget(self._ready if finished else self._early)
        self._save.setVisible(finished)
        self._again.setVisible(False)
        for button in self.round.buttons:
            button.hide()
        self.set_note("")
        if view.version is None:
            return
        self._letters = self._of_version(view, view.version.number)
        self._in_folder = self._desk.office.settings.mail().way is MailWay.FOLDER
        self.letters.show_letters(view.meeting, self._letters, in_folder=self._in_folder)
        self.feedback.show_meeting(view.meeting)
        self.promises.show_meeting(view.meeting, self._desk.office.clock.today())
        self.parked.show_meeting(view.meeting)
        self.reminders.show_meeting(view.meeting)
        self._show_checks(view.meeting)
        self.next.show_meeting(view.meeting)
        corrections, meeting_id = self._desk.office.corrections, view.meeting.id
        perform(self, lambda: corrections.view(meeting_id), success=self._show_round)

    def _in_round(self) -> bool:
        return self._pages.currentWidget() is self.round

    def _show_round(self, view: RoundView) -> None:
        self.round_card.show_round(view, self._desk.office.clock.today())
        if self._in_round():
            self.round.show_round(view)
        self._show_foot()

    def open_round(self) -> None:
        """Show the round of corrections in place of the rest."""
        self._pages.setCurrentWidget(self.round)
        self._reload()
        if not self.round.go_to_open():
            self.round.note_button.setFocus()
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)

    def _leave_round(self) -> None:
        self._pages.setCurrentWidget(self._ready)
        self._reload()
        focus_named(self, "openRound")

    def _write_version(self) -> None:
        view = self._view
        if view is None:
            return
        if view.is_drafting or begin_version(self._desk, self, view.meeting.id):
            self.step_requested.emit(Step.MINUTES)

    def _of_version(self, view: MinutesView, number: int) -> tuple[Delivery, ...]:
        letters = self._desk.office.sending.deliveries(view.meeting.id)
        return tuple(d for d in letters if d.kind is LetterKind.MINUTES and d.number == number)

    def _show_checks(self, meeting: Meeting) -> None:
        checks = meeting.checks_of(Phase.AFTER)
        self.checks.set_items([CheckItem(c.key, c.text, c.done) for c in checks])
        self._after.setVisible(bool(checks))

    def _show_foot(self) -> None:
        if self._in_round():
            self._save.hide()
            self.round.show_buttons()
            return
        again = self._not_left()
        self._again.set_caption(again_text(self._letters, again))
        self._again.setVisible(bool(again))
        self.set_note(note_text(self._letters, in_folder=self._in_folder))

    def _not_left(self) -> list[str]:
        """Return the letters to try again: the same as in the dialog that sent them."""
        if self._view is None:
            return []
        return to_send_again(self._desk, self._view.meeting.id, self._letters)

    def _send_again(self, ids: list[str]) -> None:
        """Show the letters as they would leave; nothing leaves before that."""
        if self._view is not None and ids:
            dialog = SendDialog.again(self._desk, self._view.meeting, ids, self)
            dialog.finished.connect(self._reload)
            show_over(dialog)

    def _ask_for_post(self) -> None:
        if self._view is not None:
            self.post_requested.emit(self._view.meeting.id)

    def _correct_address(self, attendee_id: str) -> None:
        attendee = self._view.meeting.attendee(attendee_id) if self._view else None
        if attendee is None:
            return
        dialog = PersonDialog(self._desk, self, None, attendee.person)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._address_written)
        dialog.open()

    def _address_written(self) -> None:
        if self._view is not None:
            meetings, meeting_id = self._desk.office.meetings, self._view.meeting.id
            perform(
                self,
                lambda: meetings.get(meeting_id),
                success=self.show_meeting,
                changes=self._desk.changes,
                change=self._change(Kind.MEETINGS),
            )

    def _handed_over(self, delivery_id: str) -> None:
        perform(
            self,
            lambda: self._desk.office.sending.mark_printed(delivery_id),
            success=lambda letter: self._say_handed_over(letter),
            changes=self._desk.changes,
            change=self._change(Kind.SENDING),
        )

    def _say_handed_over(self, letter: Delivery) -> None:
        self._reload()
        self.show_message(self.tr("Noteret: {0} har fået referatet på papir.").format(letter.name))

    def _open_folder(self) -> None:
        open_letter_folder(self._desk.office.settings.mail().folder, self.banner)

    def _save_files(self) -> None:
        folder = self.choose_folder()
        if folder is None or self._view is None:
            return
        meeting_id, papers = self._view.meeting.id, self._desk.office.papers
        perform_in_background(
            self._desk.background,
            self,
            lambda: papers.save(meeting_id, LetterKind.MINUTES, folder),
            success=self._files_saved,
        )

    def _files_saved(self, files: tuple[Path, ...]) -> None:
        names = self.tr(" og ").join(file.name for file in files)
        words = self.tr("Gemt i mappen {0}.").format(files[0].parent.name)
        self.show_message(words, Tone.OK, names)

    def _tick(self, key: str, done: bool) -> None:
        if self._view is None:
            return
        meetings, meeting_id = self._desk.office.meetings, self._view.meeting.id
        perform(
            self,
            lambda: meetings.tick(meeting_id, Phase.AFTER, key, done),
            changes=self._desk.changes,
            change=self._change(Kind.MEETINGS),
        )
        self._reload()

    def _keep(self, promise_id: str, kept: bool) -> None:
        perform(
            self,
            lambda: self._desk.office.promises.mark_kept(promise_id, kept),
            changes=self._desk.changes,
            change=self._change(Kind.PROMISES),
        )
        self._reload()

    def _create_meeting(self) -> None:
        if self._view is not None and self._view.meeting.follow_up.at is not None:
            meeting = self._view.meeting
            self.new_meeting_requested.emit(meeting.family_id, meeting.follow_up.at, meeting)

    def _reload(self) -> None:
        if self._view is not None:
            self.show_meeting(self._view.meeting)

    def _change(self, kind: Kind) -> Change:
        return Change.of(kind, ids=(self._view.meeting.id,) if self._view else ())

    def _connect(self) -> None:
        self._early.action_requested.connect(lambda: self.step_requested.emit(Step.MINUTES))
        self._again.clicked.connect(lambda: self._send_again(self._not_left()))
        self._save.clicked.connect(self._save_files)
        self.next.create_button.clicked.connect(self._create_meeting)
        self.letters.again_requested.connect(lambda each: self._send_again([each]))
        self.letters.print_requested.connect(lambda _each: self._save_files())
        self.letters.printed_requested.connect(self._handed_over)
        self.letters.address_requested.connect(self._correct_address)
        self.letters.folder_requested.connect(self._open_folder)
        self.letters.all_requested.connect(self._ask_for_post)
        self.promises.kept_requested.connect(self._keep)
        self.reminders.said.connect(self.show_message)
        self.feedback.said.connect(lambda text, more: self.show_message(text, Tone.OK, more))
        self.round_card.open_requested.connect(self.open_round)
        self.round.back_requested.connect(self._leave_round)
        self.round.version_requested.connect(self._write_version)
        self.round.done.connect(lambda words: self.offer_undo(words, self.undo))
        self.round.viewed.connect(self._show_round)
        self.checks.tick_requested.connect(self._tick)
        self.checks.count_changed.connect(self._check_count.setText)

    def _arrange_page(self) -> None:
        self._after = Card(self.tr("Efter mødet"), self._check_count, object_name="afterCard")
        self._after.add(self.checks)
        self._ready = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._ready)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(MARGIN)
        self._columns.addLayout(_column(self.round_card, self.letters, self._after), 3)
        self._columns.addLayout(
            _column(self.next, self.parked, self.promises, self.reminders, self.feedback), 2
        )
        for page in (self._ready, self._early, self.round):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._early)
        self.add(self._pages, 1)
        self.set_footer(self._save, self._again, *self.round.buttons)
        for each in (self._save, self._again, *self.round.buttons):
            each.hide()


def _column(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
