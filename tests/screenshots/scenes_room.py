"""Step 2, "Mødet": before, while and after, and with more than anybody should have to hold."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.pages.room.words import PROMISE
from moedeleder.ui.shell import Shell
from moedeleder.ui.tokens import MARGIN
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.step_bar import StepBar
from tests.screenshots.registry import scene
from tests.ui.office_fixture import Example, TestDesk, add_example, opened_desk

_open = ExitStack()
atexit.register(_open.close)
MONSTER = "<script>alert(1)</script> Rødgrød 👩‍👧‍👦 مرحبا " + "Overgangsmøde" * 800


def fresh() -> tuple[TestDesk, Example]:
    folder = _open.enter_context(tempfile.TemporaryDirectory(prefix="moedeleder-scene-"))
    desk = _open.enter_context(opened_desk(Path(folder)))
    return desk, add_example(desk)


def at(desk: TestDesk, hour: int, minute: int, second: int = 0) -> None:
    desk.clock.set(datetime(2026, 12, 3, hour - 1, minute, second, tzinfo=UTC))


def framed(
    desk: TestDesk, meeting_id: str, then: Callable[[RoomStep], None] | None = None
) -> Shell:
    """Put the step in the window as the meeting page does."""
    meeting = desk.office.meetings.get(meeting_id)
    step = RoomStep(desk)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = QWidget()
    head.setObjectName("pageHeaderBar")
    inside = QVBoxLayout(head)
    inside.setContentsMargins(MARGIN, 16, MARGIN, 0)
    inside.setSpacing(8)
    steps = StepBar(("Dagsorden", "Mødet", "Referat", "Opfølgning"))
    steps.set_state(1, frozenset({0}))
    when = "Torsdag 3. december 2026 kl. 15.30–17.00 · Rådhuset, lokale 2.14"
    inside.addWidget(PageHeader(meeting.title, when, (Pill("Sagsnr. 34.45.00-G01-118-26"),)))
    inside.addWidget(steps)
    column.addWidget(head)
    column.addWidget(step, 1)
    step.show_meeting(meeting)
    if then is not None:
        then(step)
    shell = Shell()
    shell.add_page("meetings", page)
    shell.show_page("meetings")
    shell.sidebar.set_badge("today", 3)
    shell.sidebar.set_user("Mette Holm", "Sagsbehandler")
    return shell


def held(desk: TestDesk, example: Example) -> Meeting:
    """Hold the meeting up to the middle of its third point, as in the mock-up."""
    conduct, people = desk.office.conduct, example.people
    statements = desk.office.statements
    at(desk, 15, 30)
    meeting = conduct.start(example.meeting.id)
    desk.office.presence.everybody_is_here(meeting.id)
    at(desk, 15, 45)
    conduct.step(meeting.id, 1)
    at(desk, 16, 0)
    meeting = conduct.step(meeting.id, 1)
    item = meeting.items[2].id
    said = (
        (
            4,
            StatementKind.PARENT_WORDS,
            "Sofie",
            "Det værste er ikke fraværet, men at vi er alene med det.",
        ),
        (6, StatementKind.FACT, "Karin", "Alma har været i skole 11 af 20 dage i november."),
        (
            9,
            StatementKind.ASSESSMENT,
            "Lise",
            "Morgener med få skift virker bedst (observation 12. nov.).",
        ),
    )
    for minute, kind, name, words in said:
        at(desk, 16, minute)
        statements.say(meeting.id, kind, words, item_id=item, person_id=people[name].id)
    at(desk, 16, 12)
    desk.office.promises.add(
        meeting.id,
        PromiseDraft(
            "ringer til Sofie før kl. 9 de dage, Alma ikke kommer",
            people["Karin"].id,
            due=date(2026, 12, 7),
            item_id=item,
        ),
    )
    at(desk, 16, 13)
    statements.say(
        meeting.id,
        StatementKind.DISAGREEMENT,
        "”Jeg mener, at skemaet skal ændres først.”",
        item_id=item,
        person_id=people["Jonas"].id,
    )
    at(desk, 16, 15, 20)
    return desk.office.meetings.get(meeting.id)


@scene("room-start")
def start() -> QWidget:
    desk, example = fresh()
    return framed(desk, example.meeting.id)


@scene("room-start-empty", sizes=((1280, 720),))
def start_empty() -> QWidget:
    desk, example = fresh()
    meeting = example.meeting
    for item in reversed(meeting.items):
        desk.office.agenda.remove(item.id, item.version)
    for attendee in meeting.attendees:
        desk.office.meetings.remove_attendee(attendee.id, attendee.version)
    return framed(desk, meeting.id)


@scene("room-begun")
def begun() -> QWidget:
    desk, example = fresh()
    at(desk, 15, 30)
    meeting = desk.office.conduct.start(example.meeting.id)
    attendees = meeting.attendees
    desk.office.presence.set(attendees[0].id, attendees[0].version, Attendance.PRESENT)
    desk.office.presence.set(attendees[1].id, attendees[1].version, Attendance.LATE)
    desk.office.presence.set(attendees[2].id, attendees[2].version, Attendance.APOLOGY)
    return framed(desk, meeting.id)


@scene("room-running")
def running() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)

    def write(step: RoomStep) -> None:
        composer = step._room.composer
        composer.chips.chip("parent_words").click()
        composer.who.setCurrentIndex(1)
        composer.text.setPlainText("Vi vil gerne prøve i to uger, hvis vi ved, hvem der ")
        desk.office.notepad.recovered(meeting.id)
        step._room.notes.choose(step._room.notes.notes[1].id)

    return framed(desk, meeting.id, write)


@scene("room-promise", sizes=((1280, 720),))
def promise() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)

    def write(step: RoomStep) -> None:
        composer = step._room.composer
        composer.chips.chip(PROMISE).click()
        composer.text.set_words("Sender skemaet til Jonas @læreren inden fredag")

    return framed(desk, meeting.id, write)


@scene("room-private", sizes=((1280, 720),))
def private() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    desk.office.statements.say(
        meeting.id, StatementKind.PRIVATE, "Husk at ringe til Bente.", item_id=meeting.items[2].id
    )

    def write(step: RoomStep) -> None:
        step._room.composer.chips.chip("private").click()
        step._room.composer.text.setPlainText("Jonas så træt ud.\nSpørg ham i næste uge.")
        step._writing._remove(step._room.notes.notes[0].id)

    return framed(desk, meeting.id, write)


@scene("room-overfull")
def overfull() -> QWidget:
    desk, example = fresh()
    office, family = desk.office, example.family
    for number in range(34):
        role = (PersonRole.OTHER, PersonRole.INTERPRETER, PersonRole.SUPPORT_PERSON)[number % 3]
        name = f"Deltager nummer {number} med et meget langt navn af Eksempelby"
        person = office.families.add_person(family.id, PersonDraft(name, role))
        office.meetings.add_attendee(example.meeting.id, person.id)
    long_one = ItemDraft(MONSTER[:10_000], raised_by_id=example.people["Sofie"].id, words=MONSTER)
    meeting = office.agenda.add(example.meeting.id, long_one, 0)
    for number in range(53):
        meeting = office.agenda.add(
            example.meeting.id, ItemDraft(f"Et punkt mere, nummer {number}")
        )
    at(desk, 15, 30)
    meeting = office.conduct.start(meeting.id)
    office.presence.everybody_is_here(meeting.id)
    for number in range(60):
        words = (
            MONSTER
            if number == 57
            else f"Note nummer {number}. " + "Ord og flere ord. " * (number % 9)
        )
        office.statements.say(
            meeting.id,
            list(StatementKind)[number % 7],
            words,
            item_id=meeting.items[0].id,
            person_id=meeting.attendees[number % 12].person.id,
        )
    at(desk, 17, 20)

    def write(step: RoomStep) -> None:
        step._room.composer.text.setPlainText("En lang note.\n" * 8)

    return framed(desk, meeting.id, write)


@scene("room-over", sizes=((1280, 720),))
def over() -> QWidget:
    desk, example = fresh()
    meeting = held(desk, example)
    at(desk, 17, 2)
    desk.office.conduct.end(meeting.id)
    return framed(desk, meeting.id)
