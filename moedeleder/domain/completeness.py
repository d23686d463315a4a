"""From what was said to the parts of the minutes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from moedeleder.domain.agenda import AgendaItem, ItemKind
from moedeleder.domain.contributions import Contribution, ContributionKind, Decision
from moedeleder.domain.meetings import Meeting, Promise
from moedeleder.domain.people import Person, PersonRole
from moedeleder.domain.read_back import READ_PARTS, Verdict
from moedeleder.domain.record import MinutesPart, PartKey
from moedeleder.domain.rich_text import Block, BlockKind, RichText, Run, from_plain
from moedeleder.domain.statements import LEFT_OUT, Statement, StatementKind
from moedeleder.domain.text import clean_text

PART_OF: Mapping[StatementKind, PartKey] = {
    StatementKind.FACT: PartKey.FACTS,
    StatementKind.ASSESSMENT: PartKey.ASSESSMENTS,
    StatementKind.PARENT_WORDS: PartKey.PARENT_PERSPECTIVE,
    StatementKind.CHILD_WORDS: PartKey.CHILD_PERSPECTIVE,
    StatementKind.DISAGREEMENT: PartKey.DISAGREEMENTS,
    StatementKind.GUIDANCE: PartKey.GUIDANCE,
}
_ABOUT: Mapping[PartKey, str] = {
    PartKey.PROBLEM: "problemformuleringen",
    PartKey.CONCLUSION: "konklusionen",
    PartKey.ACTION_PLAN: "handleplanen",
    PartKey.FOLLOW_UP: "opfølgningen",
}
QUOTES = '”“"»«'
OWN_WORDS = frozenset({StatementKind.PARENT_WORDS, StatementKind.CHILD_WORDS})


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A line for a part: its text as minutes have it, the bare words, and what it comes from.

    ``source`` is the id of the statement or contribution, empty for words that have none.
    """

    text: str
    words: str
    source: str = ""


def part_of(statement: Statement) -> PartKey | None:
    """Return where a statement stands in the minutes; None for nowhere.

    That is where somebody moved it, else where its kind belongs. Private notes stand nowhere.
    """
    if not statement.is_public or statement.part == LEFT_OUT:
        return None
    return PartKey(statement.part) if statement.part else PART_OF.get(statement.kind)


def as_blocks(lines: Iterable[OfferedLine]) -> RichText:
    """Return one bullet for each line that holds anything, each with what it comes from."""
    cleaned = ((clean_text(line.text).strip(), line.source) for line in lines)
    return RichText(
        tuple(Block((Run(text),), BlockKind.BULLET, source) for text, source in cleaned if text)
    )


def sayer(statement: Statement) -> str:
    """Return who said it as minutes name people; empty when nobody is named."""
    return named(statement.person) if statement.person else ""


def named(person: Person) -> str:
    """Return a person's name with relation or organisation, as minutes name people."""
    relation = person.relation[:1].lower() + person.relation[1:]
    closer = relation or person.organisation
    return f"{person.name} ({closer})" if closer else person.name


def quoted(words: str) -> str:
    """Return somebody's own words in quotation marks, however they were written; empty stays.

    Marks around all of it are not doubled. A quotation that ends or begins the words is as much
    theirs as the rest, and stands.
    """
    whole = words.strip()
    bare = whole.strip(QUOTES)
    begins, ends = (sign in QUOTES for sign in (whole[:1], whole[-1:]))
    is_stray = begins and not any(mark in whole[1:] for mark in QUOTES)
    inner = bare if not bare or is_stray or (begins and ends) else whole
    return f"”{inner}”" if inner else ""


def note_line(statement: Statement) -> str:
    """Return a statement as one line of the minutes.

    Own words stand in quotes, and an assessment names what it rests on.
    """
    text = said_text(statement)
    if statement.kind is StatementKind.ASSESSMENT and statement.source.strip():
        text += f" (kilde: {statement.source.strip()})"
    who = sayer(statement)
    return f"{who}: {text}" if who else text


def said_text(statement: Statement) -> str:
    """Return the words on one line, own words in quotes."""
    text = " ".join(statement.text.split())
    return quoted(text) if statement.kind in OWN_WORDS else text


def note_lines(statements: Iterable[Statement], key: PartKey) -> tuple[str, ...]:
    """Return the lines that belong under ``key``. Private notes belong nowhere."""
    return tuple(note_line(each) for each in statements if part_of(each) is key)


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


def _brought(meeting: Meeting, key: PartKey) -> Iterator[OfferedLine]:
    """Yield the lines of what came before the meeting, point by point.

    The child's own words count whether or not they stand on the agenda.
    """
    for item in meeting.items:
        if not item.is_limited:
            yield from _brought_to(meeting, item, key)
    if key is PartKey.CHILD_PERSPECTIVE:
        for each in meeting.contributions:
            elsewhere = each.kind is ContributionKind.CHILD_WORDS and not each.is_placed
            if elsewhere and each.decision is not Decision.WITHDRAWN:
                yield _before(each)


def _brought_to(meeting: Meeting, item: AgendaItem, key: PartKey) -> Iterator[OfferedLine]:
    for each in meeting.contributions_of(item.id):
        if _part_of_contribution(each) is key:
            yield _before(each)
    if _part_of_words(item) is key:
        yield OfferedLine(words_before(item.words, item.raised_by), item.words, item.id)


def _before(said: Contribution) -> OfferedLine:
    words = said.words_for_others
    return OfferedLine(words_before(words, said.person), words, said.id)


def offered_line(statement: Statement) -> OfferedLine:
    """Return a statement as a line for a part."""
    return OfferedLine(note_line(statement), statement.text, statement.id)


def limited_points(meeting: Meeting) -> Mapping[str, AgendaItem]:
    """Return the points that only some may hear, by id."""
    return {item.id: item for item in meeting.items if item.is_limited}


def for_everybody(meeting: Meeting) -> tuple[Statement, ...]:
    """Return what may go into papers for all without anybody asking: not what only some heard."""
    limited = limited_points(meeting)
    return tuple(
        each for each in meeting.statements if each.is_public and each.item_id not in limited
    )


def promised_to_everybody(meeting: Meeting) -> tuple[Promise, ...]:
    """Return the promises that may be printed and read to all: not what only some heard."""
    limited = limited_points(meeting)
    return tuple(each for each in meeting.promises if each.item_id not in limited)


def _said(meeting: Meeting, key: PartKey) -> Iterator[OfferedLine]:
    """Yield the note lines that belong under a part without a doubt."""
    limited = limited_points(meeting)
    for each in _belonging(meeting, key):
        if each.item_id not in limited:
            yield offered_line(each)


def _answered(meeting: Meeting, key: PartKey) -> Iterator[OfferedLine]:
    """Yield what those who did not agree said when it was read aloud: it is theirs to be heard."""
    if key is not PartKey.DISAGREEMENTS:
        return
    for part in READ_PARTS:
        for each in meeting.read_back:
            if each.part is part and each.verdict is not Verdict.AGREE and each.words.strip():
                words = " ".join(each.words.split())
                line = f"{named(each.person)}, om {_ABOUT[part]}: {quoted(words)}"
                yield OfferedLine(line, words, each.id)


def _belonging(meeting: Meeting, key: PartKey) -> list[Statement]:
    # A long meeting holds thousands, and most belong elsewhere: most are told by their kind alone.
    kinds = {kind for kind, part in PART_OF.items() if part is key}
    return [
        each
        for each in meeting.statements
        if (each.part or each.kind in kinds) and part_of(each) is key
    ]


def _said_to_some(meeting: Meeting, key: PartKey) -> Iterator[OfferedLine]:
    """Yield the lines of points that only some may hear."""
    limited = limited_points(meeting)
    for item in limited.values():
        yield from _brought_to(meeting, item, key)
    if limited:
        for each in _belonging(meeting, key):
            if each.item_id in limited:
                yield offered_line(each)


def joined(names: Sequence[str]) -> str:
    """Return names as a Danish list: ``Sofie, Jonas og Karin``."""
    return " og ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def prefilled(meeting: Meeting, key: PartKey) -> RichText:
    """Return what a part begins with: the family's words from before, then the notes.

    The purpose opens the problem, and those who did not agree are heard under disagreements.
    What only some may hear is left for a person to decide on.
    """
    if key is PartKey.PROBLEM:
        return from_plain(meeting.purpose)
    return as_blocks(_offered(meeting, key))


def _offered(meeting: Meeting, key: PartKey) -> tuple[OfferedLine, ...]:
    return (*_brought(meeting, key), *_said(meeting, key), *_answered(meeting, key))


def sources_in(parts: Iterable[MinutesPart]) -> frozenset[str]:
    """Return what the lines of some parts were made from."""
    blocks = (block for part in parts for block in part.text.blocks)
    return frozenset(block.source for block in blocks if block.source and block.text.strip())


def not_yet_in(
    part: MinutesPart, meeting: Meeting, used: Collection[str] = ()
) -> tuple[OfferedLine, ...]:
    """Return note lines that everybody may read and that do not stand in the part yet.

    One that was rewritten there stands in it: its block tells what it comes from.

    Args:
        used: the sources of what stands in the other parts; a line stands in one of them alone.
    """
    return _missing_in(part, _offered(meeting, part.key), used)


def kept_from_some(
    part: MinutesPart, meeting: Meeting, used: Collection[str] = ()
) -> tuple[OfferedLine, ...]:
    """Return the lines of points that only some may hear, and that are not in the part.

    Whoever puts one of them in gives it to everybody who gets the minutes.

    Args:
        used: as in :func:`not_yet_in`.
    """
    return _missing_in(part, _said_to_some(meeting, part.key), used)


def left_out(meeting: Meeting, parts: Iterable[MinutesPart]) -> tuple[int, int]:
    """Return how many notes and promises of points for some are in no part of the minutes.

    Private notes are not counted: nobody expects those in the minutes.
    """
    limited = limited_points(meeting)
    written = " ".join(" ".join(part.text.plain.split()) for part in parts)
    notes = sum(
        each.is_public and each.item_id in limited and _bare(each.text) not in written
        for each in meeting.statements
    )
    return notes, sum(each.item_id in limited for each in meeting.promises)


def _missing_in(
    part: MinutesPart, offered: Iterable[OfferedLine], elsewhere: Collection[str]
) -> tuple[OfferedLine, ...]:
    written = " ".join(part.text.plain.split())
    used = sources_in((part,)).union(elsewhere)
    return tuple(
        line for line in offered if line.source not in used and _bare(line.words) not in written
    )


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(QUOTES)
