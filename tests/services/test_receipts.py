"""Everybody hears what became of what they brought, each thing once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from moedeleder.domain.contributions import (
    Channel,
    Contribution,
    ContributionDraft,
    ContributionKind,
    ReceiptLine,
)
from moedeleder.domain.errors import MeetingFinished, NobodyToSendTo, NotFound
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind
from moedeleder.services.receipt_words import answer_line
from tests.offices import Bench

POINT, FREE, NEEDS = ContributionKind.POINT, ContributionKind.FREE, ContributionKind.NEEDS


def bring(bench: Bench, who: str, meeting: Meeting, *words: str, kind: str = POINT) -> Meeting:
    drafts = [ContributionDraft(ContributionKind(kind), each) for each in words]
    person_id = bench.people[who].id
    return bench.office.contributions.type_in(meeting.id, person_id, Channel.PHONE, drafts)


def told_about(meeting: Meeting, words: str) -> Contribution:
    return next(each for each in meeting.contributions if each.words == words)


def receipts(bench: Bench, meeting: Meeting) -> Sequence[Delivery]:
    letters = bench.office.sending.deliveries(meeting.id)
    return [each for each in letters if each.kind is LetterKind.RECEIPT]


def test_each_decision_is_told_in_plain_words(bench: Bench) -> None:
    use, meeting = bench.office.contributions, bench.meeting()
    meeting = bring(bench, "sofie", meeting, "Aflastning", "Skolen", "PPR", "Bolig", "Tolk", "Åben")
    by = {each.words: each for each in meeting.contributions}
    meeting = use.put_on(by["Aflastning"].id, 1)
    item = meeting.items[3]
    use.merge(by["Skolen"].id, 1, item.id)
    use.elsewhere(by["PPR"].id, 1, "på mødet med PPR.", "Det er deres område.")
    use.not_now(by["Bolig"].id, 1, "Fordi Karin ikke er med")
    meeting = use.note(by["Tolk"].id, 1)
    on = told_about(meeting, "Aflastning").item_id
    number = [i.id for i in meeting.items].index(on or "") + 1
    assert {each.words: answer_line(meeting, each) for each in meeting.contributions} == {
        "Aflastning": f"Den er på dagsordenen som punkt {number}.",
        "Skolen": f"Vi tager den sammen med punkt 4: {item.title}.",
        "PPR": "Vi tager den op et andet sted: på mødet med PPR, fordi det er deres område.",
        "Bolig": "Ikke på dette møde, fordi Karin ikke er med.",
        "Tolk": "Det har vi noteret.",
        "Åben": "",
    }


def test_whoever_wrote_one_long_text_hears_that_each_part_is_answered(bench: Bench) -> None:
    meeting = bring(bench, "sofie", bench.meeting(), "Hej. Vi vil tale om ro. Hilsen", kind=FREE)
    (whole,) = meeting.contributions
    bench.office.contributions.split(whole.id, 1, "Vi vil tale om ro")
    meeting = bench.office.contributions.note(whole.id, 1)
    line = answer_line(meeting, told_about(meeting, whole.words))
    assert line == "Det har vi noteret. Du får svar på hver del for sig."
    (waiting,) = bench.office.receipts.pending(meeting.id)
    assert (len(waiting.lines), waiting.undecided) == (1, 1)


def test_only_what_is_new_is_waiting_to_be_told(bench: Bench) -> None:
    meeting = bring(bench, "sofie", bench.meeting(), "Ro", "Mad")
    meeting = bring(bench, "jonas", meeting, "Tolk", kind=NEEDS)
    bench.office.contributions.note(told_about(meeting, "Ro").id, 1)
    sofie, jonas = bench.office.receipts.pending(meeting.id)
    ro = told_about(meeting, "Ro")
    assert (sofie.name, sofie.address, sofie.undecided) == (
        "Sofie Eksempel",
        "sofie@mail.example",
        1,
    )
    assert sofie.lines == (ReceiptLine(ro.id, "Ro", "Det har vi noteret."),)
    assert (jonas.address, jonas.lines, jonas.undecided) == ("", (), 1)

    bench.office.receipts.announce(meeting.id)
    (letter,) = receipts(bench, meeting)
    assert (letter.number, letter.name, letter.state) == (1, "Sofie Eksempel", DeliveryState.READY)
    assert bench.office.receipts.lines(letter.id) == sofie.lines
    # Until it has left the house nobody was told anything.
    assert bench.office.receipts.pending(meeting.id) == (sofie, jonas)
    bench.office.sending.mark_printed(letter.id)
    meeting = bench.office.meetings.get(meeting.id)
    ro = told_about(meeting, "Ro")
    assert (ro.told, ro.told_at is not None) == ("Det har vi noteret.", True)
    assert [each.lines for each in bench.office.receipts.pending(meeting.id)] == [(), ()]


def test_a_changed_answer_is_told_again(bench: Bench) -> None:
    use = bench.office.contributions
    meeting = bring(bench, "sofie", bench.meeting(), "Ro")
    (ro,) = use.note(meeting.contributions[0].id, 1).contributions
    bench.office.receipts.announce(meeting.id)
    bench.office.sending.mark_printed(receipts(bench, meeting)[0].id)
    meeting = use.not_now(ro.id, ro.version, "Tiden er kort")
    (waiting,) = bench.office.receipts.pending(meeting.id)
    assert waiting.lines[0].answer == "Ikke på dette møde, fordi tiden er kort."
    bench.office.receipts.announce(meeting.id)
    assert [each.number for each in receipts(bench, meeting)] == [1, 2]


def test_who_has_no_mail_gets_a_receipt_to_print(bench: Bench) -> None:
    meeting = bring(bench, "jonas", bench.meeting(), "Ro")
    bench.office.contributions.note(meeting.contributions[0].id, 1)
    bench.office.receipts.announce(meeting.id)
    (letter,) = receipts(bench, meeting)
    assert letter.state is DeliveryState.NO_ADDRESS
    assert bench.office.receipts.lines(letter.id)[0].answer == "Det har vi noteret."


def test_receipts_can_be_made_for_some(bench: Bench) -> None:
    meeting = bring(bench, "sofie", bench.meeting(), "Ro")
    meeting = bring(bench, "jonas", meeting, "Mad")
    for each in meeting.contributions:
        bench.office.contributions.note(each.id, 1)
    jonas = next(a for a in meeting.attendees if a.person.name == "Jonas Eksempel")
    bench.office.receipts.announce(meeting.id, [jonas.id])
    assert [each.name for each in receipts(bench, meeting)] == ["Jonas Eksempel"]


def test_nothing_new_makes_no_letters(bench: Bench) -> None:
    meeting = bring(bench, "sofie", bench.meeting(), "Ro")
    with pytest.raises(NobodyToSendTo):
        bench.office.receipts.announce(meeting.id)
    assert receipts(bench, meeting) == []
    with pytest.raises(NotFound):
        bench.office.receipts.lines("no-such-letter")


def test_what_was_withdrawn_is_repeated_to_nobody(bench: Bench) -> None:
    meeting = bring(bench, "sofie", bench.meeting(), "Det var Jonas, der sagde det")
    meeting = bench.office.contributions.withdraw(meeting.contributions[0].id, 1, "Forkert person")
    assert bench.office.receipts.pending(meeting.id) == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE receipt_line SET answer = 'noget andet'", "DELETE FROM receipt_line"]
)
def test_what_people_were_told_is_kept_by_the_database_itself(bench: Bench, statement: str) -> None:
    meeting = bring(bench, "sofie", bench.meeting(), "Ro")
    bench.office.contributions.note(meeting.contributions[0].id, 1)
    bench.office.receipts.announce(meeting.id)
    with pytest.raises(MeetingFinished), bench.store.transaction() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("Det hører til hos PPR.", "fordi det hører til hos PPR."),
        ("fordi vi mangler tid", "fordi vi mangler tid."),
        ("Karin er syg", "fordi Karin er syg."),
        ("PPR er ikke med\ni dag", "fordi PPR er ikke med i dag."),
        ("Er I klar?", "fordi er I klar?"),
    ],
)
def test_a_reason_reads_on_after_because(bench: Bench, reason: str, told: str) -> None:
    meeting = bring(bench, "sofie", bench.meeting(), "Ro")
    meeting = bench.office.contributions.not_now(meeting.contributions[0].id, 1, reason)
    assert answer_line(meeting, meeting.contributions[0]) == f"Ikke på dette møde, {told}"


def test_a_reason_written_as_a_sentence_stays_one(bench: Bench) -> None:
    reason = "Lægen er ikke med.\nJeg ringer på fredag."
    meeting = bring(bench, "sofie", bench.meeting(), "Medicin")
    one = bench.office.contributions.not_now(meeting.contributions[0].id, 1, reason)
    told = "Lægen er ikke med. Jeg ringer på fredag."
    assert answer_line(one, one.contributions[0]) == f"Ikke på dette møde: {told}"
    seen = one.contributions[0]
    two = bench.office.contributions.elsewhere(seen.id, seen.version, "i telefonen", reason)
    expected = f"Vi tager den op et andet sted: i telefonen. {told}"
    assert answer_line(two, two.contributions[0]) == expected
