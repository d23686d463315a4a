"""What stands on the screen for all, in words: plain values, so that they test plainly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from moedeleder.domain.meeting_clock import PointStanding
from moedeleder.domain.public_view import PublicPoint
from moedeleder.ui.tokens import Tone


@dataclass(frozen=True)
class Row:
    """A label and the words beside it; ``is_draft`` while it is being written.

    ``stays`` marks the family's own words: they leave a full wall last.
    """

    label: str
    text: str
    tone: Tone = Tone.NEUTRAL
    is_draft: bool = False
    key: str = ""
    stays: bool = False


@dataclass(frozen=True)
class Column:
    """One column of the board."""

    heading: str
    tone: Tone
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Dot:
    """The numbers of a scale that somebody gave, and who: ``Sofie · Jonas``."""

    value: int
    names: str


@dataclass(frozen=True)
class Line:
    """A question with its line from 0 to 10; ``words`` say the same for whoever listens."""

    question: str
    dots: tuple[Dot, ...]
    words: str
    reasons: str = ""


@dataclass(frozen=True)
class Segment:
    """One point in the bar across the top."""

    standing: PointStanding
    is_familys: bool

    @classmethod
    def of(cls, point: PublicPoint) -> Segment:
        """Return the segment of a point."""
        return cls(point.standing, point.is_familys)


@dataclass(frozen=True)
class Sheet:
    """Everything on the screen but the time of day.

    ``follows_newest`` says that the newest rows must be in view when there is no room for all; else
    the first ones stay and ``rest`` says how many there are besides (``{0}``). ``is_calm`` is for a
    few large words in the middle. ``place`` is where this is in the meeting: while it is the same,
    what is being read stays where it is.
    """

    purpose: str = ""
    ends: datetime | None = None
    segments: tuple[Segment, ...] = ()
    small: str = ""
    heading: str = ""
    text: str = ""
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    follows_newest: bool = False
    rest: str = ""
    coming: tuple[str, ...] = ()
    foot: str = ""
    place: str = ""
    is_calm: bool = False

    @property
    def spoken(self) -> str:
        """All of it as one text, for whoever listens to the screen."""
        columns = [
            f"{column.heading}: " + " ".join(row.text for row in column.rows)
            for column in self.columns
        ]
        rows = [f"{row.label}: {row.text}" if row.label else row.text for row in self.rows]
        lines = [f"{line.question} {line.words}" for line in self.lines]
        parts = (self.purpose, self.small, self.heading, self.text, *columns, *rows, *lines)
        return "\n".join(part for part in (*parts, ", ".join(self.coming), self.foot) if part)
