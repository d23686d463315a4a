"""What may still be changed of a meeting whose minutes are finished."""

from __future__ import annotations

from moedeleder.domain.errors import MeetingFinished
from moedeleder.domain.meetings import MeetingState
from moedeleder.models.tables import MeetingRow


def refuse_finished(row: MeetingRow) -> None:
    """Do nothing while the meeting can still be changed.

    Raises:
        MeetingFinished: its minutes are final.
    """
    if row.state == MeetingState.FINISHED.value:
        raise MeetingFinished


def refuse_locked(row: MeetingRow) -> None:
    """Do nothing while the minutes can be written: before they are finished, and for version 2.

    Raises:
        MeetingFinished: they are final, and nobody has begun the next version.
    """
    if row.state == MeetingState.FINISHED.value and not is_drafting(row):
        raise MeetingFinished


def is_drafting(row: MeetingRow) -> bool:
    """Return whether the next version after finished minutes is being written."""
    newest = row.rounds[-1] if row.rounds else None
    return newest is not None and newest.drafting_since is not None and newest.closed_at is None
