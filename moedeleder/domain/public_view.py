"""What everybody in the room may see of a meeting while it is held: the screen for all.

A ``PublicView`` is made of public things alone, chosen one by one: whatever is not named here
stays on the chair's own screen. Private notes, who has spoken for how long, the checklist, the
ways to reach people and the reasons behind a parked point have no place in it at all; a point that
only some may hear is withheld while somebody else is, or may be, in the room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from moedeleder.domain.agenda import AgendaItem
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meeting_clock import PointStanding, ends_by, standing
from moedeleder.domain.meetings import Meeting, MeetingState, Promise
from moedeleder.domain.people import Person
from moedeleder.domain.read_back import Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.short_names import namer
from moedeleder.domain.statements import BOARD, Formal, Statement, StatementKind

PROMISE = "promise"
"""The kind of a line that is a promise; the others are ``StatementKind`` values."""
SHOWN_KINDS = frozenset(
    {
        StatementKind.FACT,
        StatementKind.ASSESSMENT,
        StatementKind.PARENT_WORDS,
        StatementKind.CHILD_WORDS,
        StatementKind.DISAGREEMENT,
        StatementKind.GUIDANCE,
        *BOARD,
    }
)
"""Named one by one: a kind that is added later stays away until somebody writes it here."""
_FAMILYS = (StatementKind.PARENT_WORDS, StatementKind.CHILD_WORDS)
_LONGEST = 1200
"""Characters of a line; nobody reads more from a wall."""
_LONGEST_PART = 4000
_NEWEST = 120
"""More lines of small words than that have no room on any wall."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_GONE = (Attendance.APOLOGY, Attendance.LEFT_EARLY)


class Scene(StrEnum):
    """What the screen for all is about right now."""

    WAITING = "waiting"
    POINT = "point"
    BOARD = "board"
    READ_BACK = "read_back"
    BREAK = "break"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Focus:
    """What the chair has before them; ``text`` is the part of the minutes that is read aloud."""

    scene: Scene = Scene.POINT
    part: PartKey | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """The line that is being written; ``kind`` is a ``StatementKind`` value or ``promise``.

    ``was_private`` says that its words have stood there as a private note.
    """

    id: str
    kind: str
    text: str
    item_id: str | None = None
    person_id: str | None = None
    owner: str = ""
    due: str = ""
    replaces: str = ""
    was_private: bool = False


@dataclass(frozen=True, slots=True)
class PublicPoint:
    """A point of the agenda; title and ``raised_by`` are empty while it is withheld."""

    number: int
    title: str
    raised_by: str
    minutes: int
    is_familys: bool
    standing: PointStanding = PointStanding.LATER
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class PublicLine:
    """Something said or promised; ``due_typed`` is a day as it is being typed.

    ``is_familys`` says that it is the family's own words.
    """

    id: str
    kind: str
    text: str
    who: str = ""
    source: str = ""
    formal: Formal = Formal.NONE
    due: date | None = None
    due_typed: str = ""
    is_draft: bool = False
    is_familys: bool = False


@dataclass(frozen=True, slots=True)
class PublicMark:
    """The number one person gave on a scale, and why."""

    who: str
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class PublicScale:
    """A question from 0 to 10 and the numbers given."""

    question: str
    marks: tuple[PublicMark, ...]


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """What somebody said to what was read aloud."""

    who: str
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class PublicView:
    """All that the screen for all can show; ``ends`` is Danish wall time."""

    scene: Scene
    purpose: str
    ends: datetime
    points: tuple[PublicPoint, ...] = ()
    lines: tuple[PublicLine, ...] = ()
    scales: tuple[PublicScale, ...] = ()
    part: PartKey | None = None
    text: str = ""
    answers: tuple[PublicAnswer, ...] = ()
    next_meeting: datetime | None = None

    @property
    def now(self) -> PublicPoint | None:
        """The point that is being talked about, if any."""
        return next((p for p in self.points if p.standing is PointStanding.NOW), None)


def public_view(
    meeting: Meeting, draft: DraftLine | None = None, focus: Focus | None = None
) -> PublicView:
    """Return what everybody in the room may see of ``meeting``.

    Args:
        draft: the line that is being written, if any.
        focus: what the chair has before them; the current point when left out.
    """
    chosen = focus or Focus()
    scene = _scene(meeting, chosen)
    reading = scene is Scene.READ_BACK
    return PublicView(
        scene,
        meeting.purpose,
        ends_by(meeting),
        _points(meeting),
        _lines(meeting, scene, draft, chosen),
        _scales(meeting) if scene is Scene.BOARD else (),
        chosen.part if reading else None,
        # The promises are shown line by line, those for everybody alone.
        chosen.text[:_LONGEST_PART] if reading and chosen.part is not PartKey.ACTION_PLAN else "",
        _answers(meeting, chosen.part) if reading else (),
        meeting.follow_up.at if reading or scene is Scene.OVER else None,
    )


def is_withheld(meeting: Meeting, item: AgendaItem) -> bool:
    """Return whether a point may not be shown: somebody it is not for is, or may be, in the room.

    Who is not noted as gone counts as here.
    """
    if not item.is_limited:
        return False
    others = (each for each in meeting.attendees if each.person.id not in item.only_for)
    return any(each.attendance not in _GONE for each in others)


def shown_draft(meeting: Meeting, draft: DraftLine | None) -> DraftLine | None:
    """Return the line that is being written when everybody may see it, else None.

    A slash at the start may yet make the line private, and so may one in the other fields.
    """
    if draft is None or not draft.text.strip() or draft.was_private:
        return None
    if draft.kind != PROMISE and draft.kind not in SHOWN_KINDS:
        return None
    typed = (draft.text, draft.owner, draft.due)
    if any(words.lstrip().startswith("/") for words in typed) or _is_half_a_name(draft.text):
        return None
    return None if _is_kept(meeting, draft) or _replaces_private(meeting, draft) else draft


def _is_half_a_name(text: str) -> bool:
    return text.startswith("@") and " " not in text


def _is_kept(meeting: Meeting, draft: DraftLine) -> bool:
    said = any(each.id == draft.id for each in meeting.statements)
    return said or any(each.id == draft.id for each in meeting.promises)


def _replaces_private(meeting: Meeting, draft: DraftLine) -> bool:
    return any(s.id == draft.replaces and not s.is_public for s in meeting.statements)


def _scene(meeting: Meeting, focus: Focus) -> Scene:
    if meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return Scene.WAITING
    if meeting.is_paused and meeting.state is MeetingState.RUNNING:
        return Scene.BREAK
    if focus.scene in (Scene.BOARD, Scene.READ_BACK):
        return focus.scene
    return Scene.POINT if meeting.state is MeetingState.RUNNING else Scene.OVER


def _points(meeting: Meeting) -> tuple[PublicPoint, ...]:
    short = namer(meeting.attendees)

    def shown(number: int, item: AgendaItem) -> PublicPoint:
        hidden = is_withheld(meeting, item)
        raised = short(item.raised_by) if item.raised_by and not hidden else ""
        return PublicPoint(
            number,
            "" if hidden else item.title,
            raised,
            item.minutes,
            item.is_familys and not hidden,
            standing(meeting, item),
            hidden,
        )

    return tuple(shown(number, item) for number, item in enumerate(meeting.items, 1))


def _lines(
    meeting: Meeting, scene: Scene, draft: DraftLine | None, focus: Focus
) -> tuple[PublicLine, ...]:
    written = shown_draft(meeting, draft)
    if scene is Scene.POINT:
        return _said(meeting, written, _at_the_point(meeting), SHOWN_KINDS, promises=True)
    everywhere = _may_be_heard(meeting)
    if scene is Scene.BOARD:
        return _said(meeting, written, everywhere, frozenset(BOARD), promises=False)
    if scene is Scene.OVER or (scene is Scene.READ_BACK and focus.part is PartKey.ACTION_PLAN):
        return _said(meeting, None, everywhere, frozenset(), promises=True)
    return ()


def _at_the_point(meeting: Meeting) -> Callable[[str | None], bool]:
    current = meeting.current_item
    if current is None:
        return lambda item_id: item_id is None and not meeting.items
    hidden = is_withheld(meeting, current)
    return lambda item_id: item_id == current.id and not hidden


def _may_be_heard(meeting: Meeting) -> Callable[[str | None], bool]:
    # What stood at a point that is gone may have been for some only: it is left out.
    open_to_all = {item.id for item in meeting.items if not is_withheld(meeting, item)}
    return lambda item_id: item_id is None or item_id in open_to_all


def _said(
    meeting: Meeting,
    draft: DraftLine | None,
    belongs: Callable[[str | None], bool],
    kinds: frozenset[StatementKind],
    *,
    promises: bool,
) -> tuple[PublicLine, ...]:
    short = namer(meeting.attendees)
    found: list[Statement | Promise] = [
        each for each in meeting.statements if each.kind in kinds and belongs(each.item_id)
    ]
    if promises:
        found += [each for each in meeting.promises if belongs(each.item_id)]
    found.sort(key=_when)
    # What was said long ago has left the wall already; what was promised is read to the end.
    newest = found[-_NEWEST:] if kinds else found
    lines = [_line(each, short) for each in newest]
    fits = draft is not None and (promises if draft.kind == PROMISE else draft.kind in kinds)
    if draft is not None and fits and belongs(draft.item_id):
        _put_in(lines, _written(draft, meeting, short))
    return tuple(lines)


def _when(thing: Statement | Promise) -> tuple[datetime, str]:
    at = thing.said_at if isinstance(thing, Statement) else thing.made_at
    return at or _LONG_AGO, thing.id


def _line(thing: Statement | Promise, short: Callable[[Person], str]) -> PublicLine:
    return _statement(thing, short) if isinstance(thing, Statement) else _promise(thing, short)


def _put_in(lines: list[PublicLine], written: PublicLine) -> None:
    """Put the line being written where the one it replaces stands, else last."""
    for at, line in enumerate(lines):
        if line.id == written.id:
            lines[at] = written
            return
    lines.append(written)


def _statement(said: Statement, short: Callable[[Person], str]) -> PublicLine:
    who = short(said.person) if said.person else ""
    text = said.text[:_LONGEST]
    theirs = said.kind in _FAMILYS or (said.person is not None and said.person.is_family_side)
    return PublicLine(
        said.id, said.kind.value, text, who, said.source, said.formal, is_familys=theirs
    )


def _promise(promise: Promise, short: Callable[[Person], str]) -> PublicLine:
    who = short(promise.owner) if promise.owner else promise.owner_name
    return PublicLine(promise.id, PROMISE, promise.what[:_LONGEST], who, due=promise.due)


def _written(draft: DraftLine, meeting: Meeting, short: Callable[[Person], str]) -> PublicLine:
    people = {each.person.id: each.person for each in meeting.attendees}
    person = people.get(draft.person_id or "")
    who = draft.owner if draft.kind == PROMISE else short(person) if person else ""
    return PublicLine(
        draft.replaces or draft.id,
        str(draft.kind),
        # The newest words of a long line are the ones being written.
        draft.text[-_LONGEST:],
        who,
        due_typed=draft.due,
        is_draft=True,
    )


def _scales(meeting: Meeting) -> tuple[PublicScale, ...]:
    short = namer(meeting.attendees)
    return tuple(
        PublicScale(
            scale.question,
            tuple(PublicMark(short(m.person), m.value, m.reason) for m in scale.marks),
        )
        for scale in meeting.scales
    )


def _answers(meeting: Meeting, part: PartKey | None) -> tuple[PublicAnswer, ...]:
    short = namer(meeting.attendees)
    said = (each for each in meeting.read_back if each.part is part)
    return tuple(PublicAnswer(short(a.person), a.verdict, a.words) for a in said)
