"""Reads the lists of ``resources/language``, and a municipality's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from moedeleder.domain.errors import ResourceFault
from moedeleder.language.data import (
    GAP,
    Abbreviation,
    Abbreviations,
    Entry,
    LanguageData,
    Passives,
    Phrase,
    Verb,
    fold,
    phrase,
)
from moedeleder.services.resource_files import FaultReason, Table, read_resource

LANGUAGE_FOLDER = "language"
GENTLE_FILE = "gentle_words.toml"
OFFICE_FILE = "office_words.toml"
ABBREVIATIONS_FILE = "abbreviations.toml"
PASSIVE_FILE = "passive.toml"
SPELLING_FILE = "spelling_extra.toml"
BAR = "|"
Value = TypeVar("Value")


def load_language(folders: Sequence[Path]) -> LanguageData:
    """Return the lists found in ``folders`` (each a folder of data files).

    A later folder is the municipality's: a file there takes the place of an earlier one of the
    same name.

    Raises:
        ResourceFault: a file is missing or has a mistake; names file, line and field.
    """
    gentle = _newest(folders, GENTLE_FILE)
    gentle.allow("explain", "terms_of_law", "word")
    office = _newest(folders, OFFICE_FILE)
    office.allow("explain", "explain_long", "sentence_words", "word")
    spelling = _newest(folders, SPELLING_FILE)
    spelling.allow("explain", "explain_mistake", "words", "mistakes")
    return LanguageData(
        gentle=_entries(gentle),
        office=_entries(office),
        abbreviations=_abbreviations(_newest(folders, ABBREVIATIONS_FILE)),
        passives=_passives(_newest(folders, PASSIVE_FILE)),
        terms_of_law=_each(gentle, "terms_of_law", _phrase),
        sentence_words=office.number("sentence_words", 5, 200),
        explain_long=office.text("explain_long"),
        explain_spelling=spelling.text("explain"),
        known_words=frozenset(fold(word) for word in spelling.lines("words")),
        mistakes=dict(_each(spelling, "mistakes", _mistake)),
        explain_mistake=spelling.text("explain_mistake")
        if spelling.holds("mistakes")
        else spelling.text("explain"),
    )


def _newest(folders: Sequence[Path], name: str) -> Table:
    for folder in reversed(folders):
        path = folder / LANGUAGE_FOLDER / name
        if path.is_file():
            return read_resource(path)
    raise ResourceFault(f"{LANGUAGE_FOLDER}/{name}", 0, "", FaultReason.MISSING_FILE)


def _each(table: Table, field: str, read: Callable[[str], Value | None]) -> tuple[Value, ...]:
    """Return each line of a list as ``read`` understands it; None is a mistake."""
    found = []
    for index, line in enumerate(table.lines(field)):
        value = read(line)
        if value is None:
            raise table.fault(field, FaultReason.UNKNOWN_VALUE, index)
        found.append(value)
    return tuple(found)


def _phrase(line: str) -> Phrase | None:
    """Return the phrase; a gap at its beginning or end would mean nothing."""
    parts = line.split()
    if GAP in (parts[0], parts[-1]):
        return None
    made = phrase(line)
    return None if any(place is not None and not place for place in made) else made


def _entries(table: Table) -> tuple[Entry, ...]:
    common = table.text("explain")
    taken: set[str] = set()
    entries: list[Entry] = []
    for each in table.tables("word"):
        entry = _entry(each, common)
        if entry.word in taken:
            raise each.fault("avoid", FaultReason.DUPLICATE_KEY)
        taken.add(entry.word)
        entries.extend(_by_form(each, entry))
    return tuple(entries)


def _entry(table: Table, common: str) -> Entry:
    table.allow("avoid", "forms", "offers", "advice", "explain")
    avoid = table.text("avoid")
    forms = _each(table, "forms", _phrase) if table.holds("forms") else (phrase(avoid),)
    offers = table.lines("offers") if table.holds("offers") else ()
    explain = table.text("explain") if table.holds("explain") else common
    says_how = table.holds("explain") or table.holds("advice")
    if table.holds("advice"):
        explain = f"{explain} Prøv: ”{table.text('advice')}”."
    if not offers and (table.holds("offers") or not says_how):
        raise table.fault("offers", FaultReason.EMPTY)
    return Entry(avoid, forms, offers, explain)


def _by_form(table: Table, entry: Entry) -> Iterator[Entry]:
    """Yield an entry for each form, with the offers that fit it.

    The bars of an offer (``bruge|bruger``) answer to the bars of the form, one by one.
    """
    inflected = [offer.split(BAR) for offer in entry.offers if BAR in offer]
    if not inflected:
        yield entry
        return
    written = table.lines("forms") if table.holds("forms") else (entry.word,)
    for form, parts in zip(entry.forms, map(str.split, written), strict=True):
        at = next((n for n, part in enumerate(parts) if _fits(part, inflected)), None)
        if at is None:
            raise table.fault("offers", FaultReason.UNKNOWN_VALUE)
        for number, word in enumerate(parts[at].split(BAR)):
            place = frozenset({fold(word)})
            offers = tuple(_picked(offer, number) for offer in entry.offers)
            chosen = (*form[:at], place, *form[at + 1 :])
            yield Entry(entry.word, (chosen,), offers, entry.explain)


def _fits(part: str, inflected: Sequence[Sequence[str]]) -> bool:
    return all(len(offer) == len(part.split(BAR)) for offer in inflected)


def _picked(offer: str, number: int) -> str:
    return offer.split(BAR)[number].strip() if BAR in offer else offer


def _abbreviations(table: Table) -> Abbreviations:
    table.allow("explain_professional", "explain_office", "left_alone", "professional", "office")
    return Abbreviations(
        professional=_short_forms(table, "professional"),
        office=_short_forms(table, "office"),
        left_alone=frozenset(fold(short) for short in table.lines("left_alone")),
        explain_professional=table.text("explain_professional"),
        explain_office=table.text("explain_office"),
    )


def _short_forms(table: Table, field: str) -> tuple[Abbreviation, ...]:
    found: list[Abbreviation] = []
    taken: set[str] = set()
    for each in table.tables(field):
        each.allow("short", "long")
        longs = each.lines("long")
        if not longs:
            raise each.fault("long", FaultReason.EMPTY)
        for short in each.lines("short"):
            if short in taken:
                raise each.fault("short", FaultReason.DUPLICATE_KEY)
            taken.add(short)
            found.append(Abbreviation(short, longs))
    return tuple(found)


def _passives(table: Table) -> Passives:
    table.allow("explain", "verbs", "left_alone")
    return Passives(
        verbs=_each(table, "verbs", _verb),
        left_alone=_each(table, "left_alone", _phrase),
        explain=table.text("explain"),
    )


def _mistake(line: str) -> tuple[str, str] | None:
    """Return the slip and what was meant, in ``imorgen i morgen``."""
    slip, _, meant = line.partition(" ")
    return (fold(slip), meant) if meant else None


def _verb(line: str) -> Verb | None:
    """Return the verb in ``bevilge`` (bevilgede, bevilget) or ``sende sendte sendt``."""
    parts = fold(line).split()
    if len(parts) == 3:
        return Verb(*parts)
    if len(parts) != 1:
        return None
    stem = parts[0].removesuffix("e")
    return Verb(parts[0], f"{stem}ede", f"{stem}et")
