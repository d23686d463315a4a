"""From what was said to the parts of the minutes, and what these still lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from moedeleder.domain.meetings import Attendance, Meeting, Statement, StatementKind
from moedeleder.domain.record import TEXT_PARTS, Gap, GapKind, MinutesPart, PartKey
from moedeleder.domain.rich_text import RichText, bullets, from_plain

PART_OF: Mapping[StatementKind, PartKey] = {
    StatementKind.FACT: PartKey.FACTS,
    StatementKind.ASSESSMENT: PartKey.ASSESSMENTS,
    StatementKind.PARENT_WORDS: PartKey.PARENT_PERSPECTIVE,
    StatementKind.CHILD_WORDS: PartKey.CHILD_PERSPECTIVE,
    StatementKind.DISAGREEMENT: PartKey.DISAGREEMENTS,
    StatementKind.GUIDANCE: PartKey.GUIDANCE,
}
QUOTES = '”“"»«'
OWN_WORDS = frozenset({StatementKind.PARENT_WORDS, StatementKind.CHILD_WORDS})


def sayer(statement: Statement) -> str:
    """Return who said it as minutes name people: name, and relation or organisation."""
    if statement.person is None:
        return ""
    person = statement.person
    closer = person.relation or person.organisation
    return f"{person.name} ({closer})" if closer else person.name


def note_line(statement: Statement) -> str:
    """Return a statement as one line of the minutes; own words stand in quotes."""
    text = " ".join(statement.text.split())
    if statement.kind in OWN_WORDS:
        text = f"”{text.strip(QUOTES)}”"
    who = sayer(statement)
    return f"{who}: {text}" if who else text


def note_lines(statements: Iterable[Statement], key: PartKey) -> tuple[str, ...]:
    """Return the lines that belong under ``key``. Private notes belong nowhere."""
    return tuple(
        note_line(each) for each in statements if each.is_public and PART_OF.get(each.kind) is key
    )


def prefilled(meeting: Meeting, key: PartKey) -> RichText:
    """Return what the notes offer for a written part; the purpose opens the problem."""
    if key is PartKey.PROBLEM:
        return from_plain(meeting.purpose)
    return bullets(note_lines(meeting.statements, key))


def not_yet_in(part: MinutesPart, meeting: Meeting) -> tuple[str, ...]:
    """Return note lines whose words do not stand in the part yet."""
    written = " ".join(part.text.plain.split())
    return tuple(
        note_line(each)
        for each in meeting.statements
        if each.is_public
        and PART_OF.get(each.kind) is part.key
        and " ".join(each.text.split()).strip(QUOTES) not in written
    )


def gaps(
    meeting: Meeting, parts: Mapping[PartKey, MinutesPart], required: Iterable[PartKey]
) -> tuple[Gap, ...]:
    """Return what must be settled before the minutes can be finished, in page order."""
    needed = frozenset(required)
    found = [
        Gap(GapKind.PART_EMPTY, key)
        for key in TEXT_PARTS
        if key in needed and (key not in parts or parts[key].text.is_empty)
    ]
    found += _plan_gaps(meeting, PartKey.ACTION_PLAN in needed)
    if not meeting.follow_up.is_settled:
        found.append(Gap(GapKind.FOLLOW_UP_OPEN, PartKey.FOLLOW_UP))
    return tuple(found + _attendance_gaps(meeting))


def _plan_gaps(meeting: Meeting, needed: bool) -> list[Gap]:
    if needed and not meeting.promises:
        return [Gap(GapKind.PLAN_EMPTY, PartKey.ACTION_PLAN)]
    found = []
    for number, promise in enumerate(meeting.promises, 1):
        if not promise.owner_label.strip():
            kind = GapKind.PROMISE_WITHOUT_OWNER
            found.append(Gap(kind, PartKey.ACTION_PLAN, number, promise.id))
        if promise.due is None:
            kind = GapKind.PROMISE_WITHOUT_DUE
            found.append(Gap(kind, PartKey.ACTION_PLAN, number, promise.id))
    return found


def _attendance_gaps(meeting: Meeting) -> list[Gap]:
    if not any(attendee.was_there for attendee in meeting.attendees):
        return [Gap(GapKind.NOBODY_PRESENT, PartKey.ATTENDEES)]
    open_count = sum(a.attendance is Attendance.EXPECTED for a in meeting.attendees)
    return [Gap(GapKind.ATTENDANCE_OPEN, PartKey.ATTENDEES, open_count)] if open_count else []
