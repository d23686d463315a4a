"""Whom a few letters mean."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.ui.widgets.person_field import PersonField, hits, meant

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
NAMES = ("Birgitte Lund", "Sofie Krogh", "Karin Dam", "Karl Krogh")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sof", "Sofie Krogh"),
        ("lun", "Birgitte Lund"),
        ("karin d", "Karin Dam"),
        (" KARL ", "Karl Krogh"),
        ("kar", None),
        ("ofie", None),
        ("Naboen", None),
        ("", None),
    ],
)
def test_a_few_letters_mean_one_person_or_nobody(text: str, name: str | None) -> None:
    assert meant(text, NAMES) == name


def test_the_very_name_goes_before_a_longer_one() -> None:
    assert hits("anna", ("Anna Bo", "Anna")) == ("Anna",)


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[PersonField]:
    window = QWidget()
    row = QHBoxLayout(window)
    found = PersonField(QLineEdit())
    found.set_people([(name, name[:3]) for name in NAMES])
    found.setCurrentIndex(-1)
    row.addWidget(found)
    row.addWidget(QLineEdit())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    found.setFocus()
    yield found
    window.close()


def test_down_and_enter_take_the_person_who_fits(qtbot: QtBot, field: PersonField) -> None:
    qtbot.keyClicks(field, "sof")
    popup = field.popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert (field.currentText(), field.person_id) == ("Sofie Krogh", "Sof")


def test_enter_in_the_list_takes_the_only_one(qtbot: QtBot, field: PersonField) -> None:
    qtbot.keyClicks(field, "lun")
    qtbot.keyClick(field.popup, Qt.Key.Key_Return)
    assert (field.currentText(), field.person_id) == ("Birgitte Lund", "Bir")


def test_down_without_the_list_stays_among_those_who_fit(qtbot: QtBot, field: PersonField) -> None:
    qtbot.keyClicks(field, "kro")
    field.popup.hide()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.currentText() == "Sofie Krogh"
    for _more in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.currentText() == "Karl Krogh"
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert (field.currentText(), field.person_id) == ("Sofie Krogh", "Sof")


@pytest.mark.parametrize("in_list", [True, False])
def test_tab_writes_the_name_out_and_goes_on(
    qtbot: QtBot, field: PersonField, in_list: bool
) -> None:
    qtbot.keyClicks(field, "dam")
    popup = field.popup
    if not in_list:
        popup.hide()
    qtbot.keyClick(popup if in_list else field, Qt.Key.Key_Tab)
    assert (field.currentText(), field.person_id) == ("Karin Dam", "Kar")
    assert not field.hasFocus()


def test_another_name_stands_whatever_is_pressed(qtbot: QtBot, field: PersonField) -> None:
    qtbot.keyClicks(field, "Naboen")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        qtbot.keyClick(field, key)
    assert (field.currentText(), field.person_id) == ("Naboen", None)


def test_letters_that_fit_more_than_one_choose_nobody(qtbot: QtBot, field: PersonField) -> None:
    qtbot.keyClicks(field, "kar")
    qtbot.keyClick(field.popup, Qt.Key.Key_Return)
    assert (field.currentText(), field.person_id) == ("kar", None)


def test_a_free_name_kept_before_is_never_made_into_a_person(
    qtbot: QtBot, field: PersonField
) -> None:
    field.set_name("Sofie")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.currentText(), field.person_id) == ("Sofie", None)
