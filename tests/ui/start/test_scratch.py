"""Papers that are only looked at leave nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from moedeleder.ui.start.scratch import FOLDER, Scratch

ROOT = Path(__file__).parents[3]
FALLING = """
import os, signal, sys, tempfile
from pathlib import Path
from moedeleder.ui.start.scratch import Scratch
scratch = Scratch(Path(sys.argv[1]))
Path(tempfile.mkdtemp(), "referat.pdf").write_text("Alma")
os.kill(os.getpid(), signal.SIGKILL)
"""


def papers(folder: Path) -> list[Path]:
    return list((folder / FOLDER).rglob("*.pdf"))


def test_temporary_files_lie_closed_and_go_with_the_program(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    scratch = Scratch(tmp_path)
    paper = Path(tempfile.mkdtemp()) / "referat.pdf"
    paper.write_text("Alma", encoding="utf-8")
    assert papers(tmp_path) == [paper]
    assert all(folder.stat().st_mode & 0o077 == 0 for folder in list(paper.parents)[:3])
    scratch.close()
    assert tempfile.gettempdir() == before
    assert list((tmp_path / FOLDER).iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX has the signal")
def test_what_a_fall_left_behind_is_cleared_at_the_next_start(tmp_path: Path) -> None:
    fallen = subprocess.run([sys.executable, "-c", FALLING, str(tmp_path)], cwd=ROOT)
    assert fallen.returncode == -signal.SIGKILL
    assert papers(tmp_path)
    Scratch(tmp_path).close()
    assert papers(tmp_path) == []


def test_another_window_keeps_its_papers(tmp_path: Path) -> None:
    first = Scratch(tmp_path)
    paper = Path(tempfile.mkdtemp()) / "referat.pdf"
    paper.write_text("Alma", encoding="utf-8")
    second = Scratch(tmp_path)
    second.close()
    assert papers(tmp_path) == [paper]
    first.close()


def test_a_folder_that_cannot_be_made_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("", encoding="utf-8")
    before = tempfile.gettempdir()
    scratch = Scratch(tmp_path)
    assert tempfile.gettempdir() == before
    scratch.close()
