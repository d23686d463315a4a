"""The application as a person sees it: fonts, colours and drawings in place."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from moedeleder.paths import resources
from moedeleder.ui.theme import Scheme, Theme


def dressed() -> QApplication:
    """Return the application in the program's own looks; made the first time."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication([])
    Theme(app, resources(), Scheme.LIGHT)
    return app
