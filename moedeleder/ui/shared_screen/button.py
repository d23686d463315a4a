"""The button of the room that opens the screen for all, and says how it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu

from moedeleder.ui.shared_screen.control import SharedScreen, Sharing
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.button import Button


class SharingButton(QObject):
    """Opens the screen for all; once it is open, offers to keep it still, turn it off or close."""

    open_requested = Signal()

    def __init__(self, button: Button, screen: SharedScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._button, self._screen = button, screen
        self.menu = QMenu(button)
        self.menu.setObjectName("sharedScreenMenu")
        self._freeze = self.menu.addAction("", screen.freeze)
        self._blank = self.menu.addAction("", screen.blank)
        self._close = self.menu.addAction("", screen.close)
        screen.changed.connect(self._say)
        self._say(screen.sharing)

    @Slot()
    def pressed(self) -> None:
        """Open the screen for all, or the menu where it is open already."""
        if self._screen.sharing is Sharing.CLOSED:
            self.open_requested.emit()
            return
        up = QPoint(0, -self.menu.sizeHint().height() - 4)
        self.menu.popup(self._button.mapToGlobal(up))
        self.menu.setActiveAction(self._freeze)

    @Slot(object)
    def _say(self, sharing: Sharing) -> None:
        self._button.set_caption(
            {
                Sharing.CLOSED: self.tr("Skærm til alle"),
                Sharing.SHOWING: self.tr("Skærmen er tændt"),
                Sharing.FROZEN: self.tr("Skærmen står stille"),
                Sharing.DARK: self.tr("Skærmen er slukket"),
            }[sharing]
        )
        still, dark = sharing is Sharing.FROZEN, sharing is Sharing.DARK
        freeze = self.tr("Lad billedet følge med igen") if still else self.tr("Frys billedet")
        blank = self.tr("Tænd billedet") if dark else self.tr("Sluk billedet")
        # Shown as the keys of each line, without taking them: they belong to the main window.
        self._freeze.setText(f"{freeze}\t{Shortcut.FREEZE_SCREEN.keys}")
        self._blank.setText(f"{blank}\t{Shortcut.BLANK_SCREEN.keys}")
        close = self.tr("Luk skærm til alle")
        self._close.setText(f"{close}\t{Shortcut.SHARED_SCREEN.keys}")
