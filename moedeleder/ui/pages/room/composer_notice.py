"""What is said below the words that are being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel


class ComposerNotice(QWidget):
    """A line below the words: that they are private, recovered, or being rewritten."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", Tone.INFO)
        self._words = WrapLabel("", TextRole.SMALL, Tone.INFO, columns=96)
        self._words.setObjectName("composerNotice")
        self._cancel = quiet(self.tr("Fortryd rettelsen"), "composerCancel")
        self._cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cancel)
        self._private = False
        self._said = ("", Tone.INFO, False)
        self._show()

    def say(self, words: str, *, tone: Tone = Tone.INFO, can_cancel: bool = False) -> None:
        """Say something, or nothing."""
        self._said = (words, tone, can_cancel)
        self._show()

    def show_private(self, private: bool) -> None:
        """Say that the note stays here."""
        self._private = private
        self._show()

    def _show(self) -> None:
        words, tone, can_cancel = self._said
        if not words and self._private:
            words = self.tr("Kun på din maskine. Den kommer ikke med i referatet.")
            tone = Tone.NEUTRAL
        private = self._private and not self._said[0]
        self._icon.set_icon("lock" if private else "info", tone)
        self._words.setText(words)
        self._words.set_tone(tone)
        self._cancel.setVisible(can_cancel)
        self.setVisible(bool(words))
