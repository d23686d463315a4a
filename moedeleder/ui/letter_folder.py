"""The way to the folder that letters are laid in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner


def open_folder_words() -> str:
    """Return what a button says that opens the folder."""
    return _tr("Åbn mappen")


def open_folder(folder: Path) -> bool:
    """Show a folder in the system's own file program; False when it cannot be shown."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_letter_folder(
    named: str, banner: Banner, show: Callable[[Path], bool] = open_folder
) -> None:
    """Show the folder of letters, or say in the banner where it is.

    Args:
        named: the folder as it stands in the settings, perhaps with "~" for the home.
        show: shows a folder; False when it cannot.
    """
    try:
        folder = Path(named).expanduser()
    except RuntimeError:
        folder = Path(named)
    if not show(folder):
        _say_where(folder, banner)


def _say_where(folder: Path, banner: Banner) -> None:
    if folder.is_dir():
        words = _tr("Mappen kan ikke åbnes herfra. Den ligger her:")
    else:
        words = _tr("Mappen er der ikke endnu. Den bliver lavet her, når der er et brev:")
    banner.show_message(words, Tone.WARN, str(folder))


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterFolder", text)
