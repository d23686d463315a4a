"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from moedeleder.domain.errors import DiskFull, FileError, FolderNotWritable

NAME_BYTES = 120
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
# Windows keeps these for devices, with any ending.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def write_file(folder: Path, name: str, data: bytes) -> Path:
    """Write ``data`` to ``folder`` under a safe form of ``name`` and return where it is.

    A file of that name is replaced. Until all is on the disk the old one stays; after a fault
    nothing new is left behind.

    Raises:
        DiskFull: there is no room.
        FolderNotWritable: the folder is not there, cannot be made, or may not be written to.
    """
    target = folder / safe_name(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(target, data)
    except OSError as fault:
        raise _in_our_words(fault) from None
    return target


def safe_name(name: str) -> str:
    """Return ``name`` as every system can store it: no folders, no signs that mean something."""
    composed = unicodedata.normalize("NFC", name)
    kept = re.sub(r"[^\w.()+ -]", "-", composed).strip(" .-")
    stem, dot, suffix = kept.rpartition(".")
    stem, suffix = (stem, dot + suffix[:10]) if dot else (kept, "")
    short = stem.encode("utf-8")[:NAME_BYTES].decode("utf-8", "ignore").strip(" .-")
    whole = (short or "fil") + suffix
    return f"_{whole}" if _DEVICES.fullmatch(whole) else whole


def _write_whole(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".skriver-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _keep_folder(target.parent)


def _keep_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _in_our_words(fault: OSError) -> FileError:
    return DiskFull() if fault.errno in _FULL else FolderNotWritable()
