"""Passages that proved wrong: where they stand in a record, and the marks in later papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.record_after import RecordCopy, RecordRetired


def stands_in(record: MinutesRecord, part: str, words: str) -> bool:
    """Return whether a passage stands in a part; an empty ``part`` is the whole record.

    Line breaks and spaces count as one space each, so that a passage may run over several lines.
    """
    wanted = _one_line(words)
    return bool(wanted) and wanted in _one_line(" ".join(_texts(record, part)))


def still_standing(
    record: MinutesRecord, marks: Iterable[RecordRetired]
) -> tuple[RecordRetired, ...]:
    """Return the marks whose passage stands in the record; a corrected text needs none."""
    return tuple(each for each in marks if stands_in(record, each.part, each.words))


def with_marks(record: MinutesRecord, marks: Iterable[RecordRetired]) -> MinutesRecord:
    """Return a finished record as it is drawn later, with what proved wrong since marked.

    It keeps telling the checksum of the version that was finished.
    """
    known = frozenset(record.retired)
    new = tuple(each for each in still_standing(record, marks) if each not in known)
    if not new:
        return record
    copy = record.copy or RecordCopy(record.version_checksum, is_cut=False)
    return replace(record, retired=record.retired + new, copy=copy)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _texts(record: MinutesRecord, part: str) -> Iterator[str]:
    yield from (each.text.plain for each in record.parts if part in ("", each.key))
    if part in ("", PartKey.ACTION_PLAN):
        for line in record.plan:
            yield from (line.worry, line.need, line.goal, line.action, line.owner, line.sign)
    if part in ("", PartKey.FOLLOW_UP):
        yield record.follow_up_none_reason
    if part in ("", PartKey.DOCUMENTS):
        for source in record.sources:
            yield from (source.title, source.author, source.reason)
    if part in ("", PartKey.PLAIN_SUMMARY):
        yield record.plain_summary.plain
    if part in ("", PartKey.CHILD_PAGE):
        yield record.child_page.plain
    if not part:
        yield from _beside(record)


def _beside(record: MinutesRecord) -> Iterator[str]:
    """Yield what stands outside the parts: the purpose, the board, points for some, remarks."""
    yield record.purpose
    for column in record.board:
        yield from column.lines
    for point in record.limited:
        yield from (point.title, *point.lines, *(each.action for each in point.promises))
    for remark in record.remarks:
        yield from (remark.words, remark.answer)
    for verdict in record.read_back:
        yield verdict.words
    for formal in record.formal:
        yield formal.text
