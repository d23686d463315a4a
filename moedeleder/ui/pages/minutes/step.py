"""Step 3, Referat: write the minutes beside the pages that will be sent, then send them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.record import Gap
from moedeleder.domain.sending import LetterKind
from moedeleder.services.gap_words import lacking
from moedeleder.services.labels import part_heading
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.readers import ReadersDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dispatch import perform
from moedeleder.ui.pages.minutes.columns import MinutesColumns
from moedeleder.ui.pages.minutes.document_deeds import DocumentDeeds
from moedeleder.ui.pages.minutes.finished import FinishedMinutes
from moedeleder.ui.pages.minutes.form import ORDER, MinutesForm
from moedeleder.ui.pages.minutes.gap_deeds import GapDeeds
from moedeleder.ui.pages.minutes.gathering_hands import GatheringHands
from moedeleder.ui.pages.minutes.language.walk import LanguageHelp
from moedeleder.ui.pages.minutes.line_bar import LineBar
from moedeleder.ui.pages.minutes.line_hands import MinutesMiddle
from moedeleder.ui.pages.minutes.meeting_deeds import MeetingDeeds
from moedeleder.ui.pages.minutes.next_version import NextVersion, begin_version
from moedeleder.ui.pages.minutes.paper import LargePages, PaperReader
from moedeleder.ui.pages.minutes.plan_deeds import PlanDeeds
from moedeleder.ui.pages.minutes.preview import PreviewPane
from moedeleder.ui.pages.minutes.rail import PartsRail, RailEntry, part_state
from moedeleder.ui.pages.minutes.reminders import reminders, unanswered_text, unsaid_text
from moedeleder.ui.pages.minutes.side import MinutesSide
from moedeleder.ui.pages.room.history import History
from moedeleder.ui.pages.room.history import Step as Deed
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import GAP, MARGIN, Tone
from moedeleder.ui.widgets.button import Button, primary, secondary
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.focus_memory import focus_named
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.wording import count_text, gap_text


class MinutesStep(ScrollPage):
    """Shows the minutes to write while they can change, and the frozen version after that."""

    step_requested = Signal(object)
    """A ``Step`` the person wants to go to."""
    room_page_requested = Signal(object)
    """A ``RoomPage`` of step 2 that the person wants to put something right at."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="minutesStep", scrolls=False)
        self._desk = desk
        self._view: MinutesView | None = None
        self._found = ""
        self._asked: Gap | None = None
        self.history = History()
        self.reader = PaperReader(desk)
        self.form = MinutesForm(desk, desk.office.clock.today)
        self.rail = PartsRail()
        self.preview = PreviewPane(desk, title=self.tr("Sådan ser det ud"), widest=620)
        self.finished = FinishedMinutes(desk)
        self._deeds = PlanDeeds(desk, self, self.form.plan, self.history)
        listed = self.form.documents.list
        self._documents = DocumentDeeds(desk, self, listed, self.history)
        self._tables = MeetingDeeds(desk, self, self.form, self._meeting)
        self._gaps = GapDeeds(desk, self, self.rail, self.history, self._meeting_id)
        self._early = EmptyState(
            "document",
            self.tr("Her kommer referatet"),
            self.tr("Det skrives, når mødet er holdt. Noterne og aftalerne står her så allerede."),
            self.tr("Gå til mødet"),
            button_name="goToMeeting",
            is_main=True,
        )
        self._paper = secondary(self.tr("Se som papir"), "seePaper", "document")
        # The button keeps its keys when it gets other words.
        self._readers = Button(
            self.tr("Hvem får hvad"),
            icon="people",
            shortcut=Shortcut.READERS,
            object_name="whoGetsWhat",
        )
        self._send = primary(self.tr("Send referat"), "sendMinutes", "mail")
        self._onward = primary(self.tr("Gå til opfølgning"), "goToFollowUp")
        self._pages = QStackedWidget()
        self.side = MinutesSide()
        self.side.add_page("preview", self.tr("Siderne"), self.preview)
        self.next = NextVersion(desk, self.form)
        self.side.add_page("corrections", self.tr("Rettelser"), self.next.list)
        self.side.set_shown("corrections", False)
        self.language = LanguageHelp(desk, self, self.form)
        self.side.add_page("language", self.tr("Sprog"), self.language.panel)
        bar = LineBar()
        self._writing = MinutesColumns(self.rail, MinutesMiddle(self.form, bar), self.side)
        self.hands = GatheringHands(
            desk, self, self._writing, self.form, bar, self.history, self._meeting_id
        )
        self._arrange_page()
        self._connect()

    def widget(self) -> QWidget:
        """Return the step itself."""
        return self

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the minutes of a meeting as they are now; what is being typed stays."""
        if self._view is not None and self._view.meeting.id != meeting.id:
            self.leave()
            self.history.forget()
            self.undo_bar.dismiss()
            self.banner.dismiss()
        perform(self, lambda: self._desk.office.minutes.open(meeting.id), success=self._show)

    def main_action(self) -> None:
        """Send the minutes, or go to the first thing that is missing; then on to step 4."""
        if self._pages.currentWidget() is self._writing:
            self._send.click()
        elif self._pages.currentWidget() is self.finished:
            self._onward.click()
        elif self._early.button is not None:
            self._early.button.click()

    def undo(self) -> None:
        """Take back the last thing done in the tables."""
        if name := self.history.undo():
            self.undo_bar.offer(self.tr("Fortrudt: {0}").format(name))

    def _remember(self, words: str, take_back: Callable[[], object]) -> None:
        def undo() -> bool:
            take_back()
            return True

        # Done again by the button that did it: nothing is kept for that.
        self.history.did(Deed(words.rstrip("."), undo, lambda: False))
        self.offer_undo(words, self.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        if name := self.history.redo():
            self.undo_bar.offer(self.tr("Gjort igen: {0}").format(name))

    def leave(self) -> None:
        """Save what is under way; what was found in a search is read by now."""
        self._drop_found()
        if self._view is not None and not self._view.is_finished:
            self.form.save()

    def show_found(self, words: str) -> None:
        """Say what a search found here, until somebody leaves or corrects."""
        self._found = words
        self.show_message(words, Tone.INFO)

    def _drop_found(self) -> None:
        if self._found and self.banner.message == self._found:
            self.banner.dismiss()
        self._found = ""

    def reload(self) -> None:
        """Read the minutes again."""
        if self._view is not None:
            self.show_meeting(self._view.meeting)

    @Slot(str, int)
    def _typing_saved(self, slot: str, ticket: int) -> None:
        self.form.typing_saved(slot, ticket)

    @Slot(str)
    def _typing_failed(self, slot: str) -> None:
        self.form.typing_failed(slot)

    def _show(self, view: MinutesView) -> None:
        self._view = view
        state = view.meeting.state
        held = state is MeetingState.HELD or view.is_drafting
        self.next.show_view(view)
        self.side.set_shown("corrections", view.is_drafting)
        self.form.attendance.setEnabled(not view.is_drafting)
        if view.is_finished:
            self._pages.setCurrentWidget(self.finished)
            self.finished.show_view(view)
        elif held:
            self._pages.setCurrentWidget(self._writing)
            self.form.show_view(view)
            self._show_gaps(view)
            self._stop_asking(view)
            self.preview.show_view(view)
            self.hands.show_view(view)
            self.language.show_meeting(view.meeting)
        else:
            self._pages.setCurrentWidget(self._early)
        self._send.setVisible(held and not view.is_finished)
        self._onward.setVisible(view.is_finished)
        self._paper.setVisible(held or view.is_finished)
        self._readers.setVisible(held or view.is_finished)
        over, now = self.tr("Hvem fik hvad"), self.tr("Hvem får hvad")
        self._readers.set_caption(over if view.is_finished else now, "people")
        people = count_text(len(view.meeting.attendees), self.tr("deltager"), self.tr("deltagere"))
        first = self.tr("Send referat til {0}").format(people)
        self._send.set_caption(self.next.caption(view) if view.is_drafting else first)
        self.set_note(self._note_of(view))

    def _meeting_id(self) -> str:
        return self._view.meeting.id if self._view is not None else ""

    def _meeting(self) -> Meeting | None:
        return self._view.meeting if self._view is not None else None

    def _stop_asking(self, view: MinutesView) -> None:
        """Take the question away once what it asked for is there."""
        if self._asked is not None and self._asked not in view.open_gaps:
            self._asked = None
            if self.banner.tone is Tone.WARN:
                self.banner.dismiss()

    def _show_gaps(self, view: MinutesView) -> None:
        child = view.meeting.child_name.split(" ", 1)[0]
        missing = {gap.part for gap in view.open_gaps}
        self.rail.show_entries(
            [
                RailEntry(key, part_heading(key, child), part_state(view, key, missing))
                for key in ORDER
            ]
        )
        gaps = [(gap, lacking(gap, child)) for gap in self._ordered(view.gaps)]
        self.rail.show_gaps(gaps, view.reasons)
        self.rail.show_hints(view.hints, reminders(view))

    def _note_of(self, view: MinutesView) -> str:
        held = view.is_drafting or view.meeting.state is MeetingState.HELD
        if view.is_finished or not held:
            return ""
        if not view.open_gaps:
            waiting = " · ".join(filter(None, (unanswered_text(view), unsaid_text(view))))
            ready = self.tr("Referatet er på plads · {0}").format(waiting) if waiting else ""
            return ready or self.tr("Alt er på plads")
        first = self._gap_words(view, self._ordered(view.open_gaps)[0])
        more = len(view.open_gaps) - 1
        return first if not more else self.tr("{0} · {1} ting mere").format(first, more)

    def _gap_words(self, view: MinutesView, gap: Gap) -> str:
        return gap_text(gap, view.meeting.child_name.split(" ", 1)[0])

    def _ordered(self, gaps: Iterable[Gap]) -> list[Gap]:
        """Return what is missing in the order of the page."""
        return sorted(gaps, key=lambda gap: ORDER.index(gap.part))

    def _send_clicked(self) -> None:
        self.leave()
        view = self._view
        if view is None:
            return
        unsettled = self.form.unsettled()
        if unsettled is not None and not any(gap.part is unsettled.key for gap in view.open_gaps):
            words = self.tr("{0} er ikke færdig.").format(unsettled.title.full_text)
            self.show_message(words, Tone.WARN, self.tr("Se på det her, og send så referatet."))
            self.form.go_to(unsettled.key)
        elif view.open_gaps:
            gap = self._ordered(view.open_gaps)[0]
            self._asked = gap
            self.show_message(self._gap_words(view, gap), Tone.WARN, self.tr("Skriv det her."))
            self.form.go_to(gap.part, gap)
        elif view.is_drafting:
            self.next.ask_reason(lambda reason: self._open_send_dialog(view.meeting, reason))
        else:
            self._open_send_dialog(view.meeting)

    def _open_send_dialog(self, meeting: Meeting, reason: str = "") -> None:
        self.banner.dismiss()
        dialog = SendDialog(self._desk, meeting, LetterKind.MINUTES, self, reason=reason)
        dialog.finished.connect(lambda _result: self._dialog_closed(dialog))
        dialog.open()

    def _dialog_closed(self, dialog: SendDialog) -> None:
        self.reload()
        if self._view is not None and self._view.is_finished:
            self.step_requested.emit(Step.FOLLOW_UP)

    def _see_paper(self) -> None:
        self.leave()
        if self._view is not None:
            self.reader.open(self._view.meeting.id, self, self._paper_opened)

    def _choose_readers(self) -> None:
        self.leave()
        if self._view is not None and self._view.is_finished:
            self.finished.see_received()
        elif self._view is not None:
            dialog = ReadersDialog(self._desk, self._view.meeting.id, self)
            dialog.finished.connect(lambda _result: dialog.deleteLater())
            dialog.finished.connect(lambda _result: self.reload())
            dialog.open()

    def _paper_opened(self, opened: bool) -> None:
        if not opened:
            words = self.tr("Papiret kan ikke åbnes her.")
            self.show_message(words, Tone.WARN, self.tr("Se siderne stort i stedet."))

    def _see_large(self) -> None:
        self.leave()
        if self._view is not None:
            dialog = LargePages(self._desk, self._view, self, self.preview.paper)
            dialog.finished.connect(lambda _result: dialog.deleteLater())
            dialog.open()

    def _correct(self) -> None:
        if self._view is not None and begin_version(self._desk, self, self._view.meeting.id):
            self._drop_found()
            self.reload()
            self.form.go_to(ORDER[1])

    def _dropped(self, words: str, bring_back: Callable[[], object]) -> None:
        self.history.forget()
        self.reload()
        self._remember(words, bring_back)
        focus_named(self, "correctMinutes")

    def _see_taken(self) -> None:
        if self.side.isVisible():
            self.side.show_page("corrections")
        else:
            self.next.open_list()

    def _connect(self) -> None:
        self.finished.correct_requested.connect(self._correct)
        self.finished.changed.connect(self.reload)
        self.finished.told.connect(self.show_message)
        self.next.dropped.connect(self._dropped)
        self.next.listed.connect(self._see_taken)
        self._early.action_requested.connect(lambda: self.step_requested.emit(Step.MEETING))
        self._onward.clicked.connect(lambda: self.step_requested.emit(Step.FOLLOW_UP))
        self._send.clicked.connect(self._send_clicked)
        self._paper.clicked.connect(self._see_paper)
        self._readers.clicked.connect(self._choose_readers)
        self.rail.part_requested.connect(self.form.go_to)
        self.rail.gap_requested.connect(lambda gap: self.form.go_to(gap.part, gap))
        self.rail.step_requested.connect(self.step_requested)
        self.form.entered.connect(self.rail.set_current)
        self.form.edited.connect(self.preview.wait_more)
        self.preview.large_requested.connect(self._see_large)
        for part in self.form.parts.values():
            part.keeper.saved.connect(self._show)
            part.fetched.connect(self._remember)
        self.form.room.page_requested.connect(self.room_page_requested)
        self._tables.changed.connect(self.reload)
        self._tables.written.connect(self._show)
        self.hands.changed.connect(self.reload)
        self.hands.undo_requested.connect(self.undo)
        self.hands.step_requested.connect(self.step_requested)
        self.hands.room_page_requested.connect(self.room_page_requested)
        self.language.shown.connect(lambda: self.side.show_page("language"))
        self.language.shown.connect(self._writing.open_side)
        self.language.text_wanted.connect(self._writing.open_text)
        self.language.done.connect(self.offer_undo)
        self._documents.changed.connect(self.reload)
        self._documents.undo_requested.connect(self.undo)
        self._gaps.changed.connect(self.reload)
        self._gaps.undo_requested.connect(self.undo)
        self._deeds.changed.connect(self.reload)
        self._deeds.undo_requested.connect(self.undo)
        self._desk.typing.saved.connect(self._typing_saved)
        self._desk.typing.failed.connect(self._typing_failed)

    def _arrange_page(self) -> None:
        self.add(self.next)
        for page in (self._writing, self.finished, self._early):
            self._pages.addWidget(page)
        self.add(self._pages, 1)
        inside = self.body.parentWidget()
        holder = inside.layout() if inside else None
        assert holder is not None
        # The columns scroll by themselves: they may come close to the foot.
        holder.setContentsMargins(MARGIN, GAP, MARGIN, 8)
        self.set_footer(self._paper, self._readers, self._send, self._onward)
        self._pages.setCurrentWidget(self._early)
        for button in (self._paper, self._readers, self._send, self._onward):
            button.hide()
