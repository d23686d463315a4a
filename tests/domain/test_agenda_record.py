"""Shared agendas: the same after a round through JSON, and what changed between two."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain.agenda_changes import AgendaChangeKind as Kind
from moedeleder.domain.agenda_changes import changes
from moedeleder.domain.agenda_record import (
    AgendaLine,
    AgendaRecord,
    AgendaStage,
    agenda_from_data,
    agenda_to_data,
    canonical_agenda,
)
from moedeleder.domain.record import RecordAttendee

STARTS = datetime(2026, 12, 3, 15, 30)
SOFIE = RecordAttendee("Sofie Eksempel", "Mor", why_here="Kender Alma bedst")
KARIN = RecordAttendee("Karin Dam", "Lærer", "Skolen", can_decide="Støtte i timerne")


def line(number: int, title: str, minutes: int = 10, id_: str = "") -> AgendaLine:
    return AgendaLine(number, title, "Drøftelse", minutes, "", False, "", "15.30", id_ or title)


def agenda(*titles: str) -> AgendaRecord:
    return AgendaRecord(
        "m1", "Dagsorden", "Netværksmøde", "Alma Eksempel", "34", STARTS,
        STARTS + timedelta(minutes=90), "Rådhuset", "", "At gøre det trygt", (SOFIE, KARIN),
        tuple(line(number, title) for number, title in enumerate(titles, 1)),
        "12 34 56 78", "Eksempelby", AgendaStage.DRAFT, 2, (STARTS,), date(2026, 11, 26), "Sofie",
    )  # fmt: skip


RECORD = agenda("Velkomst", "Skole", "Fritid", "Aftaler")


def test_a_record_comes_back_from_its_data() -> None:
    assert agenda_from_data(agenda_to_data(RECORD)) == RECORD
    assert canonical_agenda(RECORD) == canonical_agenda(agenda_from_data(agenda_to_data(RECORD)))


def test_the_same_agenda_has_no_changes() -> None:
    assert changes(RECORD, replace(RECORD, number=9)) == ()


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (replace(RECORD, starts_at=STARTS + timedelta(days=1),
                 ends_at=RECORD.ends_at + timedelta(days=1)), Kind.TIME),
        (replace(RECORD, ends_at=STARTS + timedelta(minutes=60)), Kind.LENGTH),
        (replace(RECORD, place="Skolen"), Kind.PLACE),
        (replace(RECORD, purpose="Andet"), Kind.PURPOSE),
        (replace(RECORD, items=RECORD.items[:3]), Kind.POINT_REMOVED),
        (replace(RECORD, items=(*RECORD.items, line(5, "Nyt"))), Kind.POINT_ADDED),
        (replace(RECORD, items=(line(1, "Goddag", id_="Velkomst"), *RECORD.items[1:])),
         Kind.POINT_RENAMED),
        (replace(RECORD, items=(line(1, "Velkomst", 25), *RECORD.items[1:])), Kind.POINT_MINUTES),
        (replace(RECORD, attendees=(SOFIE,)), Kind.ATTENDEE_REMOVED),
        (replace(RECORD, attendees=(SOFIE, KARIN, RecordAttendee("Bo", "Læge"))),
         Kind.ATTENDEE_ADDED),
    ],
)  # fmt: skip
def test_one_difference_is_told_as_one(new: AgendaRecord, kind: Kind) -> None:
    assert [change.kind for change in changes(RECORD, new)] == [kind]


def test_a_moved_point_is_told_once_and_not_the_ones_it_passed() -> None:
    (change,) = changes(RECORD, agenda("Velkomst", "Aftaler", "Skole", "Fritid"))
    assert (change.kind, change.what, change.before, change.now) == (
        Kind.POINT_MOVED, "Aftaler", 4, 2,
    )  # fmt: skip


def test_a_removed_point_moves_nobody() -> None:
    kinds = [change.kind for change in changes(RECORD, agenda("Velkomst", "Fritid", "Aftaler"))]
    assert kinds == [Kind.POINT_REMOVED]


@given(st.permutations("ABCDEFG"))
def test_moving_the_told_points_gives_the_new_order(order: list[str]) -> None:
    old, new = agenda(*"ABCDEFG"), agenda(*order)
    moved = {change.what for change in changes(old, new)}
    kept = [point.title for point in old.items if point.title not in moved]
    assert kept == [point.title for point in new.items if point.title not in moved]
    assert bool(moved) == (order != list("ABCDEFG"))
