"""Words too many for one field, in several: nothing that somebody wrote is cut off."""

from __future__ import annotations

WORDS_LIMIT = 200_000
"""The most characters one thing said holds; more becomes a further one."""


def pieces(text: str) -> list[str]:
    """Return a text in pieces of at most ``WORDS_LIMIT`` characters, parted between words."""
    found = []
    while len(text) > WORDS_LIMIT:
        blank = max(text.rfind(sign, WORDS_LIMIT // 2, WORDS_LIMIT) for sign in " \n")
        at = blank + 1 if blank >= 0 else WORDS_LIMIT
        found.append(text[:at])
        text = text[at:]
    return [*found, text]
