"""Files that come from outside: read in bounds, and never waited for."""

from __future__ import annotations

from pathlib import Path

from moedeleder.domain.errors import FileUnreadable


def read_at_most(path: Path, limit: int) -> bytes:
    """Return the first bytes of an ordinary file.

    Args:
        path: the file. A pipe or a device is refused: it might keep a person waiting for ever.
        limit: the most bytes to read.

    Raises:
        FileUnreadable: it is not there, is no ordinary file or cannot be read.
    """
    try:
        if not path.is_file():
            raise FileUnreadable
        with path.open("rb") as file:
            return file.read(limit)
    except (OSError, ValueError):
        # ValueError: a name that no file can have.
        raise FileUnreadable from None
