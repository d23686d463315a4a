"""What is left when a meeting ends, said in words, each with where it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from moedeleder.domain.agenda import Parked
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meeting_clock import PointStanding, standing
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.read_back import READ_PARTS
from moedeleder.domain.record import Gap, GapKind, PartKey
from moedeleder.domain.statements import Formal
from moedeleder.domain.text import shorten
from moedeleder.services.read_back import ReadBackView
from moedeleder.ui.pages.room.closing.people import people_of
from moedeleder.ui.pages.room.closing.words import part_name
from moedeleder.ui.pages.room.words import day_words, namer
from moedeleder.ui.wording import count_text, gap_text

_TITLE = 80
_NAMED = 3


class LeftPlace(Enum):
    """Where something that is left is settled."""

    POINT = auto()
    PROMISES = auto()
    PART = auto()
    PRESENCE = auto()
    AGENDA = auto()
    ROOM = auto()


@dataclass(frozen=True)
class Left:
    """One thing that is left; ``is_open`` when somebody still has to do something about it."""

    text: str
    place: LeftPlace
    item_id: str = ""
    part: PartKey | None = None
    gap: Gap | None = None
    is_open: bool = True


def what_is_left(view: ReadBackView, line: str = "") -> tuple[Left, ...]:
    """Return what is left of a meeting: first what is open, then what is already taken care of.

    Args:
        line: what to say of a line that is written and not kept; empty for none.
    """
    meeting = view.meeting
    found = [
        *([Left(line, LeftPlace.ROOM)] if line else []),
        *_points(meeting),
        *_promises(meeting),
        *_conclusion(view),
        *_follow_up(meeting),
        *_silent(view),
        *_people(meeting),
        *_contributions(meeting),
        *_parked(meeting),
        *_formal(meeting),
    ]
    return tuple(sorted(found, key=lambda each: not each.is_open))


def _points(meeting: Meeting) -> Iterator[Left]:
    for item in meeting.items:
        if standing(meeting, item) is PointStanding.LATER:
            family = " (familiens punkt)" if item.is_familys else ""
            text = f"Ikke nået: {shorten(item.title, _TITLE)}{family}"
            yield Left(text, LeftPlace.POINT, item_id=item.id)


def _promises(meeting: Meeting) -> Iterator[Left]:
    for number, promise in enumerate(meeting.promises, 1):
        kinds = []
        if not promise.owner_label.strip():
            kinds.append(GapKind.PROMISE_WITHOUT_OWNER)
        if promise.due is None:
            kinds.append(GapKind.PROMISE_WITHOUT_DUE)
        for kind in kinds:
            gap = Gap(kind, PartKey.ACTION_PLAN, number, promise.id)
            text = f"{gap_text(gap)}: {shorten(promise.what, _TITLE)}"
            yield Left(text, LeftPlace.PROMISES, part=PartKey.ACTION_PLAN, gap=gap)


def _conclusion(view: ReadBackView) -> Iterator[Left]:
    if not view.texts.get(PartKey.CONCLUSION, "").strip():
        yield Left("Konklusionen er tom", LeftPlace.PART, part=PartKey.CONCLUSION)


def _follow_up(meeting: Meeting) -> Iterator[Left]:
    if not meeting.follow_up.is_settled:
        text = "I har ikke valgt, hvordan I følger op"
        yield Left(text, LeftPlace.PART, part=PartKey.FOLLOW_UP)


def _silent(view: ReadBackView) -> Iterator[Left]:
    short = namer(view.meeting.attendees)
    if not view.answers:
        yield Left("Der er ikke læst op endnu", LeftPlace.PART, part=READ_PARTS[0])
        return
    for part in READ_PARTS:
        if not view.texts.get(part, "").strip():
            continue
        people = people_of(view, part)
        silent = [each for each in people if view.answer_of(part, each.id) is None]
        again = [each for each in people if (part, each.id) in view.changed]
        name = part_name(part)
        if len(silent) == len(people):
            yield Left(f"{name}: ikke læst op endnu", LeftPlace.PART, part=part)
        elif silent:
            names = _names([short(each) for each in silent])
            text = f"{name}: ikke spurgt endnu: {names}"
            yield Left(text, LeftPlace.PART, part=part)
        if again:
            names = _names([short(each) for each in again])
            text = f"{name}: teksten er ændret, siden {names} svarede"
            yield Left(text, LeftPlace.PART, part=part)


def _people(meeting: Meeting) -> Iterator[Left]:
    waiting = sum(each.attendance is Attendance.EXPECTED for each in meeting.attendees)
    if waiting:
        people = count_text(waiting, "deltager", "deltagere")
        yield Left(f"Fremmøde er ikke noteret for {people}", LeftPlace.PRESENCE)


def _contributions(meeting: Meeting) -> Iterator[Left]:
    waiting = sum(each.is_open for each in meeting.contributions)
    if waiting:
        yield Left(f"{waiting} bidrag fra familien mangler svar", LeftPlace.AGENDA)


def _parked(meeting: Meeting) -> Iterator[Left]:
    where = {
        Parked.FOLLOW_UP: "Parkeret til opfølgning",
        Parked.NEXT_AGENDA: "Parkeret til næste møde",
    }
    for item in meeting.items:
        if item.is_parked:
            text = f"{where[item.parked]}: {shorten(item.title, _TITLE)}"
            yield Left(text, LeftPlace.ROOM, item_id=item.id, is_open=False)


def _formal(meeting: Meeting) -> Iterator[Left]:
    for said in meeting.statements:
        if said.formal is Formal.NONE or said.formal_done_at is not None:
            continue
        kind = "Ansøgning" if said.formal is Formal.APPLICATION else "Kræver afgørelse"
        words = f"{kind}: {shorten(' '.join(said.text.split()), _TITLE)}"
        if said.formal_due is None:
            yield Left(f"{words} (ingen dag endnu)", LeftPlace.POINT, item_id=said.item_id or "")
            continue
        due = day_words(said.formal_due, meeting.starts_at.date())
        text = f"{words} · senest {due}"
        yield Left(text, LeftPlace.POINT, item_id=said.item_id or "", is_open=False)


def _names(names: list[str]) -> str:
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} og {len(names) - _NAMED} mere"
    return " og ".join(filter(None, (", ".join(names[:-1]), names[-1])))
