"""What an empty page says: what belongs here, and the first step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel


class EmptyState(QWidget):
    """An icon, a title, one or two sentences, and a button for the first step.

    ``is_main`` makes that button the page's primary one, for pages that have no other.
    """

    action_requested = Signal()

    def __init__(
        self,
        icon: IconName,
        title: str,
        text: str,
        button: str = "",
        parent: QWidget | None = None,
        *,
        button_icon: IconName | None = None,
        button_name: str = "emptyAction",
        is_main: bool = False,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 40, 24, 40)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconLabel(icon, Tone.NEUTRAL, size=32), 0, Qt.AlignmentFlag.AlignHCenter)
        heading = Label(title, TextRole.SECTION)
        column.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        words = WrapLabel(text, tone=Tone.NEUTRAL, columns=56)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(min(320, words.maximumWidth()))
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button: Button | None = None
        if button:
            kind = ButtonKind.PRIMARY if is_main else ButtonKind.SECONDARY
            self.button = Button(button, kind, icon=button_icon, object_name=button_name)
            self.button.clicked.connect(self.action_requested)
            column.addSpacing(8)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
