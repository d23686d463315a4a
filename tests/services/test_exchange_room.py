"""What happened while a meeting was held goes along in the meeting's file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.errors import MeetingFileRefused
from moedeleder.domain.meeting_types import Stretch
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.statements import Formal, Statement, StatementKind
from moedeleder.models.store import Store
from moedeleder.services.exchange import Outcome
from moedeleder.services.meeting_file import as_planned, on_day, without_minutes
from moedeleder.services.office import Office
from tests.services.exchange_desk import (
    EXAMPLES,
    Data,
    content,
    exported,
    id_of,
    opened_office,
    put,
    without,
    written,
)

SECRET = "Kun til mig selv"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Office, Store]]:
    with opened_office(tmp_path / "here") as opened:
        yield opened


@pytest.fixture
def office(desk: tuple[Office, Store]) -> Office:
    return desk[0]


def held(office: Office) -> Meeting:
    """Hold the example with everything a room can hold."""
    meeting = office.meetings.get(office.exchange.add_example(date(2026, 12, 3)).meeting_id)
    office.conduct.start(meeting.id)
    office.presence.everybody_is_here(meeting.id)
    meeting = office.meetings.get(meeting.id)
    _points(office, meeting)
    _people(office, meeting)
    _words(office, meeting)
    _agreement(office, meeting)
    return office.conduct.end(meeting.id)


def _points(office: Office, meeting: Meeting) -> None:
    first = meeting.attendees[0].person
    office.points.add_now(meeting.id, ItemDraft("Skolebus", minutes=5))
    office.conduct.extend(meeting.id, 15)
    office.conduct.ask_about_time(meeting.id)
    last = office.meetings.get(meeting.id).items[-1]
    office.points.limit(last.id, last.version, [first.id])
    last = office.meetings.get(meeting.id).items[-1]
    office.points.park(last.id, last.version, Parked.NEXT_AGENDA)
    office.conduct.pause(meeting.id)
    office.conduct.resume(meeting.id)


def _people(office: Office, meeting: Meeting) -> None:
    somebody = meeting.attendees[1]
    office.speaking.speaks(meeting.id, somebody.person.id)
    gone = office.presence.left(somebody.id, somebody.version).attendee(somebody.id)
    assert gone is not None
    office.presence.came(gone.id, gone.version)


def _words(office: Office, meeting: Meeting) -> None:
    say, person = office.statements.say, meeting.attendees[1].person.id
    said = say(meeting.id, StatementKind.PARENT_WORDS, "Vi er trætte", person_id=person)
    own = _saying(said, "Vi er trætte")
    office.statements.rewrite(own.id, own.version, own.kind, "Vi er meget trætte", person)
    say(meeting.id, StatementKind.WORRY, "Morgenerne")
    say(meeting.id, StatementKind.ASSESSMENT, "Brug for ro", source="PPR, 12. maj")
    asked = say(
        meeting.id,
        StatementKind.FACT,
        "Familien søger aflastning",
        formal=Formal.APPLICATION,
        formal_due=date(2026, 12, 15),
    )
    office.statements.settle_formal(_saying(asked, "Familien søger aflastning").id)
    private = say(meeting.id, StatementKind.PARENT_WORDS, SECRET + " først", person_id=person)
    note = _saying(private, SECRET + " først")
    office.statements.rewrite(note.id, note.version, StatementKind.PRIVATE, SECRET, None)


def _saying(meeting: Meeting, text: str) -> Statement:
    return next(each for each in meeting.statements if each.text == text)


def _agreement(office: Office, meeting: Meeting) -> None:
    people = [each.person.id for each in meeting.attendees]
    scale = office.scales.add(meeting.id, "Hvor trygt er det?").scales[0]
    office.scales.mark(scale.id, people[0], 7, "Bedre nu")
    office.scales.mark(scale.id, people[1], 0)
    office.read_back.answer(
        meeting.id, PartKey.CONCLUSION, people[1], Verdict.DISAGREE, "Det var ikke sådan"
    )


def test_a_held_meeting_reaches_a_colleague_whole(office: Office, tmp_path: Path) -> None:
    meeting = held(office)
    there = exported(office, meeting.id, tmp_path / "ud.json")
    with opened_office(tmp_path / "there") as (other, _):
        assert other.exchange.bring_in(tmp_path / "ud.json").outcome is Outcome.ADDED
        again = exported(other, meeting.id, tmp_path / "igen.json")
        found = other.meetings.get(meeting.id)
    assert content(again) == content(there)
    assert (found.extra_minutes, found.time_asked_at) == (15, meeting.time_asked_at)
    assert found.pauses == meeting.pauses
    assert [a.away for a in found.attendees] == [a.away for a in meeting.attendees]
    assert [i.parked for i in found.items] == [i.parked for i in meeting.items]
    assert [i.only_for for i in found.items] == [i.only_for for i in meeting.items]
    assert [i.added_at for i in found.items] == [i.added_at for i in meeting.items]
    assert [c.stretch for c in found.checks] == [c.stretch for c in meeting.checks]
    public = [s for s in meeting.statements if s.is_public]
    for mine, theirs in zip(public, found.statements, strict=True):
        assert (theirs.kind, theirs.text, theirs.source) == (mine.kind, mine.text, mine.source)
        assert (theirs.formal, theirs.formal_due) == (mine.formal, mine.formal_due)
        assert theirs.formal_done_at == mine.formal_done_at
        assert (theirs.first_words, theirs.earlier) == (mine.first_words, mine.earlier)
    assert [(m.value, m.reason) for m in found.scales[0].marks] == [(7, "Bedre nu"), (0, "")]
    answer = found.read_back[0]
    assert (answer.verdict, answer.words) == (Verdict.DISAGREE, "Det var ikke sådan")


def test_finished_minutes_with_all_of_the_room_reach_a_colleague_whole(
    office: Office, tmp_path: Path
) -> None:
    meeting = office.meetings.get(office.exchange.bring_in(EXAMPLES[0]).meeting_id)
    _words(office, meeting)
    _agreement(office, meeting)
    last = office.meetings.get(meeting.id).items[-1]
    office.points.park(last.id, last.version, Parked.FOLLOW_UP)
    meeting = office.meetings.get(meeting.id)
    frozen = office.minutes.finalise(meeting.id, meeting.version)
    assert all((frozen.record.board, frozen.record.scales, frozen.record.read_back))
    assert all((frozen.record.formal, frozen.record.parked, frozen.record.checks))
    there = exported(office, meeting.id, tmp_path / "ud.json")
    assert SECRET not in json.dumps(there, ensure_ascii=False)
    with opened_office(tmp_path / "there") as (other, _):
        assert other.exchange.bring_in(tmp_path / "ud.json").outcome is Outcome.ADDED
        assert content(exported(other, meeting.id, tmp_path / "igen.json")) == content(there)


def test_the_same_held_meeting_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    meeting = held(office)
    exported(office, meeting.id, tmp_path / "ud.json")
    assert office.exchange.bring_in(tmp_path / "ud.json").outcome is Outcome.UNCHANGED


def test_private_notes_and_what_they_were_before_stay_at_home(
    office: Office, tmp_path: Path
) -> None:
    meeting = held(office)
    assert any(s.text == SECRET and s.earlier for s in meeting.statements)
    text = json.dumps(exported(office, meeting.id, tmp_path / "ud.json"), ensure_ascii=False)
    assert SECRET not in text
    assert "Vi er trætte" in text


def test_who_spoke_travels_only_when_it_was_chosen(office: Office, tmp_path: Path) -> None:
    meeting = held(office)
    assert meeting.turns
    assert "turns" not in exported(office, meeting.id, tmp_path / "uden.json")["room"]
    office.speaking.show_in_minutes(meeting.id, meeting.version, True)
    with_turns = exported(office, meeting.id, tmp_path / "med.json")["room"]
    assert [each["person_id"] for each in with_turns["turns"]] == [
        turn.person_id for turn in meeting.turns
    ]


def test_how_many_receipts_were_given_stays_here(office: Office, tmp_path: Path) -> None:
    meeting = held(office)
    assert "feedback" not in json.dumps(exported(office, meeting.id, tmp_path / "ud.json"))


def test_a_meeting_still_to_be_held_says_nothing_of_a_room(office: Office, tmp_path: Path) -> None:
    meeting_id = office.exchange.add_example(date(2026, 12, 3)).meeting_id
    data = exported(office, meeting_id, tmp_path / "ud.json")
    assert "room" not in data
    for name in ("attendees", "agenda", "statements"):
        assert not {"away", "parked", "only_for", "added_at", "source"} & set().union(*data[name])


def test_as_planned_nothing_of_the_room_is_left(office: Office) -> None:
    meeting = held(office)
    planned = as_planned(office.exchange.gather(meeting.id)).meeting
    assert planned.state is MeetingState.PLANNED
    assert "Skolebus" not in [item.title for item in planned.items]
    assert [item.position for item in planned.items] == list(range(len(planned.items)))
    assert not any(item.is_parked or item.added_at for item in planned.items)
    assert {a.attendance for a in planned.attendees} == {Attendance.EXPECTED}
    assert not any(a.away or a.came_at or a.left_at for a in planned.attendees)
    empty = (planned.pauses, planned.turns, planned.scales, planned.read_back)
    assert empty == ((), (), (), ())
    assert (planned.extra_minutes, planned.time_asked_at) == (0, None)
    # Who may hear a point, and which stretch a check belongs to, was settled before.
    assert planned.items[-1].is_limited
    assert {c.stretch for c in planned.checks} >= {Stretch.DURING}


def test_without_minutes_the_room_is_as_it_was_but_for_the_reading_aloud(office: Office) -> None:
    meeting = held(office)
    bare = without_minutes(office.exchange.gather(meeting.id)).meeting
    assert (bare.scales, bare.pauses) == (meeting.scales, meeting.pauses)
    assert bare.read_back == ()


def test_on_another_day_every_moment_moves_along(office: Office) -> None:
    meeting = held(office)
    file = office.exchange.gather(meeting.id)
    moved = on_day(file, meeting.starts_at.date() + timedelta(days=3)).meeting
    apart, before = timedelta(days=3), file.meeting
    assert moved.pauses[0].began == before.pauses[0].began + apart
    assert moved.turns[0].began == before.turns[0].began + apart
    assert moved.scales[0].marks[0].marked_at == before.scales[0].marks[0].marked_at + apart
    assert moved.read_back[0].said_at == before.read_back[0].said_at + apart
    assert moved.attendees[1].away[0].back_at == before.attendees[1].away[0].back_at + apart
    due = next(s.formal_due for s in moved.statements if s.formal_due)
    assert due == date(2026, 12, 18)


def _first_scale(data: Data) -> Data:
    return {**data["room"]["scales"][0]}


REFUSED: list[tuple[Callable[[Data], Data], str, str]] = [
    (lambda d: put(d, "room.pauses[0].ended", None), "room.pauses[0].ended", "state_conflict"),
    (
        lambda d: put(d, "room.pauses[0].ended", "2020-01-01T10:00:00+00:00"),
        "room.pauses[0].ended",
        "ends_before_start",
    ),
    (lambda d: put(d, "room.extra_minutes", -1), "room.extra_minutes", "out_of_range"),
    (lambda d: put(d, "room.nyt", 1), "room.nyt", "unknown_field"),
    (
        lambda d: put(d, "room.scales[0].marks[0].value", 11),
        "room.scales[0].marks[0].value",
        "out_of_range",
    ),
    (
        lambda d: put(d, "room.scales[0].marks[0].person_id", id_of(9)),
        "room.scales[0].marks[0].person_id",
        "unknown_person",
    ),
    (
        lambda d: put(d, "room.scales[0].marks", [_first_scale(d)["marks"][0]] * 2),
        "room.scales[0].marks[1].person_id",
        "duplicate",
    ),
    (lambda d: put(d, "room.scales", [_first_scale(d)] * 2), "room.scales[1].id", "duplicate"),
    (lambda d: put(d, "room.scales[0].question", " "), "room.scales.question", "empty"),
    (
        lambda d: put(d, "room.read_back[0].person_id", id_of(9)),
        "room.read_back[0].person_id",
        "unknown_person",
    ),
    (
        lambda d: put(d, "room.read_back[0].part", "facts"),
        "room.read_back[0].part",
        "unknown_value",
    ),
    (lambda d: put(d, "agenda[0].parked", "follow_up"), "agenda[0].parked_at", "state_conflict"),
    (lambda d: put(d, "agenda[0].only_for", ["x"]), "agenda[0].only_for[0]", "wrong_form"),
    (
        lambda d: put(d, "statements[0].formal_due", "2026-12-01"),
        "statements[0].formal",
        "state_conflict",
    ),
    (lambda d: put(d, "statements[0].kind", "private"), "statements[0].kind", "unknown_value"),
    (
        lambda d: put(d, "attendees[1].away[0].back_at", "2020-01-01T10:00:00+00:00"),
        "attendees[1].at",
        "out_of_order",
    ),
    (
        lambda d: without(d, "room.pauses") | {"room": {"pauses": [{"began": "i går"}]}},
        "room.pauses[0].ended",
        "missing",
    ),
]


@pytest.mark.parametrize(("spoil", "field", "reason"), REFUSED)
def test_what_does_not_hang_together_is_refused(
    office: Office, tmp_path: Path, spoil: Callable[[Data], Data], field: str, reason: str
) -> None:
    data = exported(office, held(office).id, tmp_path / "ud.json")
    with pytest.raises(MeetingFileRefused) as caught:
        office.exchange.read(written(tmp_path, spoil(data)))
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_an_earlier_private_wording_in_a_foreign_file_is_refused(
    office: Office, tmp_path: Path
) -> None:
    data = exported(office, held(office).id, tmp_path / "ud.json")
    own = next(i for i, each in enumerate(data["statements"]) if "earlier" in each)
    put(data, f"statements[{own}].earlier[0].kind", "private")
    with pytest.raises(MeetingFileRefused) as caught:
        office.exchange.read(written(tmp_path, data))
    assert caught.value.field == f"statements[{own}].earlier[0].kind"


def test_the_id_of_a_scale_here_is_refused(office: Office, tmp_path: Path) -> None:
    data = exported(office, held(office).id, tmp_path / "ud.json")
    text = json.dumps(data)
    for own in [data["meeting"]["id"]] + [
        each["id"] for name in ("attendees", "agenda", "statements") for each in data[name]
    ]:
        text = text.replace(own, own[:-1] + ("0" if own[-1] != "0" else "1"))
    with pytest.raises(MeetingFileRefused) as caught:
        office.exchange.bring_in(written(tmp_path, json.loads(text)))
    assert (caught.value.field, caught.value.reason) == ("room.scales", "id_taken")
