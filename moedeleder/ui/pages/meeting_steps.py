"""Which widget stands behind each step of a meeting."""

from __future__ import annotations

from collections.abc import Callable

from moedeleder.ui.desk import Desk
from moedeleder.ui.pages.agenda.step import AgendaStep
from moedeleder.ui.pages.follow_up.step import FollowUpStep
from moedeleder.ui.pages.minutes.step import MinutesStep
from moedeleder.ui.pages.room.step import RoomStep
from moedeleder.ui.pages.steps import MeetingStep, Step


def standard_steps() -> dict[Step, Callable[[Desk], MeetingStep]]:
    """Return what makes each step of a meeting."""
    return {
        Step.AGENDA: AgendaStep,
        Step.MEETING: RoomStep,
        Step.MINUTES: MinutesStep,
        Step.FOLLOW_UP: FollowUpStep,
    }
