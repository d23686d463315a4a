"""How the child is heard, in words for everybody and for the child."""

from __future__ import annotations

import pytest

from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.services.child_voice_words import child_voice_line, example_voice
from tests.offices import Bench


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (VoiceWay.UNSAID, ""),
        (VoiceWay.ATTENDS, "Alma er selv med på mødet. En note."),
        (VoiceWay.TOLD_BEFORE, "Alma har fortalt før mødet. Det tager vi med."),
        (VoiceWay.PICTURE, "Alma har lavet noget til mødet. Det ser vi på sammen."),
        (VoiceWay.SPOKEN_FOR, "En anden taler for Alma på mødet. En note."),
        (VoiceWay.NOT_HEARD, "Alma bliver ikke hørt til dette møde. Grunden er: En note."),
    ],
)
def test_each_way_has_its_words(way: VoiceWay, line: str) -> None:
    voice = ChildVoice(way, "En\nnote")
    assert child_voice_line(voice, "Alma Eksempel") == line
    to_child = child_voice_line(voice, "Alma Eksempel", to_child=True)
    assert "Alma" not in to_child
    assert bool(to_child) == bool(line)


def test_a_child_without_a_name_is_the_child() -> None:
    line = child_voice_line(ChildVoice(VoiceWay.ATTENDS), " ")
    assert line == "Barnet er selv med på mødet."


def test_what_stands_in_braces_is_no_field() -> None:
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "{child} {note}")
    assert child_voice_line(voice, "{note}") == (
        "En anden taler for {note} på mødet. {child} {note}."
    )


def test_an_example_is_heard_by_the_child_who_comes_or_by_the_parents(bench: Bench) -> None:
    meeting = bench.meeting()
    assert example_voice(meeting).way is VoiceWay.SPOKEN_FOR
    alma = bench.office.families.add_person(
        bench.family.id, PersonDraft("Alma Eksempel", PersonRole.CHILD)
    )
    meeting = bench.office.meetings.add_attendee(meeting.id, alma.id)
    assert example_voice(meeting) == ChildVoice(VoiceWay.ATTENDS)
