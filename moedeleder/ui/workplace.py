"""The desk: the sidebar and the pages, and how a person gets from one to another."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.mailroom import Mailroom
from moedeleder.ui.out_tray import OutTray
from moedeleder.ui.page_kinds import Acting, Leavable, Redoing, Undoing
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.pages.today.page import TodayPage
from moedeleder.ui.places import MAKERS, share_room
from moedeleder.ui.shell import Shell
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind
from moedeleder.ui.wording import came_along

# Only the first page is needed to begin; the others are imported when somebody goes there.
if TYPE_CHECKING:
    from moedeleder.domain.meetings import Meeting
    from moedeleder.domain.search import SearchHit
    from moedeleder.ui.dialogs.find_anything import Found
    from moedeleder.ui.dialogs.new_meeting import NewMeetingDialog
    from moedeleder.ui.pages.agenda.step import AgendaStep
    from moedeleder.ui.pages.families.page import FamiliesPage
    from moedeleder.ui.pages.meeting_page import MeetingPage
    from moedeleder.ui.shared_screen.control import SharedScreen, Sharing

_BADGE_PAUSE_MS = 300
_FEEDS_BADGE = (
    Kind.MEETINGS,
    Kind.PROMISES,
    Kind.MINUTES,
    Kind.SENDING,
    Kind.AGENDA,
    Kind.ANSWERS,
)


class Workplace(Shell):
    """Holds the pages, makes each when it is first wanted, and follows the person's wishes."""

    curtain_requested = Signal()
    """The person wants what is on the screen hidden."""
    sharing_changed = Signal(str)
    """The meeting whose screen for all is open; empty when it is closed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self._desk = desk
        self._made: dict[str, QWidget] = {}
        self._meeting: MeetingPage | None = None
        self.shared_screen: SharedScreen | None = None
        """What everybody in the room sees; made with the first meeting that is shown."""
        self.navigate_requested.connect(self.go_to)
        desk.changes.changed.connect(self._changed)
        self._badge_timer = QTimer(self)
        self._badge_timer.setSingleShot(True)
        self._badge_timer.setInterval(_BADGE_PAUSE_MS)
        self._badge_timer.timeout.connect(self._count_waiting)
        self._add_curtain_button()
        self.mailroom = Mailroom(desk, self, self._meeting_shown)
        """Where answers come in."""
        self.mailroom.meeting_requested.connect(self._open_asked)
        self.out_tray = OutTray(desk, self)
        """Where letters leave by themselves."""
        self.out_tray.meeting_requested.connect(self._open_asked)
        self._show_user()
        self.go_to("today")

    @property
    def desk(self) -> Desk:
        """What the pages were given."""
        return self._desk

    def begin(self, shared_id: str = "") -> None:
        """Go back to the meeting that was being held, else begin at today's next meeting.

        Args:
            shared_id: the meeting whose screen for all was open when the program stopped.
        """
        actor = self._desk.office.settings.actor()
        meeting_id = self._desk.office.overview.to_take_up(actor.person_id if actor else "")
        today = self._made["today"]
        assert isinstance(today, TodayPage)
        if meeting_id:
            self.open_meeting(meeting_id, Step.MEETING)
            if shared_id == meeting_id and self._meeting is not None:
                words = self.tr("Skærm til alle var åben. F8 åbner den igen.")
                self._meeting.banner.show_message(words, Tone.INFO)
        else:
            today.refresh()
            today.say_what_runs()
            today.begin()

    @Slot(str)
    def go_to(self, key: str) -> None:
        """Show a place of the sidebar; what was under way on the page before is kept."""
        page = self.page(key)
        self._leave_unless(page)
        self.show_page(key, "meetings" if key in ("meeting", "search", "post") else "")

    def page(self, key: str) -> QWidget:
        """Return a page, made now if nobody has been there; raises KeyError for an unknown one."""
        if key not in self._made:
            self._made[key] = page = MAKERS[key](self)
            self.add_page(key, page)
        return self._made[key]

    def follow_meeting(self, page: MeetingPage) -> None:
        """Take the page that meetings are shown on, and give its room the screen for all."""
        from moedeleder.ui.pages.room.step import RoomStep

        self._meeting = page
        room = page.step(Step.MEETING)
        if isinstance(room, RoomStep):
            self.shared_screen = share_room(self, room)
            self.shared_screen.changed.connect(self._tell_sharing)

    def open_meeting(self, meeting_id: str, step: Step | None = None) -> None:
        """Show a meeting, at the step where it is or at another."""
        self.page("meeting")
        assert self._meeting is not None
        self._leave_unless(None)
        self._meeting.open_meeting(meeting_id, step)
        self.show_page("meeting", "meetings")

    def search_minutes(self, words: str = "") -> None:
        """Search what the minutes of all meetings say; ``words`` at once."""
        from moedeleder.ui.pages.search.page import SearchMinutesPage

        self.go_to("search")
        page = self.page("search")
        assert isinstance(page, SearchMinutesPage)
        page.begin(words)

    @Slot(str)
    def open_post(self, meeting_id: str) -> None:
        """Show all letters of a meeting: who got what, when, and what became of it."""
        from moedeleder.ui.pages.post.page import PostPage

        self.go_to("post")
        page = self.page("post")
        assert isinstance(page, PostPage)
        page.show_meeting(meeting_id)

    def show_post(self) -> None:
        """Show the letters of the meeting that is shown; nothing happens elsewhere."""
        meeting = self._meeting_shown()
        if meeting is not None:
            self.open_post(meeting.id)

    @Slot(str)
    def back_to_meeting(self, meeting_id: str) -> None:
        """Show a meeting again as it was left, or where it is when it was not shown."""
        shown = self._meeting.meeting if self._meeting is not None else None
        if shown is None or shown.id != meeting_id:
            self.open_meeting(meeting_id)
            return
        self.show_page("meeting", "meetings")

    @Slot(object)
    def show_hit(self, hit: SearchHit) -> None:
        """Show something that was found where it stands in its minutes."""
        from moedeleder.ui.pages.minutes.found import show_found

        self.open_meeting(hit.meeting_id, Step.MINUTES)
        if self._meeting is not None:
            show_found(self._meeting, hit)

    def open_receipts(self, meeting_id: str) -> None:
        """Show what people are told about what they brought to a meeting."""
        agenda = self._agenda_of(meeting_id)
        if agenda is not None:
            agenda.receipts_requested.emit()

    def open_contributions(self, meeting_id: str) -> None:
        """Go to the first contribution of a meeting that waits for an answer."""
        agenda = self._agenda_of(meeting_id)
        if agenda is not None:
            agenda.contributions.focus_first()

    def _agenda_of(self, meeting_id: str) -> AgendaStep | None:
        """Show the agenda of a meeting and return it; None when it cannot be shown."""
        from moedeleder.ui.pages.agenda.step import AgendaStep

        self.open_meeting(meeting_id, Step.AGENDA)
        shown, page = self._meeting_shown(), self._meeting
        if page is None or shown is None or shown.id != meeting_id:
            return None
        agenda = page.step(Step.AGENDA)
        return agenda if isinstance(agenda, AgendaStep) else None

    def go_to_step(self, step: int) -> None:
        """Go to a step of the meeting that is shown; nothing happens elsewhere."""
        if self._meeting is not None and self.current_page is self._meeting:
            self._meeting.go_to_step(Step(step))

    def plan_meeting(
        self,
        family_id: str = "",
        at: datetime | None = None,
        previous: Meeting | None = None,
    ) -> None:
        """Ask for a new meeting, on a day already agreed if there is one, and open it.

        Args:
            previous: the meeting it follows up.
        """
        from moedeleder.ui.dialogs.new_meeting import NewMeetingDialog

        dialog = NewMeetingDialog(self._desk, self.window(), family_id or None, at, previous)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._planned(dialog))
        dialog.open()

    def find_anything(self) -> None:
        """Ask what to find and go there."""
        from moedeleder.ui.dialogs.find_anything import FindAnything

        dialog = FindAnything(self._desk, self.window(), meeting=self._meeting_shown())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Asked for: not every desktop gives the keyboard back to where it was.
        dialog.finished.connect(lambda _result: self.activateWindow())
        dialog.chosen.connect(self._go_to_found)
        dialog.open()

    def main_action(self) -> None:
        """Do the main thing of the page that is shown."""
        page: object = self.current_page
        if isinstance(page, Acting):
            page.main_action()

    def undo(self) -> None:
        """Take back the last thing on the page that is shown."""
        page: object = self.current_page
        if isinstance(page, Undoing):
            page.undo()

    def redo(self) -> None:
        """Do again what was taken back on the page that is shown."""
        page: object = self.current_page
        if isinstance(page, Redoing):
            page.redo()

    def leave(self) -> None:
        """Keep what is under way: the program closes or the screen is hidden."""
        self._leave_unless(None)

    def toggle_shared_screen(self) -> None:
        """Open the screen for all for the meeting that is shown, or close it."""
        if self.shared_screen is not None:
            self.shared_screen.toggle(self._meeting_shown())

    def _add_curtain_button(self) -> None:
        words = Shortcut.LOCK.description
        button = Button(
            words, ButtonKind.QUIET, icon="eye", shortcut=Shortcut.LOCK, object_name="hideScreen"
        )
        button.clicked.connect(self.curtain_requested)
        column = self.sidebar.layout()
        assert column is not None
        column.addWidget(button)
        column.setAlignment(button, Qt.AlignmentFlag.AlignLeft)

    @Slot(object)
    def _tell_sharing(self, sharing: Sharing) -> None:
        meeting = self._meeting_shown()
        if sharing.name == "CLOSED":
            self.sharing_changed.emit("")
        elif meeting is not None:
            self.sharing_changed.emit(meeting.id)

    def _leave_unless(self, page: QWidget | None) -> None:
        current: object = self.current_page
        if current is not page and isinstance(current, Leavable):
            current.leave()

    def _meeting_shown(self) -> Meeting | None:
        shown = self._meeting is not None and self.current_page is self._meeting
        return self._meeting.meeting if shown and self._meeting is not None else None

    @Slot(str)
    def _open_asked(self, meeting_id: str) -> None:
        self.open_meeting(meeting_id)

    def _planned(self, dialog: NewMeetingDialog) -> None:
        if dialog.meeting is not None:
            self.open_meeting(dialog.meeting.id)
            words = came_along(self._desk.office.meetings.brought_along(dialog.meeting.id))
            if words and self._meeting is not None:
                self._meeting.banner.show_message(words, Tone.INFO)

    @Slot(object)
    def _go_to_found(self, found: Found) -> None:
        from moedeleder.ui.dialogs.find_anything import FoundKind

        if found.kind is FoundKind.FAMILY:
            self._at_families().show_family(found.id)
        elif found.kind is FoundKind.OUTBOX:
            self.out_tray.show()
        elif found.kind is FoundKind.POST:
            self.open_post(found.id)
        elif found.kind is FoundKind.WORDS:
            self.search_minutes(found.id)
        elif found.kind is FoundKind.PROMISE:
            self.open_meeting(found.id, Step.FOLLOW_UP)
        else:
            self.open_meeting(found.id)

    def new_family(self) -> None:
        """Ask for a new child, among the families."""
        self._at_families().main_action()

    def show_waiting(self, count: int) -> None:
        """Show beside "I dag" how many things wait."""
        self.sidebar.set_badge("today", count)

    def _at_families(self) -> FamiliesPage:
        from moedeleder.ui.pages.families.page import FamiliesPage

        self.go_to("families")
        page = self.page("families")
        assert isinstance(page, FamiliesPage)
        return page

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.concerns(Kind.SETTINGS):
            self._show_user()
        if change.concerns(*_FEEDS_BADGE) and self.current_page is not self._made["today"]:
            self._badge_timer.start()

    @Slot()
    def _count_waiting(self) -> None:
        self.show_waiting(len(self._desk.office.overview.today().waiting))

    def _show_user(self) -> None:
        actor = self._desk.office.settings.actor()
        self.sidebar.set_user(actor.name if actor else "", actor.title if actor else "")
