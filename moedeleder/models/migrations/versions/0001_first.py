"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from moedeleder.models.engine import freeze_table, thaw_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# In an order in which each table finds those it points at.
TABLES = (
    "change_log",
    "family",
    "picture",
    "setting",
    "text_edit",
    "meeting",
    "person",
    "agenda_item",
    "attendee",
    "check_line",
    "delivery",
    "minutes_part",
    "minutes_version",
    "promise",
    "statement",
    "visit",
)


def upgrade() -> None:
    _create_change_log()
    _create_family()
    _create_picture()
    _create_setting()
    _create_text_edit()
    _create_meeting()
    _create_person()
    _create_agenda_item()
    _create_attendee()
    _create_check_line()
    _create_delivery()
    _create_minutes_part()
    _create_minutes_version()
    _create_promise()
    _create_statement()
    _create_visit()
    _run(freeze_table(_dialect(), "minutes_version"))


def downgrade() -> None:
    _run(thaw_table(_dialect(), "minutes_version"))
    for table in reversed(TABLES):
        op.drop_table(table)


def _dialect() -> str:
    return op.get_bind().dialect.name


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)


def _tracked() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=True),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
    )


def _points(table: str, column: str, to: str, ondelete: str | None = None) -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _index(table: str, column: str, *more: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column, *more])


def _create_change_log() -> None:
    op.create_table(
        "change_log",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change_log")),
    )
    _index("change_log", "row_id")


def _create_family() -> None:
    op.create_table(
        "family",
        sa.Column("child_name", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        *_tracked(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
    )
    _index("family", "search_text", "id")


def _create_picture() -> None:
    op.create_table(
        "picture",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("suffix", sa.String(length=8), nullable=False),
        *_tracked(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("name", name=op.f("uq_picture_name")),
    )


def _create_setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        *_tracked(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
    )


def _create_text_edit() -> None:
    op.create_table(
        "text_edit",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("slot", sa.String(length=128), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_text_edit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_text_edit_slot", "text_edit", ["slot", "seq"], unique=False)


def _create_meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("family_id", sa.String(length=36), nullable=False),
        sa.Column("type_key", sa.String(length=64), nullable=False),
        sa.Column("type_name", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("invited_at", sa.DateTime(), nullable=True),
        sa.Column("calendar_sequence", sa.Integer(), nullable=False),
        sa.Column("follow_up_at", sa.DateTime(), nullable=True),
        sa.Column("follow_up_none_reason", sa.Text(), nullable=False),
        sa.Column("previous_id", sa.String(length=36), nullable=True),
        *_tracked(),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_meeting_minutes_positive")),
        _points("meeting", "family_id", "family"),
        _points("meeting", "previous_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    _index("meeting", "family_id")
    _index("meeting", "starts_at")
    _index("meeting", "state", "starts_at")


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("family_id", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("has_custody", sa.Boolean(), nullable=False),
        sa.Column("put_away", sa.Boolean(), nullable=False),
        *_tracked(),
        _points("person", "family_id", "family"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    _index("person", "family_id")


def _create_agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("raised_by_id", sa.String(length=36), nullable=True),
        sa.Column("from_family", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *_tracked(),
        _points("agenda_item", "meeting_id", "meeting"),
        _points("agenda_item", "raised_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    _index("agenda_item", "meeting_id")


def _create_attendee() -> None:
    op.create_table(
        "attendee",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("attendance", sa.String(length=16), nullable=False),
        sa.Column("came_at", sa.DateTime(), nullable=True),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        *_tracked(),
        _points("attendee", "meeting_id", "meeting"),
        _points("attendee", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_attendee_meeting_id")),
    )
    _index("attendee", "meeting_id")
    _index("attendee", "person_id")


def _create_check_line() -> None:
    op.create_table(
        "check_line",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=False),
        *_tracked(),
        _points("check_line", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_line")),
        sa.UniqueConstraint("meeting_id", "phase", "key", name=op.f("uq_check_line_meeting_id")),
    )
    _index("check_line", "meeting_id")


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attendee_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        *_tracked(),
        _points("delivery", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "meeting_id", "kind", "number", "attendee_id", name=op.f("uq_delivery_meeting_id")
        ),
    )
    _index("delivery", "meeting_id")
    _index("delivery", "state")


def _create_minutes_part() -> None:
    op.create_table(
        "minutes_part",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        *_tracked(),
        _points("minutes_part", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_part")),
        sa.UniqueConstraint("meeting_id", "key", name=op.f("uq_minutes_part_meeting_id")),
    )
    _index("minutes_part", "meeting_id")


def _create_minutes_version() -> None:
    op.create_table(
        "minutes_version",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("finalised_at", sa.DateTime(), nullable=False),
        sa.Column("finalised_by", sa.Text(), nullable=False),
        _points("minutes_version", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_version")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_minutes_version_meeting_id")),
    )
    _index("minutes_version", "meeting_id")


def _create_promise() -> None:
    op.create_table(
        "promise",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("kept_at", sa.DateTime(), nullable=True),
        *_tracked(),
        _points("promise", "item_id", "agenda_item", ondelete="SET NULL"),
        _points("promise", "meeting_id", "meeting"),
        _points("promise", "owner_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    _index("promise", "item_id")
    _index("promise", "kept_at", "due")
    _index("promise", "meeting_id")


def _create_statement() -> None:
    op.create_table(
        "statement",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        *_tracked(),
        _points("statement", "item_id", "agenda_item", ondelete="SET NULL"),
        _points("statement", "meeting_id", "meeting"),
        _points("statement", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    _index("statement", "item_id")
    _index("statement", "meeting_id")


def _create_visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("began", sa.DateTime(), nullable=False),
        sa.Column("ended", sa.DateTime(), nullable=True),
        _points("visit", "item_id", "agenda_item", ondelete="CASCADE"),
        _points("visit", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    _index("visit", "item_id")
    _index("visit", "meeting_id")
