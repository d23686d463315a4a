"""From what was said to the parts of the minutes, and what these still lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.attendees import Attendance
from moedeleder.domain.contributions import Contribution, ContributionKind, Decision
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.record import TEXT_PARTS, Gap, GapKind, MinutesPart, PartKey
from moedeleder.domain.rich_text import RichText, bullets, from_plain
from moedeleder.domain.statements import Statement, StatementKind

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


def words_before(words: str, person: Person | None) -> str:
    """Return what somebody said before the meeting as a line of the minutes, in quotes."""
    who = f"{named(person)}, før mødet" if person else "Før mødet"
    return f"{who}: {quoted(' '.join(words.split()))}"


def _part_of_contribution(contribution: Contribution) -> PartKey | None:
    """Return where what somebody brought belongs; professionals' words belong nowhere."""
    person = contribution.person
    childs = contribution.kind is ContributionKind.CHILD_WORDS or person.role is PersonRole.CHILD
    if childs:
        return PartKey.CHILD_PERSPECTIVE
    return PartKey.PARENT_PERSPECTIVE if person.is_family_side else None


def _part_of_words(item: AgendaItem) -> PartKey | None:
    """Return where words typed on a point belong; professionals' belong nowhere."""
    if not item.words.strip() or not item.is_familys:
        return None
    by_child = item.raised_by is not None and item.raised_by.role is PersonRole.CHILD
    childs = by_child or item.kind is ItemKind.CHILD_VOICE
    return PartKey.CHILD_PERSPECTIVE if childs else PartKey.PARENT_PERSPECTIVE


def _brought(meeting: Meeting, key: PartKey) -> Iterator[tuple[str, str]]:
    """Yield the lines of what came before the meeting, point by point.

    The child's own words count whether or not they stand on the agenda.
    """
    elsewhere = (
        each
        for each in meeting.contributions
        if each.kind is ContributionKind.CHILD_WORDS
        and not each.is_placed
        and each.decision is not Decision.WITHDRAWN
    )
    for item in meeting.items:
        for each in meeting.contributions_of(item.id):
            if _part_of_contribution(each) is key:
                yield words_before(each.words_for_others, each.person), each.words_for_others
        if _part_of_words(item) is key:
            yield words_before(item.words, item.raised_by), item.words
    for each in elsewhere:
        if key is PartKey.CHILD_PERSPECTIVE:
            yield words_before(each.words_for_others, each.person), each.words_for_others


def _offered(meeting: Meeting, key: PartKey) -> tuple[tuple[str, str], ...]:
    """Return each line the meeting offers for a part, with the words it is known by."""
    said = [
        (note_line(each), each.text)
        for each in meeting.statements
        if each.is_public and PART_OF.get(each.kind) is key
    ]
    return (*_brought(meeting, key), *said)


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
