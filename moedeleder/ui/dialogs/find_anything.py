"""Ctrl+K: type a few letters and go to a child, a meeting or a promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from moedeleder.domain.danish import clock, short_date
from moedeleder.domain.meetings import Meeting, MeetingLine
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.icons import IconName, paint_icon
from moedeleder.ui.tokens import current_tokens
from moedeleder.ui.widgets.dialog import APPLICATION_NAME
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.search_field import SearchField
from moedeleder.ui.wording import count_text

_EACH = 6
"""How many of each sort are shown: more than that is a list, and has a page."""
_ENOUGH = 3
"""Letters that can only mean a place of the program."""


class FoundKind(Enum):
    """What sort of thing was found."""

    FAMILY = auto()
    MEETING = auto()
    PROMISE = auto()
    WORDS = auto()
    OUTBOX = auto()
    POST = auto()


@dataclass(frozen=True)
class Found:
    """One thing to go to; the id of a promise or of post is its meeting's, of words the words."""

    kind: FoundKind
    id: str
    title: str
    detail: str


class FindAnything(QDialog):
    """A field with a short list below it; Enter goes there, Esc goes back."""

    chosen = Signal(object)
    """The ``Found`` the person wants to go to."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, meeting: Meeting | None = None
    ) -> None:
        """Begin with what is there; ``meeting`` is the one that is shown now."""
        super().__init__(parent)
        self._desk, self._meeting = desk, meeting
        self.setObjectName("findAnything")
        self.setWindowTitle(APPLICATION_NAME)
        self.setAccessibleName(self.tr("Find"))
        self.setModal(True)
        self._field = SearchField(
            self.tr("Find et barn, et møde eller en aftale"), object_name="findField"
        )
        self._field.search_requested.connect(self._search)
        self._field.installEventFilter(self)
        self._list = named(QListWidget(), "findList", self.tr("Fundet"))
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(FoundDelegate(self._list))
        self._list.itemClicked.connect(self._choose)
        self._note = muted("")
        self._note.setObjectName("findNote")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        for widget in (self._field, self._list, self._note):
            column.addWidget(widget)
        self.resize(560, 460)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list, and choose, while the typing goes on in the field."""
        if watched is self._field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key_pressed(event)
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._field.settle()
            last = self._list.count() - 1
            self._list.setCurrentRow(max(0, min(last, self._list.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._field.settle()
            if self._list.currentItem() is not None:
                self._choose(self._list.currentItem())
            return True
        return False

    @Slot(str)
    def _search(self, words: str) -> None:
        shown = [self._list.item(at).data(_ROLE) for at in range(self._list.count())]
        found = list(self._found(words.strip()))
        if found != shown:
            self._list.clear()
            for thing in found:
                self._list.addItem(_item(thing))
            self._list.setCurrentRow(0)
        nothing = self.tr("Intet passer til det, du har skrevet.")
        keys = self.tr("↑ ↓ vælger · Enter åbner · Esc går tilbage")
        is_there = any(thing.kind is not FoundKind.WORDS for thing in found)
        self._note.setText(keys if is_there else nothing)

    def _found(self, words: str) -> Iterator[Found]:
        meetings = self._meetings(words)
        today = self._desk.office.clock.today()
        # What is held today is what a person in a hurry is after, even above the child itself.
        todays = [line for line in meetings if words and line.starts_at.date() == today]
        yield from map(self._of_meeting, todays)
        for family in self._desk.office.families.find(words)[:_EACH]:
            count = count_text(family.meeting_count, self.tr("møde"), self.tr("møder"))
            detail = " · ".join(filter(None, (self.tr("Barn"), family.case_number, count)))
            yield Found(FoundKind.FAMILY, family.id, family.child_name, detail)
        yield from (self._of_meeting(line) for line in meetings if line not in todays)
        yield from self._promises(words)
        outbox = self.tr("Udbakken")
        if len(words) >= _ENOUGH and outbox.casefold().startswith(words.casefold()):
            yield Found(FoundKind.OUTBOX, "", outbox, self.tr("Breve, der venter"))
        letters, meeting = self.tr("Breve"), self._meeting
        is_meant = len(words) >= _ENOUGH and letters.casefold().startswith(words.casefold())
        if meeting is not None and is_meant:
            yield Found(FoundKind.POST, meeting.id, letters, meeting.title)
        if words:
            title = self.tr("Søg efter ”{0}”").format(words)
            yield Found(FoundKind.WORDS, words, title, self.tr("I alle referater"))

    def _meetings(self, words: str) -> list[MeetingLine]:
        """Return the meetings that fit, the nearest in time first."""
        now = self._desk.office.clock.local()
        found = self._desk.office.meetings.find(words)
        return sorted(found, key=lambda line: abs(line.starts_at - now))[:_EACH]

    def _of_meeting(self, line: MeetingLine) -> Found:
        when = f"{short_date(line.starts_at.date())} kl. {clock(line.starts_at)}"
        detail = " · ".join(filter(None, (self.tr("Møde"), when, line.place)))
        return Found(FoundKind.MEETING, line.id, line.title, detail)

    def _promises(self, words: str) -> Iterator[Found]:
        wanted, left = words.casefold().split(), _EACH
        for line in self._desk.office.promises.open():
            promise = line.promise
            text = f"{promise.what} {promise.owner_label} {line.child_name}".casefold()
            if left and all(word in text for word in wanted):
                left -= 1
                detail = " · ".join(
                    filter(None, (self.tr("Aftale"), promise.owner_label, line.meeting_title))
                )
                yield Found(FoundKind.PROMISE, line.meeting_id, promise.what, detail)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        thing = item.data(_ROLE)
        self.accept()
        self.chosen.emit(thing)


class FoundDelegate(QStyledItemDelegate):
    """Paints an icon, the name, and below it what it is."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return room for two lines."""
        lines = QFontMetrics(font_for(TextRole.STRONG)), QFontMetrics(font_for(TextRole.SMALL))
        return QSize(200, sum(line.height() for line in lines) + 14)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        thing: Found = index.data(_ROLE)
        tokens, box = current_tokens(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.accent_soft))
        paint_icon(painter, _ICONS[thing.kind], tokens.text2, box.left() + 12, box.center().y() - 8)
        words = box.adjusted(42, 7, -12, -7)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        for text, role, ink, where in (
            (thing.title, TextRole.STRONG, tokens.text, top),
            (thing.detail, TextRole.SMALL, tokens.text2, bottom),
        ):
            font = font_for(role)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            line = " ".join(text[:300].split())
            shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, where | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


_ROLE = Qt.ItemDataRole.UserRole
_ICONS: dict[FoundKind, IconName] = {
    FoundKind.FAMILY: "people",
    FoundKind.MEETING: "calendar",
    FoundKind.PROMISE: "check",
    FoundKind.WORDS: "document",
    FoundKind.OUTBOX: "mail",
    FoundKind.POST: "list",
}


def _item(thing: Found) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(_ROLE, thing)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{thing.title}, {thing.detail}")
    return item
