"""The tables of the meeting while it is held: breaks, who spoke, scales, read-back, feedback."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from moedeleder.models.base import Base, Id, Tracked, UtcDateTime

if TYPE_CHECKING:
    from moedeleder.models.tables import PersonRow


def _meeting_id() -> Mapped[str]:
    return mapped_column(Id, ForeignKey("meeting.id"), index=True)


class EarlierWordsRow(Base):
    """Own words as they stood before a rewrite. The database refuses to change or drop them."""

    __tablename__ = "earlier_words"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    # No foreign key: a removed statement can be put back, and finds its history again.
    statement_id: Mapped[str] = mapped_column(Id, index=True)
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_by: Mapped[str] = mapped_column(Text)


class PauseRow(Base):
    """A break in a meeting."""

    __tablename__ = "pause"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    began: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TurnRow(Base):
    """A stretch in which somebody was marked as speaking; only the chair sees it."""

    __tablename__ = "turn"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    item_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True
    )
    began: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ScaleRow(Tracked, Base):
    """One question from 0 to 10."""

    __tablename__ = "scale"
    meeting_id: Mapped[str] = _meeting_id()
    position: Mapped[int] = mapped_column(default=0)
    question: Mapped[str] = mapped_column(Text)


class ScaleMarkRow(Tracked, Base):
    """The number one person gave, and why."""

    __tablename__ = "scale_mark"
    __table_args__ = (
        UniqueConstraint("scale_id", "person_id"),
        CheckConstraint("value BETWEEN 0 AND 10", name="value_on_the_scale"),
    )
    meeting_id: Mapped[str] = _meeting_id()
    scale_id: Mapped[str] = mapped_column(Id, ForeignKey("scale.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    value: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReadBackRow(Tracked, Base):
    """What one person said when one part was read aloud."""

    __tablename__ = "read_back"
    __table_args__ = (UniqueConstraint("meeting_id", "part", "person_id"),)
    meeting_id: Mapped[str] = _meeting_id()
    part: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    verdict: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text, default="")
    heard: Mapped[str] = mapped_column(Text, default="")
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    person: Mapped[PersonRow] = relationship(lazy="joined")


class FeedbackRow(Base):
    """One person's five answers about a meeting (mødekvittering), while they wait to be counted.

    It names no person, no meeting and no day, its id is random, and the table keeps no order of
    arrival: nobody shall be able to tell whose it is. With four others it becomes a tally and
    goes.
    """

    __tablename__ = "feedback"
    __table_args__ = ({"sqlite_with_rowid": False},)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    type_key: Mapped[str] = mapped_column(String(64))
    heard: Mapped[int | None]
    understood: Mapped[int | None]
    on_agenda: Mapped[int | None]
    knows_next: Mapped[int | None]
    respected: Mapped[int | None]


class FeedbackTallyRow(Base):
    """How often a mark was given to a question; only sums of at least five people's answers."""

    __tablename__ = "feedback_tally"
    __table_args__ = ({"sqlite_with_rowid": False},)
    # E.g. 2026-4: the quarter in which they were counted.
    quarter: Mapped[str] = mapped_column(String(8), primary_key=True)
    # Empty for answers about several kinds of meeting.
    type_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    question: Mapped[str] = mapped_column(String(16), primary_key=True)
    # 0 for a question that was left out.
    mark: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]
