"""How the child is heard, in words."""

from __future__ import annotations

from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import PersonRole
from moedeleder.domain.text import clean_line

_WORDS = {
    VoiceWay.ATTENDS: "{child} er selv med på mødet.",
    VoiceWay.TOLD_BEFORE: "{child} har fortalt før mødet. Det tager vi med.",
    VoiceWay.PICTURE: "{child} har lavet noget til mødet. Det ser vi på sammen.",
    VoiceWay.SPOKEN_FOR: "En anden taler for {child} på mødet.",
    VoiceWay.NOT_HEARD: "{child} bliver ikke hørt til dette møde.",
}
_TO_CHILD = {
    VoiceWay.ATTENDS: "Du er selv med på mødet.",
    VoiceWay.TOLD_BEFORE: "Du har fortalt før mødet. Det tager vi med.",
    VoiceWay.PICTURE: "Du har lavet noget til mødet. Det ser vi på sammen.",
    VoiceWay.SPOKEN_FOR: "En anden taler for dig på mødet.",
    VoiceWay.NOT_HEARD: "Du er ikke blevet spurgt til dette møde.",
}
# What the child told or made is the child's own; it is not sent around before the meeting.
_SHARED_NOTES = {
    VoiceWay.ATTENDS: "{note}",
    VoiceWay.SPOKEN_FOR: "{note}",
    VoiceWay.NOT_HEARD: "Grunden er: {note}",
}


def child_voice_line(voice: ChildVoice, child_name: str, *, to_child: bool = False) -> str:
    """Return how the child is heard, as everybody who is invited is told; empty when unsaid.

    Args:
        to_child: whether the child reads it.
    """
    if voice.way is VoiceWay.UNSAID:
        return ""
    child = child_name.strip().split(" ", 1)[0] or "Barnet"
    words = (_TO_CHILD if to_child else _WORDS)[voice.way].replace("{child}", child)
    note = clean_line(voice.note)
    if not note or voice.way not in _SHARED_NOTES:
        return words
    return f"{words} {_SHARED_NOTES[voice.way].replace('{note}', ended(note))}"


def example_voice(meeting: Meeting) -> ChildVoice:
    """Return how the child is heard at an example that does not say: by coming, or by parents."""
    if any(each.person.role is PersonRole.CHILD for each in meeting.attendees):
        return ChildVoice(VoiceWay.ATTENDS)
    return ChildVoice(VoiceWay.SPOKEN_FOR, "Forældrene fortæller")


def ended(sentence: str) -> str:
    """Return a sentence with a full stop, where it has none."""
    return sentence if sentence[-1:] in {"", ".", "?", "!", "…", "”"} else f"{sentence}."
