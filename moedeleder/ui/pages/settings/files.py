"""Asking for a file or a folder in the system's own window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from moedeleder.ui.file_dialogs import ask_file, ask_folder, ask_new_file
from moedeleder.ui.letter_folder import open_folder


class Files:
    """Asks a person where; every answer may be None, for nothing chosen."""

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for a file that is there; ``kinds`` as ``Billeder (*.png *.jpg)``."""
        return ask_file(parent, title, kinds)

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file that is first called ``name``."""
        return ask_new_file(parent, title, name, kinds)

    def folder(self, parent: QWidget, title: str, start: str) -> Path | None:
        """Ask for a folder, beginning at ``start``."""
        return ask_folder(parent, title, start)

    def show_folder(self, folder: Path) -> bool:
        """Show a folder in the system's own file program; False when there is none."""
        return open_folder(folder)
