"""Files made to harm: they end in a plain refusal, early, small, and without a trace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from moedeleder.documents.reply_form_reading import read_form
from moedeleder.documents.safe_zip import FILE_LIMIT, UNPACKED_LIMIT, SafeZip
from moedeleder.domain.answers import FilledForm
from moedeleder.domain.errors import (
    AnswerFileBroken,
    AnswerFileError,
    AnswerFileTooLarge,
    AnswerFileUnknown,
    AnswerFileUnsafe,
)
from tests import hostile_forms
from tests.documents.forms import EMPTY, filled, repacked
from tests.documents.test_reply_form_reading import ALL

REFUSED: dict[str, type[AnswerFileError]] = {
    "nothing": AnswerFileUnknown,
    "zip start alone": AnswerFileBroken,
    "pdf": AnswerFileUnknown,
    "old word": AnswerFileUnknown,
    "zip of other things": AnswerFileUnknown,
    "laughs": AnswerFileUnsafe,
    "outside entity": AnswerFileUnsafe,
    "doctype alone": AnswerFileUnsafe,
    "doctype in utf-16": AnswerFileUnsafe,
    "doctype in styles": AnswerFileUnsafe,
    "deep": AnswerFileTooLarge,
    "deep tables": AnswerFileTooLarge,
    "wide": AnswerFileTooLarge,
    "long text": AnswerFileTooLarge,
    "utf-7": AnswerFileBroken,
    "unknown alphabet": AnswerFileBroken,
    "not utf-8": AnswerFileBroken,
    "not xml": AnswerFileBroken,
    "empty text part": AnswerFileBroken,
    "no text part": AnswerFileUnknown,
    "up and away": AnswerFileUnsafe,
    "absolute": AnswerFileUnsafe,
    "windows path": AnswerFileUnsafe,
    "backwards": AnswerFileUnsafe,
    "symlink": AnswerFileUnsafe,
    "twice": AnswerFileUnsafe,
    "encrypted": AnswerFileUnsafe,
    "zeros": AnswerFileTooLarge,
    "zeros with a lie": AnswerFileBroken,
    "overlapping": AnswerFileUnsafe,
    "many entries": AnswerFileTooLarge,
    "odt with laughs": AnswerFileUnsafe,
}
READ = {
    "no relations": ALL,
    "outer relations": ALL,
    "macro": ALL,
    "ole": ALL,
    "no types": FilledForm(ALL.reference),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_what_harms_is_refused(kind: str) -> None:
    with pytest.raises(AnswerFileError) as caught:
        read_form(hostile_forms.KINDS[kind]())
    assert caught.type is REFUSED[kind]


@pytest.mark.parametrize("kind", READ)
def test_what_is_only_odd_is_read(kind: str) -> None:
    assert read_form(hostile_forms.KINDS[kind]()) == READ[kind]


@pytest.mark.parametrize("kind", ["utf-16", "latin"])
def test_other_alphabets_are_read(kind: str) -> None:
    assert read_form(hostile_forms.KINDS[kind]()).left_over == "æøå"


@pytest.mark.parametrize("seed", [1, 2])
def test_no_file_is_more_than_refused(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in hostile_forms.samples(seed):
        try:
            read_form(data)
        except AnswerFileError:
            continue
        except Exception as fault:
            raise AssertionError(name) from fault
    assert list(tmp_path.iterdir()) == []


def test_a_large_file_is_not_even_opened() -> None:
    with pytest.raises(AnswerFileTooLarge):
        SafeZip(b"PK\x03\x04" + bytes(FILE_LIMIT))


def test_no_more_is_unpacked_than_the_limits_allow() -> None:
    half = b" " * (UNPACKED_LIMIT // 3)
    data = repacked(EMPTY, {f"word/{n}.bin": half for n in range(4)})
    with pytest.raises(AnswerFileTooLarge):
        SafeZip(data)
    archive = SafeZip(filled())
    assert 0 < archive.unpacked < 1_000_000
    with pytest.raises(AnswerFileTooLarge):
        archive.read("word/document.xml", 1_000)


# Reads a file in a process of its own and says what came of it, and how much memory it took.
_CHILD = """
import resource, sys
from moedeleder.documents.reply_form_reading import read_form
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_form(data)
    came = "read"
except Exception as fault:
    came = type(fault).__name__
print(came, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
MEMORY_KB = 100_000
PATIENCE_SECONDS = 60


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted as Linux counts it")
@pytest.mark.parametrize(
    "kind", ["zeros", "zeros with a lie", "overlapping", "deep", "wide", "laughs", "long text"]
)
def test_a_bomb_stays_small(kind: str, tmp_path: Path) -> None:
    assert_stays_small(hostile_forms.KINDS[kind](), REFUSED[kind], tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is counted as Linux counts it")
def test_very_many_entries_stay_small(tmp_path: Path) -> None:
    # So many do not fit the older kind of zip: the newer one is refused by its name.
    assert_stays_small(hostile_forms.entries(70_000), AnswerFileUnsafe, tmp_path)
    assert_stays_small(hostile_forms.entries(60_000), AnswerFileTooLarge, tmp_path)


def assert_stays_small(data: bytes, error: type[AnswerFileError], folder: Path) -> None:
    path = folder / "bombe.docx"
    path.write_bytes(data)
    command = [sys.executable, "-c", _CHILD, str(path)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=True
    )
    came, kilobytes = done.stdout.split()
    assert came == error.__name__
    assert int(kilobytes) < MEMORY_KB
