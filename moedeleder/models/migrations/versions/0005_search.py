"""The search: what minutes say, line by line, with a full-text index over it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from moedeleder.models.engine import drop_full_text_index, full_text_index

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_line",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        _of_meeting("search_line"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_line")),
    )
    op.create_index(op.f("ix_search_line_meeting_id"), "search_line", ["meeting_id"])
    op.create_table(
        "search_waiting",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        _of_meeting("search_waiting"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_search_waiting")),
    )
    dialect = op.get_bind().dialect.name
    for statement in full_text_index(dialect, "search_words", "search_line", ("text", "tags")):
        op.execute(statement)
    # What the minutes say is gathered by the program itself when it opens the store.
    op.execute("INSERT INTO search_waiting (meeting_id) SELECT id FROM meeting")
    _index_meetings("starts_at", "family_id", "search_text")


def downgrade() -> None:
    _index_meetings("starts_at")
    for statement in drop_full_text_index(op.get_bind().dialect.name, "search_words"):
        op.execute(statement)
    op.drop_table("search_waiting")
    op.drop_table("search_line")


def _index_meetings(*columns: str) -> None:
    op.drop_index("ix_meeting_starts_at", "meeting")
    op.create_index("ix_meeting_starts_at", "meeting", list(columns))


def _of_meeting(table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["meeting_id"],
        ["meeting.id"],
        name=op.f(f"fk_{table}_meeting_id_meeting"),
        ondelete="CASCADE",
    )
