"""What became another between two versions of the minutes, paragraph by paragraph.

Points that only some may hear are not compared: the list of changes goes to everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from moedeleder.domain.danish import clock, plain_date
from moedeleder.domain.record import MinutesRecord, PartKey, PlanLine, RecordAttendee
from moedeleder.domain.record_after import RecordChange, RecordSource
from moedeleder.domain.rich_text import RichText
from moedeleder.domain.word_diff import Piece, PieceKind, word_diff

__all__ = [
    "PairedSection",
    "Piece",
    "PieceKind",
    "compare",
    "plan_words",
    "side_by_side",
    "without_plan_why",
    "word_diff",
]

# Below this two paragraphs have so little in common that one went out and another came in.
_ALIKE = 0.4  # of 1
_PLAN, _FOLLOW_UP, _DOCUMENTS = "Handleplan", "Opfølgning", "Dokumenter og udtalelser"
_ATTENDEES, _MEETING, _LACKING = "Deltagere", "Mødet", "Det mangler"
_SUMMARY, _CHILD = "Kort og klart", "Til barnet"
_BETWEEN = " · "
_AFTER_WHY = ("Mål", "Aftale", "Hvem", "Hvornår", "Tegn på, at det virker")


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a record as lines."""

    part: str
    heading: str
    lines: tuple[str, ...]


def compare(old: MinutesRecord, new: MinutesRecord) -> tuple[RecordChange, ...]:
    """Return each paragraph and line that is another in ``new``, in the order of its pages."""
    before, after = _sections(old), _sections(new)
    found: list[RecordChange] = []
    for name in (*after, *(name for name in before if name not in after)):
        section = after.get(name) or before[name]
        was, is_now = (each[name].lines if name in each else () for each in (before, after))
        found += (
            RecordChange(section.part, section.heading, old_line, new_line)
            for old_line, new_line in _changed(was, is_now)
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PairedSection:
    """One part of two versions: each line of the old one beside what it is in the new one."""

    part: str
    heading: str
    pairs: tuple[tuple[str, str], ...]


def side_by_side(old: MinutesRecord, new: MinutesRecord) -> tuple[PairedSection, ...]:
    """Return the whole of both records in the order of the pages, line beside line."""
    before, after = _sections(old), _sections(new)
    found = []
    for name in (*after, *(name for name in before if name not in after)):
        section = after.get(name) or before[name]
        was, is_now = (each[name].lines if name in each else () for each in (before, after))
        pairs = tuple(_all_pairs(was, is_now))
        if pairs:
            found.append(PairedSection(section.part, section.heading, pairs))
    return tuple(found)


def _all_pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for action, a, b, c, d in matcher.get_opcodes():
        if action == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _paired(old[a:b], new[c:d])


def plan_words(line: PlanLine) -> str:
    """Return one line of the action plan in words; what is empty is left out."""
    due = plain_date(line.due) if line.due else ""
    fields = (
        ("Bekymring", line.worry),
        ("Behov", line.need),
        ("Mål", line.goal),
        ("Aftale", line.action),
        ("Hvem", line.owner),
        ("Hvornår", due),
        ("Tegn på, at det virker", line.sign),
    )
    return _BETWEEN.join(f"{name}: {text}" for name, text in fields if text.strip())


def without_plan_why(words: str) -> str:
    """Return a line of :func:`plan_words` without its worry and its need.

    Where somebody's own words look like the name of a field, rather too much goes than too little.
    """
    if not words.startswith(("Bekymring: ", "Behov: ")):
        return words
    found = (words.rfind(f"{_BETWEEN}{name}: ") for name in _AFTER_WHY)
    at = next((each for each in found if each >= 0), len(words))
    return words[at + len(_BETWEEN) :]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for action, a, b, c, d in matcher.get_opcodes():
        if action != "equal":
            yield from _paired(old[a:b], new[c:d])


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line with the one it became; empty where it came in or went out."""
    left = list(old)
    for line in new:
        at = next((at for at, was in enumerate(left) if _is_alike(was, line)), None)
        if at is None:
            yield "", line
            continue
        yield from ((gone, "") for gone in left[:at])
        yield left[at], line
        left = left[at + 1 :]
    yield from ((gone, "") for gone in left)


def _is_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _sections(record: MinutesRecord) -> dict[str, _Section]:
    """Return the sections of a record in the order of its pages, by a name of their own."""
    found = {f"facts {part}": each for part, each in _facts(record)}
    found["guests"] = _Section(PartKey.ATTENDEES, _ATTENDEES, tuple(map(_guest, record.attendees)))
    for part in record.parts:
        found[f"part {part.key}"] = _Section(part.key, part.heading, _lines(part.text))
    found["plan"] = _Section(PartKey.ACTION_PLAN, _PLAN, tuple(map(plan_words, record.plan)))
    found["next"] = _Section(PartKey.FOLLOW_UP, _FOLLOW_UP, _follow_up(record))
    sources = tuple(map(_source, record.sources))
    found["sources"] = _Section(PartKey.DOCUMENTS, _DOCUMENTS, sources)
    for each in record.overruled:
        line = f"{each.lacking}, fordi: {each.reason}"
        found[f"lacking {each.lacking}"] = _Section(each.part, _LACKING, (line,))
    found["summary"] = _Section(PartKey.PLAIN_SUMMARY, _SUMMARY, _lines(record.plain_summary))
    found["child"] = _Section(PartKey.CHILD_PAGE, _CHILD, _lines(record.child_page))
    return found


def _facts(record: MinutesRecord) -> Iterator[tuple[str, _Section]]:
    """Yield the facts; those that can be kept from a reader are parts of their own."""
    facts = (
        ("", "Titel", record.title),
        ("", "Barn", record.child_name),
        ("", "Begyndte", _moment(record.starts_at)),
        ("", "Sluttede", _moment(record.ends_at)),
        ("", "Formål", record.purpose),
        ("case_number", "Sagsnummer", record.case_number),
        ("place", "Sted", record.place),
    )
    for part in ("", "case_number", "place"):
        lines = tuple(f"{name}: {text}" for of, name, text in facts if of == part and text.strip())
        yield part, _Section(part, _MEETING, lines)


def _guest(attendee: RecordAttendee) -> str:
    # Not how to reach them: the list of changes must not tell what somebody shares no longer.
    told = (
        attendee.name,
        attendee.role,
        attendee.organisation,
        attendee.duty,
        attendee.attendance,
        attendee.times,
    )
    return ", ".join(each for each in told if each)


def _follow_up(record: MinutesRecord) -> tuple[str, ...]:
    if record.follow_up_at is not None:
        return (f"Næste møde: {_moment(record.follow_up_at)}",)
    reason = record.follow_up_none_reason
    return (f"Intet nyt møde: {reason}",) if reason.strip() else ()


def _source(source: RecordSource) -> str:
    dated = plain_date(source.dated) if source.dated else ""
    told = (source.title, source.author, dated, source.followed, source.reason)
    return ", ".join(each for each in told if each)


def _lines(text: RichText) -> tuple[str, ...]:
    lines = (" ".join(block.text.split()) for block in text.blocks)
    return tuple(line for line in lines if line)


def _moment(moment: datetime) -> str:
    return f"{plain_date(moment.date())} kl. {clock(moment)}"
