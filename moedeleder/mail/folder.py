"""Mail into a folder: one .eml file for each letter, for the municipality's own sending."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC
from email.message import EmailMessage
from pathlib import Path

from moedeleder.domain.errors import DiskFull, FolderNotWritable, MailUncertain
from moedeleder.mail.addresses import check_address
from moedeleder.mail.message import wire_bytes
from moedeleder.mail.transport import MailReport, nothing

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_BROKEN = _FULL | {errno.EIO}


class FolderTransport:
    """Leaves each mail as a file in a folder that is made when it is not there."""

    parallel = 1

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def session(self) -> Iterator[FolderSession]:
        """Open the folder.

        Raises:
            FolderNotWritable: the folder cannot be made or written to.
            DiskFull: there is no room left.
        """
        self.test_connection()
        yield FolderSession(self._path)

    def test_connection(self) -> MailReport:
        """Write and remove a small file; raises as ``session``."""
        with folder_errors():
            if not self._path.is_absolute():
                # Letters must not lie wherever the program happened to be started.
                raise FolderNotWritable
            self._path.mkdir(parents=True, exist_ok=True)
            probe = self._path / f".{secrets.token_hex(8)}.part"
            with _removed_on_failure(probe):
                _write_new(probe, b"\n")
                probe.unlink()
        return MailReport(place=str(self._path))


UNSENT = b"X-Unsent: 1\r\n"
"""A header by which Outlook opens a file as a letter still to be sent, with its Send button."""


class FolderSession:
    """Writes the letters of one sending, numbered in their order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0

    def send(
        self,
        message: EmailMessage,
        to_address: str,
        *,
        before_last_word: Callable[[], None] = nothing,
        copy_to: str = "",
    ) -> None:
        """Write the mail whole or not at all, readable by this user only.

        The last word is the file's name. No copy is made: whoever sends the file keeps one.

        Raises:
            InvalidAddress: ``to_address`` is not one plain address.
            FolderNotWritable: the folder is gone or closed.
            DiskFull: there is no room left.
            MailUncertain: the file lies there, and the disk may lose it.
        """
        check_address(to_address)
        self._count += 1
        target = self._path / _file_name(message, self._count)
        part = target.with_name(f".{target.name}.part")
        with _removed_on_failure(part):
            with folder_errors():
                _write_new(part, UNSENT + wire_bytes(message))
            before_last_word()
            with folder_errors():
                os.replace(part, target)
        _keep_name(self._path)

    @property
    def copy_refused(self) -> None:
        """Nobody is asked to take a copy."""

    def hang_up(self) -> None:
        """Do nothing: nobody is waited for."""


@contextmanager
def folder_errors() -> Iterator[None]:
    """Turn the system's errors into ours; they name paths, so they are not kept as the cause.

    Raises:
        DiskFull: disk or quota is used up.
        FolderNotWritable: anything else the system refused.
    """
    try:
        yield
    except OSError as error:
        raise (DiskFull() if error.errno in _FULL else FolderNotWritable()) from None
    except ValueError:
        # A name that no folder can have.
        raise FolderNotWritable from None


def _file_name(message: EmailMessage, number: int) -> str:
    """Return a name that sorts by time and order and tells nothing of the person."""
    sent_at = message["Date"].datetime.astimezone(UTC)
    return f"{sent_at:%Y%m%dT%H%M%SZ}-{number:04d}-{secrets.token_hex(4)}.eml"


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        fill(descriptor, data)
    finally:
        os.close(descriptor)


def fill(descriptor: int, data: bytes) -> None:
    """Write all of ``data`` and wait until the disk holds it; raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _keep_name(folder: Path) -> None:
    """Make the new name itself durable; Windows and some network folders neither can nor need to.

    Raises:
        MailUncertain: the disk failed; the letter has its name, so it is not to be laid again.
    """
    if os.name == "nt":
        return
    try:
        _sync_folder(folder)
    except OSError as error:
        if error.errno in _BROKEN:
            raise MailUncertain from None


def _sync_folder(folder: Path) -> None:
    """Wait until the disk holds the folder's names; raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
