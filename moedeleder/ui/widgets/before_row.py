"""One receiver of what is about to leave: a tick, the way, and what to look at."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from moedeleder.domain.before import BeforeLine, BeforeView
from moedeleder.domain.sending import LetterWay
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole, scaled
from moedeleder.ui.icons import IconName, icon_size
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_words import (
    channel_text,
    concern_look,
    concern_text,
    line_name,
    shown_concerns,
)
from moedeleder.ui.widgets.checklist import CheckItem, CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NAME = 90
_WORDS = 300
_INDENT = 14
_CHANNEL_WIDTH = 140
_CHANNEL_INDENT = 13


class BeforeRow(QWidget):
    """Somebody a letter is about to go to; the tick leaves them out, the list chooses the way."""

    changed = Signal()
    picked = Signal(str)
    """The key of the line the keyboard came to."""

    def __init__(
        self,
        line: BeforeLine,
        view: BeforeView,
        ticked: bool,
        gets: str = "",
        below: QWidget | None = None,
        sides: tuple[int, int] = (16, 12),
    ) -> None:
        """Show a line.

        Args:
            gets: what is in this person's letter, where not everybody gets the same.
            below: more about the letter, such as its words.
            sides: the margins left and right in pixels.
        """
        super().__init__()
        self._line, self._view, self._gets = line, view, gets
        self._why_not = ""
        self._is_beside = True
        self.setObjectName(f"receiver-{line.key}")
        item = CheckItem(line.key, shorten(line_name(line), _NAME), ticked)
        self.box = CheckRow(item, is_choice=True)
        self.box.setEnabled(bool(line.ways))
        # Enter sends; Space ticks.
        self.box.setAutoDefault(False)
        self.box.installEventFilter(self)
        self.box.clicked.connect(lambda _on: self._ticked())
        self.channel = self._channel()
        self._notes = QVBoxLayout()
        self._notes.setSpacing(1)
        self._lay_out(below, sides)
        self._show_notes()
        self._ticked(tell=False)

    @property
    def line(self) -> BeforeLine:
        """The line with the way that is chosen now."""
        chosen = self.channel.value() if isinstance(self.channel, Choice) else None
        return replace(self._line, channel=chosen) if chosen else self._line

    @property
    def is_chosen(self) -> bool:
        """Whether this person gets the letter."""
        return self.box.isChecked() and bool(self._line.ways)

    def say_while_unticked(self, words: str) -> None:
        """Say why the tick is not there, as long as it is not."""
        self._why_not = words
        self._show_notes()

    def put_beside(self, beside: bool) -> None:
        """Put the way beside the name, or below it where there is no room."""
        if beside is self._is_beside:
            return
        self._is_beside = beside
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._channel_line.setContentsMargins(0 if beside else self._indent(), 0, 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keyboard or the mouse comes here."""
        if event.type() == QEvent.Type.FocusIn:
            self.picked.emit(self._line.key)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show this person's letter; only the tick itself ticks."""
        super().mousePressEvent(event)
        self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        self.picked.emit(self._line.key)

    def _channel(self) -> QWidget:
        line, kind = self._line, self._view.kind
        if len(line.ways) < 2:
            label = Label(channel_text(line.channel, kind), TextRole.BODY, Tone.NEUTRAL)
            label.setObjectName(f"channel-{line.key}")
            # In line with the words of the lists above and below it.
            label.setContentsMargins(_CHANNEL_INDENT, 4, 0, 0)
            label.setFixedWidth(scaled(_CHANNEL_WIDTH))
            if line.delivery_id:
                # Only ever hidden here: what is shown before it has a parent is a window.
                label.hide()
            return label
        field = Choice((channel_text(way, kind), way) for way in line.ways)
        field.setObjectName(f"channel-{line.key}")
        field.setFixedWidth(scaled(_CHANNEL_WIDTH))
        field.setAccessibleName(self.tr("Sådan får {0} brevet").format(shorten(line.name, _NAME)))
        field.set_value(line.channel)
        field.chosen.connect(lambda _way: self._way_chosen())
        return field

    def _way_chosen(self) -> None:
        self._show_notes()
        self.changed.emit()

    def _ticked(self, tell: bool = True) -> None:
        self.channel.setEnabled(self.is_chosen)
        if tell:
            if self._why_not:
                self._show_notes()
            self.changed.emit()

    def _lay_out(self, below: QWidget | None, sides: tuple[int, int]) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.box)
        words.addLayout(self._indented(self._notes))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addLayout(words, 1)
        self._channel_line = QHBoxLayout()
        self._channel_line.addWidget(self.channel)
        self._top.addLayout(self._channel_line)
        self._top.setAlignment(self._channel_line, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(sides[0], 6, sides[1], 8)
        column.setSpacing(0)
        column.addLayout(self._top)
        if below is not None:
            holder = QVBoxLayout()
            holder.setContentsMargins(0, 6, 0, 0)
            holder.addWidget(below)
            column.addLayout(self._indented(holder))

    def _indent(self) -> int:
        return icon_size() + _INDENT

    def _indented(self, layout: QLayout) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(self._indent(), 0, 0, 0)
        line.addLayout(layout, 1)
        return line

    def _show_notes(self) -> None:
        """Show address, contents and what to look at, as they are for the way that is chosen."""
        while (item := self._notes.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        line, said = self.line, []
        if line.address:
            said.append(line.address)
            address = WrapLabel(shorten(line.address, _WORDS), TextRole.SMALL, Tone.NEUTRAL)
            self._notes.addWidget(address)
        if self._why_not and not self.is_chosen:
            said.append(self._why_not)
            why = WrapLabel(self._why_not, TextRole.SMALL)
            why.setObjectName("receiverWhyNot")
            self._notes.addWidget(why)
        if self._gets:
            said.append(self._gets)
            gets = WrapLabel(shorten(self._gets, _WORDS), TextRole.SMALL)
            gets.setObjectName("receiverGets")
            self._notes.addWidget(gets)
        for concern in shown_concerns(line, self._view):
            words = shorten(concern_text(concern, line, self._view), _WORDS)
            said.append(words)
            self._notes.addWidget(NoteLine(*concern_look(concern, self._view), words))
        way = channel_text(line.channel, self._view.kind)
        self.box.setAccessibleDescription(". ".join(said))
        told = ". ".join(filter(None, (way, *said)))
        self.setAccessibleName(f"{shorten(line_name(line), 200)}: {told}")


class NoteLine(QWidget):
    """A small line with an icon: something to look at, said in words."""

    def __init__(self, icon: IconName, tone: Tone, words: str, role: TextRole = TextRole.SMALL):
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        label = WrapLabel(words, role, None if tone is Tone.INFO else tone)
        mark = IconLabel(icon, tone, size=14)
        # As high as the first line, so that the icon stands level with it.
        mark.setFixedHeight(label.heightForWidth(10_000))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self.words = words
        self.setAccessibleName(words)


def usual_way(line: BeforeLine) -> LetterWay:
    """Return the way a letter goes where nobody chose: mail where there is an address."""
    return LetterWay.MAIL if line.address else LetterWay.PAPER
