"""Step 2, "Mødet", when more happens than was planned: breaks, parked points, time, presence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.ui.dialogs.limit_point import LimitPointDialog
from moedeleder.ui.dialogs.new_point import NewPointDialog
from moedeleder.ui.pages.room.side import PRESENT, SPEAKING
from moedeleder.ui.pages.room.step import RoomStep
from tests.screenshots.registry import scene
from tests.screenshots.scenes_room import at, framed, fresh, held


@scene("room-paused", sizes=((1280, 720),))
def paused() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    desk.office.conduct.pause(meeting.id)
    at(desk, 16, 21)
    return framed(desk, meeting.id)


@scene("room-parked", sizes=((1280, 720),))
def parked() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    points = desk.office.points
    item = meeting.items[4]
    points.park(item.id, item.version, Parked.NEXT_AGENDA)
    sofie = example.people["Sofie"].id
    points.add_now(meeting.id, ItemDraft("Fritidsklubben om torsdagen", raised_by_id=sofie))
    meeting = desk.office.meetings.get(meeting.id)
    current = meeting.items[2]
    allowed = [example.people["Sofie"].id, example.people["Jonas"].id]
    points.limit(current.id, current.version, allowed)
    return framed(desk, meeting.id)


@scene("room-late", sizes=((1280, 720),))
def late() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    at(desk, 16, 52)
    return framed(desk, meeting.id)


@scene("room-speaking", sizes=((1280, 720),))
def speaking() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    office, people = desk.office, example.people
    for minute, name in ((16, "Sofie"), (19, "Karin"), (21, "Lise"), (26, "Jonas")):
        at(desk, 16, minute)
        office.speaking.speaks(meeting.id, people[name].id)
    at(desk, 16, 29)

    def look(step: RoomStep) -> None:
        step._room.side.tabs.setCurrentIndex(SPEAKING)

    return framed(desk, meeting.id, look)


@scene("room-presence", sizes=((1280, 720),))
def presence() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    office = desk.office

    def of(name: str) -> tuple[str, int]:
        people = office.meetings.get(meeting.id).attendees
        found = next(a for a in people if a.person.name.startswith(name))
        return found.id, found.version

    office.presence.left(*of("Jonas"))
    at(desk, 16, 20)
    office.presence.came(*of("Jonas"))
    office.presence.left(*of("Sofie"))

    def look(step: RoomStep) -> None:
        step._room.side.tabs.setCurrentIndex(PRESENT)

    return framed(desk, meeting.id, look)


@scene("room-new-point", sizes=((560, 640),))
def new_point() -> QWidget:
    desk, example = fresh()
    return NewPointDialog(held(desk, example))


@scene("room-limit-point", sizes=((560, 560),))
def limit_point() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    return LimitPointDialog(meeting, meeting.items[2])
