"""A folder for papers that are only looked at: this person's eyes alone, gone with the program."""

from __future__ import annotations

import tempfile
from pathlib import Path


class PrivateFolder:
    """Made when it is first wanted, closed to others, cleared away with its owner.

    It lies where ``start.scratch`` keeps temporary files, so that a fall leaves nothing behind.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def path(self) -> Path:
        """Return the folder; made anew when somebody has cleared it away."""
        if self._folder is None or not Path(self._folder.name).is_dir():
            self._folder = tempfile.TemporaryDirectory(
                prefix="moedeleder-", ignore_cleanup_errors=True
            )
        return Path(self._folder.name)
