"""A point that is taken off the agenda while somebody writes at it loses nobody's words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from moedeleder.domain.errors import PointForSomeGone
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.statements import StatementKind
from moedeleder.services.office import Office
from tests.offices import Bench
from tests.services.exchange_desk import opened_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened_office(tmp_path / "here") as (opened, _store):
        yield opened


@pytest.fixture
def meeting(office: Office) -> Meeting:
    meeting_id = office.exchange.add_example().meeting_id
    return office.conduct.start(meeting_id)


def test_what_was_said_is_kept(office: Office, meeting: Meeting) -> None:
    gone = meeting.items[1]
    office.agenda.remove(gone.id, gone.version)

    after = office.statements.say(meeting.id, StatementKind.FACT, "Vigtigt", item_id=gone.id)

    assert [(said.text, said.item_id) for said in after.statements] == [("Vigtigt", None)]


def test_what_was_promised_is_kept(office: Office, meeting: Meeting) -> None:
    gone = meeting.items[1]
    after = office.promises.add(meeting.id, PromiseDraft("Ringe", item_id=gone.id))
    office.agenda.remove(gone.id, gone.version)
    promise = office.meetings.get(meeting.id).promises[0]
    assert promise.item_id is None

    stale = after.promises[0].draft
    after = office.promises.update(promise.id, promise.version, stale)

    assert [(each.what, each.item_id) for each in after.promises] == [("Ringe", None)]


def test_what_was_for_some_never_becomes_everybodys(office: Office, meeting: Meeting) -> None:
    point, somebody = meeting.items[1], meeting.attendees[0].person.id
    limited = office.points.limit(point.id, point.version, [somebody]).items[1]
    said = office.statements.say(
        meeting.id, StatementKind.FACT, "Fortroligt", item_id=limited.id, for_some=True
    ).statements[0]
    office.statements.take_back(said.id, said.version)
    office.agenda.remove(limited.id, limited.version)

    with pytest.raises(PointForSomeGone):
        office.statements.say(
            meeting.id, StatementKind.FACT, "Nyt", item_id=limited.id, for_some=True
        )
    with pytest.raises(PointForSomeGone):
        office.statements.put_back(meeting.id, said, for_some=True)
    with pytest.raises(PointForSomeGone):
        office.promises.add(meeting.id, PromiseDraft("Ringe", item_id=limited.id), for_some=True)
    after = office.meetings.get(meeting.id)
    assert (after.statements, after.promises) == ((), ())

    own = office.statements.say(
        meeting.id, StatementKind.PRIVATE, "Nyt", item_id=limited.id, for_some=True
    )
    assert [(each.text, each.item_id) for each in own.statements] == [("Nyt", None)]


def test_a_clock_set_back_ends_no_meeting_before_its_start(
    office: Office, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = datetime(2020, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(office.clock.now, "now", early)

    ended = office.conduct.end(meeting.id)

    assert ended.started_at is not None
    assert ended.ended_at == ended.started_at


def test_a_clock_set_back_on_the_way_ends_no_meeting_before_its_points(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    bench.clock.now += timedelta(minutes=30)
    bench.office.conduct.step(meeting.id, 1)
    bench.clock.now -= timedelta(minutes=60)

    ended = bench.office.conduct.end(meeting.id)

    assert ended.started_at is not None
    assert ended.ended_at == max(visit.ended for visit in ended.visits if visit.ended)
    assert ended.ended_at - ended.started_at >= timedelta(minutes=30)


def test_a_point_comes_back_with_its_words_and_its_time(bench: Bench) -> None:
    start = bench.office.conduct.start(bench.meeting().id)
    point, sofie = start.items[0], bench.people["sofie"].id
    bench.office.statements.say(start.id, StatementKind.FACT, "Vigtigt", item_id=point.id)
    bench.office.promises.add(start.id, PromiseDraft("Ringe", item_id=point.id))
    before = bench.office.speaking.speaks(start.id, sofie)
    bench.office.agenda.remove(point.id, point.version)

    after = bench.office.agenda.put_back(start.id, point, before)

    assert after.current_item == after.items[0]
    assert (after.visits, after.turns) == (before.visits, before.turns)
    assert {each.item_id for each in (*after.statements, *after.promises)} == {point.id}


def test_a_point_that_comes_back_after_the_meeting_moved_on_is_not_the_current_one(
    bench: Bench,
) -> None:
    before = bench.office.conduct.start(bench.meeting().id)
    point = before.items[0]
    bench.office.agenda.remove(point.id, point.version)
    bench.clock.now += timedelta(minutes=3)
    moved_on = bench.office.conduct.step(before.id, 1)

    after = bench.office.agenda.put_back(before.id, point, before)

    assert after.current_item == replace(moved_on.items[0], position=1, version=3)
    assert [visit.item_id for visit in after.visits] == [point.id, moved_on.items[0].id]
    assert after.visits[0].ended == after.visits[1].began
