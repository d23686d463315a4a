"""One thing that minutes lack, with room to say why they may be without it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.record import Gap
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.minutes.fields import CellEdit
from moedeleder.ui.pages.minutes.rail_link import RailLink
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.wrap_label import WrapLabel

_INDENT = 28


class GapItem(QWidget):
    """Leads to what is missing, and where that is allowed takes a reason instead."""

    gap_requested = Signal(object)
    reason_given = Signal(object, str)
    reason_taken_back = Signal(object)

    def __init__(self, gap: Gap) -> None:
        super().__init__()
        self.gap = gap
        self._reason = ""
        key = gap.key
        self.link = RailLink("")
        self.why = quiet(self.tr("Skriv hvorfor"), f"why-{key}", "edit")
        self.edit = CellEdit(f"reason-{key}", self.tr("Hvorfor det må mangle"), self.tr("Fordi …"))
        self.save = secondary(self.tr("Gem grunden"), f"saveReason-{key}", compact=True)
        self.given = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self.given.setObjectName(f"givenReason-{key}")
        self.back = quiet(self.tr("Tag tilbage"), f"takeReason-{key}", "undo")
        self.link.clicked.connect(lambda: self.gap_requested.emit(self.gap))
        self.why.clicked.connect(self._open)
        self.save.clicked.connect(self._give)
        self.back.clicked.connect(lambda: self.reason_taken_back.emit(self.gap))
        self._lay_out()
        self._writing(False)

    @property
    def is_given(self) -> bool:
        """Whether somebody has said why."""
        return bool(self._reason)

    def show_gap(self, gap: Gap, words: str, reason: str) -> None:
        """Show the words and the reason as they are now; one being written stays."""
        had_focus = self.back.hasFocus() or self.save.hasFocus() or self.edit.hasFocus()
        changed, self.gap = reason != self._reason, gap
        self._reason = reason
        tone = Tone.NEUTRAL if reason or gap.can_be_overruled else Tone.WARN
        icon: IconName = "info" if gap.can_be_overruled else "warning"
        icon = "check" if reason else icon
        self.link.show_state(words, icon, tone, False)
        self.link.setAccessibleName(words)
        self.given.setText(self.tr("Fordi: {0}").format(reason) if reason else "")
        if changed:
            self._writing(False)
        if changed and had_focus:
            stop = self.back if reason else self.why
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the reason unwritten; Enter in it keeps it."""
        if event.key() == Qt.Key.Key_Escape and not self.edit.isHidden():
            self.edit.set_text("")
            self._writing(False)
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._writing(True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        self.reason_given.emit(self.gap, self.edit.text())

    def _writing(self, writing: bool) -> None:
        given = bool(self._reason)
        self.edit.setVisible(writing)
        self.save.setVisible(writing)
        self.why.setVisible(self.gap.can_be_overruled and not writing and not given)
        self.given.setVisible(given)
        self.back.setVisible(given)
        if given:
            self.edit.set_text("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.link)
        below = QVBoxLayout()
        below.setContentsMargins(_INDENT - 10, 0, 4, 4)
        below.setSpacing(4)
        self.given.setContentsMargins(10, 0, 0, 0)
        left = Qt.AlignmentFlag.AlignLeft
        below.addWidget(self.given)
        below.addWidget(self.edit)
        for button in (self.why, self.save, self.back):
            below.addWidget(button, 0, left)
        column.addLayout(below)
