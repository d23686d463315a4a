"""Who may read what in the minutes, person by person."""

from __future__ import annotations

import pytest

from moedeleder.domain.errors import ChangedElsewhere, FieldMissing, MeetingFinished, NotFound
from moedeleder.domain.readers import Paper, Section
from moedeleder.domain.record import PartKey
from moedeleder.services.readers import Reader, ReadersView
from tests.offices import Bench

HIDDEN = frozenset({PartKey.CHILD_PERSPECTIVE, Section.PLACE})


def named(view: ReadersView, name: str) -> Reader:
    return next(each for each in view.readers if each.attendee.person.name.startswith(name))


def kept_from_karin(bench: Bench, meeting_id: str) -> ReadersView:
    karin = named(bench.office.readers.view(meeting_id), "Karin")
    return bench.office.readers.set(
        meeting_id,
        karin.attendee.id,
        karin.choice.version,
        hidden=HIDDEN,
        papers=(Paper.SUMMARY, Paper.FULL),
        shares_contact=True,
    )


def test_where_nobody_chose_everybody_gets_the_usual(bench: Bench) -> None:
    view = bench.office.readers.view(bench.meeting().id)
    assert [each.attendee.person.name for each in view.readers] == [
        "Mette Holm",
        "Sofie Eksempel",
        "Jonas Eksempel",
        "Karin Dam",
    ]
    assert {each.choice.version for each in view.readers} == {0}
    assert not any(each.choice.hidden or each.choice.shares_contact for each in view.readers)
    assert named(view, "Sofie").choice.papers == (Paper.FULL, Paper.SUMMARY)
    assert named(view, "Karin").choice.papers == (Paper.FULL,)


def test_a_choice_is_that_persons_alone(bench: Bench) -> None:
    meeting = bench.meeting()
    karin = named(kept_from_karin(bench, meeting.id), "Karin").choice
    assert (karin.hidden, karin.shares_contact) == (HIDDEN, True)
    assert karin.papers == (Paper.FULL, Paper.SUMMARY)
    assert karin.version > 0
    assert named(bench.office.readers.view(meeting.id), "Jonas").choice.hidden == frozenset()


def test_a_choice_can_be_undone(bench: Bench) -> None:
    meeting = bench.meeting()
    before = named(bench.office.readers.view(meeting.id), "Karin").choice
    first = named(kept_from_karin(bench, meeting.id), "Karin").choice
    view = bench.office.readers.set(
        meeting.id,
        first.attendee_id,
        first.version,
        hidden=(),
        papers=(Paper.SUMMARY,),
        shares_contact=False,
    )
    second = named(view, "Karin").choice
    view = bench.office.readers.put_back(meeting.id, second.version, first)
    back = named(view, "Karin").choice
    assert (back.hidden, back.papers, back.shares_contact) == (HIDDEN, first.papers, True)
    view = bench.office.readers.put_back(meeting.id, back.version, before)
    assert named(view, "Karin").choice == before
    # Done again, though it was as nobody had chosen.
    view = bench.office.readers.put_back(meeting.id, 0, first)
    assert named(view, "Karin").choice.hidden == HIDDEN


def test_nobody_overwrites_anybody(bench: Bench) -> None:
    meeting = bench.meeting()
    kept_from_karin(bench, meeting.id)
    karin = named(bench.office.readers.view(meeting.id), "Karin").choice
    with pytest.raises(ChangedElsewhere):
        bench.office.readers.set(
            meeting.id,
            karin.attendee_id,
            0,
            hidden=(),
            papers=(Paper.FULL,),
            shares_contact=False,
        )
    assert named(bench.office.readers.view(meeting.id), "Karin").choice == karin


def test_everybody_gets_something(bench: Bench) -> None:
    meeting = bench.meeting()
    karin = named(bench.office.readers.view(meeting.id), "Karin").attendee.id
    with pytest.raises(FieldMissing):
        bench.office.readers.set(meeting.id, karin, 0, hidden=(), papers=(), shares_contact=False)


def test_who_is_not_on_the_list_reads_nothing(bench: Bench) -> None:
    meeting, other = bench.meeting(), bench.meeting()
    stranger = other.attendees[0].id
    with pytest.raises(NotFound):
        bench.office.readers.set(
            meeting.id, stranger, 0, hidden=(), papers=(Paper.FULL,), shares_contact=False
        )
    with pytest.raises(NotFound):
        bench.office.readers.view(meeting.id).of(stranger)


def test_what_is_sent_is_chosen_for_good(bench: Bench) -> None:
    view = bench.complete()
    bench.office.finishing.finish(view.meeting.id, view.meeting.version)
    with pytest.raises(MeetingFinished):
        kept_from_karin(bench, view.meeting.id)


def test_a_choice_goes_away_with_its_person(bench: Bench) -> None:
    meeting = bench.meeting()
    karin = named(kept_from_karin(bench, meeting.id), "Karin").attendee
    meetings = bench.office.meetings
    meetings.remove_attendee(karin.id, karin.version)
    meetings.add_attendee(meeting.id, bench.people["karin"].id)
    assert named(bench.office.readers.view(meeting.id), "Karin").choice.version == 0
