"""Tells a wrong key from a damaged file: SQLCipher itself answers both alike.

Every page of 4096 bytes ends with an initialisation vector and a seal (HMAC-SHA512) over the
encrypted content, the vector and the page's number; the file begins with 16 bytes of salt
(zetetic.net/sqlcipher/design). One seal that fits proves the key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

PAGE = 4096
SALT = 16
SEAL = 64
SALT_MASK = 0x3A
PAGES_TRIED = 8


def looks_locked(path: Path, key: bytes) -> bool:
    """Return whether the file looks whole and encrypted, but with another key.

    Args:
        path: the database.
        key: the 32 bytes that did not open it.
    """
    with path.open("rb") as file:
        start = file.read(PAGE * PAGES_TRIED)
    if len(start) < PAGE or path.stat().st_size % PAGE:
        return False
    return _is_random(start[:PAGE]) and not key_fits(start, key)


def key_fits(start: bytes, key: bytes) -> bool:
    """Return whether the seal of any page in the first bytes of a file was made with the key."""
    salt = start[:SALT]
    masked = bytes(each ^ SALT_MASK for each in salt)
    seal_key = hashlib.pbkdf2_hmac("sha512", key, masked, 2, 32)
    return any(
        hmac.compare_digest(hmac.digest(seal_key, sealed, "sha512"), seal)
        for sealed, seal in _pages(start)
    )


def _pages(start: bytes) -> Iterator[tuple[bytes, bytes]]:
    for number in range(1, len(start) // PAGE + 1):
        page = start[(number - 1) * PAGE : number * PAGE]
        content = page[SALT if number == 1 else 0 : PAGE - SEAL]
        yield content + number.to_bytes(4, "little"), page[PAGE - SEAL :]


def _is_random(page: bytes) -> bool:
    # 4096 random bytes show about 256 different values; text, zeros and plain tables far fewer.
    return len(set(page)) > 240
