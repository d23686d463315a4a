"""The action plan opened to its chain, used documents, and reasons for what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.agenda import ItemDraft
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.domain.rich_text import EMPTY
from moedeleder.domain.statements import StatementKind
from moedeleder.domain.used_documents import DocumentDraft, DocumentKind, Followed
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.minutes.document_row import DocumentRow
from moedeleder.ui.pages.minutes.fields import CellEdit
from moedeleder.ui.pages.minutes.gap_item import GapItem
from moedeleder.ui.pages.minutes.plan_row import PlanRow
from moedeleder.ui.pages.minutes.rail_link import RailLink
from moedeleder.ui.pages.minutes.reminders import reminders
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.widgets.button import Button
from moedeleder.ui.widgets.elided_label import ElidedLabel
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened

W = TypeVar("W", bound=QWidget)
Open = Callable[[Meeting], MinutesStep]
CHILD = Gap(GapKind.PART_EMPTY, PartKey.CHILD_PERSPECTIVE)


@pytest.fixture
def open_step(desk: TestDesk, qtbot: QtBot) -> Open:
    """Open the step for a meeting as its page does: shown again after every change."""

    def open_one(meeting: Meeting) -> MinutesStep:
        step = MinutesStep(desk)
        qtbot.addWidget(step)

        def changed(_change: object) -> None:
            step.show_meeting(desk.office.meetings.get(meeting.id))

        desk.changes.changed.connect(changed)
        step.resize(1080, 600)
        opened(qtbot, step)
        step.show_meeting(meeting)
        return step

    return open_one


def child(parent: QWidget, kind: type[W], name: str) -> W:
    """Return the widget of that name."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def click(qtbot: QtBot, parent: QWidget, name: str) -> None:
    """Press a button by its name."""
    qtbot.mouseClick(child(parent, Button, name), Qt.MouseButton.LeftButton)


def row_of(step: MinutesStep, at: int = 0) -> PlanRow:
    return step.form.plan.rows[at]


def document_of(step: MinutesStep, at: int = 0) -> DocumentRow:
    return step.form.documents.list.rows[at]


def item_of(step: MinutesStep, gap: Gap) -> GapItem:
    found = [each for each in step.rail.findChildren(GapItem) if each.gap.key == gap.key]
    assert len(found) == 1
    return found[0]


def without_child(desk: TestDesk, example: Example) -> Meeting:
    """Everything is there but what the child thinks."""
    meeting = complete(desk, hold(desk, example))
    part = desk.office.minutes.open(meeting.id).parts[CHILD.part]
    desk.office.minutes.write(meeting.id, part.key, part.version, EMPTY)
    return desk.office.meetings.get(meeting.id)


def test_tab_goes_through_a_row_where_it_stands_on_the_page(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(hold(desk, example))
    step.form.plan.add_row().what.set_text("Ringe hjem")
    first, last = row_of(step), row_of(step, -1)
    child(step, Button, f"openPromise-{first.row_id}").setFocus()
    stops = [first.what, first.who, first.due]
    for stop in stops:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert stop.hasFocus()
    child(step, Button, f"removePromise-{last.row_id}").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert step.form.plan.add_button.hasFocus()


def test_a_row_opens_to_its_chain_and_keeps_what_is_written(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    row = row_of(step)
    assert not row.is_open
    assert not row.chain.isVisible()
    click(qtbot, row, f"openPromise-{row.row_id}")
    assert row.is_open
    assert row.chain.worry.hasFocus()
    for cell, words in zip(
        (row.chain.worry, row.chain.need, row.chain.sign),
        ("Alma er alene", "En fast voksen", "Hun kommer fire dage om ugen"),
        strict=True,
    ):
        cell.setFocus()
        qtbot.keyClicks(cell, words)
        qtbot.keyClick(cell, Qt.Key.Key_Return)
    kept = desk.office.meetings.get(meeting.id).promises[0]
    assert (kept.worry, kept.need, kept.sign) == (
        "Alma er alene",
        "En fast voksen",
        "Hun kommer fire dage om ugen",
    )
    assert kept.goal == "Trygge morgener"
    step.undo()
    assert desk.office.meetings.get(meeting.id).promises[0].sign == ""
    assert row.chain.sign.text() == ""
    click(qtbot, row, f"openPromise-{row.row_id}")
    assert not row.chain.isVisible()


def test_a_row_says_what_could_be_clearer(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    meeting = hold(desk, example)
    first = meeting.promises[0]
    vague = PromiseDraft(first.what, first.draft.owner_id, due=first.due, goal="Bedre trivsel")
    desk.office.promises.update(first.id, first.version, vague)
    step = open_step(desk.office.meetings.get(meeting.id))
    row = row_of(step)
    asks = "”Bedre trivsel” kan ikke måles: hvad skal I kunne se?"
    assert row.advice.text() == asks
    row.goal.setFocus()
    row.set_open(True)
    row.chain.worry.setFocus()
    row.chain.worry.setPlainText("Alma er alene")
    row.commit()
    assert row.advice.text() == f"{asks}\nDer står ikke, hvad barnet har brug for."
    row.set_open(False)
    assert row.advice.text() == f"{asks} Og 1 råd mere."
    # Advice stops nobody.
    kinds = {gap.kind for gap in desk.office.minutes.open(meeting.id).open_gaps}
    assert kinds <= {GapKind.PART_EMPTY, GapKind.PROMISE_WITHOUT_DUE, GapKind.FOLLOW_UP_OPEN}


def test_a_worry_is_picked_from_the_meeting(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    meeting = hold(desk, example)
    desk.office.statements.say(meeting.id, StatementKind.WORRY, "Alma sover for lidt")
    desk.office.statements.say(meeting.id, StatementKind.PRIVATE, "Kun for mig")
    step = open_step(desk.office.meetings.get(meeting.id))
    row = row_of(step)
    row.set_open(True)
    assert row.chain.pick.isVisible()
    row.chain.pick.click()
    offered = {action.text(): action for action in row.chain.menu.actions()}
    assert "Alma sover for lidt" in offered
    assert "Kun for mig" not in offered
    offered["Alma sover for lidt"].trigger()
    row.chain.menu.close()
    assert desk.office.meetings.get(meeting.id).promises[0].worry == "Alma sover for lidt"
    assert not row.chain.pick.isVisible()


def test_a_promise_for_some_says_whom_it_is_for(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    office, people = desk.office, (example.person("Sofie").id, example.person("Jonas").id)
    before = {item.id for item in office.meetings.get(example.meeting.id).items}
    office.agenda.add(example.meeting.id, ItemDraft("Kun os", minutes=5))
    point = next(
        item for item in office.meetings.get(example.meeting.id).items if item.id not in before
    )
    office.points.limit(point.id, point.version, people)
    meeting = hold(desk, example)
    draft = PromiseDraft("Tale sammen", example.person("Sofie").id, item_id=point.id)
    office.promises.add(meeting.id, draft, "limited")
    step = open_step(office.meetings.get(meeting.id))
    hints = {row.row_id: row.only_for for row in step.form.plan.rows}
    assert hints["limited"].isVisible()
    assert hints["limited"].text() == "Kun for Sofie Eksempel og Jonas Eksempel"
    assert not hints[meeting.promises[0].id].isVisible()
    row = step.form.plan.row_of("limited")
    assert row is not None
    row.what.setFocus()
    row.what.setPlainText("Tale sammen hver uge")
    row.commit()
    kept = next(p for p in office.meetings.get(meeting.id).promises if p.id == "limited")
    assert (kept.what, kept.item_id) == ("Tale sammen hver uge", point.id)


def test_both_owners_names_are_seen_to_the_end(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    first = meeting.promises[0]
    one = PromiseDraft(first.what, owner_name="Sofie Eksempel og Jonas Eksempel-Mikkelsen")
    desk.office.promises.update(first.id, first.version, one)
    step = open_step(desk.office.meetings.get(meeting.id))
    tall, low = row_of(step, 0).who, row_of(step, 1).who
    qtbot.waitUntil(lambda: tall.height() > low.height())


def test_a_document_is_written_and_taken_back(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    click(qtbot, step, "addDocument")
    row = document_of(step)
    assert row.title.hasFocus()
    qtbot.keyClicks(row.title, "Oversigt over fravær")
    qtbot.keyClick(row.title, Qt.Key.Key_Return)
    assert row.author.hasFocus()
    qtbot.keyClicks(row.author, "Skolen")
    row.dated.setFocus()
    qtbot.keyClicks(row.dated, "1/11")
    qtbot.keyClick(row.dated, Qt.Key.Key_Return)
    expected = DocumentDraft("Oversigt over fravær", author="Skolen", dated=date(2026, 11, 1))
    assert [each.draft for each in desk.office.used_documents.list(meeting.id)] == [expected]
    assert document_of(step) is row
    click(qtbot, step, f"removeDocument-{row.row_id}")
    assert desk.office.used_documents.list(meeting.id) == ()
    step.undo_bar.undo()
    assert [each.draft for each in desk.office.used_documents.list(meeting.id)] == [expected]


def test_a_row_without_a_title_says_so_and_an_empty_one_goes_away(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = hold(desk, example)
    step = open_step(meeting)
    click(qtbot, step, "addDocument")
    step.leave()
    assert step.form.documents.list.rows == ()
    click(qtbot, step, "addDocument")
    row = document_of(step)
    row.author.setFocus()
    qtbot.keyClicks(row.author, "Skolen")
    step.leave()
    assert child(row, QWidget, f"documentError-{row.row_id}").isVisible()
    assert step.form.unsettled() is step.form.documents
    assert row.author.text() == "Skolen"


def test_whoever_is_not_followed_is_told_why(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = complete(desk, hold(desk, example))
    draft = DocumentDraft("Udtalelse", DocumentKind.STATEMENT, "Lise Berg")
    kept = desk.office.used_documents.add(meeting.id, draft)[0]
    step = open_step(desk.office.meetings.get(meeting.id))
    row = document_of(step)
    unsaid = "1 udtalelse: Skriv, om den følges"
    (link,) = (each for each in step.rail.findChildren(RailLink) if unsaid in each.accessibleName())
    with qtbot.waitSignal(step.rail.part_requested) as wish:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert wish.args == [PartKey.DOCUMENTS]
    assert unsaid in child(step, ElidedLabel, "footerNote").full_text
    assert not row.reason.isVisible()
    row.followed.setCurrentIndex(row.followed.findText("Følges ikke"))
    row.followed.activated.emit(row.followed.currentIndex())
    assert row.reason.isVisible()
    gap = Gap(GapKind.SOURCE_WITHOUT_REASON, PartKey.DOCUMENTS, 1, source_id=kept.id)
    view = desk.office.minutes.open(meeting.id)
    assert view.open_gaps == (gap,)
    assert unsaid not in [each.text for each in reminders(view)]
    assert not item_of(step, gap).why.isVisible()
    step.main_action()
    assert row.reason.hasFocus()
    assert step.findChild(SendDialog) is None
    qtbot.keyClicks(row.reason, "Familien vil noget andet")
    qtbot.keyClick(row.reason, Qt.Key.Key_Return)
    now = desk.office.used_documents.list(meeting.id)[0]
    assert (now.followed, now.reason) == (Followed.NOT, "Familien vil noget andet")
    assert desk.office.minutes.open(meeting.id).open_gaps == ()


def test_documents_move_and_two_who_write_choose(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting, documents = hold(desk, example), desk.office.used_documents
    for title in ("A", "B"):
        documents.add(meeting.id, DocumentDraft(title))
    step = open_step(desk.office.meetings.get(meeting.id))
    row = document_of(step)
    click(qtbot, step, f"documentDown-{row.row_id}")
    assert [each.title for each in documents.list(meeting.id)] == ["B", "A"]
    step.undo()
    assert [each.title for each in documents.list(meeting.id)] == ["A", "B"]
    theirs = documents.list(meeting.id)[0]
    documents.update(theirs.id, theirs.version, DocumentDraft("Deres"))
    row = next(each for each in step.form.documents.list.rows if each.row_id == theirs.id)
    row.title.setFocus()
    row.title.setPlainText("Mine")
    row.commit()
    assert row.title.text() == "Mine"
    assert documents.list(meeting.id)[0].title == "Deres"
    click(qtbot, row, f"keepMine-{row.row_id}")
    assert documents.list(meeting.id)[0].title == "Mine"


def test_a_reason_is_written_where_it_is_missing_and_stays_in_sight(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    meeting = without_child(desk, example)
    step = open_step(meeting)
    item = item_of(step, CHILD)
    assert item.link.accessibleName() == "Almas stemme mangler"
    item.why.setFocus()
    item.why.click()
    assert item.edit.hasFocus()
    qtbot.keyClicks(item.edit, "Alma var syg")
    # Somebody else changes something meanwhile: the words stay.
    step.reload()
    assert item_of(step, CHILD) is item
    assert item.edit.text() == "Alma var syg"
    item.save.setFocus()
    item.save.click()
    assert desk.office.minutes.open(meeting.id).reasons == {CHILD.key: "Alma var syg"}
    assert desk.office.minutes.open(meeting.id).open_gaps == ()
    assert item.given.text() == "Fordi: Alma var syg"
    assert item.back.hasFocus()
    rail = child(step, RailLink, f"rail-{PartKey.CHILD_PERSPECTIVE.value}")
    assert rail.accessibleName().endswith("tom, og det må den være")
    item.back.click()
    assert desk.office.minutes.open(meeting.id).reasons == {}
    assert item.why.hasFocus()
    step.undo()
    assert desk.office.minutes.open(meeting.id).reasons == {CHILD.key: "Alma var syg"}


def test_no_reason_is_said_and_esc_leaves_it(
    desk: TestDesk, example: Example, open_step: Open, qtbot: QtBot
) -> None:
    step = open_step(without_child(desk, example))
    item = item_of(step, CHILD)
    item.why.click()
    item.save.click()
    assert step.banner.message.startswith("Der mangler en grund.")
    assert item.edit.isVisible()
    qtbot.keyClick(item.edit, Qt.Key.Key_Escape)
    assert not item.edit.isVisible()
    assert item.why.hasFocus()


def test_what_can_never_be_left_out_takes_no_reason(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    step = open_step(hold(desk, example))
    for kind, part in (
        (GapKind.PART_EMPTY, PartKey.CONCLUSION),
        (GapKind.FOLLOW_UP_OPEN, PartKey.FOLLOW_UP),
    ):
        item = item_of(step, Gap(kind, part))
        assert item.link.isVisibleTo(step.rail)
        assert not item.why.isVisibleTo(step.rail)


def test_every_cell_of_the_chain_has_a_name(
    desk: TestDesk, example: Example, open_step: Open
) -> None:
    step = open_step(hold(desk, example))
    row_of(step).set_open(True)
    step.form.documents.list.add_row()
    cells = step.findChildren(CellEdit)
    assert len(cells) > 10
    for cell in cells:
        assert cell.accessibleName()
        assert cell.objectName()
