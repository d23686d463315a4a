"""After finishing: the round of corrections, the versions, and what proved wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.record import PartKey
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.shell import Shell
from tests.screenshots.registry import scene
from tests.screenshots.scenes_minutes import MONSTER, _desk, _in_meeting
from tests.ui.correction_round import answered, sent
from tests.ui.office_fixture import TestDesk

Make = Callable[[TestDesk], Meeting]
SMALL = ((1280, 720),)


def _round(make: Make, then: Callable[[FollowUpStep], object] | None = None) -> Shell:
    desk = _desk()
    step = FollowUpStep(desk)
    shell = _in_meeting(step, make(desk), 3)

    def opened() -> None:
        step.open_round()
        if then is not None:
            then(step)

    QTimer.singleShot(0, step, opened)
    return shell


def crowded(desk: TestDesk) -> Meeting:
    """Let forty people have the minutes, and many of them say much about them."""
    meeting = sent(desk, more=_many)
    corrections = desk.office.corrections
    for at, attendee in enumerate(meeting.attendees):
        kind = list(CorrectionKind)[at % 3]
        words = MONSTER * 6 if at % 5 == 0 else f"Det var ikke helt sådan, jeg sagde det. {at}"
        place = MONSTER if at % 4 == 0 else ""
        draft = CorrectionDraft(kind, PartKey.CONCLUSION, place, words)
        corrections.note(meeting.id, attendee.person.id, draft, Channel.PHONE)
    return meeting


def _many(desk: TestDesk, meeting: Meeting) -> Meeting:
    for at in range(34):
        name = f"{'Karoline-Elisabeth ' * (at % 4)}Deltager {at} {MONSTER if at == 3 else ''}"
        draft = PersonDraft(name, list(PersonRole)[at % len(list(PersonRole))])
        person = desk.office.families.add_person(meeting.family_id, draft)
        desk.office.meetings.add_attendee(meeting.id, person.id)
    return desk.office.meetings.get(meeting.id)


@scene("rettelser-1-svar")
def answers() -> QWidget:
    return _round(answered)


@scene("rettelser-2-tom", sizes=SMALL)
def nobody_answered() -> QWidget:
    return _round(sent)


@scene("rettelser-3-fuld", sizes=SMALL)
def full() -> QWidget:
    return _round(crowded)


@scene("rettelser-4-kort", sizes=SMALL)
def card() -> QWidget:
    desk = _desk()
    return _in_meeting(FollowUpStep(desk), answered(desk), 3)
