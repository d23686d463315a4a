"""The tables of the outbox: letters to leave, as they left, what became of them, reminders."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from moedeleder.models.base import Base, Id, Tracked, UtcDateTime

ANSWERED = "answered"
"""Stands as the reason of a feedback letter that was answered; what was said is not told."""


class DeliveryRow(Tracked, Base):
    """One letter to one attendee, made in the same transaction as what it announces."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("meeting_id", "kind", "number", "attendee_id"),)
    meeting_id: Mapped[str] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    # No foreign key: the letter stays on record when the attendee is taken off the list.
    attendee_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), index=True)
    reason: Mapped[str] = mapped_column(String(64), default="")
    message_id: Mapped[str] = mapped_column(Text, default="", index=True)
    agenda_number: Mapped[int | None]
    way: Mapped[str] = mapped_column(String(8), default="")
    # No foreign key either: the person may be in another machine's store.
    person_id: Mapped[str] = mapped_column(Id, default="", index=True)
    channel: Mapped[str] = mapped_column(String(8), default="mail")
    # When a person let it leave; null: it waits for one.
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply_code: Mapped[int | None]
    reply_words: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sender_name: Mapped[str] = mapped_column(Text, default="")
    sender_address: Mapped[str] = mapped_column(Text, default="")
    about: Mapped[str] = mapped_column(String(64), default="")
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def trouble(self) -> str:
        """What stands in the letter's way, as its reason; that it was answered is no trouble."""
        return "" if self.reason == ANSWERED else self.reason

    @validates("reason")
    def _stays_answered(self, _name: str, reason: str) -> str:
        # Whatever becomes of the letter afterwards: its marks must not be counted once more.
        return ANSWERED if self.reason == ANSWERED else reason


class SentLetterRow(Base):
    """A letter as it left, byte by byte (zlib). The database refuses to change it."""

    __tablename__ = "sent_letter"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    delivery_id: Mapped[str] = mapped_column(Id, ForeignKey("delivery.id"), index=True)
    # Which time it was, from 1: a clock can be set back between two of them.
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    message_id: Mapped[str] = mapped_column(Text, index=True)
    address: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(String(8))
    # Of the letter itself, in bytes.
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class LetterEventRow(Base):
    """Something that happened to a letter on its way. The database refuses to change it."""

    __tablename__ = "letter_event"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    delivery_id: Mapped[str] = mapped_column(Id, ForeignKey("delivery.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text, default="")


class ReminderPlanRow(Tracked, Base):
    """Whether people are reminded of one thing about a meeting; a person turned it on."""

    __tablename__ = "reminder_plan"
    __table_args__ = (UniqueConstraint("meeting_id", "kind"),)
    meeting_id: Mapped[str] = mapped_column(
        Id, ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    days: Mapped[int]
    is_on: Mapped[bool] = mapped_column(default=False)
    turned_on_by: Mapped[str] = mapped_column(Text, default="")
    turned_on_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PersonNumberRow(Base):
    """A person's CPR number, where the municipality keeps it; it is in no other table or file."""

    __tablename__ = "person_number"
    person_id: Mapped[str] = mapped_column(
        Id, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[str] = mapped_column(String(10))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kept_by: Mapped[str] = mapped_column(Text, default="")
