"""Step 1: what the family brings, what becomes of each thing, and the child's voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.attendees import Attendance, InvitationReply
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    ContributionKind,
    Decision,
)
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.people import PersonRole
from moedeleder.domain.times import Fit
from moedeleder.ui.dialogs.all_contributions import AllContributionsDialog
from moedeleder.ui.dialogs.answer import AnswerDialog
from moedeleder.ui.dialogs.attendees import AttendeeDialog
from moedeleder.ui.dialogs.child_voice import ChildVoiceDialog
from moedeleder.ui.dialogs.contribution_deeds import (
    ContributionDialog,
    MergeDialog,
    PutOnDialog,
    ReasonDialog,
    SplitDialog,
)
from moedeleder.ui.dialogs.person import PersonDialog
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.dialogs.type_in import TypeInDialog
from moedeleder.ui.pages.agenda.contribution_card import ContributionCard
from moedeleder.ui.pages.agenda.remark import Remark
from moedeleder.ui.pages.agenda.step import AgendaStep
from moedeleder.ui.pages.agenda.wish import Wish
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.checklist import CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.own_words import OwnWords
from moedeleder.ui.widgets.pill import Pill
from tests.ui.brought import LONG_MAIL, bring, waiting, with_many, with_some
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened

LEFT = Qt.MouseButton.LeftButton
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def fresh(desk: TestDesk, example: Example) -> Callable[[], Meeting]:
    return lambda: desk.office.meetings.get(example.meeting.id)


@pytest.fixture
def page(qtbot: QtBot, desk: TestDesk, example: Example) -> MeetingPage:
    made = MeetingPage(desk, steps={Step.AGENDA: AgendaStep})
    qtbot.addWidget(made)
    made.resize(1080, 720)
    return made


@pytest.fixture
def step(qtbot: QtBot, page: MeetingPage, desk: TestDesk, example: Example) -> AgendaStep:
    """The step with Jonas' question waiting and four things decided."""
    with_some(desk, example)
    return shown(qtbot, page, example)


@pytest.fixture
def empty(qtbot: QtBot, page: MeetingPage, example: Example) -> AgendaStep:
    """The step before anybody has brought anything."""
    return shown(qtbot, page, example)


def shown(qtbot: QtBot, page: MeetingPage, example: Example) -> AgendaStep:
    page.open_meeting(example.meeting.id)
    opened(qtbot, page)
    made = page.step(Step.AGENDA).widget()
    assert isinstance(made, AgendaStep)
    return made


def jonas(meeting: Meeting) -> Contribution:
    return next(each for each in meeting.contributions if each.person.name.startswith("Jonas"))


def press(qtbot: QtBot, place: QWidget, name: str) -> None:
    button = place.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, LEFT)


def texts(place: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(
        label.full_text if isinstance(label, ElidedLabel) else label.text()
        for label in place.findChildren(QLabel)
        if label.isVisibleTo(place)
    )


def pill(step: AgendaStep) -> str:
    return step.findChild(Pill, "contributionsWaiting").text


def choose(step: AgendaStep, qtbot: QtBot, contribution: Contribution, wish: Wish) -> None:
    """Choose something from "Andet…"."""
    press(qtbot, step.contributions, f"other-{contribution.id}")
    menu = step.findChildren(QMenu)[-1]
    action = next(each for each in menu.actions() if each.data() is wish)
    action.trigger()
    menu.close()


def last(step: AgendaStep, kind: type[ContributionDialog]) -> ContributionDialog:
    return step.findChildren(kind)[-1]


# --- what is shown -------------------------------------------------------------------------


def test_what_waits_stands_in_their_own_words(
    step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    card = step.findChild(ContributionCard, f"contribution-{jonas(fresh()).id}")
    assert "Jonas, far · i telefon 24. nov." in texts(card)
    words = card.words.view.toPlainText()
    assert words == "”Kan vi få sagsbehandleren til at sende referatet til min nye adresse?”"
    assert pill(step) == "1 mangler svar"
    assert "2 bidrag er taget med. 2 får et andet svar." in texts(step.contributions)
    assert "Kvittering sendes med dagsordenen." in texts(step.contributions)


def test_an_empty_card_says_what_belongs_here_and_the_first_step(
    qtbot: QtBot, empty: AgendaStep
) -> None:
    assert "Del kladden med dem, eller skriv ind" in texts(empty.contributions)
    assert not empty.findChild(Pill, "contributionsWaiting").isVisible()
    with qtbot.waitSignal(empty.share_requested):
        press(qtbot, empty, "shareFromContributions")


def test_long_words_are_folded_and_open(
    qtbot: QtBot, page: MeetingPage, desk: TestDesk, example: Example
) -> None:
    meeting = with_many(desk, example)
    step = shown(qtbot, page, example)
    assert pill(step) == "25 mangler svar"
    cards = step.findChildren(ContributionCard)
    assert len(cards) == 4
    words = cards[0].findChild(OwnWords)
    assert words.text == LONG_MAIL
    qtbot.waitUntil(words.more.isVisible)
    folded = words.view.height()
    qtbot.mouseClick(words.more, LEFT)
    qtbot.waitUntil(lambda: words.view.height() > 5 * folded)
    assert words.view.toPlainText() == f"”{LONG_MAIL}”"
    press(qtbot, step, "showAllWaiting")

    def cards_now() -> list[ContributionCard]:
        return [card for card in step.findChildren(ContributionCard) if card.isVisible()]

    qtbot.waitUntil(lambda: len(cards_now()) == len(waiting(meeting)) == 25)


def test_their_words_stand_under_the_point_and_its_name(
    step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    row = step.list.rows.row(fresh().items[3].id)
    assert "Vi vil gerne tale om weekenderne." in texts(row)
    assert "Vi vil gerne tale om weekenderne." in row.accessibleName()
    # Jonas raised the point, and Sofie's words go with it.
    assert "Beslutning · Jonas Eksempel, far · også Sofie, mor" in texts(row)


def test_the_familys_points_coming_last_is_said_calmly(
    empty: AgendaStep, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    note = empty.findChild(Remark, "familyStanding")
    assert not note.isVisible()
    for item in reversed(fresh().items):
        empty.change(lambda item=item: empty.history.remove(item), "")
    sofie = example.person("Sofie").id
    for draft in (
        ItemDraft("Velkomst", minutes=20),
        ItemDraft("Skolen", minutes=40),
        ItemDraft("PPR", minutes=20),
        ItemDraft("Weekender", minutes=5, raised_by_id=sofie),
        ItemDraft("Aftaler", minutes=5),
        ItemDraft("Hvordan gik mødet", minutes=5),
    ):
        empty.change(lambda draft=draft: empty.history.add(draft), "")
    assert note.isVisible()
    assert "Familiens punkter ligger sidst." in texts(note)
    assert "Familien har 5 af 95 minutter. Det er under en tredjedel." in texts(note)


# --- decisions -----------------------------------------------------------------------------


def test_a_contribution_is_put_on_by_keyboard_alone_and_taken_back(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    button = step.findChild(QPushButton, f"putOn-{jonas(fresh()).id}")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    dialog = last(step, PutOnDialog)
    title = dialog.findChild(QLineEdit, "title")
    assert title.text().startswith("Kan vi få sagsbehandleren")
    qtbot.keyClicks(title, "Hvor referatet sendes hen")
    qtbot.keyClick(dialog, ENTER)
    item = next(each for each in fresh().items if each.title == "Hvor referatet sendes hen")
    assert item.raised_by is not None
    assert item.raised_by.name == "Jonas Eksempel"
    assert fresh().words_of(item).startswith("Kan vi få sagsbehandleren")
    assert jonas(fresh()).decision is Decision.ON_AGENDA
    assert pill(step) == "alle har svar"
    assert step.undo_bar.message == "”Hvor referatet sendes hen” er sat på dagsordenen."
    step.undo()
    assert jonas(fresh()).is_open
    assert len(fresh().items) == 6
    assert pill(step) == "1 mangler svar"
    step.redo()
    assert jonas(fresh()).decision is Decision.ON_AGENDA


def test_a_contribution_goes_with_a_point_and_back(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    item = fresh().items[4]
    press(qtbot, step, f"merge-{jonas(fresh()).id}")
    dialog = last(step, MergeDialog)
    field = dialog.findChild(Choice, "point")
    assert field.currentText().startswith("3. ")
    field.set_value(item.id)
    qtbot.keyClick(dialog, ENTER)
    assert (jonas(fresh()).decision, jonas(fresh()).item_id) == (Decision.MERGED, item.id)
    press(qtbot, step, "undo")
    assert jonas(fresh()).is_open


def test_what_was_laid_with_a_new_point_is_so_again_when_all_is_done_again(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    press(qtbot, step, f"putOn-{jonas(fresh()).id}")
    qtbot.keyClick(last(step, PutOnDialog), ENTER)
    point = jonas(fresh()).item_id
    assert point
    step.change(lambda: step.history.move(point, 0), "")
    step.undo()
    step.undo()
    assert jonas(fresh()).is_open
    step.redo()
    assert jonas(fresh()).item_id == point
    step.redo()
    assert fresh().items[0].id == point


def test_not_this_time_needs_a_reason_that_the_family_reads(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    choose(step, qtbot, jonas(fresh()), Wish.NOT_NOW)
    dialog = last(step, ReasonDialog)
    assert "Familien læser det" in texts(dialog)
    press(qtbot, dialog, "notNowDialogConfirm")
    assert dialog.isVisible()
    assert dialog.form is not None
    assert "mangler" in dialog.form.row("reason").error
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "reason"), "vi mangler skolens svar")
    press(qtbot, dialog, "notNowDialogConfirm")
    found = jonas(fresh())
    assert (found.decision, found.reason) == (Decision.NOT_NOW, "vi mangler skolens svar")


def test_another_place_and_reason_are_kept(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    choose(step, qtbot, jonas(fresh()), Wish.ELSEWHERE)
    dialog = last(step, ReasonDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "where"), "i telefonen")
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "reason"), "det haster")
    qtbot.keyClick(dialog, ENTER, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not jonas(fresh()).is_open)
    found = jonas(fresh())
    assert (found.where, found.reason) == ("i telefonen", "det haster")


def test_a_colleagues_decision_is_not_overwritten_silently(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, fresh: Callable[..., Meeting]
) -> None:
    choose(step, qtbot, jonas(fresh()), Wish.NOT_NOW)
    dialog = last(step, ReasonDialog)
    seen = jonas(fresh())
    desk.office.contributions.note(seen.id, seen.version)
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "reason"), "min grund")
    press(qtbot, dialog, "notNowDialogConfirm")
    assert dialog.isVisible()
    assert "anden" in dialog.banner.message
    assert jonas(fresh()).decision is Decision.NOTED
    assert dialog.findChild(QPlainTextEdit, "reason").toPlainText() == "min grund"


def test_undo_never_overwrites_a_colleague(
    qtbot: QtBot, step: AgendaStep, desk: TestDesk, fresh: Callable[..., Meeting]
) -> None:
    choose(step, qtbot, jonas(fresh()), Wish.NOTE)
    noted = jonas(fresh())
    desk.office.contributions.not_now(noted.id, noted.version, "senere")
    step.undo()
    assert jonas(fresh()).decision is Decision.NOT_NOW
    assert "anden" in step.banner.message


def test_a_bisidder_is_put_on_the_list_and_noted(
    qtbot: QtBot, page: MeetingPage, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    draft = ContributionDraft(ContributionKind.SUPPORT_PERSON, "Omar Vennesen")
    bring(desk, example, "Jonas", [draft])
    step = shown(qtbot, page, example)
    choose(step, qtbot, jonas(fresh()), Wish.SUPPORT_PERSON)
    dialog = step.findChild(PersonDialog)
    assert dialog.findChild(QLineEdit, "name").text() == "Omar Vennesen"
    press(qtbot, dialog, "personDialogConfirm")
    person = fresh().attendees[-1].person
    assert (person.name, person.role) == ("Omar Vennesen", PersonRole.SUPPORT_PERSON)
    assert jonas(fresh()).decision is Decision.NOTED


def test_a_passage_becomes_a_contribution_of_its_own(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    whole = jonas(fresh())
    choose(step, qtbot, whole, Wish.SPLIT)
    dialog = step.findChild(SplitDialog)
    words = dialog.findChild(QPlainTextEdit, "splitWords")
    assert not dialog.confirm_button.isEnabled()
    for _ in range(11):
        qtbot.keyClick(words, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    parts = [each for each in fresh().contributions if each.part_of_id == whole.id]
    assert [part.words for part in parts] == [whole.words[:11].strip()]
    assert "1 nyt bidrag er lavet." in texts(dialog)
    assert dialog.isVisible()
    dialog.reject()
    assert pill(step) == "2 mangler svar"
    step.undo()
    assert pill(step) == "1 mangler svar"


# --- all of them ---------------------------------------------------------------------------


def test_the_list_tells_who_decided_and_what_they_know_and_changes_it(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    press(qtbot, step, "allContributions")
    dialog = step.findChild(AllContributionsDialog)
    said = texts(dialog)
    assert "Sammen med punkt 4: Aflastning i weekenden" in said
    assert "Tages op et andet sted: hos skolen. Fordi: de bestiller den" in said
    assert "Besluttet 24. november af Mette Holm" in said
    assert "De har ikke fået det at vide endnu." in said
    taxi = next(each for each in fresh().contributions if each.words.startswith("Taxaen"))
    press(qtbot, dialog, f"change-{taxi.id}")
    menu = dialog.findChildren(QMenu)[-1]
    next(each for each in menu.actions() if each.data() is Wish.REOPEN).trigger()
    assert not dialog.isVisible()
    assert pill(step) == "2 mangler svar"
    step.undo()
    again = next(each for each in fresh().contributions if each.id == taxi.id)
    assert (again.decision, again.where) == (Decision.ELSEWHERE, "hos skolen")


def test_the_whole_answer_is_shown(
    qtbot: QtBot, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    assert jonas(fresh()).answer_id
    choose(step, qtbot, jonas(fresh()), Wish.SHOW_ANSWER)
    dialog = step.findChild(AnswerDialog)
    assert "Jonas Eksempel" in texts(dialog)
    assert "nye adresse" in dialog.findChild(OwnWords).text


# --- typed in ------------------------------------------------------------------------------


def test_one_point_is_typed_in_and_kept_with_enter(
    qtbot: QtBot, empty: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    qtbot.keyClick(empty.findChild(QPushButton, "typeIn"), Qt.Key.Key_Space)
    dialog = empty.findChild(TypeInDialog)
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Vi vil tale om søvn")
    qtbot.keyClick(field, ENTER)
    kept = fresh().contributions[0]
    assert (kept.words, kept.channel) == ("Vi vil tale om søvn", Channel.PHONE)
    assert kept.person.name == "Sofie Eksempel"
    assert not dialog.isVisible()
    assert empty.undo_bar.message == "Svaret fra Sofie, mor er gemt."
    empty.undo()
    assert fresh().contributions[0].decision is Decision.WITHDRAWN


def test_the_whole_form_is_typed_in(
    qtbot: QtBot, empty: AgendaStep, example: Example, fresh: Callable[..., Meeting]
) -> None:
    empty.round.type_in()
    dialog = empty.findChild(TypeInDialog)
    dialog.findChild(Choice, "person").set_value(example.person("Jonas").id)
    dialog.findChild(Choice, "channel").set_value(Channel.PAPER)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "pointWords1"), "Taxa")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "pointWanted1"), "At den kommer")
    press(qtbot, dialog, "anotherPoint")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "pointWords2"), "Aflastning")
    press(qtbot, dialog, "restOfForm")
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "strengths"), "Hun tegner")
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "needs"), "Tolk")
    press(qtbot, dialog, "typeInDialogConfirm")
    brought = [(each.kind, each.words, each.wanted) for each in fresh().contributions]
    kind = ContributionKind
    assert brought == [
        (kind.POINT, "Taxa", "At den kommer"),
        (kind.POINT, "Aflastning", ""),
        (kind.STRENGTHS, "Hun tegner", ""),
        (kind.NEEDS, "Tolk", ""),
    ]
    assert {each.channel for each in fresh().contributions} == {Channel.PAPER}


def test_what_is_typed_is_there_still_after_escape(
    qtbot: QtBot, empty: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    empty.round.type_in()
    first = empty.findChildren(TypeInDialog)[-1]
    qtbot.keyClicks(first.findChild(QLineEdit, "pointWords1"), "Halvvejs")
    qtbot.keyClick(first, ESCAPE)
    assert "lagt til side" in empty.banner.message
    assert fresh().contributions == ()
    empty.round.type_in()
    again = empty.findChildren(TypeInDialog)[-1]
    assert again.findChild(QLineEdit, "pointWords1").text() == "Halvvejs"
    press(qtbot, again, "typeInDialogConfirm")
    assert fresh().contributions[0].words == "Halvvejs"


def test_an_answer_without_words_is_not_kept(
    qtbot: QtBot, empty: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    empty.round.type_in()
    dialog = empty.findChild(TypeInDialog)
    press(qtbot, dialog, "typeInDialogConfirm")
    assert dialog.isVisible()
    assert "mangler" in dialog.banner.message
    assert fresh().contributions == ()


def test_times_that_suit_are_typed_in_with_the_rest(
    qtbot: QtBot, page: MeetingPage, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    meeting = desk.office.times.propose(example.meeting.id, example.meeting.starts_at)
    step = shown(qtbot, page, example)
    step.round.type_in()
    dialog = step.findChild(TypeInDialog)
    field = dialog.findChild(Choice, "time1")
    field.setCurrentIndex(1)
    press(qtbot, dialog, "typeInDialogConfirm")
    answers = fresh().time_answers
    assert [each.proposal_id for each in answers] == [meeting.proposed_times[0].id]


def test_taking_back_what_was_typed_gives_back_what_was_said_about_times(
    qtbot: QtBot, page: MeetingPage, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    meeting = desk.office.times.propose(example.meeting.id, example.meeting.starts_at)
    one, sofie = meeting.proposed_times[0].id, example.person("Sofie").id
    desk.office.times.answer(one, sofie, Fit.NO, Channel.FORM)
    step = shown(qtbot, page, example)
    step.round.type_in()
    dialog = step.findChild(TypeInDialog)
    dialog.findChild(Choice, "person").set_value(sofie)
    dialog.findChild(Choice, "time1").set_value(Fit.YES)
    press(qtbot, dialog, "typeInDialogConfirm")
    assert said(fresh()) == [(one, sofie, Fit.YES, Channel.PHONE)]
    step.undo()
    assert said(fresh()) == [(one, sofie, Fit.NO, Channel.FORM)]
    step.redo()
    assert said(fresh()) == [(one, sofie, Fit.YES, Channel.PHONE)]


def test_a_time_answered_anew_is_not_taken_back_with_what_was_typed(
    qtbot: QtBot, page: MeetingPage, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    meeting = desk.office.times.propose(example.meeting.id, example.meeting.starts_at)
    one, sofie = meeting.proposed_times[0].id, example.person("Sofie").id
    step = shown(qtbot, page, example)
    step.round.type_in()
    dialog = step.findChild(TypeInDialog)
    dialog.findChild(Choice, "person").set_value(sofie)
    dialog.findChild(Choice, "time1").set_value(Fit.YES)
    press(qtbot, dialog, "typeInDialogConfirm")
    desk.office.times.answer(one, sofie, Fit.NO, Channel.MAIL)
    step.undo()
    assert said(fresh()) == [(one, sofie, Fit.NO, Channel.MAIL)]


def said(meeting: Meeting) -> list[tuple[str, str, Fit, Channel]]:
    return [(a.proposal_id, a.person_id, a.fit, a.channel) for a in meeting.time_answers]


def test_tab_goes_through_the_typed_answer_as_it_is_read(
    qtbot: QtBot, page: MeetingPage, desk: TestDesk, example: Example
) -> None:
    desk.office.times.propose(example.meeting.id, example.meeting.starts_at)
    step = shown(qtbot, page, example)
    step.round.type_in()
    dialog = step.findChild(TypeInDialog)
    dialog.findChild(Choice, "person").setFocus()
    order = []
    for _step in range(7):
        focus = dialog.focusWidget()
        assert focus is not None
        order.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    point = [f"point{part}1" for part in ("Words", "Wanted", "Importance")]
    assert order == ["person", "channel", *point, "anotherPoint", "time1"]


def test_tab_goes_through_every_point_before_the_button_for_one_more(
    qtbot: QtBot, empty: AgendaStep
) -> None:
    empty.round.type_in()
    dialog = empty.findChild(TypeInDialog)
    press(qtbot, dialog, "anotherPoint")
    press(qtbot, dialog, "anotherPoint")
    QApplication.processEvents()
    dialog.findChild(QLineEdit, "pointWords1").setFocus()
    order = []
    for _step in range(11):
        focus = dialog.focusWidget()
        assert focus is not None
        order.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    points = [f"point{part}{n}" for n in (1, 2, 3) for part in ("Words", "Wanted", "Importance")]
    assert order == [*points, "anotherPoint", "restOfForm"]


def test_a_mail_while_times_are_open_reminds_of_noting_the_times(
    qtbot: QtBot, empty: AgendaStep, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    free = ContributionDraft(ContributionKind.FREE, "Torsdag passer os bedst.")
    (mail,) = bring(desk, example, "Sofie", [free], Channel.MAIL).contributions
    empty.show_meeting(fresh())
    name = f"noteTimes-{mail.id}"
    assert empty.findChild(QPushButton, name) is None
    own = desk.office.times.propose(fresh().id, fresh().starts_at)
    empty.show_meeting(fresh())
    press(qtbot, empty, name)
    assert empty.findChild(TimesDialog).isVisible()
    sofie = example.person("Sofie").id
    desk.office.times.answer(own.proposed_times[0].id, sofie, Fit.YES, Channel.MAIL)
    empty.show_meeting(fresh())
    shown = [each.objectName() for each in empty.findChildren(QPushButton) if each.isVisible()]
    assert name not in shown


def test_a_bisidder_somebody_wrote_of_is_not_said_to_be_missing(
    empty: AgendaStep, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    for attendee in fresh().attendees:
        if attendee.person.role is PersonRole.SUPPORT_PERSON:
            desk.office.meetings.remove_attendee(attendee.id, attendee.version)
    empty.show_meeting(fresh())
    reminders = " ".join(each.text() for each in empty.attendees.findChildren(QLabel))
    assert "Ingen bisidder valgt endnu." in reminders
    support = ContributionDraft(ContributionKind.SUPPORT_PERSON, "Min søster kommer med")
    bring(desk, example, "Sofie", [support], Channel.FORM)
    empty.show_meeting(fresh())
    QApplication.processEvents()
    labels = [each for each in empty.attendees.findChildren(QLabel) if each.isVisible()]
    reminders = " ".join(each.text() for each in labels)
    assert "Sofie har skrevet, at de tager en bisidder med." in reminders
    assert "Ingen bisidder" not in reminders


def test_the_first_of_the_family_who_has_said_nothing_is_chosen(
    qtbot: QtBot, empty: AgendaStep, desk: TestDesk, example: Example, fresh: Callable[..., Meeting]
) -> None:
    point = ContributionDraft(ContributionKind.POINT, "Søvn")
    who = example.person("Sofie").id
    desk.office.contributions.type_in(fresh().id, who, Channel.PHONE, (point,))
    empty.show_meeting(fresh())
    empty.round.type_in()
    chosen = empty.findChild(TypeInDialog).findChild(Choice, "person").value()
    assert chosen == example.person("Jonas").id


# --- the child, and who is in the room -----------------------------------------------------


def test_how_the_child_is_heard_is_chosen_and_not_hearing_needs_a_reason(
    qtbot: QtBot, empty: AgendaStep, desk: TestDesk, fresh: Callable[..., Meeting]
) -> None:
    meeting = fresh()
    unsaid = ChildVoice()
    desk.office.meetings.set_child_voice(meeting.id, meeting.version, unsaid)
    empty.show_meeting(fresh())
    assert "Det skal stå her, før I indkalder." in texts(empty.child_voice)
    press(qtbot, empty, "writeChildVoice")
    dialog = empty.findChild(ChildVoiceDialog)
    assert not dialog.confirm_button.isEnabled()
    dialog.findChild(QRadioButton, "voice-not_heard").click()
    press(qtbot, dialog, "childVoiceDialogConfirm")
    assert dialog.form is not None
    assert dialog.form.row("note").error
    dialog.findChild(QRadioButton, "voice-spoken_for").click()
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "note"), "Sofie læser et brev")
    press(qtbot, dialog, "childVoiceDialogConfirm")
    assert fresh().child_voice == ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie læser et brev")
    assert "Sofie læser et brev" in texts(empty.child_voice)
    assert "før I indkalder" not in texts(empty.child_voice)


def test_why_somebody_is_here_and_what_they_answered_is_kept(
    qtbot: QtBot, empty: AgendaStep, desk: TestDesk, fresh: Callable[..., Meeting]
) -> None:
    meeting = fresh()
    desk.office.sending.announce_meeting(meeting.id, meeting.version)
    empty.show_meeting(fresh())
    karin = fresh().attendees[2]
    empty.people.edit_attendee(karin.id)
    dialog = empty.findChild(AttendeeDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "why_here"), "Kender Alma")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "can_decide"), "Skolens del")
    dialog.findChild(Choice, "reply").set_value(InvitationReply.DECLINED)
    press(qtbot, dialog, "attendeeDialogConfirm")
    now = fresh().attendees[2]
    assert (now.why_here, now.can_decide) == ("Kender Alma", "Skolens del")
    assert (now.reply, now.attendance) == (InvitationReply.DECLINED, Attendance.APOLOGY)
    assert now.reply_channel is Channel.PHONE
    assert "Kan ikke komme. Svarede 24. nov. i telefon" in texts(empty.attendees)
    assert "Kender Alma" in texts(empty.attendees)


def test_what_is_gathered_is_told_with_who_is_missing(step: AgendaStep, example: Example) -> None:
    assert "Sofie Eksempel" in texts(step.before)
    row = step.findChild(CheckRow, "gathered-minutes_taker")
    assert row.isChecked()
    assert row.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert "Mette Holm" in texts(row.parentWidget())


# --- wishes that others answer -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("sendReceipts", "receipts_requested"),
        ("proposeTimes", "times_requested"),
        ("cancelMeeting", "cancel_requested"),
    ],
)
def test_wishes_go_on_to_who_answers_them(
    qtbot: QtBot, step: AgendaStep, name: str, signal: str
) -> None:
    button = step.findChild(Button, name)
    assert button.isVisible()
    with qtbot.waitSignal(getattr(step, signal)):
        button.click()


def test_somebody_put_back_on_the_list_is_there_as_before(
    qtbot: QtBot, empty: AgendaStep, desk: TestDesk, fresh: Callable[..., Meeting]
) -> None:
    karin = fresh().attendees[2]
    meetings = desk.office.meetings
    meeting = meetings.set_presence(karin.id, karin.version, "Kender Alma", "Skolens del")
    version = meeting.attendees[2].version
    meeting = meetings.set_reply(karin.id, version, InvitationReply.DECLINED, Channel.MAIL)
    before = meeting.attendees[2]
    empty.show_meeting(meeting)
    empty.people.edit_attendee(karin.id)
    press(qtbot, empty.findChild(AttendeeDialog), "removeAttendee")
    assert len(fresh().attendees) == 5
    empty.undo()
    back = next(each for each in fresh().attendees if each.id == karin.id)
    assert (back.why_here, back.can_decide) == ("Kender Alma", "Skolens del")
    assert (back.reply, back.reply_channel) == (before.reply, before.reply_channel)
    assert (back.replied_at, back.attendance) == (before.replied_at, Attendance.APOLOGY)


def test_nothing_can_be_decided_once_the_minutes_are_final(
    page: MeetingPage, step: AgendaStep, fresh: Callable[..., Meeting]
) -> None:
    finished = replace(fresh(), state=MeetingState.FINISHED)
    step.show_meeting(finished)
    waits = step.findChildren(ContributionCard)[-1]
    assert waits.findChildren(QPushButton, f"putOn-{jonas(finished).id}") == []
    assert not any(
        button.isVisible() for button in step.contributions.findChildren(Button, "typeIn")
    )
    dialog = AllContributionsDialog(finished, step.is_editable, step)
    assert dialog.findChild(Button, f"change-{jonas(finished).id}") is None
    assert dialog.findChild(Button, f"showAnswer-{jonas(finished).id}") is not None
