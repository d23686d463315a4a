"""Changes values deep inside other values, leaving the rest as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any


def mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a value with everything in it changed, from the outside in.

    Args:
        change: returns what is to stand there instead, or the value itself.
    """
    new = change(value)
    if new is not value:
        return new
    if isinstance(value, tuple):
        return tuple(mapped(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type | Enum):
        parts = {each.name: mapped(getattr(value, each.name), change) for each in fields(value)}
        return replace(value, **parts)
    return value
