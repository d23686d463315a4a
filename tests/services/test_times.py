"""Several times are proposed, people say which suit, one is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moedeleder.domain.contributions import Channel, ContributionDraft, ContributionKind
from moedeleder.domain.errors import (
    ChangedElsewhere,
    InvalidDate,
    NotAllowedNow,
    NotFound,
    TimeAlreadyProposed,
    TimeIsPast,
    TooManyTimes,
)
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.times import PROPOSALS_LIMIT, Fit, counted
from tests.offices import STARTS, Bench

MORNING, NOON = datetime(2026, 12, 8, 8, 30), datetime(2026, 12, 4, 12, 0)


def proposed(bench: Bench, *times: datetime, meeting: Meeting | None = None) -> Meeting:
    meeting = meeting or bench.meeting()
    for moment in times:
        meeting = bench.office.times.propose(meeting.id, moment)
    return meeting


def test_times_stand_in_their_order(bench: Bench) -> None:
    meeting = proposed(bench, MORNING, NOON + timedelta(seconds=59))
    assert [each.starts_at for each in meeting.proposed_times] == [NOON, MORNING]
    assert meeting.time_is_open
    assert bench.office.meetings.get(meeting.id) == meeting


@pytest.mark.parametrize(
    ("moment", "error"),
    [
        (MORNING, TimeAlreadyProposed),
        (MORNING.replace(second=30), TimeAlreadyProposed),
        (datetime(2026, 11, 24, 9, 59), TimeIsPast),
        (datetime(2026, 1, 1), TimeIsPast),
        (datetime(2262, 1, 1), InvalidDate),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    bench: Bench, moment: datetime, error: type[InvalidDate]
) -> None:
    meeting = proposed(bench, MORNING)
    with pytest.raises(error) as caught:
        bench.office.times.propose(meeting.id, moment)
    assert caught.value.field == "starts_at"
    assert bench.office.meetings.get(meeting.id) == meeting


def test_no_more_than_twelve_times_are_proposed(bench: Bench) -> None:
    times = [MORNING + timedelta(days=day) for day in range(PROPOSALS_LIMIT)]
    meeting = proposed(bench, *times)
    with pytest.raises(TooManyTimes):
        bench.office.times.propose(meeting.id, NOON)


def test_answers_are_counted_and_the_newest_counts(bench: Bench) -> None:
    meeting = proposed(bench, NOON, MORNING)
    noon = meeting.proposed_times[0].id
    sofie, jonas = bench.people["sofie"].id, bench.people["jonas"].id
    use = bench.office.times
    use.answer(noon, sofie, Fit.NO, Channel.FORM)
    use.answer(noon, sofie, Fit.YES, Channel.PHONE)
    after = use.answer(noon, jonas, Fit.NO, Channel.PHONE)
    first, second = counted(after.proposed_times, after.time_answers, [sofie, jonas])
    assert (first.can, first.cannot, first.unsaid) == ((sofie,), (jonas,), ())
    assert second.unsaid == (sofie, jonas)
    taken_back = use.answer(noon, sofie, None, Channel.PHONE)
    assert [each.person_id for each in taken_back.time_answers] == [jonas]
    assert use.answer(noon, sofie, None, Channel.PHONE).time_answers == taken_back.time_answers


def test_only_people_on_the_list_answer(bench: Bench) -> None:
    proposal, bente = proposed(bench, NOON).proposed_times[0].id, bench.people["bente"].id
    with pytest.raises(NotFound):
        bench.office.times.answer(proposal, bente, Fit.YES, Channel.PHONE)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Fit)), max_size=8),
)
def test_what_comes_in_is_kept_and_the_last_word_counts(
    bench: Bench, said: list[tuple[int, Fit]]
) -> None:
    meeting = proposed(bench, NOON, MORNING, MORNING + timedelta(days=1))
    ids = [each.id for each in meeting.proposed_times] + ["a-time-that-is-gone"]
    fits = [(ids[at], fit) for at, fit in said]
    sofie = bench.people["sofie"].id
    drafts = [ContributionDraft(ContributionKind.FREE, "Hej")]
    after = bench.office.contributions.type_in(meeting.id, sofie, Channel.PAPER, drafts, fits)
    kept = {each.proposal_id: each.fit for each in after.time_answers}
    assert kept == {one: fit for one, fit in fits if one in ids[:3]}


def test_the_chosen_time_is_the_meetings_time(bench: Bench) -> None:
    meeting = proposed(bench, NOON, MORNING)
    noon, morning = meeting.proposed_times
    after = bench.office.times.choose(morning.id, morning.version)
    assert (after.starts_at, after.time_is_open) == (MORNING, False)
    noon, morning = after.proposed_times
    assert (noon.chosen_at, morning.chosen_at is not None) == (None, True)
    again = bench.office.times.choose(noon.id, noon.version)
    assert again.starts_at == NOON
    assert [each.chosen_at is not None for each in again.proposed_times] == [True, False]
    with pytest.raises(ChangedElsewhere):
        bench.office.times.choose(morning.id, morning.version)
    opened = bench.office.times.reopen(meeting.id)
    assert (opened.time_is_open, opened.starts_at) == (True, NOON)


def test_a_time_can_be_taken_away_but_not_the_chosen_one(bench: Bench) -> None:
    meeting = proposed(bench, NOON, MORNING)
    noon, morning = meeting.proposed_times
    bench.office.times.answer(noon.id, bench.people["sofie"].id, Fit.YES, Channel.PHONE)
    after = bench.office.times.withdraw(noon.id, noon.version)
    assert [each.id for each in after.proposed_times] == [morning.id]
    assert after.time_answers == ()
    (chosen,) = bench.office.times.choose(morning.id, morning.version).proposed_times
    with pytest.raises(NotAllowedNow):
        bench.office.times.withdraw(chosen.id, chosen.version)


@pytest.mark.parametrize(("moment", "chosen"), [(NOON, True), (STARTS + timedelta(1), False)])
def test_a_time_set_by_hand_chooses_the_proposal_it_meets(
    bench: Bench, moment: datetime, chosen: bool
) -> None:
    meeting = proposed(bench, STARTS, NOON)
    draft = replace(meeting.draft, purpose="Noget andet")
    same = bench.office.meetings.update(meeting.id, meeting.version, draft)
    assert same.time_is_open
    draft = replace(draft, starts_at=moment)
    after = bench.office.meetings.update(meeting.id, same.version, draft)
    noon = next(each for each in after.proposed_times if each.starts_at == NOON)
    assert (noon.chosen_at is not None) is chosen
    assert len(after.proposed_times) == 2


def test_no_time_is_found_for_a_meeting_that_has_begun(bench: Bench) -> None:
    meeting = proposed(bench, NOON)
    bench.office.conduct.start(meeting.id)
    proposal = meeting.proposed_times[0]
    for change in (
        lambda: bench.office.times.propose(meeting.id, MORNING),
        lambda: bench.office.times.choose(proposal.id, proposal.version),
        lambda: bench.office.times.withdraw(proposal.id, proposal.version),
        lambda: bench.office.times.reopen(meeting.id),
    ):
        with pytest.raises(NotAllowedNow):
            change()


def test_a_meeting_is_thrown_away_with_its_times_until_somebody_answers(bench: Bench) -> None:
    meeting = proposed(bench, NOON)
    proposal, sofie = meeting.proposed_times[0].id, bench.people["sofie"].id
    bench.office.times.answer(proposal, sofie, Fit.YES, Channel.PHONE)
    with pytest.raises(NotAllowedNow):
        bench.office.meetings.discard(meeting.id, meeting.version)
    bench.office.times.answer(proposal, sofie, None, Channel.PHONE)
    bench.office.meetings.discard(meeting.id, meeting.version)
    with pytest.raises(NotFound):
        bench.office.meetings.get(meeting.id)
