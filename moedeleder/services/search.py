"""Searching what all minutes say, and what a search can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from moedeleder.domain.meetings import MeetingState, heading
from moedeleder.domain.people import PersonRole
from moedeleder.domain.readers import Section
from moedeleder.domain.record import PartKey
from moedeleder.domain.search import (
    SearchFilter,
    SearchHit,
    SearchPage,
    pieces_of,
    wanted,
)
from moedeleder.models import search_queries
from moedeleder.models.search_lines import BEGINS, ENDS
from moedeleder.services.context import Context
from moedeleder.services.labels import part_heading, role_label, section_label

HITS = 30
"""So many places are shown at a time."""
_PEOPLE = 50
PURPOSE = "purpose"


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody a search can be narrowed to; ``detail`` tells two of one name apart."""

    id: str
    name: str
    detail: str


@dataclass(frozen=True)
class SearchChoices:
    """What a search can be narrowed to: name by key, in the order of a list."""

    types: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


class Search:
    """Finds where something was written, in the minutes of any number of meetings."""

    def __init__(self, context: Context) -> None:
        self._store, self._catalogue = context.store, context.catalogue

    def find(
        self,
        typed: str,
        chosen: SearchFilter | None = None,
        *,
        after: int | None = None,
        count: int = HITS,
    ) -> SearchPage:
        """Return places in minutes that hold all the words, those of the newest meeting first.

        Private notes, notes that no minutes hold and what only some may hear are never found.

        Args:
            typed: whatever somebody typed; see ``domain.search.wanted`` for what it means.
            chosen: what the search is narrowed to.
            after: ``SearchPage.after`` of the page before.
            count: so many places at most.

        Returns:
            Nothing when no word can be made out.
        """
        words = wanted(typed)
        if not words:
            return SearchPage()
        with self._store.reading() as session:
            rows = search_queries.find(
                session, words, chosen or SearchFilter(), after=after, count=count + 1
            )
            shown = rows[:count]
            retired = search_queries.retired_words(session, (row["meeting_id"] for row in shown))
        more = shown[-1]["id"] if len(rows) > count else None
        return SearchPage(tuple(_hit(row, retired) for row in shown), more)

    def choices(self) -> SearchChoices:
        """Return the kinds of meeting and the places in minutes a search can be narrowed to."""
        types = {kind.key: kind.name for kind in self._catalogue.types}
        parts = {part.value: part_heading(part) for part in PartKey if part in _SEARCHED}
        sections = {"remarks": "Bemærkninger"} | {
            each.value: section_label(each) for each in _SECTIONS
        }
        return SearchChoices(types, parts | sections)

    def people(self, words: str = "") -> tuple[PersonChoice, ...]:
        """Return people who were invited to a meeting and whose name holds every word."""
        with self._store.reading() as session:
            rows = search_queries.people_in_minutes(session, words, _PEOPLE)
        return tuple(
            PersonChoice(row.id, row.name, _detail(row.role, row.relation, row.child_name))
            for row in rows
        )


_SEARCHED = frozenset(PartKey) - {PartKey.ATTENDEES}
_SECTIONS = (Section.BOARD, Section.SCALES, Section.READ_BACK, Section.FORMAL, Section.PARKED)


def _detail(role: str, relation: str, child: str | None) -> str:
    return " · ".join(filter(None, (relation or role_label(PersonRole(role)), child)))


def _hit(row: Mapping[str, Any], retired: Mapping[tuple[str, str], Sequence[str]]) -> SearchHit:
    part, child = row["part"], row["child_name"]
    marks = retired.get((row["meeting_id"], part), ())
    pieces = pieces_of(row["found"], BEGINS, ENDS)
    return SearchHit(
        meeting_id=row["meeting_id"],
        title=heading(row["type_name"], child),
        child_name=child,
        starts_at=row["starts_at"],
        part=part,
        heading=_place(part, row["heading"], child),
        pieces=pieces,
        is_finished=row["state"] == MeetingState.FINISHED.value,
        is_retired=_says_retired(pieces, marks),
    )


def _says_retired(pieces: Sequence[Any], marks: Sequence[str]) -> bool:
    """Whether what is shown and what is no longer relevant share the words that were found."""
    found = {piece.text for piece in pieces if piece.is_found}
    return any(word in mark for mark in marks for word in found)


def _place(part: str, own: str, child: str) -> str:
    """Return where in the minutes something stands, as people say it."""
    if part == "remarks":
        return f"Bemærkning fra {own}"
    if part == PURPOSE:
        return "Formål"
    if part == Section.READ_BACK:
        return f"{section_label(Section.READ_BACK)}: {own}"
    if own:
        return own
    with suppress(ValueError):
        return part_heading(PartKey(part), child.split(" ", 1)[0])
    with suppress(ValueError):
        return section_label(Section(part))
    return ""
