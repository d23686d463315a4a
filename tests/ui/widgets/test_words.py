"""Labels, buttons, pills and marks show the text they are given, whatever it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.avatar import initials
from moedeleder.ui.widgets.button import Button, icon_button, primary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.pill import Pill
from moedeleder.ui.widgets.saved_mark import SavedMark, SavedState
from moedeleder.ui.widgets.time_ring import TimeRing
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.windows import opened

MONSTERS = [
    "<script>alert(1)</script> & <b>fed</b>",
    "x" * 10_000,
    "ord " * 2_500,
    "👩‍👧‍👦🏳️‍🌈" * 50,
    "مرحبا بالعالم " * 40,
    "linje\nlinje\tindryk",
    "",
]
monsters = pytest.mark.parametrize("text", MONSTERS, ids=lambda text: repr(text[:8]))


@monsters
def test_a_label_is_always_plain(text: str, qtbot: QtBot) -> None:
    for label in (Label(text), WrapLabel(text)):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == text


@monsters
def test_an_elided_label_keeps_the_whole_text_and_fits_its_width(text: str, qtbot: QtBot) -> None:
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.show()
    label.grab()
    assert label.full_text == text
    assert label.accessibleName() == text
    assert label.fontMetrics().horizontalAdvance(label.shown_text()) <= 200
    assert label.minimumSizeHint().width() <= 200
    assert ("<script" not in label.toolTip()) or text == ""


def test_the_tooltip_is_there_only_when_something_is_hidden(qtbot: QtBot) -> None:
    label = ElidedLabel("Netværksmøde om Alma & Sofie")
    qtbot.addWidget(label)
    label.resize(600, 20)
    label.show()
    assert label.toolTip() == ""
    label.resize(60, 20)
    assert "Alma &amp; Sofie" in label.toolTip()
    assert label.shown_text().endswith("…")


def test_a_line_that_must_tell_much_tells_nothing_in_a_scrap_of_room(qtbot: QtBot) -> None:
    label = ElidedLabel("Næste: Hvad gør vi om morgenen", all_or_much=True)
    qtbot.addWidget(label)
    letter = label.fontMetrics().horizontalAdvance("m")
    label.resize(4 * letter, 20)
    label.show()
    assert label.shown_text() == ""
    assert label.accessibleName() == "Næste: Hvad gør vi om morgenen"
    assert "om morgenen" in label.toolTip()
    label.resize(16 * letter, 20)
    assert label.shown_text().startswith("Næste: Hvad")
    label.setText("Intet")
    label.resize(label.fontMetrics().horizontalAdvance("Intet") + 2, 20)
    assert label.shown_text() == "Intet"


@monsters
def test_running_text_wraps_inside_any_width(text: str, qtbot: QtBot) -> None:
    label = WrapLabel(text)
    qtbot.addWidget(label)
    label.resize(180, 40)
    label.grab()
    assert label.minimumSizeHint().width() <= 120
    assert label.sizeHint().width() <= label.maximumWidth()


def test_running_text_gets_the_height_of_its_lines(qtbot: QtBot) -> None:
    label = WrapLabel("Begynd med et barn og dem, der er om barnet. " * 4)
    qtbot.addWidget(label)
    narrow, wide = label.heightForWidth(150), label.heightForWidth(400)
    assert narrow > wide > label.fontMetrics().height() * 2
    # A layout that offers more than the column gets the column's own height.
    assert label.heightForWidth(5_000) == label.heightForWidth(label.maximumWidth())


@monsters
def test_a_button_says_its_words_as_they_are(text: str, qtbot: QtBot) -> None:
    button = Button(text)
    qtbot.addWidget(button)
    button.grab()
    assert button.caption == " ".join(text.split())
    assert button.accessibleName() == button.caption
    assert button.minimumSizeHint().width() <= 360


def test_an_ampersand_makes_no_secret_shortcut(qtbot: QtBot) -> None:
    button = Button("Mor & far")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.text() == "Mor && far"


def test_the_main_button_is_pressed_by_its_keys(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    button = primary("Send referat", "send", "mail", show_shortcut=True)
    QVBoxLayout(page).addWidget(button)
    opened(qtbot, page)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert button.toolTip() == "Send referat (Ctrl+Enter)"
    plain = primary("Send referat", icon="mail")
    qtbot.addWidget(plain)
    assert button.sizeHint().width() > plain.sizeHint().width()


def test_new_words_keep_the_keys(qtbot: QtBot) -> None:
    button = primary("Send referat til 5 deltagere")
    qtbot.addWidget(button)
    button.set_caption("Send referat til 6 deltagere")
    assert button.shortcut() == Shortcut.MAIN_ACTION.sequence
    assert "6 deltagere (Ctrl+Enter)" in button.toolTip()


def test_a_disabled_button_does_nothing(qtbot: QtBot) -> None:
    button, clicks = Button("Gem"), []
    qtbot.addWidget(button)
    button.clicked.connect(lambda: clicks.append(1))
    button.setEnabled(False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == []


def test_the_ring_is_drawn_for_the_keyboard_and_not_for_the_mouse(qtbot: QtBot) -> None:
    button = Button("Gem")
    qtbot.addWidget(button)
    opened(qtbot, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.shows_focus()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button.hasFocus()
    assert not button.shows_focus()


def test_an_icon_alone_has_a_name(qtbot: QtBot) -> None:
    button = icon_button("x", "Luk beskeden", "close")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Luk beskeden"


def test_a_pill_grows_with_its_word_to_a_limit(qtbot: QtBot) -> None:
    short, long = Pill("klar", Tone.OK, "check"), Pill("x" * 10_000)
    for pill in (short, long):
        qtbot.addWidget(pill)
        pill.grab()
    assert short.sizeHint().width() < 100
    assert long.sizeHint().width() <= 320
    short.set_text("2 mangler", Tone.WARN, "warning")
    assert (short.text, short.tone, short.accessibleName()) == ("2 mangler", Tone.WARN, "2 mangler")


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (SavedState.NOTHING_YET, ""),
        (SavedState.SAVING, "gemmer"),
        (SavedState.SAVED, "gemt"),
        (SavedState.FAILED, "ikke gemt"),
    ],
)
def test_the_mark_says_how_far_the_change_has_come(
    state: SavedState, word: str, qtbot: QtBot
) -> None:
    mark = SavedMark()
    qtbot.addWidget(mark)
    mark.set_state(state)
    assert mark.accessibleName() == word


@pytest.mark.parametrize(
    ("elapsed", "planned", "says", "tone"),
    [
        (0, 600, "10:00 tilbage", Tone.ACCENT),
        (479, 600, "2:01 tilbage", Tone.ACCENT),
        (480, 600, "2:00 tilbage", Tone.WARN),
        (600, 600, "0:00 tilbage", Tone.WARN),
        (601, 600, "0:01 over tid", Tone.BAD),
        (4_200, 600, "60:00 over tid", Tone.BAD),
        (-5, 600, "10:00 tilbage", Tone.ACCENT),
        (30, 0, "0:30 brugt", Tone.ACCENT),
    ],
)
def test_the_ring_says_the_time(
    elapsed: int, planned: int, says: str, tone: Tone, qtbot: QtBot
) -> None:
    ring = TimeRing()
    qtbot.addWidget(ring)
    ring.set_time(elapsed, planned)
    ring.grab()
    assert ring.accessibleName() == says
    assert ring.tone is tone
    assert ring.sizeHint().width() >= QSize(80, 80).width()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Mette Holm", "MH"), ("Sofie", "S"), ("anne marie ø", "AØ"), ("", "·"), ("42 !", "·")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
