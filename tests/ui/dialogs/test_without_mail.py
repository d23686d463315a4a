"""Print alle breve and Digital Post: what is made, what is said, and what is remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import DigitalPostSettings
from moedeleder.ui.dialogs.digital_post import DigitalPostDialog, open_digital_post
from moedeleder.ui.dialogs.print_letters import PrintLettersDialog, open_print_letters
from moedeleder.ui.pages.settings.digital_post import DigitalPostSection
from tests.ui.office_fixture import Example, TestDesk

SENDER = DigitalPostSettings("12345678", "Eksempelby Kommune")
RIGHT = "010180-1234"


@pytest.fixture
def letters(desk: TestDesk, example: Example) -> dict[str, str]:
    """Invitations that are made and not sent: ids by first name."""
    office, meeting = desk.office, example.meeting
    jonas = example.person("Jonas")
    office.families.update_person(
        jonas.id, jonas.version, replace(jonas.draft, postal_address="Vej 1\n9999 Eksempelby")
    )
    office.sending.announce_meeting(meeting.id, meeting.version)
    return {each.name.split()[0]: each.id for each in office.sending.deliveries(meeting.id)}


def state_of(desk: TestDesk, example: Example, key: str) -> tuple[DeliveryState, LetterWay]:
    found = desk.office.sending.deliveries(example.meeting.id)
    letter = next(each for each in found if each.id == key)
    return letter.state, letter.way


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def said(dialog: QWidget) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.text())


class Asked:
    """Answers where files shall lie, and keeps what was opened."""

    def __init__(self, folder: Path | None) -> None:
        self.folder, self.opened = folder, list[Path]()

    def ask(self, _parent: QWidget, _title: str) -> Path | None:
        return self.folder

    def show(self, path: Path) -> bool:
        self.opened.append(path)
        return True


def printing(
    qtbot: QtBot, desk: TestDesk, example: Example, ids: list[str], asked: Asked
) -> PrintLettersDialog:
    dialog = PrintLettersDialog(desk, example.meeting, ids, ask=asked.ask, show=asked.show)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_letters_are_printed_and_then_said_to_be_handed_over(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    ids = [letters["Sofie"], letters["Jonas"]]
    asked = Asked(tmp_path)
    dialog = printing(qtbot, desk, example, ids, asked)
    assert "Vej 1, 9999 Eksempelby" in said(dialog)
    assert "1 modtager har ingen postadresse." in dialog.banner.message
    assert button(dialog, "handedOver").isHidden()
    dialog.confirm_requested.emit()
    assert (tmp_path / "breve-2026-11-24.pdf").read_bytes().startswith(b"%PDF")
    assert " ark, når der printes på begge sider." in dialog.banner.message
    assert [state_of(desk, example, each)[0] for each in ids] == [DeliveryState.READY] * 2
    assert dialog.focusWidget() is dialog.cancel_button
    dialog.banner.action_requested.emit()
    assert asked.opened == [tmp_path / "breve-2026-11-24.pdf"]

    with qtbot.waitSignals([dialog.accepted, desk.changes.changed]):
        button(dialog, "handedOver").click()
    handed = (DeliveryState.PRINTED, LetterWay.PAPER)
    assert [state_of(desk, example, each) for each in ids] == [handed] * 2
    assert state_of(desk, example, letters["Karin"])[0] is DeliveryState.READY


def test_letters_that_went_by_mail_are_printed_and_stay_sent(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    desk.office.sending.send(example.meeting.id, LetterKind.INVITATION)
    dialog = printing(qtbot, desk, example, [letters["Sofie"]], Asked(tmp_path))
    dialog.confirm_requested.emit()
    assert list(tmp_path.glob("*.pdf"))
    assert button(dialog, "handedOver").isHidden()
    assert state_of(desk, example, letters["Sofie"])[0] is DeliveryState.SENT


def test_each_letter_can_be_saved_for_itself(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    asked = Asked(tmp_path)
    dialog = printing(qtbot, desk, example, [letters["Sofie"], letters["Jonas"]], asked)
    button(dialog, "saveEach").click()
    place = tmp_path / "breve-2026-11-24"
    assert sorted(each.name for each in place.iterdir()) == ["brev-01", "brev-02", "tjekliste.pdf"]
    dialog.banner.action_requested.emit()
    assert asked.opened == [place]


def test_whoever_changes_their_mind_makes_nothing(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    dialog = printing(qtbot, desk, example, [letters["Sofie"]], Asked(None))
    dialog.confirm_requested.emit()
    button(dialog, "saveEach").click()
    assert list(tmp_path.glob("breve*")) == []
    assert dialog.confirm_button.isEnabled()


def test_a_folder_that_takes_nothing_is_told(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    in_the_way = tmp_path / "fil"
    in_the_way.write_text("x")
    dialog = printing(qtbot, desk, example, [letters["Sofie"]], Asked(in_the_way))
    dialog.confirm_requested.emit()
    assert "mappe" in dialog.banner.message.lower()
    assert button(dialog, "handedOver").isHidden()
    assert dialog.confirm_button.isEnabled()


def posting(
    qtbot: QtBot, desk: TestDesk, example: Example, ids: list[str], asked: Asked
) -> DigitalPostDialog:
    dialog = DigitalPostDialog(desk, example.meeting, ids, ask=asked.ask, show=asked.show)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def field(dialog: QWidget, key: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, key)
    assert isinstance(found, QLineEdit)
    return found


def test_files_are_laid_ready_for_those_with_a_number(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    desk.office.settings.save_digital_post(SENDER)
    asked = Asked(tmp_path)
    dialog = posting(qtbot, desk, example, [letters["Sofie"], letters["Jonas"]], asked)
    sofie = field(dialog, letters["Sofie"])
    assert sofie.accessibleName() == "Cpr-nummer for Sofie Eksempel · indkaldelse"
    assert not dialog.confirm_button.isEnabled()
    QTest.keyClicks(sofie, RIGHT)
    assert dialog.confirm_button.text().endswith("Lav 1 fil…")
    dialog.confirm_requested.emit()
    place = tmp_path / "digital-post-2026-11-24"
    assert [each.name for each in place.iterdir()] == ["digital-post-01.xml"]
    assert "1 brev er lagt klar til Digital Post." in dialog.banner.message
    assert "Slet dem" in dialog.banner.message
    assert sofie.text() == ""
    laid = (DeliveryState.PRINTED, LetterWay.DIGITAL_POST)
    assert state_of(desk, example, letters["Sofie"]) == laid
    assert state_of(desk, example, letters["Jonas"])[0] is DeliveryState.READY
    dialog.banner.action_requested.emit()
    assert asked.opened == [place]
    with qtbot.waitSignal(dialog.accepted):
        dialog.confirm_requested.emit()


def test_a_number_that_cannot_be_right_is_told_at_its_field(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    desk.office.settings.save_digital_post(SENDER)
    dialog = posting(qtbot, desk, example, [letters["Sofie"], letters["Jonas"]], Asked(tmp_path))
    field(dialog, letters["Sofie"]).setText(RIGHT)
    field(dialog, letters["Jonas"]).setText("61018012")
    dialog.confirm_requested.emit()
    assert dialog.form is not None
    assert dialog.form.row(letters["Jonas"]).error.startswith(
        "Cpr-nummeret kan ikke bruges: det skal have ti cifre."
    )
    assert dialog.form.row(letters["Sofie"]).error == ""
    assert field(dialog, letters["Sofie"]).text() == RIGHT
    assert not field(dialog, letters["Jonas"]).isReadOnly()
    assert list(tmp_path.glob("digital*")) == []
    assert RIGHT not in dialog.banner.message


def test_no_number_stays_in_a_closed_dialog(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    desk.office.settings.save_digital_post(SENDER)
    dialog = posting(qtbot, desk, example, [letters["Sofie"]], Asked(tmp_path))
    sofie = field(dialog, letters["Sofie"])
    sofie.setText(RIGHT)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert sofie.text() == ""


def test_kept_numbers_are_there_the_next_time(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    desk.office.settings.save_digital_post(replace(SENDER, keeps_numbers=True))
    first = posting(qtbot, desk, example, [letters["Sofie"]], Asked(tmp_path))
    assert "gemt til næste gang" in said(first)
    field(first, letters["Sofie"]).setText(RIGHT)
    first.confirm_requested.emit()
    second = posting(qtbot, desk, example, [letters["Sofie"]], Asked(tmp_path))
    assert field(second, letters["Sofie"]).text() == "0101801234"


def test_without_a_sender_it_says_where_to_write_it(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str]
) -> None:
    dialog = posting(qtbot, desk, example, [letters["Sofie"]], Asked(None))
    assert "Indstillinger" in dialog.banner.message
    assert not dialog.confirm_button.isEnabled()
    assert dialog.findChildren(QLineEdit) == []


def test_both_open_over_a_page(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    for opened in (open_print_letters, open_digital_post):
        dialog = opened(desk, example.meeting, list(letters.values()), page)
        assert dialog.isVisible()
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()


def test_the_sender_is_saved_and_kept_numbers_deleted(
    qtbot: QtBot, desk: TestDesk, example: Example, letters: dict[str, str], tmp_path: Path
) -> None:
    section = DigitalPostSection(desk)
    qtbot.addWidget(section)
    section.refresh()
    field(section, "cvr").setText("12 34 56 78")
    field(section, "sender_name").setText("Eksempelby Kommune")
    tick = section.findChild(QCheckBox, "keeps_numbers")
    assert tick is not None
    tick.setChecked(True)
    assert section.is_dirty()
    section.save()
    assert desk.office.settings.digital_post() == replace(SENDER, keeps_numbers=True)
    assert not section.is_dirty()

    key = letters["Sofie"]
    desk.office.without_mail.digital_post(example.meeting.id, {key: RIGHT}, tmp_path)
    section.refresh()
    tick.setChecked(False)
    assert "bliver slettet" in said(section)
    section.save()
    assert "slettet" in section.banner.message
    assert desk.office.settings.kept_number_count() == 0


def test_a_wrong_register_number_is_told_at_its_field(qtbot: QtBot, desk: TestDesk) -> None:
    section = DigitalPostSection(desk)
    qtbot.addWidget(section)
    section.refresh()
    field(section, "cvr").setText("123")
    section.save()
    assert section.form is not None
    assert "otte cifre" in section.form.row("cvr").error
    assert desk.office.settings.digital_post() == DigitalPostSettings()
