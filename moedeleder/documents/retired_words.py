"""Where words stand that no longer hold, in texts, tables and lists alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from moedeleder.documents import words_after as words
from moedeleder.domain.record import MinutesRecord

Span = tuple[int, int]
# Words as long as these are the same passage wherever they stand; shorter ones may be any words.
SURELY_THE_SAME = 20
_ROOM = ("board", "scales", "read_back", "formal", "parked", "unreached", "limited")


def spans(text: str, passage: str) -> Iterator[Span]:
    """Yield where ``passage`` stands in ``text``, however its blanks are typed."""
    pattern = r"\s+".join(map(re.escape, passage.split()))
    if pattern:
        yield from (found.span() for found in re.finditer(pattern, text))


def retired_spans(text: str, part: str, record: MinutesRecord) -> tuple[Span, ...]:
    """Return where in ``text`` of ``part`` words stand that no longer hold.

    A long passage is found in every part: what proved wrong in one is as wrong in another.
    """
    lines = (
        line
        for each in record.retired
        if each.part in ("", part) or len(each.words) >= SURELY_THE_SAME
        for line in each.words.split("\n")
    )
    return tuple(span for line in lines for span in (*spans(text, line), *_begun(text, line)))


def retired_cell(text: str, part: str, record: MinutesRecord) -> str:
    """Return a cell or line of ``part``, with a word after it when it no longer holds."""
    holds = not retired_spans(text, part, record)
    return text if holds else f"{text} {words.RETIRED_IN_TEXT}"


def with_marks(record: MinutesRecord) -> MinutesRecord:
    """Return the record with that word after what was said in the room and no longer holds."""
    if not record.retired:
        return record
    room = {name: _marked(getattr(record, name), record) for name in _ROOM}
    return replace(record, purpose=retired_cell(record.purpose, "", record), **room)


def joined(found: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that meet as one."""
    kept: list[Span] = []
    for begin, end in sorted(found):
        if kept and begin <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        elif end > begin:
            kept.append((begin, end))
    return kept


def _marked(value: Any, record: MinutesRecord) -> Any:
    """Return ``value`` with all texts in it marked, however deep they lie."""
    if isinstance(value, str):
        return retired_cell(value, "", record)
    if isinstance(value, tuple):
        return tuple(_marked(each, record) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
        return replace(value, **{name: _marked(each, record) for name, each in fields.items()})
    return value


def _begun(text: str, passage: str) -> Iterator[Span]:
    """Yield where a shortened ``text`` ends in the middle of ``passage``."""
    stem = text.removesuffix("…").rstrip()
    if stem == text:
        return
    for length in range(min(len(stem), len(passage) - 1), SURELY_THE_SAME - 1, -1):
        if stem.endswith(passage[:length]):
            yield len(stem) - length, len(text)
            return
