"""``python -m benchmarks [NAME …]``: measures, prints a table and writes build/bench.json."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.measuring import Comparison

NAMES = (
    "typing opening meetings meeting_page room_deeds shared_screen agenda_page lists papers "
    "archive letters post answers mailbox promise_line language underlining first_paint"
).split()
OUT = Path("build/bench.json")
_LINE = "{:<46} {:>10}  {:<34} {:>10}  {:>7}  {:>13}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    # The looks are drawn in memory, and nobody's keyring is asked.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt without a screen and the test's mail server grumble about themselves.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    print(_LINE.format("What", "ms", "against", "ms", "ratio", "middle half"))
    found = list(_measured(options.names or NAMES))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps([each.as_data() for each in found], indent=1) + "\n")
    print(f"\nMedians; times depend on the machine, ratios less so. Written to {options.out}.")
    return 0


def _measured(names: list[str]) -> Iterator[Comparison]:
    for name in names:
        with tempfile.TemporaryDirectory(prefix="moedeleder-bench-") as folder:
            for each in import_module(f"benchmarks.{name}").run(Path(folder)):
                _show(each)
                yield each


def _show(each: Comparison) -> None:
    ratios = f"{each.ratio_low:.2f} to {each.ratio_high:.2f}"
    took, plain = f"{each.took_ms:.2f}", f"{each.baseline_ms:.2f}"
    ratio = f"{each.ratio:.2f}"
    print(_LINE.format(each.name, took, each.baseline, plain, ratio, ratios), flush=True)


if __name__ == "__main__":
    sys.exit(main())
