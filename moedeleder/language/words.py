"""A text taken apart: its words, its sentences, and the places where it speaks with other words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from moedeleder.language.data import fold

# Their dot ends no sentence. What a language abbreviates is the language's, not an office's.
COMMON_ABBREVIATIONS = frozenset(
    "adr. afd. afs. alm. anm. ang. ass. att. aud. bd. betj. bl. bl.a. ca. cand. d.d. d.v.s. d.å. "
    "dec. dr. dvs. e.l. eks. ekskl. eksp. emd. etc. evt. f.eks. feb. ff. fhv. fmd. forts. fr. "
    "frk. fx. fys. gl. gr. hhv. hr. i.f.t. ift. ifb. ifm. iht. incl. indb. inkl. jan. jf. jfr. "
    "jnr. jr. kap. kgl. kl. kr. kst. kt. l. lb. lign. m.fl. m.h.p. m.h.t. m.m. m.v. maks. max. "
    "mdl. mdr. mfl. mht. mhp. mia. mio. mgl. min. ml. mm. mv. nov. nr. nuv. o.a. o.l. o.lign. "
    "okt. omg. omkr. osv. p.g.a. p.t. pga. pgf. pkt. pl. plf. pr. pt. red. ref. resp. s.u. sbh. "
    "sept. sml. stk. str. t.o.m. tidl. tlf. u.t. udg. udt. v. v.h.a. vedk. vedr. vha. vs. årg. "
    "årh.".split()
)
# Of these the dot may end a sentence, too: they close a row of words.
ENDING = frozenset(
    "d.d. d.å. e.l. etc. kr. lign. m.fl. m.m. m.v. mdr. mfl. min. mio. mv. o.a. o.l. o.lign. osv. "
    "p.t. pt. sbh.".split()
)

_TOKEN = re.compile(
    r"""(?P<web>(?:https?://|www\.)[^\s<>"”»]{1,2000}
        |[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+)
    |(?P<dotted>[^\W\d_][^\W\d_A-ZÆØÅ]{0,2}(?:\.[^\W\d_A-ZÆØÅ]{1,4})+\.?)(?!\w)
    |(?P<word>\w+(?:(?:[-‐‑'’\u00ad/]|(?<=\d)[.,:](?=\d))\w+)*)
    """,
    re.VERBOSE,
)
_WEB_TAIL = ".,:;!?)]'’"
_CLOSED_BY = {
    '"': '"',
    "”": "”",
    "“": "”“",
    "„": "“”",
    "»": "«",
    "«": "»",
}
_MARKS = re.compile('["”“„»«]')
# So many items of no more than so many words make a list.
LIST_ITEMS, ITEM_WORDS = 3, 12
_CLAUSES = frozenset("at da der fordi hvad hvis hvor hvordan men mens når selvom som så".split())
_BETWEEN_ITEMS = re.compile(r"[,;]\s|\sog\s|\ssamt\s")
_CLOSERS = "\"”“«»)'’"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number, abbreviation or address, and where it stands."""

    start: int
    text: str
    folded: str
    letters: int
    is_address: bool = False
    is_abbreviation: bool = False

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart; a sentence is the range of its words, a zone a range of characters."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[range, ...]
    quotes: tuple[range, ...]


def read(text: str, abbreviations: frozenset[str] = COMMON_ABBREVIATIONS) -> Reading:
    """Return ``text`` taken apart.

    Args:
        text: one or more paragraphs, parted by line ends.
        abbreviations: folded, each with the dot that ends no sentence.
    """
    words = words_of(text, abbreviations)
    sentences = _sentences(text, words)
    return Reading(text, words, sentences, quotes_in(text))


def words_of(text: str, abbreviations: frozenset[str] = COMMON_ABBREVIATIONS) -> tuple[Word, ...]:
    """Return the words of ``text``, as ``read`` finds them."""
    return tuple(_word(text, match, abbreviations) for match in _TOKEN.finditer(text))


def _word(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> Word:
    found, start = match[0], match.start()
    is_address = match["web"] is not None
    if is_address:
        found = found.rstrip(_WEB_TAIL)
    folded = fold(found)
    if text[start + len(found) : start + len(found) + 1] == "." and folded + "." in abbreviations:
        found, folded = found + ".", folded + "."
    is_abbreviation = match["dotted"] is not None or folded in abbreviations
    letters = sum(map(str.isalpha, found))
    return Word(start, found, folded, letters, is_address, is_abbreviation)


def _sentences(text: str, words: tuple[Word, ...]) -> tuple[range, ...]:
    found: list[range] = []
    begin = 0
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        if after is None or _ends(text, word, after):
            found.append(range(begin, at + 1))
            begin = at + 1
    return tuple(found)


def _ends(text: str, word: Word, after: Word) -> bool:
    """Whether a sentence ends between two words that follow each other."""
    between = text[word.end : after.start]
    if "\n" in between:
        return True
    starts_anew = after.text[:1].isupper()
    if word.is_abbreviation and not between.strip(" )"):
        return starts_anew and word.folded in ENDING
    signs = [sign for sign in between if sign in ".!?:…"]
    if not signs:
        return False
    if between[-1] in ".:" and not starts_anew:
        return False
    if signs[0] == "…" or _closes_a_quote(between):
        return starts_anew or after.text[:1].isdigit()
    return signs != ["."] or between[0] != "." or not _keeps_its_dot(word, after)


def _closes_a_quote(between: str) -> bool:
    """Whether a quotation ends here, as in ``"Må jeg?" spurgte han``."""
    at = max(between.rfind(sign) for sign in ".!?")
    return at >= 0 and between[at + 1 : at + 2] in tuple(_CLOSERS)


def _keeps_its_dot(word: Word, after: Word) -> bool:
    """Whether a dot belongs to its word: an initial, or a number such as in ``3. december``."""
    if word.text.isdigit():
        return not after.text[:1].isupper()
    return len(word.text) == 1 and word.text.isupper()


def is_list(reading: Reading, sentence: range) -> bool:
    """Whether a sentence is a row of short items after a colon, such as names or papers."""
    words = reading.words
    start, end = words[sentence.start].start, words[sentence.stop - 1].end
    if not reading.text[:start].rstrip(" \t-–•").endswith(":"):
        return False
    if sum(words[at].folded in _CLAUSES for at in sentence) > 1:
        return False
    items = [words_of(item) for item in _BETWEEN_ITEMS.split(reading.text[start:end])]
    return len(items) >= LIST_ITEMS and all(len(item) <= ITEM_WORDS for item in items)


def quotes_in(text: str) -> tuple[range, ...]:
    """Return the places within quotation marks, the marks included.

    A mark that is never closed within the text begins no quotation.
    """
    found: list[range] = []
    begin, closers = -1, ""
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match[0]
        if begin >= 0:
            if mark in closers:
                found.append(range(begin, at + 1))
                begin = -1
        elif not (at and text[at - 1].isalnum()):
            begin, closers = at, _CLOSED_BY[mark]
    return tuple(found)
