"""All tables. Personal data rests only here, inside the encrypted file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from moedeleder.models.base import Base, Id, Tracked, UtcDateTime
from moedeleder.models.minutes_tables import (
    CorrectionRoundRow,
    CorrectionRow,
    GapReasonRow,
    MinutesCopyRow,
    ReaderRow,
    RetiredRow,
    UsedDocumentRow,
)
from moedeleder.models.outbox_tables import DeliveryRow as DeliveryRow
from moedeleder.models.outbox_tables import ReminderPlanRow
from moedeleder.models.outbox_tables import SentLetterRow as SentLetterRow
from moedeleder.models.room_tables import (
    EarlierWordsRow,
    PauseRow,
    ReadBackRow,
    ScaleMarkRow,
    ScaleRow,
    TurnRow,
)
from moedeleder.models.round_tables import (
    AgendaVersionRow,
    ContributionRow,
    ProposedTimeRow,
    ReferenceRow,
    TimeAnswerRow,
)
from moedeleder.models.search_tables import SearchLineRow, SearchWaitingRow

# Tables without a place on a meeting's row, named so that the metadata is seen to be whole.
_SEARCH = (SearchLineRow, SearchWaitingRow)


class FamilyRow(Tracked, Base):
    """A child and family."""

    __tablename__ = "family"
    __table_args__ = (Index("ix_family_search_text", "search_text", "id"),)
    child_name: Mapped[str] = mapped_column(Text)
    case_number: Mapped[str] = mapped_column(Text, default="")
    birth_date: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    # The child's name and case number folded, so that finding works alike in every engine.
    search_text: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[list[PersonRow]] = relationship(
        back_populates="family", order_by="PersonRow.position, PersonRow.id"
    )


class PersonRow(Tracked, Base):
    """A person around a child; a colleague when there is no family."""

    __tablename__ = "person"
    family_id: Mapped[str | None] = mapped_column(Id, ForeignKey("family.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(32))
    relation: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str] = mapped_column(Text, default="")
    mail: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    needs: Mapped[str] = mapped_column(Text, default="")
    has_custody: Mapped[bool] = mapped_column(default=False)
    postal_address: Mapped[str] = mapped_column(Text, default="")
    # A person who took part somewhere is put away, never deleted.
    put_away: Mapped[bool] = mapped_column(default=False)
    family: Mapped[FamilyRow | None] = relationship(back_populates="people")


class MeetingRow(Tracked, Base):
    """One meeting."""

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes_positive"),
        # With what is searched, so that a word is looked for without reading the meetings.
        Index("ix_meeting_starts_at", "starts_at", "family_id", "search_text"),
        Index("ix_meeting_state", "state", "starts_at"),
    )
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    type_key: Mapped[str] = mapped_column(String(64))
    type_name: Mapped[str] = mapped_column(Text)
    # Danish wall time: a meeting at 15.30 stays at 15.30 whatever happens to summer time.
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    # Kind, place and purpose folded; the child is found through the family's.
    search_text: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="planned")
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    # Of its entry in calendars; null: made of its own id. Only a meeting whose time the minutes
    # before it sent out has another.
    calendar_uid: Mapped[str | None] = mapped_column(String(64), index=True)
    follow_up_at: Mapped[datetime | None]
    follow_up_none_reason: Mapped[str] = mapped_column(Text, default="")
    previous_id: Mapped[str | None] = mapped_column(Id, ForeignKey("meeting.id"))
    child_voice_way: Mapped[str] = mapped_column(String(16), default="")
    child_voice_note: Mapped[str] = mapped_column(Text, default="")
    answer_by: Mapped[date | None]
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")
    extra_minutes: Mapped[int] = mapped_column(default=0)
    time_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    speaking_in_minutes: Mapped[bool] = mapped_column(default=False)
    feedback_count: Mapped[int] = mapped_column(default=0)
    family: Mapped[FamilyRow] = relationship()
    attendees: Mapped[list[AttendeeRow]] = relationship(
        order_by="AttendeeRow.position, AttendeeRow.id", cascade="all, delete-orphan"
    )
    items: Mapped[list[AgendaItemRow]] = relationship(
        order_by="AgendaItemRow.position, AgendaItemRow.id", cascade="all, delete-orphan"
    )
    checks: Mapped[list[CheckRow]] = relationship(
        order_by="CheckRow.position", cascade="all, delete-orphan"
    )
    statements: Mapped[list[StatementRow]] = relationship(
        order_by="StatementRow.said_at, StatementRow.id", cascade="all, delete-orphan"
    )
    promises: Mapped[list[PromiseRow]] = relationship(
        order_by="PromiseRow.position, PromiseRow.id", cascade="all, delete-orphan"
    )
    visits: Mapped[list[VisitRow]] = relationship(
        order_by="VisitRow.began, VisitRow.id", cascade="all, delete-orphan"
    )
    parts: Mapped[list[MinutesPartRow]] = relationship(cascade="all, delete-orphan")
    versions: Mapped[list[MinutesVersionRow]] = relationship(order_by="MinutesVersionRow.number")
    deliveries: Mapped[list[DeliveryRow]] = relationship(order_by="DeliveryRow.id")
    agenda_versions: Mapped[list[AgendaVersionRow]] = relationship(
        order_by="AgendaVersionRow.number"
    )
    contributions: Mapped[list[ContributionRow]] = relationship(
        order_by="ContributionRow.received_at, ContributionRow.id"
    )
    proposed_times: Mapped[list[ProposedTimeRow]] = relationship(
        order_by="ProposedTimeRow.starts_at, ProposedTimeRow.id", cascade="all, delete-orphan"
    )
    time_answers: Mapped[list[TimeAnswerRow]] = relationship(
        order_by="TimeAnswerRow.id", cascade="all, delete-orphan"
    )
    reminder_plans: Mapped[list[ReminderPlanRow]] = relationship(
        order_by="ReminderPlanRow.kind", cascade="all, delete-orphan"
    )
    references: Mapped[list[ReferenceRow]] = relationship(cascade="all, delete-orphan")
    earlier_words: Mapped[list[EarlierWordsRow]] = relationship(
        order_by="EarlierWordsRow.replaced_at, EarlierWordsRow.id"
    )
    pauses: Mapped[list[PauseRow]] = relationship(
        order_by="PauseRow.began, PauseRow.id", cascade="all, delete-orphan"
    )
    turns: Mapped[list[TurnRow]] = relationship(
        order_by="TurnRow.began, TurnRow.id", cascade="all, delete-orphan"
    )
    scales: Mapped[list[ScaleRow]] = relationship(
        order_by="ScaleRow.position, ScaleRow.id", cascade="all, delete-orphan"
    )
    scale_marks: Mapped[list[ScaleMarkRow]] = relationship(
        order_by="ScaleMarkRow.marked_at, ScaleMarkRow.id", cascade="all, delete-orphan"
    )
    read_back: Mapped[list[ReadBackRow]] = relationship(
        order_by="ReadBackRow.said_at, ReadBackRow.id", cascade="all, delete-orphan"
    )
    used_documents: Mapped[list[UsedDocumentRow]] = relationship(
        order_by="UsedDocumentRow.position, UsedDocumentRow.id", cascade="all, delete-orphan"
    )
    gap_reasons: Mapped[list[GapReasonRow]] = relationship(cascade="all, delete-orphan")
    readers: Mapped[list[ReaderRow]] = relationship(cascade="all, delete-orphan")
    copies: Mapped[list[MinutesCopyRow]] = relationship(order_by="MinutesCopyRow.id")
    rounds: Mapped[list[CorrectionRoundRow]] = relationship(order_by="CorrectionRoundRow.number")
    corrections: Mapped[list[CorrectionRow]] = relationship(
        order_by="CorrectionRow.received_at, CorrectionRow.id"
    )
    retired_marks: Mapped[list[RetiredRow]] = relationship(
        order_by="RetiredRow.marked_at, RetiredRow.id"
    )


def _meeting_id() -> Mapped[str]:
    return mapped_column(Id, ForeignKey("meeting.id"), index=True)


class AttendeeRow(Tracked, Base):
    """A person invited to a meeting."""

    __tablename__ = "attendee"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    meeting_id: Mapped[str] = _meeting_id()
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    duty: Mapped[str] = mapped_column(String(32), default="none")
    attendance: Mapped[str] = mapped_column(String(16), default="expected")
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    why_here: Mapped[str] = mapped_column(Text, default="")
    can_decide: Mapped[str] = mapped_column(Text, default="")
    reply: Mapped[str] = mapped_column(String(16), default="none")
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply_channel: Mapped[str | None] = mapped_column(String(16))
    # Pairs of moments (ISO, UTC): when they left and when they came back.
    away: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    person: Mapped[PersonRow] = relationship(lazy="joined")


class AgendaItemRow(Tracked, Base):
    """A point on the agenda."""

    __tablename__ = "agenda_item"
    meeting_id: Mapped[str] = _meeting_id()
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    minutes: Mapped[int]
    raised_by_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    from_family: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(Text, default="")
    parked: Mapped[str] = mapped_column(String(16), default="")
    parked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Ids of the people who may hear the point; empty means everybody.
    only_for: Mapped[list[str]] = mapped_column(JSON, default=list)
    added_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    raised_by: Mapped[PersonRow | None] = relationship(lazy="joined")


class CheckRow(Tracked, Base):
    """One line of a meeting's checklists, copied from its type when the meeting was made."""

    __tablename__ = "check_line"
    __table_args__ = (UniqueConstraint("meeting_id", "phase", "key"),)
    meeting_id: Mapped[str] = _meeting_id()
    phase: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    stretch: Mapped[str] = mapped_column(String(16), default="during")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str] = mapped_column(Text, default="")


class StatementRow(Tracked, Base):
    """Something said at the meeting; a formal one is a task with a day of its own."""

    __tablename__ = "statement"
    __table_args__ = (Index("ix_statement_formal", "formal", "formal_done_at"),)
    meeting_id: Mapped[str] = _meeting_id()
    item_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True
    )
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(Text, default="")
    formal: Mapped[str] = mapped_column(String(16), default="")
    formal_due: Mapped[date | None]
    formal_done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    part: Mapped[str] = mapped_column(String(32), default="")
    person: Mapped[PersonRow | None] = relationship(lazy="joined")


class PromiseRow(Tracked, Base):
    """What somebody will do by when; also a line of the action plan."""

    __tablename__ = "promise"
    __table_args__ = (Index("ix_promise_kept_at", "kept_at", "due"),)
    meeting_id: Mapped[str] = _meeting_id()
    item_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    goal: Mapped[str] = mapped_column(Text, default="")
    what: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[str | None] = mapped_column(Id, ForeignKey("person.id"))
    owner_name: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None]
    kept_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    worry: Mapped[str] = mapped_column(Text, default="")
    need: Mapped[str] = mapped_column(Text, default="")
    sign: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[PersonRow | None] = relationship(lazy="joined")


class VisitRow(Base):
    """A stretch of time on one point: the clock is computed from these."""

    __tablename__ = "visit"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    item_id: Mapped[str] = mapped_column(
        Id, ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True
    )
    began: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MinutesPartRow(Tracked, Base):
    """One written part of the minutes while it is being worked on."""

    __tablename__ = "minutes_part"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)
    meeting_id: Mapped[str] = _meeting_id()
    key: Mapped[str] = mapped_column(String(32))
    text: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class MinutesVersionRow(Base):
    """A finished version of the minutes. The database refuses to change it."""

    __tablename__ = "minutes_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    meeting_id: Mapped[str] = _meeting_id()
    number: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    checksum: Mapped[str] = mapped_column(String(64))
    finalised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finalised_by: Mapped[str] = mapped_column(Text)


class SettingRow(Tracked, Base):
    """One setting by name; secrets are never here but in the keyring."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(64), unique=True)
    value: Mapped[Any] = mapped_column(JSON)


class PictureRow(Tracked, Base):
    """A picture of the organisation's own, such as its logo."""

    __tablename__ = "picture"
    name: Mapped[str] = mapped_column(String(64), unique=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    suffix: Mapped[str] = mapped_column(String(8))


class ChangeRow(Base):
    """Who changed what when; the words themselves are not repeated here."""

    __tablename__ = "change_log"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    table_name: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[str] = mapped_column(Id, index=True)
    action: Mapped[str] = mapped_column(String(8))
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class TextEditRow(Base):
    """Text as it was typed, kept at once; see ``edit_writer``."""

    __tablename__ = "text_edit"
    __table_args__ = (Index("ix_text_edit_slot", "slot", "seq"), {"sqlite_autoincrement": True})
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    slot: Mapped[str] = mapped_column(String(128))
    content: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
