"""What may leave the outbox, and what each outcome writes on a letter's row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moedeleder.domain.errors import MailUncertain, MoedelederError
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.outbox import LetterEventKind, is_given_up, pause_after
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.models import outbox_queries
from moedeleder.models.tables import DeliveryRow, MeetingRow
from moedeleder.services.announcing import may_leave_now
from moedeleder.services.deliveries import is_on_list, newest_letters, reason_name
from moedeleder.services.letter_log import noted
from moedeleder.services.outbox_trouble import passes_by_itself, reply_of

_BEFORE_MEETING = (
    LetterKind.DRAFT,
    LetterKind.INVITATION,
    LetterKind.CANCELLATION,
    LetterKind.WITHDRAWAL,
)
_UPCOMING = (MeetingState.PLANNED.value, MeetingState.CANCELLED.value)


def is_true(row: DeliveryRow, meeting: MeetingRow) -> bool:
    """Return whether what a letter says still holds, and for its receiver."""
    kind = LetterKind(row.kind)
    if not (may_leave_now(meeting, kind) and is_on_list(row, meeting)):
        return False
    return row in newest_letters(meeting, kind)


def is_late(row: DeliveryRow, meeting: MeetingRow, now: datetime) -> bool:
    """Return whether a letter is about coming to a meeting that has begun, or should have.

    Args:
        now: the Danish wall time, as a meeting's start is.
    """
    if LetterKind(row.kind) not in _BEFORE_MEETING:
        return False
    return meeting.state not in _UPCOMING or meeting.starts_at < now


def release(session: Any, row: DeliveryRow, at: datetime, by: str) -> None:
    """Let a letter leave by mail as soon as it can: a person said so."""
    row.state, row.channel = DeliveryState.READY.value, LetterWay.MAIL.value
    row.released_at, row.next_try_at, row.attempts = at, None, 0
    _told(row, None)
    noted(session, row, LetterEventKind.RELEASED, at, by)


def mark_sent(session: Any, row: DeliveryRow, at: datetime, way: LetterWay) -> None:
    """Say that a letter was taken."""
    row.state, row.way, row.sent_at = DeliveryState.SENT.value, way.value, at
    row.next_try_at = None
    _told(row, None)
    noted(session, row, LetterEventKind.SENT, at)


def note_copy(
    session: Any, row: DeliveryRow, at: datetime, refused: MoedelederError | None
) -> None:
    """Note with a letter that left that the archive has no copy; nothing where it has."""
    if refused is not None:
        noted(session, row, LetterEventKind.ARCHIVE_REFUSED, at, "", *reply_of(refused))


def mark_trouble(session: Any, row: DeliveryRow, at: datetime, error: MoedelederError) -> None:
    """Write on a letter what an error means for it, and nothing for any other."""
    if isinstance(error, MailUncertain):
        _mark(session, row, at, error, DeliveryState.UNCERTAIN, LetterEventKind.UNCERTAIN)
    elif passes_by_itself(error):
        _put_off(session, row, at, error)
    else:
        _mark(session, row, at, error, DeliveryState.FAILED, LetterEventKind.REFUSED)


def hold(session: Any, row: DeliveryRow, at: datetime, error: MoedelederError) -> None:
    """Keep a letter here, untried, until a person lets it leave anew."""
    row.released_at = row.next_try_at = None
    _mark(session, row, at, error, DeliveryState.READY, LetterEventKind.PUT_OFF)


def mark_uncertain(session: Any, row: DeliveryRow, at: datetime) -> None:
    """Say that nobody knows whether a letter arrived."""
    mark_trouble(session, row, at, MailUncertain())


def settle_by_word(row: DeliveryRow, state: DeliveryState) -> None:
    """Say what became of an uncertain letter."""
    row.state = state.value
    _told(row, None)


def stop(session: Any, row: DeliveryRow, at: datetime, by: str) -> None:
    """Keep a letter here that has surely not left."""
    row.state = DeliveryState.INTERRUPTED.value
    row.released_at = row.next_try_at = None
    noted(session, row, LetterEventKind.STOPPED, at, by)


def _put_off(session: Any, row: DeliveryRow, at: datetime, error: MoedelederError) -> None:
    row.attempts += 1
    if _has_waited_too_long(session, row, at):
        _mark(session, row, at, error, DeliveryState.FAILED, LetterEventKind.REFUSED)
        return
    row.next_try_at = at + pause_after(row.attempts)
    _mark(session, row, at, error, DeliveryState.READY, LetterEventKind.PUT_OFF)


def _has_waited_too_long(session: Any, row: DeliveryRow, at: datetime) -> bool:
    if row.released_at is None:
        return False
    first = outbox_queries.first_put_off(session, row.id, row.released_at)
    return is_given_up(first, at, row.attempts)


def _mark(
    session: Any,
    row: DeliveryRow,
    at: datetime,
    error: MoedelederError,
    state: DeliveryState,
    event: LetterEventKind,
) -> None:
    row.state = state.value
    if state is not DeliveryState.READY:
        row.next_try_at = None
    _told(row, error)
    noted(session, row, event, at, "", *reply_of(error))


def _told(row: DeliveryRow, error: MoedelederError | None) -> None:
    row.reason = reason_name(error) if error else ""
    row.reply_code, row.reply_words = reply_of(error)
