"""Opens the stores for the window: finds the key, opens, and connects. Knows no window.

The imports of the store are in the functions: the window is painted before they are paid for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from moedeleder import paths
from moedeleder.domain.errors import KeyringUnusable, OnlyAnExample, StoreLocked, StoreReadOnly
from moedeleder.ui.start.doorway import (
    House,
    Introduction,
    OpenOffice,
    PassphraseAsked,
)

if TYPE_CHECKING:
    from moedeleder.domain.settings import MailboxSettings, MailSettings
    from moedeleder.mail.mailbox import Mailbox
    from moedeleder.mail.transport import Transport
    from moedeleder.models.key import KeyStore
    from moedeleder.models.store import Store
    from moedeleder.models.unlocking import PassphraseNeeded
    from moedeleder.services.context import Typing
    from moedeleder.services.office import Office
    from moedeleder.services.settings import Secrets

# Long enough for a slow disk, short enough for somebody who wants to go home.
_PATIENCE_SECONDS = 3.0


def _now() -> datetime:
    return datetime.now(UTC)


class ClosedTyping:
    """Stands in for the typing path where nothing may be written."""

    def put(self, slot: str, content: str) -> int:
        """Refuse the text; raises StoreReadOnly."""
        raise StoreReadOnly

    def flush(self, timeout: float = 10.0) -> bool:
        """Return True: nothing waits."""
        return True


class StoreDoor:
    """The way in to one store; see ``moedeleder.ui.start.doorway.Door``."""

    def __init__(
        self,
        house: House,
        path: Path,
        keys: Callable[[Path], KeyStore],
        secrets: Callable[[], Secrets],
        now: Callable[[], datetime] = _now,
        transport: Callable[[MailSettings, str], Transport] | None = None,
        mailbox: Callable[[MailboxSettings, str], Mailbox] | None = None,
    ) -> None:
        """Take the store's file, where keys and other secrets are kept, the time and the post."""
        self._house, self._path, self._now = house, path, now
        self._transport, self._mailbox = transport, mailbox
        self._keys, self._secrets = keys, secrets
        self._key = b""
        self._needed: PassphraseNeeded | None = None
        self._forgetful = False

    def approach(self) -> PassphraseAsked | None:
        """Find the key, or say that a passphrase is needed; None when it is at hand."""
        from moedeleder.models.unlocking import KeyFound, find_key

        if self._house is House.EXAMPLE:
            self._approach_example()
            return None
        found = find_key(self._path, self._keys(self._path))
        if isinstance(found, KeyFound):
            self._key = found.key
            return None
        self._needed = found
        return PassphraseAsked(found.new)

    def unlock(self, typed: str) -> None:
        """Take the key that the passphrase opens, or make one behind a new passphrase."""
        from moedeleder.models.unlocking import key_from_passphrase

        assert self._needed is not None
        self._key = key_from_passphrase(self._path, self._needed, typed)

    def open(self, saved: Callable[[str, int], None], failed: Callable[[str], None]) -> OpenOffice:
        """Open the store and settle what the last run left under way."""
        from moedeleder.app import open_office
        from moedeleder.models.opening import open_store

        store = open_store(self._path, self._key, clock=self._now)
        known = partial(
            open_office, now=self._now, transport=self._way_out(), mailbox=self._way_in()
        )
        try:
            return self._opened(store, known, saved, failed)
        except BaseException:
            store.close()
            raise

    def _way_out(self) -> Callable[[MailSettings, str], Transport] | None:
        if self._house is House.OWN:
            return self._transport

        def folder_only(_settings: MailSettings, _password: str) -> Transport:
            from moedeleder.mail.folder import FolderTransport

            return FolderTransport(self._path.parent / "udbakke")

        # The window promises that nothing leaves the house, whatever is tried in the settings.
        return folder_only

    def _way_in(self) -> Callable[[MailboxSettings, str], Mailbox] | None:
        if self._house is House.OWN:
            return self._mailbox

        def nowhere(_settings: MailboxSettings, _password: str) -> Mailbox:
            raise OnlyAnExample

        # Real families' answers must never be laid with an example's.
        return nowhere

    def move_in(self, opened: OpenOffice, who: Introduction) -> None:
        """Say who sits at the desk, and lay the example on it where it belongs."""
        office = opened.office
        office.settings.introduce(who.name, who.title, who.mail, who.phone)
        if who.organisation.strip():
            known = office.settings.organisation()
            office.settings.save_organisation(replace(known, name=who.organisation))
        if self._house is House.EXAMPLE:
            from moedeleder.services.tryout import lay_out_example

            lay_out_example(office)

    def _approach_example(self) -> None:
        from moedeleder.models.key import new_key

        key = self._kept_example_key()
        if key is None:
            # Nobody should have to choose a passphrase to have a look, and a key must never lie
            # in the open: so the example is made anew with a key that only this run knows.
            key, self._forgetful = new_key(), True
            self._clear_example()
        self._key = key

    def _kept_example_key(self) -> bytes | None:
        from moedeleder.models.unlocking import KeyFound, find_key

        try:
            found = find_key(self._path, self._keys(self._path))
        except KeyringUnusable:
            return None
        except StoreLocked:
            # It was made while there was no keyring; there is nothing in it to miss.
            self._clear_example()
            found = find_key(self._path, self._keys(self._path))
        return found.key if isinstance(found, KeyFound) else None

    def _clear_example(self) -> None:
        for file in self._path.parent.glob(f"{self._path.name}*"):
            file.unlink(missing_ok=True)

    def _opened(
        self,
        store: Store,
        open_office: Callable[[Store, Typing, Secrets], Office],
        saved: Callable[[str, int], None],
        failed: Callable[[str], None],
    ) -> OpenOffice:
        if store.read_only:
            office = open_office(store, ClosedTyping(), self._secrets())
            return OpenOffice(self._house, office, True, False, lambda: True, store.close)
        writer = store.edit_writer(saved, lambda slot, _error: failed(slot))
        try:
            office = open_office(store, writer, self._secrets())
            office.outbox.settle()
        except BaseException:
            writer.close()
            raise

        def close() -> None:
            writer.close()
            store.close()

        return OpenOffice(
            self._house,
            office,
            False,
            self._forgetful,
            lambda: writer.flush(_PATIENCE_SECONDS),
            close,
        )


class StoreDoorway:
    """The doors of the program; see ``moedeleder.ui.start.doorway.Doorway``."""

    def __init__(
        self,
        folder: Path,
        keys: Callable[[Path], KeyStore],
        secrets: Callable[[], Secrets],
        now: Callable[[], datetime] = _now,
        transport: Callable[[MailSettings, str], Transport] | None = None,
        mailbox: Callable[[MailboxSettings, str], Mailbox] | None = None,
    ) -> None:
        """Take the user's data folder, and where keys and other secrets are kept.

        Args:
            now: the time, aware.
            transport: makes the way out of letters; see ``moedeleder.app.transport_maker``.
            mailbox: makes the way to the answers; see ``moedeleder.app.mailbox_maker``.
        """
        self.folder = folder
        self._keys, self._secrets = keys, secrets
        self._now, self._transport, self._mailbox = now, transport, mailbox

    def door(self, house: House) -> StoreDoor:
        """Return the door to a house."""
        path = self._path(house)
        post = self._transport, self._mailbox
        return StoreDoor(house, path, self._keys, self._secrets, self._now, *post)

    def folder_of(self, house: House) -> Path:
        """Return the folder of a house."""
        return self._path(house).parent

    def is_furnished(self, house: House) -> bool:
        """Whether there is a store in the house, or the key file of one that was begun."""
        path = self._path(house)
        return path.is_file() and path.stat().st_size > 0

    def warm_up(self) -> None:
        """Load what would make the first paper or deadline wait."""
        from moedeleder.services.deadlines import add_working_days

        add_working_days(_now().date(), 1)
        import moedeleder.documents.docx
        import moedeleder.documents.pdf  # noqa: F401

    def _path(self, house: House) -> Path:
        return paths.store_file(self.folder, example=house is House.EXAMPLE)


def build_doorway() -> StoreDoorway:
    """Return the doors to the user's own stores, with keys in the system's keyring."""

    def keys(path: Path) -> KeyStore:
        from moedeleder.models.key import KeyringKeys, account_of

        return KeyringKeys(account_of(path))

    def secrets() -> Secrets:
        from moedeleder.services.secrets import best_secrets

        return best_secrets()

    return StoreDoorway(paths.data_folder(), keys, secrets)


def run_window(arguments: Sequence[str] = ()) -> int:
    """Show the window until it is closed; returns the exit code.

    Args:
        arguments: what is left of the command line, for Qt.
    """
    from moedeleder.ui.start.program import run

    return run(arguments, build_doorway(), paths.resources())
