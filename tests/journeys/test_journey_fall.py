"""The program dies in the middle of a sentence: what was called kept is there again."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.acts import fills_what_is_missing, meeting_of, starts_the_meeting
from tests.journeys.conftest import OpenDoor
from tests.journeys.house import Street
from tests.journeys.person import Person

PHRASE = "fire små ord i en række"
NOTED = "Yrsa sover bedre nu"
HALF = "Hendes mor siger, at morgenerne er det sv"
HALF_CONCLUSION = "Vi er enige om, at Yrsa sk"


def test_a_half_written_note_and_a_half_written_part_survive(
    come_in: OpenDoor, street: Street, tmp_path: Path
) -> None:
    before = come_in()
    lock_with_a_passphrase(before)
    plan(before)
    starts_the_meeting(before)
    second_point = meeting_of(before, "Yrsa").items[1].title
    before.types(f"/f {NOTED}\n")
    before.reads(NOTED, on="statementList")
    before.presses("Ctrl+Return")
    before.reads(second_point, on="pointTitle")
    before.types(f"/p {HALF}")
    before.reads("gemt", on="composer")

    after = come_in(street.as_on_disk(tmp_path / "after the fall"))
    unlock(after, into="pointTitle")
    find_the_meeting_running(after, second_point)
    end_and_begin_the_conclusion(after)

    at_last = come_in(as_on_disk_of(after, street, tmp_path))
    unlock(at_last)
    finish(at_last)


def lock_with_a_passphrase(person: Person) -> None:
    person.stands_in("begin")
    person.presses("Return")
    person.sees("passphraseScreen")
    person.fills(passphrase=PHRASE, again=PHRASE)
    person.presses("Return")
    person.sees("introductionScreen")
    person.fills(name="Rikke Rådgiver", title="Tovholder")
    person.presses("Return")
    person.sees("todayPage")


def unlock(person: Person, into: str = "todayPage") -> None:
    """Open the store again; the program goes straight to a meeting that is under way."""
    person.sees("passphraseScreen")
    person.fills(passphrase=PHRASE)
    person.presses("Return")
    person.sees(into)


def plan(person: Person) -> None:
    person.presses("Ctrl+N")
    person.sees("newMeetingDialog")
    person.clicks("newFamily")
    person.fills(child_name="Yrsa Prøve")
    person.presses("Return")
    person.stands_in("type")
    person.chooses("type", "Statusmøde")
    person.fills(dateText="i dag", starts_atText="10.30")
    person.tabs_to("newPerson")
    person.presses("Return")
    person.stands_in("name")
    person.types("Signe Prøve")
    person.chooses("role", "Forælder")
    person.presses("Return")
    person.reads("Signe Prøve · forælder")
    person.presses("Ctrl+Return")
    person.sees_no("newMeetingDialog")
    person.sees("agendaStep")


def find_the_meeting_running(person: Person, point: str) -> None:
    person.reads(point, on="pointTitle")
    person.stands_in("composerText")
    person.reads("Vi fandt det, du var ved at skrive.", HALF, "Signe", on="composer")
    person.types("ære")
    person.presses("Return")
    person.reads(f"{HALF}ære", on="statementList")
    assert [each.text for each in meeting_of(person, "Yrsa").statements] == [NOTED, f"{HALF}ære"]


def end_and_begin_the_conclusion(person: Person) -> None:
    person.clicks("moreDeeds")
    person.presses("Up", "Return")
    person.clicks("finishMeeting")
    person.reads(f"{HALF}ære", NOTED, on="minutesForm")
    person.clicks("rail-conclusion")
    person.stands_in("part-conclusion")
    person.types(HALF_CONCLUSION)
    person.reads("gemt", on="saved-conclusion")


def as_on_disk_of(person: Person, street: Street, folder: Path) -> Street:
    """Return what the disk holds of the second program, which goes on by itself."""
    return Street(folder / "after the fall", street.clock).as_on_disk(folder / "and again")


def finish(person: Person) -> None:
    meeting = meeting_of(person, "Yrsa")
    person.clicks(f"see-{meeting.id}")
    person.sees("minutesForm")
    person.reads(HALF_CONCLUSION, on="part-conclusion")
    person.clicks("rail-conclusion")
    person.types("al have ro")
    fills_what_is_missing(person, no_meeting="Målet er nået")
    person.reads("al have ro", on="part-conclusion")
