"""The packaged program's window, on a screen that nobody sees."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import smoke_store
from frozen import ROOT, Failure, Frozen, expect
from virtual_screen import Picture, VirtualScreen

SECONDS = 3.0
SMALLEST = (960, 600)
# A bare window and a mouse pointer have some twenty; one line of text has more than this.
FEWEST_COLOURS = 200
TROUBLE = re.compile(" (ERROR|WARNING|CRITICAL) ")
PAINT_PATIENCE_SECONDS = 30.0
CLOSE_PATIENCE_SECONDS = 10.0
# An earlier day: somebody took the example, said who they are, and closed the window.
EARLIER_DAY = """
from moedeleder.launch import build_doorway
from moedeleder.ui.start.doorway import House, Introduction

door = build_doorway().door(House.EXAMPLE)
assert door.approach() is None
opened = door.open(lambda _slot, _ticket: None, lambda _slot: None)
door.move_in(opened, Introduction("Mette Holm", "Sagsbehandler"))
opened.close()
"""


def check_first_start(frozen: Frozen) -> str:
    """The window opens on an empty home, stays, speaks Danish, and leaves in good order."""
    return _check_window(frozen, "window-first-start")


def check_desk(frozen: Frozen) -> str:
    """The window finds its key in the keyring and opens at the desk, with the example on it."""
    if not sys.platform.startswith("linux"):
        return "not tried on this system"
    session = smoke_store.logged_in()
    done = subprocess.run(
        [*session, sys.executable, "-c", EARLIER_DAY],
        env=frozen.environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    expect(not done.returncode, f"the example could not be laid out: {done.stderr[-300:]}")
    shown = _check_window(frozen, "window-desk", session)
    expect(" at the desk" in _log(frozen), "the log does not tell that somebody sat at the desk")
    return shown


def _log(frozen: Frozen) -> str:
    return (frozen.data / "moedeleder.log").read_text(encoding="utf-8")


def _check_window(frozen: Frozen, name: str, before: Sequence[str] = ()) -> str:
    if not sys.platform.startswith("linux"):
        return "not tried on this system"
    expect(shutil.which("Xvfb"), "cannot be tried: Xvfb is not installed")
    with VirtualScreen() as screen:
        begun = time.perf_counter()
        window = _Window(frozen, screen.display, before)
        try:
            painted = window.wait_until(lambda: _is_large(screen.picture())) - begun
            window.stay(SECONDS)
            picture = screen.picture()
            picture.save(frozen.pictures / f"{name}.png")
            _check_picture(picture)
            window.check_files()
            window.close()
        finally:
            window.end()
    trouble = [line for line in _log(frozen).splitlines() if TROUBLE.search(line)]
    expect(not trouble, f"the log says: {' / '.join(trouble)}")
    width, height = picture.painted()
    return f"{width} x {height}, {picture.colours()} colours, painted after {painted * 1000:.0f} ms"


def _is_large(picture: Picture) -> bool:
    width, height = picture.painted()
    return width >= SMALLEST[0] and height >= SMALLEST[1]


def _check_picture(picture: Picture) -> None:
    expect(_is_large(picture), f"the window is {' x '.join(map(str, picture.painted()))}")
    expect(picture.colours() >= FEWEST_COLOURS, f"a picture of {picture.colours()} colours: blank")


class _Window:
    """One run of the program with its window on a screen."""

    def __init__(self, frozen: Frozen, display: str, before: Sequence[str]) -> None:
        self._frozen, self._nested = frozen, bool(before)
        self._complaints = frozen.home / "complaints.txt"
        environment = frozen.environment(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        with self._complaints.open("wb") as sink:
            self._process = subprocess.Popen(
                [*before, str(frozen.program)],
                env=environment,
                cwd=frozen.home / "elsewhere",
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
            )

    def wait_until(self, happened: Callable[[], bool]) -> float:
        """Look again and again until something has happened; returns when it was seen."""
        end = time.perf_counter() + PAINT_PATIENCE_SECONDS
        while not happened():
            self.stay(0.02)
            if time.perf_counter() > end:
                raise Failure(f"no window after {PAINT_PATIENCE_SECONDS:.0f} s: {self._said()}")
        return time.perf_counter()

    def stay(self, seconds: float) -> None:
        """Let it be for a while; it must not end by itself."""
        try:
            code = self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return
        raise Failure(f"the window ended by itself with {code}: {self._said()}")

    def check_files(self) -> None:
        """Qt's Danish words are loaded, and nothing comes from the checkout it was made in."""
        maps = Path(f"/proc/{self._number()}/maps").read_text(encoding="utf-8", errors="replace")
        expect("/qtbase_da.qm" in maps, "Qt's Danish words are not loaded")
        expect("/libqxcb.so" in maps, "another way of drawing than the screen's")
        foreign = str(ROOT / ".venv")
        expect(foreign not in maps, f"it uses files from {foreign}")

    def close(self) -> None:
        """Ask it to end, as the system does at log-off; it must do so in good order."""
        os.kill(self._number(), signal.SIGTERM)
        try:
            code = self._process.wait(timeout=CLOSE_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failure("the window does not close when the system asks") from None
        expect(code == 0, f"closed with {code}: {self._said()}")
        expect("Traceback" not in self._said(), f"it complained: {self._said()}")

    def end(self) -> None:
        """Leave nothing behind."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _number(self) -> int:
        if not self._nested:
            return self._process.pid
        file = self._frozen.home / "run" / "program.pid"
        return int(file.read_text(encoding="utf-8"))

    def _said(self) -> str:
        said = self._complaints.read_text(encoding="utf-8", errors="replace")
        return " ".join(said.split())[-300:] or "nothing said"
