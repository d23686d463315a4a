"""The round before the meeting: shared agendas, answers, contributions and proposed times."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from moedeleder.models.engine import freeze_table, lock_columns, thaw_table

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# In an order in which each table finds those it points at.
TABLES = (
    "agenda_version",
    "answer_reference",
    "answer",
    "contribution",
    "receipt_line",
    "proposed_time",
    "time_answer",
    "starter_file",
    "seen_mail",
)
# (name, type, and what rows that were there before are given; None for an empty field)
ADDED: dict[str, tuple[tuple[str, TypeEngine[Any], str | None], ...]] = {
    "meeting": (
        ("child_voice_way", sa.String(length=16), ""),
        ("child_voice_note", sa.Text(), ""),
        ("answer_by", sa.Date(), None),
        ("cancelled_reason", sa.Text(), ""),
    ),
    "attendee": (
        ("why_here", sa.Text(), ""),
        ("can_decide", sa.Text(), ""),
        ("reply", sa.String(length=16), "none"),
        ("replied_at", sa.DateTime(), None),
        ("reply_channel", sa.String(length=16), None),
    ),
    "delivery": (
        ("agenda_number", sa.Integer(), None),
        ("way", sa.String(length=8), ""),
    ),
}
LOCKED = {
    "answer": "channel received_at from_name from_address subject text quoted message_id raw files",
    "contribution": (
        "meeting_id person_id answer_id part_of_id kind words wanted importance channel received_at"
    ),
}
FROZEN = ("agenda_version", "receipt_line")


def upgrade() -> None:
    for table in ADDED:
        _add(table)
    op.create_index(op.f("ix_delivery_message_id"), "delivery", ["message_id"])
    _create_versions_and_references()
    _create_answer()
    _create_contribution()
    _create_times()
    _create_files()
    for table in FROZEN:
        _run(freeze_table(_dialect(), table))
    for table, locked in LOCKED.items():
        _run(lock_columns(_dialect(), table, locked.split()))


def downgrade() -> None:
    for table in (*FROZEN, *LOCKED):
        _run(thaw_table(_dialect(), table))
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index(op.f("ix_delivery_message_id"), "delivery")
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


def _dialect() -> str:
    return op.get_bind().dialect.name


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)


def _id(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _tracked() -> tuple[sa.Column[Any], ...]:
    return (
        _id("id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        _moment("created_at", nullable=True),
        sa.Column("changed_by", sa.String(), nullable=False),
        _moment("changed_at", nullable=True),
    )


def _key(table: str, column: str = "id") -> sa.Constraint:
    return sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: str) -> sa.Constraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{columns[0]}"))


def _points(table: str, column: str, to: str, ondelete: str | None = None) -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _index(table: str, column: str, *more: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column, *more])


def _create_versions_and_references() -> None:
    op.create_table(
        "agenda_version",
        _id("id"),
        _id("meeting_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("content"),
        _word("checksum", 64),
        _moment("shared_at"),
        _text("shared_by"),
        _points("agenda_version", "meeting_id", "meeting"),
        _key("agenda_version"),
        _unique("agenda_version", "meeting_id", "number"),
    )
    _index("agenda_version", "meeting_id")
    op.create_table(
        "answer_reference",
        _id("meeting_id"),
        _id("person_id"),
        _word("code", 32),
        *_tracked(),
        _points("answer_reference", "meeting_id", "meeting"),
        _points("answer_reference", "person_id", "person"),
        _key("answer_reference"),
        _unique("answer_reference", "meeting_id", "person_id"),
        _unique("answer_reference", "code"),
    )
    _index("answer_reference", "meeting_id")
    _index("answer_reference", "person_id")


def _create_answer() -> None:
    op.create_table(
        "answer",
        _id("meeting_id", nullable=True),
        _id("person_id", nullable=True),
        _word("channel", 16),
        _moment("received_at"),
        _word("state", 16),
        _word("doubt", 32),
        *(_text(name) for name in "from_name from_address subject text quoted message_id".split()),
        _word("fault", 64),
        _text("dismissed_reason"),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        *_tracked(),
        _points("answer", "meeting_id", "meeting"),
        _points("answer", "person_id", "person"),
        _key("answer"),
    )
    for column in ("meeting_id", "person_id", "message_id"):
        _index("answer", column)
    _index("answer", "state", "received_at")


def _create_contribution() -> None:
    op.create_table(
        "contribution",
        _id("meeting_id"),
        _id("person_id"),
        _id("answer_id", nullable=True),
        _id("part_of_id", nullable=True),
        _word("kind", 16),
        _text("words"),
        _text("wanted"),
        _word("importance", 16),
        _word("channel", 16),
        _moment("received_at"),
        _word("decision", 16),
        _id("item_id", nullable=True),
        _text("elsewhere"),
        _text("reason"),
        _moment("decided_at", nullable=True),
        _text("decided_by"),
        *_tracked(),
        _points("contribution", "meeting_id", "meeting"),
        _points("contribution", "person_id", "person"),
        _points("contribution", "answer_id", "answer"),
        _points("contribution", "part_of_id", "contribution"),
        _key("contribution"),
    )
    for column in ("meeting_id", "person_id", "answer_id"):
        _index("contribution", column)
    op.create_table(
        "receipt_line",
        _id("id"),
        _id("delivery_id"),
        _id("contribution_id"),
        _text("words"),
        _text("answer"),
        _points("receipt_line", "delivery_id", "delivery"),
        _points("receipt_line", "contribution_id", "contribution"),
        _key("receipt_line"),
    )
    _index("receipt_line", "delivery_id")
    _index("receipt_line", "contribution_id")


def _create_times() -> None:
    op.create_table(
        "proposed_time",
        _id("meeting_id"),
        _moment("starts_at"),
        _moment("chosen_at", nullable=True),
        *_tracked(),
        _points("proposed_time", "meeting_id", "meeting"),
        _key("proposed_time"),
    )
    _index("proposed_time", "meeting_id")
    op.create_table(
        "time_answer",
        _id("meeting_id"),
        _id("proposal_id"),
        _id("person_id"),
        _word("fit", 8),
        _word("channel", 16),
        _moment("answered_at"),
        *_tracked(),
        _points("time_answer", "meeting_id", "meeting"),
        _points("time_answer", "proposal_id", "proposed_time", ondelete="CASCADE"),
        _points("time_answer", "person_id", "person"),
        _key("time_answer"),
        _unique("time_answer", "proposal_id", "person_id"),
    )
    for column in ("meeting_id", "proposal_id", "person_id"):
        _index("time_answer", column)


def _create_files() -> None:
    op.create_table(
        "starter_file",
        _word("type_key", 64),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("name"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        *_tracked(),
        _key("starter_file"),
    )
    _index("starter_file", "type_key")
    op.create_table(
        "seen_mail",
        _word("key", 64),
        _moment("at"),
        _key("seen_mail", "key"),
    )
