"""Promises: kept, found when due, ticked off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from moedeleder.domain.errors import ChangedElsewhere, FieldMissing, PointForSomeGone
from moedeleder.domain.meetings import PromiseDraft
from tests.offices import Bench


def test_a_promise_comes_back_as_it_was_given(bench: Bench) -> None:
    meeting, karin = bench.meeting(), bench.people["karin"]
    draft = PromiseDraft("Ringe", karin.id, "", date(2026, 12, 7), "Trygge morgener")
    kept = bench.office.promises.add(meeting.id, draft).promises[0]
    assert kept.draft == draft
    assert kept.owner_label == "Karin Dam"


def test_a_free_name_can_own_a_promise(bench: Bench) -> None:
    draft = PromiseDraft("Ringe", owner_name=" Onkel  Ib ")
    kept = bench.office.promises.add(bench.meeting().id, draft).promises[0]
    assert kept.owner_label == "Onkel Ib"


def test_a_removed_promise_comes_back_under_its_id(bench: Bench) -> None:
    meeting = bench.held()
    gone = meeting.promises[0]
    assert bench.office.promises.remove(gone.id, gone.version).promises == ()
    back = bench.office.promises.add(meeting.id, gone.draft, gone.id).promises[0]
    assert (back.id, back.draft) == (gone.id, gone.draft)


def test_an_old_version_overwrites_nothing(bench: Bench) -> None:
    first = bench.held().promises[0]
    bench.office.promises.update(first.id, first.version, replace(first.draft, what="Skrive"))
    with pytest.raises(ChangedElsewhere):
        bench.office.promises.update(first.id, first.version, first.draft)


def test_a_promise_says_what(bench: Bench) -> None:
    with pytest.raises(FieldMissing):
        bench.office.promises.add(bench.meeting().id, PromiseDraft(" "))


def test_the_most_urgent_come_first_and_those_without_a_date_last(bench: Bench) -> None:
    meeting, today = bench.meeting(), bench.office.clock.today()
    for days in (9, None, -2, 3):
        due = None if days is None else today + timedelta(days=days)
        bench.office.promises.add(meeting.id, PromiseDraft(f"{days}", due=due))
    lines = bench.office.promises.open()
    assert [line.promise.what for line in lines] == ["-2", "3", "9", "None"]
    assert [line.is_late(today) for line in lines] == [True, False, False, False]
    assert [x.promise.what for x in bench.office.promises.open(within_days=3)] == ["-2", "3"]


def test_a_kept_promise_leaves_the_list_and_can_return(bench: Bench) -> None:
    meeting = bench.held()
    promise = meeting.promises[0]
    bench.office.promises.mark_kept(promise.id)
    assert bench.office.promises.open() == []
    assert [line.promise.id for line in bench.office.promises.kept()] == [promise.id]
    bench.office.promises.mark_kept(promise.id, False)
    assert [line.promise.id for line in bench.office.promises.open()] == [promise.id]


def test_a_promise_can_be_kept_after_the_minutes_are_finished(bench: Bench) -> None:
    view = bench.complete()
    bench.office.minutes.finalise(view.meeting.id, view.meeting.version)
    changed = bench.office.promises.mark_kept(view.meeting.promises[0].id)
    assert changed.promises[0].kept_at is not None


def test_a_changed_promise_of_a_point_for_some_never_becomes_everybodys(bench: Bench) -> None:
    meeting, office = bench.held(), bench.office
    item = meeting.items[0]
    promise = meeting.promises[0]
    office.promises.update(promise.id, promise.version, replace(promise.draft, item_id=item.id))
    now = office.meetings.get(meeting.id).promises[0]
    assert now.item_id == item.id
    gone = replace(now.draft, what="Skrive", item_id="gone")
    with pytest.raises(PointForSomeGone):
        office.promises.update(now.id, now.version, gone, for_some=True)
    assert office.meetings.get(meeting.id).promises[0] == now
