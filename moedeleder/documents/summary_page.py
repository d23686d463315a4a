"""The minutes on one page in plain words: what comes of it, who does what, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from moedeleder.documents import first_page, words, words_after
from moedeleder.documents.first_page import promise_rows
from moedeleder.documents.lines import (
    agreed_heading,
    capital,
    correction_text,
    fact_rows,
    follow_up_text,
    footer_line,
    told_first,
    version_text,
)
from moedeleder.documents.marked_text import MarkedText, marked
from moedeleder.documents.table import Row
from moedeleder.domain.record import MinutesRecord, PartKey
from moedeleder.domain.rich_text import RichText

# Points of height for the text and the promises, and the size of the letters, in points: the
# first with which all is one page.
SUMMARY_SIZES = ((480.0, 11.5), (480.0, 10.5), (400.0, 10.5), (330.0, 9.5), (250.0, 9.5))
WORD_ROOM = 400.0


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary as its page shows it."""

    heading: str
    document_title: str
    who: str
    draft: str
    facts: tuple[Row, ...]
    told_first: tuple[str, ...]
    agreed_heading: str
    agreed: MarkedText
    agreed_goes_on: str
    disagreeing: tuple[str, ...]
    promises: tuple[Row, ...]
    more_promises: str
    next_meeting: str
    correction: str
    closing: str
    footer: str


def summary_view(record: MinutesRecord, room: float) -> SummaryView:
    """Return what the summary shows in ``room`` points of height.

    What somebody wrote for this page stands whole; without it the conclusion begins here and is
    told in full in the minutes.
    """
    own = not record.plain_summary.is_empty
    text = record.plain_summary if own else _conclusion(record)
    key = PartKey.PLAIN_SUMMARY if own else PartKey.CONCLUSION
    disagreeing = first_page.disagreeing(record.read_back)
    beginning, promises = first_page.fitted(
        text,
        promise_rows(record),
        around=(record.title, record.place, record.contact),
        next_meeting=follow_up_text(record),
        also=(*disagreeing, *told_first(record, listed=False)),
        room=room,
    )
    return SummaryView(
        heading=words_after.SHORT_AND_CLEAR,
        document_title=f"{words_after.SHORT_AND_CLEAR}: {record.type_name}".rstrip(": "),
        who=" · ".join(each for each in (capital(record.title), record.child_name) if each),
        draft=words.DRAFT if record.number == 0 else "",
        facts=fact_rows(record.starts_at, record.ends_at, record.place, ""),
        told_first=told_first(record, listed=False),
        agreed_heading=words.IMPORTANT if own else agreed_heading(record),
        agreed=marked(text if own else beginning.text, key, record),
        agreed_goes_on=words_after.REST_IN_MINUTES if beginning.goes_on and not own else "",
        disagreeing=disagreeing,
        promises=promises,
        more_promises=words_after.more_in_minutes(len(record.plan) - len(promises)),
        next_meeting=first_page.next_meeting(follow_up_text(record)),
        correction=correction_text(record),
        closing=f"{words_after.IN_MINUTES} {version_text(record)}",
        footer=footer_line(record.child_name, record.starts_at, words.version(record.number)),
    )


def _conclusion(record: MinutesRecord) -> RichText:
    conclusion = record.part(PartKey.CONCLUSION)
    return conclusion.text if conclusion else RichText()
