"""Everything people paste by mistake or on purpose, typed in the window and read on paper."""

from __future__ import annotations

from moedeleder.domain.text import clean_line
from tests.journeys.acts import (
    fills_what_is_missing,
    goes_through_to_the_end,
    letters_folder,
    says_how_the_child_is_heard,
    starts_the_meeting,
)
from tests.journeys.conftest import OpenDoor
from tests.journeys.letters import letters_in
from tests.journeys.person import Person

LONG = "Lang " * 2_000
TYPST = '#set page(fill: red) $x^2$ #read("/etc/passwd")'
DOCX = "</w:t></w:r><w:br/>{{ feltet }}"
SCRIPT = "<script>alert('x')</script> & <b>fed</b>"
MIXED = "Ærø 🙂 שלום مرحبا"
CONTROL = "før\x07\x1b[31m\x00efter"
SAME = "faelles@proeve.example"


def test_wild_words_arrive_as_the_text_they_are(come_in: OpenDoor, ring: object) -> None:
    person = come_in()
    begin(person)
    write_a_wild_family(person)
    plan_badly_first(person)
    wild_agenda(person)
    letters_with_nowhere_to_go(person)
    hold_and_write(person)
    on_paper(person)


def begin(person: Person) -> None:
    person.stands_in("begin")
    person.presses("Return")
    person.stands_in("name")
    person.presses("Return")
    person.reads("Navnet mangler. Skriv noget her.")
    person.fills(name="Rikke Rådgiver", title="Tovholder")
    person.presses("Return")
    person.sees("todayPage")


def write_a_wild_family(person: Person) -> None:
    person.clicks("firstFamily")
    person.presses("Return")
    person.reads("mangler", on="familyDialog")
    person.writes("child_name", MIXED)
    person.writes("case_number", SCRIPT)
    person.writes("note", TYPST)
    person.writes("birth_dateText", "32.13.2014")
    person.clicks("familyDialogConfirm")
    person.reads("Skriv dagen som 17.5.2014.", MIXED, SCRIPT, TYPST)
    person.writes("birth_dateText", "")
    person.clicks("familyDialogConfirm")
    person.sees_no("familyDialog")
    write_a_person(person, SCRIPT, "ikke en adresse", TYPST)
    person.reads("adresse", SCRIPT, TYPST, on="personDialog")
    person.writes("mail", SAME)
    person.clicks("personDialogConfirm")
    person.sees_no("personDialog")
    write_a_person(person, DOCX, SAME, CONTROL)
    person.sees_no("personDialog")


def write_a_person(person: Person, name: str, mail: str, needs: str) -> None:
    person.clicks("addPerson")
    person.sees("personDialog")
    person.writes("name", name)
    person.writes("mail", mail)
    person.writes("needs", needs)
    person.clicks("personDialogConfirm")


def plan_badly_first(person: Person) -> None:
    person.clicks("newMeetingAbout")
    person.sees("newMeetingDialog")
    person.writes("dateText", "1.9.2026")
    person.writes("starts_atText", "14")
    person.writes("ends_atText", "13")
    person.writes("place", DOCX)
    person.writes("purpose", TYPST)
    person.reads("dagen er gået")
    person.clicks("newMeetingDialogConfirm")
    person.reads("slutter", TYPST, DOCX)
    assert person.office.meetings.find() == []
    person.writes("ends_atText", "15")
    person.clicks("newMeetingDialogConfirm")
    person.sees_no("newMeetingDialog")
    person.sees("agendaStep")


def wild_agenda(person: Person) -> None:
    for title in ("", LONG, SCRIPT, TYPST, DOCX, CONTROL, MIXED):
        person.clicks("newItem")
        person.sees("agendaItemDialog")
        person.writes("title", title)
        person.clicks("agendaItemDialogConfirm")
        if not title:
            person.reads("mangler", on="agendaItemDialog")
            person.presses("Escape")
        person.sees_no("agendaItemDialog")
    # New points stand before the two that close the meeting.
    kept = [item.title for item in person.office.meetings.get(the_meeting(person)).items][-8:-2]
    assert kept == [clean_line(t) for t in (LONG, SCRIPT, TYPST, DOCX, CONTROL, MIXED)]
    assert len(kept[0]) > 9_900


def the_meeting(person: Person) -> str:
    return person.office.meetings.find()[0].id


def letters_with_nowhere_to_go(person: Person) -> None:
    folder = letters_folder(person)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("ikke en mappe")
    person.clicks("inviteAgain")
    person.sees("sendDialog")
    person.reads("Samme adresse som")
    says_how_the_child_is_heard(person, "told_before", TYPST)
    person.clicks("sendDialogConfirm")
    person.reads("0 af 3 har indkaldelsen", "Prøv igen for 2 deltagere")
    person.reads("der kan ikke skrives i mappen")
    assert folder.read_text() == "ikke en mappe"
    folder.unlink()
    person.clicks("sendDialogConfirm")
    person.sees("sendDialogConfirm")
    person.waits(lambda: len(letters_in(folder)) >= 2)
    person.presses("Escape")
    person.sees_no("sendDialog")
    for letter in letters_in(folder):
        for words in (SCRIPT, TYPST, DOCX):
            assert squeezed(words) in squeezed(letter.pdf)


def squeezed(text: str) -> str:
    """Return text without spaces: a page may break a line anywhere in a long word."""
    return "".join(text.split())


def hold_and_write(person: Person) -> None:
    meeting = person.office.meetings.get(the_meeting(person))
    starts_the_meeting(person)
    for words in (SCRIPT, TYPST, DOCX, MIXED, CONTROL):
        person.types("/f ")
        person.pastes(words)
        person.presses("Return")
    person.types("/f ")
    person.pastes(LONG)
    person.presses("Return")
    goes_through_to_the_end(person, meeting)
    fills_what_is_missing(person, no_meeting=SCRIPT)
    person.clicks("rail-conclusion")
    person.presses("Ctrl+A")
    person.pastes(f"{TYPST}\n{DOCX}\n{SCRIPT}")
    person.presses("Tab")


def on_paper(person: Person) -> None:
    folder = letters_folder(person)
    before = len(letters_in(folder))
    person.clicks("sendMinutes")
    person.sees("sendDialog")
    person.clicks("sendDialogConfirm")
    person.waits(lambda: len(letters_in(folder)) >= before + 2)
    person.reads("ligger klar i mappen")
    for letter in letters_in(folder)[before:]:
        for text in (squeezed(letter.pdf), squeezed(letter.word)):
            for words in (SCRIPT, TYPST, DOCX, "Ærø🙂"):
                assert squeezed(words) in text
            # Page after page, with a foot between them.
            assert text.count("Lang") >= LONG.count("Lang")
            assert not any(sign in text for sign in "\x00\x07\x1b")
        assert SAME in letter.to
