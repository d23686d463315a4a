"""The user's own store, opened from the command line: by the keyring or by a passphrase."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from moedeleder import paths
from moedeleder.app import open_office
from moedeleder.domain.errors import FileUnreadable, NotFound, StoreLocked, WrongPassphrase
from moedeleder.models.key import KeyringKeys, account_of
from moedeleder.models.opening import open_store
from moedeleder.models.unlocking import (
    PassphraseNeeded,
    find_key,
    holds_something,
    key_from_passphrase,
)
from moedeleder.services.office import Office
from moedeleder.services.secrets import MemorySecrets

ACTOR = "kommandolinjen"
ASK, ASK_NEW, ASK_AGAIN = "Kodeord: ", "Vælg et kodeord (mindst 12 tegn): ", "Skriv det igen: "


class NoTyping:
    """Stands where nobody types."""

    def put(self, slot: str, content: str) -> int:
        """Refuse: the command line has no text on its way."""
        raise NotImplementedError

    def flush(self, timeout: float = 10.0) -> bool:
        """Return at once; nothing waits."""
        return True


@contextmanager
def users_office(passphrase_file: Path | None, *, make: bool = False) -> Iterator[Office]:
    """Give the services on the user's own store.

    Args:
        passphrase_file: its first line is the passphrase; None asks at the terminal if needed.
        make: make the store when there is none yet.

    Raises:
        NotFound: there is no store, and none is to be made.
        WrongPassphrase, StoreLocked, StoreError: it cannot be opened.
        FileUnreadable: the passphrase file cannot be read.
    """
    path = paths.store_file()
    if not make and not holds_something(path):
        raise NotFound
    store = open_store(path, _key(path, passphrase_file), clock=_now, actor=ACTOR)
    try:
        yield open_office(store, NoTyping(), MemorySecrets())
    finally:
        store.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _key(path: Path, passphrase_file: Path | None) -> bytes:
    found = find_key(path, KeyringKeys(account_of(path)))
    if not isinstance(found, PassphraseNeeded):
        return found.key
    return key_from_passphrase(path, found, _passphrase(passphrase_file, found.new))


def _passphrase(file: Path | None, new: bool) -> str:
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise StoreLocked
    typed = getpass.getpass(ASK_NEW if new else ASK)
    if new and getpass.getpass(ASK_AGAIN) != typed:
        raise WrongPassphrase
    return typed


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return lines.readline(10_000).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise FileUnreadable from None
