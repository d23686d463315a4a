"""The tables of the minutes after the meeting: sources, readers, copies, corrections, the seal."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from moedeleder.models.base import Base, Id, Tracked, UtcDateTime

if TYPE_CHECKING:
    from moedeleder.models.tables import PersonRow


def _meeting_id() -> Mapped[str]:
    return mapped_column(Id, ForeignKey("meeting.id"), index=True)


class UsedDocumentRow(Tracked, Base):
    """A document or an expert's statement that the minutes rest on."""

    __tablename__ = "used_document"
    meeting_id: Mapped[str] = _meeting_id()
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text, default="")
    dated: Mapped[date | None]
    followed: Mapped[str] = mapped_column(String(16), default="")
    reason: Mapped[str] = mapped_column(Text, default="")


class GapReasonRow(Tracked, Base):
    """Why the minutes were finished without something they should hold."""

    __tablename__ = "gap_reason"
    __table_args__ = (UniqueConstraint("meeting_id", "gap"),)
    meeting_id: Mapped[str] = _meeting_id()
    gap: Mapped[str] = mapped_column(String(128))
    reason: Mapped[str] = mapped_column(Text)


class ReaderRow(Tracked, Base):
    """What one attendee's copy of the minutes holds; without a row it holds everything."""

    __tablename__ = "reader"
    __table_args__ = (UniqueConstraint("meeting_id", "attendee_id"),)
    meeting_id: Mapped[str] = _meeting_id()
    attendee_id: Mapped[str] = mapped_column(Id, ForeignKey("attendee.id", ondelete="CASCADE"))
    # Names of the sections that are not for this reader.
    hidden: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Which papers this reader gets; null: those that are usual for the role.
    papers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    shares_contact: Mapped[bool] = mapped_column(default=False)


class PaperRow(Base):
    """A paper as it left the house, byte by byte. The database refuses to change it."""

    __tablename__ = "paper"
    # SHA-256 of the bytes: what many receive alike is kept once.
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class MinutesCopyRow(Base):
    """What one person received of a version. The database refuses to change it."""

    __tablename__ = "minutes_copy"
    __table_args__ = (UniqueConstraint("version_id", "attendee_id"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    version_id: Mapped[str] = mapped_column(Id, ForeignKey("minutes_version.id"))
    attendee_id: Mapped[str] = mapped_column(Id)
    person_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(String(64))
    # Name and id of each paper.
    papers: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CorrectionRoundRow(Tracked, Base):
    """The time in which receivers of one version can say whether it is right."""

    __tablename__ = "correction_round"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    meeting_id: Mapped[str] = _meeting_id()
    # Of the version it is about.
    number: Mapped[int]
    until: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Set while the next version is being written; the text before it, to go back to.
    drafting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class CorrectionRow(Tracked, Base):
    """What one receiver said about a version, and what became of it."""

    __tablename__ = "correction"
    meeting_id: Mapped[str] = _meeting_id()
    number: Mapped[int]
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    answer_id: Mapped[str | None] = mapped_column(Id, ForeignKey("answer.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    part: Mapped[str] = mapped_column(String(32), default="")
    place: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[str] = mapped_column(String(16))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision: Mapped[str] = mapped_column(String(16), default="open")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[PersonRow] = relationship(lazy="joined")


class RetiredRow(Base):
    """A passage of finished minutes that proved wrong. The database refuses to change it."""

    __tablename__ = "retired_mark"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    number: Mapped[int]
    part: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    marked_by: Mapped[str] = mapped_column(Text)


class JournalRow(Base):
    """That the minutes were handed to the case system. The database refuses to change it."""

    __tablename__ = "journal_export"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    number: Mapped[int]
    # What was handed over: the metadata file's text, with a checksum of each file.
    manifest: Mapped[str] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(Text)


class SealRow(Base):
    """One link of the chain that ties all finished things to each other and to the change log.

    The database refuses to change it; ``sqlite_autoincrement`` remembers how many there were.
    """

    __tablename__ = "seal"
    __table_args__ = ({"sqlite_autoincrement": True},)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    row_id: Mapped[str] = mapped_column(String(64), index=True)
    # Of everything the sealed row holds.
    digest: Mapped[str] = mapped_column(String(64))
    # The change log up to this line, and the digest of its lines since the seal before.
    log_seq: Mapped[int]
    log_digest: Mapped[str] = mapped_column(String(64))
    # The link before, and this one: a digest of all of the above.
    previous: Mapped[str] = mapped_column(String(64))
    link: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(Text)


class PaperTemplateRow(Tracked, Base):
    """The municipality's own Word template for papers."""

    __tablename__ = "paper_template"
    name: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(Text)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class OwnWordRow(Tracked, Base):
    """A word that is spelt right here although no dictionary knows it."""

    __tablename__ = "own_word"
    word: Mapped[str] = mapped_column(String(128), unique=True)
