"""What a line of the action plan says of itself: advice in words, and whom it is for."""

from __future__ import annotations

from moedeleder.domain.completeness import joined
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.smart import SmartGap, SmartKind
from moedeleder.domain.text import shorten

_LONGEST = 60
_ADVICE = {
    SmartKind.OWNER: "Der står ikke, hvem der gør det.",
    SmartKind.OWNER_IS_NOBODY: "”{0}” er ikke en person: hvem kan man ringe til?",
    SmartKind.DUE: "Der står ikke, hvornår det er gjort.",
    SmartKind.DUE_BEFORE: "Fristen ligger før mødet.",
    SmartKind.DUE_FAR: "Der er over et år til fristen: er der et skridt på vejen?",
    SmartKind.VAGUE_ACTION: "”{0}” siger ikke, hvad der bliver gjort.",
    SmartKind.VAGUE_TIME: "”{0}” er ikke en dag: hvornår?",
    SmartKind.NEED: "Der står ikke, hvad barnet har brug for.",
    SmartKind.GOAL: "Der står ikke, hvad I vil nå.",
    SmartKind.VAGUE_GOAL: "”{0}” kan ikke måles: hvad skal I kunne se?",
    SmartKind.SIGN: "Der står ikke, hvordan I kan se, at det virker.",
    SmartKind.VAGUE_SIGN: "”{0}” kan ikke ses: hvad lægger I mærke til?",
}


def smart_text(gap: SmartGap) -> str:
    """Return one piece of advice as a short sentence."""
    return _ADVICE[gap.kind].format(shorten(gap.words.strip().rstrip("."), _LONGEST))


def only_for_text(meeting: Meeting, promise: Promise) -> str:
    """Return ``Kun for Sofie og Jonas`` for a promise that only some may hear of, else nothing."""
    item = next((each for each in meeting.items if each.id == promise.item_id), None)
    if item is None or not item.is_limited:
        return ""
    names = [a.person.name for a in meeting.attendees if a.person.id in item.only_for]
    return f"Kun for {joined(names)}" if names else "Kun for nogle"
