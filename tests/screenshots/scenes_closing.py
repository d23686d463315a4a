"""The pages beside the room: the board, the scales, the read-back and the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.shell import Shell
from tests.screenshots.registry import scene
from tests.screenshots.scenes_minutes import _in_meeting as in_meeting
from tests.screenshots.scenes_room import MONSTER, at, framed, fresh, held
from tests.ui.office_fixture import Example, TestDesk

CONCLUSION = (
    "Almas morgener er det vigtigste lige nu. Skolen ringer hjem før kl. 9, når Alma ikke kommer. "
    "Forældrene prøver den nye morgen i to uger."
)
BOARD = (
    (StatementKind.WORRY, "Sofie", "Hun græder hver søndag aften."),
    (StatementKind.WORRY, "Karin", "Alma har været i skole 11 af 20 dage i november."),
    (StatementKind.WORRY, "Jonas", "Vi når ikke hinanden om morgenen."),
    (StatementKind.WORKS, "Sofie", "Hun møder altid glad, når det er tegnedag."),
    (StatementKind.WORKS, "Lise", "Alma er god til at sige, hvornår der er for meget larm."),
    (StatementKind.TO_HAPPEN, None, "En fast voksen tager imod hver morgen."),
)


def closing(desk: TestDesk, example: Example) -> Meeting:
    """Hold the meeting to its end, with a board, a scale and something to read aloud."""
    office, meeting = desk.office, held(desk, example)
    for kind, who, words in BOARD:
        person_id = example.people[who].id if who else None
        office.statements.say(meeting.id, kind, words, person_id=person_id)
    question = "Hvor trygt er det for Alma at gå i skole?"
    meeting = office.scales.add(meeting.id, question)
    for who, value, reason in (
        ("Sofie", 3, "Hun har ondt i maven hver morgen"),
        ("Jonas", 4, ""),
        ("Karin", 6, "Hun er glad, når hun først er kommet"),
    ):
        office.scales.mark(meeting.scales[0].id, example.people[who].id, value, reason)
    conclusion = from_plain(CONCLUSION)
    office.minutes.write(meeting.id, PartKey.CONCLUSION, 0, conclusion)
    return office.meetings.get(meeting.id)


def _shown(
    then: Callable[[RoomStep], None],
    make: Callable[[TestDesk, Example], Meeting] = closing,
) -> Shell:
    desk, example = fresh()
    return framed(desk, make(desk, example).id, then)


@scene("tavle-1")
def board() -> QWidget:
    def then(step: RoomStep) -> None:
        step.board_requested.emit()
        page = step._closing.board
        page.columns[StatementKind.TO_HAPPEN].edit.insertPlainText("Vi mødes igen om 14")
        page.columns[StatementKind.WORRY].lines[0].setFocus()

    return _shown(then)


@scene("tavle-2-skala")
def scales() -> QWidget:
    def then(step: RoomStep) -> None:
        step.board_requested.emit()
        step._closing.board.tabs.setCurrentIndex(1)
        step._closing.board.scales.focus()

    return _shown(then)


@scene("tavle-3-tom", sizes=((1280, 720),))
def board_empty() -> QWidget:
    return _shown(lambda step: step.board_requested.emit(), held)


@scene("tavle-4-skala-tom", sizes=((1280, 720),))
def scales_empty() -> QWidget:
    def then(step: RoomStep) -> None:
        step.board_requested.emit()
        step._closing.board.tabs.setCurrentIndex(1)

    return _shown(then, held)


def _crowded(desk: TestDesk, example: Example) -> Meeting:
    office, meeting = desk.office, closing(desk, example)
    for number in range(34):
        role = (PersonRole.OTHER, PersonRole.TEACHER, PersonRole.SUPPORT_PERSON)[number % 3]
        name = f"Deltager nummer {number} med et meget langt navn af Eksempelby"
        person = office.families.add_person(example.family.id, PersonDraft(name, role))
        office.meetings.add_attendee(meeting.id, person.id)
        office.presence.everybody_is_here(meeting.id)
        kind = (StatementKind.WORRY, StatementKind.WORKS, StatementKind.TO_HAPPEN)[number % 3]
        words = MONSTER[:10_000] if number == 4 else "Ord og flere ord. " * (number % 7 + 1)
        office.statements.say(meeting.id, kind, words, person_id=person.id)
        office.promises.add(meeting.id, PromiseDraft(MONSTER[: 40 * number + 1]))
        office.agenda.add(meeting.id, ItemDraft(f"Et punkt mere {number} " + MONSTER[:300]))
    view = office.read_back.open(meeting.id)
    version = view.parts[PartKey.CONCLUSION].version
    office.minutes.write(meeting.id, PartKey.CONCLUSION, version, from_plain(MONSTER[:9000]))
    return office.meetings.get(meeting.id)


@scene("tavle-5-fuld", sizes=((1280, 720),))
def board_full() -> QWidget:
    return _shown(lambda step: step.board_requested.emit(), _crowded)


@scene("oplaesning-1-problem", sizes=((1280, 720),))
def problem() -> QWidget:
    return _shown(lambda step: step.read_back_requested.emit())


@scene("oplaesning-2-konklusion")
def conclusion() -> QWidget:
    def make(desk: TestDesk, example: Example) -> Meeting:
        meeting, people = closing(desk, example), example.people
        answer = desk.office.read_back.answer
        answer(meeting.id, PartKey.CONCLUSION, people["Sofie"].id, Verdict.AGREE)
        words = "Der skulle stå, at skemaet også skal ændres."
        answer(meeting.id, PartKey.CONCLUSION, people["Jonas"].id, Verdict.NOT_QUITE, words)
        return desk.office.meetings.get(meeting.id)

    def then(step: RoomStep) -> None:
        step.read_back_requested.emit()
        step._closing.read_back.open_part(PartKey.CONCLUSION)

    return _shown(then, make)


@scene("oplaesning-3-aftaler", sizes=((1280, 720),))
def promises() -> QWidget:
    def make(desk: TestDesk, example: Example) -> Meeting:
        meeting = closing(desk, example)
        desk.office.promises.add(meeting.id, PromiseDraft("Undersøger aflastning"))
        return desk.office.meetings.get(meeting.id)

    def then(step: RoomStep) -> None:
        step.read_back_requested.emit()
        step._closing.read_back.open_part(PartKey.ACTION_PLAN)

    return _shown(then, make)


@scene("oplaesning-4-opfoelgning", sizes=((1280, 720),))
def follow_up() -> QWidget:
    def then(step: RoomStep) -> None:
        step.read_back_requested.emit()
        step._closing.read_back.open_part(PartKey.FOLLOW_UP)

    return _shown(then)


@scene("oplaesning-5-tom", sizes=((1280, 720),))
def conclusion_empty() -> QWidget:
    def then(step: RoomStep) -> None:
        step.read_back_requested.emit()
        step._closing.read_back.open_part(PartKey.CONCLUSION)

    return _shown(then, held)


@scene("oplaesning-6-fuld", sizes=((1280, 720),))
def conclusion_full() -> QWidget:
    def then(step: RoomStep) -> None:
        step.read_back_requested.emit()
        step._closing.read_back.open_part(PartKey.CONCLUSION)

    return _shown(then, _crowded)


@scene("oplaesning-7-ret-aftaler", sizes=((1280, 720),))
def promises_edit() -> QWidget:
    def then(step: RoomStep) -> None:
        step.read_back_requested.emit()
        step._closing.read_back.open_part(PartKey.ACTION_PLAN)
        step._closing.read_back.plan.edit()

    return _shown(then)


@scene("afslut-1")
def end() -> QWidget:
    def make(desk: TestDesk, example: Example) -> Meeting:
        meeting, office = closing(desk, example), desk.office
        office.promises.add(
            meeting.id, PromiseDraft("Undersøger aflastning", due=date(2026, 12, 9))
        )
        item = meeting.items[3]
        office.points.park(item.id, item.version, Parked.NEXT_AGENDA)
        wish = office.statements.say(
            meeting.id,
            StatementKind.PARENT_WORDS,
            "Vi vil gerne søge om aflastning.",
            person_id=example.people["Sofie"].id,
        ).statements[-1]
        office.statements.set_formal(wish.id, wish.version, Formal.APPLICATION, date(2026, 12, 15))
        return office.meetings.get(meeting.id)

    return _shown(lambda step: step._closing.open_end(), make)


@scene("afslut-2-fuld", sizes=((1280, 720),))
def end_full() -> QWidget:
    return _shown(lambda step: step._closing.open_end(), _crowded)


@scene("afslut-3-holdt", sizes=((1280, 720),))
def held_page() -> QWidget:
    def make(desk: TestDesk, example: Example) -> Meeting:
        meeting = closing(desk, example)
        at(desk, 17, 2)
        return desk.office.conduct.end(meeting.id)

    return _shown(lambda step: step._closing.open_end(), make)


@scene("referat-8-fra-moedet", sizes=((1280, 720),))
def from_meeting() -> QWidget:
    desk, example = fresh()
    meeting = closing(desk, example)
    people = example.people
    office = desk.office
    office.read_back.all_agree(meeting.id, PartKey.PROBLEM)
    words = "Der skulle stå, at skemaet også skal ændres."
    said = Verdict.DISAGREE
    office.read_back.answer(meeting.id, PartKey.CONCLUSION, people["Jonas"].id, said, words)
    office.speaking.speaks(meeting.id, people["Sofie"].id)
    at(desk, 17, 2)
    office.conduct.end(meeting.id)
    step = MinutesStep(desk)
    shell = in_meeting(step, office.meetings.get(meeting.id), 2)
    QTimer.singleShot(0, step, lambda: step.form.ensureWidgetVisible(step.form.room.speaking))
    return shell
