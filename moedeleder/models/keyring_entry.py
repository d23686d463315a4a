"""Entries in the system's keyring, and never in one that keeps them in plain text."""

from __future__ import annotations

import importlib
import logging
import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from moedeleder.domain.errors import KeyringUnusable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "moedeleder"
# Long enough for a person to type the password of a locked keyring.
PATIENCE_SECONDS = 60.0
CHOICE_VARIABLE = "PYTHON_KEYRING_BACKEND"

# The keyrings of the three systems. Any other (fail, null, the plaintext and home-made ones of
# keyrings.alt) might store nothing, or the key in the open, and say nothing.
SAFE = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.Windows",
        "keyring.backends.macOS",
    }
)
_CHAIN = "keyring.backends.chainer"
_NATIVE = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
    "linux": ("keyring.backends.SecretService", "Keyring"),
}

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class KeyringEntry:
    """One secret text in the keyring of the system the user is logged in to.

    Every method raises ``KeyringUnusable`` when the keyring is missing, locked or not safe, and
    may take as long as a person needs to unlock it: never call them on the window's thread.
    """

    def __init__(
        self, account: str, *, service: str = SERVICE, patience: float = PATIENCE_SECONDS
    ) -> None:
        """Name the entry.

        Args:
            account: which of the program's secrets it is.
            service: the program's name in the keyring.
            patience: seconds to wait for the keyring, and for a person to unlock it.
        """
        self._account, self._service, self._patience = account, service, patience

    def load(self) -> str | None:
        """Return the text; None when there is none."""
        return self._ask(lambda ring: ring.get_password(self._service, self._account))

    def save(self, text: str) -> None:
        """Keep the text, and make sure that it can be read again."""
        self._ask(lambda ring: ring.set_password(self._service, self._account, text))
        if self.load() != text:
            raise KeyringUnusable

    def forget(self) -> None:
        """Remove the text, if it is there."""
        if self.load() is not None:
            self._ask(lambda ring: ring.delete_password(self._service, self._account))

    def backend(self) -> str:
        """Return the name of the keyring in use, such as "keyring.backends.SecretService"."""
        return self._ask(lambda ring: type(ring).__module__)

    def _ask(self, question: Callable[[KeyringBackend], Result]) -> Result:
        return _within(self._patience, lambda: question(usable_keyring()))


def usable_keyring() -> KeyringBackend:
    """Return the keyring of this system.

    Raises:
        KeyringUnusable: there is none, or only such as keep secrets in the open.
    """
    if not os.environ.get(CHOICE_VARIABLE, "unset").strip():
        # Set to nothing, it makes the library fail while it is imported.
        del os.environ[CHOICE_VARIABLE]
    import keyring

    chosen = keyring.get_keyring()
    for ring in [chosen, *_links(chosen)]:
        if type(ring).__module__ in SAFE:
            return ring
    if type(chosen).__module__ == "keyring.backends.fail" and CHOICE_VARIABLE not in os.environ:
        # A packaged program has lost the list of backends that the library searches.
        return _native_keyring()
    log.info("keyring refused: %s", type(chosen).__module__)
    raise KeyringUnusable


def _links(ring: KeyringBackend) -> list[KeyringBackend]:
    if type(ring).__module__ != _CHAIN:
        return []
    # The chain would also write to its unsafe links, so we take the safe one out of it.
    return list(getattr(ring, "backends", []))


def _native_keyring() -> KeyringBackend:
    module, name = _NATIVE.get(sys.platform, ("", ""))
    if not module:
        raise KeyringUnusable
    kind: type[KeyringBackend] = getattr(importlib.import_module(module), name)
    if not kind.viable:
        raise KeyringUnusable
    return kind()


def _within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns, or give up: a keyring may wait for a person for ever."""
    answers: queue.SimpleQueue[tuple[Result] | BaseException] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((work(),))
        except Exception as error:  # noqa: BLE001  (each backend has errors of its own kind)
            answers.put(error)

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise KeyringUnusable from None
    if isinstance(answer, BaseException):
        if not isinstance(answer, KeyringUnusable):
            log.info("keyring failed: %s", type(answer).__name__)
        raise KeyringUnusable from None
    return answer[0]
