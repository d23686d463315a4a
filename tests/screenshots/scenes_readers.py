"""Who gets what of the minutes, and one person's copy."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from moedeleder.domain.readers import Access, Paper, hidden_by
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.ui.dialogs.readers import ReadersDialog
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.screenshots.scenes_meeting import ONE_SIZE, overfull
from tests.ui.office_fixture import Example, TestDesk, add_example

_BELOW: list[QDialog] = []


def chosen(desk: TestDesk, example: Example, *hidden: PartKey) -> str:
    """Choose for the teacher and the psychologist; return the teacher's id as attendee."""
    readers, meeting_id = desk.office.readers, example.meeting.id
    by_name = {each.attendee.person.name: each for each in readers.view(meeting_id).readers}
    for name, kept in (
        ("Karin Dam", frozenset(hidden) or hidden_by(Access.WITHOUT_OWN_WORDS)),
        ("Lise Berg", hidden_by(Access.OUTCOME)),
    ):
        readers.set(
            meeting_id,
            by_name[name].attendee.id,
            0,
            hidden=kept,
            papers=(Paper.FULL,),
            shares_contact=name == "Lise Berg",
        )
    return by_name["Karin Dam"].attendee.id


@scene("hvem-faar-hvad")
def readers_normal() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    karin = chosen(desk, example)
    return ReadersDialog(desk, example.meeting.id, attendee_id=karin)


@scene("hvem-faar-hvad-afsnit", sizes=ONE_SIZE)
def readers_sections() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    karin = chosen(desk, example, PartKey.CHILD_PERSPECTIVE, PartKey.FACTS)
    return ReadersDialog(desk, example.meeting.id, attendee_id=karin)


@scene("hvem-faar-hvad-fuld", sizes=ONE_SIZE)
def readers_full() -> QDialog:
    desk = scene_desk()
    return ReadersDialog(desk, overfull(desk).meeting.id)


@scene("hvem-faar-hvad-kopi")
def copy_normal() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    part = desk.office.minutes.open(example.meeting.id).parts[PartKey.CONCLUSION]
    words = from_plain("Alma får en fast voksen om morgenen. Skolen ringer hver fredag.")
    desk.office.minutes.write(example.meeting.id, PartKey.CONCLUSION, part.version, words)
    dialog = ReadersDialog(desk, example.meeting.id, attendee_id=chosen(desk, example))
    dialog.see_copy()
    found = dialog.findChild(QDialog, "copyDialog")
    assert isinstance(found, QDialog)
    # The picture is of the upper dialog; the one below must live as long.
    _BELOW.append(dialog)
    return found
