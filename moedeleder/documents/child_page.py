"""A page for the child or young person: few words, large letters, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.documents import words, words_after
from moedeleder.documents.lines import footer_line
from moedeleder.documents.marked_text import MarkedText, marked
from moedeleder.documents.table import Row
from moedeleder.domain import danish
from moedeleder.domain.record import MinutesRecord, PartKey


@dataclass(frozen=True, slots=True)
class ChildView:
    """The child's page: to whom, of which day, the text, and whom to ask."""

    heading: str
    document_title: str
    who: str
    facts: tuple[Row, ...]
    draft: str
    met: str
    text: MarkedText
    ask_heading: str
    ask: str
    footer: str


def child_view(record: MinutesRecord) -> ChildView:
    """Return what the child's page shows."""
    return ChildView(
        heading=words_after.to_child(record.child_name),
        # The file itself names no child.
        document_title=words_after.CHILD,
        who="",
        facts=(),
        draft=words.DRAFT if record.number == 0 else "",
        met=" ".join(
            each
            for each in (
                words_after.met_on(danish.long_date(record.starts_at)),
                words_after.newer_page(record.number),
            )
            if each
        ),
        text=marked(record.child_page, PartKey.CHILD_PAGE, record),
        ask_heading=words_after.ASK,
        ask=words_after.ask(record.contact or record.author),
        footer=footer_line("", record.starts_at, words.version(record.number)),
    )
