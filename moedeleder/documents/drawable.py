"""Which characters our fonts can draw, and what stands for those that they cannot."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from moedeleder.domain.errors import TemplateMissing

# What stands for a character that no font of ours has: seen at once, and never mistaken for text.
PLACEHOLDER = "□"
ZERO_WIDTH_SPACE = "\u200b"
_JOINER = "\u200d"
_HARMLESS = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u2066\u2067\u2068\u2069")
# Old controls of direction become isolates, which cannot reach past their own paragraph. The
# overrides have no such twin, and with them paper could say other words than the stored text.
_MODERN = str.maketrans(
    "\u202a\u202b\u202c\u202d\u202e\ufeff", "\u2066\u2067\u2069" + PLACEHOLDER * 2 + "\u2060"
)
_PLAIN = re.compile("[\n\t -~\xa0-\u0148‘-”„•–—…]*")
# Beside accents these hang on the character before them: variation selectors, tags, skin tones.
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")
_SKIN_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
# No Danish word of everyday life is longer; what is, may break anywhere.
_LONGEST_WORD = 40
_PIECE = 6
# Flags and families take a dozen. Thousands of marks on one letter make the typesetter fall.
_LONGEST_CLUSTER = 40
_VOWELS = frozenset("aeiouyæøåäöüéAEIOUYÆØÅÄÖÜÉ")


@lru_cache(maxsize=4)
def _coverage(folder: Path) -> tuple[frozenset[int], ...]:
    """Return the code points of each font in ``folder``, the main typeface first."""
    try:
        table = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    except OSError:
        raise TemplateMissing("coverage.json") from None
    return tuple(
        frozenset(code for first, last in ranges for code in range(first, last + 1))
        for ranges in table.values()
    )


def in_reading_order(text: str) -> str:
    """Return ``text`` without controls that turn the words after them around."""
    return text.translate(_MODERN)


def drawable(text: str, folder: Path) -> str:
    """Return ``text`` with a box for each character that no font in ``folder`` can draw.

    A character and the marks that hang on it must come from one font: marks that no font has
    together with their letter become a box of their own.

    Raises:
        TemplateMissing: the list of what the fonts can draw is not there.
    """
    if _PLAIN.fullmatch(text):
        return text
    fonts = _coverage(folder)
    clusters = map(_bounded, _clusters(in_reading_order(text)))
    return "".join(_drawn(cluster, fonts) for cluster in clusters)


def _bounded(cluster: str) -> str:
    if len(cluster) <= _LONGEST_CLUSTER:
        return cluster
    return cluster[:_LONGEST_CLUSTER] + PLACEHOLDER


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text)):
        if not (_hangs(text[at]) or text[at - 1] == _JOINER):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _hangs(char: str) -> bool:
    if ord(char) < 0x300:
        return False
    return (
        char == _JOINER
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
        or _SELECTOR.match(char) is not None
        or _SKIN_TONE.match(char) is not None
    )


def _drawn(cluster: str, fonts: tuple[frozenset[int], ...]) -> str:
    if len(cluster) == 1:
        return _single(cluster, fonts)
    if _one_font_has(cluster, fonts):
        return cluster
    # The letter matters more than the selector that asks for its coloured or emoji form.
    bare = "".join(char for char in cluster if not _SELECTOR.match(char) and char != _JOINER)
    if len(bare) > 1 and _one_font_has(bare, fonts):
        return bare
    # Apart, so that the marks that cannot be drawn do not take their letter with them.
    return "".join(PLACEHOLDER if _hangs(char) else _single(char, fonts) for char in bare)


def _one_font_has(cluster: str, fonts: tuple[frozenset[int], ...]) -> bool:
    codes = [ord(char) for char in cluster if char not in _HARMLESS]
    return any(font.issuperset(codes) for font in fonts) and not any(map(_unwanted, cluster))


def _single(char: str, fonts: tuple[frozenset[int], ...]) -> str:
    if char in _HARMLESS:
        return char
    if _SELECTOR.match(char):
        return ""
    if any(ord(char) in font for font in fonts) and not _unwanted(char):
        return char
    return " " if unicodedata.category(char) == "Zs" else PLACEHOLDER


def _unwanted(char: str) -> bool:
    # Private characters have no meaning outside one font; an archived page may not hold them.
    return char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")


def is_right_to_left(text: str) -> bool:
    """Return whether most letters that have a direction are read from right to left.

    A Danish line that begins with somebody's name in other letters is still a Danish line.
    """
    directions = [unicodedata.bidirectional(char) for char in text]
    return sum(each in ("R", "AL") for each in directions) > directions.count("L")


def breakable(text: str, longest: int) -> str:
    """Return ``text`` with marked places to break (U+200B) in words of over ``longest`` letters.

    Danish words are hyphenated by the typesetter; addresses may break after their signs, and
    what is longer than any word anywhere.
    """
    pattern = rf"[^\s{ZERO_WIDTH_SPACE}]{{{longest + 1},}}"
    return re.sub(pattern, lambda match: _broken(match[0]), text)


def _broken(word: str) -> str:
    if len(word) > _LONGEST_WORD or (word.isalpha() and not _VOWELS.intersection(word)):
        letters = list(_clusters(word))
        return ZERO_WIDTH_SPACE.join(
            "".join(letters[at : at + _PIECE]) for at in range(0, len(letters), _PIECE)
        )
    if word.isalpha():
        return word
    return re.sub(r"(?<=[/@._?&=:;,+|\\-])(?=\w)", ZERO_WIDTH_SPACE, word)
