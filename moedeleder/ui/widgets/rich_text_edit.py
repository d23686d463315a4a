"""The editor for minutes: paragraphs, bullets and bold, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from moedeleder.domain.rich_text import EMPTY, RichText, from_plain
from moedeleder.ui.icons import IconName
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.button import Button, ButtonKind
from moedeleder.ui.widgets.rich_text_document import (
    block_format,
    char_format,
    read_html,
    set_bullet,
    set_source,
    write_document,
)
from moedeleder.ui.widgets.rich_text_reader import DocumentReader
from moedeleder.ui.widgets.rich_text_sources import (
    Sourced,
    copied_lines,
    lines_in,
    paste_lines,
    sourced_after,
    without_blank_source,
)

_PAD = 10
_Event = TypeVar("_Event", QKeyEvent, QInputMethodEvent)


class RichTextEdit(QTextEdit):
    """A text field that grows with its content and keeps only paragraphs, bullets and bold."""

    edited = Signal()
    """A person changed the text (never the program)."""
    format_changed = Signal(bool, bool)
    """Whether the place of the cursor is bold, and whether it is a bullet."""

    def __init__(
        self,
        accessible_name: str = "",
        parent: QWidget | None = None,
        *,
        object_name: str = "",
        placeholder: str = "",
        least_lines: int = 3,
        most_lines: int = 0,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.document().setIndentWidth(20)
        self.textCursor().setBlockFormat(block_format())
        # The looks are nobody's deed: Ctrl+Z in an untouched field is for the page.
        self.document().clearUndoRedoStacks()
        self._reader = DocumentReader(self.document())
        self._lines = (least_lines, most_lines)
        self._loading = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not most_lines:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._tell_format)
        self.currentCharFormatChanged.connect(self._tell_format)

    def rich_text(self) -> RichText:
        """Return the text as it is kept."""
        return self._reader.read()

    def set_rich_text(self, rich: RichText = EMPTY) -> None:
        """Show a text; where it says the same already, the cursor stays."""
        if rich == self.rich_text():
            return
        at = self.textCursor().position()
        self._loading = True
        write_document(self.document(), rich)
        self._loading = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def toggle_bold(self) -> None:
        """Make the selection, or what is typed next, bold or ordinary."""
        self.mergeCurrentCharFormat(char_format(bold=not self.is_bold()))
        self._tell_format()

    def toggle_bullets(self) -> None:
        """Make the selected paragraphs bullets, or ordinary again."""
        wanted = not self.is_bullet()
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        block = self.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            set_bullet(QTextCursor(block), wanted)
            block = block.next()
        cursor.endEditBlock()
        self._tell_format()

    def is_bold(self) -> bool:
        """Whether what is typed next is bold."""
        return self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold

    def is_bullet(self) -> bool:
        """Whether the cursor stands in a bullet."""
        return self.textCursor().currentList() is not None

    def sizeHint(self) -> QSize:
        """Return the height of the text, within the least and most lines."""
        return QSize(360, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Return the same height: the page scrolls, not the field."""
        return QSize(160, self._wanted_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the few keys of the editor to those of any text field."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if control and enter:
            event.ignore()  # the page's main button
        elif control and not shift and event.key() == Qt.Key.Key_B:
            self.toggle_bold()
        elif control and shift and event.key() == Qt.Key.Key_L:
            self.toggle_bullets()
        elif enter and shift:
            self.textCursor().insertBlock()
            self._begin_anew()
        elif self._leaves_bullet(event, enter):
            set_bullet(self.textCursor(), False)
        elif event.key() == Qt.Key.Key_Space and self._begins_bullet():
            self._begin_bullet()
        else:
            self._keep_source(event, super().keyPressEvent)
            if enter:
                self._begin_anew()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let a letter that is put together replace a source as any other does."""
        self._keep_source(event, super().inputMethodEvent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the text needs at the new width."""
        super().resizeEvent(event)
        self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Return whether there are words to paste; pictures and files are not taken."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words with their bullets and bold, and nothing more of their looks."""
        own = lines_in(source)
        if own is not None:
            rich = own
        else:
            rich = read_html(source.html()) if source.hasHtml() else from_plain(source.text())
        if not rich.is_empty:
            cursor = self.textCursor()
            cursor.beginEditBlock()
            after = sourced_after(cursor)
            cursor.removeSelectedText()
            after.apply(self.document())
            paste_lines(cursor, rich)
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what each line was made from as well, for the other parts of the minutes."""
        return copied_lines(self.textCursor())

    def _keep_source(self, event: _Event, handle: Callable[[_Event], None]) -> None:
        """Let a line be known by the words that are left of it; words all anew have no source."""
        after = _sourced_after(self.textCursor(), event)
        revision = self.document().revision()
        handle(event)
        if after is not None and self.document().revision() != revision:
            after.apply(self.document())

    def _begin_anew(self) -> None:
        """A line begun below a sourced one is the writer's own; the halves of one keep theirs."""
        cursor = self.textCursor()
        for place in (cursor, QTextCursor(cursor.block().previous())):
            if place.block().isValid() and not place.block().text():
                place.joinPreviousEditBlock()
                set_source(place, "")
                place.endEditBlock()

    def _leaves_bullet(self, event: QKeyEvent, enter: bool) -> bool:
        cursor = self.textCursor()
        if not self.is_bullet() or cursor.hasSelection() or not cursor.atBlockStart():
            return False
        empty = cursor.block().length() == 1
        return (enter and empty) or event.key() == Qt.Key.Key_Backspace

    def _begins_bullet(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return before in ("-", "*", "•") and not self.is_bullet()

    def _begin_bullet(self) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.deletePreviousChar()
        set_bullet(cursor, True)
        cursor.endEditBlock()

    def _wanted_height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        frame = self.height() - self.viewport().height() if self.isVisible() else 2 * _PAD
        least, most = (count * line + 8 for count in self._lines)
        height = max(least, math.ceil(self.document().size().height()))
        return (min(height, most) if self._lines[1] else height) + max(frame, 2)

    def _grow(self, _size: object = None) -> None:
        wanted = self._wanted_height()
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)
            self.setMaximumHeight(wanted)
            self.updateGeometry()

    def _text_changed(self) -> None:
        if not self._loading:
            without_blank_source(self.textCursor())
            self.edited.emit()

    def _tell_format(self, _format: object = None) -> None:
        self.format_changed.emit(self.is_bold(), self.is_bullet())


class RichTextBox(QWidget):
    """The editor with its two buttons, Fed and Punkter, above it."""

    def __init__(self, edit: RichTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = edit
        name = edit.objectName()
        self.bold = _toggle(self.tr("Fed"), "bold", f"{name}Bold", Shortcut.BOLD)
        self.bullets = _toggle(self.tr("Punkter"), "list", f"{name}Bullets", Shortcut.BULLETS)
        self.bold.clicked.connect(self._bold_clicked)
        self.bullets.clicked.connect(self._bullets_clicked)
        edit.format_changed.connect(self._show_format)
        self.tools = QHBoxLayout()
        """The row of buttons; a page may put a word at its right."""
        self.tools.setSpacing(2)
        self.tools.addWidget(self.bold)
        self.tools.addWidget(self.bullets)
        self.tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.tools)
        column.addWidget(edit)

    def _bold_clicked(self) -> None:
        self.edit.toggle_bold()
        self.edit.setFocus()

    def _bullets_clicked(self) -> None:
        self.edit.toggle_bullets()
        self.edit.setFocus()

    def _show_format(self, bold: bool, bullet: bool) -> None:
        self.bold.setChecked(bold)
        self.bullets.setChecked(bullet)


def _sourced_after(cursor: QTextCursor, event: QKeyEvent | QInputMethodEvent) -> Sourced | None:
    """Return what the line is made from once the event has taken words away; None: it takes none.

    Undoing and redoing bring back what there was themselves.
    """
    if isinstance(event, QKeyEvent):
        undoing = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if any(event.matches(each) for each in undoing):
            return None
        if not cursor.hasSelection():
            steps = {
                Qt.Key.Key_Delete: QTextCursor.MoveOperation.NextCharacter,
                Qt.Key.Key_Backspace: QTextCursor.MoveOperation.PreviousCharacter,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                cursor.movePosition(step, QTextCursor.MoveMode.KeepAnchor)
    return sourced_after(cursor) if cursor.hasSelection() else None


def _toggle(text: str, icon: IconName, object_name: str, shortcut: Shortcut) -> Button:
    button = Button(text, ButtonKind.QUIET, icon=icon, object_name=object_name, compact=True)
    button.setCheckable(True)
    # Tab goes from text to text: words typed on a button would be lost, or switch bullets on.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # The editor itself takes the keys, so several editors on a page do not quarrel.
    button.setToolTip(f"{text} ({shortcut.keys})")
    return button
