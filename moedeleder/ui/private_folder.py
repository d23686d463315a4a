"""A folder for papers that are only looked at: this person's eyes alone, gone with the program."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path


class PrivateFolder:
    """Made when it is first wanted, closed to others, cleared away with its owner.

    It lies where ``start.scratch`` keeps temporary files, so that a fall leaves nothing behind.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None

    def path(self) -> Path:
        """Return the folder; made anew when somebody has cleared it away."""
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix="moedeleder-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder
