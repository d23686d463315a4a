"""Answers as they come in: kept whole, tied to a person and a meeting, or set apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from moedeleder.domain.contributions import Channel, ContributionDraft
from moedeleder.domain.corrections import CorrectionDraft
from moedeleder.domain.times import Fit


class AnswerState(StrEnum):
    """Whether it is known who an answer is from, and what it belongs to."""

    UNKNOWN = "unknown"
    PLACED = "placed"
    DISMISSED = "dismissed"


class Doubt(StrEnum):
    """Why an answer was set apart for a person to decide."""

    NONE = ""
    NO_REFERENCE = "no_reference"
    REFERENCE_UNKNOWN = "reference_unknown"
    SENDER_DIFFERS = "sender_differs"
    MEETING_OVER = "meeting_over"
    NO_SENDER = "no_sender"


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file that came with an answer; ``name`` is only ever shown, never used as a path.

    ``fault`` is an error class name when the file could not be read into fields.
    """

    name: str
    size: int
    mime_type: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that came in: what was written, folded quotation apart, and who it is from.

    ``meeting_id`` and ``person_id`` are a guess until ``state`` is ``PLACED``.
    """

    id: str
    version: int
    channel: Channel
    received_at: datetime
    state: AnswerState
    doubt: Doubt
    meeting_id: str | None
    meeting_title: str
    person_id: str | None
    person_name: str
    from_name: str
    from_address: str
    subject: str
    text: str
    quoted: str
    files: tuple[AnswerFile, ...] = ()
    fault: str = ""
    dismissed_reason: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A returned form read back into fields.

    ``reference`` is the code of the person and meeting it was made for, empty when it is gone.
    ``fits`` are the proposed times, by their id, that the person marked. ``left_over`` is all
    that could not be placed in a field: never dropped. ``corrections`` are from a form for
    answering the minutes, whose version was ``minutes_number`` (0 when that is gone).
    """

    reference: str = ""
    contributions: tuple[ContributionDraft, ...] = ()
    fits: tuple[tuple[str, Fit], ...] = ()
    left_over: str = ""
    corrections: tuple[CorrectionDraft, ...] = ()
    is_about_minutes: bool = False
    minutes_number: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in it."""
        said = self.contributions or self.fits or self.corrections
        return not (said or self.left_over.strip())


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """What a calendar answered to an invitation (RFC 5546 REPLY)."""

    uid: str
    address: str
    reply: str
    sequence: int = 0
    comment: str = ""
