"""How the network meeting comes to its end: board, read-back, minutes, and the next one."""

from __future__ import annotations

from datetime import datetime

from moedeleder.documents.words import CHECKS, FORMAL_FOLLOWS, REACHED
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import MinutesRecord, PartKey, canonical
from tests.journeys.acts import fills_what_is_missing, letters_folder
from tests.journeys.letters import letters_in
from tests.journeys.meeting_acts import asks_the_scale, attendee, hands_across, meeting
from tests.journeys.network_words import (
    ASKED,
    DISPUTE,
    FOLLOWED,
    LATER_POINT,
    PRIVATE,
    PRIVATE_WORDS,
    SCALE,
    TO_BE_WRITTEN,
)
from tests.journeys.person import Person
from tests.journeys.wall import Wall


def fill_the_board(person: Person, wall: Wall) -> None:
    person.presses("F3")
    person.stands_in("write-worry")
    person.types("@sofie Hun sover dårligt\n@karin Mange skift\n")
    person.tabs_to("write-works")
    person.types("@bente Tegnedag hos mormor\n")
    person.tabs_to("write-to_happen")
    person.types("Én fast voksen om morgenen\n")
    wall.shows("Hun sover dårligt", "Mange skift", "Tegnedag hos mormor", "Én fast voksen")
    asks_the_scale(
        person,
        SCALE,
        {
            "Sofie": ("3", "Ondt i maven hver søndag"),
            "Jonas": ("4", "Ikke meget bedre"),
            "Karin": ("10", "Glad, når hun er der"),
            "Lise": ("5", "Midt imellem"),
        },
    )
    wall.shows(SCALE, "Sofie 3 (Ondt i maven hver søndag)", "Karin Dam 10 (Glad, når hun er der)")
    person.presses("F3")
    person.stands_in("composerText")
    (scale,) = meeting(person).scales
    assert {m.person.name.split()[0]: (m.value, m.reason) for m in scale.marks}["Jonas"] == (
        4,
        "Ikke meget bedre",
    )


def read_aloud(person: Person, wall: Wall) -> None:
    person.reads("Læs op og afslut", on="nextPointButton")
    person.presses("Ctrl+Return")
    person.reads("Handler det om det her?", on="readQuestion")
    person.reads("Rolige morgener og vejen i skole.", on="part-problem")
    wall.shows("Rolige morgener og vejen i skole.")
    person.presses("F2")
    person.stands_in("part-problem")
    person.presses("Ctrl+End")
    person.types(" Det vil vi ændre.")
    wall.shows("Det vil vi ændre.")
    person.presses("Escape")
    person.types("a")
    person.reads("Alle 6 har svaret", on="footerNote")
    person.presses("Ctrl+Return")
    person.reads("Er vi nået frem til det her?", on="readQuestion")
    person.types("Almas søvn er årsagen.")
    person.presses("Escape")
    person.types("e")
    disagree(person)
    person.types("a")
    wall.shows("Uenig", f"Jonas: ”{DISPUTE}”")
    person.presses("Ctrl+Return")
    person.reads("Har vi aftalt det her?", "ringer til Sofie", on="readBackPage")
    person.types("a")
    person.presses("Ctrl+Return")
    person.reads("Er det sådan, vi følger op?", on="readQuestion")
    person.stands_in("followUpYes")
    person.presses("Space")
    person.presses("Tab")
    person.stands_in("followUpDateText")
    person.types("14.1.2027")
    person.presses("Tab")
    wall.shows("torsdag 14. januar 2027 kl. 15.30")
    person.presses("Escape")
    person.types("a")
    person.reads("Alle 6 har svaret", on="footerNote")
    assert meeting(person).follow_up.at == datetime(2027, 1, 14, 15, 30)
    person.presses("Ctrl+Return")


def disagree(person: Person) -> None:
    jonas = attendee(person, "Jonas").person.id
    person.stands_in(f"asks-{jonas}")
    person.types("u")
    person.stands_in(f"words-{jonas}")
    person.types(f"{DISPUTE}\n")
    (other,) = (a for a in meeting(person).read_back if a.verdict is not Verdict.AGREE)
    assert (other.part, other.verdict, other.words) == (
        PartKey.CONCLUSION,
        Verdict.DISAGREE,
        DISPUTE,
    )


def see_what_is_left(person: Person, wall: Wall) -> None:
    person.sees("endPage")
    person.stands_in("finishMeeting")
    person.reads(
        f"Parkeret til næste møde: {LATER_POINT}",
        f"Parkeret til opfølgning: {FOLLOWED}",
        f"Kræver afgørelse: {ASKED}",
        on="leftList",
    )
    hands_across(person, ("54545", "33033", "12345"))
    person.reads("3 kvitteringer er afleveret.", on="receiptCount")
    assert meeting(person).feedback_count == person.office.feedback.count() == 3
    assert person.office.feedback.figures() is None
    person.presses("Ctrl+Return")
    person.sees("minutesForm")
    wall.shows("Tak for i dag", "ringer til Sofie", "14. januar 2027")
    wall.closes()


def write_and_send(person: Person) -> None:
    person.reads_nowhere(PRIVATE)
    fills_what_is_missing(person, by_keyboard=True)
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.presses("Return")
    person.reads("Ligger i mappen, ikke sendt")
    person.presses("Return")
    person.sees_no("sendDialog")
    record = finished(person)
    (told,) = (said for said in record.read_back if said.words)
    assert (told.name, told.verdict) == ("Jonas Eksempel (far)", "Uenig")
    assert told.words == f"”{DISPUTE}”"
    times = {each.name.split()[0]: each.times for each in record.attendees}
    assert times["Karin"] == "kom kl. 15.42"
    assert times["Lise"] == "kom kl. 15.55"
    assert times["Jonas"].endswith("gik kl. 16.22, kom igen kl. 16.31")
    assert record.speaking == ()
    assert any(check.done for check in record.checks)
    letters = letters_in(letters_folder(person))
    assert len(letters) == 6
    papers = [text for letter in letters for text in (letter.pdf, letter.word)]
    for paper in papers:
        assert FORMAL_FOLLOWS in paper
        assert CHECKS in paper
        assert REACHED in paper
    for text in (canonical(record), *papers):
        assert [words for words in TO_BE_WRITTEN if words not in text] == []
        assert [words for words in (*PRIVATE_WORDS, "Taletid") if words in text] == []
    heard_by = {"Sofie Eksempel", "Jonas Eksempel", "Mette Holm"}
    for letter in letters:
        name = letter.message["To"].addresses[0].display_name
        for text in (letter.pdf, letter.word):
            assert ("Wilma" in text) is (name in heard_by), name


def finished(person: Person) -> MinutesRecord:
    view = person.office.minutes.open(meeting(person).id)
    assert view.version is not None
    return view.version.record


def plan_the_next(person: Person) -> None:
    person.sees("followUpStep")
    person.reads(FOLLOWED, on="parkedCard")
    person.tabs_to("createFollowUp", at_most=80)
    person.presses("Space")
    person.sees("newMeetingDialog")
    person.presses("Ctrl+Return")
    person.sees_no("newMeetingDialog")
    person.reads("Torsdag 14. januar 2027 kl. 15.30", on="pageSubtitle")
    ids = [each.id for each in person.office.meetings.find() if each.starts_at.year == 2027]
    (following,) = (person.office.meetings.get(each) for each in ids)
    (again,) = (item for item in following.items if item.title == LATER_POINT)
    assert not again.is_parked
    assert FOLLOWED not in [item.title for item in following.items]
