"""Where one is while a meeting closes: four parts to read aloud, then the end."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from moedeleder.ui.pages.room.closing.words import step_names


class ClosingSteps(QTabBar):
    """Names the five steps; any of them can be gone to at once."""

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closingSteps")
        self.setAccessibleName(self.tr("Oplæsning og afslutning"))
        self.setExpanding(False)
        self.setDrawBase(False)
        for at, name in enumerate(step_names(), 1):
            self.addTab(f"{at} {name}")
        self.currentChanged.connect(self.step_requested)

    def show_step(self, at: int) -> None:
        """Mark the step one is in."""
        blocked = QSignalBlocker(self)
        self.setCurrentIndex(at)
        blocked.unblock()
