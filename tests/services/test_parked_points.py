"""Points parked for the next agenda come to the next meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.errors import NotAllowedNow, NotFound
from moedeleder.domain.meetings import Meeting, MeetingDraft
from moedeleder.domain.people import FamilyDraft, Person
from moedeleder.domain.settings import Organisation
from moedeleder.domain.statements import StatementKind
from moedeleder.services.records import FOR_SOME, agenda_record
from tests.offices import STARTS, Bench


def _parked(bench: Bench, *titles: str, by: Person | None = None) -> Meeting:
    """Hold a meeting at which new points were raised and put off to the next."""
    meeting = bench.office.conduct.start(bench.meeting().id)
    for title in titles:
        draft = ItemDraft(title, minutes=7, raised_by_id=by.id if by else None, words="Mine ord")
        meeting = bench.office.points.add_now(meeting.id, draft, len(meeting.items))
        last = meeting.items[-1]
        meeting = bench.office.points.park(last.id, last.version, Parked.NEXT_AGENDA)
    return bench.office.conduct.end(meeting.id)


def _next(bench: Bench, previous_id: str | None = None) -> Meeting:
    draft = MeetingDraft(STARTS + timedelta(days=30), 60)
    return bench.office.meetings.create(
        bench.family.id, "follow_up", draft, previous_id=previous_id
    )


def test_the_familys_point_stands_among_theirs(bench: Bench) -> None:
    _parked(bench, "Skolebus", by=bench.people["sofie"])
    meeting = _next(bench)
    point = next(item for item in meeting.items if item.title == "Skolebus")
    assert (point.minutes, point.words, point.is_familys) == (7, "Mine ord", True)
    assert point.raised_by is not None
    assert point.raised_by.id == bench.people["sofie"].id
    assert (point.is_parked, point.added_at) == (False, None)
    assert point.position < len(meeting.items) - 2
    assert [item.position for item in meeting.items] == list(range(len(meeting.items)))


def test_other_points_stand_before_those_that_close_in_their_order(bench: Bench) -> None:
    plain = [item.title for item in _next(bench).items]
    _parked(bench, "Ferie", "Befordring")
    titles = [item.title for item in _next(bench).items]
    assert titles == [*plain[:-2], "Ferie", "Befordring", *plain[-2:]]


def test_a_point_comes_once(bench: Bench) -> None:
    _parked(bench, "Ferie")
    assert "Ferie" in [item.title for item in _next(bench).items]
    assert "Ferie" not in [item.title for item in _next(bench).items]


def test_a_next_meeting_called_off_or_discarded_leaves_the_point_waiting(bench: Bench) -> None:
    _parked(bench, "Ferie")
    first = _next(bench)
    bench.office.meetings.discard(first.id, first.version)
    second = _next(bench)
    assert "Ferie" in [item.title for item in second.items]
    bench.office.sending.cancel_meeting(second.id, second.version, "Sygdom")
    assert "Ferie" in [item.title for item in _next(bench).items]


def test_points_for_the_follow_up_stay_behind(bench: Bench) -> None:
    meeting = _parked(bench, "Ferie")
    point = meeting.items[-1]
    bench.office.points.park(point.id, point.version, Parked.FOLLOW_UP)
    assert "Ferie" not in [item.title for item in _next(bench).items]


def test_who_may_hear_the_point_comes_along(bench: Bench) -> None:
    meeting = _parked(bench, "Ferie")
    point, only = meeting.items[-1], [bench.people["sofie"].id]
    bench.office.points.limit(point.id, point.version, only)
    new = next(item for item in _next(bench).items if item.title == "Ferie")
    assert new.only_for == tuple(only)


def test_the_next_agenda_does_not_tell_everybody_of_a_point_for_some(bench: Bench) -> None:
    meeting = bench.office.conduct.start(bench.meeting().id)
    sofie = bench.people["sofie"].id
    draft = ItemDraft("Mors helbred", raised_by_id=sofie, words="Jeg er syg")
    meeting = bench.office.points.add_now(meeting.id, draft, len(meeting.items))
    point = meeting.items[-1]
    bench.office.points.limit(point.id, point.version, [sofie])
    bench.office.points.park(point.id, point.version + 1, Parked.NEXT_AGENDA)
    new = _next(bench)
    assert "Mors helbred" in {item.title for item in new.items}
    record = agenda_record(new, Organisation(), bench.me)
    paper = repr(record)
    assert FOR_SOME in paper
    assert "Mors helbred" not in paper
    assert "Jeg er syg" not in paper


def test_words_that_were_brought_come_along(bench: Bench) -> None:
    meeting = bench.meeting()
    sofie = bench.people["sofie"].id
    drafts = [ContributionDraft(ContributionKind.POINT, "Vi mangler ferie")]
    meeting = bench.office.contributions.type_in(meeting.id, sofie, Channel.PHONE, drafts, [])
    bench.office.contributions.put_on(meeting.contributions[0].id, 1)
    meeting = bench.office.conduct.start(meeting.id)
    point = next(item for item in meeting.items if meeting.contributions_of(item.id))
    bench.office.points.park(point.id, point.version, Parked.NEXT_AGENDA)
    new = next(item for item in _next(bench).items if item.title == point.title)
    assert new.words == "Vi mangler ferie"
    assert new.is_familys


def test_a_point_of_somebody_put_away_is_still_the_familys(bench: Bench) -> None:
    jonas = bench.people["jonas"]
    _parked(bench, "Ferie", by=jonas)
    bench.office.families.put_away(jonas.id)
    new = next(item for item in _next(bench).items if item.title == "Ferie")
    assert (new.raised_by, new.is_familys) == (None, True)


def test_the_meeting_before_can_be_named_but_only_this_familys(bench: Bench) -> None:
    first = _parked(bench, "Ferie")
    _next(bench)
    assert "Ferie" in [item.title for item in _next(bench, first.id).items]
    other = bench.office.families.create(FamilyDraft("Bo Prøve"))
    draft = MeetingDraft(STARTS, 60)
    with pytest.raises(NotFound):
        bench.office.meetings.create(other.id, "follow_up", draft, previous_id=first.id)
    assert bench.office.meetings.find(family_id=other.id) == []
    assert "Ferie" not in [
        item.title for item in bench.office.meetings.create(other.id, "follow_up", draft).items
    ]


def test_a_meeting_with_rewritten_words_is_not_discarded(bench: Bench) -> None:
    meeting = bench.meeting()
    said = bench.office.statements.say(meeting.id, StatementKind.PARENT_WORDS, "Vi er trætte")
    own = said.statements[0]
    said = bench.office.statements.rewrite(own.id, own.version, own.kind, "Vi er slidte", None)
    with pytest.raises(NotAllowedNow):
        bench.office.meetings.discard(meeting.id, said.version)
