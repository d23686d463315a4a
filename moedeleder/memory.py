"""What the program holds in memory, the key to the meetings among it, stays in memory."""

from __future__ import annotations

import sys
from contextlib import suppress


def leave_no_dump() -> None:
    """Ask the system to write no copy of the memory to the disk if the program falls."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
