"""The tables of the round before a meeting: shared agendas, answers, contributions and times."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from moedeleder.models.base import Base, Id, Tracked, UtcDateTime

if TYPE_CHECKING:
    from moedeleder.models.tables import PersonRow


class AgendaVersionRow(Base):
    """An agenda as it was shared. The database refuses to change it."""

    __tablename__ = "agenda_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(String(64))
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    shared_by: Mapped[str] = mapped_column(Text)


class ReferenceRow(Tracked, Base):
    """The unguessable code that ties an answer to one person and one meeting."""

    __tablename__ = "answer_reference"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    meeting_id: Mapped[str] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)


class AnswerRow(Tracked, Base):
    """Something that came in, kept whole; whose it is may be decided later."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_state", "state", "received_at"),)
    meeting_id: Mapped[str | None] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    doubt: Mapped[str] = mapped_column(String(32), default="")
    from_name: Mapped[str] = mapped_column(Text, default="")
    from_address: Mapped[str] = mapped_column(Text, default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    quoted: Mapped[str] = mapped_column(Text, default="")
    message_id: Mapped[str] = mapped_column(Text, default="", index=True)
    fault: Mapped[str] = mapped_column(String(64), default="")
    dismissed_reason: Mapped[str] = mapped_column(Text, default="")
    # Name, size, type and fault of each file; their bytes are in ``raw``.
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    # The mail or file as it came, read only when somebody opens it.
    raw: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class ContributionRow(Tracked, Base):
    """One thing somebody brought to the agenda, and what became of it."""

    __tablename__ = "contribution"
    meeting_id: Mapped[str] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    answer_id: Mapped[str | None] = mapped_column(Id, ForeignKey("answer.id"), index=True)
    part_of_id: Mapped[str | None] = mapped_column(Id, ForeignKey("contribution.id"))
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str] = mapped_column(Text, default="")
    importance: Mapped[str] = mapped_column(String(16), default="unsaid")
    channel: Mapped[str] = mapped_column(String(16))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision: Mapped[str] = mapped_column(String(16), default="open")
    # No foreign key: when the point is put back, the contribution stands under it again.
    item_id: Mapped[str | None] = mapped_column(Id)
    elsewhere: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[PersonRow] = relationship(lazy="joined")


class ReceiptLineRow(Base):
    """What one letter told about one contribution."""

    __tablename__ = "receipt_line"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    delivery_id: Mapped[str] = mapped_column(Id, ForeignKey("delivery.id"), index=True)
    contribution_id: Mapped[str] = mapped_column(Id, ForeignKey("contribution.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)


class ProposedTimeRow(Tracked, Base):
    """One time a meeting could have."""

    __tablename__ = "proposed_time"
    meeting_id: Mapped[str] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    starts_at: Mapped[datetime]
    chosen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TimeAnswerRow(Tracked, Base):
    """Whether a proposed time suits one person."""

    __tablename__ = "time_answer"
    __table_args__ = (UniqueConstraint("proposal_id", "person_id"),)
    meeting_id: Mapped[str] = mapped_column(Id, ForeignKey("meeting.id"), index=True)
    proposal_id: Mapped[str] = mapped_column(
        Id, ForeignKey("proposed_time.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    fit: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(16))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StarterFileRow(Tracked, Base):
    """A PDF the office sends along with the agenda of one kind of meeting (startpakke)."""

    __tablename__ = "starter_file"
    type_key: Mapped[str] = mapped_column(String(64), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class SeenMailRow(Base):
    """A mail that has been looked at, so that nothing is taken twice."""

    __tablename__ = "seen_mail"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
