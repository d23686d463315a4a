"""The database's key: made at random, kept in the system's keyring."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import Protocol

from moedeleder.domain.errors import KeyringUnusable
from moedeleder.models.keyring_entry import PATIENCE_SECONDS, SERVICE, KeyringEntry

KEY_BYTES = 32


class KeyStore(Protocol):
    """A safe place for the key of one database."""

    def load(self) -> bytes | None:
        """Return the key; None when there is none.

        Raises:
            KeyringUnusable: the place cannot be reached.
        """

    def save(self, key: bytes) -> None:
        """Keep the key.

        Raises:
            KeyringUnusable: it could not be kept.
        """


def new_key() -> bytes:
    """Return a new random key of 256 bits."""
    return secrets.token_bytes(KEY_BYTES)


def account_of(path: Path) -> str:
    """Return the keyring's name for the database at a path; it tells nothing of the path."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]


class KeyringKeys:
    """Keeps the key in the keyring of the system the user is logged in to."""

    def __init__(
        self, account: str, *, service: str = SERVICE, patience: float = PATIENCE_SECONDS
    ) -> None:
        """Name the entry: ``account`` from ``account_of``; for the rest see ``KeyringEntry``."""
        self._entry = KeyringEntry(account, service=service, patience=patience)

    def load(self) -> bytes | None:
        """Return the key; None when there is none."""
        found = self._entry.load()
        return None if found is None else _decoded(found)

    def save(self, key: bytes) -> None:
        """Keep the key, and make sure that it can be read again."""
        self._entry.save(key.hex())


def _decoded(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except (ValueError, TypeError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyringUnusable
    return key
