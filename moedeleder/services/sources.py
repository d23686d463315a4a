"""What a line of the minutes was made from: who said it, when, at which point, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.completeness import (
    QUOTES,
    named,
    note_line,
    said_text,
    sayer,
    words_before,
)
from moedeleder.domain.contributions import Contribution
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.read_back import ReadBackAnswer
from moedeleder.domain.statements import KEPT_WORDS, Statement
from moedeleder.services.labels import contribution_label, part_heading, statement_label


@dataclass(frozen=True, slots=True)
class Source:
    """What a line was made from.

    ``line`` is how minutes would say it, ``first_words`` how it was written at first where
    somebody corrected the note since. ``statement`` is None for what was brought before the
    meeting or said at the reading aloud; ``said_at`` is None where no moment is known.
    """

    id: str
    label: str
    who: str
    point: str
    said_at: datetime | None
    words: str
    line: str
    is_own_words: bool
    statement: Statement | None = None
    first_words: str = ""
    is_before: bool = False
    """Whether it was brought before the meeting."""

    def reads_otherwise(self, written: str) -> bool:
        """Return whether somebody's own words read otherwise in ``written`` than they were said."""
        bare = " ".join(self.words.split()).strip(QUOTES)
        return self.is_own_words and bare not in " ".join(written.split())


_READING = "Oplæsning"
_WORDS_ON_POINT = "Ord til punktet"


def source_of(meeting: Meeting, source_id: str) -> Source | None:
    """Return what a line was made from; None where it is gone or the line has no source."""
    if not source_id:
        return None
    return next(_found(meeting, source_id), None)


def _found(meeting: Meeting, source_id: str) -> Iterator[Source]:
    points = {item.id: item.title for item in meeting.items}
    for said in meeting.statements:
        if said.id == source_id and said.is_public:
            yield _of_statement(said, points.get(said.item_id or "", ""))
    for brought in meeting.contributions:
        if brought.id == source_id:
            yield _of_contribution(brought, points.get(brought.item_id or "", ""))
    for item in meeting.items:
        if item.id == source_id:
            yield _of_point(item)
    for answer in meeting.read_back:
        if answer.id == source_id:
            yield _of_answer(answer)


def _of_statement(said: Statement, point: str) -> Source:
    return Source(
        said.id,
        statement_label(said.kind),
        sayer(said),
        point,
        said.said_at,
        said_text(said),
        note_line(said),
        said.kind in KEPT_WORDS,
        said,
        said.first_words,
    )


def _of_contribution(brought: Contribution, point: str) -> Source:
    words = " ".join(brought.words_for_others.split())
    return Source(
        brought.id,
        contribution_label(brought.kind),
        named(brought.person),
        point,
        brought.received_at,
        words,
        words_before(words, brought.person),
        is_own_words=True,
        is_before=True,
    )


def _of_point(item: AgendaItem) -> Source:
    words = " ".join(item.words.split())
    who = named(item.raised_by) if item.raised_by else ""
    line = words_before(words, item.raised_by)
    label = _WORDS_ON_POINT
    return Source(item.id, label, who, item.title, None, words, line, True, is_before=True)


def _of_answer(answer: ReadBackAnswer) -> Source:
    words = " ".join(answer.words.split())
    return Source(
        answer.id,
        _READING,
        named(answer.person),
        part_heading(answer.part),
        answer.said_at,
        words,
        words,
        is_own_words=True,
    )
