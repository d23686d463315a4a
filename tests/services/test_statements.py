"""What is said: own words keep their history, and formal matters are tasks of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from moedeleder.domain.errors import (
    ChangedElsewhere,
    FieldMissing,
    InvalidDate,
    MeetingFinished,
    PrivateStays,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.statements import KEPT_WORDS, Formal, Statement, StatementKind
from tests.offices import Bench

DUE = date(2026, 12, 10)


def said(bench: Bench, kind: StatementKind, text: str, **more: object) -> tuple[Meeting, Statement]:
    meeting = bench.office.conduct.start(bench.meeting().id)
    meeting = bench.office.statements.say(meeting.id, kind, text, **more)  # type: ignore[arg-type]
    return meeting, meeting.statements[0]


def rewritten(bench: Bench, old: Statement, kind: StatementKind, text: str) -> Statement:
    person_id = old.person.id if old.person else None
    meeting = bench.office.statements.rewrite(old.id, old.version, kind, text, person_id)
    return next(each for each in meeting.statements if each.id == old.id)


@pytest.mark.parametrize("kind", sorted(KEPT_WORDS))
def test_own_words_leave_each_version_behind(bench: Bench, kind: StatementKind) -> None:
    _meeting, first = said(bench, kind, "Vi er alene")
    second = rewritten(bench, first, kind, "Vi føler os alene")
    third = rewritten(bench, second, kind, "Vi står alene")
    assert [each.text for each in third.earlier] == ["Vi er alene", "Vi føler os alene"]
    assert third.first_words == "Vi er alene"
    assert third.earlier[0].replaced_by == bench.store.actor
    assert third.earlier[0].kind is kind
    assert rewritten(bench, third, kind, "Vi er alene").first_words == ""


@pytest.mark.parametrize("kind", sorted(set(StatementKind) - KEPT_WORDS))
def test_other_kinds_are_simply_written_over(bench: Bench, kind: StatementKind) -> None:
    _meeting, first = said(bench, kind, "11 af 20 dage")
    assert rewritten(bench, first, kind, "12 af 20 dage").earlier == ()


def test_words_that_stay_the_same_leave_nothing_behind(bench: Bench) -> None:
    _meeting, first = said(bench, StatementKind.PARENT_WORDS, "Vi er alene")
    again = rewritten(bench, first, StatementKind.FACT, " Vi er alene ")
    assert (again.kind, again.earlier) == (StatementKind.FACT, ())


def test_a_removed_statement_comes_back_whole_with_its_history(bench: Bench) -> None:
    meeting, first = said(
        bench,
        StatementKind.PARENT_WORDS,
        "Vi søger aflastning",
        person_id=bench.people["sofie"].id,
        formal=Formal.APPLICATION,
        formal_due=DUE,
    )
    meeting = bench.office.statements.settle_formal(first.id)
    second = rewritten(
        bench, meeting.statements[0], StatementKind.PARENT_WORDS, "Vi beder om hjælp"
    )
    gone = bench.office.statements.take_back(second.id, second.version)
    assert gone.statements == ()
    (again,) = bench.office.statements.put_back(meeting.id, second).statements
    assert replace(again, version=second.version) == second


def test_an_assessment_says_what_it_rests_on(bench: Bench) -> None:
    _meeting, first = said(bench, StatementKind.ASSESSMENT, "Skift er svære", source=" PPV  2026 ")
    assert first.source == "PPV 2026"
    kept = rewritten(bench, first, StatementKind.ASSESSMENT, "Skift er meget svære")
    assert kept.source == "PPV 2026"
    meeting = bench.office.statements.rewrite(
        kept.id, kept.version, kept.kind, kept.text, None, source=""
    )
    assert meeting.statements[0].source == ""


def test_a_formal_matter_is_found_across_meetings_until_it_is_settled(bench: Bench) -> None:
    meeting, late = said(bench, StatementKind.FACT, "Vi søger en ny skole")
    say, mark = bench.office.statements.say, bench.office.statements.set_formal
    mark(late.id, late.version, Formal.DECISION, DUE + timedelta(days=4))
    other = bench.meeting()
    say(other.id, StatementKind.FACT, "Uden dag", formal=Formal.APPLICATION)
    say(other.id, StatementKind.FACT, "Snart", formal=Formal.APPLICATION, formal_due=DUE)
    say(other.id, StatementKind.FACT, "Kun oplyst")
    open_now = bench.office.statements.open_formal()
    assert [line.statement.text for line in open_now] == [
        "Snart",
        "Vi søger en ny skole",
        "Uden dag",
    ]
    assert (open_now[1].meeting_id, open_now[1].child_name) == (meeting.id, "Alma Eksempel")
    assert open_now[1].meeting_title == meeting.title
    bench.office.statements.settle_formal(late.id)
    assert late.id not in {line.statement.id for line in bench.office.statements.open_formal()}
    (settled,) = bench.office.statements.settled_formal()
    assert settled.statement.id == late.id
    assert settled.statement.formal_done_at is not None
    bench.office.statements.settle_formal(late.id, done=False)
    assert bench.office.statements.settled_formal() == []


@pytest.mark.parametrize(("day", "late"), [(DUE, False), (DUE + timedelta(days=1), True)])
def test_a_matter_is_late_from_the_day_after(bench: Bench, day: date, late: bool) -> None:
    said(bench, StatementKind.FACT, "Vi søger", formal=Formal.APPLICATION, formal_due=DUE)
    (line,) = bench.office.statements.open_formal()
    assert line.is_late(day) is late
    bench.office.statements.settle_formal(line.statement.id)
    assert not bench.office.statements.settled_formal()[0].is_late(day)


def test_a_matter_that_is_none_after_all_loses_its_day(bench: Bench) -> None:
    _meeting, first = said(bench, StatementKind.FACT, "x", formal=Formal.DECISION, formal_due=DUE)
    bench.office.statements.settle_formal(first.id)
    now = bench.office.meetings.get(_meeting.id).statements[0]
    meeting = bench.office.statements.set_formal(now.id, now.version, Formal.NONE, DUE)
    after = meeting.statements[0]
    assert (after.formal, after.formal_due, after.formal_done_at) == (Formal.NONE, None, None)


def test_private_notes_never_become_formal(bench: Bench) -> None:
    meeting, note = said(bench, StatementKind.PRIVATE, "husk")
    with pytest.raises(PrivateStays):
        bench.office.statements.set_formal(note.id, note.version, Formal.APPLICATION, DUE)
    with pytest.raises(PrivateStays):
        bench.office.statements.say(meeting.id, StatementKind.PRIVATE, "to", formal=Formal.DECISION)
    assert bench.office.statements.open_formal() == []


def test_what_becomes_private_is_no_formal_matter_any_more(bench: Bench) -> None:
    _meeting, first = said(bench, StatementKind.FACT, "x", formal=Formal.DECISION, formal_due=DUE)
    now = rewritten(bench, first, StatementKind.PRIVATE, "x")
    assert (now.formal, now.formal_due) == (Formal.NONE, None)
    assert bench.office.statements.open_formal() == []


def test_a_matter_can_be_settled_after_the_minutes_are_final(bench: Bench) -> None:
    view = bench.complete()
    fact = next(s for s in view.meeting.statements if s.kind is StatementKind.FACT)
    meeting = bench.office.statements.set_formal(fact.id, fact.version, Formal.DECISION, DUE)
    bench.office.minutes.finalise(meeting.id, meeting.version)
    now = next(
        s for s in bench.office.statements.settle_formal(fact.id).statements if s.id == fact.id
    )
    assert now.formal_done_at is not None
    with pytest.raises(MeetingFinished):
        bench.office.statements.set_formal(now.id, now.version, Formal.NONE, None)


def test_wrong_marks_are_refused(bench: Bench) -> None:
    _meeting, first = said(bench, StatementKind.FACT, "x")
    mark = bench.office.statements.set_formal
    with pytest.raises(ChangedElsewhere):
        mark(first.id, first.version + 1, Formal.DECISION, DUE)
    with pytest.raises(InvalidDate):
        mark(first.id, first.version, Formal.DECISION, date(3026, 1, 1))
    with pytest.raises(FieldMissing):
        bench.office.statements.say(_meeting.id, StatementKind.WORRY, "   ")


def test_the_proposed_day_follows_the_offices_own_limit(bench: Bench) -> None:
    # Eight working days from Tuesday 24 November 2026.
    assert bench.office.statements.formal_due_proposed() == date(2026, 12, 4)


def test_a_statement_put_back_twice_stands_there_once(bench: Bench) -> None:
    meeting, words = said(bench, StatementKind.FACT, "En gang")
    bench.office.statements.take_back(words.id, words.version)
    bench.office.statements.put_back(meeting.id, words)
    again = bench.office.statements.put_back(meeting.id, words)
    assert [each.text for each in again.statements] == ["En gang"]
