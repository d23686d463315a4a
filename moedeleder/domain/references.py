"""The code (*svarkode*) that ties an answer to one person and one meeting."""

from __future__ import annotations

import re
import secrets

# Crockford's base 32: no letter that looks like a digit. 16 signs are 80 bits: nobody guesses it.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PREFIX = "ML"
_GROUPS = 4
_BETWEEN = r"[\s\-\u2010-\u2015\u2212\u00ad\u200b]{0,4}"
_CODE = re.compile(
    rf"(?<![A-Za-z0-9]){_PREFIX}(?:{_BETWEEN}[0-9A-Za-z]{{4}}){{{_GROUPS}}}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_HIDDEN = "ML-…"
_ALIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a new code, such as ``ML-7K3F-9QXR-2MTD-VB4W``."""
    groups = ["".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(_GROUPS)]
    return "-".join((_PREFIX, *groups))


def codes_in(text: str) -> tuple[str, ...]:
    """Return the codes in a text as they were made, each once, in their order.

    Mail programs break lines, change hyphens and people copy by hand: all of that is forgiven.
    """
    found = (_as_made(match[0]) for match in _CODE.finditer(text))
    return tuple(dict.fromkeys(code for code in found if code))


def without_codes(text: str) -> str:
    """Return a text for others to read: with a code, anybody could answer in its owner's name."""
    return _CODE.sub(lambda match: _HIDDEN if _as_made(match[0]) else match[0], text)


def _as_made(written: str) -> str:
    signs = re.sub(r"[^0-9A-Z]", "", written.upper()).removeprefix(_PREFIX).translate(_ALIKE)
    if any(sign not in _SIGNS for sign in signs):
        return ""
    return "-".join((_PREFIX, *(signs[at : at + 4] for at in range(0, len(signs), 4))))
