"""From the start of the process to the first painted window, against an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Comparison, compare

# Both stop at once when their window is painted, so that the process's life is the measure.
_EMPTY = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
os._exit(0)
"""
_OURS = """
import logging, os, sys

class StopWhenPainted(logging.Handler):
    def emit(self, record):
        if record.getMessage() == "window shown":
            os._exit(0)

logging.getLogger("moedeleder").addHandler(StopWhenPainted())
from moedeleder.launch import run_window
run_window()
"""


def run(folder: Path) -> Iterator[Comparison]:
    yield compare(
        "first paint of Mødeleder",
        lambda: _until_painted(_OURS, folder),
        "of an empty window",
        lambda: _until_painted(_EMPTY, folder),
    )


def _until_painted(script: str, home: Path) -> None:
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA"), str(home))
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | homes, capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
