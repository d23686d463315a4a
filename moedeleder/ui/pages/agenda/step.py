"""Step 1, Dagsorden: what is to be talked about, who comes, and the invitation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.agenda import AgendaItem, ItemDraft, place_for
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.readiness import Lack, LackKind
from moedeleder.domain.settings import MailWay
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.agenda_item import AgendaItemDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import scaled
from moedeleder.ui.pages.agenda.cancelled import CancelledBanner
from moedeleder.ui.pages.agenda.cards import AboutCard, AttendeesCard
from moedeleder.ui.pages.agenda.child_voice import ChildVoiceCard
from moedeleder.ui.pages.agenda.contributions import ContributionsCard
from moedeleder.ui.pages.agenda.foot import AgendaFoot, Invitation
from moedeleder.ui.pages.agenda.history import AgendaHistory
from moedeleder.ui.pages.agenda.letters import AgendaLetters
from moedeleder.ui.pages.agenda.people import AgendaPeople
from moedeleder.ui.pages.agenda.points import AgendaList
from moedeleder.ui.pages.agenda.preparation import BeforeCard
from moedeleder.ui.pages.agenda.round import ContributionRound
from moedeleder.ui.pages.reminders_card import RemindersCard
from moedeleder.ui.tokens import MARGIN
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.focus_memory import DialogFocus, focus_kept, focus_named, holds_focus
from moedeleder.ui.widgets.scroll_page import WIDEST, ScrollPage
from moedeleder.ui.widgets.tab_order import chain_tabs

SIDE_WIDTH = 336
BOTH_LETTERS = 110
"""Letters across that the two columns need; narrower, and one stands below the other."""
_TITLE_SHOWN = 60


def open_file(path: Path) -> None:
    """Show a file in the program the person's system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class AgendaStep(ScrollPage):
    """The first step of a meeting: agenda, attendees, checklist and invitation."""

    step_requested = Signal(object)
    share_requested = Signal()
    times_requested = Signal()
    versions_requested = Signal()
    receipts_requested = Signal()
    cancel_requested = Signal()
    take_up_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        show_file: Callable[[Path], object] = open_file,
    ) -> None:
        super().__init__(parent, object_name="agendaStep")
        self._desk = desk
        self._meeting: Meeting | None = None
        self._history: AgendaHistory | None = None
        self.list = AgendaList()
        self.contributions = ContributionsCard()
        self.attendees = AttendeesCard()
        self.about = AboutCard()
        self.child_voice = ChildVoiceCard()
        self.before = BeforeCard()
        self.reminders = RemindersCard(desk)
        self.foot = AgendaFoot()
        self.cancelled = CancelledBanner()
        self._way_back = DialogFocus(self, self._focus_somewhere)
        self._lay_out_columns()
        self._connect()
        self.letters = AgendaLetters(self, desk, show_file)
        self.round = ContributionRound(self, desk)
        self.people = AgendaPeople(self, desk)
        self.reminders.said.connect(self.show_message)

    @property
    def meeting(self) -> Meeting:
        """The meeting that is shown; only after ``show_meeting``."""
        assert self._meeting is not None
        return self._meeting

    @property
    def history(self) -> AgendaHistory:
        """What has been done to the shown meeting's agenda."""
        assert self._history is not None
        return self._history

    @property
    def is_editable(self) -> bool:
        """Whether anything can still be changed."""
        return self.meeting.state not in (MeetingState.FINISHED, MeetingState.CANCELLED)

    def widget(self) -> QWidget:
        """Return the step itself."""
        return self

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the meeting as it is now."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self._history = AgendaHistory(self._desk.office, meeting.id)
            self.undo_bar.dismiss()
            self.banner.dismiss()
        self._meeting = meeting
        with focus_kept(self, self._focus_unless_there):
            self._show_parts(meeting)
        chain_tabs(self)

    def _show_parts(self, meeting: Meeting) -> None:
        office = self._desk.office
        invitation = Invitation.of(
            meeting,
            office.sending.deliveries(meeting.id),
            len(office.withdrawals.pending(meeting.id)),
            office.withdrawals.outdated(meeting.id),
            office.before.left_out(meeting.id),
        )
        editable = self.is_editable
        receipts = sum(bool(each.lines) for each in office.receipts.pending(meeting.id))
        lacks = office.overview.lacks(meeting.id)
        self.cancelled.show_meeting(meeting)
        self.list.show_meeting(meeting, editable)
        in_folder = office.settings.mail().way is MailWay.FOLDER
        invited = invitation.by_attendee
        self.attendees.show_meeting(meeting, invited, editable, in_folder=in_folder)
        self.about.show_meeting(meeting, editable)
        self.contributions.show_meeting(meeting, editable, receipts)
        self.child_voice.show_meeting(meeting, editable, _child_is_missing(lacks))
        self.reminders.show_meeting(meeting)
        # Only whoever is called can be reminded.
        self.reminders.setVisible(invitation.sent and editable)
        self.before.show_lines(office.preparation.of(meeting.id))
        self.foot.show_meeting(meeting, invitation, changed=self.letters.changes(meeting))
        self.set_note(self.foot.note(lacks, meeting, invitation))

    def main_action(self) -> None:
        """Do what the primary button says."""
        self.foot.main.click()

    def undo(self) -> None:
        """Take back the last change of the agenda or the list of attendees."""
        if self.undo_bar.can_undo():
            self.undo_bar.undo()
        else:
            self._undo_agenda()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.history.can_redo:
            self.change(self.history.redo, self.tr("Ændringen er gjort om."))

    def leave(self) -> None:
        """Nothing is under way here: everything is saved as it is done."""
        self.undo_bar.dismiss()

    # --- the agenda ------------------------------------------------------------------------

    def add_item(self) -> None:
        """Ask for a new point."""
        dialog = AgendaItemDialog(self.meeting, parent=self)
        known = {item.id for item in self.meeting.items}

        def add() -> Meeting:
            return self.history.add(dialog.draft(), self._place_for(dialog.draft()))

        def bring_up() -> None:
            for item in self.meeting.items:
                if item.id not in known:
                    self.list.bring_up(item.id)

        dialog.accepted.connect(bring_up)
        self._open_item(dialog, add, self.tr("sat på"))

    def _place_for(self, draft: ItemDraft) -> int:
        chosen = self.list.chosen_at
        if chosen is not None:
            return chosen + 1
        people = [attendee.person for attendee in self.meeting.attendees]
        family = {person.id for person in people if person.is_family_side}
        return place_for(self.meeting.items, draft, family)

    def edit_item(self, item_id: str) -> None:
        """Open a point to change it."""
        item = self._item(item_id)
        if item is None or self.meeting.state is MeetingState.FINISHED:
            return
        dialog = AgendaItemDialog(self.meeting, item, self)

        def save() -> Meeting:
            # The version people see: if somebody else saved, nothing of theirs is lost.
            fresh = self._item(item.id) or item
            return self.history.edit(fresh, dialog.draft())

        self._open_item(dialog, save, self.tr("rettet"))

    def _open_item(self, dialog: AgendaItemDialog, save: Callable[[], Meeting], done: str) -> None:
        def confirmed() -> None:
            title = shorten(dialog.draft().title.strip(), _TITLE_SHOWN)
            text = self.tr("”{0}” er {1}.").format(title, done)
            if self.change(save, text, dialog):
                dialog.accept()

        dialog.confirm_requested.connect(confirmed)
        self.open_dialog(dialog, "newItem")

    def _remove_item(self, item_id: str) -> None:
        item = self._item(item_id)
        if item is not None:
            title = shorten(item.title, _TITLE_SHOWN)
            text = self.tr("”{0}” er fjernet.").format(title)
            self.change(lambda: self.history.remove(item), text)

    def _move_item(self, item_id: str, index: int) -> None:
        text = self.tr("Punktet er flyttet til plads {0}.").format(index + 1)
        self.change(lambda: self.history.move(item_id, index), text)

    def _undo_agenda(self) -> None:
        if self.history.can_undo:
            self.change(self.history.undo, self.tr("Ændringen er taget tilbage."), undoable=False)

    def change(
        self,
        deed: Callable[[], Meeting],
        text: str,
        place: QWidget | None = None,
        *,
        undoable: bool = True,
    ) -> bool:
        """Do what can be taken back, say ``text``, and show errors at ``place`` (or the page).

        Returns whether it was done.
        """

        known = self.history.length

        def said(_meeting: Meeting) -> None:
            self.banner.dismiss()
            # What changed nothing is not offered back: that would take back what came before.
            can_go_back = undoable and self.history.length > known
            self.offer_undo(text, self._undo_agenda if can_go_back else None)

        done = perform(
            place or self,
            deed,
            success=said,
            changes=self._desk.changes,
            change=Change.of(Kind.AGENDA, ids=(self.meeting.id,)),
        )
        if not done:
            self.refresh()
        return done

    def _item(self, item_id: str) -> AgendaItem | None:
        return next((item for item in self.meeting.items if item.id == item_id), None)

    # --- the frame -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the meeting again and show it."""
        meeting_id = self.meeting.id
        perform(
            self,
            lambda: self._desk.office.meetings.get(meeting_id),
            success=self.show_meeting,
        )

    def open_dialog(self, dialog: Dialog, *instead: str) -> None:
        """Show a dialog over the page; it is thrown away once it is closed.

        The keyboard then goes back to where it was, or to what is called ``instead``.
        """
        self._way_back.keep_for(dialog, *instead)
        # What was said of the step before is no longer news.
        self.banner.dismiss()
        if not isinstance(dialog, SendDialog):
            # A dialog that is still sending lives until its letters are gone.
            dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Let Tab go as the page is laid out, also through rows that were made just now."""
        chain_tabs(self)
        return super().focusNextPrevChild(next_one)

    def _focus_unless_there(self) -> None:
        if not holds_focus(self):
            self._focus_somewhere()

    def _focus_somewhere(self) -> None:
        """Put the keyboard on what waits, else on the agenda."""
        if self.contributions.isVisibleTo(self) and self.contributions.focus_waiting():
            return
        if self.meeting.items:
            self.list.rows.setFocus()
        else:
            focus_named(self, "firstItem")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below the agenda where both do not fit side by side."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        needed = BOTH_LETTERS * self.fontMetrics().averageCharWidth()
        beside = self.width() >= needed
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)
        side = scaled(SIDE_WIDTH)
        self._side.setMinimumWidth(side)
        self._side.setMaximumWidth(side if beside else WIDEST)

    def _lay_out_columns(self) -> None:
        self._side = QWidget()
        cards = QVBoxLayout(self._side)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in (
            self.contributions,
            self.child_voice,
            self.attendees,
            self.about,
            self.reminders,
            self.before,
        ):
            cards.addWidget(card)
        cards.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(MARGIN)
        self._columns.addWidget(self.list, 1)
        self._columns.addWidget(self._side)
        self.add(self.cancelled)
        self.add(self._columns)
        self._share_width()
        self.set_footer(*self.foot.buttons)

    def _connect(self) -> None:
        self.list.add_requested.connect(self.add_item)
        self.list.edit_requested.connect(self.edit_item)
        self.list.remove_requested.connect(self._remove_item)
        self.list.move_requested.connect(self._move_item)
        self.about.times_requested.connect(self.times_requested)
        self.about.cancel_requested.connect(self.cancel_requested)
        self.attendees.versions_requested.connect(self.versions_requested)
        self.contributions.share_requested.connect(self.share_requested)
        self.contributions.receipts_requested.connect(self.receipts_requested)
        self.foot.step_requested.connect(self.step_requested)


def _child_is_missing(lacks: Iterable[Lack]) -> bool:
    return any(lack.kind is LackKind.CHILD_VOICE for lack in lacks)
