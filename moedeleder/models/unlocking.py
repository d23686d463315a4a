"""Finds the key of a database: in the keyring, or by asking for a passphrase. Knows no window."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from moedeleder.domain.errors import KeyringUnusable, StoreLocked
from moedeleder.models import files, passphrase
from moedeleder.models.key import KeyStore, new_key


@dataclass(frozen=True, slots=True)
class KeyFound:
    """The key is at hand."""

    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PassphraseNeeded:
    """A person must type the passphrase; or choose one when ``new``."""

    new: bool


def find_key(path: Path, keyring: KeyStore) -> KeyFound | PassphraseNeeded:
    """Find the key of the database at a path, or make one for a database yet to be.

    Args:
        path: the database; it need not be there.
        keyring: where the key is, or goes, unless the database has a passphrase.

    Raises:
        StoreLocked: the database is there, and the keyring does not have its key. A new key
            would not open it, so none is made.
        KeyringUnusable: the database is there, and its keyring cannot be reached.
        DiskFull, FolderNotWritable: the folder of the database cannot be made.
    """
    if passphrase.lock_file(path).exists():
        return PassphraseNeeded(new=not holds_something(path))
    with files.explained():
        files.create_folder(path.parent)
    # Two programs started at once must not each make a key.
    with _one_at_a_time(path):
        try:
            return KeyFound(_load_or_make(path, keyring))
        except KeyringUnusable:
            if holds_something(path):
                raise
            return PassphraseNeeded(new=True)


def key_from_passphrase(path: Path, needed: PassphraseNeeded, typed: str) -> bytes:
    """Return the key that the typed passphrase opens, or a new one behind a new passphrase.

    Raises:
        WrongPassphrase: it is not the one.
        PassphraseTooShort: a new one holds fewer than 12 characters.
        StoreLocked: a new one was typed, but the database was made in the meantime.
        FileUnreadable, StoreDamaged: the key file cannot be read or is not whole.
        DiskFull, FolderNotWritable: the key file could not be written.
    """
    if not needed.new:
        return passphrase.unlock(path, typed)
    if holds_something(path):
        raise StoreLocked
    return passphrase.create(path, typed)


def holds_something(path: Path) -> bool:
    """Return whether there is a database: an empty file is only one that was never finished."""
    return path.exists() and path.stat().st_size > 0


def _load_or_make(path: Path, keyring: KeyStore) -> bytes:
    key = keyring.load()
    if key is not None:
        return key
    if holds_something(path):
        raise StoreLocked
    key = new_key()
    keyring.save(key)
    return key


def _one_at_a_time(path: Path) -> AbstractContextManager[None]:
    return files.held(path.with_name(path.name + ".lock"))
