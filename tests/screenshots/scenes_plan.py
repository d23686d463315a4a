"""Step 3: the action plan opened, used documents, and reasons for what is missing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.domain.rich_text import EMPTY
from moedeleder.domain.statements import StatementKind
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed
from moedeleder.ui.pages.minutes.step import MinutesStep
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.screenshots.scenes_minutes import MONSTER
from tests.screenshots.scenes_minutes import _in_meeting as in_meeting
from tests.ui.held_meeting import WORDS, hold, write
from tests.ui.office_fixture import TestDesk, add_example


def _chained(desk: TestDesk) -> Meeting:
    """A held meeting with one full line, one owner of two names, and three documents."""
    example = add_example(desk)
    meeting = hold(desk, example)
    office = desk.office
    for key, text in WORDS.items():
        write(desk, meeting, key, text)
    office.statements.say(meeting.id, StatementKind.WORRY, "Alma sover for lidt")
    first, second = office.meetings.get(meeting.id).promises
    chain = PromiseDraft(
        first.what,
        owner_name="Sofie Eksempel og Jonas Eksempel",
        due=date(2026, 12, 7),
        goal="Bedre trivsel",
        worry="Alma kommer kun i skole hver anden dag",
        need="En rolig begyndelse på dagen og en voksen, hun kender",
    )
    office.promises.update(first.id, first.version, chain)
    office.promises.update(second.id, second.version, PromiseDraft(second.what))
    for draft in (
        DocumentDraft("Oversigt over fravær", author="Bakkeskolen", dated=date(2026, 11, 1)),
        DocumentDraft(
            "Udtalelse om støj og skift",
            DocumentKind.STATEMENT,
            "Lise Berg, psykolog",
            date(2026, 11, 12),
            Followed.PARTLY,
            "Der er først plads i den lille klasse efter nytår",
        ),
        DocumentDraft("Lægens brev", DocumentKind.STATEMENT, followed=Followed.NOT),
    ):
        office.used_documents.add(meeting.id, draft)
    child = office.minutes.open(meeting.id).parts[PartKey.CHILD_PERSPECTIVE]
    office.minutes.write(meeting.id, child.key, child.version, EMPTY)
    due = Gap(GapKind.PROMISE_WITHOUT_DUE, PartKey.ACTION_PLAN, promise_id=second.id)
    office.gap_reasons.give(meeting.id, due.key, "Mette spørger sin leder først")
    return office.meetings.get(meeting.id)


def _step(
    place: PartKey, *, opened: bool = False, why: bool = False, full: bool = False
) -> QWidget:
    desk = scene_desk()
    meeting = _chained(desk)
    if full:
        meeting = _overfull(desk, meeting)
    step = MinutesStep(desk)
    shell = in_meeting(step, meeting, 2)

    def show() -> None:
        if opened:
            step.form.plan.rows[0].set_open(True)
        step.form.go_to(place)
        if why:
            bar = step.rail.verticalScrollBar()
            bar.setValue(bar.maximum())

    QTimer.singleShot(0, step, show)
    return shell


def _overfull(desk: TestDesk, meeting: Meeting) -> Meeting:
    office, long = desk.office, MONSTER[:3000]
    for at in range(8):
        office.used_documents.add(
            meeting.id,
            DocumentDraft(f"{long} {at}", DocumentKind.STATEMENT, long, None, Followed.NOT, long),
        )
    monster = PromiseDraft(long, None, long, None, long, None, long, long, long)
    office.promises.add(meeting.id, monster, "monster", 0)
    return office.meetings.get(meeting.id)


@scene("referat-9-handleplan")
def plan() -> QWidget:
    return _step(PartKey.ACTION_PLAN, opened=True)


@scene("referat-10-dokumenter", sizes=((1280, 720),))
def documents() -> QWidget:
    return _step(PartKey.DOCUMENTS)


@scene("referat-11-mangler", sizes=((1280, 720),))
def missing() -> QWidget:
    return _step(PartKey.CHILD_PERSPECTIVE, why=True)


@scene("referat-9-fuld", sizes=((1280, 720),))
def overfull() -> QWidget:
    return _step(PartKey.ACTION_PLAN, opened=True, full=True)


@scene("referat-10-fuld", sizes=((1280, 720),))
def overfull_documents() -> QWidget:
    return _step(PartKey.DOCUMENTS, full=True)
