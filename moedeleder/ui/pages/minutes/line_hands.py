"""What a person does with the paragraph at the cursor: see its source, move it, leave it out."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from moedeleder.domain.record import READER_PARTS, TEXT_PARTS, PartKey
from moedeleder.domain.rich_text import Block
from moedeleder.services.minutes import MinutesView
from moedeleder.services.sources import Source, source_of
from moedeleder.ui.pages.minutes.form import MinutesForm
from moedeleder.ui.pages.minutes.gathering_deeds import GatheringDeeds
from moedeleder.ui.pages.minutes.line_bar import LineBar
from moedeleder.ui.pages.minutes.line_deeds import LineDeeds
from moedeleder.ui.pages.minutes.line_keys import LineKeys
from moedeleder.ui.pages.minutes.note_rows import note_row_of
from moedeleder.ui.pages.minutes.part_menu import PartMenu
from moedeleder.ui.pages.minutes.section import PartSection
from moedeleder.ui.pages.minutes.source_card import SourceCard
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.widgets.rich_text_lines import current_line, move_line


class MinutesMiddle(QWidget):
    """The middle column: the parts, and below them what is told of the line at the cursor."""

    def __init__(self, form: MinutesForm, bar: LineBar) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(form, 1)
        column.addWidget(bar)


class LineHands(QObject):
    """Follows the cursor through the parts, and carries out what is wished for its paragraph."""

    note_requested = Signal(object)
    """The ``Source`` the person wants to see where it was written."""

    def __init__(
        self, form: MinutesForm, bar: LineBar, gathering: GatheringDeeds, deeds: LineDeeds
    ) -> None:
        super().__init__(form)
        self._form, self._bar, self._gathering, self._deeds = form, bar, gathering, deeds
        self._view: MinutesView | None = None
        self._section: PartSection | None = None
        self.card: SourceCard | None = None
        for section in form.parts.values():
            self._follow(section)
        bar.see.clicked.connect(self.see_source)
        bar.move_to.clicked.connect(self.choose_part)
        bar.leave_out.clicked.connect(self.leave_out)

    def show_view(self, view: MinutesView) -> None:
        """Know what was said at the meeting that is shown."""
        self._view = view
        self._show()

    def see_source(self) -> None:
        """Show who said the line at the cursor, when, and in which words."""
        source, section = self._source(), self._section
        if source is None or section is None:
            return
        card = SourceCard(source, current_line(section.edit).text, section)
        card.note_requested.connect(lambda: self.note_requested.emit(source))
        card.words_requested.connect(lambda: self._deeds.use_words(section, source))
        card.finished.connect(lambda _result: self._closed(section))
        self.card = card
        card.adjustSize()
        below = section.edit.cursorRect().bottomLeft()
        place = section.edit.viewport().mapToGlobal(below)
        edge = section.screen().availableGeometry()
        x = min(place.x(), edge.right() - card.width() - 8)
        y = place.y() + 4
        if y + card.height() > edge.bottom():
            y = max(edge.top(), place.y() - card.height() - section.edit.cursorRect().height() - 8)
        card.move(max(edge.left(), x), y)
        card.open()

    def choose_part(self) -> None:
        """Ask for the part that the line at the cursor is to stand in."""
        section, view = self._section, self._view
        if section is None or view is None or self._line() is None:
            return
        menu = PartMenu(view.meeting.child_name.split(" ", 1)[0], section.key, section)
        menu.part_chosen.connect(lambda part: self._move(section, part))
        below = section.edit.cursorRect().bottomLeft()
        menu.popup(section.edit.viewport().mapToGlobal(below))

    def leave_out(self) -> None:
        """Let the line at the cursor stand nowhere."""
        section, line = self._section, self._line()
        if section is None or line is None:
            return
        row = note_row_of(self._view, line.source) if self._view and line.source else None
        if row is not None and row.line is not None and row.line.part is section.key:
            self._gathering.leave_out(row)
        else:
            self._deeds.take_out(section)

    def _move(self, section: PartSection, part: PartKey) -> None:
        line = self._line()
        if line is None:
            return

        def show() -> None:
            self._form.show_line(part, line.source, line.text, stand=True)

        row = note_row_of(self._view, line.source) if self._view and line.source else None
        if row is not None and row.line is not None and row.line.part is section.key:
            self._gathering.move(row, part, show)
        elif self._deeds.move(section, part):
            show()

    def _pressed(self, section: PartSection, keys: Shortcut) -> None:
        self._section = section
        if keys is Shortcut.LINE_UP:
            move_line(section.edit, -1)
        elif keys is Shortcut.LINE_DOWN:
            move_line(section.edit, 1)
        elif keys is Shortcut.SOURCE:
            self.see_source()
        elif section.key in TEXT_PARTS and keys is Shortcut.MOVE_TO:
            self.choose_part()
        elif section.key in TEXT_PARTS and keys is Shortcut.LEAVE_OUT:
            self.leave_out()

    def _line(self) -> Block | None:
        """Return the paragraph at the cursor, None where there is nothing in it."""
        if self._section is None or self._section.key in READER_PARTS:
            return None
        line = current_line(self._section.edit)
        return line if line.text.strip() else None

    def _source(self) -> Source | None:
        line = self._line()
        if line is None or self._view is None:
            return None
        return source_of(self._view.meeting, line.source)

    def _show(self) -> None:
        line = self._line()
        self._bar.setVisible(line is not None)
        if line is not None:
            self._bar.show_line(self._source(), line.text)

    def _entered(self, section: PartSection) -> None:
        self._section = section
        self._show()

    def _left(self) -> None:
        # Qt tells the one that is left before the one that is entered.
        QTimer.singleShot(0, self, self._look_around)

    def _look_around(self) -> None:
        section = self._section
        popup = QApplication.activePopupWidget() is not None
        if section is not None and not popup and not section.edit.hasFocus():
            window = section.window()
            if window.isActiveWindow():
                self._section = None
                self._show()

    def _closed(self, section: PartSection) -> None:
        self.card = None
        section.edit.setFocus()

    def _follow(self, section: PartSection) -> None:
        keys = LineKeys(section.edit)
        keys.pressed.connect(lambda pressed: self._pressed(section, pressed))
        keys.entered.connect(lambda: self._entered(section))
        keys.left.connect(self._left)
        section.edit.cursorPositionChanged.connect(lambda: self._moved_in(section))
        section.edit.edited.connect(lambda: self._moved_in(section))

    def _moved_in(self, section: PartSection) -> None:
        if section is self._section:
            self._show()
