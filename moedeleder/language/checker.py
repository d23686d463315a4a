"""The checker: a text in, findings out. Pure, and quick when little has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from moedeleder.language.abbreviations import AbbreviationFinder, Use
from moedeleder.language.data import Abbreviations, Entry, LanguageData, fold
from moedeleder.language.findings import Finding, FindingKind
from moedeleder.language.lix import Counts, counts_of
from moedeleder.language.passive import PassiveFinder, active_form
from moedeleder.language.phrases import Hit, PhraseIndex
from moedeleder.language.spelling import (
    Dictionary,
    Recalling,
    Speller,
    is_known,
    is_looked_up,
    is_own,
)
from moedeleder.language.words import COMMON_ABBREVIATIONS, Reading, Word, is_list, read

REMEMBERED = 4_000
_NOBODY: frozenset[str] = frozenset()
# Where two rules speak of the same words, the first of these is heard.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            FindingKind.GENTLE,
            FindingKind.OFFICE,
            FindingKind.ABBREVIATION,
            FindingKind.PASSIVE,
            FindingKind.SPELLING,
        )
    )
}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is found in one paragraph, whatever stands in the others.

    ``professional`` are the short forms it uses, each with a finding unless it is spelled out;
    ``pending`` are words that nobody has looked up yet.
    """

    counts: Counts
    findings: tuple[Finding, ...]
    professional: tuple[tuple[str, Finding | None], ...]
    pending: frozenset[str] = _NOBODY


class Checker:
    """Checks texts by the lists of words, and by a dictionary where there is one."""

    def __init__(self, data: LanguageData, speller: Speller | None = None) -> None:
        self._data, self._speller = data, speller
        self._abbreviations = _with_dots(data.abbreviations)
        self._gentle = _index(data.gentle)
        self._office = _index(data.office)
        self._law = PhraseIndex((phrase, None) for phrase in data.terms_of_law)
        self._passives = PassiveFinder(data.passives)
        self._short_forms = AbbreviationFinder(data.abbreviations)
        self._remembered: OrderedDict[tuple[str, bool], Analysis] = OrderedDict()
        self._lock = Lock()

    def check(
        self,
        text: str,
        *,
        quotes_exempt: bool = True,
        seen_abbreviations: frozenset[str] = _NOBODY,
        known: Collection[str] = _NOBODY,
        wait: bool = True,
    ) -> tuple[Finding, ...]:
        """Return what is found in a paragraph, in the order of the text.

        Args:
            text: the paragraph.
            quotes_exempt: leave what stands within quotation marks alone.
            seen_abbreviations: short forms that were used before this paragraph.
            known: names and own words that are spelled right, folded (``data.fold``).
            wait: look up every word; else words not looked up before count as right so far.
        """
        analysis = self.analysis(text, quotes_exempt=quotes_exempt, wait=wait)
        return at_hand(analysis, set(seen_abbreviations), known)

    def check_document(
        self, paragraphs: Sequence[str], *, known: Collection[str] = _NOBODY
    ) -> tuple[tuple[Finding, ...], ...]:
        """Return what is found in each paragraph; a short form only where it is used first."""
        seen: set[str] = set()
        return tuple(at_hand(self.analysis(text), seen, known) for text in paragraphs)

    def analysis(self, text: str, *, quotes_exempt: bool = True, wait: bool = True) -> Analysis:
        """Return all there is to know of a paragraph by itself; remembered by its text."""
        key = (text, quotes_exempt)
        with self._lock:
            found = self._remembered.get(key)
            if found and not self._is_dated(found, wait):
                self._remembered.move_to_end(key)
                return found
        analysis = self._analyse(text, quotes_exempt, wait)
        with self._lock:
            self._remembered[key] = analysis
            if len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return analysis

    def _is_dated(self, found: Analysis, wait: bool) -> bool:
        """Whether words are known by now that were not when the paragraph was read."""
        if not found.pending or self._speller is None:
            return False
        return wait or any(self._speller.recall(word) is not None for word in found.pending)

    def _analyse(self, text: str, quotes_exempt: bool, wait: bool) -> Analysis:
        reading = read(text, self._abbreviations)
        spared = self._spared_by_law(reading)
        uses = tuple(self._short_forms.find(reading))
        found = [
            *self._phrases(reading, self._gentle, FindingKind.GENTLE),
            *self._phrases(reading, self._office, FindingKind.OFFICE),
            *(self._short(use) for use in uses if not use.professional),
            *self._passive(reading),
        ]
        found = [each for each in found if not any(spared[each.start : each.end])]
        misspelt, pending = self._misspelt(reading, wait)
        found += misspelt
        quoted = _marked(text, reading.quotes if quotes_exempt else ())
        found = [each for each in found if not any(quoted[each.start : each.end])]
        uses = tuple(use for use in uses if not quoted[use.start])
        found = [*_heard(found), *self._long(reading, quoted)]
        found.sort(key=lambda each: (each.start, each.length))
        first_uses = self._professional(uses)
        return Analysis(counts_of(reading), tuple(found), first_uses, pending)

    def _spared_by_law(self, reading: Reading) -> bytearray:
        hits = self._law.find(reading.words, reading.sentences)
        spans = (_span(reading, hit.first, hit.last) for hit in hits)
        return _marked(reading.text, [range(*span) for span in spans])

    def _phrases(
        self, reading: Reading, index: PhraseIndex[Entry], kind: FindingKind
    ) -> Iterator[Finding]:
        for hit in index.find(reading.words, reading.sentences):
            yield _of_entry(reading, hit, kind)

    def _passive(self, reading: Reading) -> Iterator[Finding]:
        for hit in self._passives.find(reading):
            verb = hit.verb
            explain = self._data.passives.explain.replace("{active}", active_form(verb))
            span = _span(reading, hit.first, hit.last)
            word = verb.infinitive
            yield _finding(FindingKind.PASSIVE, reading.text, span, word, explain=explain)

    def _short(self, use: Use) -> Finding:
        lists = self._data.abbreviations
        explain = lists.explain_professional if use.professional else lists.explain_office
        offers = use.what.longs
        if use.professional:
            offers = (f"{use.what.longs[0]} ({use.what.short})",)
        return Finding(
            FindingKind.ABBREVIATION,
            use.start,
            len(use.text),
            use.text,
            use.what.short,
            offers,
            explain,
        )

    def _professional(self, uses: Sequence[Use]) -> tuple[tuple[str, Finding | None], ...]:
        """Return each short form's first use, with a finding where it is not spelled out."""
        first: dict[str, Finding | None] = {}
        for use in uses:
            if use.professional and use.what.short not in first:
                first[use.what.short] = None if use.spelled_out else self._short(use)
        return tuple(first.items())

    def _long(self, reading: Reading, quoted: bytearray) -> Iterator[Finding]:
        """Yield the sentences that are too long, but for those somebody else said."""
        for sentence in reading.sentences:
            start, end = span = _span(reading, sentence[0], sentence[-1])
            if len(sentence) <= self._data.sentence_words or all(quoted[start:end]):
                continue
            if is_list(reading, sentence):
                continue
            explain = self._data.explain_long.replace("{words}", str(len(sentence)))
            word = str(len(sentence))
            yield _finding(FindingKind.LONG_SENTENCE, reading.text, span, word, explain=explain)

    def _misspelt(self, reading: Reading, wait: bool) -> tuple[list[Finding], frozenset[str]]:
        """Return the misspelt words, and those that have not been looked up."""
        if self._speller is None:
            return [], _NOBODY
        slips = self._data.mistakes
        recalling = Recalling(self._speller)
        dictionary = self._speller if wait else recalling
        found = [
            self._misspelling(word)
            for word in _for_the_dictionary(reading)
            if word.folded in slips or not self._is_known(reading, word, dictionary)
        ]
        return found, frozenset(recalling.pending)

    def _misspelling(self, word: Word) -> Finding:
        meant = self._data.mistakes.get(word.folded)
        explain = self._data.explain_mistake if meant else self._data.explain_spelling
        offers = (meant,) if meant else ()
        length = len(word.text)
        kind = FindingKind.SPELLING
        return Finding(kind, word.start, length, word.text, word.text, offers, explain)

    def _is_known(self, reading: Reading, word: Word, dictionary: Dictionary) -> bool:
        hyphen = reading.text[word.end : word.end + 1] in ("-", "‑", "‐")
        return is_known(word.text, dictionary, self._data.known_words, hyphen=hyphen)


def _for_the_dictionary(reading: Reading) -> Iterator[Word]:
    for sentence in reading.sentences:
        for at in sentence:
            if is_looked_up(reading.words[at], begins_sentence=at == sentence.start):
                yield reading.words[at]


def _with_dots(lists: Abbreviations) -> frozenset[str]:
    """Return every abbreviation with the dot that ends no sentence."""
    shorts = {fold(each.short) for each in lists.office} | set(lists.left_alone)
    return COMMON_ABBREVIATIONS | {short for short in shorts if short.endswith(".")}


def _index(entries: Sequence[Entry]) -> PhraseIndex[Entry]:
    return PhraseIndex((phrase, entry) for entry in entries for phrase in entry.forms)


def _span(reading: Reading, first: int, last: int) -> tuple[int, int]:
    return reading.words[first].start, reading.words[last].end


def _finding(
    kind: FindingKind, text: str, span: tuple[int, int], word: str, *, explain: str
) -> Finding:
    start, end = span
    return Finding(kind, start, end - start, text[start:end], word, (), explain)


def _of_entry(reading: Reading, hit: Hit[Entry], kind: FindingKind) -> Finding:
    start, end = _span(reading, hit.first, hit.last)
    entry = hit.what
    text = reading.text[start:end]
    return Finding(kind, start, end - start, text, entry.word, entry.offers, entry.explain)


def _marked(text: str, zones: Iterable[range]) -> bytearray:
    """Return a one for each character of ``text`` that lies in a zone, else a zero."""
    marks = bytearray(len(text))
    for zone in zones:
        marks[zone.start : zone.stop] = b"\1" * len(zone)
    return marks


def _heard(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings that no weightier one overlaps; of the same weight the longest."""
    taken: set[int] = set()
    for each in sorted(findings, key=lambda one: (_RANK[one.kind], -one.length, one.start)):
        place = range(each.start, each.end)
        if taken.isdisjoint(place):
            taken.update(place)
            yield each


def at_hand(analysis: Analysis, seen: set[str], known: Collection[str]) -> tuple[Finding, ...]:
    """Return a paragraph's findings, and note in ``seen`` which short forms it uses."""
    found = [
        each
        for each in analysis.findings
        if each.kind is not FindingKind.SPELLING or not is_own(each.text, known)
    ]
    added = [first for short, first in analysis.professional if first and short not in seen]
    seen.update(short for short, _ in analysis.professional)
    if added:
        found += added
        found.sort(key=lambda each: (each.start, each.length))
    return tuple(found)
