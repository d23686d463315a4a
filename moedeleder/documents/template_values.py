"""What stands in the place of each placeholder of a municipality's template."""

from __future__ import annotations

from moedeleder.documents.lines import version_day
from moedeleder.documents.words import version
from moedeleder.domain import danish
from moedeleder.domain.paper_template import VALUES
from moedeleder.domain.record import Letterhead, MinutesRecord
from moedeleder.domain.text import clean_text, shorten

VALUE_LIMIT = 300


def template_values(record: MinutesRecord, letterhead: Letterhead) -> dict[str, str]:
    """Return each placeholder's words, one line each; what a reader may not see is empty."""
    until = record.corrections_until
    author = ", ".join(part for part in (record.author, record.author_title.lower()) if part)
    made = version_day(record)
    values = (
        letterhead.organisation or record.organisation,
        letterhead.unit,
        record.child_name,
        record.case_number,
        record.type_name,
        danish.long_date(record.starts_at),
        danish.time_span(record.starts_at, record.ends_at),
        record.place,
        record.purpose,
        ", ".join(part for part in (version(record.number), made) if part),
        record.contact,
        danish.long_date(until) if until else "",
        author,
    )
    named = zip(VALUES, values, strict=True)
    return {
        name: shorten(" ".join(clean_text(value).split()), VALUE_LIMIT) for name, value in named
    }
