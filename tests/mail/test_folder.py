"""Mail into a folder: whole files or none, and clear errors."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from moedeleder.domain.errors import (
    DiskFull,
    FolderNotWritable,
    InvalidAddress,
    MailUncertain,
)
from moedeleder.mail.folder import UNSENT, FolderTransport, fill, folder_errors
from moedeleder.mail.message import Attachment, build_message, wire_bytes
from tests.mail.conftest import MakeLetter

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the file mode is POSIX's own")


def test_each_receiver_gets_a_file_in_order(tmp_path: Path, make_letter: MakeLetter) -> None:
    folder = tmp_path / "til afsendelse" / "møder"
    letters = [make_letter(to_address=f"deltager{n}@eksempel.dk") for n in range(12)]
    with FolderTransport(folder).session() as session:
        for letter in letters:
            session.send(build_message(letter), letter.to_address)
    files = sorted(folder.iterdir())
    messages = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
    assert [message["To"].addresses[0].addr_spec for message in messages] == [
        letter.to_address for letter in letters
    ]
    assert all(file.name.startswith("20261121T083000Z-00") for file in files)
    assert all(file.suffix == ".eml" for file in files)


def test_the_file_is_the_mail_and_its_name_tells_nothing(
    tmp_path: Path, make_letter: MakeLetter
) -> None:
    message = build_message(make_letter(to_address="søren@eksempel.dk"))
    with FolderTransport(tmp_path).session() as session:
        session.send(message, "søren@eksempel.dk")
    (file,) = tmp_path.iterdir()
    assert file.read_bytes() == UNSENT + wire_bytes(message)
    assert "ren" not in file.name


@POSIX
def test_only_this_user_may_read_it(tmp_path: Path, make_letter: MakeLetter) -> None:
    with FolderTransport(tmp_path).session() as session:
        session.send(build_message(make_letter()), "anna@eksempel.dk")
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_sendings_never_overwrite_each_other(tmp_path: Path, make_letter: MakeLetter) -> None:
    message = build_message(make_letter())
    for _ in range(5):
        with FolderTransport(tmp_path).session() as session:
            session.send(message, "anna@eksempel.dk")
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize("below", ["", "mappe", "mappe/dybere"])
def test_a_folder_that_cannot_be_is_said(tmp_path: Path, below: str) -> None:
    blocked = tmp_path / "en fil"
    blocked.write_text("her ligger noget andet", encoding="utf-8")
    with pytest.raises(FolderNotWritable), FolderTransport(blocked / below).session():
        pass
    assert blocked.read_text(encoding="utf-8") == "her ligger noget andet"


def test_a_folder_that_goes_away_is_said(tmp_path: Path, make_letter: MakeLetter) -> None:
    folder = tmp_path / "mappe"
    with FolderTransport(folder).session() as session:
        folder.rmdir()
        folder.write_text("en fil", encoding="utf-8")
        with pytest.raises(FolderNotWritable) as caught:
            session.send(build_message(make_letter()), "anna@eksempel.dk")
    assert str(caught.value) == ""


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let the system refuse files over 4,000 bytes, as a used-up quota does."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("small_files")
def test_when_room_runs_out_no_half_mail_is_left(tmp_path: Path, make_letter: MakeLetter) -> None:
    large = build_message(make_letter(attachments=(Attachment("a", "image/png", bytes(9_000)),)))
    with FolderTransport(tmp_path).session() as session:
        with pytest.raises(DiskFull):
            session.send(large, "anna@eksempel.dk")
        assert list(tmp_path.iterdir()) == []
        session.send(build_message(make_letter()), "anna@eksempel.dk")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_full_disk_is_told_apart() -> None:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    try:
        with pytest.raises(DiskFull), folder_errors():
            fill(descriptor, b"et brev")
    finally:
        os.close(descriptor)


def test_a_wrong_address_writes_nothing(tmp_path: Path, make_letter: MakeLetter) -> None:
    with FolderTransport(tmp_path).session() as session, pytest.raises(InvalidAddress):
        session.send(build_message(make_letter()), "anna")
    assert list(tmp_path.iterdir()) == []


def test_the_test_of_the_folder_leaves_nothing(tmp_path: Path) -> None:
    report = FolderTransport(tmp_path / "ny").test_connection()
    assert (report.place, report.encryption, report.logged_in) == (str(tmp_path / "ny"), "", False)
    assert list((tmp_path / "ny").iterdir()) == []


@pytest.mark.parametrize("name", ["breve", "/tmp/a\0b"])
def test_a_folder_that_is_no_place_is_refused(name: str) -> None:
    with pytest.raises(FolderNotWritable):
        FolderTransport(Path(name)).test_connection()


# --- the last word --------------------------------------------------------------------------


def test_a_file_gets_its_name_after_the_last_word(tmp_path: Path, make_letter: MakeLetter) -> None:
    seen: list[list[str]] = []
    transport = FolderTransport(tmp_path)
    with transport.session() as session:
        session.send(
            build_message(make_letter()),
            "anna@eksempel.dk",
            before_last_word=lambda: seen.append([file.suffix for file in tmp_path.iterdir()]),
            copy_to="arkiv@eksempel.dk",
        )
    assert seen == [[".part"]]
    assert [file.suffix for file in tmp_path.iterdir()] == [".eml"]
    assert transport.parallel == 1


@pytest.mark.parametrize("error", [DiskFull(), KeyboardInterrupt(), OSError("vores egen")])
def test_who_objects_to_the_last_word_leaves_nothing(
    tmp_path: Path, make_letter: MakeLetter, error: BaseException
) -> None:
    def object_to_it() -> None:
        raise error

    with FolderTransport(tmp_path).session() as session:
        with pytest.raises(type(error)) as caught:
            session.send(
                build_message(make_letter()), "anna@eksempel.dk", before_last_word=object_to_it
            )
        assert caught.value is error
        assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_fails_after_the_name_leaves_a_doubt(
    tmp_path: Path, make_letter: MakeLetter, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fail_for_folders(monkeypatch, number)
    with FolderTransport(tmp_path).session() as session, pytest.raises(MailUncertain):
        session.send(build_message(make_letter()), "anna@eksempel.dk")
    assert [file.suffix for file in tmp_path.iterdir()] == [".eml"]


@POSIX
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EACCES])
def test_a_network_folder_that_cannot_sync_its_names_is_used_without(
    tmp_path: Path, make_letter: MakeLetter, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fail_for_folders(monkeypatch, number)
    with FolderTransport(tmp_path).session() as session:
        session.send(build_message(make_letter()), "anna@eksempel.dk")
    assert [file.suffix for file in tmp_path.iterdir()] == [".eml"]


def fail_for_folders(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the system refuse to make a folder's names durable, as it does for files never."""
    fsync = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
