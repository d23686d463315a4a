"""One part of the minutes on the page: its heading, its text, and what belongs beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.completeness import OfferedLine, as_blocks
from moedeleder.domain.record import Gap, MinutesPart, PartKey
from moedeleder.domain.rich_text import RichText
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.keeper import PartKeeper
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.rich_text_document import insert_rich_text
from moedeleder.ui.widgets.rich_text_edit import RichTextBox, RichTextEdit
from moedeleder.ui.widgets.rich_text_lines import line_from, point_out, stand_in
from moedeleder.ui.widgets.saved_mark import SavedMark
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text

LEAST_LINES = 2


class Section(QWidget):
    """A heading and what stands below it; the rail leads here."""

    entered = Signal(object)
    """The ``PartKey`` of the part the person is in now."""

    def __init__(self, key: PartKey, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        named(self, f"section-{key.value}", heading)
        self.title = ElidedLabel(heading, TextRole.SECTION)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def set_heading(self, heading: str) -> None:
        """Change the heading."""
        self.title.setText(heading)
        self.setAccessibleName(heading)

    def go(self, gap: Gap | None = None) -> None:
        """Put the focus where the part, or what it lacks, is written."""
        raise NotImplementedError

    def save(self) -> None:
        """Save what is under way."""

    @property
    def is_settled(self) -> bool:
        """Whether everything in it is saved."""
        return True

    def tell_when_entered(self, widget: QWidget) -> None:
        """Emit ``entered`` when the focus comes to ``widget``."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice where the focus is."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.key)
        return super().eventFilter(watched, event)


class PartSection(Section):
    """A written part: the editor with its tools, the notes not yet in it, and whether it is kept.

    What is typed is kept by ``PartKeeper``. Where somebody else wrote meanwhile, the typed text
    stays and the person chooses.
    """

    edited = Signal()
    fetched = Signal(str, object)
    """What was fetched, in words, and a callable that takes it back."""

    def __init__(self, desk: Desk, key: PartKey, heading: str, hint: str = "") -> None:
        super().__init__(key, heading)
        self.edit = RichTextEdit(
            heading, object_name=f"part-{key.value}", placeholder=hint, least_lines=LEAST_LINES
        )
        self.box = RichTextBox(self.edit)
        self.keeper = PartKeeper(desk, key, self.edit.rich_text, self)
        self.mark = named(SavedMark(), f"saved-{key.value}")
        self.fetch = secondary("", f"fetch-{key.value}", "plus", compact=True)
        self.conflict = ConflictBar(key.value)
        self.limited = LimitedNotes(key.value)
        self._left: tuple[OfferedLine, ...] = ()
        self._kept: tuple[OfferedLine, ...] = ()
        self._lay_out()
        self.edit.edited.connect(self._edited)
        self.keeper.state_changed.connect(self.mark.set_state)
        self.keeper.conflict_changed.connect(self._show_conflict)
        self.fetch.clicked.connect(self.fetch_notes)
        self.limited.fetch.clicked.connect(self.fetch_limited)
        self.conflict.keep_requested.connect(self._keep_mine)
        self.conflict.take_requested.connect(self._take_theirs)
        self.edit.installEventFilter(self)

    def show_part(
        self,
        meeting_id: str,
        part: MinutesPart,
        left: tuple[OfferedLine, ...],
        kept: tuple[OfferedLine, ...] = (),
    ) -> None:
        """Show the saved text, unless the person is writing, and offer the notes left over.

        Args:
            kept: the notes of points that only some may hear, offered apart from the others.
        """
        if not self.keeper.is_dirty or meeting_id != self.keeper.meeting_id:
            self.edit.set_rich_text(part.text)
            self.keeper.adopt(meeting_id, part.version)
        self._left, self._kept = left, kept
        self.limited.show_count(len(kept))
        words = self.tr("Hent {0} fra noterne").format(len(left))
        self.fetch.set_caption(words)
        self.fetch.setVisible(bool(left))

    def set_heading(self, heading: str) -> None:
        """Name the editor as well."""
        super().set_heading(heading)
        self.edit.setAccessibleName(heading)

    def go(self, gap: Gap | None = None) -> None:
        """Stand at the end of the text."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def save(self) -> None:
        """Save what was typed."""
        self.keeper.save()

    @property
    def is_settled(self) -> bool:
        """Whether what was typed is saved."""
        return not self.keeper.is_dirty

    def go_to_line(self, source: str, words: str, *, stand: bool) -> bool:
        """Mark the paragraph made from ``source``; return whether it is here.

        Args:
            words: what it says, where no paragraph tells that it was made from it.
            stand: whether the keyboard goes there as well.
        """
        line = line_from(self.edit, source, words)
        if line is None:
            return False
        stand_in(self.edit, line)
        point_out(self.edit)
        if stand:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def line_top(self) -> int:
        """Return how far down the cursor's paragraph begins, in pixels of the section."""
        place = self.edit.cursorRect().topLeft()
        return self.edit.viewport().mapTo(self, place).y()

    def put_in(self, lines: tuple[OfferedLine, ...]) -> None:
        """Put lines below the text, so that it can be taken back."""
        self._left = tuple(each for each in self._left if each not in lines)
        self._kept = tuple(each for each in self._kept if each not in lines)
        self._put_in(lines)

    def add_text(self, text: RichText) -> None:
        """Put a text below what is there, as its last lines."""
        cursor = QTextCursor(self.edit.document())
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().length() > 1:
            cursor.insertBlock()
        insert_rich_text(cursor, text)
        cursor.endEditBlock()

    def replace_text(self, text: RichText) -> None:
        """Let the part say something else, and save it."""
        self.edit.set_rich_text(text)
        self.keeper.edited()
        self.keeper.save()

    def fetch_notes(self) -> None:
        """Put the lines of the notes that are not in the text yet below it."""
        lines, self._left = self._left, ()
        self.fetch.hide()
        self._put_in(lines)

    def fetch_limited(self) -> None:
        """Put in what only some heard: from now on everybody who gets the minutes reads it."""
        lines, self._kept = self._kept, ()
        self.limited.hide()
        self._put_in(lines)

    def _put_in(self, lines: tuple[OfferedLine, ...]) -> None:
        if not lines:
            return
        self.add_text(as_blocks(lines))
        self.keeper.save()
        self.go()
        counted = count_text(len(lines), self.tr("linje"), self.tr("linjer"))
        words = self.tr("{0} fra noterne er sat ind i {1}.").format(counted, self.title.full_text)
        self.fetched.emit(words, lambda: self._take_back(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the tools only where somebody writes, and save when they leave."""
        if event.type() == QEvent.Type.FocusOut and watched is self.edit:
            self.keeper.save()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            # Qt tells the one that is left before the one that is entered.
            QTimer.singleShot(0, self, self._show_tools)
        return super().eventFilter(watched, event)

    def _take_back(self, lines: tuple[OfferedLine, ...]) -> None:
        left = [block.text for block in as_blocks(lines).blocks]
        kept = []
        for block in self.edit.rich_text().blocks:
            if block.text in left:
                left.remove(block.text)
            else:
                kept.append(block)
        # What has been typed since stays.
        self.replace_text(RichText(tuple(kept)))

    def _edited(self) -> None:
        self.keeper.edited()
        self.edited.emit()

    def _show_conflict(self, conflict: bool) -> None:
        self.conflict.setVisible(conflict)
        if conflict:
            words = self.tr("En anden har skrevet i {0} imens.").format(self.title.full_text)
            self.conflict.say(words)

    def _keep_mine(self) -> None:
        perform(
            self,
            self.keeper.saved_part,
            success=lambda part: self.keeper.write_over(part.version),
        )
        # The button that was pressed is gone; the keyboard belongs in the text.
        self.go()

    def _take_theirs(self) -> None:
        perform(self, self.keeper.saved_part, success=self._take)

    def _take(self, part: MinutesPart) -> None:
        mine = self.edit.rich_text()

        def bring_back() -> None:
            self.edit.set_rich_text(mine)
            self.keeper.edited()
            self.keeper.save()

        self.edit.set_rich_text(part.text)
        self.keeper.give_up(part)
        self.go()
        self.edited.emit()
        self.fetched.emit(self.tr("Den anden tekst er hentet."), bring_back)

    def _show_tools(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is self.box or self.box.isAncestorOf(focus))
        for button in (self.box.bold, self.box.bullets):
            button.setVisible(inside)

    def _lay_out(self) -> None:
        tools = self.box.tools
        tools.insertWidget(0, self.title, 1)
        tools.setStretch(tools.count() - 1, 0)
        tools.addWidget(self.mark)
        # The line keeps its height while the tools come and go.
        self.title.setMinimumHeight(self.box.bold.sizeHint().height())
        for hidden in (self.box.bold, self.box.bullets, self.fetch):
            hidden.hide()
        self.column.addWidget(self.box)
        self.column.addWidget(self.conflict)
        self.column.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.limited)


class LimitedNotes(QWidget):
    """Offers the notes of points for some, and says who reads them once they are put in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.words = named(WrapLabel("", TextRole.SMALL, Tone.NEUTRAL), f"limitedWords-{name}")
        self.fetch = quiet(self.tr("Sæt ind alligevel"), f"fetchLimited-{name}", "lock")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many there are; nothing where there are none."""
        notes = count_text(count, self.tr("note"), self.tr("noter"))
        first = self.tr("{0} fra punkter, der kun er for nogle, er ikke med.").format(notes)
        if count == 1:
            then = self.tr("Sætter du den ind, kommer den med til alle, der får referatet.")
        else:
            then = self.tr("Sætter du dem ind, kommer de med til alle, der får referatet.")
        self.words.setText(f"{first} {then}")
        self.fetch.setAccessibleDescription(self.words.text())
        self.setVisible(count > 0)


class ConflictBar(QWidget):
    """Two texts where there should be one: the person chooses which stands."""

    keep_requested = Signal()
    take_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.banner.setObjectName(f"conflict-{name}")
        close = self.banner.findChild(QWidget, "bannerClose")
        if isinstance(close, QWidget):
            # It goes away when the choice is made, not before.
            close.hide()
        keep = secondary(self.tr("Behold min tekst"), f"keepMine-{name}", compact=True)
        take = quiet(self.tr("Hent den anden"), f"takeTheirs-{name}")
        keep.clicked.connect(self.keep_requested)
        take.clicked.connect(self.take_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(keep)
        buttons.addWidget(take)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.banner)
        column.addLayout(buttons)
        self.hide()

    def say(self, words: str) -> None:
        """Say what has happened; the typed text is still there."""
        self.banner.show_message(words, Tone.WARN, self.tr("Din tekst står her stadig."))
