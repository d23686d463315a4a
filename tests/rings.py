"""A keyring for tests, under the name of a desktop's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend


class _Ring(KeyringBackend):
    """Holds secrets for the time of a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@contextmanager
def desktop_ring() -> Iterator[dict[tuple[str, str], str]]:
    """Put a keyring in place that counts as the desktop's; gives what it holds."""
    before = keyring.get_keyring()
    ring = type("Keyring", (_Ring,), {"__module__": "keyring.backends.SecretService"})()
    keyring.set_keyring(ring)
    try:
        yield ring.held
    finally:
        keyring.set_keyring(before)
