"""The round of corrections in step 4, with real widgets and a real store."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.contributions import Channel
from moedeleder.domain.corrections import (
    Correction,
    CorrectionDecision,
    CorrectionDraft,
    CorrectionKind,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.services.overview import WaitingKind
from moedeleder.ui.dialogs.note_correction import NoteCorrectionDialog
from moedeleder.ui.dialogs.round_dialogs import MoveUntilDialog, RefuseCorrectionDialog
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.diff_label import DiffLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import waiting_text
from tests.ui.correction_round import (
    PLACE,
    WANTED,
    answered,
    decided,
    note,
    person_id,
    second_version,
    sent,
)
from tests.ui.office_fixture import TestDesk
from tests.ui.windows import opened

W = TypeVar("W", bound=QWidget)


def in_round(desk: TestDesk, meeting: Meeting, qtbot: QtBot) -> FollowUpStep:
    step = FollowUpStep(desk)
    qtbot.addWidget(step)
    step.resize(1080, 600)
    step.show_meeting(meeting)
    opened(qtbot, step)
    step.open_round()
    return step


def child(place: QWidget, kind: type[W], name: str) -> W:
    # Rows that were replaced wait a moment to be deleted: the newest is the one shown.
    found = place.findChildren(kind, name)
    assert found, name
    assert isinstance(found[-1], kind)
    return found[-1]


def click(qtbot: QtBot, place: QWidget, name: str) -> None:
    button = child(place, QPushButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))


def said(desk: TestDesk, meeting: Meeting, kind: CorrectionKind, name: str = "") -> Correction:
    view = desk.office.corrections.view(meeting.id)
    return next(
        each for each in view.corrections if each.kind is kind and each.person.name.startswith(name)
    )


def state(step: FollowUpStep, meeting: Meeting, name: str) -> str:
    who = next(a.id for a in meeting.attendees if a.person.name.startswith(name))
    return child(step, Label, f"responseState-{who}").text()


def test_everybody_stands_with_what_they_answered(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = answered(desk)
    step = in_round(desk, meeting, qtbot)
    assert state(step, meeting, "Sofie").startswith("Har bedt om en rettelse")
    assert state(step, meeting, "Karin").startswith("Enig")
    # Silence is told as silence.
    assert state(step, meeting, "Mette") == "Har ikke svaret"
    assert child(step, WrapLabel, "roundState").text() == "3 svar venter på dig"
    assert "14. december" in child(step, WrapLabel, "roundDeadline").text()


def test_a_correction_shows_what_stands_and_what_should_stand(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = answered(desk)
    step = in_round(desk, meeting, qtbot)
    correction = said(desk, meeting, CorrectionKind.CORRECT, "Sofie")
    diff = child(step, DiffLabel, f"correctionDiff-{correction.id}")
    assert "taget ud: ”17”" in diff.accessibleName()
    assert "sat ind: ”14”" in diff.accessibleName()


def test_take_in_undo_and_do_again(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = answered(desk)
    step = in_round(desk, meeting, qtbot)
    correction = said(desk, meeting, CorrectionKind.CORRECT, "Sofie")

    def decision() -> CorrectionDecision:
        return said(desk, meeting, CorrectionKind.CORRECT, "Sofie").decision

    click(qtbot, step, f"take-{correction.id}")
    assert decision() is CorrectionDecision.TAKEN
    assert step.undo_bar.message == "Sofies rettelse tages med"
    step.undo()
    assert decision() is CorrectionDecision.OPEN
    step.redo()
    assert decision() is CorrectionDecision.TAKEN
    click(qtbot, step, f"undecide-{correction.id}")
    assert decision() is CorrectionDecision.OPEN


def test_refusing_needs_a_reason_and_says_that_the_words_will_stand(
    desk: TestDesk, qtbot: QtBot
) -> None:
    meeting = answered(desk)
    step = in_round(desk, meeting, qtbot)
    correction = said(desk, meeting, CorrectionKind.CORRECT, "Jonas")
    click(qtbot, step, f"refuse-{correction.id}")
    dialog = child(step, RefuseCorrectionDialog, "refuseCorrectionDialog")
    dialog.confirm_button.click()
    assert dialog.isVisible()
    assert dialog.form is not None
    assert dialog.form.row("reason").error
    child(dialog, QPlainTextEdit, "reason").setPlainText("Skolens tal viser noget andet.")
    dialog.confirm_button.click()
    assert not dialog.isVisible()
    told = child(step, WrapLabel, f"decision-{correction.id}").text()
    assert "Skolens tal viser noget andet." in told
    assert "Ordene kommer til at stå i version 2." in told


def test_a_remark_is_never_refused(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = answered(desk)
    step = in_round(desk, meeting, qtbot)
    remark = said(desk, meeting, CorrectionKind.REMARK)
    assert not step.findChildren(QPushButton, f"refuse-{remark.id}")
    click(qtbot, step, f"stand-{remark.id}")
    assert said(desk, meeting, CorrectionKind.REMARK).decision is CorrectionDecision.STANDS


def test_an_answer_from_the_phone_is_written_down_with_its_place(
    desk: TestDesk, qtbot: QtBot
) -> None:
    meeting = sent(desk)
    step = in_round(desk, meeting, qtbot)
    click(qtbot, step, "noteAnswer")
    dialog = child(step, NoteCorrectionDialog, "noteCorrectionDialog")
    child(dialog, Choice, "person").set_value(person_id(meeting, "Sofie"))
    part, paragraph = (child(dialog, Choice, n) for n in ("passagePart", "passageParagraph"))
    part.setCurrentText("Konklusion")
    part.activated.emit(part.currentIndex())
    paragraph.set_value(PLACE)
    paragraph.activated.emit(paragraph.currentIndex())
    click(qtbot, dialog, "beginWithPlace")
    words = child(dialog, QPlainTextEdit, "words")
    assert words.toPlainText() == PLACE
    words.setPlainText(WANTED)
    dialog.confirm_button.click()
    kept = said(desk, meeting, CorrectionKind.CORRECT, "Sofie")
    assert kept.draft == CorrectionDraft(CorrectionKind.CORRECT, PartKey.CONCLUSION, PLACE, WANTED)
    assert kept.channel is Channel.PHONE
    step.undo()
    assert not desk.office.corrections.view(meeting.id).corrections


def test_agreement_needs_no_words_and_no_place(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = sent(desk)
    step = in_round(desk, meeting, qtbot)
    lise = next(a for a in meeting.attendees if a.person.name.startswith("Lise"))
    click(qtbot, step, f"noteFor-{lise.id}")
    dialog = child(step, NoteCorrectionDialog, "noteCorrectionDialog")
    kind = child(dialog, Choice, "kind")
    kind.set_value(CorrectionKind.AGREE)
    kind.activated.emit(kind.currentIndex())
    assert not child(dialog, QPlainTextEdit, "words").isVisible()
    dialog.confirm_button.click()
    assert state(step, meeting, "Lise").startswith("Enig")


def test_the_deadline_can_be_moved_and_moved_back(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = sent(desk)
    step = in_round(desk, meeting, qtbot)
    former = desk.office.corrections.view(meeting.id).round.until
    click(qtbot, step, "moveUntil")
    dialog = child(step, MoveUntilDialog, "moveUntilDialog")
    dialog._day.set_value(former + timedelta(days=7))
    dialog.confirm_button.click()
    assert desk.office.corrections.view(meeting.id).round.until == former + timedelta(days=7)
    step.undo()
    assert desk.office.corrections.view(meeting.id).round.until == former


def test_a_round_with_nothing_to_change_is_closed_and_opened_again(
    desk: TestDesk, qtbot: QtBot
) -> None:
    meeting = sent(desk)
    desk.clock.set(desk.clock.now + timedelta(days=30))
    step = in_round(desk, meeting, qtbot)
    assert child(step, WrapLabel, "roundState").text() == "Fristen er gået. Intet skal rettes."
    assert not child(step, Button, "writeVersion").isVisible()
    click(qtbot, step, "closeRound")
    assert desk.office.corrections.view(meeting.id).round.closed_at is not None
    click(qtbot, step, "closeRound")
    assert desk.office.corrections.view(meeting.id).round.closed_at is None


def test_version_2_is_begun_from_the_round(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = decided(desk)
    step = in_round(desk, meeting, qtbot)
    with qtbot.waitSignal(step.step_requested) as wish:
        step.main_action()
    assert wish.args == [Step.MINUTES]
    assert desk.office.minutes.open(meeting.id).is_drafting


def test_what_somebody_else_decided_meanwhile_is_said_and_shown(
    desk: TestDesk, qtbot: QtBot
) -> None:
    meeting = answered(desk)
    step = in_round(desk, meeting, qtbot)
    correction = said(desk, meeting, CorrectionKind.CORRECT, "Sofie")
    desk.office.corrections.refuse(correction.id, correction.version, "Nej.")
    click(qtbot, step, f"take-{correction.id}")
    assert step.banner.isVisible()
    assert child(step, WrapLabel, f"decision-{correction.id}").text().startswith("Rettes ikke")


@pytest.mark.parametrize(("days", "kind"), [(0, None), (30, WaitingKind.ROUND_OVER)])
def test_today_mentions_a_round_that_is_over(
    desk: TestDesk, days: int, kind: WaitingKind | None
) -> None:
    meeting = sent(desk)
    desk.clock.set(desk.clock.now + timedelta(days=days))
    found = {each.kind for each in desk.office.overview.today().waiting}
    rounds = (WaitingKind.ROUND_OVER, WaitingKind.CORRECTIONS_OPEN, WaitingKind.NEXT_VERSION)
    assert found & set(rounds) == ({kind} if kind else set())
    draft = CorrectionDraft(CorrectionKind.REMARK, words="Tonen var ikke god.")
    note(desk, meeting, "Jonas", draft)
    waiting = [e for e in desk.office.overview.today().waiting if e.kind in rounds]
    assert [waiting_text(each) for each in waiting] == [
        "1 svar på referatet venter: Netværksmøde om Alma"
    ]


def test_today_mentions_a_version_that_is_not_sent(desk: TestDesk) -> None:
    meeting = decided(desk)
    desk.office.minutes.begin_version(meeting.id)
    words = [waiting_text(each) for each in desk.office.overview.today().waiting]
    assert "Version 2 af referatet er ikke sendt: Netværksmøde om Alma" in words


def test_answers_to_the_version_before_can_still_be_read(desk: TestDesk, qtbot: QtBot) -> None:
    meeting = second_version(desk)
    step = in_round(desk, meeting, qtbot)
    view = desk.office.corrections.view(meeting.id)
    assert not view.corrections
    taken = next(e for e in view.earlier if e.decision is CorrectionDecision.TAKEN)
    name = f"earlierSaid-{taken.id}"
    assert not child(step, QWidget, name).isVisible()
    toggle = child(step, Button, "openEarlier-1")
    assert toggle.text().startswith("Svar til version 1 (")
    toggle.click()
    box = child(step, QWidget, name)
    assert box.isVisible()
    words = " ".join(each.text() for each in box.findChildren(WrapLabel))
    assert taken.person.name in words
    assert "Blev taget med." in words
    assert not box.findChildren(Button, f"take-{taken.id}")
    toggle.click()
    assert not box.isVisible()
