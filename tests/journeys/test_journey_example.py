"""A first day with the example family: from the very first start to minutes that are sent."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QTabBar

from moedeleder.domain.meeting_types import Phase
from tests.documents.papers import pdf_text, word_text
from tests.journeys.acts import (
    fills_what_is_missing,
    goes_through_to_the_end,
    letters_folder,
    meeting_of,
    missing,
    starts_the_meeting,
)
from tests.journeys.conftest import OpenDoor
from tests.journeys.letters import flat, letters_in
from tests.journeys.person import Person

PRIVATE = "Husk at ringe til Karin i morgen"
FACT = "Alma er kommet hver anden dag siden uge 43"
PARENT = "Det værste er, at vi er alene med det"
ASSESSED = "Alma bliver træt af støj og mange skift"
PROMISED = "Ringe hjem før kl. 9, når Alma ikke kommer"


def test_a_newcomer_sends_minutes_within_the_first_day(
    come_in: OpenDoor, ring: object, tmp_path: Path
) -> None:
    person = come_in()
    meet_the_family(person)
    shape_the_agenda(person)
    invite(person)
    hold_the_meeting(person)
    write_the_minutes(person)
    send_the_minutes(person)
    (tmp_path / "print").mkdir()
    follow_up(person, tmp_path / "print")
    plan_the_next(person)


def meet_the_family(person: Person) -> None:
    person.sees("welcomeScreen")
    person.stands_in("begin")
    person.clicks("tryExample")
    person.sees("introductionScreen")
    person.stands_in("introduce")
    person.presses("Return")
    person.reads("Du prøver med en eksempelfamilie. Intet sendes ud af huset.")
    person.reads("15.30", "Netværksmøde om Alma", "12 mangler", on="todayCard")
    alma = meeting_of(person, "Alma")
    person.clicks(f"open-{alma.id}")
    person.sees("agendaStep")


def shape_the_agenda(person: Person) -> None:
    person.clicks("newItem")
    person.sees("agendaItemDialog")
    person.stands_in("title")
    person.types("Kan skoledagen begynde senere?")
    person.presses("Return")
    person.sees_no("agendaItemDialog")
    person.reads("”Kan skoledagen begynde senere?” er sat på.", "100 af 90 min · 10 min for meget")
    added = meeting_of(person, "Alma").items[4]
    assert added.title == "Kan skoledagen begynde senere?"
    person.clicks(f"row-{added.id}")
    person.presses("Alt+Down")
    person.reads("Punktet er flyttet til plads 6.")
    assert meeting_of(person, "Alma").items[5].id == added.id
    status = next(i for i in meeting_of(person, "Alma").items if i.title.startswith("Status"))
    person.clicks(f"row-{status.id}")
    person.presses("Delete")
    person.reads("”Status fra skolen og PPR” er fjernet.")
    assert status.id not in [item.id for item in meeting_of(person, "Alma").items]
    person.presses("Ctrl+Z")
    person.reads("Ændringen er taget tilbage.")
    assert [i.title for i in meeting_of(person, "Alma").items[4:6]] == [status.title, added.title]


def invite(person: Person) -> None:
    person.reads("Indkald 6 deltagere", on="agendaMain")
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.reads("Bente Vang", "Mangler adresse, får en kopi på papir", "Ingen mails sendes")
    assert letters_in(letters_folder(person)) == []
    person.stands_in("sendDialogConfirm")
    person.presses("Return")
    person.reads("5 breve ligger klar i mappen, 1 skal have papir")
    person.presses("Return")
    person.sees_no("sendDialog")
    letters = letters_in(letters_folder(person))
    assert len(letters) == 5
    for letter in letters:
        assert "Alma" not in letter.subject
        assert "Kan skoledagen begynde senere?" in letter.pdf
        event = letter.request.vevent
        assert event.dtstart.value.strftime("%Y-%m-%d %H:%M") == "2026-11-24 15:30"
        assert len(event.attendee_list) >= 1


def hold_the_meeting(person: Person) -> None:
    starts_the_meeting(person)
    person.presses("Ctrl+Shift+T")
    person.reads("6 af 6 er her", on="attendancePanel")
    tick_the_first(person)
    person.clicks("composerText")
    person.types(f"/f {FACT}\n/p @sofie {PARENT}\n")
    person.reads(FACT, PARENT, "Sofie", on="statementList")
    person.presses("Ctrl+Return")
    person.reads("Almas egne ord", on="pointTitle")
    person.types(f"/v @lise {ASSESSED}\n/n {PRIVATE}")
    person.reads("Kun på din maskine.", on="composer")
    person.presses("Return")
    person.reads(ASSESSED, PRIVATE, on="statementList")
    promise(person)
    goes_through_to_the_end(person, meeting_of(person, "Alma"))


def tick_the_first(person: Person) -> None:
    check = meeting_of(person, "Alma").checks_of(Phase.DURING)[0]
    tabs = person.finds("sideTabs", QTabBar)
    tabs.setFocus()
    person.presses("Right")
    person.clicks(f"check-{check.key}")
    person.reads("1 af", on="roomSide")
    assert meeting_of(person, "Alma").checks_of(Phase.DURING)[0].done


def promise(person: Person) -> None:
    person.types("/a ")
    person.stands_in("composerText")
    person.types(f"{PROMISED} @Karin Dam inden fredag")
    person.reads("fredag 27. november", on="composer")
    person.presses("Return")
    person.reads(PROMISED, "Karin Dam", on="statementList")
    (kept,) = meeting_of(person, "Alma").promises
    assert (kept.what, kept.due) == (PROMISED, date(2026, 11, 27))


def write_the_minutes(person: Person) -> None:
    form = person.words("minutesForm")
    assert FACT in form
    assert PARENT in form
    assert PRIVATE not in person.words()
    assert missing(person)
    person.sees("previewPages")
    fills_what_is_missing(person, next_day="14.1.2027")
    person.reads("er på plads")


def send_the_minutes(person: Person) -> None:
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.reads("Send referat til 6 deltagere", "Mangler adresse, får en kopi på papir")
    person.clicks("sendDialogConfirm")
    person.reads("5 breve ligger klar i mappen, 1 skal have papir", "Ligger i mappen, ikke sendt")
    person.clicks("sendDialogConfirm")
    letters = letters_in(letters_folder(person))[5:]
    assert len(letters) == 5
    for letter in letters:
        for text in (letter.pdf, letter.word):
            for words in (FACT, PARENT, ASSESSED, PROMISED):
                assert words in text
            assert PRIVATE not in text


def follow_up(person: Person, folder: Path) -> None:
    person.sees("followUpStep")
    person.reads("0 af 6 · 5 i mappen", "1 deltager har ikke fået referatet")
    meeting = meeting_of(person, "Alma")
    bente = next(a for a in meeting.attendees if a.person.name == "Bente Vang")
    person.reads("Mangler adresse: print en kopi", on=f"letterState-{bente.id}")
    person.will_choose_folder(folder)
    person.clicks(f"printCopy-{bente.id}")
    person.reads("Gemt i mappen print.")
    for kind, read in ((".pdf", pdf_text), (".docx", word_text)):
        (paper,) = folder.glob(f"*{kind}")
        assert PROMISED in flat(read(paper.read_bytes()))
    person.clicks(f"handedOver-{bente.id}")
    person.reads("Noteret: Bente Vang har fået referatet på papir.", "5 breve ligger klar i mappen")
    person.clicks(f"kept-{meeting.promises[0].id}")
    person.reads("1 af 1 holdt")


def plan_the_next(person: Person) -> None:
    person.clicks("createFollowUp")
    person.sees("newMeetingDialog")
    person.reads("Alma Eksempel", "14.1.2027", "15.30", "17.00")
    person.clicks("newMeetingDialogConfirm")
    person.sees_no("newMeetingDialog")
    person.reads("Torsdag 14. januar 2027 kl. 15.30–17.00", on="pageSubtitle")
    starts = [line.starts_at for line in person.office.meetings.find() if "Alma" in line.title]
    assert max(starts) == datetime(2027, 1, 14, 15, 30)
    person.goes_to("today")
    person.waits(lambda: "Alma" not in person.words("waitingCard"))
