"""Draws pictures of the pages: ``python -m tests.screenshots --out DIR [--only NAME]``.

``--text 2`` is for people who need large text, ``--scale 2`` for screens with small pixels.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import sys
import tempfile
from pathlib import Path

_SCREEN = (1280, 720)
"""Dialogs take their size from the screen, and Qt's own thought-up one is 800 wide."""


def _pretend_a_screen() -> None:
    """Let Qt, which is not imported yet, draw without a screen as if on an ordinary one."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") != "offscreen":
        return
    folder = tempfile.TemporaryDirectory(prefix="moedeleder-screen-")
    atexit.register(folder.cleanup)
    width, height = _SCREEN
    # Qt reads all of these; one that is left out counts as 0.
    screen = {"name": "drawn", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = Path(folder.name) / "screens.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    # A path with a colon would be read as two settings; relative ones have none.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={os.path.relpath(file)}"


_pretend_a_screen()


def main(arguments: list[str] | None = None) -> int:
    """Draw the scenes that were asked for; returns the exit code."""
    options = _options(arguments)
    if options.scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from PySide6.QtWidgets import QApplication

    from moedeleder.paths import resources
    from moedeleder.ui.theme import Scheme, Theme
    from moedeleder.ui.translations import load_danish
    from tests.screenshots.draw import draw
    from tests.screenshots.registry import load_scenes

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_danish(application)
    theme = Theme(application, resources(), Scheme.LIGHT)
    font = application.font()
    font.setPointSizeF(font.pointSizeF() * options.text)
    application.setFont(font)
    scenes = load_scenes()
    wanted = [name for name in sorted(scenes) if not options.only or options.only in name]
    if not wanted:
        print(f"no scene is called {options.only}; there are: {', '.join(sorted(scenes))}")
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    schemes = (Scheme.LIGHT,) if options.light else (Scheme.LIGHT, Scheme.DARK)
    for name in wanted:
        files = draw(scenes[name], theme, options.out, schemes)
        print(f"{name}: {len(files)} pictures")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--only", default="", help="a part of the scene's name")
    parser.add_argument("--scale", type=float, default=1, help="1.25, 1.5 or 2 for large screens")
    parser.add_argument("--text", type=float, default=1, help="2 for text twice as large")
    parser.add_argument("--light", action="store_true", help="leave the dark pictures out")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
