"""The outbox: when a letter is tried again, and what happened to it on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from moedeleder.domain.sending import Delivery, LetterWay

# A busy server is asked again soon, a closed one seldom: RFC 5321 § 4.5.4.1 wants half an hour
# between tries and four to five days before giving up; a person is told long before that.
_PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 15, 30, 60, 120, 240))
LONGEST_PAUSE = _PAUSES[-1]
GIVE_UP_AFTER = timedelta(days=4)
"""From the first try; after that a letter that is only ever put off counts as refused."""
LEAST_TRIES = 5
"""A letter gets so many, however long the program was switched off in between."""

WAY_OUT_REASONS = (
    "MailLoginRefused",
    "MailNotSetUp",
    "MailPasswordMissing",
    "KeyringUnusable",
    "FileUnreadable",
)
"""Names of errors that hold every letter back until a person has seen to the mail settings.

A wrong password is never tried again by the program: accounts get locked.
"""


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait before the next try.

    Args:
        attempts: how often it has been tried, at least 1.
    """
    return _PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1]


def is_given_up(first_put_off: datetime | None, now: datetime, tries: int) -> bool:
    """Return whether a letter that was put off once more counts as refused from now on.

    Args:
        first_put_off: None where it never was before.
        tries: how often it has been tried, the last one too.
    """
    if first_put_off is None or tries < LEAST_TRIES:
        return False
    return now - first_put_off >= GIVE_UP_AFTER


class LetterEventKind(StrEnum):
    """Something that happened to a letter.

    ``RELEASED`` a person let it leave; ``PUT_OFF`` the server asked to wait, or did not answer;
    ``HANDED_OVER`` the last word is about to be said; ``FOUND`` and ``NOT_FOUND`` the mailbox
    was searched; ``SAID_ARRIVED`` and ``SAID_LOST`` are a person's word, ``TAKEN_BACK`` takes the
    last one back; ``ARCHIVE_REFUSED`` the letter left, and the archive took no copy.
    """

    RELEASED = "released"
    PUT_OFF = "put_off"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    STOPPED = "stopped"
    DELAYED = "delayed"
    BOUNCED = "bounced"
    FOUND = "found"
    NOT_FOUND = "not_found"
    SAID_ARRIVED = "said_arrived"
    SAID_LOST = "said_lost"
    PRINTED = "printed"
    FILED = "filed"
    TAKEN_BACK = "taken_back"
    ARCHIVE_REFUSED = "archive_refused"


@dataclass(frozen=True, slots=True)
class LetterEvent:
    """One thing that happened to a letter; ``words`` are a server's own and may hold an address."""

    delivery_id: str
    kind: LetterEventKind
    at: datetime
    by: str = ""
    code: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter as it left, one for each time it was handed over; its bytes are fetched apart."""

    id: str
    delivery_id: str
    at: datetime
    message_id: str
    address: str
    way: LetterWay
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter in the outbox, with the meeting it is about."""

    delivery: Delivery
    meeting_id: str
    meeting_title: str


@dataclass(frozen=True, slots=True)
class OutboxView:
    """What is in the outbox of the whole office, for the window.

    ``waiting`` leave by themselves; ``stuck`` (refused, uncertain, stopped, never let out) wait
    for a person.
    """

    waiting: tuple[Waiting, ...] = ()
    stuck: tuple[Waiting, ...] = ()
    next_try_at: datetime | None = None
    is_working: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.waiting and not self.stuck


@dataclass(frozen=True, slots=True)
class OutboxRun:
    """What one run of the outbox came to, in letters."""

    sent: int = 0
    put_off: int = 0
    refused: int = 0
    uncertain: int = 0
    meetings: tuple[str, ...] = ()
    """Ids of the meetings whose letters changed."""
