"""Ninety minutes with a family and their network, held by keyboard alone beside a second screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from moedeleder.domain.agenda import ItemDraft, ItemKind, Parked
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.settings import MailSettings
from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.services.context import wall_time
from tests.journeys.conftest import OpenDoor
from tests.journeys.house import Street
from tests.journeys.meeting_acts import (
    adds_a_point,
    attendee,
    clock_shows,
    corrects_the_time,
    finds_the_meeting,
    goes_back_to_the_pen,
    goes_on_to,
    goes_to_point,
    limits_the_point,
    meeting,
    parks,
    rewrites,
    says_who_is_here,
)
from tests.journeys.network_closing import (
    fill_the_board,
    plan_the_next,
    read_aloud,
    see_what_is_left,
    write_and_send,
)
from tests.journeys.network_words import (
    ASKED,
    ASSESSED,
    AT_HOME,
    CHILD,
    DISAGREED,
    FACT,
    FIRST,
    FOLLOWED,
    GUIDED,
    LATER,
    LATER_POINT,
    LIMITED,
    LIMITED_WORDS,
    NEW_POINT,
    PRIVATE,
    PRIVATE_WORDS,
    SOURCE,
)
from tests.journeys.person import Person
from tests.journeys.wall import Wall
from tests.ui.office_fixture import OFFICE, add_example


def test_a_network_meeting_from_the_first_word_to_the_next_agenda(
    come_in: OpenDoor, street: Street, ring: object, tmp_path: Path
) -> None:
    person = come_in()
    gather_the_network(person, tmp_path / "breve")
    clock_shows(street, 15, 25)
    wall = Wall(person, "Netværksmøde om Alma")
    begin(person, street, wall)
    note_who_comes(person, street)
    hear_the_child(person, street, wall)
    write_what_is_said(person, wall)
    let_own_words_stay(person, wall)
    hold_a_break(person, street, wall)
    take_in_the_fathers_point(person, street, wall)
    promise(person, wall)
    speak_of_what_is_for_some(person, street, wall)
    park(person, street, wall)
    end_late(person, street, wall)
    fill_the_board(person, wall)
    read_aloud(person, wall)
    see_what_is_left(person, wall)
    write_and_send(person)
    plan_the_next(person)


def gather_the_network(person: Person, letters: Path) -> None:
    """Say who one is; the family and the agenda are there, as other journeys make them."""
    person.stands_in("begin")
    person.presses("Return")
    person.stands_in("name")
    person.fills(
        name="Mette Holm",
        title="Sagsbehandler",
        organisation="Eksempelby Kommune",
        mail="mette.holm@eksempelby.example",
    )
    person.presses("Return")
    person.reads("Her begynder det med et barn")
    office, workplace = person.office, person.window.workplace
    assert workplace is not None
    office.settings.save_organisation(OFFICE)
    office.settings.save_mail(MailSettings(folder=str(letters)))
    example = add_example(workplace.desk)
    helper = PersonDraft("Amir Tolk", PersonRole.INTERPRETER, "", "Tolkene", "amir@tolk.example")
    amir = office.families.add_person(example.family.id, helper)
    office.meetings.add_attendee(example.meeting.id, amir.id)
    karin = example.person("Karin").id
    office.agenda.add(
        example.meeting.id, ItemDraft(FOLLOWED, ItemKind.INFORMATION, 5, karin), index=5
    )


def begin(person: Person, street: Street, wall: Wall) -> None:
    finds_the_meeting(person)
    wall.opens()
    wall.shows("Velkommen", "Formål: Rolige morgener", LIMITED)
    clock_shows(street, 15, 30)
    person.presses("Ctrl+Return")
    person.stands_in("composerText")
    person.reads("Velkomst, roller og tid", on="pointTitle")
    person.reads("0 af 90 min · slutter 17.00", on="meetingTime")
    wall.shows("Velkomst, roller og tid", "slutter 17.00")


def note_who_comes(person: Person, street: Street) -> None:
    person.reads("bisidder, mormor", "tolk", on="attendancePanel")
    for name in ("Sofie", "Jonas", "Bente", "Mette", "Amir"):
        says_who_is_here(person, name, "t")
    person.reads("5 af 7 er her", on="presentCount")
    clock_shows(street, 15, 42)
    says_who_is_here(person, "Karin", "s")
    clock_shows(street, 15, 58)
    says_who_is_here(person, "Lise", "s")
    corrects_the_time(person, "15.55")
    person.reads("7 af 7 er her", on="presentCount")
    assert came(person, "Karin") == "15.42"
    assert came(person, "Lise") == "15.55"
    goes_back_to_the_pen(person)


def came(person: Person, name: str) -> str:
    late = attendee(person, name)
    assert late.attendance is Attendance.LATE
    assert late.came_at is not None
    return f"{wall_time(late.came_at):%H.%M}"


def hear_the_child(person: Person, street: Street, wall: Wall) -> None:
    person.types(f"/f {FACT}")
    wall.shows(FACT)
    person.presses("Return")
    person.reads(FACT, on="statementList")
    take_back_and_do_again(person)
    clock_shows(street, 16, 0)
    goes_on_to(person, "Almas egne ord")
    person.reads("Sofie · Jonas · Karin Dam", on="unheard")
    person.presses("Alt+1")
    person.reads("Sofie taler", on="pointCard")
    person.types(f"/b @sofie {CHILD}\n")
    clock_shows(street, 16, 3)
    person.presses("Alt+2", "Alt+0")
    person.reads("Karin Dam · Lise Berg", on="unheard")
    person.tabs_to("sideTabs", at_most=80)
    person.presses("Right", "Right")
    person.reads("Familien har haft 100 % af taletiden", on="familyShare")
    goes_back_to_the_pen(person)
    wall.shows(CHILD, "Punkt 2 af 7 · rejst af Sofie")


def take_back_and_do_again(person: Person) -> None:
    person.types("Alma sover godt\n")
    person.reads("Alma sover godt", on="statementList")
    person.presses("Ctrl+T")
    person.presses("Space")
    ticked = [check.key for check in meeting(person).checks if check.done]
    goes_back_to_the_pen(person)
    person.presses("Ctrl+Z")
    person.reads("Krydset i listen er fortrudt.")
    person.presses("Ctrl+Z")
    person.reads("Noten er fortrudt.")
    assert [said.text for said in meeting(person).statements] == [FACT]
    person.presses("Ctrl+Shift+Z")
    person.reads("Noten er gjort om.")
    person.presses("Ctrl+Shift+Z")
    person.reads("Krydset i listen er gjort om.")
    assert [check.key for check in meeting(person).checks if check.done] == ticked != []
    assert [said.text for said in meeting(person).statements] == [FACT, "Alma sover godt"]


def write_what_is_said(person: Person, wall: Wall) -> None:
    goes_on_to(person, "Morgener uden skole: hvad kan vi gøre nu?")
    person.reads("Vi har brug for at vide, hvem der ringer", on="pointWords")
    person.types(f"/p @jonas {FIRST}\n/v @lise {ASSESSED}")
    person.tabs_to("composerSource")
    person.types(f"{SOURCE}\n")
    person.types(f"/u {DISAGREED}\n/r {GUIDED}\n")
    wall.shows(FIRST, ASSESSED, SOURCE, DISAGREED, GUIDED)
    wall.keeps_away(*PRIVATE_WORDS)
    person.types(f"/n {PRIVATE}")
    person.reads("Kun på din maskine.", on="composer")
    person.presses("Return")
    person.reads(PRIVATE, f"kilde: {SOURCE}", on="statementList")
    wall.is_clean()
    person.types(f"/p @sofie {ASKED}\n")
    person.presses("Ctrl+Shift+D")
    person.reads("Kræver afgørelse. Svar senest")
    (formal,) = (said for said in meeting(person).statements if said.formal is not Formal.NONE)
    assert (formal.text, formal.formal) == (ASKED, Formal.DECISION)
    assert formal.formal_due is not None
    assert {said.kind for said in meeting(person).statements} == {
        StatementKind.FACT,
        StatementKind.ASSESSMENT,
        StatementKind.PARENT_WORDS,
        StatementKind.CHILD_WORDS,
        StatementKind.DISAGREEMENT,
        StatementKind.GUIDANCE,
        StatementKind.PRIVATE,
    }
    wall.shows("Det kræver en afgørelse. Den kommer særskilt.")


def let_own_words_stay(person: Person, wall: Wall) -> None:
    rewrites(person, FIRST, LATER)
    person.reads(f"Først skrevet: ”{FIRST}”", on="statementList")
    wall.shows(LATER)
    person.presses("Ctrl+Z")
    person.reads("Rettelsen er fortrudt.")
    wall.shows(FIRST)
    person.presses("Ctrl+Shift+Z")
    wall.shows(LATER)
    (words,) = (said for said in meeting(person).statements if said.text == LATER)
    assert words.first_words == FIRST


def hold_a_break(person: Person, street: Street, wall: Wall) -> None:
    person.types("/f Alma har fået")
    clock_shows(street, 16, 10)
    person.presses("F4")
    person.sees("pauseScreen")
    wall.shows("Pause", "Vi er tilbage om lidt.")
    clock_shows(street, 16, 20)
    person.reads("Siden 16.10 · 10 min", on="pauseSince")
    person.presses("F4")
    person.sees_no("pauseScreen")
    person.stands_in("composerText")
    person.reads("40 af 90 min · slutter 17.00", on="meetingTime")
    person.types(" en ny dansklærer\n")
    person.reads("Alma har fået en ny dansklærer", on="statementList")
    wall.shows("Alma har fået en ny dansklærer")


def take_in_the_fathers_point(person: Person, street: Street, wall: Wall) -> None:
    adds_a_point(person, NEW_POINT, "Jonas")
    new = next(item for item in meeting(person).items if item.title == NEW_POINT)
    assert new.added_at is not None
    assert new.raised_by == attendee(person, "Jonas").person
    clock_shows(street, 16, 22)
    says_who_is_here(person, "Jonas", "g")
    person.reads("6 af 7 er her", on="presentCount")
    clock_shows(street, 16, 31)
    says_who_is_here(person, "Jonas", "t")
    person.reads("7 af 7 er her", on="presentCount")
    (out,) = attendee(person, "Jonas").away
    assert [f"{wall_time(at):%H.%M}" for at in (out.left_at, out.back_at)] == ["16.22", "16.31"]
    goes_back_to_the_pen(person)
    goes_on_to(person, NEW_POINT)
    person.reads("rejst af Jonas, far", "nyt i mødet", on="pointCard")
    wall.shows(NEW_POINT, "rejst af Jonas")


def promise(person: Person, wall: Wall) -> None:
    person.types("/a Karin ringer til Sofie @læreren inden fredag")
    person.reads("Hvem: Karin Dam", "fredag 4. december", on="composer")
    person.presses("Return")
    person.types("/a Sofie skriver om morgenen i bogen @sofie om 14 dage\n")
    person.types("/a Lise sender rapporten 12/3\n")
    person.types("/a Jonas spørger klubben @jonas 30/2\n")
    person.stands_in("composerText")
    person.waits(lambda: len(meeting(person).promises) == 4, "the fourth promise is not kept")
    assert meeting(person).promises[-1].due is None
    person.clicks("undo")
    person.stands_in("promiseWhen")
    person.types("mandag\n")
    person.stands_in("composerText")
    person.presses("Return")
    person.waits(lambda: meeting(person).promises[-1].due is not None, "the day is not put right")
    assert [
        (p.owner.name.split()[0] if p.owner else "", p.due) for p in meeting(person).promises
    ] == [
        ("Karin", date(2026, 12, 4)),
        ("Sofie", date(2026, 12, 17)),
        ("Lise", date(2027, 3, 12)),
        ("Jonas", date(2026, 12, 7)),
    ]
    wall.shows("ringer til Sofie", "Fredag 4. december", "Fredag 12. marts 2027")


def speak_of_what_is_for_some(person: Person, street: Street, wall: Wall) -> None:
    clock_shows(street, 16, 41)
    goes_on_to(person, LIMITED)
    wall.shows(LIMITED)
    limits_the_point(person, "Sofie", "Jonas", "Mette")
    person.reads("Punktet er kun for nogle.", "Andre er i rummet.", on="limitWords")
    wall.shows("Et punkt for nogle af os", "Derfor står det ikke på skærmen.")
    wall.keeps_away(*LIMITED_WORDS)
    goes_back_to_the_pen(person)
    person.types(f"/p @sofie {AT_HOME}\n")
    person.reads(AT_HOME, on="statementList")
    wall.is_clean()


def park(person: Person, street: Street, wall: Wall) -> None:
    clock_shows(street, 16, 46)
    goes_to_point(person, FOLLOWED)
    parks(person, for_next=False)
    person.reads(f"”{FOLLOWED}” er parkeret til opfølgning.")
    goes_back_to_the_pen(person)
    goes_on_to(person, LATER_POINT)
    wall.shows(LATER_POINT)
    parks(person, for_next=True)
    person.reads(f"”{LATER_POINT}” er parkeret til næste møde.")
    person.reads("Aftaler og opfølgning", on="pointTitle")
    person.presses("Ctrl+Z")
    person.reads(LATER_POINT, on="pointTitle")
    person.presses("Ctrl+Shift+Z")
    person.reads("Aftaler og opfølgning", on="pointTitle")
    where = {item.title: item.parked for item in meeting(person).items if item.is_parked}
    assert where == {LATER_POINT: Parked.NEXT_AGENDA, FOLLOWED: Parked.FOLLOW_UP}
    wall.shows("Aftaler og opfølgning")


def end_late(person: Person, street: Street, wall: Wall) -> None:
    assert not person.shows("lateQuestion")
    clock_shows(street, 16, 52)
    person.sees("lateQuestion")
    person.reads("min tilbage", "Hvad gør I?", on="lateQuestion")
    person.stands_in("composerText")
    person.tabs_to("justGoOn")
    person.presses("Space")
    person.sees_no("lateQuestion")
    clock_shows(street, 16, 53)
    # As much is left as before, and the page has looked again: it has been asked.
    person.reads("73 af 90 min · slutter 17.00", on="meetingTime")
    assert not person.shows("lateQuestion")
    wall.is_clean()
