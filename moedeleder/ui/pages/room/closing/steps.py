"""Where one is while a meeting closes: four parts to read aloud, then the end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.ui.pages.room.closing.words import step_names
from moedeleder.ui.widgets.button import Button, ButtonKind


class ClosingSteps(QWidget):
    """Names the five steps; any of them can be gone to at once."""

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closingSteps")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._names = step_names()
        self.buttons: list[Button] = []
        for at, name in enumerate(self._names):
            button = Button(
                f"{at + 1} {name}", ButtonKind.QUIET, object_name=f"closing-{at}", compact=True
            )
            button.setCheckable(True)
            button.clicked.connect(lambda _on, index=at: self._clicked(index))
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self._at = 0

    def show_step(self, at: int) -> None:
        """Mark the step one is in."""
        self._at = at
        for index, button in enumerate(self.buttons):
            button.setChecked(index == at)
            here = self.tr(", her er du") if index == at else ""
            button.setAccessibleName(f"{index + 1} {self._names[index]}{here}")

    def _clicked(self, index: int) -> None:
        self.buttons[index].setChecked(index == self._at)
        self.step_requested.emit(index)
