"""The real program in a process of its own: it shows its window and ends in good order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moedeleder.launch import StoreDoorway
from moedeleder.ui.start.doorway import House, Introduction
from tests.ui.start.houses import Ring, doorway

PHRASE = "fire små ord i en række"
PATIENCE = 60_000
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal")


@contextmanager
def program(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start Mødeleder on a data folder, and end it with the block, however that ends."""
    environment = os.environ | {"MOEDELEDER_DATA": str(folder)}
    command = [sys.executable, "-W", "default", "-m", "moedeleder"]
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def log(folder: Path) -> str:
    file = folder / "moedeleder.log"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def make_store(folder: Path) -> None:
    """Leave a store behind a passphrase, as a machine without a keyring has it."""
    ring = Ring()
    ring.usable = False
    doors: StoreDoorway = doorway(folder, ring)
    door = doors.door(House.OWN)
    assert door.approach() is not None
    door.unlock(PHRASE)
    opened = door.open(lambda _slot, _ticket: None, lambda _slot: None)
    door.move_in(opened, Introduction("Rikke Rask", "Tovholder"))
    opened.close()


def test_the_program_shows_its_window_and_leaves_when_asked(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with program(folder) as running:
        qtbot.waitUntil(lambda: "window shown" in log(folder), timeout=PATIENCE)
        running.send_signal(signal.SIGTERM)
        _out, said = running.communicate(timeout=60)
        assert running.returncode == 0, said.decode()
    assert "unexpected" not in log(folder)
    assert b"Traceback" not in said
    assert folder.stat().st_mode & 0o077 == 0


def test_a_store_behind_a_passphrase_is_held_by_one_program(qtbot: QtBot, tmp_path: Path) -> None:
    make_store(tmp_path)
    with program(tmp_path) as running:
        qtbot.waitUntil(lambda: (tmp_path / "own.lock").exists(), timeout=PATIENCE)
        running.send_signal(signal.SIGTERM)
        _out, said = running.communicate(timeout=60)
        assert running.returncode == 0, said.decode()
    assert not (tmp_path / "own.lock").exists()
    assert "Rikke" not in log(tmp_path)


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    ways = "moedeleder.cli, moedeleder.app, moedeleder.launch, moedeleder.ui.start.program"
    heavy = "{'alembic', 'docx', 'holidays', 'icalendar', 'keyring', 'sqlalchemy', 'typst'}"
    code = f"import sys, {ways}; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert found.stdout.decode().strip() == "[]"
