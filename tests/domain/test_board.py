"""Which points call for three columns and a scale."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.board import calls_for_board
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.scales import Scale
from moedeleder.domain.statements import Statement, StatementKind

AT = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
STARTS = datetime(2026, 12, 3, 15, 30)


def point(
    title: str = "Morgener", kind: ItemKind = ItemKind.DISCUSSION, *, familys: bool = False
) -> AgendaItem:
    return AgendaItem(title, 1, 0, title, kind, 10, from_family=familys)


def meeting(
    type_key: str,
    *items: AgendaItem,
    scales: tuple[Scale, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> Meeting:
    what = ("m", 1, "f", "Alma Eksempel", "", type_key, "Møde", STARTS, 90, "", "", "")
    return Meeting(*what, MeetingState.RUNNING, items=items, scales=scales, statements=statements)


@pytest.mark.parametrize(
    "title",
    ["Hvad bekymrer, hvad virker, hvad skal ske?", "SKALA 0-10: hvor er vi nu?", "Tre søjler"],
)
def test_a_title_that_speaks_of_it_calls_for_it_at_any_meeting(title: str) -> None:
    item = point(title, ItemKind.INFORMATION)
    assert calls_for_board(meeting("school_status", item), item)


def test_a_network_meeting_of_ones_own_calls_for_it_at_a_discussion_until_it_is_used() -> None:
    item, told = point(), point("Siden sidst", ItemKind.INFORMATION)
    assert calls_for_board(meeting("network", item, told), item)
    assert not calls_for_board(meeting("network", item, told), told)
    own = point("Alenetid", familys=True)
    assert not calls_for_board(meeting("network", item, own), own)
    assert not calls_for_board(meeting("school_status", item), item)
    asked = Scale("s", 1, "Hvor er vi?")
    assert not calls_for_board(meeting("network", item, scales=(asked,)), item)
    worry = Statement("w", 1, StatementKind.WORRY, "Larm", AT)
    assert not calls_for_board(meeting("network", item, statements=(worry,)), item)


def test_where_a_point_is_named_for_it_the_others_stay_quiet() -> None:
    item, named = point(), point("Hvad bekymrer, hvad virker, hvad skal ske?")
    network = meeting("network", item, named)
    assert not calls_for_board(network, item)
    assert calls_for_board(network, named)
