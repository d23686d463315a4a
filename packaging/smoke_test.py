"""Tries the packaged program itself, as somebody would who has nothing but its folder.

`make test-build` runs it. Each check runs the frozen program in an empty home, in another
folder, without Python's variables, from a path with spaces and Danish letters in it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent))

import smoke_papers
import smoke_store
import smoke_window
from frozen import DIST, PROGRAM, Failure, Frozen, measured_starts, mirrored, size_of

PICTURES = DIST.parent / "smoke"

CHECKS: tuple[tuple[str, Callable[[Frozen], str]], ...] = (
    ("what is in the folder", smoke_papers.check_folder),
    ("a wrong call is refused with 2", smoke_papers.check_wrong_call),
    ("demo makes papers and mails", smoke_papers.check_demo),
    ("demo as JSON, from another meeting", smoke_papers.check_demo_json),
    ("doctor on an empty home", smoke_store.check_doctor),
    ("a store behind a passphrase", smoke_store.check_passphrase),
    ("a store behind the keyring", smoke_store.check_keyring),
    ("the window at first start", smoke_window.check_first_start),
    ("the window at the desk", smoke_window.check_desk),
)


def main() -> int:
    """Run all checks; returns 0 when all went well, else 1 with a line for each failure."""
    if not PROGRAM.is_file():
        print(f"There is no {PROGRAM.name} in {PROGRAM.parent}: run `make build` first.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="smoke-", dir=DIST.parent) as folder:
        program = mirrored(Path(folder) / "Mødeleder prøve")
        for number, (name, check) in enumerate(CHECKS):
            home = Path(folder) / f"hjem {number}"
            try:
                print(f"ok    {name}: {check(Frozen(program, home, PICTURES))}", flush=True)
            except (Failure, OSError, LookupError, ValueError, BadZipFile) as failure:
                # What is missing or broken shows itself in the reading, too.
                failed += 1
                print(f"FAIL  {name}: {type(failure).__name__}: {failure}", flush=True)
    print(f"size  {size_of(PROGRAM.parent) / 1e6:.0f} MB")
    print(f"start {measured_starts()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
