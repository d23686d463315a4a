"""After finishing: the round of corrections, the versions, and what proved wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import CorrectionDraft, CorrectionKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.record import PartKey
from moedeleder.ui.dialogs.changed_file import ChangedFileDialog
from moedeleder.ui.dialogs.compare import CompareDialog
from moedeleder.ui.dialogs.journal import JournalDialog
from moedeleder.ui.dialogs.note_correction import NoteCorrectionDialog
from moedeleder.ui.dialogs.received import ReceivedDialog
from moedeleder.ui.dialogs.retire import RetireDialog
from moedeleder.ui.dialogs.round_dialogs import RefuseCorrectionDialog
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.shell import Shell
from tests.screenshots.registry import scene
from tests.screenshots.scenes_minutes import MONSTER, _desk, _in_meeting
from tests.ui.correction_round import (
    answered,
    changed_word_file,
    drafted,
    second_version,
    sent,
)
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


def _finished(make: Make, then: Callable[[MinutesStep], object] | None = None) -> Shell:
    desk = _desk()
    step = MinutesStep(desk)
    shell = _in_meeting(step, make(desk), 2)
    if then is not None:
        QTimer.singleShot(0, step, lambda: then(step))
    return shell


@scene("version2-1-skrives")
def drafting() -> QWidget:
    return _finished(drafted, lambda step: step.side.show_page("corrections"))


@scene("version2-2-faerdig", sizes=SMALL)
def second() -> QWidget:
    return _finished(second_version)


def _over(make: Make, build: Callable[[TestDesk, Meeting], QDialog]) -> QDialog:
    desk = _desk()
    return build(desk, make(desk))


@scene("version2-3-sammenlign")
def compare() -> QWidget:
    def build(desk: TestDesk, meeting: Meeting) -> QDialog:
        versions = desk.office.minutes.open(meeting.id).versions
        dialog = CompareDialog(versions, 2)
        dialog.resize(1180, 680)
        dialog.changes.setCurrentRow(0)
        return dialog

    return _over(second_version, build)


@scene("rettelser-5-noter", sizes=SMALL)
def noting() -> QWidget:
    def build(desk: TestDesk, meeting: Meeting) -> QDialog:
        view = desk.office.corrections.view(meeting.id)
        return NoteCorrectionDialog(view, said=view.corrections[0])

    return _over(answered, build)


@scene("rettelser-6-ret-ikke", sizes=SMALL)
def refusing() -> QWidget:
    def build(desk: TestDesk, meeting: Meeting) -> QDialog:
        view = desk.office.corrections.view(meeting.id)
        return RefuseCorrectionDialog(view, view.corrections[0])

    return _over(answered, build)


@scene("rettelser-7-fil", sizes=SMALL)
def changed_file() -> QWidget:
    def build(desk: TestDesk, meeting: Meeting) -> QDialog:
        path = changed_word_file(desk, meeting, desk.letters)
        found = desk.office.changed_files.read(path, meeting.id)
        return ChangedFileDialog(found, desk.office.corrections.view(meeting.id))

    return _over(sent, build)


@scene("version2-4-ikke-aktuel", sizes=SMALL)
def retiring() -> QWidget:
    def build(desk: TestDesk, meeting: Meeting) -> QDialog:
        version = desk.office.minutes.open(meeting.id).version
        assert version is not None
        return RetireDialog(desk, meeting, version)

    return _over(answered, build)


@scene("version2-5-journal", sizes=SMALL)
def journal() -> QWidget:
    def build(desk: TestDesk, meeting: Meeting) -> QDialog:
        desk.office.journal.save(meeting.id, desk.letters)
        return JournalDialog(desk, meeting)

    return _over(answered, build)


@scene("version2-6-hvem-fik", sizes=SMALL)
def received() -> QWidget:
    def build(desk: TestDesk, meeting: Meeting) -> QDialog:
        return ReceivedDialog(desk, meeting, 1)

    return _over(answered, build)
