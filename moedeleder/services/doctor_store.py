"""What the doctor can say of the store, its key and the way of the mail, without a name in it."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from moedeleder import paths
from moedeleder.domain.errors import KeyringUnusable, MoedelederError, StoreUnsafe
from moedeleder.models import passphrase, queries
from moedeleder.models.engine_sqlite import (
    SqliteEngine,
    check_library,
    loaded_cipher,
    loaded_sqlite,
)
from moedeleder.models.key import KeyringKeys, account_of
from moedeleder.models.keyring_entry import KeyringEntry
from moedeleder.models.migrating import HEAD, revision_of
from moedeleder.models.store import Store
from moedeleder.models.unlocking import holds_something
from moedeleder.services.context import wall_time
from moedeleder.services.finding import BAD, OK, WARNING, Finding
from moedeleder.services.verifying import proof

# A locked keyring would ask for its password; the doctor does not wait for a person.
PATIENCE_SECONDS = 5.0
_NO_MAILBOX = "ikke valgt: svar kan trækkes ind i vinduet eller skrives ind"
PLAIN_START = b"SQLite format 3\0"


def examine_store() -> list[Finding]:
    """Return what was found of the database library, the keyring and the user's store."""
    path = paths.store_file()
    found = [_library(), _keyring(), Finding("store:path", "Dine møder", _without_home(path))]
    if not holds_something(path):
        return [*found, Finding("store:state", "Fil", "er ikke lavet endnu")]
    return [*found, _mode(path), _encrypted(path), _readable(path), _sealed(path)]


def examine_mail() -> Finding:
    """Return by which way letters leave; neither user name nor password."""
    if not holds_something(paths.store_file()):
        return Finding("mail", "Mail", "ikke valgt endnu: en mappe med mails")
    try:
        with _reading(paths.store_file()) as store, store.reading() as session:
            data = _setting(session, "mail")
    except MoedelederError:
        return Finding("mail", "Mail", "ukendt: dine møder er ikke åbnet", WARNING)
    if data.get("way") == "smtp":
        value = f"SMTP {data.get('host')}:{data.get('port')} ({data.get('security')})"
        return Finding("mail", "Mail", value)
    return Finding("mail", "Mail", "en mappe med mails")


def examine_mailbox() -> Finding:
    """Return where answers are fetched and when they were last; neither user nor password."""
    name = "Svar på mail"
    if not holds_something(paths.store_file()):
        return Finding("mailbox", name, _NO_MAILBOX)
    try:
        with _reading(paths.store_file()) as store, store.reading() as session:
            data, place = (_setting(session, each) for each in ("mailbox", "mailbox_place"))
    except MoedelederError:
        return Finding("mailbox", name, "ukendt: dine møder er ikke åbnet", WARNING)
    if not data.get("host"):
        return Finding("mailbox", name, _NO_MAILBOX)
    where = f"IMAP {data['host']}:{data.get('port')} ({data.get('security')})"
    told = str(place.get("fetched_at") or "")
    when = f"{wall_time(datetime.fromisoformat(told)):%d.%m.%Y kl. %H.%M}" if told else ""
    last = f"sidst hentet {when}" if when else "ikke hentet endnu"
    return Finding("mailbox", name, f"{where}, {last}")


def _setting(session: Any, name: str) -> dict[str, object]:
    row = queries.setting(session, name)
    return dict(row.value) if row else {}


def _library() -> Finding:
    versions = f"SQLCipher {loaded_cipher() or 'mangler'}, SQLite {loaded_sqlite()}"
    try:
        check_library()
    except StoreUnsafe:
        return Finding("library", "Låst database", versions, BAD)
    return Finding("library", "Låst database", versions)


def _keyring() -> Finding:
    try:
        name = KeyringEntry("", patience=PATIENCE_SECONDS).backend()
    except KeyringUnusable:
        value = "kan ikke bruges: der skal bruges et kodeord"
        return Finding("keyring", "Nøglering", value, WARNING)
    return Finding("keyring", "Nøglering", name)


def _without_home(path: Path) -> str:
    # The home folder is named after the person.
    try:
        return f"~/{path.resolve().relative_to(Path.home().resolve()).as_posix()}"
    except ValueError:
        return str(path)


def _mode(path: Path) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    safe = sys.platform == "win32" or not mode & 0o077
    return Finding("store:mode", "Adgang til filen", f"{mode:04o}", OK if safe else BAD)


def _encrypted(path: Path) -> Finding:
    with path.open("rb") as file:
        plain = file.read(len(PLAIN_START)) == PLAIN_START
    value = "nej: filen kan læses af alle" if plain else "ja"
    return Finding("store:encrypted", "Låst", value, BAD if plain else OK)


def _readable(path: Path) -> Finding:
    name = "Kan åbnes"
    if passphrase.lock_file(path).exists():
        return Finding("store:readable", name, "med et kodeord")
    try:
        with _reading(path) as store, store.reading() as session:
            revision = revision_of(session.connection())
    except MoedelederError as error:
        return Finding("store:readable", name, f"nej ({type(error).__name__})", BAD)
    if revision == HEAD:
        return Finding("store:readable", name, f"ja, udgave {revision}")
    return Finding("store:readable", name, f"ja, udgave {revision} (ny: {HEAD})", WARNING)


def _sealed(path: Path) -> Finding:
    """Return whether everything finished is as it was finished."""
    name = "Segl på det, der er låst"
    if passphrase.lock_file(path).exists():
        return Finding("store:sealed", name, "skriv moedeleder verify og jeres kodeord", WARNING)
    try:
        with _reading(path) as store, store.reading() as session:
            if revision_of(session.connection()) != HEAD:
                return Finding(
                    "store:sealed", name, "ukendt: filen er fra en anden udgave", WARNING
                )
            found = proof(session)
    except MoedelederError as error:
        return Finding("store:sealed", name, f"ukendt ({type(error).__name__})", WARNING)
    return Finding("store:sealed", name, found.headline, OK if found.is_whole else BAD)


@contextmanager
def _reading(path: Path) -> Iterator[Store]:
    """Open the store as it is with the keyring's key, for reading only."""
    if not holds_something(path) or passphrase.lock_file(path).exists():
        raise KeyringUnusable
    key = KeyringKeys(account_of(path), patience=PATIENCE_SECONDS).load()
    if key is None:
        raise KeyringUnusable
    store = Store(SqliteEngine(path, key, read_only=True), clock=lambda: datetime.now(UTC))
    try:
        yield store
    finally:
        store.close()
