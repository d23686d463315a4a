"""F1: every keyboard shortcut on one page."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from moedeleder.ui.fonts import TextRole
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel


class ShortcutsHelp(Dialog):
    """Lists what the keys do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Genveje"), self.tr("Luk"), parent, object_name="shortcutsHelp", width=480
        )
        self.cancel_button.hide()
        self.confirm_requested.connect(self.accept)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, shortcut in enumerate(Shortcut):
            grid.addWidget(Label(shortcut.keys, TextRole.STRONG), row, 0)
            grid.addWidget(WrapLabel(shortcut.description), row, 1)
        self.body.addLayout(grid)
