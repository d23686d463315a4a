"""What every way of sending promises, so that a service need not know which one it has."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

from moedeleder.domain.errors import MailServerError


@dataclass(frozen=True, slots=True)
class MailReport:
    """What a test of the way out found: ``place`` is a server or folder, ``encryption`` as TLSv1.3.

    For a folder ``encryption`` is empty and ``logged_in`` false; ``size_limit`` is in bytes,
    0 where none is known.
    """

    place: str
    encryption: str = ""
    logged_in: bool = False
    size_limit: int = 0


def nothing() -> None:
    """Do nothing: for whoever need not be told."""


class MailSession(Protocol):
    """One stretch of sending, letter after letter; a refused one does not stop the next.

    A session belongs to one thread; only ``hang_up`` may be called from another.
    """

    def send(
        self,
        message: EmailMessage,
        to_address: str,
        *,
        before_last_word: Callable[[], None] = nothing,
        copy_to: str = "",
    ) -> None:
        """Hand the mail over for one address, whatever its headers say.

        Args:
            before_last_word: called once, when all but the last word of the mail is handed over.
                When it raises, the mail is not sent and what it raised goes on. It is not called
                for a mail that was refused before that.
            copy_to: an archive that gets the same mail where it takes it, and never alone.

        Returns only when the mail was taken. Raises a ``MailServerError``, ``FileError`` or
        ``InvalidAddress``; after all but ``MailUncertain`` the mail has surely not been sent.
        """

    @property
    def copy_refused(self) -> MailServerError | None:
        """Why the archive took no copy of the letter sent last; None where it did."""

    def hang_up(self) -> None:
        """Let a ``send`` that waits on another thread end at once, as if the line had been cut."""


class Transport(Protocol):
    """A way by which mail leaves the house."""

    @property
    def parallel(self) -> int:
        """How many sessions may be open at once, each on a thread of its own."""

    def session(self) -> AbstractContextManager[MailSession]:
        """Open the way; raises when it cannot be used at all, before anything is sent."""

    def test_connection(self) -> MailReport:
        """Try the way without sending anything; raises what ``session`` raises."""
