"""The editor and the text that is kept say the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.rich_text import EMPTY, Block, BlockKind, RichText, Run
from moedeleder.ui.widgets.rich_text_document import read_html
from moedeleder.ui.widgets.rich_text_edit import RichTextBox, RichTextEdit
from tests.ui.windows import opened


def paragraph(*runs: Run) -> Block:
    return Block(runs)


def bullet(*runs: Run) -> Block:
    return Block(runs, BlockKind.BULLET)


@pytest.fixture
def edit(qtbot: QtBot) -> RichTextEdit:
    edit = RichTextEdit("Konklusion", object_name="conclusion")
    qtbot.addWidget(edit)
    edit.resize(500, 100)
    opened(qtbot, edit)
    edit.setFocus()
    return edit


TEXTS = {
    "empty": EMPTY,
    "plain": RichText((paragraph(Run("Vi er enige.")),)),
    "bold": RichText((paragraph(Run("Vi er "), Run("enige", True), Run(".")),)),
    "bullets": RichText((paragraph(Run("To ting:")), bullet(Run("en")), bullet(Run("to", True)))),
    "bullet first": RichText((bullet(Run("en")), paragraph(Run("slut")))),
    "air": RichText((paragraph(Run("før")), paragraph(), paragraph(Run("efter")))),
    "markup": RichText((paragraph(Run("<script>x</script> #set *a* <w:p/>")),)),
    "letters": RichText((paragraph(Run("æøå 👩‍👧 مرحبا")), bullet(Run("Åse")))),
    "long": RichText(tuple(paragraph(Run("ord " * 30 + ".")) for _ in range(200))),
}


@pytest.mark.parametrize("rich", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_comes_back_as_it_went_in(rich: RichText, edit: RichTextEdit) -> None:
    edit.set_rich_text(rich)
    assert edit.rich_text() == rich


def test_showing_a_text_is_not_typing(edit: RichTextEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_rich_text(TEXTS["bullets"])
    with qtbot.waitSignal(edit.edited):
        qtbot.keyClicks(edit, "x")


def test_the_cursor_stays_where_nothing_changed(edit: RichTextEdit) -> None:
    edit.set_rich_text(TEXTS["plain"])
    edit.moveCursor(QTextCursor.MoveOperation.End)
    at = edit.textCursor().position()
    edit.set_rich_text(TEXTS["plain"])
    assert edit.textCursor().position() == at


def test_bold_by_keyboard(edit: RichTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "Vi er ")
    qtbot.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(edit, "enige")
    qtbot.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(edit, ".")
    assert edit.rich_text() == TEXTS["bold"]


def test_a_dash_begins_bullets_and_two_enters_end_them(edit: RichTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "- en")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "to")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "slut")
    assert edit.rich_text() == RichText(
        (bullet(Run("en")), bullet(Run("to")), paragraph(Run("slut")))
    )


def test_backspace_at_the_start_ends_a_bullet(edit: RichTextEdit, qtbot: QtBot) -> None:
    edit.set_rich_text(RichText((bullet(Run("en")),)))
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.rich_text() == RichText((paragraph(Run("en")),))


def test_bullets_for_all_chosen_paragraphs_and_back(edit: RichTextEdit, qtbot: QtBot) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    plain = RichText((paragraph(Run("en")), paragraph(Run("to"))))
    edit.set_rich_text(plain)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_L, keys)
    assert edit.rich_text() == RichText((bullet(Run("en")), bullet(Run("to"))))
    qtbot.keyClick(edit, Qt.Key.Key_L, keys)
    assert edit.rich_text() == plain


def test_typing_and_pasting_can_be_undone(edit: RichTextEdit, qtbot: QtBot) -> None:
    edit.set_rich_text(TEXTS["plain"])
    edit.moveCursor(QTextCursor.MoveOperation.End)
    paste(edit, html="<p>mere</p>")
    assert edit.rich_text().plain == "Vi er enige.mere"
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.rich_text() == TEXTS["plain"]


def paste(edit: RichTextEdit, *, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    edit.insertFromMimeData(data)


def test_only_words_bullets_and_bold_are_pasted(edit: RichTextEdit) -> None:
    paste(
        edit,
        html="<h1 style='color:red;font-size:40pt;font-weight:normal'>Titel</h1>"
        "<p>Et <strong>fedt</strong> <i>ord</i><br>ny linje</p><img src='x.png'>"
        "<ul><li>punkt</li></ul><table><tr><td>celle</td></tr></table>",
    )
    assert edit.rich_text() == RichText(
        (
            paragraph(Run("Titel")),
            paragraph(Run("Et "), Run("fedt", True), Run(" ord")),
            paragraph(Run("ny linje")),
            bullet(Run("punkt")),
            paragraph(Run("celle")),
        )
    )
    looks = edit.document().toHtml()
    assert "red" not in looks
    assert "40pt" not in looks


def test_pasted_plain_text_keeps_its_markup_as_text(edit: RichTextEdit) -> None:
    paste(edit, text="<b>ikke fed</b>\n- punkt")
    assert edit.rich_text() == RichText((paragraph(Run("<b>ikke fed</b>")), bullet(Run("punkt"))))


def test_reading_html_leaves_nothing_but_words() -> None:
    assert read_html("<style>p{color:red}</style><script>x()</script>") == EMPTY


def test_it_grows_with_its_text_and_shrinks_again(edit: RichTextEdit) -> None:
    small = edit.sizeHint().height()
    edit.set_rich_text(TEXTS["long"])
    assert edit.sizeHint().height() > 10 * small
    assert edit.verticalScrollBar().maximum() == 0
    edit.set_rich_text(EMPTY)
    assert edit.sizeHint().height() == small


def test_a_field_with_most_lines_stops_growing(qtbot: QtBot) -> None:
    edit = RichTextEdit(most_lines=4)
    qtbot.addWidget(edit)
    edit.set_rich_text(TEXTS["long"])
    assert edit.sizeHint().height() < 8 * edit.fontMetrics().lineSpacing()


def test_main_action_and_tab_are_left_to_the_page(edit: RichTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.rich_text() == EMPTY


def test_the_buttons_follow_the_cursor(qtbot: QtBot) -> None:
    edit = RichTextEdit(object_name="conclusion")
    box = RichTextBox(edit)
    qtbot.addWidget(box)
    opened(qtbot, box)
    box.bold.click()
    assert edit.is_bold()
    assert box.bold.isChecked()
    box.bullets.click()
    qtbot.keyClicks(edit, "vigtigt")
    assert edit.rich_text() == RichText((bullet(Run("vigtigt", True)),))
    assert box.bold.toolTip() == "Fed (Ctrl+B)"


def test_tab_never_stops_at_the_buttons(qtbot: QtBot) -> None:
    edit = RichTextEdit(object_name="conclusion")
    box = RichTextBox(edit)
    after = QLineEdit()
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(box)
    column.addWidget(after)
    opened(qtbot, page)
    after.setFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is edit
    qtbot.mouseClick(box.bold, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is edit
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
