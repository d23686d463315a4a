"""A letter's words where it is no mail: on paper and in Digital Post.

The templates are the mail's own, and an office may have written them anew: the turns they use are
told in other words here. What is not found stays, and the note at the letter's foot covers it.
"""

from __future__ import annotations

import re

_WORDS = (
    ("Svar på denne mail, eller svar i din kalender", "Ring eller skriv til os"),
    (
        "Send det tilbage som svar på denne mail. Du kan også printe det og give os det",
        "Send det, eller giv os det",
    ),
    ("Send det tilbage som svar på denne mail", "Send det, eller giv os det på papir"),
    ("Send det som svar på denne mail", "Send det, eller giv os det på papir"),
    ("det vedhæftede skema", "skemaet, der følger med"),
    ("Dagsordenen er også vedhæftet", "Dagsordenen følger også med"),
    # On paper there is one of each, and the code stands on the form already.
    ("Du kan vælge mellem PDF og Word. Der står det samme.", ""),
    (" Lad den stå, når du svarer.", ""),
    ("Selve mailen ligger i", "Svarer du i en mail, ligger den i"),
    ("se bort fra denne mail", "se bort fra dette brev"),
    ("Svar på denne mail", "Ring eller skriv til os"),
    ("svar på denne mail", "ring eller skriv til os"),
)
_TOLD = dict(_WORDS)
# The longer turns stand first: they hold the shorter ones.
_FOUND = re.compile("|".join(re.escape(each) for each in _TOLD))


def paper_words(text: str) -> str:
    """Return a letter's words as they are true of a letter that is no mail."""
    return _FOUND.sub(lambda match: _TOLD[match[0]], text)
