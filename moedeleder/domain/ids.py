"""Identifiers that can travel between databases."""

from __future__ import annotations

import secrets
import time
import uuid


def new_id() -> str:
    """Return a new unique id: a UUID version 7 as text (RFC 9562 § 5.7).

    The leading clock keeps new rows together in the index; the rest is random, so two
    databases never make the same one.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
