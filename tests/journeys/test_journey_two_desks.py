"""Two desks on one store: whoever comes second is told, and neither loses a word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from moedeleder.domain.meetings import MeetingState
from tests.journeys.acts import goes_through_to_the_end, meeting_of
from tests.journeys.conftest import OpenDoor
from tests.journeys.house import Street, Upstairs
from tests.journeys.person import Person

CHILD = "Yrsa Prøve"
TOLD = "En anden har ændret det samme imens."


def test_two_people_write_the_same_things(
    come_in: OpenDoor, street: Street, tmp_path: Path, ring: object
) -> None:
    rikke = come_in()
    begin(rikke)
    mette = come_in(Upstairs(tmp_path / "upstairs", street.clock, downstairs=street.folder))
    mette.sees("todayPage")
    write_the_same_child(rikke, mette)
    write_the_same_point(rikke, mette)
    write_the_same_part(rikke, mette)


def begin(person: Person) -> None:
    person.stands_in("begin")
    person.presses("Return")
    person.sees("introductionScreen")
    person.fills(name="Rikke Rådgiver", title="Tovholder")
    person.presses("Return")
    person.sees("todayPage")
    person.presses("Ctrl+N")
    person.sees("newMeetingDialog")
    person.clicks("newFamily")
    person.fills(child_name=CHILD)
    person.presses("Return")
    person.chooses("type", "Statusmøde")
    person.fills(dateText="i dag", starts_atText="10.30")
    person.presses("Ctrl+Return")
    person.sees_no("newMeetingDialog")


def write_the_same_child(rikke: Person, mette: Person) -> None:
    for person in (rikke, mette):
        person.turns_here()
        person.goes_to("families")
        person.clicks("editFamily")
        person.sees("familyDialog")
    with_case(rikke, "R-1")
    rikke.presses("Return")
    rikke.sees_no("familyDialog")
    with_case(mette, "M-2")
    mette.presses("Return")
    mette.reads(TOLD, "Det, du har skrevet, er her stadig.", "M-2")
    mette.clicks_on("Vis det nyeste")
    assert mette.finds("case_number", QLineEdit).text() == "R-1"
    assert mette.office.families.find()[0].case_number == "R-1"
    mette.clicks_on("Vis det, jeg skrev")
    mette.clicks("familyDialogConfirm")
    mette.sees_no("familyDialog")
    assert rikke.office.families.find()[0].case_number == "M-2"


def with_case(person: Person, number: str) -> None:
    person.turns_here()
    person.writes("case_number", number)


def write_the_same_point(rikke: Person, mette: Person) -> None:
    meeting = meeting_of(rikke, "Yrsa")
    point = meeting.items[0]
    for person in (rikke, mette):
        person.turns_here()
        person.goes_to("meetings")
        person.clicks("meetingsTable")
        person.presses("Home", "Return")
        person.sees("agendaStep")
        person.clicks(f"row-{point.id}")
        person.presses("F2")
        person.sees("agendaItemDialog")
    for person, words in ((rikke, "Rikkes ord"), (mette, "Mettes ord")):
        person.turns_here()
        person.writes("title", words)
        person.presses("Return")
        if person is rikke:
            person.sees_no("agendaItemDialog")
    mette.reads("En anden har ændret", "Mettes ord")
    assert meeting_of(mette, "Yrsa").items[0].title == "Rikkes ord"
    mette.presses("Ctrl+Return")
    mette.sees_no("agendaItemDialog")
    assert meeting_of(rikke, "Yrsa").items[0].title == "Mettes ord"


def write_the_same_part(rikke: Person, mette: Person) -> None:
    rikke.turns_here()
    rikke.presses("Ctrl+2")
    rikke.presses("Ctrl+Return")
    rikke.stands_in("composerText")
    goes_through_to_the_end(rikke, meeting_of(rikke, "Yrsa"))
    assert meeting_of(mette, "Yrsa").state is MeetingState.HELD
    mette.turns_here()
    mette.goes_to("today")
    mette.clicks(f"see-{meeting_of(mette, 'Yrsa').id}")
    mette.sees("minutesForm")
    for person, words in ((rikke, "Rikke skrev dette."), (mette, "Mette skrev noget andet.")):
        person.turns_here()
        person.clicks("rail-conclusion")
        person.stands_in("part-conclusion")
        person.types(words)
        person.presses("Tab")
    mette.reads("En anden har skrevet i Konklusion imens.", "Din tekst står her stadig.")
    mette.reads("Mette skrev noget andet.", on="part-conclusion")
    mette.clicks("takeTheirs-conclusion")
    mette.reads("Rikke skrev dette.", on="part-conclusion")
    mette.stands_in("part-conclusion")
    mette.presses("Ctrl+Z")
    mette.reads("Mette skrev noget andet.", on="part-conclusion")
