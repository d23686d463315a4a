"""Three columns and scales: what worries us, what works, what is to happen, and 0 to 10."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.public_view import Focus, Scene
from moedeleder.domain.statements import BOARD, Statement, StatementKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.room.actions_closing import ClosingActions
from moedeleder.ui.pages.room.board_column import BoardColumn
from moedeleder.ui.pages.room.field_keeping import FieldKeeper
from moedeleder.ui.pages.room.scale import ScalesView
from moedeleder.ui.pages.room.words import namer, short_name, typed_mention
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import primary
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.focus_memory import focus_on
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.saved_mark import SavedMark
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.tab_order import chain_tabs

_BESIDE_LETTERS = 84
"""So many characters wide, there is room for the columns beside each other."""


class BoardPage(ScrollPage):
    """The board and the scales of one meeting, in one page beside the room."""

    back_requested = Signal()
    pause_requested = Signal()
    focus_changed = Signal()
    """Another thing is before the chair; the screen for all follows."""

    def __init__(self, desk: Desk, actions: ClosingActions, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="boardPage")
        self._actions = actions
        self._meeting: Meeting | None = None
        self.saved = SavedMark()
        self.keeper = FieldKeeper(desk, self.saved)
        self.who = named(Choice(), "boardWho", self.tr("Hvem siger det?"))
        self.columns = {kind: BoardColumn(kind) for kind in BOARD}
        self.scales = ScalesView(actions, self.keeper)
        self.tabs = named(QTabBar(), "boardTabs", self.tr("Tre søjler eller skala"))
        self.back = primary(self.tr("Tilbage til mødet"), "leaveBoard", show_shortcut=True)
        self.back.clicked.connect(self.leave_page)
        self._arrange()
        self._connect()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the board and the scales as they are now; what is being written stays."""
        is_new = self._meeting is None or self._meeting.id != meeting.id
        self._meeting = meeting
        can_change = meeting.state in (MeetingState.RUNNING, MeetingState.HELD)
        self._show_people(meeting)
        name = namer(meeting.attendees)
        for kind, column in self.columns.items():
            lines = [each for each in meeting.statements if each.kind is kind]
            column.show_lines(lines, name, can_change=can_change)
        waiting = self.keeper.open(meeting.id) if is_new else None
        self.scales.show_meeting(meeting, waiting, can_change=can_change)
        if waiting is not None:
            self._recover(meeting, waiting)
        running = meeting.state is MeetingState.RUNNING
        self.back.set_caption(self.tr("Tilbage til mødet") if running else self.tr("Tilbage"))
        self._who_label.setVisible(can_change)
        self.who.setVisible(can_change)
        self.set_note(self._note_words(can_change))
        self._order_tabs()

    def focus(self) -> None:
        """Stand where one writes."""
        if self.tabs.currentIndex() == 0:
            column = self.columns[BOARD[0]]
            if column.edit.isVisibleTo(self):
                column.go()
            else:
                self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.scales.focus()

    def line_for(self, focus: QWidget) -> QWidget | None:
        """Return the line of the column in which ``focus`` has the keyboard, if it writes."""
        columns = self.columns.values()
        around = next((each for each in columns if each.isAncestorOf(focus)), None)
        return around.edit if around is not None and around.can_write else None

    def public_focus(self) -> Focus:
        """Return what the screen for all shows meanwhile."""
        return Focus(Scene.BOARD)

    def leave_page(self) -> None:
        """Put what is written on the board, and go back."""
        self.save()
        self.back_requested.emit()

    def save(self) -> None:
        """Put what is written on the board and the scales."""
        for column in self.columns.values():
            column.keep()
        self.scales.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, where nobody is correcting a line."""
        own = QKeySequence(event.keyCombination()) == Shortcut.BOARD.sequence
        if own or event.key() == Qt.Key.Key_Escape:
            self.leave_page()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where a person would begin."""
        super().focusInEvent(event)
        self.focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_LETTERS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._top.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _order_tabs(self) -> None:
        # From line to line first: what was said comes after the third.
        chain_tabs(self)
        edits: list[QWidget] = [column.edit for column in self.columns.values()]
        said = [line for column in self.columns.values() for line in column.lines]
        for one, following in pairwise([*edits, *said]):
            self.setTabOrder(one, following)

    def _note_words(self, can_change: bool) -> str:
        if not can_change:
            return self.tr("Referatet er færdigt. Her kan ikke rettes mere.")
        if self.tabs.currentIndex() == 0:
            return self.tr("Enter: sæt på tavlen · F2: ret · Del: tag ned · Alt+←→: flyt")
        return self.tr("0–9: vælg tal · 1 og 0: vælg 10 · ←→: juster · Del: fjern tallet")

    def _show_people(self, meeting: Meeting) -> None:
        nobody = (self.tr("Ingen bestemt"), None)
        people = [a.person for a in meeting.attendees]
        named_ones = [(short_name(p, meeting.attendees), p.id) for p in people]
        before = [(self.who.itemText(at), None) for at in range(self.who.count())]
        wanted = [nobody, *named_ones]
        if [text for text, _id in before] != [text for text, _id in wanted]:
            self.who.set_options(wanted)
        if meeting.speaker_id is not None:
            self.who.set_value(meeting.speaker_id)

    def _recover(self, meeting: Meeting, waiting: dict[str, str]) -> None:
        for kind, column in self.columns.items():
            column.load(None, "")
            lines = {s.id: s for s in meeting.statements if s.kind is kind}
            kept = {line.text for line in lines.values()}
            place = f"board:{kind.value}"
            text = waiting.get(place, "")
            if text.strip() and text.strip() not in kept:
                column.load(None, text)
            for line_id, line in lines.items():
                words = waiting.get(f"{place}:{line_id}", "")
                if words.strip() and words.strip() != line.text:
                    column.load(line, words)

    def _keep(self, kind: StatementKind, line: Statement | None, text: str) -> None:
        column, place = self.columns[kind], self.columns[kind].place
        person_id = self.who.value()
        mention = typed_mention(text, self._actions.meeting.attendees)
        if mention is not None and mention[1].strip():
            person_id, text = mention[0].id, mention[1].strip()
        if line is None:
            done = self._actions.add_line(kind, text, person_id)
        else:
            done = self._actions.rewrite_line(line, kind, text, person_id)
        if done:
            column.load(None, "")
            self.keeper.kept(place)
            column.go()

    def _remove(self, line: Statement) -> None:
        if self._actions.remove_line(line.id):
            self.offer_undo(self.tr("Linjen er taget ned."), self._actions.undo)

    def _move(self, line: Statement, way: int) -> None:
        at = BOARD.index(line.kind) + way
        if not 0 <= at < len(BOARD):
            return
        person_id = line.person.id if line.person else None
        if self._actions.rewrite_line(line, BOARD[at], line.text, person_id):
            target = self.columns[BOARD[at]]
            row = next((each for each in target.lines if each.line.id == line.id), None)
            if row is not None:
                focus_on(row)

    def _edit_begun(self, line: Statement) -> None:
        self.who.set_value(line.person.id if line.person else None)

    def _show_page(self, at: int) -> None:
        self._board.setVisible(at == 0)
        self.scales.setVisible(at == 1)
        if self._meeting is not None:
            can = self._meeting.state in (MeetingState.RUNNING, MeetingState.HELD)
            self.set_note(self._note_words(can))

    def _connect(self) -> None:
        key = QShortcut(Shortcut.PAUSE.sequence, self)
        key.activated.connect(self.pause_requested)
        self.tabs.currentChanged.connect(self._show_page)
        for column in self.columns.values():
            column.typed.connect(self.keeper.typed)
            column.left.connect(self.back_requested)
            column.keep_requested.connect(self._keep)
            column.remove_requested.connect(self._remove)
            column.move_requested.connect(self._move)
            column.edit_begun.connect(self._edit_begun)
        self.scales.done.connect(lambda words: self.offer_undo(words, self._actions.undo))

    def _arrange(self) -> None:
        self.tabs.addTab(self.tr("Tre søjler"))
        self.tabs.addTab(self.tr("Skala 0–10"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._who_label = Label(self.tr("Hvem siger det?"), TextRole.SMALL, Tone.NEUTRAL)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(GAP)
        self._top.addWidget(Label(self.tr("Tre søjler og skala"), TextRole.LARGE))
        pages = QHBoxLayout()
        pages.addWidget(self.tabs)
        pages.addStretch(1)
        pages.addWidget(self.saved)
        self._top.addLayout(pages, 1)
        asks = QHBoxLayout()
        asks.setSpacing(8)
        asks.addStretch(1)
        asks.addWidget(self._who_label)
        asks.addWidget(self.who)
        self.who.setMaximumWidth(260)
        self._board = QWidget()
        column = QVBoxLayout(self._board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        for each in self.columns.values():
            self._row.addWidget(each, 1)
        column.addLayout(asks)
        column.addLayout(self._row, 1)
        self.add(self._top)
        self.add(self._board)
        self.add(self.scales)
        self.set_footer(self.back)
        self._show_page(0)
