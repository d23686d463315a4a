"""Minutes in Word that somebody changed: which version they are of, and what is another now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ForeignFile(StrEnum):
    """Why a Word file cannot be read back as changed minutes."""

    UNREADABLE = "unreadable"
    UNMARKED = "unmarked"
    DRAFT = "draft"
    OTHER_MEETING = "other_meeting"
    OTHER_TEXT = "other_text"


@dataclass(frozen=True, slots=True)
class FileMark:
    """What our Word files say of themselves; nobody is named.

    ``checksum`` is that of the whole version, ``text`` that of the text of this very file, and
    ``paper`` the name of the file, such as ``referat``.
    """

    meeting_id: str
    number: int
    checksum: str
    text: str
    paper: str


class DifferenceKind(StrEnum):
    """What somebody did to a paragraph."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that is another in a changed file.

    ``part`` is a ``PartKey``, or empty for the whole; ``heading`` is what stands above it in the
    file. Of a comment ``before`` is the paragraph it is about and ``after`` what it says.
    """

    kind: DifferenceKind
    part: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A changed file held against the version it is of.

    ``person_id`` is whose copy it is, where only one person got that copy; ``names`` are those
    that Word wrote on the changes; ``is_newest`` tells whether there is a later version.
    """

    meeting_id: str
    number: int
    paper: str
    differences: tuple[Difference, ...]
    person_id: str = ""
    names: tuple[str, ...] = ()
    is_newest: bool = True
