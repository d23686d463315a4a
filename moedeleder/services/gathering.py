"""From what was said to the parts of the minutes: moved, left out, taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from moedeleder.domain import rich_text
from moedeleder.domain.completeness import (
    PART_OF,
    as_blocks,
    limited_points,
    note_line,
    offered_line,
    part_of,
    sayer,
)
from moedeleder.domain.errors import NotFound, PrivateStays
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.record import TEXT_PARTS, MinutesPart, PartKey
from moedeleder.domain.rich_text import Block, RichText
from moedeleder.domain.statements import KEPT_WORDS, LEFT_OUT, Statement
from moedeleder.models import mapping, queries
from moedeleder.models.edit_writer import forget
from moedeleder.models.tables import MeetingRow, StatementRow
from moedeleder.services.context import Context
from moedeleder.services.meetings import refuse_locked
from moedeleder.services.minutes import DISK_PATIENCE, Minutes
from moedeleder.services.minutes_drafting import write_part


@dataclass(frozen=True, slots=True)
class GatheredLine:
    """One statement beside the minutes: who said it at which point, and how it stands now.

    ``part`` is where it stands, None for nowhere; ``written`` how it reads there, empty while it
    is not in the text; ``is_limited`` that only some heard it.
    """

    statement: Statement
    who: str
    line: str
    point: str
    part: PartKey | None
    written: str
    is_limited: bool

    @property
    def is_used(self) -> bool:
        """Whether it stands in the text."""
        return bool(self.written)

    @property
    def is_left_out(self) -> bool:
        """Whether somebody chose to leave it out."""
        return self.statement.part == LEFT_OUT

    @property
    def own_words_changed(self) -> bool:
        """Whether somebody's own words read otherwise in the text than they were said."""
        own = self.statement.kind in KEPT_WORDS
        bare = " ".join(self.statement.text.split()).strip('”“"»«')
        return own and self.is_used and bare not in self.written


@dataclass(frozen=True, slots=True)
class Gathering:
    """All public statements of a meeting, in the order they were said."""

    meeting: Meeting
    lines: tuple[GatheredLine, ...]

    def of(self, part: PartKey | None) -> tuple[GatheredLine, ...]:
        """Return those that stand in a part; None for those that stand nowhere."""
        return tuple(each for each in self.lines if each.part is part)

    def line(self, statement_id: str) -> GatheredLine | None:
        """Return the line of one statement, None where it is not one of the meeting's."""
        return next((each for each in self.lines if each.statement.id == statement_id), None)


@dataclass(frozen=True, slots=True)
class Placed:
    """What moving a statement changed, so that it can be put back as it was.

    ``texts`` are the written parts as they stood before, ``after`` as the move left them; only
    those that changed.
    """

    meeting_id: str
    statement_id: str
    part: str
    texts: Mapping[PartKey, RichText | None]
    after: Mapping[PartKey, RichText] = field(default_factory=dict)


class GatheringStatements:
    """What a person does to bring what was said into the right part of the minutes."""

    def __init__(self, context: Context, minutes: Minutes) -> None:
        self._store, self._typing = context.store, context.typing
        self._minutes = minutes

    def view(self, meeting_id: str) -> Gathering:
        """Return what was said, each line with where it stands.

        Raises:
            NotFound: there is no such meeting.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.reading() as session:
            row = queries.get(session, MeetingRow, meeting_id)
            meeting = mapping.meeting(row)
            parts = self._minutes.parts_of(session, row, meeting, TEXT_PARTS)
        return gathered(meeting, parts)

    def move(
        self, statement_id: str, version: int, part: PartKey, *, for_everybody: bool = False
    ) -> Placed:
        """Let a statement stand in another part, as it reads now.

        Args:
            for_everybody: a person has said yes to everybody reading it. Else what only some
                heard is not put into a text it did not stand in.

        Raises:
            PrivateStays: private notes stand nowhere.
            NotFound: the part is no text, or the statement is gone.
            ChangedElsewhere, MeetingFinished: as named.
        """
        if part not in TEXT_PARTS:
            raise NotFound
        return self._place(statement_id, version, lambda kind: _own_or(part, kind), for_everybody)

    def leave_out(self, statement_id: str, version: int) -> Placed:
        """Let a statement stand in no part; the note itself stays.

        Raises:
            PrivateStays, ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        return self._place(statement_id, version, lambda _kind: LEFT_OUT)

    def take_up(self, statement_id: str, version: int) -> Placed:
        """Let a statement be as it was: where its kind belongs, in the text too.

        What only some heard does not come into the text by this: it waits to be put in.

        Raises:
            PrivateStays, ChangedElsewhere, MeetingFinished, NotFound: as named.
        """
        return self._place(statement_id, version, lambda _kind: "")

    def put_back(self, before: Placed) -> None:
        """Undo a move: the statement and the texts stand as they did.

        What somebody has written in them since stays.

        Raises:
            MeetingFinished, NotFound: as named.
        """
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            row = queries.get(session, MeetingRow, before.meeting_id)
            refuse_locked(row)
            parts = self._minutes.parts_of(session, row, mapping.meeting(row), TEXT_PARTS)
            queries.get(session, StatementRow, before.statement_id).part = before.part
            self._write(session, row, _as_before(before, parts))

    def _place(
        self,
        statement_id: str,
        version: int,
        where: Callable[[Any], str],
        for_everybody: bool = False,
    ) -> Placed:
        self._typing.flush(DISK_PATIENCE)
        with self._store.transaction() as session:
            said = queries.get_at(session, StatementRow, statement_id, version)
            row = queries.get(session, MeetingRow, said.meeting_id)
            refuse_locked(row)
            meeting = mapping.meeting(row)
            statement = next(each for each in meeting.statements if each.id == statement_id)
            if not statement.is_public:
                raise PrivateStays
            parts = self._minutes.parts_of(session, row, meeting, TEXT_PARTS)
            after = replace(statement, part=where(statement.kind))
            may_add = for_everybody or after.item_id not in limited_points(meeting)
            texts = _moved(parts, after, may_add=may_add)
            saved = {part.key for part in row.parts}
            before = {key: parts[key].text if key.value in saved else None for key in texts}
            said.part = after.part
            self._write(session, row, texts)
            return Placed(row.id, statement_id, statement.part, before, texts)

    def _write(
        self, session: Any, row: MeetingRow, texts: Mapping[PartKey, RichText | None]
    ) -> None:
        for key, text in texts.items():
            forget(session, self._minutes.slot(row.id, key))
            if text is not None:
                write_part(session, row, key, text)
            else:
                # Nobody had written in it: it follows the notes again.
                row.parts[:] = [part for part in row.parts if part.key != key.value]
        session.flush()


def gathered(meeting: Meeting, parts: Mapping[PartKey, MinutesPart]) -> Gathering:
    """Return a meeting's public statements with where each stands in the written parts."""
    points = {item.id: item.title for item in meeting.items}
    limited = limited_points(meeting)
    return Gathering(
        meeting,
        tuple(
            GatheredLine(
                each,
                sayer(each),
                note_line(each),
                points.get(each.item_id or "", ""),
                part_of(each),
                _written(parts, each),
                each.item_id in limited,
            )
            for each in meeting.statements
            if each.is_public
        ),
    )


def _written(parts: Mapping[PartKey, MinutesPart], statement: Statement) -> str:
    """Return how a statement reads in its part; empty where it does not stand there."""
    key = part_of(statement)
    if key is None or key not in parts:
        return ""
    blocks = parts[key].text.blocks
    own = " ".join(block.text for block in blocks if block.source == statement.id).strip()
    if own:
        return own
    words = " ".join(statement.text.split())
    return next((block.text for block in blocks if words in block.text), "")


def _own_or(part: PartKey, kind: Any) -> str:
    """Return nothing where a kind belongs in the part anyway: then it follows the kind."""
    return "" if PART_OF.get(kind) is part else part.value


def _moved(
    parts: Mapping[PartKey, MinutesPart], statement: Statement, *, may_add: bool
) -> dict[PartKey, RichText]:
    """Return the texts that change when a statement stands where it is to stand.

    Args:
        may_add: whether it may come into the text where it stands nowhere yet.
    """
    target = part_of(statement)
    texts: dict[PartKey, RichText] = {}
    taken: list[Block] = []
    for key, part in parts.items():
        mine = [block for block in part.text.blocks if block.source == statement.id]
        if mine and key is not target:
            taken += mine
            texts[key] = RichText(tuple(b for b in part.text.blocks if b not in mine))
    if target is not None and (taken or may_add):
        there = parts[target].text
        if not any(block.source == statement.id for block in there.blocks):
            new = RichText(tuple(taken)) if taken else as_blocks([offered_line(statement)])
            texts[target] = rich_text.tidy(there) + new
    return texts


def _as_before(
    placed: Placed, parts: Mapping[PartKey, MinutesPart]
) -> dict[PartKey, RichText | None]:
    """Return the texts with the statement where it stood; what was written since stays."""
    texts: dict[PartKey, RichText | None] = {}
    for key, before in placed.texts.items():
        now = parts[key].text
        # What is saved is tidied, what the move left need not be.
        left = placed.after.get(key)
        touched = left is None or rich_text.tidy(now) != rich_text.tidy(left)
        texts[key] = _with_line(now, before, placed.statement_id) if touched else before
    return texts


def _with_line(now: RichText, before: RichText | None, statement_id: str) -> RichText:
    """Return ``now`` with a statement's lines as ``before`` had them, at the same place."""
    kept = [block for block in now.blocks if block.source != statement_id]
    for at, block in enumerate(before.blocks if before else ()):
        if block.source == statement_id:
            kept.insert(min(at, len(kept)), block)
    return RichText(tuple(kept))
