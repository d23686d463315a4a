"""Letters without mail: printed as one file, or laid ready for Digital Post."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.settings import DigitalPostSettings
from moedeleder.ui.dialogs.digital_post import DigitalPostDialog
from moedeleder.ui.dialogs.print_letters import PrintLettersDialog
from moedeleder.ui.pages.settings.page import SettingsPage
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.screenshots.scenes_meeting import ONE_SIZE, overfull
from tests.ui.office_fixture import TestDesk, add_example

SENDER = DigitalPostSettings("12345678", "Eksempelby Kommune")
_ADDRESS = "Møllevej 4, 2. th.\n9999 Eksempelby"


def _announced(desk: TestDesk, meeting: Meeting) -> list[str]:
    """Make invitations, give every other receiver an address, and return the letters' ids."""
    office = desk.office
    for attendee in meeting.attendees[::2]:
        person = office.families.person(attendee.person.id)
        office.families.update_person(
            person.id, person.version, replace(person.draft, postal_address=_ADDRESS)
        )
    office.sending.announce_meeting(meeting.id, office.meetings.get(meeting.id).version)
    return [each.id for each in office.sending.deliveries(meeting.id)]


def _to_folder(folder: Path) -> Path | None:
    folder.mkdir(exist_ok=True)
    return folder


@scene("print-breve", sizes=ONE_SIZE)
def print_letters() -> QDialog:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    return PrintLettersDialog(desk, meeting, _announced(desk, meeting))


@scene("print-breve-lavet", sizes=ONE_SIZE)
def print_letters_made() -> QDialog:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    folder = desk.letters.parent / "print"
    dialog = PrintLettersDialog(
        desk, meeting, _announced(desk, meeting), ask=lambda _parent, _title: _to_folder(folder)
    )
    dialog.confirm_requested.emit()
    return dialog


@scene("print-breve-fuld", sizes=ONE_SIZE)
def print_letters_full() -> QDialog:
    desk = scene_desk()
    meeting = desk.office.meetings.get(overfull(desk).meeting.id)
    return PrintLettersDialog(desk, meeting, _announced(desk, meeting))


@scene("digital-post", sizes=ONE_SIZE)
def digital_post() -> QDialog:
    desk = scene_desk()
    desk.office.settings.save_digital_post(SENDER)
    meeting = add_example(desk).meeting
    return DigitalPostDialog(desk, meeting, _announced(desk, meeting)[1:4])


@scene("digital-post-fejl", sizes=ONE_SIZE)
def digital_post_refused() -> QDialog:
    dialog, first = _typed("310280-1234")
    dialog.confirm_requested.emit()
    assert first.isVisibleTo(dialog)
    return dialog


@scene("digital-post-klar", sizes=ONE_SIZE)
def digital_post_ready() -> QDialog:
    dialog, _first = _typed("010180-1234")
    dialog.confirm_requested.emit()
    return dialog


def _typed(number: str) -> tuple[DigitalPostDialog, QLineEdit]:
    desk = scene_desk()
    desk.office.settings.save_digital_post(SENDER)
    meeting = add_example(desk).meeting
    ids = _announced(desk, meeting)[1:3]
    folder = desk.letters.parent / "post"
    dialog = DigitalPostDialog(desk, meeting, ids, ask=lambda _parent, _title: _to_folder(folder))
    first = dialog.findChild(QLineEdit, ids[0])
    assert isinstance(first, QLineEdit)
    first.setText(number)
    return dialog, first


@scene("digital-post-uden-afsender", sizes=ONE_SIZE)
def digital_post_nobody() -> QDialog:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    return DigitalPostDialog(desk, meeting, _announced(desk, meeting)[1:3])


@scene("indstillinger-digital-post", sizes=ONE_SIZE)
def settings_digital_post() -> QWidget:
    desk = scene_desk()
    desk.office.settings.save_digital_post(replace(SENDER, keeps_numbers=True))
    page = SettingsPage(desk)
    page.refresh()
    page.show_section("digitalPostSection")
    return page
