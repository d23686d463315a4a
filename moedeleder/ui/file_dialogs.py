"""Asking for a file or a folder: all in Danish, and beginning among the person's documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(parent: QWidget, title: str, start: str = "") -> Path | None:
    """Ask for a folder, beginning at ``start`` if it is there; None for nothing chosen."""
    dialog = made_dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _answer(dialog)


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file that is there; ``kinds`` as ``Billeder (*.png *.jpg)``."""
    dialog = made_dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    return _answer(dialog)


def ask_new_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to write a file that is first called ``name``."""
    dialog = made_dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(kinds)
    dialog.selectFile(name)
    return _answer(dialog)


def documents_folder() -> str:
    """Return the person's own folder of documents, or their home where there is none."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = QStandardPaths.writableLocation(place)
    return found if found and Path(found).is_dir() else str(Path.home())


def made_dialog(parent: QWidget, title: str, start: str = "") -> QFileDialog:
    """Return a dialog that is not shown yet."""
    there = start if start and Path(start).is_dir() else documents_folder()
    dialog = QFileDialog(parent, title, there)
    # Qt's own Danish leaves these two in English.
    look, kind = QFileDialog.DialogLabel.LookIn, QFileDialog.DialogLabel.FileType
    dialog.setLabelText(look, QCoreApplication.translate("FileDialogs", "&Kig i:"))
    dialog.setLabelText(kind, QCoreApplication.translate("FileDialogs", "Filer af &typen:"))
    return dialog


def _answer(dialog: QFileDialog) -> Path | None:
    chosen = dialog.exec() == QFileDialog.DialogCode.Accepted.value
    files = dialog.selectedFiles() if chosen else []
    dialog.deleteLater()
    return Path(files[0]) if files else None
