"""The parts of the minutes to choose from: where shall the line stand?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from moedeleder.domain.record import TEXT_PARTS, PartKey
from moedeleder.services.labels import part_heading


class PartMenu(QMenu):
    """Lists the written parts; the one where the line stands now is marked."""

    part_chosen = Signal(object)
    """The ``PartKey`` to move to."""

    def __init__(self, child: str, now: PartKey | None, parent: QWidget) -> None:
        """Make the menu.

        Args:
            child: the child's first name, for the heading of the child's part.
            now: where the line stands, None for nowhere.
        """
        super().__init__(parent)
        self.setObjectName("partMenu")
        self.setAccessibleName(self.tr("Flyt til"))
        self.aboutToHide.connect(self.deleteLater)
        for key in TEXT_PARTS:
            action = self.addAction(part_heading(key, child))
            action.setObjectName(f"moveTo-{key.value}")
            if key is now:
                action.setCheckable(True)
                action.setChecked(True)
                action.setEnabled(False)
            else:
                action.triggered.connect(lambda _on=False, each=key: self.part_chosen.emit(each))
        first = next((each for each in self.actions() if each.isEnabled()), None)
        if first is not None:
            # The arrow keys begin somewhere.
            self.setActiveAction(first)
