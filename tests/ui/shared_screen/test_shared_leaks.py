"""No private word reaches the screen for all: not its picture, its spoken words or its title."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from moedeleder.domain.public_view import Focus, Scene, public_view
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.room.words import KINDS, PROMISE
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.shared_screen.control import FOLLOW_MS
from moedeleder.ui.shared_screen.words import sheet_of
from tests.ui.pages.room_helpers import at
from tests.ui.shared_screen.conftest import Chair

SECRET = "zebrafink"


def spoken(interface: QAccessibleInterface) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(kind)
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield from spoken(child)


def everything_seen(chair: Chair) -> str:
    """All that can be had of the second window, drawn or spoken."""
    drawn = [m.block.text for m in chair.wall.view._picture.marks if m.block is not None]
    heard = spoken(QAccessible.queryAccessibleInterface(chair.wall))
    titles = [window.title() for window in QGuiApplication.topLevelWindows()]
    return "\n".join([*drawn, *heard, *titles, chair.shown()])


def settled(chair: Chair) -> str:
    """Wait until the picture has surely followed."""
    chair.qtbot.wait(3 * FOLLOW_MS)
    return everything_seen(chair)


def test_the_pages_of_a_meeting_open_no_window_of_their_own(
    chair: Chair, qapp: QApplication
) -> None:
    """A piece that is shown before it stands in a page would flash its words on any display."""
    opened: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                opened.extend([watched.objectName()] if watched.isWindow() else [])
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    page = MeetingPage(chair.desk)
    page.setParent(chair.workplace)
    for step in Step:
        page.open_meeting(chair.meeting_id, step)
    qapp.removeEventFilter(watch)
    page.deleteLater()
    assert opened == []


def test_a_private_note_is_never_seen_while_written_kept_or_rewritten(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    for part in ("/", "n", " ", SECRET):
        chair.types(part)
        assert SECRET not in settled(chair)
    assert chair.sheet.rows == ()
    chair.qtbot.keyClick(chair.room.pen.text, Qt.Key.Key_Return)
    assert chair.meeting.statements[0].kind is StatementKind.PRIVATE
    assert SECRET not in settled(chair)
    chair.room._writing._edit(chair.meeting.statements[0].id)
    assert chair.room.pen.draft.text == SECRET
    assert SECRET not in settled(chair)


def test_private_words_are_not_seen_on_their_way_through_the_other_kinds(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.types(f"/n {SECRET}")
    for kind in KINDS:
        if kind.key not in (StatementKind.PRIVATE.value, PROMISE):
            chair.room.pen.chips.chip(kind.key).click()
            assert chair.room.pen.draft.kind == kind.key
            assert SECRET not in settled(chair)


def test_opened_on_a_half_written_private_note_it_shows_nothing_of_it(chair: Chair) -> None:
    chair.types(f"/n {SECRET}")
    chair.press(Qt.Key.Key_F8)
    assert SECRET not in settled(chair)


def test_a_slash_in_the_fields_of_a_promise_hides_it(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.types(f" /n {SECRET}")
    assert SECRET not in settled(chair)


def test_the_picture_is_the_same_with_and_without_private_notes(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.screen._clock.stop()
    at(chair.desk, 15, 40)
    chair.screen._show()
    before = chair.wall.view.grab().toImage()
    for item in (*chair.meeting.items, None):
        chair.desk.office.statements.say(
            chair.meeting_id, StatementKind.PRIVATE, SECRET, item_id=item.id if item else None
        )
    at(chair.desk, 15, 40)
    chair.screen._room_shows(chair.meeting)
    assert SECRET not in settled(chair)
    assert chair.wall.view.grab().toImage() == before


def test_every_scene_of_a_meeting_full_of_private_notes_is_clean(chair: Chair) -> None:
    for number, item in enumerate((*chair.meeting.items, None)):
        chair.desk.office.statements.say(
            chair.meeting_id,
            StatementKind.PRIVATE,
            f"{SECRET} {number}",
            item_id=item.id if item else None,
        )
    meeting = chair.meeting
    today = chair.desk.office.clock.today()
    for scene in Scene:
        assert SECRET not in repr(sheet_of(public_view(meeting, None, Focus(scene)), today))
    ended = chair.desk.office.conduct.end(meeting.id)
    assert SECRET not in repr(sheet_of(public_view(ended), today))


def test_a_point_for_some_goes_dark_while_its_words_are_written(chair: Chair) -> None:
    chair.press(Qt.Key.Key_F8)
    chair.types(SECRET)
    chair.until_shown(SECRET)
    item = chair.meeting.items[0]
    sofie = chair.meeting.attendees[0].person.id
    chair.screen._room_shows(chair.desk.office.points.limit(item.id, item.version, [sofie]))
    seen = settled(chair)
    assert SECRET not in seen
    assert item.title not in seen
    assert "Et punkt for nogle af os" in seen
