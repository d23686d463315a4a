"""Places left for the writer to fill in, in texts the program has offered."""

from __future__ import annotations

import re

from moedeleder.domain.rich_text import RichText

OWN_WORDS_HERE = "[Skriv her, med dine ord, hvad vi fandt ud af]"
_WORDS = "at|af|både|for|fordi|fra|hos|i|mangler|med|om|på|til|ved"
_BLANKS = r"…|\.\.\.|navn|dato|skriv her[^\]]*"
_OPEN = re.compile(
    rf"\b(?:{_WORDS})\s+(?:…|\.\.\.)|\[(?:{_BLANKS})\]|skriv her, med dine ord", re.IGNORECASE
)
_QUOTED = re.compile('[”“„"»«][^”“„"»«]*[”“"«»]')


def is_unfinished(text: RichText) -> bool:
    """Return whether a place to fill in still stands in a text.

    A pause in somebody's own words is theirs: what stands in quotation marks is left alone.
    """
    return any(_OPEN.search(_QUOTED.sub("”", block.text)) for block in text.blocks)
