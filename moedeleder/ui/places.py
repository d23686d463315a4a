"""How each place of the program is made, and where the wishes of its page lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from moedeleder.ui.pages.steps import Step
from moedeleder.ui.pages.today.page import TodayPage

# Only the first page is needed to begin; the others are imported when somebody goes there.
if TYPE_CHECKING:
    from moedeleder.ui.pages.room.step import RoomStep
    from moedeleder.ui.shared_screen.control import SharedScreen
    from moedeleder.ui.workplace import Workplace


def _today(at: Workplace) -> QWidget:
    page = TodayPage(at.desk)
    page.meeting_requested.connect(at.open_meeting)
    page.step_requested.connect(at.open_meeting)
    page.new_meeting_requested.connect(lambda: at.plan_meeting())
    page.new_family_requested.connect(at.new_family)
    page.waiting_counted.connect(at.show_waiting)
    page.receipts_requested.connect(at.open_receipts)
    page.contributions_requested.connect(at.open_contributions)
    page.answers_requested.connect(lambda: at.mailroom.show_unknown())
    page.letters_requested.connect(at.out_tray.show_letters)
    page.fetch_requested.connect(at.mailroom.fetch)
    at.mailroom.tell(page)
    return page


def _meetings(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.meetings_page import MeetingsPage

    page = MeetingsPage(at.desk)
    page.meeting_requested.connect(at.open_meeting)
    page.search_requested.connect(lambda: at.search_minutes())
    page.new_meeting_requested.connect(lambda: at.plan_meeting())
    return page


def _search(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.search.page import SearchMinutesPage

    page = SearchMinutesPage(at.desk)
    page.hit_requested.connect(at.show_hit)
    page.meetings_requested.connect(lambda: at.go_to("meetings"))
    return page


def _families(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.families.page import FamiliesPage

    page = FamiliesPage(at.desk)
    page.meeting_requested.connect(at.open_meeting)
    page.new_meeting_requested.connect(at.plan_meeting)
    return page


def _promises(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.promises.page import PromisesPage

    page = PromisesPage(at.desk)
    page.meeting_requested.connect(at.open_meeting)
    return page


def _quality(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.quality.page import QualityPage

    return QualityPage(at.desk)


def _settings(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.settings.page import SettingsPage

    page = SettingsPage(at.desk)
    page.meeting_requested.connect(at.open_meeting)
    return page


def _meeting(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.agenda.step import AgendaStep
    from moedeleder.ui.pages.meeting_page import MeetingPage

    page = MeetingPage(at.desk)
    agenda = page.step(Step.AGENDA)
    if isinstance(agenda, AgendaStep):
        agenda.contributions.fetch_requested.connect(at.mailroom.fetch)
        agenda.contributions.file_requested.connect(at.mailroom.ask_for_file)
        at.mailroom.tell(agenda.contributions)
    page.new_meeting_requested.connect(at.plan_meeting)
    page.post_requested.connect(at.open_post)
    at.follow_meeting(page)
    return page


def _post(at: Workplace) -> QWidget:
    from moedeleder.ui.pages.post.page import PostPage

    page = PostPage(at.desk)
    page.meeting_requested.connect(at.back_to_meeting)
    return page


def share_room(at: Workplace, room: RoomStep) -> SharedScreen:
    """Return the screen that everybody in the room sees, with its ways in the room."""
    from moedeleder.ui.shared_screen.button import SharingButton
    from moedeleder.ui.shared_screen.control import SharedScreen
    from moedeleder.ui.shared_screen.one_display import OneDisplayBanner

    screen = SharedScreen(at.desk, at, at)
    screen.follow(room)
    room.add_notice(OneDisplayBanner(screen))
    button = SharingButton(room.sharing_button, screen, room)
    room.shared_screen_requested.connect(button.pressed)
    button.open_requested.connect(at.toggle_shared_screen)
    return screen


MAKERS: Mapping[str, Callable[[Workplace], QWidget]] = {
    "today": _today,
    "meetings": _meetings,
    "families": _families,
    "promises": _promises,
    "quality": _quality,
    "settings": _settings,
    "meeting": _meeting,
    "search": _search,
    "post": _post,
}
"""By the key of the place; each is called once, when somebody first goes there."""
