"""One letter in a run of the outbox, and how far the run has come."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from moedeleder.domain.errors import MailServerError
from moedeleder.domain.sending import Delivery
from moedeleder.mail.message import wire_bytes


@dataclass(frozen=True)
class Progress:
    """How far a sending has come."""

    done: int
    total: int


OnProgress = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Tell nobody."""


@dataclass
class Job:
    """A letter taken up by a run; ``delivery`` is as it was read.

    ``handed`` is set once its last word may have been said, so that it may have arrived;
    ``times`` is then how often it was handed over in all. ``copy_refused`` is why the archive took
    no copy of it.
    """

    delivery: Delivery
    meeting_id: str
    handed: bool = False
    times: int = 0
    copy_refused: MailServerError | None = None


@dataclass(frozen=True)
class Kept:
    """A mail as it leaves, byte by byte, made small for keeping."""

    message_id: str
    size: int
    data: bytes

    @staticmethod
    def of(message: EmailMessage) -> Kept:
        """Return a mail as it travels."""
        data = wire_bytes(message)
        return Kept(str(message["Message-ID"]), len(data), zlib.compress(data))


def as_left(data: bytes) -> bytes:
    """Return the mail that was made small by :class:`Kept`."""
    return zlib.decompress(data)
