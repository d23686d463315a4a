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
        self._private = self._asks_who = False
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

    def ask_who(self, asks: bool) -> None:
        """Ask quietly whose words they are, where nothing else is said; nothing waits for it."""
        if asks != self._asks_who:
            self._asks_who = asks
            self._show()

    def _show(self) -> None:
        words, tone, can_cancel = self._said
        if not words and self._asks_who:
            words = self.tr("Hvem sagde det? Skriv @ og et navn først i linjen.")
            tone = Tone.NEUTRAL
        if self._private:
            # Never in the place of this: whoever writes must see that it stays here.
            stays = self.tr("Kun på din maskine. Den kommer ikke med i referatet.")
            words = self.tr("{0} {1}").format(stays, words).strip()
            tone = tone if self._said[0] else Tone.NEUTRAL
        self._icon.set_icon("lock" if self._private else "info", tone)
        self._words.setText(words)
        self._words.set_tone(tone)
        self._cancel.setVisible(can_cancel)
        self.setVisible(bool(words))
