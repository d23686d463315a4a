"""Where the mail password is kept: the system's keyring, or only this session's memory."""

from __future__ import annotations

from moedeleder.domain.errors import KeyringUnusable
from moedeleder.models.keyring_entry import PATIENCE_SECONDS, SERVICE, KeyringEntry
from moedeleder.services.settings import Secrets

_PROBE = "mail:"


class KeyringSecrets:
    """Keeps secrets in the keyring of the system, and never in one that shows them openly.

    It may take as long as a person needs to unlock the keyring.
    """

    def __init__(self, service: str = SERVICE, patience: float = PATIENCE_SECONDS) -> None:
        """Name the program.

        Args:
            service: the program's name in the keyring.
            patience: seconds to wait for the keyring, and for a person to unlock it.
        """
        self._service, self._patience = service, patience

    def read(self, name: str) -> str | None:
        """Return a secret, or None when it is not kept.

        Raises:
            KeyringUnusable: the keyring cannot be reached or is not safe.
        """
        return self._entry(name).load()

    def write(self, name: str, secret: str) -> None:
        """Keep a secret, and make sure that it can be read again.

        Raises:
            KeyringUnusable: it could not be kept.
        """
        self._entry(name).save(secret)

    def _entry(self, name: str) -> KeyringEntry:
        return KeyringEntry(name, service=self._service, patience=self._patience)


class MemorySecrets:
    """Keeps secrets until the program ends, where the system has no safe keyring."""

    lasting = False
    """Whether a secret is still there when the program is started again."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """Return a secret, or None when it is not kept."""
        return self._kept.get(name)

    def write(self, name: str, secret: str) -> None:
        """Keep a secret until the program ends."""
        self._kept[name] = secret


def best_secrets(patience: float = PATIENCE_SECONDS) -> Secrets:
    """Return the keyring where it is safe and answers, else this session's memory.

    Args:
        patience: seconds to wait for the keyring, and for a person to unlock it.
    """
    keyring = KeyringSecrets(patience=patience)
    try:
        keyring.read(_PROBE)
    except KeyringUnusable:
        return MemorySecrets()
    return keyring
