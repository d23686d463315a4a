"""The screen for all: its keys, what it follows, and how it goes away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from moedeleder.domain.public_view import Focus, Scene
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.shared_screen.control import Sharing
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import Button
from tests.ui.pages.room_helpers import at
from tests.ui.shared_screen.conftest import Chair

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("step", [Step.AGENDA, Step.MEETING, Step.MINUTES])
def test_f8_opens_and_closes_from_every_step_of_a_meeting(chair: Chair, step: Step) -> None:
    chair.workplace.go_to_step(step)
    chair.press(Qt.Key.Key_F8)
    assert chair.screen.sharing is Sharing.SHOWING
    assert chair.wall.isVisible()
    chair.press(Qt.Key.Key_F8)
    assert chair.screen.sharing is Sharing.CLOSED
    assert chair.screen.window is None


def test_on_another_page_the_keys_hold_the_open_screen_but_open_none(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.workplace.go_to("today")
    chair.press(Qt.Key.Key_F12)
    assert chair.screen.sharing is Sharing.DARK
    chair.press(Qt.Key.Key_F8)
    assert chair.screen.sharing is Sharing.CLOSED
    chair.press(Qt.Key.Key_F8)
    assert chair.screen.sharing is Sharing.CLOSED


def test_the_pen_keeps_the_keyboard(chair: Chair) -> None:
    chair.room.pen.focus()
    chair.press(Qt.Key.Key_F8)
    chair.qtbot.waitUntil(lambda: chair.window.isActiveWindow())
    assert QApplication.focusWidget() is chair.room.pen.text


def test_what_is_written_is_seen_as_it_is_written_and_then_kept(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.types("Alma vil gerne")
    chair.until_shown("Alma vil gerne")
    assert [row.is_draft for row in chair.sheet.rows] == [True]
    chair.types(" i skole.")
    chair.qtbot.keyClick(chair.room.pen.text, Qt.Key.Key_Return)
    chair.qtbot.waitUntil(lambda: [row.is_draft for row in chair.sheet.rows] == [False])
    assert "Alma vil gerne i skole." in chair.shown()


def test_the_next_point_comes_by_itself(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    assert "Velkomst, roller og tid" in chair.sheet.heading
    chair.room.main_action()
    chair.qtbot.waitUntil(lambda: chair.sheet.heading == "Almas egne ord")
    assert chair.sheet.small == "Punkt 2 af 6 · rejst af Sofie"
    assert chair.sheet.coming[0] == "Morgener uden skole: hvad kan vi gøre nu?"


def test_what_another_desk_changes_is_read_again(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.desk.office.statements.say(
        chair.meeting_id, StatementKind.FACT, "Sagt udefra", item_id=chair.meeting.items[0].id
    )
    chair.desk.changes.changed.emit(Change.of(Kind.NOTES, ids=(chair.meeting_id,)))
    chair.until_shown("Sagt udefra")


def test_frozen_it_stands_still_and_then_catches_up(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.press(Qt.Key.Key_F9)
    assert chair.screen.sharing is Sharing.FROZEN
    assert chair.wall.view.time == "Billedet står stille"
    before = chair.wall.view.grab().toImage()
    chair.types("Noget nyt")
    chair.room.main_action()
    chair.qtbot.wait(300)
    assert chair.wall.view.grab().toImage() == before
    chair.press(Qt.Key.Key_F9)
    assert chair.sheet.heading == "Almas egne ord"
    assert chair.wall.view.time.endswith(" · slutter 17.00")


def test_dark_shows_nothing_and_says_nothing(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.press(Qt.Key.Key_F12)
    picture = chair.wall.view.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    assert colours == {"#000000"}
    assert chair.wall.view.accessibleName() == ""
    chair.press(Qt.Key.Key_F12)
    assert chair.screen.sharing is Sharing.SHOWING
    assert "Velkomst" in chair.wall.view.accessibleName()


def test_the_curtain_darkens_it_and_leaves_the_chairs_choice(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.window.draw_curtain()
    assert chair.wall.view.is_dark
    chair.window.open_curtain()
    assert not chair.wall.view.is_dark
    chair.screen.blank()
    chair.window.draw_curtain()
    chair.window.open_curtain()
    assert chair.wall.view.is_dark


def test_opened_behind_the_curtain_it_stays_dark(chair: Chair) -> None:
    chair.window.draw_curtain()
    chair.screen.toggle(chair.meeting)
    assert chair.wall.view.is_dark


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F8], ids=["esc", "f8"])
def test_the_screen_itself_has_a_way_out(chair: Chair, key: Qt.Key) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.qtbot.keyClick(chair.wall, key)
    assert chair.screen.sharing is Sharing.CLOSED


def test_the_keys_hold_where_the_screen_has_the_keyboard(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.qtbot.keyClick(chair.wall, Qt.Key.Key_F9)
    assert chair.screen.sharing is Sharing.FROZEN
    chair.qtbot.keyClick(chair.wall, Qt.Key.Key_F12)
    assert chair.screen.sharing is Sharing.DARK


def test_it_never_takes_the_keyboard_and_leads_stray_keys_back(chair: Chair) -> None:
    chair.room.pen.focus()
    chair.press(Qt.Key.Key_F8)
    assert chair.wall.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert chair.wall.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    chair.qtbot.keyClicks(chair.wall, "Hun sover")
    assert chair.room.pen.text.toPlainText() == "Hun sover"


def test_the_menu_of_the_room_holds_and_darkens_the_open_screen(chair: Chair) -> None:
    lines = {each.objectName(): each for each in chair.room.findChildren(QAction)}
    assert not lines["freezeScreen"].isEnabled()
    lines["openSharedScreen"].trigger()
    lines["freezeScreen"].trigger()
    assert chair.screen.sharing is Sharing.FROZEN
    lines["blankScreen"].trigger()
    assert chair.screen.sharing is Sharing.DARK
    chair.screen.close()
    assert not lines["blankScreen"].isEnabled()


def test_it_goes_with_the_main_window(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.window.close()
    assert chair.screen.sharing is Sharing.CLOSED


def test_it_does_not_keep_the_program_alive(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    assert not chair.wall.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_the_button_says_how_it_stands_and_offers_the_rest(chair: Chair) -> None:
    button = chair.room.sharing_button
    assert button.caption == "Skærm til alle"
    chair.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.caption == "Skærmen er tændt"
    menu = button.findChild(QMenu, "sharedScreenMenu")
    assert menu is not None
    chair.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [each.text() for each in menu.actions()] == [
        "Frys billedet\tF9",
        "Sluk billedet\tF12",
        "Luk skærm til alle\tF8",
    ]
    menu.actions()[0].trigger()
    assert button.caption == "Skærmen står stille"
    assert menu.actions()[0].text() == "Lad billedet følge med igen\tF9"
    menu.actions()[1].trigger()
    assert button.caption == "Skærmen er slukket"
    menu.actions()[2].trigger()
    assert button.caption == "Skærm til alle"
    menu.close()


def test_the_meeting_ends_with_thanks_and_what_was_agreed(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    at(chair.desk, 17, 0)
    meeting = chair.desk.office.conduct.end(chair.meeting_id)
    chair.desk.changes.changed.emit(Change.of(Kind.MEETINGS, ids=(meeting.id,)))
    chair.qtbot.waitUntil(lambda: chair.sheet.heading == "Tak for i dag")


def test_a_page_in_the_place_of_the_room_is_shown_too(chair: Chair) -> None:
    class Board(QWidget):
        def public_focus(self) -> Focus:
            return Focus(Scene.BOARD)

    board = Board()
    chair.room.add_page(board)
    chair.press(Qt.Key.Key_F8)
    chair.room.show_page(board)
    chair.qtbot.waitUntil(lambda: len(chair.sheet.columns) == 3)
    chair.room.show_room()
    chair.qtbot.waitUntil(lambda: not chair.sheet.columns)


def test_a_cancelled_meeting_is_not_shown(chair: Chair) -> None:
    family = chair.desk.office.meetings.get(chair.meeting_id).family_id
    draft = chair.meeting.draft
    other = chair.desk.office.meetings.create(family, "network", draft, [])
    off = chair.desk.office.sending.cancel_meeting(other.id, other.version, "Sygdom")
    chair.screen.toggle(off)
    assert chair.screen.sharing is Sharing.CLOSED


def test_nothing_but_its_purpose_stands_in_the_title(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.types("Alma")
    chair.until_shown("Alma")
    assert chair.wall.windowTitle() == "Skærm til alle"
    assert chair.wall.accessibleName() == "Skærm til alle"
    assert chair.wall.windowFilePath() == ""


def test_with_one_display_it_lies_above_and_the_chair_is_told(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    assert chair.wall.isVisible()
    assert chair.wall.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    notice = chair.room.findChild(Banner, "oneDisplay")
    assert notice is not None
    assert notice.isVisible()
    assert "Der er kun én skærm." in notice.message
    assert "kan alle se dine noter" in notice.message
    chair.types("Alma er glad.")
    assert notice.isVisible()
    button = notice.findChild(Button, "bannerAction")
    assert button is not None
    button.click()
    assert chair.screen.sharing is Sharing.CLOSED
    assert notice.isHidden()
