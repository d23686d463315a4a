"""Where the data lie, and copies of them that are as locked as the original."""

from __future__ import annotations

import shutil
from pathlib import Path

from moedeleder.domain.errors import FolderNotWritable, NotFound
from moedeleder.models import backup, files
from moedeleder.models.passphrase import lock_file
from moedeleder.services.context import Context


class Safety:
    """What a person does to know where the data are and to keep a copy of them."""

    def __init__(self, context: Context) -> None:
        self._store, self._clock, self._typing = context.store, context.clock, context.typing

    @property
    def file(self) -> Path | None:
        """The database, or None when it lies on a server."""
        return self._store.path

    @property
    def opens_with_passphrase(self) -> bool:
        """Whether a passphrase opens the data, and so a copy on any computer."""
        return self.file is not None and lock_file(self.file).is_file()

    def copy_name(self) -> str:
        """Return a file name for a copy made today; it holds nothing personal."""
        return f"moedeleder-kopi-{self._clock.today().isoformat()}.db"

    def save_copy(self, path: Path) -> Path:
        """Write a whole, encrypted copy of the data; takes its time.

        Where a passphrase opens the data, its lock is copied beside the copy, which could not
        be opened without it.

        Args:
            path: the copy's file; an older one there is replaced.

        Raises:
            FolderNotWritable: the folder cannot be written to, or ``path`` is the data themselves.
            DiskFull, StoreDamaged: the copy could not be written or read.
            NotFound: the data lie on a server.
        """
        if self.file is None:
            raise NotFound
        if _same_file(path, self.file) or _same_file(path, lock_file(self.file)):
            raise FolderNotWritable
        self._typing.flush()
        with files.explained():
            files.create_folder(path.parent)
        backup.copy_to(self._store, path)
        if self.opens_with_passphrase:
            with files.explained():
                target = lock_file(path)
                files.create_private(target)
                shutil.copyfile(lock_file(self.file), target)
        return path


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
