"""The agenda: points added, moved, removed and put back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moedeleder.domain.agenda import ItemDraft, ItemKind, time_share
from moedeleder.domain.errors import (
    ChangedElsewhere,
    FieldMissing,
    InvalidDuration,
    InvalidOrder,
    PointForSomeStays,
)
from moedeleder.domain.meetings import PromiseDraft
from moedeleder.domain.statements import StatementKind
from tests.offices import Bench


def test_a_point_is_put_where_it_is_asked_to_be(bench: Bench) -> None:
    meeting = bench.meeting()
    draft = ItemDraft("Morgener", ItemKind.DECISION, 25, bench.people["sofie"].id, False, "Hjælp")
    changed = bench.office.agenda.add(meeting.id, draft, 2)
    assert changed.items[2].draft == draft
    assert [item.position for item in changed.items] == list(range(len(meeting.items) + 1))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.integers(0, 5), new=st.integers(0, 5))
def test_moving_is_taking_out_and_putting_in(bench: Bench, old: int, new: int) -> None:
    meeting = bench.meeting()
    titles = [item.title for item in meeting.items]
    changed = bench.office.agenda.move(meeting.items[old].id, new)
    titles.insert(new, titles.pop(old))
    assert [item.title for item in changed.items] == titles
    assert bench.office.meetings.get(meeting.id).items == changed.items


def test_a_place_that_does_not_exist_is_refused(bench: Bench) -> None:
    meeting = bench.meeting()
    with pytest.raises(InvalidOrder):
        bench.office.agenda.move(meeting.items[0].id, len(meeting.items))


def test_a_removed_point_comes_back_as_it_was(bench: Bench) -> None:
    meeting = bench.meeting()
    draft = ItemDraft("Aflastning", raised_by_id=bench.people["jonas"].id, words="Vi er trætte")
    before = bench.office.agenda.add(meeting.id, draft, 3)
    gone = before.items[3]
    after = bench.office.agenda.remove(gone.id, gone.version)
    assert gone.id not in [item.id for item in after.items]
    back = bench.office.agenda.put_back(meeting.id, gone)
    assert [(i.id, i.draft) for i in back.items] == [(i.id, i.draft) for i in before.items]


def test_an_edit_changes_the_point_and_not_the_others(bench: Bench) -> None:
    meeting = bench.meeting()
    item = meeting.items[1]
    changed = bench.office.agenda.update(item.id, item.version, replace(item.draft, minutes=0))
    assert changed.items[1].minutes == 0
    assert changed.items[0] == meeting.items[0]
    with pytest.raises(ChangedElsewhere):
        bench.office.agenda.update(item.id, item.version, item.draft)


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (ItemDraft("  "), FieldMissing),
        (ItemDraft("x", minutes=-1), InvalidDuration),
        (ItemDraft("x", minutes=481), InvalidDuration),
    ],
)
def test_a_wrong_point_is_refused(bench: Bench, draft: ItemDraft, error: type[Exception]) -> None:
    meeting = bench.meeting()
    with pytest.raises(error):
        bench.office.agenda.add(meeting.id, draft)
    assert bench.office.meetings.get(meeting.id).items == meeting.items


def test_the_familys_share_counts_what_the_family_raised(bench: Bench) -> None:
    meeting = bench.meeting()
    before = time_share(meeting.items, meeting.minutes)
    own = ItemDraft("Vores", minutes=7, raised_by_id=bench.people["sofie"].id)
    changed = bench.office.agenda.add(meeting.id, own)
    share = time_share(changed.items, changed.minutes)
    assert (share.family, share.planned) == (before.family + 7, before.planned + 7)
    assert share.over == 7


def test_a_point_put_back_twice_stands_there_once(bench: Bench) -> None:
    meeting = bench.meeting()
    gone = meeting.items[1]
    bench.office.agenda.remove(gone.id, gone.version)
    bench.office.agenda.put_back(meeting.id, gone)
    again = bench.office.agenda.put_back(meeting.id, gone)
    assert [item.id for item in again.items] == [item.id for item in meeting.items]


@pytest.mark.parametrize("what", ["said", "promised"])
def test_words_at_a_point_for_some_keep_it_on_the_agenda(bench: Bench, what: str) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    point = meeting.items[3]
    meeting = bench.office.points.limit(point.id, point.version, [bench.people["sofie"].id])
    if what == "said":
        bench.office.statements.say(meeting.id, StatementKind.FACT, "Fortroligt", item_id=point.id)
    else:
        draft = PromiseDraft("Fortroligt", item_id=point.id)
        bench.office.promises.add(meeting.id, draft)
    limited = meeting.items[3]
    with pytest.raises(PointForSomeStays):
        bench.office.agenda.remove(limited.id, limited.version)

    open_to_all = bench.office.points.limit(limited.id, limited.version, []).items[3]
    after = bench.office.agenda.remove(open_to_all.id, open_to_all.version)
    assert point.id not in {item.id for item in after.items}
