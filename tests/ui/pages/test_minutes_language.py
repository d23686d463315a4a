"""The page Sprog beside the minutes: found while one types, walked with F7, never changed alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import PartKey
from moedeleder.language.findings import FindingKind
from moedeleder.ui.background import Background
from moedeleder.ui.pages.minutes.language.report import Spot
from moedeleder.ui.pages.minutes.language.walk import LanguageHelp
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.widgets.rich_text_edit import RichTextEdit
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.held_meeting import hold, write
from tests.ui.office_fixture import Example, TestDesk
from tests.ui.windows import opened

Open = Callable[[str], MinutesStep]
WAVY = QTextCharFormat.UnderlineStyle.WaveUnderline
DOTTED = QTextCharFormat.UnderlineStyle.DotLine


@pytest.fixture
def open_with(desk: TestDesk, example: Example, qtbot: QtBot) -> Open:
    """Open the step with words in the conclusion, read and underlined."""

    def open_one(text: str) -> MinutesStep:
        meeting = hold(desk, example)
        write(desk, meeting, PartKey.CONCLUSION, text)
        step = MinutesStep(desk)
        qtbot.addWidget(step)
        step.resize(1280, 700)
        step.show_meeting(meeting)
        opened(qtbot, step)
        read(qtbot, step)
        return step

    return open_one


def read(qtbot: QtBot, step: MinutesStep) -> None:
    step.language.watch.check_soon()
    qtbot.waitUntil(lambda: not step.language.watch.is_waiting)


def editor(step: MinutesStep, key: PartKey = PartKey.CONCLUSION) -> RichTextEdit:
    return step.form.parts[key].edit


def spots(step: MinutesStep, key: PartKey = PartKey.CONCLUSION) -> list[Spot]:
    return [spot for spot in step.language.watch.report.spots if spot.part is key]


def found(step: MinutesStep) -> list[tuple[FindingKind | None, str]]:
    return [(spot.kind, spot.text) for spot in spots(step)]


def underlined(edit: RichTextEdit) -> list[tuple[str, QTextCharFormat.UnderlineStyle]]:
    result = []
    block = edit.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for each in sorted(block.layout().formats(), key=lambda one: one.start):
            words = units[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le")
            if each.format.underlineStyle() in (WAVY, DOTTED):
                result.append((words, each.format.underlineStyle()))
        block = block.next()
    return result


def press(qtbot: QtBot, step: MinutesStep, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    focus = step.window().focusWidget() or step
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    qtbot.keyClick(focus, key, held)


def language(step: MinutesStep) -> LanguageHelp:
    return step.language


def panel_child(step: MinutesStep, name: str) -> QWidget:
    found = step.language.panel.findChildren(QWidget, name)
    assert found, name
    return found[-1]


def shown_words(step: MinutesStep) -> str:
    labels = step.language.panel.findChildren(WrapLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def test_words_are_underlined_spelling_wavy_and_language_dotted(open_with: Open) -> None:
    step = open_with("Far påstår, at skemmaet er godt. Vi taler om det igen.")
    assert found(step) == [(FindingKind.GENTLE, "påstår"), (FindingKind.SPELLING, "skemmaet")]
    assert underlined(editor(step)) == [("påstår", DOTTED), ("skemmaet", WAVY)]


def test_marks_stand_right_after_signs_that_qt_counts_twice(open_with: Open) -> None:
    step = open_with("👩‍👧‍👦 Rødgrød 🙂 far påstår noget. Og 🙂 så skemmaet.")
    assert underlined(editor(step)) == [("påstår", DOTTED), ("skemmaet", WAVY)]
    editor(step).setFocus()
    editor(step).moveCursor(editor(step).textCursor().MoveOperation.Start)
    step.language.next()
    assert editor(step).textCursor().selectedText() == "påstår"
    step.language.next()
    assert editor(step).textCursor().selectedText() == "skemmaet"


def test_typing_moves_the_marks_along_before_anything_is_checked(
    open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Far påstår, at skemmaet er godt.")
    edit = editor(step)
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(0)
    edit.setTextCursor(cursor)
    qtbot.keyClicks(edit, "Ja: ")
    assert underlined(edit) == [("påstår", DOTTED), ("skemmaet", WAVY)]
    cursor.setPosition(edit.toPlainText().index("skemmaet") + 3)
    edit.setTextCursor(cursor)
    qtbot.keyClicks(edit, "x")
    # The word is another one now; nobody has looked at it yet.
    assert underlined(edit) == [("påstår", DOTTED)]
    read(qtbot, step)
    assert ("skexmmaet", WAVY) in underlined(edit)


def test_marks_change_nothing_in_the_text_and_nothing_to_undo(open_with: Open) -> None:
    text = "Far påstår, at skemmaet er godt."
    step = open_with(text)
    edit = editor(step)
    assert edit.rich_text().plain == text
    assert not edit.document().isUndoAvailable()
    assert step.form.parts[PartKey.CONCLUSION].is_settled


def test_a_word_being_written_is_left_alone_until_one_goes_on(
    open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Vi er enige.")
    edit = editor(step)
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(edit, " Skemmaet")
    read(qtbot, step)
    assert found(step) == []
    qtbot.keyClicks(edit, " er")
    read(qtbot, step)
    assert found(step) == [(FindingKind.SPELLING, "Skemmaet")]


def test_names_are_never_a_mistake(open_with: Open, example: Example) -> None:
    step = open_with("Sofie Eksempel, Lise Berg og Bakkeskolen er enige. Alma Eksempel kom.")
    assert found(step) == []


def test_f7_walks_through_all_parts_and_round_again(
    desk: TestDesk, open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Far påstår noget. Mor nægter noget.")
    edit, other = editor(step), editor(step, PartKey.DOCUMENTS)
    other.setFocus()
    qtbot.keyClicks(other, "Skolen hævder det. Godt.")
    read(qtbot, step)
    walked = [spot.text for spot in step.language.watch.report.spots]
    assert [word for word in walked if word in ("påstår", "nægter", "hævder")] == [
        "påstår",
        "nægter",
        "hævder",
    ]
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    press(qtbot, step, Qt.Key.Key_F7)
    assert edit.textCursor().selectedText() == "påstår"
    assert step.side.current == "language"
    press(qtbot, step, Qt.Key.Key_F7)
    assert edit.textCursor().selectedText() == "nægter"
    press(qtbot, step, Qt.Key.Key_F7)
    assert other.textCursor().selectedText() == "hævder"
    assert other.hasFocus()
    press(qtbot, step, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert edit.textCursor().selectedText() == "nægter"
    for _ in walked:
        press(qtbot, step, Qt.Key.Key_F7)
    assert edit.textCursor().selectedText() == "nægter"


def test_an_offer_is_written_by_its_number_and_taken_back_by_ctrl_z(
    open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Far påstår noget. Det er godt.")
    edit = editor(step)
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    press(qtbot, step, Qt.Key.Key_F7)
    assert edit.toPlainText() == "Far påstår noget. Det er godt."
    press(qtbot, step, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert edit.toPlainText() == "Far fortæller noget. Det er godt."
    assert edit.hasFocus()
    read(qtbot, step)
    assert found(step) == []
    edit.undo()
    assert edit.toPlainText() == "Far påstår noget. Det er godt."
    read(qtbot, step)
    assert found(step) == [(FindingKind.GENTLE, "påstår")]


def test_a_bare_digit_takes_the_offer_while_the_words_are_selected(
    open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Mor nægter at tale. Det er godt.")
    edit = editor(step)
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    press(qtbot, step, Qt.Key.Key_F7)
    assert edit.textCursor().selectedText() == "nægter"
    assert "Tast 1" in shown_words(step)
    press(qtbot, step, Qt.Key.Key_9)
    assert edit.toPlainText() == "Mor nægter at tale. Det er godt."
    press(qtbot, step, Qt.Key.Key_1)
    assert edit.toPlainText() == "Mor ønsker ikke at tale. Det er godt."
    press(qtbot, step, Qt.Key.Key_1)
    assert edit.toPlainText() == "Mor ønsker ikke1 at tale. Det er godt."


def test_a_digit_beside_the_place_is_written(open_with: Open, qtbot: QtBot) -> None:
    step = open_with("Mor nægter at tale.")
    edit = editor(step)
    step.language.go(spots(step)[0])
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    press(qtbot, step, Qt.Key.Key_1)
    assert edit.toPlainText() == "Mor nægter at tale.1"


def test_without_a_place_alt_and_a_number_writes_nothing(open_with: Open, qtbot: QtBot) -> None:
    step = open_with("Far påstår noget.")
    edit = editor(step)
    edit.setFocus()
    press(qtbot, step, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert edit.toPlainText() == "Far påstår noget."


def test_an_offer_with_a_gap_leaves_the_gap_selected(open_with: Open, qtbot: QtBot) -> None:
    step = open_with("Far er ressourcesvag. Det er ikke godt.")
    edit = editor(step)
    step.language.go(spots(step)[0])
    assert step.language.panel.card.offers.press(1)
    assert edit.toPlainText().startswith("Far har brug for støtte til …")
    assert edit.textCursor().selectedText() == "…"


def test_the_keyboard_alone_is_enough_in_the_list(open_with: Open, qtbot: QtBot) -> None:
    step = open_with("Far påstår noget. Mor nægter at tale.")
    step.side.show_page("language")
    listed = step.language.panel.list
    listed.setFocus()
    step.language.look(spots(step)[0])
    assert editor(step).textCursor().selectedText() == "påstår"
    assert listed.hasFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert editor(step).textCursor().selectedText() == "nægter"
    qtbot.keyClick(listed, Qt.Key.Key_1)
    assert editor(step).toPlainText() == "Far påstår noget. Mor ønsker ikke at tale."
    assert editor(step).hasFocus()


def test_esc_leaves_the_place_and_goes_back_to_the_text(open_with: Open, qtbot: QtBot) -> None:
    step = open_with("Far påstår noget.")
    step.language.go(spots(step)[0])
    step.language.panel.list.setFocus()
    qtbot.keyClick(step.language.panel.list, Qt.Key.Key_Escape)
    edit = editor(step)
    assert edit.hasFocus()
    assert not edit.textCursor().hasSelection()
    assert step.language.current is None
    assert edit.toPlainText() == "Far påstår noget."


def test_what_is_skipped_is_not_said_again_until_it_is_taken_back(
    open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Far påstår noget. Mor nægter noget.")
    step.language.go(spots(step)[0])
    step.language.skip()
    assert [word for _, word in found(step)] == ["nægter"]
    # One goes on to the next place by itself.
    assert editor(step).textCursor().selectedText() == "nægter"
    read(qtbot, step)
    assert [word for _, word in found(step)] == ["nægter"]
    step.undo_bar.undo()
    assert [word for _, word in found(step)] == ["påstår", "nægter"]


def test_a_word_of_ones_own_is_right_from_then_on(
    desk: TestDesk, open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Vi bruger skemmaet igen.")
    step.side.show_page("language")
    step.language.go(spots(step)[0])
    card = step.language.panel.card
    assert card.add.isVisible()
    qtbot.waitUntil(lambda: bool(card.offers.buttons))
    assert "skemaet" in [button.words for button in card.offers.buttons]
    qtbot.mouseClick(card.add, Qt.MouseButton.LeftButton)
    assert desk.office.language.own_words() == ("skemmaet",)
    assert found(step) == []
    # The button is gone: the keyboard is in the text, at the next place.
    focus = step.window().focusWidget()
    assert focus is not None
    assert focus.objectName().startswith("part-")
    step.undo_bar.undo()
    assert desk.office.language.own_words() == ()
    assert found(step) == [(FindingKind.SPELLING, "skemmaet")]


def test_gone_words_are_said_to_be_gone_and_nothing_is_written(
    open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Far påstår noget.")
    spot = spots(step)[0]
    step.language.go(spot)
    edit = editor(step)
    edit.selectAll()
    edit.setFocus()
    qtbot.keyClicks(edit, "Nyt")
    step.language.take("fortæller")
    assert edit.toPlainText() == "Nyt"


def test_the_page_tells_how_the_text_reads(open_with: Open, qtbot: QtBot) -> None:
    step = open_with("Vi er enige. Alma kommer i skole. Far ringer.")
    panel = step.language.panel
    step.side.show_page("language")
    assert panel.lix.text().startswith("LIX ")
    assert panel.child.isHidden()
    child = editor(step, PartKey.CHILD_PAGE)
    child.setFocus()
    qtbot.keyClicks(child, "Vi taler om din dag. Du er med.")
    read(qtbot, step)
    assert panel.child.text() == "Til barnet: LIX 4 · let"
    assert panel.here.text().startswith("Afsnittet, du er i: LIX ")


def test_a_clean_text_is_said_to_be_fine(desk: TestDesk, open_with: Open, qtbot: QtBot) -> None:
    step = open_with("Vi er enige.")
    for key in step.form.parts:
        editor(step, key).clear()
    read(qtbot, step)
    step.side.show_page("language")
    assert step.language.panel.count.text() == (
        "Sproget ser godt ud. Der er ikke noget at se på lige nu."
    )
    assert not step.language.panel.list.isVisible()
    step.language.next()
    assert step.language.current is None


def test_a_kind_can_be_switched_off_and_on_again(
    desk: TestDesk, open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Der tales om det igen. Far påstår noget.")
    panel = step.language.panel
    assert [kind for kind, _text in found(step)] == [FindingKind.PASSIVE, FindingKind.GENTLE]
    step.language.go(spots(step)[0])
    assert panel.card.hide_kind.text() == "Vis ikke passiv"
    panel.card.hide_kind.click()
    read(qtbot, step)
    assert [kind for kind, _text in found(step)] == [FindingKind.GENTLE]
    assert panel.hidden.text() == "Skjult: passiv"
    assert desk.office.language.hidden_kinds() == (FindingKind.PASSIVE,)
    panel.unhide.click()
    read(qtbot, step)
    assert [kind for kind, _text in found(step)] == [FindingKind.PASSIVE, FindingKind.GENTLE]
    assert panel.hidden.isHidden()
    assert panel.unhide.isHidden()
    assert panel.list.hasFocus()
    assert desk.office.language.hidden_kinds() == ()


def unread_step(desk: TestDesk, example: Example, qtbot: QtBot) -> MinutesStep:
    """Open the step where slow work is slow, before anything has been read."""
    meeting = hold(desk, example)
    write(desk, meeting, PartKey.CONCLUSION, "Far påstår, at skemmaet er godt.")
    step = MinutesStep(replace(desk, background=Background()))
    qtbot.addWidget(step)
    step.resize(1280, 700)
    opened(qtbot, step)
    step.show_meeting(meeting)
    return step


def test_f7_before_the_text_is_read_says_so_and_then_goes_to_the_first_place(
    desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    step = unread_step(desk, example, qtbot)
    panel, watch = step.language.panel, step.language.watch
    for _again in range(3):
        step.language.next()
        assert panel.count.text() == "Læser teksten …"
        assert not panel.card.isVisible()
    qtbot.waitUntil(lambda: step.language.current is not None)
    qtbot.waitUntil(lambda: not watch.is_waiting)
    first = watch.report.spots[0]
    assert step.language.current == first
    assert panel.card.isVisible()
    assert "ser godt ud" not in shown_words(step)


def test_f7_waits_for_no_one_who_writes_on(desk: TestDesk, example: Example, qtbot: QtBot) -> None:
    step = unread_step(desk, example, qtbot)
    editor(step).setFocus()
    step.language.next()
    editor(step).moveCursor(editor(step).textCursor().MoveOperation.End)
    editor(step).insertPlainText(" Ja")
    qtbot.waitUntil(lambda: not step.language.watch.is_waiting)
    assert step.language.watch.report.spots
    assert step.language.current is None


def test_the_plan_is_read_as_well_and_opened_where_the_words_are(
    desk: TestDesk, open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Vi er enige.")
    row = step.form.plan.rows[0]
    row.set_open(True)
    row.goal.setFocus()
    qtbot.keyClicks(row.goal, "At far ikke nægter noget mere")
    row.set_open(False)
    read(qtbot, step)
    spot = next(spot for spot in spots(step, PartKey.ACTION_PLAN) if spot.text == "nægter")
    step.language.go(spot)
    assert row.is_open
    assert row.goal.hasFocus()
    assert row.goal.textCursor().selectedText() == "nægter"


def test_another_meeting_begins_without_what_was_skipped(
    desk: TestDesk, example: Example, open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Far påstår noget.")
    step.language.go(spots(step)[0])
    step.language.skip()
    assert found(step) == []
    meeting: Meeting = desk.office.meetings.get(example.meeting.id)
    step.show_meeting(meeting)
    read(qtbot, step)
    # The same meeting, shown again: still skipped.
    assert found(step) == []


def test_on_a_narrow_page_f7_opens_sprog_and_an_offer_leads_back_to_the_text(
    open_with: Open, qtbot: QtBot
) -> None:
    step = open_with("Far påstår noget.")
    step.resize(560, 700)
    edit = editor(step)
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    assert not step.language.panel.isVisible()
    press(qtbot, step, Qt.Key.Key_F7)
    assert step.language.panel.isVisible()
    assert step.language.panel.list.hasFocus()
    press(qtbot, step, Qt.Key.Key_1)
    assert edit.toPlainText() == "Far fortæller noget."
    assert edit.isVisible()
    assert edit.hasFocus()
