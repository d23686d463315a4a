"""Steps 3 and 4: the minutes while they are written, sent, and followed up."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendance, Duty
from moedeleder.domain.danish import long_date, time_span
from moedeleder.domain.meetings import Meeting, MeetingDraft, PromiseDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.record import PartKey
from moedeleder.domain.sending import LetterKind
from moedeleder.domain.statements import StatementKind
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.shell import Shell
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.step_bar import StepBar
from tests.screenshots.registry import scene
from tests.ui.held_meeting import WORDS, absent, complete, hold, write
from tests.ui.office_fixture import STARTS, TestDesk, add_example, opened_desk

STEPS = ("Dagsorden", "Mødet", "Referat", "Opfølgning")
MONSTER = "<script>alert(1)</script> Rødgrød 👩‍👧‍👦 مرحبا " + "Overgangsmøde" * 60
Make = Callable[[TestDesk], Meeting]


def _desk() -> TestDesk:
    stack = ExitStack()
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    desk = stack.enter_context(opened_desk(Path(folder)))
    atexit.register(stack.close)
    return desk


def _in_meeting(step: MinutesStep | FollowUpStep, meeting: Meeting, at: int) -> Shell:
    when = f"{long_date(meeting.starts_at)} {time_span(meeting.starts_at, meeting.ends_at)}"
    case = Pill(f"Sagsnr. {meeting.case_number}")
    steps = StepBar(STEPS)
    steps.set_state(at, frozenset(range(at)))
    bar = QWidget()
    bar.setObjectName("pageHeaderBar")
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    head = QVBoxLayout(bar)
    head.setContentsMargins(24, 16, 24, 0)
    head.setSpacing(8)
    head.addWidget(PageHeader(meeting.title, when.capitalize(), (case,)))
    head.addWidget(steps)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(step, 1)
    shell = Shell()
    shell.add_page("meetings", page)
    shell.show_page("meetings")
    shell.sidebar.set_user("Mette Holm", "Sagsbehandler")
    step.show_meeting(meeting)
    return shell


def _minutes(make: Make, place: PartKey | None = None) -> Shell:
    desk = _desk()
    meeting = make(desk)
    step = MinutesStep(desk)
    shell = _in_meeting(step, meeting, 2)
    if place is not None:
        QTimer.singleShot(0, step, lambda: step.form.go_to(place))
    return shell


def _follow_up(make: Make) -> Shell:
    desk = _desk()
    meeting = make(desk)
    return _in_meeting(FollowUpStep(desk), meeting, 3)


def _held(desk: TestDesk) -> Meeting:
    meeting = hold(desk, add_example(desk))
    for key, text in WORDS.items():
        write(desk, meeting, key, text)
    return meeting


def _planned(desk: TestDesk) -> Meeting:
    return add_example(desk).meeting


def _sent(desk: TestDesk) -> Meeting:
    meeting = complete(desk, hold(desk, add_example(desk)))
    desk.office.minutes.finalise(meeting.id, meeting.version)
    desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    return desk.office.meetings.get(meeting.id)


def _not_sent(desk: TestDesk) -> Meeting:
    meeting = complete(desk, hold(desk, add_example(desk)))
    desk.office.minutes.finalise(meeting.id, meeting.version)
    # A file stands where the folder of letters should be.
    desk.letters.write_text("")
    desk.office.sending.send(meeting.id, LetterKind.MINUTES)
    return desk.office.meetings.get(meeting.id)


def _crowded(desk: TestDesk) -> Meeting:
    office = desk.office
    family = office.families.create(FamilyDraft(f"Villads {MONSTER}", "34.45.00-G01-9-26"))
    for at in range(40):
        name = f"{'Karoline-Elisabeth ' * (at % 4)}Deltager {at} {MONSTER if at == 3 else ''}"
        role = list(PersonRole)[at % len(list(PersonRole))]
        office.families.add_person(family.id, PersonDraft(name, role, "", "Skole " * (at % 7)))
    people = [(p.id, Duty.NONE) for p in office.families.get(family.id).people]
    draft = MeetingDraft(STARTS, 90, "Lokale 1", "", MONSTER)
    meeting = office.meetings.create(family.id, "visitation", draft, people)
    office.conduct.start(meeting.id)
    for at in range(12):
        words = f"{MONSTER if at % 5 == 0 else 'Noget, der blev sagt. '} {at}"
        office.statements.say(meeting.id, StatementKind.PARENT_WORDS, words)
        promise = PromiseDraft(words, None, "Karoline " * at, goal="Ro og tryghed " * (at % 5))
        office.promises.add(meeting.id, promise)
    return office.conduct.end(meeting.id)


@scene("referat-1-faar-skrevet")
def writing() -> QWidget:
    return _minutes(_held, PartKey.CONCLUSION)


@scene("referat-2-top")
def top() -> QWidget:
    return _minutes(_held)


@scene("referat-3-opfoelgning", sizes=((1280, 720),))
def bottom() -> QWidget:
    return _minutes(_held, PartKey.FOLLOW_UP)


@scene("referat-4-foer-moedet", sizes=((1280, 720),))
def early() -> QWidget:
    return _minutes(_planned)


@scene("referat-7-valg", sizes=((1280, 720),))
def choices() -> QWidget:
    def make(desk: TestDesk) -> Meeting:
        meeting = _held(desk)
        late = absent(desk, meeting, 1, Attendance.LATE)
        write(desk, meeting, PartKey.PARENT_PERSPECTIVE, "Forældrene er trætte.")
        return late

    desk = _desk()
    meeting = make(desk)
    step = MinutesStep(desk)
    shell = _in_meeting(step, meeting, 2)

    def quarrel() -> None:
        part = step.form.parts[PartKey.PARENT_PERSPECTIVE]
        part.go()
        part.edit.insertPlainText(" Mine ord.")
        write(desk, meeting, PartKey.PARENT_PERSPECTIVE, "Den andens ord.")
        step.leave()
        row = step.form.plan.rows[0]
        row.due.setText("en dag i foråret")
        row.commit()
        step.form.go_to(PartKey.PARENT_PERSPECTIVE)
        step.preview.show_now()

    QTimer.singleShot(0, step, quarrel)
    return shell


@scene("referat-5-overfyldt")
def crowded() -> QWidget:
    return _minutes(_crowded, PartKey.ACTION_PLAN)


@scene("referat-6-faerdigt")
def finished() -> QWidget:
    return _minutes(_sent)


@scene("opfoelgning-1-sendt")
def followed_up() -> QWidget:
    return _follow_up(_sent)


@scene("opfoelgning-2-fejlet", sizes=((1280, 720),))
def failed() -> QWidget:
    return _follow_up(_not_sent)


@scene("opfoelgning-3-foer-referatet", sizes=((1280, 720),))
def nothing_yet() -> QWidget:
    return _follow_up(_held)
