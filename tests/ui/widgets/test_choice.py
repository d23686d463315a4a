"""The list of a choice is as high as its words."""

from __future__ import annotations

from PySide6.QtWidgets import QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from moedeleder.paths import resources
from moedeleder.ui.theme import build_style_sheet
from moedeleder.ui.tokens import LIGHT
from moedeleder.ui.widgets.choice import Choice


def test_an_open_list_is_no_menu_that_cuts_its_words(qtbot: QtBot) -> None:
    choice = Choice((word, word) for word in ("Mail", "Papir", "Digital Post", "Mundtligt"))
    qtbot.addWidget(choice)
    choice.setStyleSheet(build_style_sheet(resources() / "style", LIGHT))
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    as_menu = QStyle.StyleHint.SH_ComboBox_Popup
    # As a menu it reckons with the system's rows, and ours are higher.
    assert choice.style().styleHint(as_menu, option, choice) == 0
    choice.show()
    choice.showPopup()
    view = choice.view()
    qtbot.waitUntil(view.isVisible)
    last = view.visualRect(view.model().index(choice.count() - 1, 0))
    assert view.viewport().rect().contains(last)
    choice.hidePopup()
