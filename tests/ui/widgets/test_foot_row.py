"""The foot of a page where the page is narrow."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.button import Button, primary, secondary
from moedeleder.ui.widgets.scroll_page import ScrollPage

_WIDE, _NARROW = 1000, 420


@pytest.fixture
def page(qtbot: QtBot) -> ScrollPage:
    page = ScrollPage()
    page.setObjectName("page")
    qtbot.addWidget(page)
    page.set_footer(
        secondary("Se som papir", "paper", "document"),
        Button("Hvem får hvad", icon="people", shortcut=Shortcut.READERS, object_name="readers"),
        primary("Send referat til 6 deltagere", "send", "mail"),
        note="Aftale 2 har ingen frist · 1 ting mere",
    )
    page.resize(_WIDE, 400)
    page.show()
    return page


def _button(page: ScrollPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert found is not None
    return found


def test_a_wide_page_shows_all_words(page: ScrollPage) -> None:
    for name in ("paper", "readers", "send"):
        button = _button(page, name)
        assert not button.is_folded
        assert button.width() == button.sizeHint().width()
    assert _button(page, "paper").toolTip() == ""


def test_a_narrow_page_keeps_the_words_of_the_main_button_alone(
    page: ScrollPage, qtbot: QtBot
) -> None:
    page.resize(_NARROW, 400)
    qtbot.waitUntil(lambda: _button(page, "paper").is_folded)
    assert page.width() == _NARROW
    assert _button(page, "readers").is_folded
    send = _button(page, "send")
    assert not send.is_folded
    assert send.mapTo(page, send.rect().topRight()).x() < _NARROW - 20


def test_a_folded_button_says_in_the_tooltip_what_it_does(page: ScrollPage, qtbot: QtBot) -> None:
    page.resize(_NARROW, 400)
    paper, readers = _button(page, "paper"), _button(page, "readers")
    qtbot.waitUntil(lambda: paper.is_folded)
    assert paper.toolTip() == paper.accessibleName() == "Se som papir"
    assert readers.toolTip() == f"Hvem får hvad ({Shortcut.READERS.keys})"
    readers.set_caption("Hvem fik hvad", "people")
    assert readers.shortcut() == Shortcut.READERS.sequence
    page.resize(_WIDE, 400)
    qtbot.waitUntil(lambda: not paper.is_folded)
    assert paper.toolTip() == ""


def test_hidden_buttons_take_no_room(page: ScrollPage, qtbot: QtBot) -> None:
    page.resize(_NARROW, 400)
    paper, send = _button(page, "paper"), _button(page, "send")
    qtbot.waitUntil(lambda: paper.is_folded)
    page.set_note("")
    send.hide()
    qtbot.waitUntil(lambda: not paper.is_folded)


def test_the_only_button_keeps_its_words_beside_a_long_note(page: ScrollPage, qtbot: QtBot) -> None:
    paper = _button(page, "paper")
    page.resize(_NARROW, 400)
    qtbot.waitUntil(lambda: paper.is_folded)
    _button(page, "send").hide()
    _button(page, "readers").hide()
    qtbot.waitUntil(lambda: paper.width() == paper.sizeHint().width())
