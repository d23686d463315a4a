"""The meeting while it is held: parked points, breaks, who spoke, scales, read-back, feedback."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from moedeleder.models.engine import freeze_table, thaw_table

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# In an order in which each table finds those it points at.
TABLES = (
    "earlier_words",
    "pause",
    "turn",
    "scale",
    "scale_mark",
    "read_back",
    "feedback",
    "feedback_tally",
)
# (name, type, and what rows that were there before are given; None for an empty field)
ADDED: dict[str, tuple[tuple[str, TypeEngine[Any], str | None], ...]] = {
    "meeting": (
        ("extra_minutes", sa.Integer(), "0"),
        ("time_asked_at", sa.DateTime(), None),
        ("speaking_in_minutes", sa.Boolean(), "0"),
        ("feedback_count", sa.Integer(), "0"),
    ),
    "attendee": (("away", sa.JSON(), "[]"),),
    "agenda_item": (
        ("parked", sa.String(length=16), ""),
        ("parked_at", sa.DateTime(), None),
        ("only_for", sa.JSON(), "[]"),
        ("added_at", sa.DateTime(), None),
    ),
    "check_line": (("stretch", sa.String(length=16), "during"),),
    "statement": (
        ("source", sa.Text(), ""),
        ("formal", sa.String(length=16), ""),
        ("formal_due", sa.Date(), None),
        ("formal_done_at", sa.DateTime(), None),
    ),
}
# Where the checks of meetings that were planned before belong.
STRETCHES = {
    "opening": ("introductions", "agenda_approved"),
    "closing": ("owner_and_date", "follow_up", "read_aloud"),
}


def upgrade() -> None:
    for table in ADDED:
        _add(table)
    for stretch, keys in STRETCHES.items():
        named = ", ".join(f"'{key}'" for key in keys)
        op.execute(
            f"UPDATE check_line SET stretch = '{stretch}' "
            f"WHERE phase = 'during' AND key IN ({named})"
        )
    op.create_index("ix_statement_formal", "statement", ["formal", "formal_done_at"])
    _create_words()
    _create_time()
    _create_scales()
    _create_closing()
    for statement in freeze_table(op.get_bind().dialect.name, "earlier_words"):
        op.execute(statement)


def downgrade() -> None:
    for statement in thaw_table(op.get_bind().dialect.name, "earlier_words"):
        op.execute(statement)
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_statement_formal", "statement")
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as batch:
            for name, _type, _value in columns:
                batch.drop_column(name)


def _add(table: str) -> None:
    """Add columns; the value old rows are given is not kept as a default of the table."""
    with op.batch_alter_table(table) as batch:
        for name, kind, value in ADDED[table]:
            empty = value is None
            batch.add_column(sa.Column(name, kind, nullable=empty, server_default=value))
    with op.batch_alter_table(table) as batch:
        for name, _kind, value in ADDED[table]:
            if value is not None:
                batch.alter_column(name, server_default=None)


def _id(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _tracked() -> tuple[sa.Column[Any], ...]:
    return (
        _id("id"),
        _number("version"),
        sa.Column("created_by", sa.String(), nullable=False),
        _moment("created_at", nullable=True),
        sa.Column("changed_by", sa.String(), nullable=False),
        _moment("changed_at", nullable=True),
    )


def _key(table: str) -> sa.Constraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: str) -> sa.Constraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{columns[0]}"))


def _points(table: str, column: str, to: str, ondelete: str | None = None) -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _create_words() -> None:
    op.create_table(
        "earlier_words",
        _id("id"),
        _id("meeting_id"),
        _id("statement_id"),
        _word("kind", 16),
        _text("text"),
        _moment("replaced_at"),
        _text("replaced_by"),
        _points("earlier_words", "meeting_id", "meeting"),
        _key("earlier_words"),
    )
    _index("earlier_words", "meeting_id")
    _index("earlier_words", "statement_id")


def _create_time() -> None:
    op.create_table(
        "pause",
        _id("id"),
        _id("meeting_id"),
        _moment("began"),
        _moment("ended", nullable=True),
        _points("pause", "meeting_id", "meeting"),
        _key("pause"),
    )
    _index("pause", "meeting_id")
    op.create_table(
        "turn",
        _id("id"),
        _id("meeting_id"),
        _id("person_id"),
        _id("item_id", nullable=True),
        _moment("began"),
        _moment("ended", nullable=True),
        _points("turn", "meeting_id", "meeting"),
        _points("turn", "person_id", "person"),
        _points("turn", "item_id", "agenda_item", ondelete="SET NULL"),
        _key("turn"),
    )
    _index("turn", "meeting_id")
    _index("turn", "item_id")


def _create_scales() -> None:
    op.create_table(
        "scale",
        _id("meeting_id"),
        _number("position"),
        _text("question"),
        *_tracked(),
        _points("scale", "meeting_id", "meeting"),
        _key("scale"),
    )
    _index("scale", "meeting_id")
    op.create_table(
        "scale_mark",
        _id("meeting_id"),
        _id("scale_id"),
        _id("person_id"),
        _number("value"),
        _text("reason"),
        _moment("marked_at"),
        *_tracked(),
        sa.CheckConstraint("value BETWEEN 0 AND 10", name=op.f("ck_scale_mark_value_on_the_scale")),
        _points("scale_mark", "meeting_id", "meeting"),
        _points("scale_mark", "scale_id", "scale", ondelete="CASCADE"),
        _points("scale_mark", "person_id", "person"),
        _key("scale_mark"),
        _unique("scale_mark", "scale_id", "person_id"),
    )
    _index("scale_mark", "meeting_id")


def _create_closing() -> None:
    op.create_table(
        "read_back",
        _id("meeting_id"),
        _word("part", 32),
        _id("person_id"),
        _word("verdict", 16),
        _text("words"),
        _text("heard"),
        _moment("said_at"),
        *_tracked(),
        _points("read_back", "meeting_id", "meeting"),
        _points("read_back", "person_id", "person"),
        _key("read_back"),
        _unique("read_back", "meeting_id", "part", "person_id"),
    )
    _index("read_back", "meeting_id")
    answers = "heard understood on_agenda knows_next respected".split()
    op.create_table(
        "feedback",
        _id("id"),
        _word("type_key", 64),
        *(_number(name, nullable=True) for name in answers),
        _key("feedback"),
        sqlite_with_rowid=False,
    )
    told_by = ("quarter", "type_key", "question", "mark")
    op.create_table(
        "feedback_tally",
        _word("quarter", 8),
        _word("type_key", 64),
        _word("question", 16),
        _number("mark"),
        _number("count"),
        sa.PrimaryKeyConstraint(*told_by, name=op.f("pk_feedback_tally")),
        sqlite_with_rowid=False,
    )
