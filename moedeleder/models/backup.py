"""Copies of the encrypted file, consistent while the program works on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from moedeleder.models import files
from moedeleder.models.engine import StoreEngine
from moedeleder.models.store import Store

KEPT_COPIES = 3


def copy_to(store: Store, path: Path) -> None:
    """Write a consistent copy of the database, encrypted with the same key.

    Args:
        store: the open database.
        path: the copy's file; one that is there is replaced, in one step.

    Raises:
        DiskFull, FolderNotWritable: the copy could not be written; an older one is untouched.
        StoreDamaged: the database could not be read.
    """
    copy(store.engine, path)


def copy(engine: StoreEngine, path: Path) -> None:
    """As ``copy_to``, for a database that is not open as a store yet."""
    with files.explained():
        try:
            engine.copy_to(path)
        except engine.driver_error as error:
            meaning = engine.explain(error)
            if meaning is None:
                raise
            raise meaning from None


def copy_before(engine: StoreEngine, path: Path, revision: str, now: datetime) -> Path:
    """Copy the file aside before its tables change, and drop the oldest of more than three.

    Returns:
        The copy, beside the database.
    """
    target = path.with_name(f"{path.name}.before-{now:%Y%m%dT%H%M%S}-{revision}")
    copy(engine, target)
    copies = sorted(path.parent.glob(f"{path.name}.before-*"))
    for old in copies[:-KEPT_COPIES]:
        old.unlink(missing_ok=True)
    return target
