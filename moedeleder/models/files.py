"""Files that only their owner may read, and a lock between programs."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moedeleder.domain.errors import DiskFull, FolderNotWritable

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}

PROBE_BYTES = 1 << 16


@contextmanager
def explained() -> Iterator[None]:
    """Turn the system's refusal to write into ``DiskFull`` or ``FolderNotWritable``."""
    try:
        yield
    except OSError as error:
        # The system's message names the path, and with it perhaps a person.
        raise (DiskFull() if error.errno in _NO_ROOM else FolderNotWritable()) from None


def create_folder(folder: Path) -> None:
    """Create a folder that only its owner may enter; one that is there keeps its mode."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def create_private(path: Path) -> None:
    """Make sure the file is there and that only its owner may read and write it."""
    # With the mode in the call there is no moment at which others could open it.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def write_private(path: Path, text: str) -> None:
    """Write a small file that only its owner may read: the old or the new, never half of it."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        create_private(part)
        part.write_text(text, encoding="utf-8")
        sync(part)
        os.replace(part, path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another of the same name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def has_room(folder: Path) -> bool:
    """Return whether a little more can be written in a folder: neither disk nor quota is full."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(PROBE_BYTES))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno not in _NO_ROOM
    return True


def sync(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's list of names is on the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Let one program at a time through; the lock ends with the program, however it ends."""
    with explained():
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
