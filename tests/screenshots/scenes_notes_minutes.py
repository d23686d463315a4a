"""Step 3 with what was said beside the text, and the source of a line."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.pages.minutes.step import MinutesStep
from tests.screenshots.registry import scene
from tests.screenshots.scenes_minutes import MONSTER, _desk, _in_meeting
from tests.ui.held_meeting import WORDS, hold, write
from tests.ui.office_fixture import TestDesk, add_example


def _held(desk: TestDesk) -> Meeting:
    meeting = hold(desk, add_example(desk))
    for key, text in WORDS.items():
        write(desk, meeting, key, text)
    fact = next(each for each in meeting.statements if each.kind is StatementKind.GUIDANCE)
    desk.office.gathering.leave_out(fact.id, fact.version)
    part = desk.office.minutes.open(meeting.id).parts[PartKey.PARENT_PERSPECTIVE]
    write(desk, meeting, PartKey.FACTS, "Alma er i skole hver anden dag.")
    assert part.text.blocks
    return desk.office.meetings.get(meeting.id)


def _crowded(desk: TestDesk) -> Meeting:
    example = add_example(desk)
    office = desk.office
    item = example.meeting.items[3]
    both = (example.person("Sofie").id, example.person("Jonas").id)
    office.points.limit(item.id, item.version, both)
    office.conduct.start(example.meeting.id)
    for at in range(60):
        kind = list(StatementKind)[at % len(list(StatementKind))]
        words = MONSTER if at % 9 == 0 else f"Noget, der blev sagt ved bordet, nummer {at} 🙂"
        person = example.person(("Sofie", "Jonas", "Lise", "Karin")[at % 4]).id
        office.statements.say(example.meeting.id, kind, words, item_id=item.id, person_id=person)
    return office.conduct.end(example.meeting.id)


def _shown(meeting: Meeting, step: MinutesStep, part: PartKey | None, side: bool) -> QWidget:
    shell = _in_meeting(step, meeting, 2)

    def go() -> None:
        if part is not None:
            edit = step.form.parts[part].edit
            step.form.go_to(part)
            edit.moveCursor(QTextCursor.MoveOperation.Start)
        if side:
            step.side.show_page("notes")
            row = next((row.id for row in step.hands.notes.rows if row.line), "")
            step.hands.notes.list.choose(row)

    QTimer.singleShot(0, step, go)
    return shell


@scene("referat-noter-1-fra-moedet")
def beside() -> QWidget:
    desk = _desk()
    return _shown(_held(desk), MinutesStep(desk), PartKey.PARENT_PERSPECTIVE, True)


@scene("referat-noter-2-laeserne", sizes=((1280, 720),))
def readers() -> QWidget:
    desk = _desk()
    return _shown(_held(desk), MinutesStep(desk), PartKey.CHILD_PAGE, True)


@scene("referat-noter-3-fuld", sizes=((1280, 720),))
def full() -> QWidget:
    desk = _desk()
    return _shown(_crowded(desk), MinutesStep(desk), PartKey.CHILD_PERSPECTIVE, True)
