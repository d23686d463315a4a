"""A closed folder for papers that are only looked at, emptied whatever became of the last run."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

FOLDER = "midlertidig"


class Scratch:
    """Keeps temporary files in the data folder, closed to others, and clears them away.

    The system's own folder for them would keep a family's papers when the program falls.
    """

    def __init__(self, data_folder: Path) -> None:
        """Clear what runs that fell left behind, and let temporary files lie here from now on."""
        self._before = tempfile.tempdir
        self._folder: Path | None = None
        self._lock: QLockFile | None = None
        # Where the folder cannot be had, the system's own is still closed to others.
        with suppress(OSError):
            self._open(data_folder / FOLDER)

    def close(self) -> None:
        """Clear the folder away; safe to call more than once."""
        tempfile.tempdir = self._before
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.unlock()
        self._folder, self._lock = None, None

    def _open(self, base: Path) -> None:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear_abandoned(base)
        # Made closed to others.
        self._folder = Path(tempfile.mkdtemp(dir=base))
        self._lock = _lock_of(self._folder)
        self._lock.tryLock(0)
        tempfile.tempdir = str(self._folder)


def _clear_abandoned(base: Path) -> None:
    for folder in base.iterdir():
        if folder.suffix == ".lock" or not folder.is_dir():
            continue
        lock = _lock_of(folder)
        # Held by a program that still runs; one that fell is found by its number.
        if lock.tryLock(0):
            shutil.rmtree(folder, ignore_errors=True)
            lock.unlock()


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder.with_name(f"{folder.name}.lock")))
    lock.setStaleLockTime(0)
    return lock
