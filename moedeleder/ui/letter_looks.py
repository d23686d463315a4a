"""How each state of a letter looks, the same on every page: an icon and a tone."""

from __future__ import annotations

from moedeleder.domain.sending import Delivery, DeliveryState
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone

_LOOKS: dict[DeliveryState, tuple[IconName, Tone]] = {
    DeliveryState.READY: ("clock", Tone.NEUTRAL),
    DeliveryState.SENDING: ("mail", Tone.INFO),
    DeliveryState.SENT: ("check", Tone.OK),
    DeliveryState.FAILED: ("warning", Tone.BAD),
    DeliveryState.UNCERTAIN: ("warning", Tone.WARN),
    DeliveryState.INTERRUPTED: ("pause", Tone.WARN),
    DeliveryState.NO_ADDRESS: ("warning", Tone.WARN),
    DeliveryState.PRINTED: ("printer", Tone.OK),
}


def letter_look(letter: Delivery, *, in_folder: bool = False) -> tuple[IconName, Tone]:
    """Return the icon and tone of how a letter stands.

    Args:
        in_folder: letters leave by way of a folder in this office.
    """
    if letter.lies_in_folder(otherwise=in_folder):
        # Nobody has it yet: no green tick.
        return "folder", Tone.NEUTRAL
    if letter.is_laid_ready:
        # Another system is to send it: nobody here knows that it did.
        return "document", Tone.WARN
    return _LOOKS[letter.state]
