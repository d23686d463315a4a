"""Where the program's own files and the user's files are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from moedeleder.domain.errors import FolderNotWritable

# An administrator, a test or a second try can point the program at a folder of its own.
DATA_FOLDER_VARIABLE = "MOEDELEDER_DATA"
LOCAL_RESOURCES_VARIABLE = "MOEDELEDER_RESOURCES"


def resources() -> Path:
    """Return the program's folder of data and looks: frozen, installed or in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def local_resources() -> Path | None:
    """Return the municipality's own folder of data files, if one is named and there."""
    named = os.environ.get(LOCAL_RESOURCES_VARIABLE)
    folder = Path(named) if named else data_folder() / "resources"
    return folder if folder.is_dir() else None


def at_home(named: str) -> Path:
    """Return a folder as a person names it, with "~" for their home.

    Raises:
        FolderNotWritable: there is no such home.
    """
    try:
        return Path(named).expanduser()
    except RuntimeError:
        raise FolderNotWritable from None


def data_folder() -> Path:
    """Return the user's data folder; it need not exist yet.

    Raises:
        FolderNotWritable: it is said to lie in a home that does not exist.
    """
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    if named:
        return at_home(named).absolute()
    try:
        return Path(platformdirs.user_data_dir("moedeleder", appauthor=False))
    except RuntimeError:
        # A service account without a home.
        raise FolderNotWritable from None


def store_file(folder: Path | None = None, *, example: bool = False) -> Path:
    """Return the database in a data folder (the user's by default), or the one to try out in.

    The example lives in a folder of its own, so that it never mixes with real families.
    """
    base = folder or data_folder()
    return (base / "eksempel" if example else base) / "moedeleder.db"
