"""The screen for all, as it stands on the wall: "Skærm til alle"."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.meetings import FollowUp
from moedeleder.domain.public_view import DraftLine, Focus, Scene, public_view
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import StatementKind
from moedeleder.services.context import wall_time
from moedeleder.ui.shared_screen.window import SharedWindow
from moedeleder.ui.shared_screen.words import sheet_of, time_words
from tests.screenshots.registry import scene
from tests.screenshots.scenes_room import MONSTER, at, fresh, held
from tests.ui.office_fixture import TestDesk

WALLS = ((1280, 720), (1920, 1080), (3840, 2160), (1024, 768))


def on_the_wall(
    desk: TestDesk, meeting_id: str, draft: DraftLine | None = None, focus: Focus | None = None
) -> SharedWindow:
    view = public_view(desk.office.meetings.get(meeting_id), draft, focus)
    sheet = sheet_of(view, desk.office.clock.today())
    window = SharedWindow()
    window.view.show_sheet(sheet, time_words(sheet.ends, wall_time(desk.office.clock.now())))
    return window


@scene("shared-screen", sizes=WALLS)
def point() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    item = meeting.items[2].id
    desk.office.statements.say(
        meeting.id, StatementKind.PRIVATE, "Husk at ringe til Bente.", item_id=item
    )
    words = "Vi vil gerne prøve i to uger, hvis vi ved, hvem der "
    sofie = example.people["Sofie"].id
    return on_the_wall(desk, meeting.id, DraftLine("draft", "parent_words", words, item, sofie))


@scene("shared-screen-fuld", sizes=((1280, 720), (1024, 768)))
def overfull() -> QWidget:
    desk, example = fresh()
    title = "Overgang, bolig og økonomi: " + MONSTER[:9_000]
    meeting = desk.office.agenda.add(
        example.meeting.id, ItemDraft(title, raised_by_id=example.people["Sofie"].id), 0
    )
    for number in range(53):
        desk.office.agenda.add(meeting.id, ItemDraft(f"Et punkt mere, nummer {number}"))
    at(desk, 15, 30)
    meeting = desk.office.conduct.start(meeting.id)
    kinds = [kind for kind in StatementKind if kind is not StatementKind.PRIVATE]
    for number in range(60):
        words = f"Note nummer {number}. " + "Ord og flere ord. " * (1 + number % 9)
        desk.office.statements.say(
            meeting.id,
            kinds[number % len(kinds)],
            words,
            item_id=meeting.items[0].id,
            person_id=meeting.attendees[number % 6].person.id,
        )
    at(desk, 17, 20)
    return on_the_wall(desk, meeting.id)


@scene("shared-screen-velkommen", sizes=((1280, 720),))
def waiting() -> QWidget:
    desk, example = fresh()
    at(desk, 15, 26)
    return on_the_wall(desk, example.meeting.id)


@scene("shared-screen-pause", sizes=((1280, 720),))
def pause() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    desk.office.conduct.pause(meeting.id)
    return on_the_wall(desk, meeting.id)


@scene("shared-screen-begraenset", sizes=((1280, 720),))
def limited() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    item = meeting.items[2]
    desk.office.points.limit(item.id, item.version, [example.people["Sofie"].id])
    return on_the_wall(desk, meeting.id)


@scene("shared-screen-soejler", sizes=((1280, 720), (1024, 768)))
def board() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    said = (
        (StatementKind.WORRY, "Alma sover dårligt, når der er skift i skemaet."),
        (StatementKind.WORRY, "Sofie og Jonas er trætte."),
        (StatementKind.WORKS, "Hun er glad, når Karin står ved døren om morgenen."),
        (StatementKind.WORKS, "Frikvarterer i biblioteket."),
        (StatementKind.WORKS, "Weekender hos mormor."),
        (StatementKind.TO_HAPPEN, "Samme voksen hver morgen frem til jul."),
    )
    for kind, words in said:
        desk.office.statements.say(meeting.id, kind, words, item_id=meeting.items[2].id)
    desk.office.scales.add(meeting.id, "Hvor godt går morgenerne?")
    scale = desk.office.meetings.get(meeting.id).scales[0]
    for name, value, reason in (("Sofie", 3, "to gode dage"), ("Jonas", 4, ""), ("Karin", 6, "")):
        desk.office.scales.mark(scale.id, example.people[name].id, value, reason)
    return on_the_wall(desk, meeting.id, focus=Focus(Scene.BOARD))


@scene("shared-screen-oplaesning", sizes=((1280, 720), (1920, 1080)))
def read_back() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    text = (
        "Vi er enige om, at Almas morgener er det vigtigste lige nu. Skolen ringer hjem før kl. 9, "
        "når Alma ikke kommer. Forældrene prøver den nye morgenrytme i to uger."
    )
    return on_the_wall(desk, meeting.id, focus=Focus(Scene.READ_BACK, PartKey.CONCLUSION, text))


@scene("shared-screen-tak", sizes=((1280, 720), (1920, 1080)))
def over() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    at(desk, 17, 0)
    meeting = desk.office.conduct.end(meeting.id)
    desk.office.minutes.set_follow_up(
        meeting.id, meeting.version, FollowUp(datetime(2027, 1, 14, 15, 30))
    )
    return on_the_wall(desk, meeting.id)
