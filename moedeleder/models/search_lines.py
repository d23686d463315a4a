"""What the minutes of meetings say, line by line, as it is searched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, func, select

from moedeleder.models import tables as t
from moedeleder.models.minutes_tables import UsedDocumentRow

# Marks of a found word; no text that was ever kept holds them.
BEGINS, ENDS = "\x02", "\x03"
_PARTS = tuple(
    "problem facts child_perspective parent_perspective assessments guidance conclusion "
    "disagreements action_plan follow_up documents plain_summary child_page".split()
)
"""The order of the lines of a draft, as minutes are printed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to be searched."""

    part: str
    heading: str
    text: str
    tags: str = ""

    def as_row(self) -> dict[str, str]:
        """Return the columns of its row."""
        return {
            "part": self.part,
            "heading": self.heading,
            "text": self.text,
            "tags": self.tags,
        }


@lru_cache(maxsize=4096)
def tag(kind: str, value: str) -> str:
    """Return one word of letters and digits that stands for a child, person, kind or part."""
    return kind[0] + hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()[:16]


def lines_of(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[Line, ...]]:
    """Return by meeting what its minutes say."""
    finished = _newest_versions(connection, ids)
    drafts = _drafts(connection, [each for each in ids if each not in finished])
    said = {key: of_version(text) for key, text in finished.items()} | drafts
    marks = _tags(connection, [key for key, lines in said.items() if lines])
    return {
        key: tuple(
            Line(line.part, line.heading, line.text, f"{tag('part', line.part)} {marks[key]}")
            for line in lines
        )
        for key, lines in said.items()
        if lines
    }


def _tags(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    meeting, attendee = t.MeetingRow, t.AttendeeRow
    query = select(meeting.id, meeting.family_id, meeting.type_key).where(meeting.id.in_(ids))
    found = {
        row.id: [tag("family", row.family_id), tag("type", row.type_key)]
        for row in connection.execute(query)
    }
    people = select(attendee.meeting_id, attendee.person_id).where(attendee.meeting_id.in_(ids))
    for meeting_id, person_id in connection.execute(people.order_by(attendee.person_id)):
        found[meeting_id].append(tag("attendee", person_id))
    return {key: " ".join(tags) for key, tags in found.items()}


def _newest_versions(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    row = t.MinutesVersionRow
    newest = (
        select(row.meeting_id, func.max(row.number).label("number"))
        .where(row.meeting_id.in_(ids))
        .group_by(row.meeting_id)
        .subquery()
    )
    query = select(row.meeting_id, row.content).join(
        newest, (newest.c.meeting_id == row.meeting_id) & (newest.c.number == row.number)
    )
    return {row.meeting_id: row.content for row in connection.execute(query)}


def of_version(content: str) -> list[Line]:
    """Return what a frozen version says; nothing where somebody has damaged it.

    That is told by checking the versions, and must not stand in the way of other work here.
    """
    try:
        return list(_of_record(json.loads(content)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _of_record(record: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what a frozen record says to everybody; ``limited`` is not among it."""
    yield from _line("purpose", "", record["purpose"])
    for part in record["parts"]:
        yield from _line(part["key"], part["heading"], _plain(part["text"]))
    for each in record["plan"]:
        yield from _plan_line(each)
    yield from _line("follow_up", "", record["follow_up_none_reason"])
    for key in ("plain_summary", "child_page"):
        yield from _line(key, "", _plain(record.get(key, ())))
    for name, read in _LISTS.items():
        for each in record.get(name, ()):
            if not _is_about_limited(each, record):
                yield from read(each)


def _is_about_limited(told: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether a remark is about words that only some heard: then only they may read it."""
    place = " ".join(told.get("place", "").split())
    lines = (" ".join(line.split()) for each in record.get("limited", ()) for line in each["lines"])
    return bool(place) and any(place in line for line in lines)


def _plan_line(line: Mapping[str, Any]) -> Iterator[Line]:
    order = ("worry", "need", "goal", "action", "owner", "sign")
    yield from _line("action_plan", "", *(line.get(name, "") for name in order))


def _board(column: Mapping[str, Any]) -> Iterator[Line]:
    yield from _line("board", column["heading"], *column["lines"])


def _scale(scale: Mapping[str, Any]) -> Iterator[Line]:
    yield from _line("scales", "", scale["question"], *(m["reason"] for m in scale["marks"]))


_LISTS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Line]]] = {
    "sources": lambda each: _line("documents", "", each["title"], each["author"], each["reason"]),
    "overruled": lambda each: _line(each["part"], "", each["reason"]),
    "remarks": lambda each: _line("remarks", each["name"], each["words"], each["answer"]),
    "board": _board,
    "scales": _scale,
    "read_back": lambda each: _line("read_back", each["name"], each["words"]),
    "formal": lambda each: _line("formal", each["label"], each["text"]),
    "parked": lambda each: _line("parked", "", each["title"]),
    "unreached": lambda each: _line("parked", "", each["title"]),
}


def _drafts(connection: Connection, ids: Sequence[str]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {key: [] for key in ids}
    part, document, meeting = t.MinutesPartRow, UsedDocumentRow, t.MeetingRow
    parts = select(part.meeting_id, part.key, part.text).where(part.meeting_id.in_(ids))
    for meeting_id, key, text in connection.execute(parts):
        found[meeting_id] += _line(key, "", _plain(text))
    for each in _open_promises(connection, ids):
        owner = each.name or each.owner_name
        words = (each.worry, each.need, each.goal, each.what, owner, each.sign)
        found[each.meeting_id] += _line("action_plan", "", *words)
    documents = select(document.meeting_id, document.title, document.author, document.reason)
    order = (document.position, document.id)
    where = document.meeting_id.in_(ids)
    for row in connection.execute(documents.where(where).order_by(*order)):
        found[row.meeting_id] += _line("documents", "", row.title, row.author, row.reason)
    reasons = select(meeting.id, meeting.follow_up_none_reason).where(meeting.id.in_(ids))
    for meeting_id, reason in connection.execute(reasons):
        found[meeting_id] += _line("follow_up", "", reason)
    for lines in found.values():
        lines.sort(key=lambda line: _PARTS.index(line.part) if line.part in _PARTS else 99)
    return found


def _open_promises(connection: Connection, ids: Sequence[str]) -> list[Any]:
    """Return the promises that everybody may read: not those of points for some alone."""
    promise, item, person = t.PromiseRow, t.AgendaItemRow, t.PersonRow
    query = (
        select(
            *(promise.meeting_id, promise.worry, promise.need, promise.goal, promise.what),
            *(promise.sign, promise.owner_name, person.name, item.only_for),
        )
        .outerjoin(person, person.id == promise.owner_id)
        .outerjoin(item, item.id == promise.item_id)
        .where(promise.meeting_id.in_(ids))
        .order_by(promise.position, promise.id)
    )
    return [row for row in connection.execute(query) if not row.only_for]


def _plain(blocks: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join("".join(run["text"] for run in block["runs"]) for block in blocks)


def _line(part: str, heading: str, *texts: str) -> Iterator[Line]:
    text = "\n".join(each for each in texts if each and each.strip())
    text = text.replace(BEGINS, "").replace(ENDS, "")
    if text:
        yield Line(part, heading, text)
