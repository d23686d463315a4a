"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

from moedeleder.domain.errors import DiskFull, FolderNotWritable

_UNSAFE = re.compile(r"[^\w.-]+")


def safe_name(name: str) -> str:
    """Return ``name`` as a plain file name: no folders, no signs a system refuses."""
    cleaned = _UNSAFE.sub("-", name.replace("\\", "/").split("/")[-1]).strip(".-")
    return cleaned[:120] or "fil"


def write_file(folder: Path, name: str, data: bytes) -> Path:
    """Write ``data`` to a file only the user can read; an older file is replaced whole.

    Raises:
        FolderNotWritable: the folder cannot be made or written to.
        DiskFull: there is no room; nothing half is left behind.
    """
    path = folder / safe_name(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=folder, prefix=".moedeleder-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull from None
        raise FolderNotWritable from None
    return path
