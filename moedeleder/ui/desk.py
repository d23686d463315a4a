"""What every page is given: the use cases, the news and the place for slow work."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from moedeleder.services.office import Office
from moedeleder.ui.background import Runner
from moedeleder.ui.dispatch import Changes


class TypingNews(QObject):
    """Tells on the GUI thread what the typing path has made durable."""

    saved = Signal(str, int)
    """A slot and the ticket that is now safe."""
    failed = Signal(str)
    """A slot whose text could not be kept yet; it is held and tried again."""


@dataclass(frozen=True)
class Desk:
    """Handed to every page; there is nothing global to reach for."""

    office: Office
    changes: Changes
    background: Runner
    typing: TypingNews
