"""Reading of meetings by what calendars call them, and of the reminders that are turned on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from moedeleder.models.outbox_tables import ReminderPlanRow
from moedeleder.models.tables import MeetingRow


def meeting_known_as(session: Session, uid: str) -> MeetingRow | None:
    """Return the meeting that has taken over an entry in calendars, if there is one."""
    found = select(MeetingRow).where(MeetingRow.calendar_uid == uid).order_by(MeetingRow.id)
    return session.scalars(found).first()


def meetings_after(session: Session, meeting_id: str) -> Sequence[MeetingRow]:
    """Return the meetings that follow another, the oldest first."""
    found = select(MeetingRow).where(MeetingRow.previous_id == meeting_id)
    return session.scalars(found.order_by(MeetingRow.id)).all()


def meetings_with_reminders(session: Session) -> Sequence[str]:
    """Return the ids of meetings for which some reminder is turned on."""
    found = select(ReminderPlanRow.meeting_id).where(ReminderPlanRow.is_on).distinct()
    return session.scalars(found.order_by(ReminderPlanRow.meeting_id)).all()
