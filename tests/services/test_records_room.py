"""What happened in the room reaches the record, and nothing that should stay behind does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from moedeleder.documents.view import minutes_view
from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.danish import clock
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.people import PersonRole
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.readers import cut
from moedeleder.domain.record import (
    MinutesRecord,
    PartKey,
    canonical,
    checksum,
    record_from_data,
    record_to_data,
)
from moedeleder.domain.record_room import (
    NOT_ANSWERED,
    ROOM_FIELDS,
    RecordFormal,
    RecordParked,
    RecordVerdict,
)
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.statements import BOARD, Formal, StatementKind
from moedeleder.services.context import wall_time
from moedeleder.services.records_room import room_values
from tests.offices import Bench

SECRET = "hemmeligt"


@pytest.fixture
def meeting(bench: Bench) -> Meeting:
    """A meeting that runs, with everybody there."""
    meeting = bench.office.conduct.start(bench.meeting().id)
    return bench.office.presence.everybody_is_here(meeting.id)


def record(bench: Bench, meeting: Meeting) -> MinutesRecord:
    return bench.office.minutes.preview(meeting.id)


def test_a_meeting_that_used_none_of_it_prints_none_of_it(bench: Bench) -> None:
    found = record(bench, bench.meeting())
    assert [getattr(found, name) for name in ROOM_FIELDS] == [()] * len(ROOM_FIELDS)


def test_the_board_is_kept_in_columns_with_who_said_it(bench: Bench, meeting: Meeting) -> None:
    say, sofie = bench.office.statements.say, bench.people["sofie"].id
    say(meeting.id, StatementKind.TO_HAPPEN, "Et roligt rum")
    say(meeting.id, StatementKind.WORRY, "Morgenerne", person_id=sofie)
    found = record(bench, meeting)
    assert [(each.kind, each.heading, each.lines) for each in found.board] == [
        ("worry", "Hvad bekymrer", ("Sofie Eksempel (mor): Morgenerne",)),
        ("to_happen", "Hvad skal ske", ("Et roligt rum",)),
    ]


def test_numbers_stand_in_the_order_of_the_attendees(bench: Bench, meeting: Meeting) -> None:
    empty = bench.office.scales.add(meeting.id, "Ingen svarede?").scales[0]
    scale = bench.office.scales.add(meeting.id, "Hvor tryg?").scales[1]
    bench.office.scales.mark(scale.id, bench.people["karin"].id, 6)
    bench.office.scales.mark(scale.id, bench.people["sofie"].id, 3, "søndage")
    (kept,) = record(bench, meeting).scales
    assert kept.question != empty.question
    assert [(mark.name, mark.value, mark.reason) for mark in kept.marks] == [
        ("Sofie Eksempel (mor)", 3, "søndage"),
        ("Karin Dam (lærer)", 6, ""),
    ]


def test_those_who_agree_share_a_line_and_others_keep_their_words(
    bench: Bench, meeting: Meeting
) -> None:
    bench.office.minutes.write(meeting.id, PartKey.CONCLUSION, 0, from_plain("Vi er enige"))
    answer, sofie = bench.office.read_back.answer, bench.people["sofie"].id
    answer(meeting.id, PartKey.CONCLUSION, sofie, Verdict.NOT_QUITE, "Weekenden mangler")
    bench.office.read_back.all_agree(meeting.id, PartKey.CONCLUSION)
    kept = record(bench, meeting).read_back
    together = kept[0].name
    assert {"Mette", "Jonas", "Karin"} <= set(together.replace(",", "").split())
    assert "Sofie" not in together
    assert kept == (
        RecordVerdict("Konklusion", together, "Enige", "", False, PartKey.CONCLUSION),
        RecordVerdict(
            "Konklusion",
            "Sofie Eksempel (mor)",
            "Ikke helt enig",
            "”Weekenden mangler”",
            False,
            PartKey.CONCLUSION,
        ),
    )
    bench.office.minutes.write(meeting.id, PartKey.CONCLUSION, 1, from_plain("Også weekenden"))
    answer(meeting.id, PartKey.CONCLUSION, sofie, Verdict.AGREE)
    again = record(bench, meeting).read_back
    assert [(each.name, each.verdict, each.changed) for each in again] == [
        ("Sofie Eksempel (mor)", "Enig", False),
        (together, "Enige", True),
    ]


def test_formal_matters_are_named_with_their_day(bench: Bench, meeting: Meeting) -> None:
    bench.office.statements.say(
        meeting.id,
        StatementKind.PARENT_WORDS,
        "Vi søger aflastning",
        person_id=bench.people["sofie"].id,
        formal=Formal.APPLICATION,
        formal_due=date(2026, 12, 10),
    )
    assert record(bench, meeting).formal == (
        RecordFormal(
            "Ansøgning", "”Vi søger aflastning”", "Sofie Eksempel (mor)", date(2026, 12, 10)
        ),
    )


def test_parked_points_say_where_they_go(bench: Bench, meeting: Meeting) -> None:
    point = meeting.items[3]
    bench.office.points.park(point.id, point.version, Parked.NEXT_AGENDA)
    assert record(bench, meeting).parked == (RecordParked(point.title, "", "Næste møde"),)


def test_the_checklist_counts_what_ticked_itself(bench: Bench, meeting: Meeting) -> None:
    keys = [check.key for check in meeting.checks_of(Phase.DURING)]
    bench.office.statements.say(meeting.id, StatementKind.GUIDANCE, "Om aktindsigt")
    found = {check.text: check for check in record(bench, meeting).checks}
    assert len(found) == len(keys)
    texts = {check.key: check.text for check in meeting.checks_of(Phase.DURING)}
    assert found[texts["guidance"]].done
    assert not found[texts["read_aloud"]].done
    assert {check.stretch for check in found.values()} == {
        "Begyndelsen",
        "Undervejs",
        "Afslutningen",
    }


def test_a_line_that_the_minutes_deny_is_not_printed(bench: Bench, meeting: Meeting) -> None:
    checks = {check.key: check for check in meeting.checks_of(Phase.DURING)}
    for key in ("guidance", "read_aloud", "introductions"):
        bench.office.meetings.tick(meeting.id, Phase.DURING, key, True)
    found = {check.text for check in record(bench, meeting).checks if check.done}
    assert checks["introductions"].text in found
    assert found.isdisjoint({checks["guidance"].text, checks["read_aloud"].text})


def test_guidance_that_is_missing_is_not_claimed(bench: Bench, meeting: Meeting) -> None:
    bench.office.statements.say(meeting.id, StatementKind.GUIDANCE, "Om aktindsigt")
    meeting = bench.office.meetings.get(meeting.id)
    said = {check.text for check in room_values(meeting, {})["checks"] if check.done}
    text = next(c.text for c in meeting.checks_of(Phase.DURING) if c.key == "guidance")
    assert text in said
    assert not room_values(meeting, {}, {PartKey.GUIDANCE})["checks"]


def test_speaking_time_is_printed_only_where_it_was_chosen(bench: Bench, meeting: Meeting) -> None:
    for name, minutes in (("sofie", 3), ("karin", 1)):
        bench.office.speaking.speaks(meeting.id, bench.people[name].id)
        bench.clock.now += timedelta(minutes=minutes)
    meeting = bench.office.speaking.speaks(meeting.id, None)
    assert record(bench, meeting).speaking == ()
    meeting = bench.office.speaking.show_in_minutes(meeting.id, meeting.version, show=True)
    shares = record(bench, meeting).speaking
    assert [each.name for each in shares] == ["Sofie Eksempel (mor)", "Karin Dam (lærer)"]
    assert 70 <= shares[0].percent <= 80


def test_whoever_left_and_came_back_is_told_so(bench: Bench, meeting: Meeting) -> None:
    def of(name: str) -> tuple[str, int]:
        now = bench.office.meetings.get(meeting.id)
        found = next(each for each in now.attendees if each.person.name.startswith(name))
        return found.id, found.version

    left = bench.clock.now
    bench.office.presence.left(*of("Jonas"), at=left)
    bench.office.presence.came(*of("Jonas"), at=left + timedelta(minutes=20))
    bench.office.presence.left(*of("Jonas"), at=left + timedelta(minutes=40))
    times = {each.name: each.times for each in record(bench, meeting).attendees}
    said = [clock(wall_time(left + timedelta(minutes=passed))) for passed in (0, 20, 40)]
    assert times["Jonas Eksempel"] == "gik kl. {}, kom igen kl. {}, gik kl. {}".format(*said)
    assert times["Sofie Eksempel"] == ""


def test_the_clock_says_alone_when_somebody_came_or_went(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    began = bench.clock.now
    came, left = (began + timedelta(minutes=passed) for passed in (12, 40))
    found = {each.person.name.split()[0]: each for each in meeting.attendees}
    bench.office.presence.came(found["Karin"].id, found["Karin"].version, at=came)
    bench.office.presence.came(found["Jonas"].id, found["Jonas"].version)
    jonas = bench.office.meetings.get(meeting.id).attendee(found["Jonas"].id)
    assert jonas is not None
    bench.office.presence.left(jonas.id, jonas.version, at=left)
    rows = {row[0]: row[-1] for row in minutes_view(record(bench, meeting)).attendees.rows}
    assert rows["Karin Dam"] == f"Kom kl. {clock(wall_time(came))}"
    assert rows["Jonas Eksempel"].endswith(f"ik kl. {clock(wall_time(left))}")
    assert "Gik før" not in rows["Jonas Eksempel"]


@pytest.mark.parametrize("kind", [*BOARD, StatementKind.FACT, StatementKind.PARENT_WORDS])
def test_what_only_some_may_hear_stays_out(
    bench: Bench, meeting: Meeting, kind: StatementKind
) -> None:
    point = meeting.items[2]
    bench.office.points.limit(point.id, point.version, [bench.people["sofie"].id])
    bench.office.statements.say(
        meeting.id, kind, SECRET, item_id=point.id, formal=Formal.APPLICATION
    )
    whole = record(bench, meeting)
    karin = bench.people["karin"].id
    assert SECRET not in canonical(cut(whole, karin, ()))
    assert SECRET in canonical(cut(whole, bench.people["sofie"].id, ()))
    assert SECRET not in canonical(replace(whole, limited=()))


def test_what_is_promised_where_only_some_hear_stays_out(bench: Bench, meeting: Meeting) -> None:
    point = meeting.items[2]
    bench.office.points.limit(point.id, point.version, [bench.people["sofie"].id])
    draft = PromiseDraft(SECRET, bench.people["sofie"].id, item_id=point.id)
    bench.office.promises.add(meeting.id, draft)
    bench.office.promises.add(meeting.id, PromiseDraft("Ringe hjem"))
    assert [line.action for line in record(bench, meeting).plan] == ["Ringe hjem"]
    assert bench.office.read_back.open(meeting.id).texts[PartKey.ACTION_PLAN] == "1. Ringe hjem"


def test_a_point_for_some_that_was_put_off_is_not_named(bench: Bench, meeting: Meeting) -> None:
    draft = ItemDraft(SECRET, raised_by_id=bench.people["sofie"].id)
    bench.office.points.add_now(meeting.id, draft)
    point = next(item for item in bench.office.meetings.get(meeting.id).items if item.added_at)
    bench.office.points.limit(point.id, point.version, [bench.people["sofie"].id])
    bench.office.points.park(point.id, point.version + 1, Parked.NEXT_AGENDA)
    assert record(bench, meeting).parked == ()


def test_private_notes_and_first_words_stay_out(bench: Bench, meeting: Meeting) -> None:
    say, sofie = bench.office.statements.say, bench.people["sofie"].id
    say(meeting.id, StatementKind.PRIVATE, SECRET, person_id=sofie)
    words = say(meeting.id, StatementKind.PARENT_WORDS, f"{SECRET} først").statements[-1]
    bench.office.statements.rewrite(words.id, words.version, words.kind, "rettet", sofie)
    text = canonical(record(bench, meeting))
    assert SECRET not in text
    assert "rettet" in text


def test_finished_minutes_hold_the_room_and_keep_their_checksum(bench: Bench) -> None:
    view = bench.complete()
    bench.office.statements.say(view.meeting.id, StatementKind.WORRY, "Morgenerne")
    bench.office.read_back.all_agree(view.meeting.id, PartKey.CONCLUSION)
    now = bench.office.meetings.get(view.meeting.id)
    frozen = bench.office.minutes.finalise(now.id, now.version)
    again = bench.office.minutes.open(now.id).version
    assert again == frozen
    assert (len(frozen.record.board), len(frozen.record.read_back)) == (1, 1)
    assert checksum(canonical(frozen.record)) == frozen.checksum


def test_those_who_were_there_and_said_nothing_are_named(bench: Bench, meeting: Meeting) -> None:
    answer, sofie = bench.office.read_back.answer, bench.people["sofie"].id
    bench.office.presence.everybody_is_here(meeting.id)
    there = [each.person for each in bench.office.meetings.get(meeting.id).attendees]
    answer(meeting.id, PartKey.CONCLUSION, sofie, Verdict.AGREE)
    rows = [each for each in record(bench, meeting).read_back if each.verdict == NOT_ANSWERED]
    assert [each.part for each in rows] == ["Konklusion"]
    asked = [each for each in there if each.role is not PersonRole.INTERPRETER]
    assert all((each.name in rows[0].name) is (each.id != sofie) for each in asked)
    assert not any(each.name in rows[0].name for each in there if each not in asked)
    for each in asked:
        answer(meeting.id, PartKey.CONCLUSION, each.id, Verdict.AGREE)
    assert NOT_ANSWERED not in {each.verdict for each in record(bench, meeting).read_back}


def test_points_that_were_not_reached_are_listed_the_familys_first(
    bench: Bench, meeting: Meeting
) -> None:
    sofie = bench.people["sofie"].id
    bench.office.points.add_now(meeting.id, ItemDraft("Skolevejen", raised_by_id=sofie))
    bench.office.points.add_now(meeting.id, ItemDraft(SECRET, raised_by_id=sofie))
    now = bench.office.meetings.get(meeting.id)
    hidden = next(item for item in now.items if item.title == SECRET)
    bench.office.points.limit(hidden.id, hidden.version, [sofie])
    assert record(bench, meeting).unreached == ()
    bench.office.conduct.end(meeting.id)
    kept = record(bench, meeting)
    assert record_from_data(record_to_data(kept)).unreached == kept.unreached
    missed = kept.unreached
    assert missed[0].title in {item.title for item in now.items if item.is_familys}
    assert ("Skolevejen", "Sofie Eksempel (mor)") in {(p.title, p.raised_by) for p in missed}
    titles = [each.title for each in missed]
    assert SECRET not in titles
    assert now.items[0].title not in titles


def test_the_minute_the_meeting_began_is_not_told(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    karin = next(each for each in meeting.attendees if each.person.name.startswith("Karin"))
    began = meeting.started_at
    assert began is not None
    bench.office.presence.set(karin.id, karin.version, Attendance.LATE, began)
    assert {each.name: each.times for each in record(bench, meeting).attendees}["Karin Dam"] == ""
