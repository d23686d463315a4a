"""Identifiers that can travel between databases."""

from __future__ import annotations

import secrets
import time
import uuid


def new_id() -> str:
    """Return a new unique id: a UUID version 7 as text (RFC 9562 § 5.7).

    The leading clock keeps new rows together in the index and in the order they were made
    (to a quarter of a microsecond, § 6.2 method 3); the rest is random, so two databases
    never make the same one.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
