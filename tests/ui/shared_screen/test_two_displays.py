"""With a real second display (as far as Qt knows): the screen for all fills it, and gives it up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from moedeleder.ui.shared_screen.placing import all_screens, beside, other_screen, place
from moedeleder.ui.shared_screen.window import SharedWindow

app = QApplication([])
own, second = app.screens()
main = QWidget()
main.setGeometry(own.availableGeometry())
main.show()
window = SharedWindow()
assert other_screen(all_screens(), own) is second
assert place(window, all_screens(), own)
app.processEvents()
print(window.isFullScreen(), window.geometry() == second.geometry(), window.screen() is second)
assert not place(window, [own], own)
app.processEvents()
inside = own.geometry().contains(window.geometry())
print(window.isFullScreen(), window.geometry().contains(own.geometry()), inside)
assert own.geometry().contains(beside(own))
assert place(window, all_screens(), own)
above = bool(window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint)
print(window.isFullScreen(), above)
assert other_screen([own], own) is None
"""


def test_it_fills_the_second_display_and_gives_it_up(tmp_path: Path) -> None:
    screens = [
        {"name": name, "x": x, "y": 0, "width": wide, "height": high, "logicalDpi": 96}
        | {"logicalBaseDpi": 96, "dpr": 1}
        for name, x, wide, high in (("egen", 0, 1280, 720), ("væg", 1280, 1920, 1080))
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen:configfile=screens.json"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[3])
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split("\n")[:3] == ["True True True", "False False True", "True False"]
