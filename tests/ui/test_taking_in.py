"""Mails and forms dropped on the window: taken in, told of, and asked about when unknown."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from moedeleder.domain.answers import AnswerState
from moedeleder.services.answers import TakenKind
from moedeleder.ui.dialogs.unknown_answers import UnknownAnswersDialog, doubt_text
from moedeleder.ui.letterbox import dropped_files
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.taking_in import Handed
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.workplace import Workplace
from tests.ui.office_fixture import Example, TestDesk, desk, example

__all__ = ["desk", "example"]

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def workplace(desk: TestDesk, example: Example, qtbot: QtBot) -> Iterator[Workplace]:
    made = Workplace(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.open_meeting(example.meeting.id, Step.AGENDA)
    yield made
    for dialog in made.window().findChildren(UnknownAnswersDialog):
        dialog.close()


def a_mail(folder: Path, sender: str, text: str = "Kan vi tale om fritid?") -> Path:
    message = EmailMessage()
    message["From"], message["To"] = sender, "mette@kommune.example"
    message["Subject"], message["Message-ID"] = "Møde", f"<svar-{sender}>"
    message.set_content(text)
    path = folder / "svar.eml"
    path.write_bytes(message.as_bytes())
    return path


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> None:
    # Qt lets nothing be dropped where it was not first dragged in.
    assert drag(widget, data)
    actions, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), actions, data, LEFT, keys))


def the_dialog(workplace: Workplace) -> UnknownAnswersDialog:
    (found,) = workplace.window().findChildren(UnknownAnswersDialog)
    return found


def test_only_files_of_this_computer_are_taken(tmp_path: Path) -> None:
    data = files(tmp_path / "a.eml")
    data.setUrls([*data.urls(), QUrl("https://eksempel.dk/b.eml")])
    assert dropped_files(data) == (tmp_path / "a.eml",)


def test_a_file_over_the_window_is_welcomed_and_text_is_not(
    workplace: Workplace, tmp_path: Path
) -> None:
    words = QMimeData()
    words.setText("hej")
    assert drag(workplace, files(tmp_path / "a.eml"))
    assert not drag(workplace, words)


def test_a_field_does_not_eat_the_file(
    workplace: Workplace, tmp_path: Path, desk: TestDesk
) -> None:
    field = QLineEdit(workplace)
    field.show()
    drop(field, files(a_mail(tmp_path, "sofie@mail.example")))
    assert field.text() == ""
    assert len(desk.office.answers.unknown()) == 1


def test_an_answer_without_a_code_is_asked_about(
    workplace: Workplace, tmp_path: Path, desk: TestDesk, example: Example
) -> None:
    drop(workplace, files(a_mail(tmp_path, "fremmed@mail.example")))
    dialog = the_dialog(workplace)
    assert dialog.answer is not None
    assert dialog.answer.from_address == "fremmed@mail.example"
    # Nothing points to anybody: nobody is chosen beforehand.
    assert not dialog.confirm_button.isEnabled()
    people = dialog.findChildren(Choice, "person")[0]
    people.set_value(example.person("Sofie").id)
    people.chosen.emit(people.value())
    dialog.confirm_button.click()
    (contribution,) = desk.office.meetings.get(example.meeting.id).contributions
    assert contribution.words.strip() == "Kan vi tale om fritid?"
    assert desk.office.answers.unknown() == ()


def test_a_file_can_be_chosen_instead_of_dropped(
    workplace: Workplace, tmp_path: Path, desk: TestDesk
) -> None:
    path = a_mail(tmp_path, "fremmed@mail.example")

    def choose() -> None:
        (dialog,) = [each for each in workplace.findChildren(QFileDialog) if each.isVisible()]
        dialog.selectFile(str(path))
        dialog.accept()

    QTimer.singleShot(0, workplace, choose)
    QTest.keyClick(workplace.findChildren(QPushButton, "answerFromFile")[0], Qt.Key.Key_Space)
    assert [each.from_address for each in desk.office.answers.unknown()] == ["fremmed@mail.example"]


def test_an_answer_can_be_put_aside_with_a_reason(
    workplace: Workplace, tmp_path: Path, desk: TestDesk
) -> None:
    drop(workplace, files(a_mail(tmp_path, "fremmed@mail.example")))
    dialog = the_dialog(workplace)
    answer = dialog.answer
    assert answer is not None
    aside = dialog.findChildren(QPushButton, "dismissAnswer")[0]
    aside.click()
    assert dialog.confirm_button.caption == "Læg svaret til side"
    dialog.confirm_button.click()
    assert len(desk.office.answers.unknown()) == 1
    dialog.findChildren(QLineEdit, "reason")[0].setText("Reklame")
    dialog.confirm_button.click()
    assert desk.office.answers.get(answer.id).state is AnswerState.DISMISSED


def test_one_can_go_back_from_putting_aside(workplace: Workplace, tmp_path: Path) -> None:
    drop(workplace, files(a_mail(tmp_path, "fremmed@mail.example")))
    dialog = the_dialog(workplace)
    aside = dialog.findChildren(QPushButton, "dismissAnswer")[0]
    aside.click()
    aside.click()
    assert dialog.confirm_button.caption == "Læg svaret her"
    assert not dialog.findChildren(QLineEdit, "reason")[0].isVisible()
    assert dialog.findChildren(Choice, "person")[0].isVisible()


def test_an_address_nobody_knows_is_said_to_be_so(workplace: Workplace, tmp_path: Path) -> None:
    drop(workplace, files(a_mail(tmp_path, "fremmed@mail.example")))
    answer = the_dialog(workplace).answer
    assert answer is not None
    assert doubt_text(answer) == "Vi kender ikke adressen, og svaret har ingen svarkode."


def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    workplace: Workplace, tmp_path: Path, desk: TestDesk
) -> None:
    path = tmp_path / "billede.png"
    path.write_bytes(b"\x89PNG")
    drop(workplace, files(path))
    page = workplace.current_page
    assert page is not None
    assert "billede.png" in page.banner.message  # type: ignore[attr-defined]
    assert desk.office.answers.unknown() == ()


def test_one_bad_file_does_not_stop_the_others(
    workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "b.png"
    bad.write_bytes(b"x")
    heard: list[Handed] = []
    workplace.mailroom.receiver.received.connect(heard.append)
    drop(workplace, files(bad, a_mail(tmp_path, "sofie@mail.example"), tmp_path / "væk.eml"))
    (handed,) = heard
    assert [taken.kind for taken in handed.taken] == [TakenKind.UNKNOWN]
    assert [name for name, _error in handed.refused] == ["b.png", "væk.eml"]
