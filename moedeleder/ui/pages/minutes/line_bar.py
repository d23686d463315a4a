"""Below the text: where the line at the cursor comes from, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.services.sources import Source
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.room.words import local_clock
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, ButtonKind
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.naming import named


class LineBar(QWidget):
    """One calm line: the source of the paragraph at the cursor, and three quiet buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "lineBar", self.tr("Linjen, du står i"))
        self._changed = IconLabel("warning", Tone.WARN)
        self._changed.setAccessibleName(self.tr("Ordene er ændret"))
        self.words = named(ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL), "lineSource")
        self.see = _button(self.tr("Se"), "seeSource", "eye", Shortcut.SOURCE)
        self.move_to = _button(self.tr("Flyt til …"), "lineMove", None, Shortcut.MOVE_TO)
        self.leave_out = _button(self.tr("Udelad"), "lineLeaveOut", None, Shortcut.LEAVE_OUT)
        self.see.setAccessibleName(self.tr("Se kilden"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 4, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._changed)
        row.addWidget(self.words, 1)
        for button in (self.see, self.move_to, self.leave_out):
            row.addWidget(button)
        self.hide()

    def show_line(self, source: Source | None, written: str) -> None:
        """Show where a paragraph that reads ``written`` comes from."""
        changed = source is not None and source.reads_otherwise(written)
        self._changed.setVisible(changed)
        self.see.setVisible(source is not None)
        if source is None:
            self.words.setText(self.tr("Linjen er skrevet her i referatet."))
        else:
            told = self.tr("Ordene er ændret · {0}") if changed else "{0}"
            self.words.setText(told.format(self.tr("Kilde: {0}").format(source_words(source))))
        self.setAccessibleDescription(self.words.full_text)


def source_words(source: Source) -> str:
    """Return e.g. ``Sofie Eksempel (mor) · Barnets dag · kl. 15.42``."""
    before = "før mødet" if source.is_before else ""
    time = "" if source.is_before else local_clock(source.said_at)
    who = source.who or source.label
    return " · ".join(filter(None, (who, source.point, before, f"kl. {time}" if time else "")))


def _button(words: str, name: str, icon: IconName | None, keys: Shortcut) -> Button:
    button = Button(words, ButtonKind.QUIET, icon=icon, object_name=name, compact=True)
    button.setToolTip(f"{words} ({keys.keys})")
    # The keyboard stays in the text, where the keys do the same.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
