"""The tables of the search: what minutes say, line by line, made from the minutes themselves.

The full-text index over ``search_line`` is not a table of ours but the database's own; triggers
keep the two alike (``engine.full_text_index``).
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from moedeleder.models.base import Base, Id


class SearchLineRow(Base):
    """One part of the minutes as it is searched; see ``search_index`` for who writes it."""

    __tablename__ = "search_line"
    # Later meetings have higher numbers, so that the newest are found first without sorting.
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting_id: Mapped[str] = mapped_column(
        Id, ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    # Where in the minutes: a part, or a list beside the parts.
    part: Mapped[str] = mapped_column(String(32))
    # Its heading where it has one of its own, e.g. whose remark it is.
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    # Words that stand for child, people, kind of meeting and part: choices are searched too.
    tags: Mapped[str] = mapped_column(Text)


class SearchWaitingRow(Base):
    """A meeting whose minutes have not been made searchable yet."""

    __tablename__ = "search_waiting"
    meeting_id: Mapped[str] = mapped_column(
        Id, ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
