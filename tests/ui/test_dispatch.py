"""A wish becomes a change that everybody hears of, or a sentence that says why not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.errors import ChangedElsewhere, FieldMissing
from moedeleder.ui.background import ImmediateBackground
from moedeleder.ui.dispatch import Change, Changes, Kind, perform, perform_in_background
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.scroll_page import ScrollPage


def refuse() -> int:
    raise ChangedElsewhere


@pytest.fixture
def page(qtbot: QtBot) -> ScrollPage:
    page = ScrollPage()
    qtbot.addWidget(page)
    return page


def inner_widget(page: ScrollPage) -> QWidget:
    holder = QWidget()
    field = QLineEdit()
    QVBoxLayout(holder).addWidget(field)
    page.add(holder)
    return field


def test_what_was_done_is_told_before_it_is_shown(page: ScrollPage) -> None:
    changes, order = Changes(), []
    change = Change.of(Kind.AGENDA, ids=("m1",))
    changes.changed.connect(order.append)
    assert perform(page, lambda: 7, success=order.append, changes=changes, change=change)
    assert order == [change, 7]


def test_what_could_not_be_done_is_said_on_the_page_around(page: ScrollPage) -> None:
    changes, heard = Changes(), []
    changes.changed.connect(heard.append)
    done = perform(
        inner_widget(page),
        refuse,
        success=heard.append,
        changes=changes,
        change=Change.of(Kind.AGENDA),
    )
    assert not done
    assert heard == []
    assert page.banner.tone is Tone.BAD
    assert not page.banner.isHidden()
    assert "En anden har ændret det samme imens." in page.banner.message
    assert "Intet er skrevet over." in page.banner.message


def test_an_error_about_a_field_stands_at_the_field(qtbot: QtBot) -> None:
    dialog = Dialog("Nyt punkt", "Tilføj")
    qtbot.addWidget(dialog)
    dialog.use_form(Form()).add("title", "Titel", QLineEdit())

    def lacks_title() -> None:
        raise FieldMissing("title")

    assert not perform(dialog.form.row("title").field, lacks_title)  # type: ignore[union-attr]
    assert dialog.form is not None
    assert dialog.form.row("title").error == "Titlen mangler. Skriv noget her."
    assert dialog.banner.isHidden()


def test_a_fault_of_ours_is_not_hidden(page: ScrollPage) -> None:
    with pytest.raises(ZeroDivisionError):
        perform(page, lambda: 1 // 0)


def test_an_error_with_nowhere_to_be_said_is_not_lost(qtbot: QtBot) -> None:
    lonely = QWidget()
    qtbot.addWidget(lonely)
    with pytest.raises(ChangedElsewhere):
        perform(lonely, refuse)


def test_the_same_off_the_gui_thread(page: ScrollPage) -> None:
    runner, seen = ImmediateBackground(), []
    perform_in_background(runner, page, lambda: 7, success=seen.append)
    perform_in_background(runner, page, refuse, failed=lambda: seen.append("failed"))
    assert seen == [7, "failed"]
    assert "En anden" in page.banner.message


def test_a_change_concerns_whom_it_names() -> None:
    change = Change.of(Kind.AGENDA, Kind.NOTES, ids=("m1",))
    assert change.concerns(Kind.NOTES)
    assert change.concerns(Kind.AGENDA, Kind.MINUTES, about="m1")
    assert not change.concerns(Kind.AGENDA, about="m2")
    assert not change.concerns(Kind.SENDING, about="m1")
    assert Change.of(Kind.AGENDA).concerns(Kind.AGENDA, about="any")


def test_an_error_goes_away_when_something_is_done(page: ScrollPage) -> None:
    field = inner_widget(page)
    assert not perform(field, refuse, change=Change.of(Kind.AGENDA))
    assert perform(field, lambda: 1)
    assert not page.banner.isHidden(), "to read again is no deed"
    assert perform(field, lambda: 1, change=Change.of(Kind.AGENDA))
    assert page.banner.isHidden()


def test_what_was_said_of_success_stays(page: ScrollPage) -> None:
    page.show_message("Gemt")
    assert perform(page, lambda: 1, change=Change.of(Kind.AGENDA))
    assert page.banner.message == "Gemt"
    assert not page.banner.isHidden()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_an_error_at_a_field_goes_away_when_it_is_edited(qtbot: QtBot, kind: type[QWidget]) -> None:
    form, field = Form(), kind()
    qtbot.addWidget(form)
    row = form.add("title", "Titel", field)
    row.set_error("Skriv en titel.")
    qtbot.keyClicks(field, "M")
    assert row.error == ""
