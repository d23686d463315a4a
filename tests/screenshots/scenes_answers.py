"""Answers that wait for a person to say whose they are, and the sign that takes files in."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from moedeleder.ui.dialogs.unknown_answers import UnknownAnswersDialog
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import SIZES, scene
from tests.screenshots.scenes_meeting import ONE_SIZE
from tests.screenshots.scenes_today import at_place
from tests.ui.brought import LONG_MAIL
from tests.ui.office_fixture import TestDesk, add_example

SHORT = "Hej\n\nJeg kommer gerne. Kan vi tale om, hvem der henter Alma om fredagen?\n\nHilsen Inger"
QUOTED = "\n\nDen 20. nov. skrev Mette Holm:\n> Kære Sofie\n> Her er kladden til mødet.\n"


def arrive(desk: TestDesk, sender: str, text: str, files: Sequence[tuple[str, bytes]] = ()) -> None:
    """Let a mail that nobody is tied to be dropped on the window."""
    message = EmailMessage()
    message["From"], message["To"] = sender, "mette@kommune.example"
    message["Subject"], message["Message-ID"] = "Sv: møde", f"<{len(text)}-{len(files)}@mail>"
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="zip", filename=name)
    path = desk.letters.parent / "svar.eml"
    path.write_bytes(message.as_bytes())
    desk.office.answers.take_file(path)


def asked(*mails: tuple[str, str], files: Sequence[tuple[str, bytes]] = ()) -> QDialog:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    for sender, text in mails:
        arrive(desk, sender, text, files)
    return UnknownAnswersDialog(desk, meeting_id=meeting.id)


@scene("ukendt-svar", sizes=ONE_SIZE)
def one_unknown() -> QDialog:
    return asked(("Inger Prøve <inger@mail.example>", SHORT))


@scene("ukendt-svar-flere", sizes=ONE_SIZE)
def several_unknown() -> QDialog:
    return asked(
        ("Inger Prøve <inger@mail.example>", SHORT + QUOTED),
        ("sofie@eksempel.example", "Vi kommer begge to." + QUOTED),
        ("far@mail.example", "Kan mødet flyttes til om eftermiddagen?" + QUOTED),
    )


@scene("ukendt-svar-langt", sizes=ONE_SIZE)
def long_unknown() -> QDialog:
    return asked(("Et Meget Langt Navn " * 6 + "<inger@mail.example>", LONG_MAIL))


@scene("ukendt-svar-filer", sizes=ONE_SIZE)
def unknown_with_files() -> QDialog:
    files = [(f"tegning {number} af Alma.zip", b"PK" * 4000) for number in range(3)]
    return asked(("Inger Prøve <inger@mail.example>", "Se vedhæftet."), files=files)


@scene("ukendt-svar-grund", sizes=ONE_SIZE)
def put_aside() -> QDialog:
    dialog = asked(("Inger Prøve <inger@mail.example>", SHORT))
    assert isinstance(dialog, UnknownAnswersDialog)
    dialog.aside_button.click()
    return dialog


@scene("ukendt-svar-uden-moede", sizes=ONE_SIZE)
def without_meeting() -> QDialog:
    desk = scene_desk()
    arrive(desk, "Inger Prøve <inger@mail.example>", SHORT)
    return UnknownAnswersDialog(desk)


@scene("slip-svar-her", sizes=SIZES[:1])
def letterbox() -> QWidget:
    place = at_place("today", add_example)
    place.resize(*SIZES[0])
    place.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(__file__)])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drag = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(place, drag)
    return place
