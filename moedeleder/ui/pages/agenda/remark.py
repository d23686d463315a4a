"""A small line with an icon, for the cards beside the agenda."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel


class Remark(QWidget):
    """A small line with an icon: something good to know, said in words."""

    def __init__(self, icon: IconName, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._words = words = WrapLabel(shorten(text, 300), TextRole.SMALL, tone)
        mark = IconLabel(icon, tone, size=14)
        # As high as one line, so that the icon stands level with the first.
        mark.setFixedHeight(words.heightForWidth(10_000))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words.setText(shorten(text, 300))
