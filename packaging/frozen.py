"""The packaged program, run the way a stranger's machine would run it, and how fast it starts."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "build" / "dist"
PROGRAM = DIST / "moedeleder" / ("moedeleder-cli.exe" if os.name == "nt" else "moedeleder")
PATIENCE_SECONDS = 120
STARTS = 7


class Failure(Exception):
    """Says in one line what the packaged program does wrong."""


@dataclass(frozen=True)
class Frozen:
    """The program in a home of its own."""

    program: Path
    home: Path
    pictures: Path

    @property
    def data(self) -> Path:
        """The data folder in this home."""
        return self.home / "data"

    @property
    def resources(self) -> Path:
        """The data files that came with the program."""
        return self.program.parent / "_internal" / "resources"

    def environment(self, **more: str) -> dict[str, str]:
        """Return an environment that knows nothing of Python, of this checkout or of a desktop."""
        elsewhere = self.home / "elsewhere"
        elsewhere.mkdir(parents=True, exist_ok=True)
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        # Windows does not start programs without these.
        kept = {n: os.environ[n] for n in ("SYSTEMROOT", "TEMP", "TMP") if n in os.environ}
        folders = {
            "HOME": self.home,
            "USERPROFILE": self.home,
            "MOEDELEDER_DATA": self.data,
            "XDG_RUNTIME_DIR": runtime,
            "XDG_CONFIG_HOME": self.home / "config",
            "XDG_CACHE_HOME": self.home / "cache",
            "XDG_DATA_HOME": self.home / "share",
        }
        named = {name: str(folder) for name, folder in folders.items()}
        return {**kept, **named, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **more}

    def call(self, *arguments: str | Path, before: Sequence[str] = ()) -> tuple[int, str, str]:
        """Run a command; returns the exit code, what was printed, and what was complained of.

        Args:
            before: a command line that takes the program's as its last arguments.
        """
        command = [*before, str(self.program), *map(str, arguments)]
        try:
            done = subprocess.run(
                command,
                env=self.environment(),
                cwd=self.home / "elsewhere",
                capture_output=True,
                encoding="utf-8",
                stdin=subprocess.DEVNULL,
                timeout=PATIENCE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Failure(f"{arguments[0]} is not done after {PATIENCE_SECONDS} s") from None
        return done.returncode, done.stdout, done.stderr

    def run(self, *arguments: str | Path, before: Sequence[str] = ()) -> str:
        """Run a command that must go well; returns what was printed.

        Raises:
            Failure: it did not go well, or complained; what stands before it may complain.
        """
        code, printed, complained = self.call(*arguments, before=before)
        if code or (complained and not before):
            said = " ".join((complained or printed).split())[-300:]
            raise Failure(f"`{arguments[0]}` ended with {code}: {said}")
        return printed


def expect(condition: object, otherwise: str) -> None:
    """Raise a Failure unless the condition holds."""
    if not condition:
        raise Failure(otherwise)


def mirrored(folder: Path) -> Path:
    """Return the program in another folder; links instead of copies where the disk can."""
    shutil.copytree(PROGRAM.parent, folder, symlinks=True, copy_function=_linked)
    return folder / PROGRAM.name


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder; a link counts as nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def measured_starts() -> str:
    """Return how long `doctor` takes, frozen and from the source, one after the other."""
    environment = {**os.environ, "MOEDELEDER_DATA": str(DIST.parent / "smoke" / "nothing")}
    commands = {
        "frozen": [str(PROGRAM), "doctor"],
        "source": [sys.executable, "-m", "moedeleder", "doctor"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _round in range(STARTS):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
            taken[name].append(time.perf_counter() - begun)
    middle = {name: statistics.median(times) for name, times in taken.items()}
    words = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in middle.items())
    return f"of doctor, median of {STARTS}: {words} ({middle['frozen'] / middle['source']:.2f}x)"
