"""Lines and headings that several papers share: whom, when, which version, where to turn."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from moedeleder.documents import first_page, words, words_after
from moedeleder.documents.table import Row
from moedeleder.domain import danish
from moedeleder.domain.record import MinutesRecord, PartKey, RecordAttendee, short_checksum
from moedeleder.domain.text import shorten

FOOTER_NAME = 48
REASON_LIMIT = 240


def heading_for(prefix: str, word: str, title: str) -> str:
    """Return ``title`` after ``prefix``, unless it begins with the paper's own ``word``."""
    if not title or title.lower().startswith(word.lower()):
        return title or word
    # Only a capital that begins a plain word goes; PPR-møde keeps its own.
    if len(title) > 1 and title[1].islower():
        title = title[0].lower() + title[1:]
    return f"{prefix} {title}"


def who_line(child_name: str, case_number: str) -> str:
    """Return the line on whom the paper is about; either part may be empty."""
    case = f"{words.CASE_NUMBER} {case_number}" if case_number else ""
    return " · ".join(part for part in (child_name, case) if part)


def fact_rows(starts_at: datetime, ends_at: datetime, place: str, purpose: str) -> tuple[Row, ...]:
    """Return when, where and why, as label and value; what is empty is left out."""
    when = f"{danish.long_date(starts_at)}, {danish.time_span(starts_at, ends_at)}"
    rows = ((words.WHEN, capital(when)), (words.PLACE, place), (words.PURPOSE, purpose))
    return tuple(row for row in rows if row[1].strip())


def capital(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def told_first(record: MinutesRecord, *, listed: bool = True) -> tuple[str, ...]:
    """Return what a version or a copy says of itself first of all.

    Args:
        listed: whether the same paper tells all that is new.
    """
    news = ""
    if record.number > 1:
        reason = shorten(record.reason, REASON_LIMIT)
        news = words_after.replaces(record.number, reason, listed=listed and bool(record.changes))
    return tuple(each for each in (news, cut_text(record)) if each)


def cut_text(record: MinutesRecord) -> str:
    """Return the line of a copy that lacks what is only for others; else empty."""
    return words_after.CUT if record.copy and record.copy.is_cut else ""


def agreed_heading(record: MinutesRecord) -> str:
    """Return what stands above the conclusion: nobody is said to agree who did not say so.

    Agreed is what was read aloud, answered by everybody who was there, and not changed since,
    in a meeting where nobody objected to anything.
    """
    conclusion, against = record.part(PartKey.CONCLUSION), record.part(PartKey.DISAGREEMENTS)
    about = conclusion.heading if conclusion else ""
    answers = [each for each in record.read_back if each.part == about]
    agreed = all(each.verdict in words.AGREEING and not each.changed for each in answers)
    objected = any(map(first_page.objects, record.read_back)) or bool(
        against and not against.text.is_empty
    )
    return words.AGREED if answers and agreed and not objected else words.REACHED


def role_and_duty(attendee: RecordAttendee) -> str:
    """Return who somebody is, and what they do at the meeting."""
    duty = attendee.duty[:1].lower() + attendee.duty[1:]
    return ", ".join(part for part in (attendee.role, duty) if part)


def follow_up_text(record: MinutesRecord) -> str:
    """Return when the next meeting is, or why there is none; empty while it is open."""
    if record.follow_up_at:
        at = record.follow_up_at
        clock = f" kl. {danish.clock(at)}" if at.time() != time() else ""
        return f"{capital(danish.long_date(at))}{clock}"
    if record.follow_up_none_reason.strip():
        return f"{words.NO_NEXT_MEETING} {record.follow_up_none_reason}"
    return ""


def correction_text(record: MinutesRecord) -> str:
    """Return whom to tell that something is wrong, and by when."""
    contact = record.contact or record.author or record.organisation
    until = record.corrections_until
    return words.correction(danish.long_date(until) if until else "", contact)


def version_text(record: MinutesRecord) -> str:
    """Return the line on version, date and writer."""
    writer = ", ".join(part for part in (record.author, record.author_title.lower()) if part)
    made = version_day(record)
    written = f"{words.WRITTEN_BY} {writer}" if writer else ""
    version = words.DRAFT_LINE if record.number == 0 else words.version(record.number)
    return " · ".join(part for part in (version, made, written) if part)


def version_day(record: MinutesRecord) -> str:
    """Return the day a version was finished; empty for a draft."""
    return danish.plain_date(_danish_day(record.finalised_at)) if record.finalised_at else ""


def _danish_day(moment: datetime) -> date:
    """Return the day it was in Denmark; a moment without a zone is Danish already."""
    return (moment.astimezone(ZoneInfo("Europe/Copenhagen")) if moment.tzinfo else moment).date()


def closing_text(record: MinutesRecord) -> str:
    """Return the last line of finished minutes: what the text can be checked against."""
    if record.number == 0:
        return ""
    return words.closing(record.number, short_checksum(record.version_checksum))


def footer_line(child_name: str, day: datetime | None, version: str) -> str:
    """Return what stands at the foot of each page; ``day`` is None while none is chosen."""
    name = shorten(child_name, FOOTER_NAME)
    date_text = danish.plain_date(day) if day else ""
    return " · ".join(part for part in (name, date_text, version) if part)
