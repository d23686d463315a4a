"""One line of the board: the words, who said them, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.statements import BOARD, Statement
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.focus_row import FocusRow
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, icon_button
from moedeleder.ui.widgets.card import Surface
from moedeleder.ui.widgets.elided_label import ElidedLabel, plain_tooltip
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel

_LONGEST = 600
_TOOLTIP = 2000
_INSET = 5
"""Pixels that the tools leave for the row's ring all the way round."""


class BoardLine(FocusRow):
    """Shows a line; F2 corrects it, Del takes it off, Alt and an arrow moves it beside."""

    edit_requested = Signal(object)
    """The ``Statement`` to correct."""
    remove_requested = Signal(object)
    move_requested = Signal(object, int)
    """The ``Statement``, and -1 for the column at the left or 1 for the one at the right."""

    def __init__(self, line: Statement, who: str, first_words: str, *, can_change: bool) -> None:
        super().__init__()
        self.line = line
        self._can_change = can_change
        self.setObjectName(f"line-{line.id}")
        self.setAccessibleName(f"{who}: {line.text}" if who else line.text)
        words = WrapLabel(shorten(line.text, _LONGEST))
        if len(line.text) > _LONGEST:
            words.setToolTip(plain_tooltip(line.text[:_TOOLTIP]))
        column = QVBoxLayout()
        column.setSpacing(0)
        if who:
            column.addWidget(ElidedLabel(who, TextRole.SMALL, Tone.NEUTRAL))
        column.addWidget(words)
        if first_words:
            before = self.tr("Først skrevet: {0}").format(shorten(first_words, 200))
            column.addWidget(WrapLabel(before, TextRole.SMALL, Tone.NEUTRAL, italic=True))
        column.setContentsMargins(14, 8, 12, 8)
        self.setLayout(column)
        self._tools = self._made_tools() if can_change else None
        if self._tools is not None:
            self.setMinimumHeight(self._tools.sizeHint().height() + 2 * _INSET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Correct, take off or move the line; the column goes up and down."""
        keys = QKeySequence(event.keyCombination())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if self._can_change and keys == Shortcut.EDIT.sequence:
            self.edit_requested.emit(self.line)
        elif self._can_change and keys == Shortcut.REMOVE.sequence:
            self.remove_requested.emit(self.line)
        elif self._can_change and alt and way is not None:
            self.move_requested.emit(self.line, way)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tools at the upper right corner."""
        super().resizeEvent(event)
        if self._tools is not None:
            size = self._tools.sizeHint()
            left = self.width() - size.width() - _INSET
            self._tools.setGeometry(left, _INSET, size.width(), size.height())

    def _made_tools(self) -> QWidget:
        # They lie above the words, which keep the whole width while nobody is here.
        holder = Surface(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(0)
        at = BOARD.index(self.line.kind)
        way = 1 if at + 1 < len(BOARD) else -1
        move = self._tool("arrow-right" if way > 0 else "arrow-left", self._move_words(way))
        move.clicked.connect(lambda: self.move_requested.emit(self.line, way))
        edit = self._tool("edit", f"{self.tr('Ret linjen')} ({Shortcut.EDIT.keys})")
        edit.clicked.connect(lambda: self.edit_requested.emit(self.line))
        remove = self._tool("trash", f"{self.tr('Tag linjen ned')} ({Shortcut.REMOVE.keys})")
        remove.clicked.connect(lambda: self.remove_requested.emit(self.line))
        for button in (move, edit, remove):
            row.addWidget(button)
        holder.hide()
        self.looked_at.connect(holder.setVisible)
        return holder

    def _move_words(self, way: int) -> str:
        words = self.tr("Flyt til søjlen til højre") if way > 0 else self.tr("Flyt til venstre")
        return f"{words} (Alt+{'→' if way > 0 else '←'})"

    def _tool(self, icon: str, says: str) -> Button:
        button = icon_button(icon, says)  # type: ignore[arg-type]
        # The row is the stop of the keyboard; its keys do the same.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button


def nothing_yet(text: str) -> Label:
    """Return the quiet words of an empty column."""
    label = Label(text, TextRole.SMALL, Tone.NEUTRAL)
    label.setContentsMargins(14, 10, 14, 10)
    return label
