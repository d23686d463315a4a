"""Scales: a number from 0 to 10 for each person, with their reason."""

from __future__ import annotations

import pytest

from moedeleder.domain.errors import (
    ChangedElsewhere,
    FieldMissing,
    MeetingFinished,
    NotFound,
    NotOnTheScale,
)
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from tests.offices import Bench

QUESTION = "Hvor tryg er Alma i skolen?"


def asked(bench: Bench) -> Meeting:
    return bench.office.scales.add(bench.meeting().id, QUESTION)


def test_each_person_has_one_number_with_a_reason(bench: Bench) -> None:
    meeting, sofie = asked(bench), bench.people["sofie"].id
    scale_id = meeting.scales[0].id
    bench.office.scales.mark(scale_id, sofie, 3, " morgenerne ")
    bench.office.scales.mark(scale_id, bench.people["karin"].id, 0)
    meeting = bench.office.scales.mark(scale_id, sofie, 10, "nu går det")
    (scale,) = meeting.scales
    assert [(m.person.name, m.value, m.reason) for m in scale.marks] == [
        ("Karin Dam", 0, ""),
        ("Sofie Eksempel", 10, "nu går det"),
    ]
    gone = bench.office.scales.mark(scale_id, sofie, None).scales[0]
    assert gone.mark_of(sofie) is None
    assert bench.office.scales.mark(scale_id, sofie, None).scales[0] == gone


@pytest.mark.parametrize("value", [-1, 11, 100])
def test_numbers_beyond_the_scale_are_refused(bench: Bench, value: int) -> None:
    scale_id = asked(bench).scales[0].id
    with pytest.raises(NotOnTheScale):
        bench.office.scales.mark(scale_id, bench.people["sofie"].id, value)


def test_a_removed_scale_comes_back_in_its_place_with_its_numbers(bench: Bench) -> None:
    meeting = asked(bench)
    for question in ("To?", "Tre?"):
        meeting = bench.office.scales.add(meeting.id, question)
    middle = meeting.scales[1]
    meeting = bench.office.scales.mark(middle.id, bench.people["jonas"].id, 5, "midt imellem")
    middle = meeting.scales[1]
    without = bench.office.scales.remove(middle.id, middle.version)
    assert [each.question for each in without.scales] == [QUESTION, "Tre?"]
    again = bench.office.scales.put_back(meeting.id, middle)
    assert [each.question for each in again.scales] == [QUESTION, "To?", "Tre?"]
    assert again.scales[1].marks == middle.marks


def test_the_same_scale_is_never_asked_twice(bench: Bench) -> None:
    meeting, once = bench.meeting(), new_id()
    for _ in range(2):
        meeting = bench.office.scales.add(meeting.id, QUESTION, once)
    assert [each.id for each in meeting.scales] == [once]


def test_a_question_can_be_put_in_other_words(bench: Bench) -> None:
    scale = asked(bench).scales[0]
    now = bench.office.scales.rename(scale.id, scale.version, "Hvor glad?").scales[0]
    assert now.question == "Hvor glad?"
    with pytest.raises(ChangedElsewhere):
        bench.office.scales.rename(scale.id, scale.version, "Andet")
    with pytest.raises(FieldMissing):
        bench.office.scales.rename(scale.id, now.version, "  ")


def test_nothing_changes_once_the_minutes_are_final(bench: Bench) -> None:
    view = bench.complete()
    meeting = bench.office.scales.add(view.meeting.id, QUESTION)
    scale = meeting.scales[0]
    bench.office.minutes.finalise(meeting.id, meeting.version)
    for attempt in (
        lambda: bench.office.scales.add(meeting.id, QUESTION),
        lambda: bench.office.scales.mark(scale.id, bench.people["sofie"].id, 1),
        lambda: bench.office.scales.remove(scale.id, scale.version),
        lambda: bench.office.scales.put_back(meeting.id, scale),
    ):
        with pytest.raises(MeetingFinished):
            attempt()


def test_somebody_unknown_gives_no_number(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.office.scales.mark(asked(bench).scales[0].id, new_id(), 4)


def test_a_scale_put_back_twice_stands_there_once(bench: Bench) -> None:
    meeting = asked(bench)
    (scale,) = bench.office.scales.mark(meeting.scales[0].id, bench.people["sofie"].id, 4).scales
    bench.office.scales.remove(scale.id, scale.version)
    bench.office.scales.put_back(meeting.id, scale)
    (again,) = bench.office.scales.put_back(meeting.id, scale).scales
    assert [(mark.person.name, mark.value) for mark in again.marks] == [("Sofie Eksempel", 4)]
