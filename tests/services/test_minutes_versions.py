"""Versions after the first: what they hold, who gets them, and how a draft is given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from moedeleder.domain.contributions import Channel
from moedeleder.domain.errors import (
    ChangedElsewhere,
    MeetingFinished,
    NotAllowedNow,
    ReasonMissing,
)
from moedeleder.domain.meetings import FollowUp, PromiseDraft
from moedeleder.domain.readers import cut
from moedeleder.domain.record import MinutesVersion, PartKey, canonical, checksum
from moedeleder.domain.rich_text import from_plain, without_sources
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.statements import StatementKind
from moedeleder.models.minutes_tables import CorrectionRow, MinutesCopyRow, PaperRow
from moedeleder.models.tables import AgendaItemRow, MeetingRow, StatementRow
from moedeleder.services.copies import PreparedCopy
from tests.offices import Bench


def finished(bench: Bench) -> MinutesVersion:
    view = bench.complete()
    return bench.office.minutes.finalise(view.meeting.id, view.meeting.version)


def second(
    bench: Bench, first: MinutesVersion, words: str = "Tekst under conclusion, nu rettet"
) -> MinutesVersion:
    minutes, meeting_id = bench.office.minutes, first.record.meeting_id
    view = minutes.begin_version(meeting_id)
    part = view.parts[PartKey.CONCLUSION]
    view = minutes.write(meeting_id, PartKey.CONCLUSION, part.version, from_plain(words))
    return minutes.finalise(meeting_id, view.meeting.version, reason="En dato var forkert")


def say(bench: Bench, meeting_id: str, who: str, kind: str, decision: str, words: str) -> None:
    with bench.store.transaction() as session:
        session.add(
            CorrectionRow(
                meeting_id=meeting_id,
                number=1,
                person_id=bench.people[who].id,
                kind=kind,
                part=PartKey.CONCLUSION.value,
                place="",
                words=words,
                channel=Channel.PHONE.value,
                received_at=bench.clock(),
                decision=decision,
                reason="Vi hørte det anderledes" if decision == "refused" else "",
            )
        )


def test_a_second_version_tells_why_and_what_is_another(bench: Bench) -> None:
    version = second(bench, finished(bench))
    assert (version.number, version.record.reason) == (2, "En dato var forkert")
    (change,) = version.record.changes
    assert (change.part, change.heading) == ("conclusion", "Konklusion")
    assert change.before == "Tekst under conclusion"
    assert change.after == "Tekst under conclusion, nu rettet"
    assert version.checksum == checksum(canonical(version.record))


def test_each_version_has_a_salt_of_its_own(bench: Bench) -> None:
    first = finished(bench)
    later = second(bench, first)
    assert len(first.record.salt) == 32
    assert first.record.salt != later.record.salt


def test_a_later_version_needs_a_reason_and_the_first_has_none(bench: Bench) -> None:
    view = bench.complete()
    minutes, meeting_id = bench.office.minutes, view.meeting.id
    first = minutes.finalise(meeting_id, view.meeting.version, reason="uden betydning")
    assert first.record.reason == ""
    draft = minutes.begin_version(meeting_id)
    with pytest.raises(ReasonMissing):
        minutes.finalise(meeting_id, draft.meeting.version, reason="  ")
    assert len(minutes.open(meeting_id).versions) == 1


def test_finished_minutes_take_no_words_until_the_next_version_is_begun(bench: Bench) -> None:
    first = finished(bench)
    minutes, meeting_id = bench.office.minutes, first.record.meeting_id
    meeting = bench.office.meetings.get(meeting_id)
    with pytest.raises(MeetingFinished):
        minutes.finalise(meeting_id, meeting.version, reason="igen")
    with pytest.raises(MeetingFinished):
        bench.office.promises.add(meeting_id, PromiseDraft("Nyt"))
    view = minutes.begin_version(meeting_id)
    assert view.is_drafting
    assert not view.is_finished
    bench.office.promises.add(meeting_id, PromiseDraft("Nyt"))
    with pytest.raises(MeetingFinished):
        bench.office.agenda.remove(meeting.items[0].id, meeting.items[0].version)


def test_there_is_no_second_version_before_the_first(bench: Bench) -> None:
    with pytest.raises(NotAllowedNow):
        bench.office.minutes.begin_version(bench.held().id)
    with pytest.raises(NotAllowedNow):
        bench.office.minutes.drop_version(finished(bench).record.meeting_id)


def test_it_goes_to_exactly_those_who_had_the_one_before(bench: Bench) -> None:
    first = finished(bench)
    meeting_id = first.record.meeting_id
    with bench.store.transaction() as session:
        row = session.get_one(MeetingRow, meeting_id)
        jonas = next(each for each in row.attendees if each.person.name.startswith("Jonas"))
        letter = next(each for each in row.deliveries if each.attendee_id == jonas.id)
        letter.number = 77
        expected = {each.attendee_id for each in row.deliveries if each is not letter}
    second(bench, first)
    letters = [each for each in bench.office.sending.deliveries(meeting_id) if each.number == 2]
    assert {each.attendee_id for each in letters} == expected
    assert {each.kind for each in letters} == {LetterKind.MINUTES}


def test_refused_corrections_and_remarks_stand_in_their_own_words(bench: Bench) -> None:
    first = finished(bench)
    meeting_id = first.record.meeting_id
    say(bench, meeting_id, "sofie", "correct", "refused", "Vi sagde 14 dage")
    say(bench, meeting_id, "karin", "correct", "taken", "En tastefejl")
    say(bench, meeting_id, "jonas", "remark", "stands", "Jeg var ked af det")
    remarks = second(bench, first).record.remarks
    assert [(each.name, each.words, each.answer) for each in remarks] == [
        ("Sofie Eksempel (mor)", "Vi sagde 14 dage", "Vi hørte det anderledes"),
        ("Jonas Eksempel (far)", "Jeg var ked af det", ""),
    ]


def test_silence_is_told_as_silence(bench: Bench) -> None:
    first = finished(bench)
    meeting_id = first.record.meeting_id
    with bench.store.transaction() as session:
        for letter in session.get_one(MeetingRow, meeting_id).deliveries:
            letter.state = DeliveryState.SENT.value
    say(bench, meeting_id, "sofie", "correct", "refused", "Vi sagde 14 dage")
    say(bench, meeting_id, "karin", "agree", "open", "")
    told = {each.name.split()[0]: each.answer for each in second(bench, first).record.responses}
    assert told == {
        "Mette": "Har ikke svaret",
        "Sofie": "Har bedt om en rettelse",
        "Jonas": "Har ikke svaret",
        "Karin": "Enig",
    }


def test_whoever_was_never_sent_it_is_not_said_to_be_silent(bench: Bench) -> None:
    told = {each.answer for each in second(bench, finished(bench)).record.responses}
    assert told == {"Har ikke fået det endnu"}


def test_giving_up_a_version_brings_everything_back(bench: Bench) -> None:
    first = finished(bench)
    office, meeting_id = bench.office, first.record.meeting_id
    view = office.minutes.begin_version(meeting_id)
    before = office.minutes.draft_of(view)
    facts = view.parts[PartKey.FACTS]
    office.minutes.write(meeting_id, PartKey.FACTS, facts.version, from_plain("Andet"))
    office.minutes.typed(meeting_id, PartKey.CONCLUSION, from_plain("Halvt skrevet"))
    promise = view.meeting.promises[0]
    office.promises.remove(promise.id, promise.version)
    office.promises.add(meeting_id, PromiseDraft("Ny aftale", due=date(2027, 1, 1)))
    meeting = office.meetings.get(meeting_id)
    follow_up = FollowUp(datetime(2027, 2, 1, 10, 0))
    office.minutes.set_follow_up(meeting_id, meeting.version, follow_up)
    after = office.minutes.drop_version(meeting_id)
    assert after.is_finished
    assert after.meeting.promises[0].draft == promise.draft
    assert office.minutes.draft_of(after) == before
    assert office.minutes.draft_of(office.minutes.begin_version(meeting_id)) == before


def test_a_promise_kept_meanwhile_stays_kept(bench: Bench) -> None:
    first = finished(bench)
    meeting_id = first.record.meeting_id
    view = bench.office.minutes.begin_version(meeting_id)
    bench.office.promises.mark_kept(view.meeting.promises[0].id)
    after = bench.office.minutes.drop_version(meeting_id)
    assert after.meeting.promises[0].kept_at is not None


def test_the_round_before_is_closed_and_a_new_one_opened(bench: Bench) -> None:
    first = finished(bench)
    meeting_id = first.record.meeting_id
    opened = bench.office.minutes.open(meeting_id).round
    assert opened is not None
    assert opened.number == 1
    assert opened.until == first.record.corrections_until
    later = second(bench, first)
    with bench.store.reading() as session:
        rounds = session.get_one(MeetingRow, meeting_id).rounds
        assert [(each.number, each.closed_at is None) for each in rounds] == [(1, False), (2, True)]
        assert [each.before for each in rounds] == [None, None]
    assert later.record.corrections_until is not None


def test_the_papers_are_those_of_the_text_that_is_locked(bench: Bench) -> None:
    view = bench.complete()
    minutes, meeting = bench.office.minutes, view.meeting
    record = minutes.as_finished(meeting.id, meeting.version)
    part = view.parts[PartKey.CONCLUSION]
    minutes.write(meeting.id, PartKey.CONCLUSION, part.version, from_plain("Skrevet imens"))
    with pytest.raises(ChangedElsewhere):
        minutes.finalise(meeting.id, meeting.version, record)
    record = minutes.as_finished(meeting.id, meeting.version)
    assert minutes.finalise(meeting.id, meeting.version, record).record == record


def test_a_paper_that_several_receive_is_kept_once(bench: Bench) -> None:
    view = bench.complete()
    minutes, meeting = bench.office.minutes, view.meeting
    record = minutes.as_finished(meeting.id, meeting.version)
    papers = (("referat.pdf", b"ens for alle"),)
    copies = [
        PreparedCopy(each.id, each.person.id, each.person.name, record, papers)
        for each in meeting.attendees
    ]
    version = minutes.finalise(meeting.id, meeting.version, record, copies)
    with bench.store.reading() as session:
        kept = session.query(MinutesCopyRow).all()
        assert {each.version_id for each in kept} == {version.id}
        assert len(kept) == len(meeting.attendees)
        assert [each.data for each in session.query(PaperRow)] == [b"ens for alle"]


def test_a_draft_that_is_thrown_away_can_come_back(bench: Bench) -> None:
    view = bench.complete()
    minutes, meeting_id = bench.office.minutes, view.meeting.id
    minutes.typed(meeting_id, PartKey.GUIDANCE, from_plain("Kun skrevet"))
    thrown = minutes.discard_draft(meeting_id)
    empty = minutes.open(meeting_id)
    assert empty.parts[PartKey.CONCLUSION].text.is_empty
    assert empty.parts[PartKey.GUIDANCE].text.is_empty
    assert empty.parts[PartKey.FACTS].text.plain == "11 af 20 dage i skole"
    back = minutes.restore_draft(thrown)
    assert back.parts[PartKey.GUIDANCE].text.plain == "Kun skrevet"
    texts = {key: replace(part, version=0) for key, part in view.parts.items()}
    for key in (PartKey.CONCLUSION, PartKey.PROBLEM, PartKey.FACTS):
        assert replace(back.parts[key], version=0) == texts[key]


def test_what_was_written_since_stays_when_a_draft_comes_back(bench: Bench) -> None:
    meeting_id = bench.complete().meeting.id
    minutes = bench.office.minutes
    old = minutes.open(meeting_id).parts[PartKey.CONCLUSION].text.plain
    facts = minutes.open(meeting_id).parts[PartKey.FACTS].text
    thrown = minutes.discard_draft(meeting_id)
    version = minutes.open(meeting_id).parts[PartKey.CONCLUSION].version
    minutes.write(meeting_id, PartKey.CONCLUSION, version, from_plain("Skrevet siden"))
    minutes.typed(meeting_id, PartKey.PROBLEM, from_plain("Lige tastet"))
    back = minutes.restore_draft(thrown).parts
    assert back[PartKey.CONCLUSION].text.plain == f"{old}\nSkrevet siden"
    assert back[PartKey.PROBLEM].text.plain.endswith("Lige tastet")
    assert back[PartKey.FACTS].text == facts


def test_finished_text_cannot_be_thrown_away(bench: Bench) -> None:
    meeting_id = finished(bench).record.meeting_id
    with pytest.raises(MeetingFinished):
        bench.office.minutes.discard_draft(meeting_id)
    bench.office.minutes.begin_version(meeting_id)
    with pytest.raises(MeetingFinished):
        bench.office.minutes.discard_draft(meeting_id)


def test_a_version_given_up_goes_back_to_the_finished_text_whatever_was_typed(
    bench: Bench,
) -> None:
    view = bench.complete()
    minutes, meeting_id = bench.office.minutes, view.meeting.id
    typed = from_plain("Skrevet lige før, det blev færdigt")
    minutes.typed(meeting_id, PartKey.CONCLUSION, typed)
    first = minutes.finalise(meeting_id, view.meeting.version)
    later = from_plain("Tastet i et andet vindue bagefter")
    minutes.typed(meeting_id, PartKey.PROBLEM, later)
    draft = minutes.begin_version(meeting_id)
    # Nothing anybody typed is lost, and the next version tells what is another.
    assert draft.parts[PartKey.PROBLEM].text == later
    assert {each.part for each in minutes.draft_of(draft).changes} == {"problem"}
    back = minutes.drop_version(meeting_id)
    for part in first.record.parts:
        assert without_sources(back.parts[part.key].text) == part.text
    again = minutes.begin_version(meeting_id)
    assert minutes.draft_of(again).changes == ()


def test_a_part_that_was_finished_empty_is_empty_again(bench: Bench) -> None:
    view = bench.complete()
    minutes, meeting_id = bench.office.minutes, view.meeting.id
    first = minutes.finalise(meeting_id, view.meeting.version)
    minutes.typed(meeting_id, PartKey.CHILD_PAGE, from_plain("Kære Alma"))
    assert not minutes.begin_version(meeting_id).parts[PartKey.CHILD_PAGE].text.is_empty
    assert first.record.child_page.is_empty
    assert minutes.drop_version(meeting_id).parts[PartKey.CHILD_PAGE].text.is_empty


def test_the_reason_for_a_promise_only_some_heard_of_is_told_to_those_alone(bench: Bench) -> None:
    view = bench.complete()
    office, meeting_id = bench.office, view.meeting.id
    meeting = view.meeting
    item = meeting.items[1]
    with bench.store.transaction() as session:
        row = session.get(AgendaItemRow, item.id)
        assert row is not None
        row.only_for = [bench.people["sofie"].id]
    some = PromiseDraft("Søge om orlov", bench.people["sofie"].id, item_id=item.id)
    office.promises.add(meeting_id, some, at=0)
    office.promises.add(meeting_id, PromiseDraft("Sende kopi", bench.people["karin"].id))
    for gap in office.minutes.open(meeting_id).open_gaps:
        why = "Sofie er sygemeldt" if gap.number == 1 else "Det haster ikke"
        office.gap_reasons.give(meeting_id, gap.key, why)
    meeting = office.meetings.get(meeting_id)
    record = office.minutes.finalise(meeting_id, meeting.version).record
    (told,) = record.overruled
    # As everybody can count them: what is for some is not in their plan.
    assert (told.lacking, told.reason) == ("Aftale 2 har ingen frist", "Det haster ikke")
    assert record.plan[1].action == "Sende kopi"
    assert "sygemeldt" in " ".join(record.limited[0].lines)
    for_karin = canonical(cut(record, bench.people["karin"].id, ()))
    assert "sygemeldt" not in for_karin
    assert "orlov" not in for_karin


def test_contact_details_that_are_no_longer_shared_are_in_no_list_of_changes(
    bench: Bench,
) -> None:
    view = bench.complete()
    office, meeting_id = bench.office, view.meeting.id
    readers = office.readers.view(meeting_id)
    sofie = next(e for e in readers.readers if e.attendee.person.name.startswith("Sofie"))

    def share(shares: bool) -> None:
        choice = office.readers.view(meeting_id).of(sofie.attendee.id).choice
        office.readers.set(
            meeting_id,
            sofie.attendee.id,
            choice.version,
            hidden=(),
            papers=choice.papers,
            shares_contact=shares,
        )

    share(True)
    meeting = office.meetings.get(meeting_id)
    first = office.minutes.finalise(meeting_id, meeting.version)
    assert "sofie@mail.example" in canonical(first.record)
    draft = office.minutes.begin_version(meeting_id)
    share(False)
    later = office.minutes.finalise(meeting_id, draft.meeting.version, reason="Sofie bad om det")
    assert "sofie@mail.example" not in canonical(later.record)


def test_the_next_version_begins_with_the_finished_text_not_with_the_notes(bench: Bench) -> None:
    view = bench.complete()
    minutes, meeting_id = bench.office.minutes, view.meeting.id
    first = minutes.finalise(meeting_id, view.meeting.version)
    # Nobody wrote in these parts; a later program may tell notes in other words than it was then.
    words = next(e for e in view.meeting.statements if e.kind is StatementKind.PARENT_WORDS)
    with bench.store.transaction() as session:
        row = session.get(StatementRow, words.id)
        assert row is not None
        row.source, row.person_id = "en ny kilde", bench.people["jonas"].id
    draft = minutes.begin_version(meeting_id)
    assert minutes.draft_of(draft).parts == first.record.parts
    assert minutes.draft_of(draft).changes == ()
