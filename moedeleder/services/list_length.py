"""How long a list gets: what is beyond must be searched for."""

from __future__ import annotations

from collections.abc import Sized

from moedeleder.models.queries import PAGE

LONGEST_LIST = PAGE
"""The most lines that any list of families, meetings or promises holds."""


def is_cut(lines: Sized) -> bool:
    """Return whether there may be more lines than these."""
    return len(lines) >= LONGEST_LIST
