"""What a person does in step 3 until minutes are sent, by keyboard."""

from __future__ import annotations

from email.message import EmailMessage

from PySide6.QtWidgets import QApplication

from moedeleder.domain.readers import Access, access_of
from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.domain.statements import LEFT_OUT
from moedeleder.domain.used_documents import DocumentKind, Followed
from moedeleder.services.labels import part_heading
from moedeleder.ui.pages.minutes.language.card import SpotCard
from moedeleder.ui.pages.minutes.note_list import NoteList
from tests.journeys.acts import finds_by_name, missing
from tests.journeys.minutes_desk import METTE, Minutes
from tests.journeys.minutes_words import (
    DOCUMENT,
    DOCUMENT_FROM,
    ENDED,
    FOR_EVERYBODY,
    GENTLE,
    GOAL,
    HIDDEN_FROM_KARIN,
    IN_NO_LETTER,
    MENDED,
    MISSPELT,
    NEED,
    OFFENDING,
    OWN_WORD,
    PROBLEM,
    SAID,
    SIGN,
    TO_LEAVE,
    TO_MOVE,
    WHY_NO_CHILD,
    WHY_NOT_FOLLOWED,
    WORRY,
    WRITTEN,
)
from tests.journeys.round_acts import JONAS, KARIN, SOFIE, chooses_from_the_menu

CHILD = Gap(GapKind.PART_EMPTY, PartKey.CHILD_PERSPECTIVE).key


def finds_the_minutes(desk: Minutes) -> None:
    """Go to the meeting by the child's name, and on to its minutes."""
    person = desk.person
    finds_by_name(person, "Alma", "Netværksmøde")
    person.presses("Ctrl+3")
    person.sees("minutesForm")


def goes_to_part(desk: Minutes, key: PartKey) -> None:
    """Go to a part by the list of parts: Tab to it, the arrows, Enter."""
    person = desk.person
    names = [f"rail-{each.value}" for each in PartKey]
    for _ in range(150):
        if focus_name() in names:
            break
        person.presses("Tab")
    for way in ("Up", "Down"):
        for _ in names:
            if focus_name() == f"rail-{key.value}":
                person.presses("Return")
                return
            person.presses(way)
    raise AssertionError(f"the list of parts does not lead to {key}: {focus_name()}")


def focus_name() -> str:
    """Return the name of what has the keyboard."""
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""


def writes_what_is_missing(desk: Minutes) -> None:
    person = desk.person
    goes_to_part(desk, PartKey.PROBLEM)
    person.stands_in("part-problem")
    person.presses("Ctrl+A")
    person.types(PROBLEM)
    _follows_gap(desk, "Konklusion er tom")
    person.stands_in("part-conclusion")
    person.types(ENDED)
    _follows_gap(desk, "opfølgning")
    person.clicks("followUpYes")
    person.stands_in("followUpDateText")
    person.types("14.1.2027")
    person.presses("Tab")
    person.waits(lambda: [gap.key for gap in desk.view.open_gaps] == [CHILD])


def _follows_gap(desk: Minutes, words: str) -> None:
    """Go with Tab to the line of what is missing that holds these words, and press Enter."""
    person = desk.person
    for _ in range(150):
        focus = QApplication.focusWidget()
        if focus_name().startswith("gap-") and focus and words in focus.accessibleName():
            person.presses("Return")
            return
        person.presses("Tab")
    raise AssertionError(f"nothing missing says {words!r}: {missing(person)}")


def gathers_what_was_said(desk: Minutes) -> None:
    """Beside the text: move one note to another part, leave one out, rewrite one."""
    person = desk.person
    goes_to_note(desk, TO_MOVE)
    person.presses("Ctrl+Shift+M")
    chooses_from_the_menu(person, part_heading(PartKey.GUIDANCE))
    person.waits(lambda: TO_MOVE in desk.part(PartKey.GUIDANCE))
    assert TO_MOVE not in desk.part(PartKey.FACTS)
    goes_to_note(desk, TO_LEAVE)
    person.presses("Delete")
    person.waits(lambda: TO_LEAVE not in desk.part(PartKey.FACTS))
    assert desk.said(TO_LEAVE).part == LEFT_OUT
    goes_to_note(desk, SAID)
    person.presses("Return")
    person.stands_in("part-facts")
    person.presses("End", "Shift+Home")
    person.types(WRITTEN)
    person.reads("Kilde:", on="lineSource")
    goes_to_note(desk, SAID)
    person.waits(lambda: desk.part(PartKey.FACTS) == WRITTEN)
    line = person.office.gathering.view(desk.meeting.id).line(desk.said(SAID).id)
    assert line is not None
    assert (line.statement.text, line.written) == (SAID, WRITTEN)
    person.presses("Escape")


def goes_to_note(desk: Minutes, words: str) -> None:
    """Go to something that was said, in the list beside the text."""
    person = desk.person
    person.presses("Ctrl+Shift+I")
    person.stands_in("minutesNotes")
    notes = person.finds("minutesNotes", NoteList)
    person.presses("Home")
    for _ in notes.rows_model.rows:
        if notes.row is not None and notes.row.id == desk.said(words).id:
            return
        person.presses("Down")
    raise AssertionError(f"no note says {words!r}")


def mends_the_language(desk: Minutes) -> None:
    """Walk what was found with F7: take two offers, and keep a word as one's own."""
    person = desk.person
    for found, offer in ((OFFENDING, GENTLE), (MISSPELT, MENDED)):
        _walks_to(desk, found)
        person.reads(offer, on="languageSpot")
        person.presses(f"Alt+{_offers(desk).index(offer) + 1}")
        person.reads(f"Nu står der ”{offer}”.", on="languageSpot")
    _walks_to(desk, OWN_WORD)
    person.tabs_to("addWord", at_most=150)
    person.presses("Return")
    person.waits(lambda: person.office.language.own_words() == (OWN_WORD,))
    goes_to_part(desk, PartKey.CONCLUSION)
    person.waits(lambda: GENTLE in desk.part(PartKey.ASSESSMENTS))
    person.waits(lambda: desk.part(PartKey.PROBLEM) == PROBLEM.replace(MISSPELT, MENDED))


def _walks_to(desk: Minutes, words: str) -> None:
    person = desk.person
    person.presses("F7")
    # The list tells what was found, once the text has been read.
    person.reads(f"{words}, ", on="languagePanel")
    for _ in range(60):
        if words in person.words("spotWords"):
            return
        person.presses("F7")
    raise AssertionError(f"F7 does not lead to {words}: {person.words('languagePanel')}")


def _offers(desk: Minutes) -> list[str]:
    return [each.words for each in desk.person.finds("languageSpot", SpotCard).offers.buttons]


def says_why_the_child_is_missing(desk: Minutes) -> None:
    person = desk.person
    person.reads("Skriv det, eller skriv hvorfor ikke", on="gapList")
    person.tabs_to(f"why-{CHILD}", at_most=150)
    person.presses("Return")
    person.stands_in(f"reason-{CHILD}")
    person.types(WHY_NO_CHILD)
    person.presses("Tab")
    person.stands_in(f"saveReason-{CHILD}")
    person.presses("Return")
    person.reads(f"Fordi: {WHY_NO_CHILD}", on=f"givenReason-{CHILD}")
    assert desk.view.reasons == {CHILD: WHY_NO_CHILD}


def fills_the_plan(desk: Minutes) -> None:
    """Open the promise to its chain: the worry is picked from the meeting, the rest written."""
    person = desk.person
    (promise,) = desk.meeting.promises
    goes_to_part(desk, PartKey.ACTION_PLAN)
    person.stands_in(f"what-{promise.id}")
    person.tabs_to(f"openPromise-{promise.id}", at_most=200)
    person.presses("Return")
    person.stands_in(f"worry-{promise.id}")
    person.presses("Tab")
    person.stands_in(f"pickWorry-{promise.id}")
    person.presses("Return")
    chooses_from_the_menu(person, WORRY)
    person.stands_in(f"worry-{promise.id}")
    for name, words in (("need", NEED), ("goal", GOAL), ("sign", SIGN)):
        person.tabs_to(f"{name}-{promise.id}")
        person.types(words)
    person.presses("Tab")
    person.waits(lambda: desk.meeting.promises[0].sign == SIGN)
    kept = desk.meeting.promises[0]
    assert (kept.worry, kept.need, kept.goal, kept.sign) == (WORRY, NEED, GOAL, SIGN)


def lists_a_document_that_is_not_followed(desk: Minutes) -> None:
    person = desk.person
    goes_to_part(desk, PartKey.DOCUMENTS)
    person.tabs_to("addDocument")
    person.presses("Return")
    person.types(DOCUMENT)
    person.presses("Tab")
    person.types(DOCUMENT_FROM)
    person.presses("Tab")
    person.waits(lambda: desk.view.documents)
    row = desk.view.documents[0].id
    person.chooses(f"documentKind-{row}", "Udtalelse")
    person.chooses(f"followed-{row}", "Følges ikke")
    person.waits(lambda: desk.view.documents[0].followed is Followed.NOT)
    person.reads("Der står ikke, hvorfor udtalelse 1 ikke følges", on="gapList")
    person.tabs_to(f"documentReason-{row}")
    person.types(WHY_NOT_FOLLOWED)
    person.presses("Tab")
    person.reads("på plads", on="footerNote")
    (document,) = desk.view.documents
    assert (document.title, document.author) == (DOCUMENT, DOCUMENT_FROM)
    assert (document.kind, document.reason) == (DocumentKind.STATEMENT, WHY_NOT_FOLLOWED)


def cuts_karins_copy(desk: Minutes) -> None:
    """Choose in Hvem får hvad what the teacher may read, and look at her copy."""
    person = desk.person
    karin = desk.attendee("Karin")
    person.presses("Ctrl+Shift+H")
    person.sees("readersDialog")
    for _ in desk.meeting.attendees:
        if focus_name() == f"reader-{karin}":
            break
        person.presses("Down")
    person.reads("Karin Dam", on="readerFields")
    person.tabs_to("readerAccess")
    person.presses("Down")
    person.reads("Uden barnets og forældrenes ord", on="readerAccess")
    person.reads("uden barnets og forældrenes ord", on="readersDialog")
    person.presses("F5")
    person.sees("copyDialog")
    person.reads("Karin Dams kopi", "uden barnets og forældrenes ord", on="copyDialog")
    person.sees("copyPages")
    person.presses("Escape")
    person.sees_no("copyDialog")
    person.presses("Ctrl+Return")
    person.sees_no("readersDialog")
    cut = desk.person.office.readers.view(desk.meeting.id).of(karin).choice.hidden
    assert access_of(cut) is Access.WITHOUT_OWN_WORDS
    preview = desk.person.office.copies.preview(desk.meeting.id, karin)
    assert preview.record.copy is not None
    assert preview.record.copy.is_cut


def sends_the_minutes(desk: Minutes) -> dict[str, EmailMessage]:
    person, before = desk.person, len(desk.smtp.messages)
    person.reads("Send referat til 4 deltagere", on="minutesStep")
    person.presses("Ctrl+Return")
    person.sees("sendDialog")
    person.reads("uden barnets og forældrenes ord", on="receivers")
    person.presses("Return")
    person.reads("Alle 4 har referatet")
    person.presses("Return")
    person.sees_no("sendDialog")
    person.sees("followUpStep")
    mails = desk.mails(before)
    assert set(mails) == {METTE, SOFIE, JONAS, KARIN}
    return mails


def everybody_reads_what_is_theirs(desk: Minutes, mails: dict[str, EmailMessage]) -> None:
    told = {address: desk.told_to(mails, address) for address in mails}
    for address, text in told.items():
        assert [words for words in FOR_EVERYBODY if words not in text] == [], address
        assert [words for words in IN_NO_LETTER if words in text] == [], address
        assert "Alma" not in str(mails[address]["Subject"])
    assert [words for words in HIDDEN_FROM_KARIN if words in told[KARIN]] == []
    for address in (SOFIE, JONAS, METTE):
        assert [words for words in HIDDEN_FROM_KARIN if words not in told[address]] == []
    assert "Noget i referatet er kun for andre" in told[KARIN]
    assert "Noget i referatet er kun for andre" not in told[SOFIE]
