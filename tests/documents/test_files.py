"""Files are there whole or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from moedeleder.documents.files import safe_name, write_file
from moedeleder.domain.errors import DiskFull, FolderNotWritable


def test_a_file_is_written_where_asked(tmp_path: Path) -> None:
    path = write_file(tmp_path / "ny" / "mappe", "referat.pdf", b"abc")
    assert path == tmp_path / "ny" / "mappe" / "referat.pdf"
    assert path.read_bytes() == b"abc"
    assert [p.name for p in path.parent.iterdir()] == ["referat.pdf"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    write_file(tmp_path, "a.txt", b"gammel og lang")
    assert write_file(tmp_path, "a.txt", b"ny").read_bytes() == b"ny"


def test_a_folder_that_is_a_file_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    for folder in (tmp_path / "fil", tmp_path / "fil" / "under"):
        with pytest.raises(FolderNotWritable) as caught:
            write_file(folder, "barnets-navn.pdf", b"abc")
        assert "barnets" not in str(caught.value)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file of this process may grow beyond 4,096 bytes: the system refuses to write on."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, old[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    write_file(tmp_path, "referat.pdf", b"det gamle")
    with pytest.raises(DiskFull):
        write_file(tmp_path, "referat.pdf", b"x" * 100_000)
    assert (tmp_path / "referat.pdf").read_bytes() == b"det gamle"
    assert [p.name for p in tmp_path.iterdir()] == ["referat.pdf"]


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("referat.pdf", "referat.pdf"),
        ("Møde på Ærø.docx", "Møde på Ærø.docx"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\temp\\x.pdf", "C--temp-x.pdf"),
        ("a\x00b\nc.txt", "a-b-c.txt"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("", "fil"),
        ("...", "fil"),
        ("?*|<>.pdf", "pdf"),
        ("navn. ", "navn"),
    ],
)
def test_names_are_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_long_names_keep_their_ending() -> None:
    name = safe_name("æ" * 500 + ".pdf")
    assert name.endswith("æ.pdf")
    assert len(name.encode("utf-8")) <= 130
