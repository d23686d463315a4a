"""The outbox: letters that are tried again, as they left, and reminders a person turned on."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from moedeleder.models.engine import freeze_table, thaw_table

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# In an order in which each table finds those it points at.
TABLES = ("sent_letter", "letter_event", "reminder_plan", "person_number")
FROZEN = ("sent_letter", "letter_event")
# What old rows hold; None where they hold nothing.
ADDED: dict[str, tuple[tuple[str, sa.types.TypeEngine[Any], str | None], ...]] = {
    "person": (("postal_address", sa.Text(), ""),),
    "delivery": (
        ("person_id", sa.String(length=36), ""),
        ("channel", sa.String(length=8), "mail"),
        ("released_at", sa.DateTime(), None),
        ("attempts", sa.Integer(), "0"),
        ("next_try_at", sa.DateTime(), None),
        ("reply_code", sa.Integer(), None),
        ("reply_words", sa.Text(), ""),
        ("sent_at", sa.DateTime(), None),
        ("sender_name", sa.Text(), ""),
        ("sender_address", sa.Text(), ""),
        ("about", sa.String(length=64), ""),
        ("looked_at", sa.DateTime(), None),
    ),
}


def upgrade() -> None:
    for table in ADDED:
        _add(table)
    _name_receivers()
    op.create_index(op.f("ix_delivery_person_id"), "delivery", ["person_id"])
    op.add_column("meeting", sa.Column("calendar_uid", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_meeting_calendar_uid"), "meeting", ["calendar_uid"])
    _create_letters()
    _create_reminders()
    for table in FROZEN:
        for statement in freeze_table(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in FROZEN:
        for statement in thaw_table(op.get_bind().dialect.name, table):
            op.execute(statement)
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index(op.f("ix_meeting_calendar_uid"), "meeting")
    op.drop_column("meeting", "calendar_uid")
    op.drop_index(op.f("ix_delivery_person_id"), "delivery")
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as batch:
            for name, _type, _held in columns:
                batch.drop_column(name)


def _add(table: str) -> None:
    """Add columns; what old rows are given is not kept as a default of the table."""
    given = [name for name, _type, held in ADDED[table] if held is not None]
    with op.batch_alter_table(table) as batch:
        for name, type_, held in ADDED[table]:
            batch.add_column(sa.Column(name, type_, nullable=held is None, server_default=held))
    with op.batch_alter_table(table) as batch:
        for name in given:
            batch.alter_column(name, server_default=None)


def _name_receivers() -> None:
    """Say whose the letters are, where the list still knows, and when those that left did."""
    op.execute(
        "UPDATE delivery SET person_id = COALESCE("
        "(SELECT person_id FROM attendee WHERE attendee.id = delivery.attendee_id), '')"
    )
    op.execute("UPDATE delivery SET sent_at = changed_at WHERE state IN ('sent', 'printed')")
    op.execute("UPDATE delivery SET channel = 'paper' WHERE state = 'printed'")
    # Some reasons let a letter leave once they are mended; nobody has let these leave.
    op.execute("UPDATE delivery SET reason = '' WHERE state = 'ready'")


def _create_letters() -> None:
    op.create_table(
        "sent_letter",
        _id("id"),
        _id("delivery_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _moment("at"),
        _text("message_id"),
        _text("address"),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _points("sent_letter", "delivery_id", "delivery"),
        _key("sent_letter"),
        sa.UniqueConstraint("delivery_id", "number", name=op.f("uq_sent_letter_delivery_id")),
    )
    _index("sent_letter", "delivery_id")
    _index("sent_letter", "message_id")
    op.create_table(
        "letter_event",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        _id("delivery_id"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        _moment("at"),
        _text("by"),
        sa.Column("code", sa.Integer(), nullable=True),
        _text("words"),
        _points("letter_event", "delivery_id", "delivery"),
        _key("letter_event", "seq"),
    )
    _index("letter_event", "delivery_id")


def _create_reminders() -> None:
    op.create_table(
        "reminder_plan",
        _id("meeting_id"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        _text("turned_on_by"),
        _moment("turned_on_at", nullable=True),
        _id("id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        _moment("created_at", nullable=True),
        sa.Column("changed_by", sa.String(), nullable=False),
        _moment("changed_at", nullable=True),
        _points("reminder_plan", "meeting_id", "meeting", ondelete="CASCADE"),
        _key("reminder_plan"),
        sa.UniqueConstraint("meeting_id", "kind", name=op.f("uq_reminder_plan_meeting_id")),
    )
    _index("reminder_plan", "meeting_id")
    op.create_table(
        "person_number",
        _id("person_id"),
        sa.Column("number", sa.String(length=10), nullable=False),
        _moment("kept_at"),
        _text("kept_by"),
        _points("person_number", "person_id", "person", ondelete="CASCADE"),
        _key("person_number", "person_id"),
    )


def _id(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=36), nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _key(table: str, column: str = "id") -> sa.Constraint:
    return sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}"))


def _points(table: str, column: str, to: str, ondelete: str | None = None) -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
