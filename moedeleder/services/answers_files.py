"""The files that came with an answer, handed to whoever wants to open them."""

from __future__ import annotations

from itertools import count
from pathlib import Path, PurePath

from moedeleder.documents.files import safe_name, write_file
from moedeleder.domain.answers import Answer
from moedeleder.domain.errors import FileUnreadable, FolderNotWritable
from moedeleder.services.answers_reading import file_contents
from moedeleder.services.outside_files import read_at_most


def named(answer: Answer, raw: bytes | None) -> list[tuple[str, bytes]]:
    """Return name and bytes of each file of an answer; ``raw`` is the answer as it came."""
    if raw is None:
        return []
    contents = file_contents(answer.channel, raw)
    return [(file.name, data) for file, data in zip(answer.files, contents, strict=False)]


def save_beside(folder: Path, name: str, data: bytes) -> Path:
    """Write a file under a safe form of its name, beside those that are there already.

    The same file saved again stays one; another of the same name is given a number.

    Raises:
        DiskFull, FolderNotWritable: as named.
    """
    safe = safe_name(PurePath(name.replace("\\", "/")).name)
    for number in count(1):
        free = folder / (safe if number == 1 else _numbered(safe, number))
        try:
            taken = free.exists() or free.is_symlink()
        except OSError:
            raise FolderNotWritable from None
        if not taken:
            return write_file(folder, free.name, data)
        if _is_same(free, data):
            return free
    raise AssertionError("numbers do not end")


def _numbered(name: str, number: int) -> str:
    path = PurePath(name)
    return f"{path.stem} ({number}){path.suffix}"


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return read_at_most(path, len(data) + 1) == data
    except FileUnreadable:
        return False
