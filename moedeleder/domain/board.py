"""Which points of a meeting call for three columns and a scale."""

from __future__ import annotations

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.statements import BOARD

_NETWORK = "network"
_WORDS = ("bekymr", "søjle", "skala")
"""What the titles of such points speak of."""


def calls_for_board(meeting: Meeting, item: AgendaItem) -> bool:
    """Return whether three columns and a scale belong to a point.

    Its title says so; else it is a discussion of a network meeting whose agenda names neither,
    until the board has been used. The family's own points are left in peace.
    """
    if _is_named(item.title):
        return True
    common = item.kind is ItemKind.DISCUSSION and not item.is_familys
    if meeting.type_key != _NETWORK or not common:
        return False
    used = bool(meeting.scales) or any(each.kind in BOARD for each in meeting.statements)
    return not used and not any(_is_named(each.title) for each in meeting.items)


def _is_named(title: str) -> bool:
    words = title.casefold()
    return any(each in words for each in _WORDS)
