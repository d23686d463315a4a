"""Børn og familier: create, find, edit, take off the list, and come back from mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from moedeleder.domain.people import Family, FamilyDraft, Person, PersonDraft, PersonRole
from moedeleder.ui.dialogs.family import FamilyDialog
from moedeleder.ui.dialogs.person import PersonDialog
from moedeleder.ui.dialogs.person_fields import RelationField, RoleChoice
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.pages.families.page import FamiliesPage
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.data_table import DataTable
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.field import Form
from tests.ui.office_fixture import Example, TestDesk

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def page(desk: TestDesk, qtbot: QtBot) -> FamiliesPage:
    page = FamiliesPage(desk)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    return page


def find(root: QWidget, kind: type[W], name: str) -> W:
    (found,) = root.findChildren(kind, name)
    return found


def click(root: QWidget, name: str) -> None:
    button = find(root, QPushButton, name)
    assert button.isVisible()
    assert button.isEnabled()
    button.click()


def open_dialog(page: FamiliesPage, kind: type[W]) -> W:
    shown = [dialog for dialog in page.findChildren(kind) if dialog.isVisible()]
    assert len(shown) == 1
    return shown[0]


def type_in(root: QWidget, name: str, text: str) -> None:
    field = find(root, QLineEdit, name)
    field.clear()
    QTest.keyClicks(field, text)


def names(page: FamiliesPage) -> list[str]:
    table = find(page, DataTable, "families")
    rows = range(table.model().rowCount())
    return [str(table.model().index(row, 0).data()) for row in rows]


def error_under(dialog: FamilyDialog | PersonDialog, key: str) -> str:
    form = dialog.form
    assert isinstance(form, Form)
    return form.row(key).error


def people(desk: TestDesk, family: Family) -> dict[str, Person]:
    return {person.name: person for person in desk.office.families.get(family.id).people}


def test_first_child_is_written_from_the_empty_page(page: FamiliesPage, desk: TestDesk) -> None:
    click(page, "firstFamily")
    dialog = open_dialog(page, FamilyDialog)
    type_in(dialog, "child_name", "Bo Eksempel")
    type_in(dialog, "case_number", "hvad som helst / 17")
    type_in(dialog, "birth_dateText", "3.4.2015")
    QTest.keyClicks(find(dialog, QPlainTextEdit, "note"), "Rolig om morgenen")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    (line,) = desk.office.families.find()
    family = desk.office.families.get(line.id)
    assert (family.child_name, family.case_number) == ("Bo Eksempel", "hvad som helst / 17")
    assert family.birth_date is not None
    assert family.birth_date.isoformat() == "2015-04-03"
    assert family.note == "Rolig om morgenen"
    assert names(page) == ["Bo Eksempel"]
    assert find(page, ElidedLabel, "childName").full_text == "Bo Eksempel"
    facts = find(page, ElidedLabel, "childFacts").full_text
    assert facts == "hvad som helst / 17 · Født 3. april 2015, 11 år"
    assert "Bo Eksempel er oprettet." in page.banner.message


def test_child_without_a_name_is_refused_and_nothing_typed_is_lost(
    page: FamiliesPage, desk: TestDesk
) -> None:
    page.show()
    click(page, "firstFamily")
    dialog = open_dialog(page, FamilyDialog)
    type_in(dialog, "case_number", "34.45.00")
    dialog.confirm_button.click()
    assert error_under(dialog, "child_name") == "Barnets navn mangler. Skriv noget her."
    assert find(dialog, QLineEdit, "case_number").text() == "34.45.00"
    assert desk.office.families.find() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("32.13.2015", "Skriv dagen som 17.5.2014."),
        ("1.1.2031", "Dagen ligger frem i tiden. Skriv også årstallet."),
    ],
)
def test_day_of_birth_that_cannot_be_is_said_at_the_field(
    page: FamiliesPage, desk: TestDesk, typed: str, said: str
) -> None:
    click(page, "firstFamily")
    dialog = open_dialog(page, FamilyDialog)
    type_in(dialog, "child_name", "Bo Eksempel")
    type_in(dialog, "birth_dateText", typed)
    dialog.confirm_button.click()
    assert error_under(dialog, "birth_date") == said
    assert desk.office.families.find() == []


def test_search_finds_by_person_and_says_when_nothing_fits(
    page: FamiliesPage, desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    desk.office.families.create(FamilyDraft("Bo Prøve", "77"))
    page.refresh()
    assert names(page) == ["Alma Eksempel", "Bo Prøve"]
    search = find(page, QLineEdit, "familySearch")
    QTest.keyClicks(search, "karin dam")
    qtbot.waitUntil(lambda: names(page) == ["Alma Eksempel"])
    QTest.keyClicks(search, " findes ikke")
    nothing = page.findChild(QWidget, "noneFound")
    assert isinstance(nothing, QWidget)
    qtbot.waitUntil(nothing.isVisible)
    assert not find(page, QWidget, "familyDetail").isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert names(page) == ["Alma Eksempel", "Bo Prøve"]


def test_arrows_choose_and_enter_goes_to_the_child(
    page: FamiliesPage, desk: TestDesk, example: Example, qtbot: QtBot
) -> None:
    desk.office.families.create(FamilyDraft("Bo Prøve", "77"))
    page.refresh()
    table = find(page, DataTable, "families")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert find(page, ElidedLabel, "childName").full_text == "Bo Prøve"
    with qtbot.waitActive(page):
        page.activateWindow()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert find(page, QPushButton, "editFamily").hasFocus()


def test_person_is_added_with_relation_custody_and_needs(
    page: FamiliesPage, desk: TestDesk, example: Example
) -> None:
    page.refresh()
    click(page, "addPerson")
    dialog = open_dialog(page, PersonDialog)
    type_in(dialog, "name", "Amira Haddad")
    relation = find(dialog, RelationField, "relation")
    assert "papmor" in [relation.itemText(at) for at in range(relation.count())]
    type_in(dialog, "relationText", "plejemor")
    find(dialog, QCheckBox, "has_custody").click()
    type_in(dialog, "needs", "Tolk: arabisk")
    dialog.confirm_button.click()
    added = people(desk, example.family)["Amira Haddad"]
    assert added.draft == PersonDraft(
        "Amira Haddad",
        PersonRole.PARENT,
        "plejemor",
        needs="Tolk: arabisk",
        has_custody=True,
    )
    assert page.undo_bar.message == "Amira Haddad er sat på listen."
    row = find(page, QWidget, f"person-{added.id}")
    texts = [label.full_text for label in row.findChildren(ElidedLabel)]
    assert "Plejemor · Har del i forældremyndigheden" in texts
    assert "Tolk: arabisk" in texts


def test_esc_closes_the_list_first_and_throws_nothing_away_unsaid(
    page: FamiliesPage, example: Example
) -> None:
    page.refresh()
    click(page, "addPerson")
    dialog = open_dialog(page, PersonDialog)
    type_in(dialog, "name", "Amira Haddad")
    relation = find(dialog, RelationField, "relation")
    relation.showPopup()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not relation.view().isVisible()
    assert dialog.isVisible()
    assert not dialog.banner.isVisible()
    QTest.keyClick(find(dialog, QLineEdit, "name"), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Tryk Esc igen" in dialog.banner.message
    QTest.keyClick(find(dialog, QLineEdit, "name"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_esc_closes_a_dialog_in_which_nothing_is_typed(
    page: FamiliesPage, example: Example
) -> None:
    page.refresh()
    click(page, "addPerson")
    dialog = open_dialog(page, PersonDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_only_a_parent_can_have_custody(
    page: FamiliesPage, desk: TestDesk, example: Example
) -> None:
    page.refresh()
    click(page, "addPerson")
    dialog = open_dialog(page, PersonDialog)
    find(dialog, QCheckBox, "has_custody").click()
    role = find(dialog, RoleChoice, "role")
    role.setCurrentText("Lærer")
    role.activated.emit(role.currentIndex())
    assert not find(dialog, QCheckBox, "has_custody").isVisible()
    type_in(dialog, "name", "Ida Lærke")
    dialog.confirm_button.click()
    assert people(desk, example.family)["Ida Lærke"].has_custody is False


def test_wrong_mail_is_said_at_the_field_and_mended(
    page: FamiliesPage, desk: TestDesk, example: Example
) -> None:
    page.refresh()
    karin = example.person("Karin")
    click(page, f"edit-{karin.id}")
    dialog = open_dialog(page, PersonDialog)
    type_in(dialog, "mail", "karin.dam@")
    dialog.confirm_button.click()
    assert "navn@" in error_under(dialog, "mail")
    assert people(desk, example.family)["Karin Dam"].mail == "karin.dam@skole.example"
    type_in(dialog, "mail", "karin@skole.example")
    dialog.confirm_button.click()
    assert people(desk, example.family)["Karin Dam"].mail == "karin@skole.example"
    assert page.undo_bar.message == "Karin Dam er gemt."


def test_same_address_is_allowed_with_a_note(
    page: FamiliesPage, desk: TestDesk, example: Example
) -> None:
    page.refresh()
    click(page, "addPerson")
    dialog = open_dialog(page, PersonDialog)
    type_in(dialog, "name", "Ole Eksempel")
    type_in(dialog, "mail", "Sofie@eksempel.example")
    find(dialog, QLineEdit, "mail").editingFinished.emit()
    note = find(dialog, QWidget, "sameMailNote")
    assert note.isVisible()
    dialog.confirm_button.click()
    assert "Ole Eksempel" in people(desk, example.family)


def test_person_is_taken_off_the_list_and_put_back(
    page: FamiliesPage, desk: TestDesk, example: Example
) -> None:
    page.refresh()
    karin = example.person("Karin")
    click(page, f"putAway-{karin.id}")
    assert "Karin Dam" not in people(desk, example.family)
    assert page.undo_bar.message == "Karin Dam er taget af listen."
    assert not [row for row in page.findChildren(QWidget, f"person-{karin.id}") if row.isVisible()]
    page.undo()
    assert "Karin Dam" in people(desk, example.family)


def test_keyboard_stays_by_the_people_when_one_is_taken_off(
    page: FamiliesPage, example: Example, qtbot: QtBot
) -> None:
    page.refresh()
    with qtbot.waitActive(page):
        page.activateWindow()
    name = f"putAway-{example.person('Karin').id}"
    button = find(page, QPushButton, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert find(page, QPushButton, "addPerson").hasFocus()


def change_elsewhere(desk: TestDesk, family: Family) -> Callable[[], Family]:
    now = desk.office.families.get(family.id)
    desk.office.families.update(family.id, now.version, replace(now.draft, note="Fra en kollega"))
    return lambda: desk.office.families.get(family.id)


def test_what_was_typed_stays_when_somebody_else_saved(
    page: FamiliesPage, desk: TestDesk, example: Example
) -> None:
    page.refresh()
    click(page, "editFamily")
    dialog = open_dialog(page, FamilyDialog)
    now = change_elsewhere(desk, example.family)
    type_in(dialog, "case_number", "mit nummer")
    dialog.confirm_button.click()
    banner = find(dialog, Banner, "banner")
    assert "En anden har ændret det samme imens." in banner.message
    assert find(dialog, QLineEdit, "case_number").text() == "mit nummer"
    assert now().case_number == example.family.case_number

    click(dialog, "bannerAction")
    assert find(dialog, QPlainTextEdit, "note").toPlainText() == "Fra en kollega"
    assert find(dialog, QLineEdit, "case_number").text() == example.family.case_number
    click(dialog, "bannerAction")
    assert find(dialog, QLineEdit, "case_number").text() == "mit nummer"
    dialog.confirm_button.click()
    assert now().case_number == "mit nummer"


def test_meetings_open_and_a_new_one_is_about_the_child(
    page: FamiliesPage, example: Example, qtbot: QtBot
) -> None:
    page.refresh()
    with qtbot.waitSignal(page.meeting_requested) as opened:
        click(page, f"openMeeting-{example.meeting.id}")
    assert opened.args == [example.meeting.id]
    assert find(page, QPushButton, "newMeetingAbout").text() == "Nyt møde om Alma"
    with qtbot.waitSignal(page.new_meeting_requested) as wanted:
        click(page, "newMeetingAbout")
    assert wanted.args == [example.family.id]


def test_a_name_of_ten_thousand_letters_and_markup_stays_text(
    page: FamiliesPage, desk: TestDesk
) -> None:
    monster = "<b>Rødgrød</b> & مرحبا " + "x" * 10_000
    family = desk.office.families.create(FamilyDraft(monster, note=monster))
    desk.office.families.add_person(family.id, PersonDraft(monster, PersonRole.PARENT))
    page.refresh()
    name = find(page, ElidedLabel, "childName")
    assert name.full_text == monster
    assert name.shown_text().startswith("<b>Rødgrød</b>")
    assert page.width() == 1080


def test_changes_made_elsewhere_in_the_window_are_shown(
    page: FamiliesPage, desk: TestDesk, example: Example
) -> None:
    page.refresh()
    from moedeleder.ui.dispatch import Change, Kind

    now = change_elsewhere(desk, example.family)()
    desk.changes.changed.emit(Change.of(Kind.FAMILIES, ids=(now.id,)))
    note = page.findChild(QWidget, "childNote")
    assert note is not None
    assert note.property("text") == "Fra en kollega"


def test_child_goes_below_the_list_where_there_is_no_room_beside(
    page: FamiliesPage, example: Example
) -> None:
    page.refresh()
    table, detail = find(page, DataTable, "families"), find(page, QWidget, "familyDetail")
    beside = table.mapTo(page, QPoint(table.width(), 0))
    assert detail.mapTo(page, QPoint()).x() >= beside.x()
    page.resize(640, 720)
    QApplication.processEvents()
    below = table.mapTo(page, QPoint(0, table.height()))
    assert detail.mapTo(page, QPoint()).y() >= below.y()
    assert page.width() == 640


def test_a_childs_name_has_room_before_the_number_of_people(
    page: FamiliesPage, desk: TestDesk, qtbot: QtBot
) -> None:
    name = "Bertram Eksempel Holm"
    desk.office.families.create(FamilyDraft(name))
    page.refresh()
    (table,) = page.findChildren(DataTable)
    head = table.horizontalHeader()

    def fits() -> bool:
        font = font_for(TextRole.STRONG)
        return QFontMetrics(font).horizontalAdvance(name) + 28 <= head.sectionSize(0)

    page.resize(1060, 720)
    qtbot.waitUntil(lambda: head.isSectionHidden(2))
    assert fits()
    page.resize(1600, 720)
    qtbot.waitUntil(lambda: not head.isSectionHidden(2))
    assert fits()
