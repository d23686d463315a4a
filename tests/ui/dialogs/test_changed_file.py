"""A changed Word file: its paragraphs listed with their changes, ticked and noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.contributions import Channel
from moedeleder.domain.meetings import Meeting
from moedeleder.ui.dialogs.changed_file import ChangedFileDialog, open_changed_file
from moedeleder.ui.pages.follow_up.round.page import RoundPage
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.diff_label import DiffLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel
from tests.ui.correction_round import PLACE, WANTED, changed_word_file, sent
from tests.ui.office_fixture import TestDesk


class Place(QWidget):
    """A page that says what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner(self)

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say it at the top."""
        self.banner.show_message(error.what, Tone.BAD, error.rest)


@pytest.fixture
def meeting(desk: TestDesk) -> Meeting:
    return sent(desk)


def opened(
    place: QWidget, desk: TestDesk, meeting: Meeting, path: Path, qtbot: QtBot
) -> ChangedFileDialog:
    open_changed_file(place, desk, meeting.id, ask=lambda *_: path)
    qtbot.waitUntil(lambda: bool(place.findChildren(ChangedFileDialog)))
    return place.findChildren(ChangedFileDialog)[0]


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_ticked_is_noted_as_somebodys_corrections(
    desk: TestDesk, meeting: Meeting, place: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(place, desk, meeting, changed_word_file(desk, meeting, tmp_path), qtbot)
    assert len(dialog.rows) == 2
    diff = dialog.rows[0].findChildren(DiffLabel)[0]
    assert "sat ind: ”14”" in diff.accessibleName()
    dialog.rows[1].box.click()
    assert dialog.confirm_button.accessibleName() == "Notér 1 svar"
    dialog.confirm_button.click()
    # Whose words they are is never guessed.
    assert dialog.form is not None
    assert dialog.form.row("person").error == "Vælg, hvem der har rettet."
    assert not desk.office.corrections.view(meeting.id).corrections
    person = meeting.attendees[0].person
    dialog._who.set_value(person.id)
    dialog.confirm_button.click()
    qtbot.waitUntil(lambda: bool(desk.office.corrections.view(meeting.id).corrections))
    (said,) = desk.office.corrections.view(meeting.id).corrections
    assert (said.person.id, said.channel, said.part) == (person.id, Channel.MAIL, "conclusion")
    assert PLACE in said.place
    assert WANTED in said.words


def test_nothing_ticked_is_nothing_to_note(
    desk: TestDesk, meeting: Meeting, place: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(place, desk, meeting, changed_word_file(desk, meeting, tmp_path), qtbot)
    for row in dialog.rows:
        row.box.click()
    assert not dialog.confirm_button.isEnabled()
    dialog.reject()
    assert not desk.office.corrections.view(meeting.id).corrections


def test_an_untouched_file_says_so(
    desk: TestDesk, meeting: Meeting, place: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    path = changed_word_file(desk, meeting, tmp_path, edit=False)
    dialog = opened(place, desk, meeting, path, qtbot)
    about = dialog.findChildren(WrapLabel, "changedFileAbout")[0]
    assert about.text() == "Filen siger det samme som version 1."
    assert not dialog.confirm_button.isEnabled()


def test_a_foreign_file_is_refused_in_words(
    desk: TestDesk, meeting: Meeting, place: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "andet.docx"
    path.write_bytes(b"hej")
    open_changed_file(place, desk, meeting.id, ask=lambda *_: path)
    qtbot.waitUntil(lambda: not place.banner.isHidden())
    assert "kan ikke læses som et rettet referat" in place.banner.message


def test_the_round_notes_them_so_that_they_can_be_undone(
    desk: TestDesk, meeting: Meeting, tmp_path: Path, qtbot: QtBot
) -> None:
    page = RoundPage(desk)
    qtbot.addWidget(page)
    page.show_round(desk.office.corrections.view(meeting.id))
    page.show()
    path = changed_word_file(desk, meeting, tmp_path)
    open_changed_file(page, desk, meeting.id, note=page._deeds.note, ask=lambda *_: path)
    qtbot.waitUntil(lambda: bool(page.findChildren(ChangedFileDialog)))
    dialog = page.findChildren(ChangedFileDialog)[0]
    dialog._who.set_value(meeting.attendees[1].person.id)
    dialog.confirm_button.click()
    qtbot.waitUntil(lambda: len(desk.office.corrections.view(meeting.id).corrections) == 2)
    page.undo()
    assert len(desk.office.corrections.view(meeting.id).corrections) == 1
