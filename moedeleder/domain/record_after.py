"""What later tells about minutes: sources, corrections, remarks, marks and whose copy it is.

Minutes finished before these existed hold none of them: their text, and so their checksum, stays
what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A document or statement that was used; ``reason`` is why an expert is not followed."""

    title: str
    author: str
    dated: date | None
    followed: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordOverruled:
    """Something the minutes lack, and why they were finished without it."""

    part: str
    lacking: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordPromise:
    """A promise made at a point that only some may hear."""

    action: str
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class RecordLimited:
    """A point that only some may hear, with what was said and promised there.

    ``readers`` are the ids of the people whose copy holds it; ``names`` are theirs.
    """

    title: str
    names: tuple[str, ...]
    readers: tuple[str, ...]
    lines: tuple[str, ...]
    promises: tuple[RecordPromise, ...]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One paragraph, or one line of a table, that became another since the version before.

    ``before`` is empty for what came in, ``after`` for what went out. ``heading`` names the part.
    """

    part: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordRemark:
    """Somebody's own words on the minutes, locked beside the place they are about.

    ``place`` is the passage, empty for the whole part; ``part`` is empty for the whole minutes.
    ``answer`` is the reason why it was not corrected, empty for a remark nobody had to answer.
    """

    part: str
    place: str
    name: str
    words: str
    answer: str
    on: date


@dataclass(frozen=True, slots=True)
class RecordResponse:
    """What one receiver answered to the version before; silence is told as silence."""

    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class RecordRetired:
    """A passage that proved wrong: no longer relevant (*ikke længere aktuel*)."""

    part: str
    words: str
    reason: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class RecordCopy:
    """That this is one reader's copy, or was drawn later, and of which version it is one.

    ``checksum`` is that of the whole version; ``is_cut`` tells that something is only for others.
    """

    checksum: str
    is_cut: bool


AFTER_FIELDS = (
    "sources",
    "overruled",
    "limited",
    "changes",
    "remarks",
    "responses",
    "retired",
)
"""The lists; the texts ``salt``, ``reason``, ``plain_summary``, ``child_page`` are apart."""


def after_to_data(values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """Return the fields of :data:`AFTER_FIELDS` that hold anything as plain JSON data."""
    return {name: [_plain(each) for each in values[name]] for name in AFTER_FIELDS if values[name]}


def _plain(value: Any) -> dict[str, Any]:
    return asdict(value, dict_factory=lambda pairs: {k: _json(v) for k, v in pairs})


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def after_from_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what :func:`after_to_data` wrote; a field that is not there is empty.

    Raises:
        KeyError, TypeError, ValueError: the data is not of that form.
    """
    return {name: tuple(map(_READERS[name], data.get(name, ()))) for name in AFTER_FIELDS}


def _day(data: dict[str, Any], name: str) -> dict[str, Any]:
    return data | {name: date.fromisoformat(data[name]) if data[name] else None}


def _limited(data: dict[str, Any]) -> RecordLimited:
    promises = tuple(RecordPromise(**_day(each, "due")) for each in data["promises"])
    lists = {name: tuple(data[name]) for name in ("names", "readers", "lines")}
    return RecordLimited(**data | lists | {"promises": promises})


_READERS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "sources": lambda data: RecordSource(**_day(data, "dated")),
    "overruled": lambda data: RecordOverruled(**data),
    "limited": _limited,
    "changes": lambda data: RecordChange(**data),
    "remarks": lambda data: RecordRemark(**_day(data, "on")),
    "responses": lambda data: RecordResponse(**data),
    "retired": lambda data: RecordRetired(**_day(data, "on")),
}
