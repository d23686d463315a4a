"""The minutes after the meeting: sources, readers, copies, corrections, marks and the seal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from moedeleder.models.engine import freeze_table, thaw_table
from moedeleder.models.seals import seal_rows

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# In an order in which each table finds those it points at.
TABLES = (
    "used_document",
    "gap_reason",
    "reader",
    "paper",
    "minutes_copy",
    "correction_round",
    "correction",
    "retired_mark",
    "journal_export",
    "seal",
    "paper_template",
    "own_word",
)
FROZEN = ("paper", "minutes_copy", "retired_mark", "journal_export", "seal", "change_log")
# What was finished before there were seals, with the moment it was.
FINISHED = {"agenda_version": "shared_at", "minutes_version": "finalised_at"}
ADDED: dict[str, tuple[str, ...]] = {"statement": ("part",), "promise": ("worry", "need", "sign")}


def upgrade() -> None:
    _add("statement", sa.Column("part", sa.String(length=32), nullable=False, server_default=""))
    _add("promise", *(_given(name) for name in ADDED["promise"]))
    _create_writing()
    _create_copies()
    _create_corrections()
    _create_seal()
    _create_office()
    for table in FROZEN:
        for statement in freeze_table(op.get_bind().dialect.name, table):
            op.execute(statement)
    _seal_what_is_finished()


def _finished_in(table: str, at: str) -> sa.Select[Any]:
    key: sa.ColumnClause[str] = sa.column("id")
    moment: sa.ColumnClause[Any] = sa.column(at)
    kind = sa.literal(table).label("kind")
    return sa.select(kind, key, moment.label("at")).select_from(sa.table(table))


def _seal_what_is_finished() -> None:
    connection = op.get_bind()
    each = [_finished_in(name, at) for name, at in FINISHED.items()]
    found = connection.execute(sa.union_all(*each).order_by("at", "id")).all()
    seal_rows(connection, [(row.kind, row.id) for row in found], datetime.now(UTC), "")


def downgrade() -> None:
    for table in FROZEN:
        for statement in thaw_table(op.get_bind().dialect.name, table):
            op.execute(statement)
    for table in reversed(TABLES):
        op.drop_table(table)
    for table, names in ADDED.items():
        with op.batch_alter_table(table) as batch:
            for name in names:
                batch.drop_column(name)


def _given(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _add(table: str, *columns: sa.Column[Any]) -> None:
    """Add columns; the empty text old rows are given is not kept as a default of the table."""
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.add_column(column)
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.alter_column(column.name, server_default=None)


def _id(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=nullable)


def _tracked() -> tuple[sa.Column[Any], ...]:
    return (
        _id("id"),
        _number("version"),
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


def _of_meeting(table: str, *columns: sa.Column[Any] | sa.Constraint) -> None:
    """Create a table whose rows belong to a meeting."""
    op.create_table(
        table, _id("meeting_id"), *columns, _points(table, "meeting_id", "meeting"), _key(table)
    )
    _index(table, "meeting_id")


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _create_writing() -> None:
    _of_meeting(
        "used_document",
        _number("position"),
        _word("kind", 16),
        _text("title"),
        _text("author"),
        _day("dated", nullable=True),
        _word("followed", 16),
        _text("reason"),
        *_tracked(),
    )
    _of_meeting(
        "gap_reason",
        _word("gap", 128),
        _text("reason"),
        *_tracked(),
        _unique("gap_reason", "meeting_id", "gap"),
    )
    _of_meeting(
        "reader",
        _id("attendee_id"),
        _json("hidden"),
        _json("papers", nullable=True),
        sa.Column("shares_contact", sa.Boolean(), nullable=False),
        *_tracked(),
        _points("reader", "attendee_id", "attendee", ondelete="CASCADE"),
        _unique("reader", "meeting_id", "attendee_id"),
    )


def _create_copies() -> None:
    op.create_table(
        "paper",
        _word("id", 64),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _key("paper"),
    )
    _of_meeting(
        "minutes_copy",
        _id("id"),
        _id("version_id"),
        _id("attendee_id"),
        _id("person_id"),
        _text("name"),
        _text("content"),
        _word("checksum", 64),
        _json("papers"),
        _moment("made_at"),
        _points("minutes_copy", "version_id", "minutes_version"),
        _unique("minutes_copy", "version_id", "attendee_id"),
    )


def _create_corrections() -> None:
    _of_meeting(
        "correction_round",
        _number("number"),
        _day("until"),
        _moment("closed_at", nullable=True),
        _moment("drafting_since", nullable=True),
        _json("before", nullable=True),
        *_tracked(),
        _unique("correction_round", "meeting_id", "number"),
    )
    _of_meeting(
        "correction",
        _number("number"),
        _id("person_id"),
        _id("answer_id", nullable=True),
        _word("kind", 16),
        _word("part", 32),
        _text("place"),
        _text("words"),
        _word("channel", 16),
        _moment("received_at"),
        _word("decision", 16),
        _text("reason"),
        _moment("decided_at", nullable=True),
        _text("decided_by"),
        *_tracked(),
        _points("correction", "person_id", "person"),
        _points("correction", "answer_id", "answer"),
    )
    _index("correction", "person_id")
    _index("correction", "answer_id")
    _of_meeting(
        "retired_mark",
        _id("id"),
        _number("number"),
        _word("part", 32),
        _text("words"),
        _text("reason"),
        _moment("marked_at"),
        _text("marked_by"),
    )


def _create_seal() -> None:
    _of_meeting(
        "journal_export",
        _id("id"),
        _number("number"),
        _text("manifest"),
        _word("checksum", 64),
        _moment("made_at"),
        _text("made_by"),
    )
    op.create_table(
        "seal",
        _number("seq"),
        _word("kind", 16),
        _word("row_id", 64),
        _word("digest", 64),
        _number("log_seq"),
        _word("log_digest", 64),
        _word("previous", 64),
        _word("link", 64),
        _moment("at"),
        _text("by"),
        _key("seal", "seq"),
        sqlite_autoincrement=True,
    )
    _index("seal", "row_id")


def _create_office() -> None:
    op.create_table(
        "paper_template",
        _word("name", 64),
        _text("file_name"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        *_tracked(),
        _key("paper_template"),
        _unique("paper_template", "name"),
    )
    op.create_table(
        "own_word",
        _word("word", 128),
        *_tracked(),
        _key("own_word"),
        _unique("own_word", "word"),
    )
