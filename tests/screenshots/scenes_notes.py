"""What is written at a meeting: promises in one line, sources, first words, formal matters."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.ui.pages.promises.page import PromisesPage
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.pages.room.words import PROMISE
from tests.screenshots.registry import scene
from tests.screenshots.scenes_room import framed, fresh, held
from tests.ui.busy_day import add_busy_day
from tests.ui.office_fixture import Example, TestDesk

SMALL = ((1280, 720),)


def said(desk: TestDesk, example: Example) -> str:
    """Hold the example's meeting and say things of every sort at its third point."""
    meeting = held(desk, example)
    statements, item = desk.office.statements, meeting.items[2].id
    parent = next(a.person for a in meeting.attendees if a.person.name.startswith("Sofie"))
    statements.say(
        meeting.id,
        StatementKind.ASSESSMENT,
        "Alma har brug for en fast voksen om morgenen.",
        item_id=item,
        source="udtalelse fra PPR, oktober",
    )
    kind = StatementKind.PARENT_WORDS
    words = "Vi søger om aflastning hver anden weekend."
    now = statements.say(meeting.id, kind, words, item_id=item, person_id=parent.id)
    line = now.statements[-1]
    now = statements.rewrite(line.id, line.version, kind, f"{words} Gerne snart.", parent.id)
    line = next(s for s in now.statements if s.id == line.id)
    statements.set_formal(line.id, line.version, Formal.APPLICATION, date(2026, 12, 15))
    return meeting.id


@scene("room-formal", sizes=SMALL)
def formal() -> QWidget:
    desk, example = fresh()
    return framed(desk, said(desk, example))


@scene("room-source", sizes=SMALL)
def source() -> QWidget:
    desk, example = fresh()

    def write(step: RoomStep) -> None:
        composer = step._room.composer
        composer.chips.chip("assessment").click()
        composer.text.set_words("Støtten bliver brugt til hele klassen.")
        composer.source.setText("observation, uge 46")

    return framed(desk, said(desk, example), write)


@scene("room-promise-wrong", sizes=SMALL)
def wrong_day() -> QWidget:
    desk, example = fresh()

    def write(step: RoomStep) -> None:
        composer = step._room.composer
        composer.chips.chip(PROMISE).click()
        composer.text.set_words("Sender skemaet til Jonas @Onkel Peter inden 31/2")

    return framed(desk, said(desk, example), write)


@scene("room-promise-when", sizes=SMALL)
def when() -> QWidget:
    desk, example = fresh()

    def write(step: RoomStep) -> None:
        composer = step._room.composer
        composer.chips.chip(PROMISE).click()
        composer.text.set_words("Sender skemaet til Jonas @læreren inden fredag")
        composer.promise.correct_when()

    return framed(desk, said(desk, example), write)


@scene("promises-formal", sizes=SMALL)
def matters() -> QWidget:
    desk, example = fresh()
    add_busy_day(desk, example)
    said(desk, example)
    return PromisesPage(desk)
