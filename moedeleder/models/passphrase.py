"""The database's key behind a passphrase, where the system has no safe keyring.

The key itself is random and never changes. A small file beside the database holds it wrapped:
Argon2id (RFC 9106) turns passphrase and salt into 64 bytes, of which half cover the key, as a
pad used once, and half seal the file. So a new passphrase rewrites only this file, in one step,
and older copies of the database keep their key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from moedeleder.domain.errors import (
    FileUnreadable,
    PassphraseTooShort,
    StoreDamaged,
    WrongPassphrase,
)
from moedeleder.models import files
from moedeleder.models.key import KEY_BYTES, new_key

MINIMUM_LENGTH = 12
SALT_BYTES = 16
# A file that asks for more than this is not ours: a GiB, and ten rounds.
MOST_MEMORY_KIB, MOST_ROUNDS, MOST_LANES = 1 << 20, 10, 16


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard each guess at the passphrase is; RFC 9106 § 4, second recommended option."""

    rounds: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4

    def is_sane(self) -> bool:
        """Return whether a program can spend this without hanging."""
        return (
            1 <= self.rounds <= MOST_ROUNDS
            and 1 <= self.lanes <= MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
        )


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """What the file holds."""

    effort: Effort
    salt: bytes
    covered: bytes = field(repr=False)
    seal: bytes = field(repr=False)


def lock_file(path: Path) -> Path:
    """Return the file that holds the wrapped key of the database at a path."""
    return path.with_name(path.name + ".key")


def create(path: Path, passphrase: str, effort: Effort | None = None) -> bytes:
    """Make a new random key for a database that holds nothing yet, and wrap it.

    Args:
        path: the database.
        passphrase: what the person chose.
        effort: the cost of a guess; None takes the default.

    Returns:
        The key, 32 bytes.

    Raises:
        PassphraseTooShort: fewer than 12 characters.
        DiskFull, FolderNotWritable: the key file could not be written.
    """
    key = new_key()
    _wrap(path, key, passphrase, effort or Effort())
    return key


def unlock(path: Path, passphrase: str) -> bytes:
    """Return the key, 32 bytes.

    Raises:
        WrongPassphrase: it is not the one.
        FileUnreadable: the key file is not there or cannot be read.
        StoreDamaged: the key file is not whole.
    """
    wrapped = _read(lock_file(path))
    pad, seal_key = _stretched(passphrase, wrapped.salt, wrapped.effort)
    if not hmac.compare_digest(_seal(seal_key, wrapped), wrapped.seal):
        raise WrongPassphrase
    return _cover(wrapped.covered, pad)


def change_passphrase(path: Path, old: str, new: str, effort: Effort | None = None) -> None:
    """Replace the passphrase; the database and its copies stay as they are.

    Args:
        path: the database.
        old: the passphrase until now.
        new: the passphrase from now on.
        effort: the cost of a guess; None takes the default.

    Raises:
        WrongPassphrase: ``old`` is not the one.
        PassphraseTooShort: ``new`` holds fewer than 12 characters.
        DiskFull, FolderNotWritable: nothing was changed.
    """
    _wrap(path, unlock(path, old), new, effort or Effort())


def _wrap(path: Path, key: bytes, passphrase: str, effort: Effort) -> None:
    if len(_normal(passphrase)) < MINIMUM_LENGTH:
        raise PassphraseTooShort(MINIMUM_LENGTH)
    salt = secrets.token_bytes(SALT_BYTES)
    pad, seal_key = _stretched(passphrase, salt, effort)
    unsealed = _Wrapped(effort, salt, _cover(key, pad), b"")
    content = {
        "format": 1,
        "effort": asdict(effort),
        "salt": salt.hex(),
        "key": unsealed.covered.hex(),
        "seal": _seal(seal_key, unsealed).hex(),
    }
    with files.explained():
        files.create_folder(path.parent)
        files.write_private(lock_file(path), json.dumps(content, indent=1))


def _stretched(passphrase: str, salt: bytes, effort: Effort) -> tuple[bytes, bytes]:
    from argon2.low_level import Type, hash_secret_raw

    raw = hash_secret_raw(
        secret=_normal(passphrase).encode(),
        salt=salt,
        time_cost=effort.rounds,
        memory_cost=effort.memory_kib,
        parallelism=effort.lanes,
        hash_len=2 * KEY_BYTES,
        type=Type.ID,
    )
    return raw[:KEY_BYTES], raw[KEY_BYTES:]


def _normal(passphrase: str) -> str:
    # One keyboard sends å as one sign, another as two.
    composed = unicodedata.normalize("NFC", passphrase)
    # Half an emoji, as a keyboard's list of them may leave, cannot be told from another half.
    return composed.encode("utf-8", "replace").decode("utf-8")


def _cover(key: bytes, pad: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(key, pad, strict=True))


def _seal(seal_key: bytes, wrapped: _Wrapped) -> bytes:
    effort = json.dumps(asdict(wrapped.effort), sort_keys=True).encode()
    return hmac.digest(seal_key, effort + wrapped.salt + wrapped.covered, hashlib.sha256)


def _read(file: Path) -> _Wrapped:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        raise FileUnreadable from None
    except ValueError:
        raise StoreDamaged from None
    try:
        return _parsed(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise StoreDamaged from None


def _parsed(content: dict[str, Any]) -> _Wrapped:
    effort = Effort(**{name: int(value) for name, value in content["effort"].items()})
    wrapped = _Wrapped(effort, *(bytes.fromhex(content[name]) for name in ("salt", "key", "seal")))
    sizes = len(wrapped.salt), len(wrapped.covered)
    if content["format"] != 1 or not effort.is_sane() or sizes != (SALT_BYTES, KEY_BYTES):
        raise ValueError
    return wrapped
