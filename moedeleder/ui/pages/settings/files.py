"""Asking for a file or a folder in the system's own window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


class Files:
    """Asks a person where; every answer may be None, for nothing chosen."""

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for a file that is there; ``kinds`` as ``Billeder (*.png *.jpg)``."""
        return _path(QFileDialog.getOpenFileName(parent, title, "", kinds)[0])

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file that is first called ``name``."""
        start = str(Path.home() / name)
        return _path(QFileDialog.getSaveFileName(parent, title, start, kinds)[0])

    def folder(self, parent: QWidget, title: str, start: str) -> Path | None:
        """Ask for a folder, beginning at ``start``."""
        return _path(QFileDialog.getExistingDirectory(parent, title, start))

    def show_folder(self, folder: Path) -> bool:
        """Show a folder in the system's own file program; False when there is none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _path(text: str) -> Path | None:
    return Path(text) if text else None
