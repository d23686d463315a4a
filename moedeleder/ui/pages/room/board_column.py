"""One column of the board: its question, a line to write in, and what has been said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.people import Person
from moedeleder.domain.statements import Statement, StatementKind
from moedeleder.services.labels import statement_label
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.board_line import BoardLine, nothing_yet
from moedeleder.ui.pages.room.field_box import FieldBox
from moedeleder.ui.pages.room.line_edit import GrowingEdit
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.focus_memory import focus_kept, focus_on
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.pill import Pill

_TONES = {
    StatementKind.WORRY: Tone.WARN,
    StatementKind.WORKS: Tone.OK,
    StatementKind.TO_HAPPEN: Tone.ACCENT,
}


class BoardColumn(Card):
    """Shows what was said to one of the three questions, and takes new lines."""

    left = Signal()
    """Esc where nothing is corrected: back to the meeting."""
    typed = Signal(str, str)
    """The place of the words, for the typing path, and the words as they stand."""
    keep_requested = Signal(object, object, str)
    """The kind, the ``Statement`` that is corrected or None, and the words."""
    remove_requested = Signal(object)
    move_requested = Signal(object, int)
    edit_begun = Signal(object)
    """The ``Statement`` that is being corrected now."""

    def __init__(self, kind: StatementKind) -> None:
        self._count = Pill("", _TONES[kind])
        super().__init__(statement_label(kind), self._count, object_name=f"column-{kind.value}")
        self.kind = kind
        self._editing: Statement | None = None
        self._shown: tuple[object, ...] = ()
        self._loading = False
        self.lines: list[BoardLine] = []
        self.edit = named(GrowingEdit(), f"write-{kind.value}", statement_label(kind))
        self.edit.setPlaceholderText(self.tr("Skriv her, og tryk Enter"))
        self._note = Label("", TextRole.SMALL, Tone.NEUTRAL)
        self._said = QWidget()
        self._list = QVBoxLayout(self._said)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._lay_out_column()
        self.edit.textChanged.connect(self._typed)
        self.edit.kept.connect(self.keep)
        self.edit.cancelled.connect(self.cancel)

    @property
    def place(self) -> str:
        """The place of the words being written, for the typing path."""
        editing = f":{self._editing.id}" if self._editing else ""
        return f"board:{self.kind.value}{editing}"

    @property
    def has_words(self) -> bool:
        """Whether something is written that is not on the board yet."""
        return bool(self.edit.toPlainText().strip())

    @property
    def can_write(self) -> bool:
        """Whether new lines are taken."""
        return not self._box.isHidden()

    def show_lines(
        self, lines: Sequence[Statement], name: Callable[[Person], str], *, can_change: bool
    ) -> None:
        """Show what has been said; what is being written stays."""
        shown = (tuple(lines), can_change)
        if shown == self._shown:
            return
        self._shown = shown
        self._box.setVisible(can_change)
        self._count.set_text(str(len(lines)))
        self._count.setVisible(bool(lines))
        with focus_kept(self._said, self.go):
            self._fill(lines, name, can_change)

    def load(self, line: Statement | None, text: str) -> None:
        """Show words to go on with, of a line or of one that is not on the board yet."""
        self._editing = line
        self._note.setText(self.tr("Du retter en linje. Esc fortryder.") if line else "")
        self._note.setVisible(line is not None)
        self._loading = True
        self.edit.set_words(text)
        self._loading = False

    def begin_edit(self, line: Statement) -> None:
        """Correct a line; words that wait here are put on the board first."""
        self.keep()
        self.load(line, line.text)
        self.edit_begun.emit(line)
        self.go()

    def keep(self) -> None:
        """Ask to put what is written on the board."""
        if self.has_words:
            self.keep_requested.emit(self.kind, self._editing, self.edit.toPlainText().strip())

    def cancel(self) -> None:
        """Leave a correction, or the board: words that are new stay where they are."""
        if self._editing is not None:
            self.typed.emit(self.place, "")
            self.load(None, "")
        else:
            self.left.emit()

    def go(self) -> None:
        """Stand where one writes."""
        if not self._box.isHidden():
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down what was said; above the first line is where one writes."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((i for i, line in enumerate(self.lines) if line.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
        elif at + way < 0:
            self.go()
        else:
            focus_on(self.lines[min(len(self.lines) - 1, at + way)])

    def _fill(
        self, lines: Sequence[Statement], name: Callable[[Person], str], can_change: bool
    ) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        for line in lines:
            who = name(line.person) if line.person else ""
            row = BoardLine(line, who, line.first_words, can_change=can_change)
            row.edit_requested.connect(self.begin_edit)
            row.remove_requested.connect(self.remove_requested)
            row.move_requested.connect(self.move_requested)
            self.lines.append(row)
            self._list.addWidget(row)
        if not lines:
            self._list.addWidget(nothing_yet(self.tr("Ikke noget endnu.")))

    def _typed(self) -> None:
        if not self._loading:
            self.typed.emit(self.place, self.edit.toPlainText())

    def _lay_out_column(self) -> None:
        self._box = FieldBox(self.edit)
        self._note.setContentsMargins(2, 0, 2, 0)
        self._note.hide()
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 6)
        top.setSpacing(4)
        top.addWidget(self._box)
        top.addWidget(self._note)
        self.body.setContentsMargins(0, 0, 0, 8)
        self.body.setSpacing(2)
        self.add(top)
        self.add(self._said)
