"""A quiet word that says whether what is on the screen is kept."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label


class SavedState(Enum):
    """How far the latest change has come."""

    NOTHING_YET = auto()
    SAVING = auto()
    SAVED = auto()
    FAILED = auto()


class SavedMark(QWidget):
    """Shows "gemmer", "gemt" (only after the store said so) or "ikke gemt"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("savedMark")
        self._state = SavedState.NOTHING_YET
        self._icon = IconLabel("check", Tone.OK)
        self._text = Label("", TextRole.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self._show()

    @property
    def state(self) -> SavedState:
        """The state shown."""
        return self._state

    def set_state(self, state: SavedState) -> None:
        """Show how far the latest change has come."""
        if state is not self._state:
            self._state = state
            self._show()

    def _show(self) -> None:
        words = {
            SavedState.NOTHING_YET: ("", Tone.NEUTRAL),
            SavedState.SAVING: (self.tr("gemmer"), Tone.NEUTRAL),
            SavedState.SAVED: (self.tr("gemt"), Tone.OK),
            SavedState.FAILED: (self.tr("ikke gemt"), Tone.BAD),
        }
        text, tone = words[self._state]
        self._text.setText(text)
        self._text.set_tone(Tone.BAD if tone is Tone.BAD else Tone.NEUTRAL)
        self._icon.setVisible(self._state in (SavedState.SAVED, SavedState.FAILED))
        self._icon.set_icon("warning" if tone is Tone.BAD else "check", tone)
        self.setAccessibleName(text)
