"""What a line of the action plan could say more clearly: advice, which never stops anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from moedeleder.domain.completeness import for_everybody, limited_points
from moedeleder.domain.contributions import ContributionKind
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.statements import StatementKind
from moedeleder.domain.vague_times import vague_time

FAR = timedelta(days=366)
"""Further ahead than this, a step on the way helps."""


class SmartKind(StrEnum):
    """What a line lacks to be specific, measurable, somebody's, and in time."""

    OWNER = "owner"
    OWNER_IS_NOBODY = "owner_is_nobody"
    DUE = "due"
    DUE_BEFORE = "due_before"
    DUE_FAR = "due_far"
    VAGUE_ACTION = "vague_action"
    VAGUE_TIME = "vague_time"
    NEED = "need"
    GOAL = "goal"
    VAGUE_GOAL = "vague_goal"
    SIGN = "sign"
    VAGUE_SIGN = "vague_sign"


@dataclass(frozen=True, slots=True)
class SmartGap:
    """One thing that could be clearer; ``words`` are the ones it is about."""

    kind: SmartKind
    words: str = ""


def smart_gaps(promise: Promise, met_on: date | None = None) -> tuple[SmartGap, ...]:
    """Return what a line could say more clearly, the most useful first.

    Args:
        met_on: the day of the meeting, which the limit is held against.
    """
    found = (_who_and_when(promise, met_on), _action(promise), _goal(promise))
    return tuple(gap for each in found for gap in each)


def worries_of(meeting: Meeting) -> tuple[str, ...]:
    """Return the worries said or brought that all may read, each once, to pick from."""
    limited = limited_points(meeting)
    said = [each.text for each in for_everybody(meeting) if each.kind is StatementKind.WORRY]
    brought = [
        each.words_for_others
        for each in meeting.contributions
        if each.kind is ContributionKind.WORRIES and each.is_placed and each.item_id not in limited
    ]
    lines = (" ".join(words.split()) for words in (*said, *brought))
    return tuple(dict.fromkeys(line for line in lines if line))


def is_vague_wish(words: str) -> bool:
    """Return whether a goal is a wish that nobody can see or count."""
    return bool(_VAGUE_WISH.search(words)) and not _COUNTED.search(words)


def vague_action(words: str) -> str:
    """Return the words that say that something is done, but not what; empty for none."""
    found = _VAGUE_ACTION.match(words.strip())
    return found[1] if found else ""


def _who_and_when(promise: Promise, met_on: date | None) -> Iterator[SmartGap]:
    owner = promise.owner_label.strip()
    if not owner:
        yield SmartGap(SmartKind.OWNER)
    elif promise.owner is None and owner.casefold().strip(".") in _NOBODY:
        yield SmartGap(SmartKind.OWNER_IS_NOBODY, owner)
    if promise.due is None:
        yield SmartGap(SmartKind.DUE)
    elif met_on is not None and promise.due < met_on:
        yield SmartGap(SmartKind.DUE_BEFORE)
    elif met_on is not None and promise.due - met_on > FAR:
        yield SmartGap(SmartKind.DUE_FAR)


def _action(promise: Promise) -> Iterator[SmartGap]:
    if words := vague_action(promise.what):
        yield SmartGap(SmartKind.VAGUE_ACTION, words)
    if promise.due is None and (words := vague_time(promise.what)):
        yield SmartGap(SmartKind.VAGUE_TIME, words)


def _goal(promise: Promise) -> Iterator[SmartGap]:
    goal, sign = promise.goal.strip(), promise.sign.strip()
    if not goal:
        yield SmartGap(SmartKind.GOAL)
    elif not sign and is_vague_wish(goal):
        yield SmartGap(SmartKind.VAGUE_GOAL, goal)
    elif not sign:
        yield SmartGap(SmartKind.SIGN)
    if sign and is_vague_wish(sign):
        yield SmartGap(SmartKind.VAGUE_SIGN, sign)
    if promise.worry.strip() and not promise.need.strip():
        yield SmartGap(SmartKind.NEED)


_COUNTED = re.compile(
    r"\d|\b(?:en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|hver|hvert|alle|ingen) "
    r"(?:\w+ )?(?:gang|gange|dag|dage|uge|uger|time|timer|måned|måneder|morgen|morgener|nat|nætter"
    r"|aften|aftener|weekend|weekender|minut|minutter|skoledag|skoledage|hverdag|hverdage)\b"
    r"|\b(?:selv|højst|mindst|om dagen|om ugen|om måneden)\b",
    re.IGNORECASE,
)
"""Something that can be counted or seen: a number, a rhythm, what somebody does alone."""
_VAGUE_WISH = re.compile(
    r"\btrivsel|\btrives\b|\b(?:bedre|god|gode|øget|øge|større|mere|styrket|styrke|forbedret"
    r"|forbedre|højere) (?:\w+ )?(?:trivsel|hverdag|selvværd|selvtillid|kontakt|samarbejde|ro"
    r"|tryghed|struktur|overblik|relationer|udvikling|livskvalitet|motivation|skolegang|humør"
    r"|kommunikation|dialog|stabilitet|fokus|robusthed|mestring)\b"
    r"|\bha(?:ve|r) det (?:godt|bedre|rart|fint)\b|\b(?:går|gå|fungerer?|virker?) bedre\b"
    r"|^(?:det )?går godt[.]?$|\budvikle sig\b|\bmere (?:glad|tryg|rolig|robust|motiveret)\b"
    r"|^(?:ro|tryghed|stabilitet|struktur|udvikling|trivsel|livskvalitet)[.]?$",
    re.IGNORECASE,
)
_VAGUE_ACTION = re.compile(
    r"(?:\w+ )?((?:være|er) opmærksom(?:me)? på|ha(?:ve|r) (?:øget |mere |særligt )?fokus på"
    r"|følger? (?:det |den |sagen )?op|holder? øje med|arbejder? (?:videre )?(?:med|på|hen imod)"
    r"|ser? (?:tiden an|nærmere på)|overvejer?|gør(?:e)? noget ved|støtter? op om|tager? hånd om"
    r"|prøver? at|forsøger? at|tænker? over|understøtter?)\b",
    re.IGNORECASE,
)
_NOBODIES = """
alle vi os man nogen begge kommunen skolen forældrene familien teamet personalet forvaltningen
lærerne pædagogerne netværket fagpersonerne institutionen børnehaven ppr afdelingen
"""
_NOBODY = frozenset(_NOBODIES.split())
"""Owners whom nobody can call."""
