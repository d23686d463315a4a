"""Mistakes planted on purpose, to show that the harness finds each of them.

They sit around the program's own transport, or in the store itself, and never in the program.
"""

from __future__ import annotations

import copy
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from moedeleder.domain.errors import MailServerUnreachable, MailUncertain
from moedeleder.mail.transport import MailSession, Transport
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.store import Store
from tests.faults.offices import Clock
from tests.stores import KEY

LastWord = Callable[[], None]


class PlantedSession:
    """A line that is as it should be; each mistake is a subclass."""

    def __init__(self, real: MailSession) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def send(
        self,
        message: EmailMessage,
        to_address: str,
        *,
        before_last_word: LastWord = lambda: None,
        copy_to: str = "",
    ) -> None:
        self._real.send(message, to_address, before_last_word=before_last_word, copy_to=copy_to)


class SendsTwice(PlantedSession):
    """Takes a lost answer for a letter that was not sent, so that it is tried again."""

    def send(self, *given: Any, **named: Any) -> None:
        try:
            self._real.send(*given, **named)
        except MailUncertain:
            raise MailServerUnreachable from None


class SaysItAfterwards(PlantedSession):
    """Puts on record that the last word is about to be said when it has been."""

    def send(self, *given: Any, before_last_word: LastWord, **named: Any) -> None:
        self._real.send(*given, **named)
        before_last_word()


class TrustsTooEarly(PlantedSession):
    """Takes a letter for sent before the answer has come."""

    def send(self, *given: Any, **named: Any) -> None:
        try:
            self._real.send(*given, **named)
        except MailUncertain:
            return


class NamesAnew(PlantedSession):
    """Gives a letter another Message-ID each time."""

    _number = 0

    def send(self, message: EmailMessage, *given: Any, **named: Any) -> None:
        NamesAnew._number += 1
        del message["Message-ID"]
        message["Message-ID"] = f"<{NamesAnew._number}@anew.example>"
        self._real.send(message, *given, **named)


class MixesUp(PlantedSession):
    """Sends one letter with the words of the one before."""

    def __init__(self, real: MailSession) -> None:
        super().__init__(real)
        self._before: EmailMessage | None = None

    def send(self, message: EmailMessage, *given: Any, **named: Any) -> None:
        other, self._before = copy.deepcopy(self._before or message), message
        other.replace_header("Message-ID", message["Message-ID"])
        self._real.send(other, *given, **named)


class DiesBefore(PlantedSession):
    """Dies before the last word is on record."""

    def send(self, *given: Any, before_last_word: LastWord, **named: Any) -> None:
        self._real.send(*given, before_last_word=_die, **named)


class DiesAfter(PlantedSession):
    """Dies when it is on record and has not been said."""

    def send(self, *given: Any, before_last_word: LastWord, **named: Any) -> None:
        def last_word() -> None:
            before_last_word()
            _die()

        self._real.send(*given, before_last_word=last_word, **named)


class DiesAnswered(PlantedSession):
    """Dies when the letter was taken, before that is on record."""

    def send(self, *given: Any, **named: Any) -> None:
        self._real.send(*given, **named)
        _die()


class PlantedTransport:
    """The program's transport, whose lines have a mistake from the nth letter on."""

    def __init__(
        self, real: Transport, session: type[PlantedSession], count: Iterator[int] | None = None
    ) -> None:
        self._real, self._session, self._count = real, session, count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    @contextmanager
    def session(self) -> Iterator[Any]:
        with self._real.session() as mail:
            yield self._session(mail)


def forgets_after_refusal(path: Path) -> None:
    """Plant in a store that a letter which was put off once is never let out again."""
    with _store(path) as store, store.transaction() as session:
        session.connection().exec_driver_sql(
            "CREATE TRIGGER planted AFTER UPDATE OF attempts ON delivery WHEN NEW.attempts > 0 "
            "BEGIN UPDATE delivery SET released_at = NULL, next_try_at = NULL, reason = '' "
            "WHERE id = NEW.id; END"
        )


@contextmanager
def _store(path: Path) -> Iterator[Store]:
    store = Store(SqliteEngine(path, KEY), clock=Clock(), actor="Mette Holm")
    try:
        yield store
    finally:
        store.close()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
