"""The slot for how the child is heard."""

import pytest

from moedeleder.domain.child_voice import ChildVoice, VoiceWay


@pytest.mark.parametrize(
    ("voice", "settled"),
    [
        (ChildVoice(), False),
        (ChildVoice(note="Alma vil gerne"), False),
        (ChildVoice(VoiceWay.ATTENDS), True),
        (ChildVoice(VoiceWay.SPOKEN_FOR, "Sofie fortæller"), True),
        (ChildVoice(VoiceWay.NOT_HEARD), False),
        (ChildVoice(VoiceWay.NOT_HEARD, "  "), False),
        (ChildVoice(VoiceWay.NOT_HEARD, "Alma er tre måneder"), True),
    ],
)
def test_not_hearing_the_child_takes_a_reason(voice: ChildVoice, settled: bool) -> None:
    assert voice.is_settled is settled
