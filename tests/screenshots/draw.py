"""Draws a scene to a file, as it would stand on a screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from moedeleder.ui.theme import Scheme, Theme
from tests.screenshots.registry import Scene


def draw(scene: Scene, theme: Theme, out: Path, schemes: tuple[Scheme, ...]) -> list[Path]:
    """Draw a scene in each scheme and size; returns the files written."""
    written = []
    for scheme in schemes:
        theme.set_scheme(scheme)
        for width, height in scene.sizes:
            path = out / f"{scene.name}-{scheme.value}-{width}x{height}.png"
            widget = scene.build()
            picture = _picture(widget, width, height)
            if not picture.save(str(path)):
                raise OSError(f"could not write {path}")
            written.append(path)
            _throw_away(widget)
    return written


def settle() -> None:
    """Let layouts and posted events come to rest."""
    for _ in range(5):
        QCoreApplication.sendPostedEvents()
        QApplication.processEvents()


def _picture(widget: QWidget, width: int, height: int) -> QPixmap:
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    if isinstance(widget, QDialog) and widget.parentWidget() is None:
        widget.setMaximumSize(width, height)
    else:
        widget.resize(width, height)
    widget.show()
    settle()
    return widget.grab()


def _throw_away(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
