"""The passages of finished minutes that somebody can point at, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.rich_text import RichText

_PLAN, _FOLLOW_UP, _SOURCES = "Handleplan", "Opfølgning", "Dokumenter og udtalelser"
_SUMMARY, _CHILD = "Kort og klart", "Til barnet"


@dataclass(frozen=True, slots=True)
class PassagesOf:
    """One part with its heading, and its paragraphs or lines as they stand."""

    part: PartKey
    heading: str
    passages: tuple[str, ...]


def passages(record: MinutesRecord) -> tuple[PassagesOf, ...]:
    """Return the parts that hold anything, in the order they are printed.

    Each passage is one line; breaks and doubled spaces count as one space.
    """
    found: dict[PartKey, tuple[str, list[str]]] = {}
    for part, heading, text in _texts(record):
        line = " ".join(text.split())
        lines = found.setdefault(part, (heading, []))[1]
        if line and line not in lines:
            lines.append(line)
    return tuple(
        PassagesOf(part, heading, tuple(lines)) for part, (heading, lines) in found.items() if lines
    )


def passages_of(record: MinutesRecord, part: str) -> tuple[str, ...]:
    """Return the passages of one part; none where it is not printed."""
    return next((each.passages for each in passages(record) if each.part == part), ())


def _texts(record: MinutesRecord) -> Iterator[tuple[PartKey, str, str]]:
    for part in record.parts:
        yield from ((part.key, part.heading, line) for line in _lines(part.text))
        if part.key is PartKey.DISAGREEMENTS:
            yield from _tables(record)
    if not any(part.key is PartKey.DISAGREEMENTS for part in record.parts):
        yield from _tables(record)
    yield from ((PartKey.PLAIN_SUMMARY, _SUMMARY, each) for each in _lines(record.plain_summary))
    yield from ((PartKey.CHILD_PAGE, _CHILD, each) for each in _lines(record.child_page))


def _tables(record: MinutesRecord) -> Iterator[tuple[PartKey, str, str]]:
    for line in record.plan:
        for text in (line.worry, line.need, line.goal, line.action, line.sign):
            yield PartKey.ACTION_PLAN, _PLAN, text
    yield PartKey.FOLLOW_UP, _FOLLOW_UP, record.follow_up_none_reason
    sources = next(
        (part.heading for part in record.parts if part.key is PartKey.DOCUMENTS), _SOURCES
    )
    for source in record.sources:
        for text in (source.title, source.reason):
            yield PartKey.DOCUMENTS, sources, text


def _lines(text: RichText) -> Iterator[str]:
    yield from (block.text for block in text.blocks)
