"""From what was said to the parts of the minutes, and what these still lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.meetings import Attendance, Meeting, Statement, StatementKind
from moedeleder.domain.people import Person, PersonRole
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
    """Return who said it as minutes name people; empty when nobody is named."""
    return named(statement.person) if statement.person else ""


def named(person: Person) -> str:
    """Return a person's name with relation or organisation, as minutes name people."""
    relation = person.relation[:1].lower() + person.relation[1:]
    closer = relation or person.organisation
    return f"{person.name} ({closer})" if closer else person.name


def quoted(words: str) -> str:
    """Return somebody's own words in quotation marks, however they were written; empty stays."""
    bare = words.strip().strip(QUOTES)
    return f"”{bare}”" if bare else ""


def note_line(statement: Statement) -> str:
    """Return a statement as one line of the minutes; own words stand in quotes."""
    text = " ".join(statement.text.split())
    if statement.kind in OWN_WORDS:
        text = quoted(text)
    who = sayer(statement)
    return f"{who}: {text}" if who else text


def note_lines(statements: Iterable[Statement], key: PartKey) -> tuple[str, ...]:
    """Return the lines that belong under ``key``. Private notes belong nowhere."""
    return tuple(
        note_line(each) for each in statements if each.is_public and PART_OF.get(each.kind) is key
    )


def words_before(item: AgendaItem) -> str:
    """Return what the family wrote with a point before the meeting, as a line of the minutes."""
    who = f"{named(item.raised_by)}, før mødet" if item.raised_by else "Før mødet"
    words = " ".join(item.words.split())
    return f"{who}: {quoted(words)}"


def _part_of_words(item: AgendaItem) -> PartKey | None:
    """Return where the words that came with a point belong; professionals' belong nowhere."""
    if not item.words.strip() or not item.is_familys:
        return None
    by_child = item.raised_by is not None and item.raised_by.role is PersonRole.CHILD
    childs = by_child or item.kind is ItemKind.CHILD_VOICE
    return PartKey.CHILD_PERSPECTIVE if childs else PartKey.PARENT_PERSPECTIVE


def _offered(meeting: Meeting, key: PartKey) -> tuple[tuple[str, str], ...]:
    """Return each line the meeting offers for a part, with the words it is known by."""
    before = [(words_before(i), i.words) for i in meeting.items if _part_of_words(i) is key]
    said = [
        (note_line(each), each.text)
        for each in meeting.statements
        if each.is_public and PART_OF.get(each.kind) is key
    ]
    return tuple(before + said)


def prefilled(meeting: Meeting, key: PartKey) -> RichText:
    """Return what a part begins with: the family's words from before, then the notes.

    The purpose opens the problem.
    """
    if key is PartKey.PROBLEM:
        return from_plain(meeting.purpose)
    return bullets(line for line, _words in _offered(meeting, key))


def not_yet_in(part: MinutesPart, meeting: Meeting) -> tuple[str, ...]:
    """Return note lines whose words do not stand in the part yet."""
    written = " ".join(part.text.plain.split())
    return tuple(
        line
        for line, words in _offered(meeting, part.key)
        if " ".join(words.split()).strip(QUOTES) not in written
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
