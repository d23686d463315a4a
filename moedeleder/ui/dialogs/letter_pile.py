"""What the dialogs of letters without mail have in common: the letters, and where files go."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import NotFound
from moedeleder.domain.sending import Delivery
from moedeleder.services.office import Office
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.dialog import Dialog

AskFolder = Callable[[QWidget, str], Path | None]
OpenFile = Callable[[Path], bool]


@dataclass(frozen=True)
class PileLetter:
    """A letter, and where it would be sent on paper."""

    delivery: Delivery
    postal_address: str = ""


def pile_of(
    office: Office, meeting_id: str, delivery_ids: Collection[str]
) -> tuple[PileLetter, ...]:
    """Return the letters in the order they were made.

    Raises:
        NotFound: there is no such meeting.
    """
    found = (each for each in office.sending.deliveries(meeting_id) if each.id in delivery_ids)
    return tuple(PileLetter(each, _address(office, each)) for each in found)


def _address(office: Office, letter: Delivery) -> str:
    try:
        return office.families.person(letter.person_id).postal_address
    except NotFound:
        return ""


def show_where(dialog: Dialog, path: Path | None, show: OpenFile, words: str) -> None:
    """Show where files were laid; where that cannot be, say it in the dialog.

    Args:
        words: that it cannot be shown from here; the path follows.
    """
    if path is not None and not show(path):
        dialog.banner.show_message(words, Tone.WARN, str(path))


def open_path(path: Path) -> bool:
    """Show a file or folder in the system's own program; False when it cannot be shown."""
    return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
