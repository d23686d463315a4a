"""The chain that ties finished things to each other: how a link is made, and where one broke."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

FIRST = ""
"""Stands for the link before the first one."""
CHANGE_LOG = "change_log"
SEAL = "seal"


class Why(StrEnum):
    """What is wrong at a broken place."""

    CHANGED = "changed"
    """A finished thing is not as it was when it was sealed."""
    GONE = "gone"
    UNSEALED = "unsealed"
    """It stands among the finished things, but nothing was sealed."""
    CHECKSUM = "checksum"
    """The text no longer gives its own checksum."""
    CHAIN = "chain"
    """A link of the chain itself is changed, gone or put in."""
    LOG = "log"
    """Lines of the change log are changed, gone or put in."""
    NUMBERS = "numbers"
    """A version is missing between others, or after them."""
    REOPENED = "reopened"
    """Minutes are finished, but their meeting is not."""
    NO_VERSION = "no_version"
    """The meeting is finished, but its minutes are gone."""
    UNLOCKED = "unlocked"
    """The database's own refusal to change such things is gone."""


@dataclass(frozen=True, slots=True)
class SealLink:
    """One link: what it seals, how far the change log had come, and the link before."""

    seq: int
    kind: str
    row_id: str
    digest: str
    log_seq: int
    log_digest: str
    previous: str
    at: str
    by: str

    @property
    def link(self) -> str:
        """The digest of all of it, which the next link names."""
        fields = [getattr(self, name) for name in self.__slots__]
        return digest_of(json.dumps(fields, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """One place where something is not as it was sealed; ``seq`` 0 is outside the chain.

    ``number`` is that of a version, 0 where there is none.
    """

    kind: str
    row_id: str
    why: Why
    seq: int = 0
    number: int = 0
    meeting_id: str = ""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What looking at every finished thing showed; the first broken place stands first."""

    checked: int
    broken: tuple[BrokenLink, ...] = ()

    @property
    def first(self) -> BrokenLink | None:
        """The first broken place in the order the things were finished."""
        return self.broken[0] if self.broken else None

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it was sealed."""
        return not self.broken


def in_order(broken: Iterable[BrokenLink]) -> tuple[BrokenLink, ...]:
    """Return each broken place once, in the order of the chain; what is outside it comes last."""
    once = dict.fromkeys(broken)
    return tuple(sorted(once, key=lambda each: (each.seq == 0, each.seq)))


def digest_of(text: str) -> str:
    """Return the SHA-256 of text, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def row_text(values: Mapping[str, Any]) -> str:
    """Return what a row holds as text that is another whenever any value or its kind is."""
    return json.dumps(
        {name: _plain(value) for name, value in values.items()}, sort_keys=True, ensure_ascii=False
    )


def moment_text(moment: datetime) -> str:
    """Return an aware moment as the database keeps it: UTC, down to the microsecond."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    return value.strftime(_MOMENT) if isinstance(value, datetime) else value


_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
