"""What is asked of the tables before letters leave: addresses used, ways chosen, sizes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.models.minutes_tables import MinutesCopyRow, PaperRow
from moedeleder.models.outbox_tables import DeliveryRow, SentLetterRow
from moedeleder.models.starter_queries import starter_files
from moedeleder.models.tables import MeetingRow, MinutesVersionRow


def addresses_used(session: Session, family_id: str) -> frozenset[str]:
    """Return the addresses, folded, that a letter about a child was taken for.

    One that came back counts no more: it is not known to be right.
    """
    letter, sent = DeliveryRow, SentLetterRow
    about = (
        select(letter.id)
        .join(MeetingRow, MeetingRow.id == letter.meeting_id)
        .where(MeetingRow.family_id == family_id, letter.state == DeliveryState.SENT.value)
    )
    now = select(letter.address).where(letter.id.in_(about))
    # Kept as it left: the letter's own address may have been put right since.
    left = select(sent.address).where(
        sent.delivery_id.in_(about),
        sent.id.in_(select(func.max(sent.id)).group_by(sent.delivery_id)),
    )
    found = [*session.scalars(now), *session.scalars(left)]
    return frozenset(each.strip().casefold() for each in found if each.strip())


def last_channels(session: Session, person_ids: Collection[str]) -> Mapping[str, str]:
    """Return the way each person's newest letter was to go; reminders choose none of their own."""
    letter = DeliveryRow
    newest = (
        select(func.max(letter.id))
        .where(letter.person_id.in_(person_ids), letter.kind != LetterKind.REMINDER.value)
        .group_by(letter.person_id)
    )
    query = select(letter.person_id, letter.channel).where(letter.id.in_(newest))
    return {row.person_id: row.channel for row in session.execute(query)}


def pack_size(session: Session, type_keys: Sequence[str]) -> int:
    """Return the bytes of the files that go with the draft agenda of kinds of meeting."""
    return sum(each.size for each in starter_files(session, type_keys))


def copy_sizes(session: Session, meeting_id: str) -> Mapping[str, int]:
    """Return the bytes of the papers kept of the newest version, by attendee id."""
    newest = (
        select(MinutesVersionRow.id)
        .where(MinutesVersionRow.meeting_id == meeting_id)
        .order_by(MinutesVersionRow.number.desc())
        .limit(1)
    )
    query = select(MinutesCopyRow).where(MinutesCopyRow.version_id.in_(newest))
    copies = session.scalars(query).all()
    wanted = {paper["id"] for copy in copies for paper in copy.papers}
    lengths = select(PaperRow.id, func.length(PaperRow.data).label("size")).where(
        PaperRow.id.in_(wanted)
    )
    size = {row.id: row.size for row in session.execute(lengths)}
    return {
        copy.attendee_id: sum(size.get(paper["id"], 0) for paper in copy.papers) for copy in copies
    }
