"""Which widget stands behind each step of a meeting."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from moedeleder.ui.desk import Desk
from moedeleder.ui.pages.steps import MeetingStep, Step

_PLACES = {
    Step.AGENDA: ("agenda_step", "AgendaStep"),
    Step.MEETING: ("room_step", "RoomStep"),
    Step.MINUTES: ("minutes_step", "MinutesStep"),
    Step.FOLLOW_UP: ("follow_up_step", "FollowUpStep"),
}


def standard_steps() -> dict[Step, Callable[[Desk], MeetingStep]]:
    """Return what makes each step of a meeting."""
    made: dict[Step, Callable[[Desk], MeetingStep]] = {}
    for step, (module, name) in _PLACES.items():
        try:
            found = importlib.import_module(f"moedeleder.ui.pages.{module}")
        except ModuleNotFoundError:
            continue
        made[step] = cast(Callable[[Desk], MeetingStep], getattr(found, name))
    return made
