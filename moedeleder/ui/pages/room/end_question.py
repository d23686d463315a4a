"""The calm question before a meeting ends with points left: asked in its place, no window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text


class EndQuestion(Surface):
    """Asks whether the meeting shall end although points are left."""

    end_requested = Signal()
    stay_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("endQuestion")
        self._words = WrapLabel("", TextRole.STRONG)
        self._words.setObjectName("endQuestionText")
        self._end = secondary(self.tr("Afslut alligevel"), "endAnyway", compact=True)
        self._stay = secondary(self.tr("Bliv i mødet"), "stayInMeeting", compact=True)
        self._end.clicked.connect(self.end_requested)
        self._stay.clicked.connect(self.stay_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel("info", Tone.INFO), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._stay)
        row.addWidget(self._end)
        self.hide()

    def ask(self, left: int) -> None:
        """Ask, with so many points left; the keyboard stands on the answer that ends nothing."""
        count = count_text(left, self.tr("punkt"), self.tr("punkter"))
        self._words.setText(self.tr("Der er {0} tilbage. Afslut alligevel?").format(count))
        self.setAccessibleName(self._words.text())
        self.show()
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on with the meeting."""
        if event.key() == Qt.Key.Key_Escape:
            self.stay_requested.emit()
        else:
            super().keyPressEvent(event)
