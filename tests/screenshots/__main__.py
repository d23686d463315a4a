"""Draws pictures of the pages: ``python -m tests.screenshots --out DIR [--only NAME]``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# Before Qt is imported: no screen is needed.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
    scenes = load_scenes()
    wanted = [name for name in sorted(scenes) if not options.only or options.only in name]
    if not wanted:
        print(f"no scene is called {options.only}; there are: {', '.join(sorted(scenes))}")
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        files = draw(scenes[name], theme, options.out, (Scheme.LIGHT, Scheme.DARK))
        print(f"{name}: {len(files)} pictures")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--only", default="", help="a part of the scene's name")
    parser.add_argument("--scale", type=float, default=1, help="1.25, 1.5 or 2 for large screens")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
