"""A first day with a family of one's own: mostly by keyboard, through a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from tests.journeys.acts import (
    fills_what_is_missing,
    goes_through_to_the_end,
    meeting_of,
    says_how_the_child_is_heard,
    starts_the_meeting,
)
from tests.journeys.conftest import OpenDoor
from tests.journeys.house import Street
from tests.journeys.letters import opened
from tests.journeys.person import Person
from tests.smtp_server import SmtpServer

CHILD = "Yusuf Prøve"
MOTHER = "أمينة الأحمد"
SAID = "Vi vil gerne se papirerne, før I beslutter noget"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SmtpServer]:
    """The municipality's mail server, which refuses one wrong address."""
    with SmtpServer(tmp_path) as running:
        running.refuse("finn@proeve.example")
        yield running


def test_an_own_family_from_nothing_to_minutes_by_mail(
    come_in: OpenDoor, street: Street, server: SmtpServer, ring: dict[tuple[str, str], str]
) -> None:
    person = come_in(replace(street, ca_file=server.ca_file))
    say_who_one_is(person)
    write_the_family(person)
    set_up_mail(person, server, ring)
    plan_the_meeting(person)
    invite(person, server)
    street.clock.set(datetime(2026, 11, 25, 12, 0, tzinfo=UTC))
    hold_it(person)
    send_and_be_refused(person, server)
    correct_and_send_again(person, server)


def say_who_one_is(person: Person) -> None:
    person.stands_in("begin")
    person.presses("Return")
    person.stands_in("name")
    person.fills(
        name="Rikke Rådgiver",
        title="Tovholder",
        organisation="Prøveby Kommune",
        mail="rikke@proeveby.example",
    )
    person.presses("Return")
    person.reads("God formiddag, Rikke", "Her begynder det med et barn")


def write_the_family(person: Person) -> None:
    person.tabs_to("firstFamily")
    person.presses("Return")
    person.stands_in("child_name")
    person.fills(child_name=CHILD, case_number="27.24.00-G01-7-26", birth_dateText="17.5.2014")
    person.presses("Return")
    person.reads(f"{CHILD} er oprettet.")
    person.stands_in("editFamily")
    write_a_person(person, MOTHER, "Forælder", "amina@proeve.example", needs="Tolk: arabisk")
    write_a_person(person, "Tarek Tolk", "Tolk", "tarek@tolke.example")
    write_a_person(person, "Farida Prøve", "Pårørende", "")
    write_a_person(person, "Finn Lærer", "Lærer", "finn@proeve.example")


def write_a_person(person: Person, name: str, role: str, mail: str, needs: str = "") -> None:
    person.tabs_to("addPerson")
    person.presses("Return")
    person.stands_in("name")
    person.types(name)
    person.tabs_to("role")
    person.chooses("role", role)
    person.fills(mail=mail, needs=needs)
    person.presses("Ctrl+Return")
    person.sees_no("personDialog")
    person.reads(name, on="peopleCard")


def set_up_mail(person: Person, server: SmtpServer, ring: dict[tuple[str, str], str]) -> None:
    person.goes_to("settings")
    person.tabs_to("settingsSections")
    person.presses("Down", "Down", "Down")
    person.tabs_to("wayFolder")
    person.presses("Down")
    person.sees("smtpCard")
    person.fills(host=server.host, port=str(server.port), user=server.user)
    person.tabs_to("password")
    person.types(server.password)
    person.fills(sender_name="Børn og Familie", sender_address="post@proeveby.example")
    person.presses("Ctrl+Return")
    person.reads("Gemt.", f"Breve sendes gennem {server.host}.")
    assert server.password in ring.values()
    assert server.password not in person.words()


def plan_the_meeting(person: Person) -> None:
    person.presses("Ctrl+N")
    person.sees("newMeetingDialog")
    person.stands_in("familyChoice")
    person.types("Yusuf")
    person.presses("Return")
    person.tabs_to("type")
    person.chooses("type", "Partshøringsmøde")
    person.fills(dateText="onsdag", starts_atText="13")
    person.presses("Tab")
    person.reads("25.11.2026", "13.00", "13.45", "Onsdag 25. november 2026")
    person.fills(place="Rådhuset", purpose="Vi vil høre jer, før vi beslutter noget.")
    for name in ("Tarek Tolk", "Farida Prøve", "Finn Lærer"):
        person.ticks(name)
    person.presses("Ctrl+Return")
    person.sees_no("newMeetingDialog")
    person.sees("agendaStep")
    assert len(meeting_of(person, "Yusuf").attendees) == 5


def invite(person: Person, server: SmtpServer) -> None:
    # First comes sharing the draft; these people are asked by phone.
    person.reads("Del kladde", on="agendaMain")
    person.reads("Skriv, hvordan Yusuf bliver hørt", on="childVoiceCard")
    person.clicks("inviteAgain")
    says_how_the_child_is_heard(person, "spoken_for", "Farida fortæller, hvad Yusuf har sagt")
    person.stands_in("sendDialogConfirm")
    person.presses("Return")
    person.reads("Afvist: ")
    person.presses("Escape")
    person.sees_no("sendDialog")
    assert sorted(mail.receivers[0] for mail in server.messages) == [
        "amina@proeve.example",
        "rikke@proeveby.example",
        "tarek@tolke.example",
    ]


def hold_it(person: Person) -> None:
    meeting = meeting_of(person, "Yusuf")
    starts_the_meeting(person)
    person.types(f"/p {SAID}\n")
    person.reads(SAID, MOTHER.split()[0], on="statementList")
    goes_through_to_the_end(person, meeting)


def send_and_be_refused(person: Person, server: SmtpServer) -> None:
    fills_what_is_missing(person, no_meeting="Afgørelsen kommer med posten")
    server.messages.clear()
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.presses("Return")
    person.reads("3 af 5 har referatet, 1 skal have papir, 1 kom ikke frem")
    person.presses("Escape")
    person.sees("followUpStep")
    finn = attendee(person, "Finn Lærer")
    person.reads("Afvist: adressen findes ikke hos modtageren", on=f"letterState-{finn}")
    person.sees(f"sendAgain-{finn}")
    farida = attendee(person, "Farida Prøve")
    person.reads("Mangler adresse: print en kopi", on=f"letterState-{farida}")


def attendee(person: Person, name: str) -> str:
    meeting = meeting_of(person, "Yusuf")
    return next(each.id for each in meeting.attendees if each.person.name == name)


def correct_and_send_again(person: Person, server: SmtpServer) -> None:
    person.presses("Ctrl+K")
    person.types("Yusuf")
    person.reads(CHILD, on="findList")
    # Once the words have been looked for, the meeting of today stands first; then the child.
    found = person.finds("findList", QListWidget)
    person.waits(lambda: " om Yusuf" in found.item(0).data(Qt.ItemDataRole.AccessibleTextRole))
    person.presses("Down")
    person.presses("Return")
    person.sees("familyDetail")
    person.clicks_on("Ret Finn Lærer")
    person.fills(mail="finn@skolen.example")
    person.presses("Return")
    person.sees_no("personDialog")
    person.clicks(f"openMeeting-{meeting_of(person, 'Yusuf').id}")
    finn = attendee(person, "Finn Lærer")
    person.sees("followUpStep")
    person.clicks(f"sendAgain-{finn}")
    # Nobody has seen the new address: it is shown before anything leaves for it.
    person.sees("sendDialog")
    person.reads("finn@skolen.example", "1 adresse er ny for Yusuf", on="sendDialog")
    person.presses("Return")
    person.reads("1 deltager har referatet", on="sendDialog")
    person.presses("Return")
    person.sees_no("sendDialog")
    person.reads("4 af 5")
    assert [mail.receivers[0] for mail in server.messages][3:] == ["finn@skolen.example"]
    for mail in server.messages:
        letter = opened(mail.data)
        assert mail.login == server.user
        assert SAID in letter.pdf
        assert MOTHER in letter.word
        assert "Yusuf" not in letter.subject
