"""What happened in the room, as the minutes print it: board, scales, read-back and the rest.

Minutes finished before these existed hold none of them, and neither do minutes of a meeting that
used none: their text, and so their checksum, stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

NOT_ANSWERED = "Har ikke svaret"
"""What stands as the verdict of those who were there and said nothing to a part."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column of the board: what worries, what works, or what is to happen."""

    kind: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordMark:
    """The number one person gave on a scale, and why."""

    name: str
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class RecordScale:
    """A question from 0 to 10 with the numbers given."""

    question: str
    marks: tuple[RecordMark, ...]


@dataclass(frozen=True, slots=True)
class RecordVerdict:
    """What was said to one part when it was read aloud.

    ``name`` is one person, or several who simply agree; ``changed`` tells that the text became
    another afterwards. ``part`` is its heading, ``key`` its key (empty in older minutes).
    """

    part: str
    name: str
    verdict: str
    words: str
    changed: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class RecordFormal:
    """Something that asks for a formal decision, which follows on its own."""

    label: str
    text: str
    person: str
    due: date | None


@dataclass(frozen=True, slots=True)
class RecordParked:
    """A point that was put off or not reached, who raised it, and where it goes, if anywhere."""

    title: str
    raised_by: str
    where: str


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """One line of the checklist for leading the meeting, and the stretch it belongs to."""

    text: str
    done: bool
    stretch: str


@dataclass(frozen=True, slots=True)
class RecordShare:
    """How much of the marked time one person spoke."""

    name: str
    percent: int


ROOM_FIELDS = (
    "board",
    "scales",
    "read_back",
    "formal",
    "parked",
    "unreached",
    "checks",
    "speaking",
)


def room_to_data(values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """Return the fields of :data:`ROOM_FIELDS` that hold anything as plain JSON data."""
    return {name: [_plain(each) for each in values[name]] for name in ROOM_FIELDS if values[name]}


def _plain(value: Any) -> dict[str, Any]:
    # Older minutes have no key there: their text must stay what it was.
    return asdict(
        value, dict_factory=lambda pairs: {k: _json(v) for k, v in pairs if v or k != "key"}
    )


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def room_from_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what :func:`room_to_data` wrote; a field that is not there is empty.

    Raises:
        KeyError, TypeError, ValueError: the data is not of that form.
    """
    return {name: tuple(map(_READERS[name], data.get(name, ()))) for name in ROOM_FIELDS}


def _column(data: dict[str, Any]) -> BoardColumn:
    return BoardColumn(**data | {"lines": tuple(data["lines"])})


def _scale(data: dict[str, Any]) -> RecordScale:
    return RecordScale(**data | {"marks": tuple(RecordMark(**each) for each in data["marks"])})


def _formal(data: dict[str, Any]) -> RecordFormal:
    due = data["due"]
    return RecordFormal(**data | {"due": date.fromisoformat(due) if due else None})


_READERS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "board": _column,
    "scales": _scale,
    "read_back": lambda data: RecordVerdict(**data),
    "formal": _formal,
    "parked": lambda data: RecordParked(**data),
    "unreached": lambda data: RecordParked(**data),
    "checks": lambda data: RecordCheck(**data),
    "speaking": lambda data: RecordShare(**data),
}
