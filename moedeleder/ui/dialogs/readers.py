"""The dialog that says who gets what of the minutes: the papers, and how much of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtGui import QFontMetricsF, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.readers import ReaderChoice
from moedeleder.domain.text import shorten
from moedeleder.services.copies import CopyPreview
from moedeleder.services.readers import Reader, ReadersView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.reader_copy import CopyDialog
from moedeleder.ui.dialogs.reader_fields import ReaderFields
from moedeleder.ui.dialogs.reader_list import ReaderList
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.reader_words import copy_words
from moedeleder.ui.shortcuts import Shortcut
from moedeleder.ui.tokens import MARGIN, Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.undo_bar import UndoBar

_NAME = 60
_WIDTH, _LEAST_WIDTH = 1040, 480
_BESIDE = 92
"""So many characters are needed to have the list and one person beside each other."""


class ReadersDialog(Dialog):
    """Lets a person choose each reader's papers; every choice is kept at once, and can be undone.

    Once the minutes are finished it only shows what everybody got.
    """

    def __init__(
        self, desk: Desk, meeting_id: str, parent: QWidget | None = None, *, attendee_id: str = ""
    ) -> None:
        """Open at one attendee, or at the first.

        Args:
            attendee_id: whose copy to begin with.
        """
        minutes = desk.office.minutes.open(meeting_id)
        is_over = minutes.is_finished

        def tr(text: str) -> str:
            return QCoreApplication.translate("ReadersDialog", text)

        over = tr("Sådan fik hver deltager referatet.")
        now = tr("Alle får et papir. Er noget ikke for alle, så vælg det fra her.")
        super().__init__(
            tr("Hvem fik hvad") if is_over else tr("Hvem får hvad"),
            tr("Luk") if is_over else tr("Færdig"),
            parent,
            text=over if is_over else now,
            object_name="readersDialog",
            width=_width_over(parent),
        )
        self._desk, self._meeting_id, self._current = desk, meeting_id, attendee_id
        self._child_page = not desk.office.minutes.preview(meeting_id).child_page.is_empty
        self.people, self.fields, self.undo_bar = ReaderList(), ReaderFields(), UndoBar()
        self._view = desk.office.readers.view(meeting_id)
        self._lay_out_columns()
        self._connect()
        if is_over:
            self.fields.lock()
        self._show(self._view)
        self.people.begin()

    def arrange(self, width: int) -> None:
        """Put the person below the list where large text or a small screen has no room beside."""
        letter = QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth()
        way = QBoxLayout.Direction
        beside = width >= _BESIDE * letter
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def see_copy(self) -> None:
        """Show the chosen person's copy, page by page."""
        copies, meeting_id, current = self._desk.office.copies, self._meeting_id, self._current
        if current:
            perform(self, lambda: copies.preview(meeting_id, current), success=self._show_copy)

    def _show_copy(self, copy: CopyPreview) -> None:
        reader = self._view.of(copy.attendee_id)
        words = self._words_of(reader)
        dialog = CopyDialog(self._desk, copy, words, self)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _lay_out_columns(self) -> None:
        self.cancel_button.hide()
        holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(MARGIN)
        card = Card(object_name="readerCard")
        card.add(self.fields)
        left = QVBoxLayout()
        left.addWidget(self.people, 1)
        self._columns.addLayout(left, 4)
        self._columns.addWidget(card, 5)
        self.body.addWidget(holder)
        self.body.addWidget(self.undo_bar)
        holder.setVisible(bool(self._view.readers))
        if not self._view.readers:
            nobody = self.tr("Der er ingen deltagere endnu.")
            self.banner.show_message(nobody, Tone.INFO)

    def _connect(self) -> None:
        self.people.picked.connect(self._pick)
        self.fields.wished.connect(self._save)
        self.fields.copy_requested.connect(self.see_copy)
        self.confirm_requested.connect(self.accept)
        copy = QShortcut(Shortcut.READERS_COPY.sequence, self)
        copy.activated.connect(self.see_copy)
        undo = QShortcut(Shortcut.UNDO.sequence, self)
        undo.activated.connect(self.undo_bar.undo)

    def _pick(self, attendee_id: str) -> None:
        self._current = attendee_id
        self._show(self._view)

    def _show(self, view: ReadersView) -> None:
        self._view = view
        ids = [each.attendee.id for each in view.readers]
        if self._current not in ids:
            self._current = ids[0] if ids else ""
        self.people.show_readers(view.readers, self._current, self._words_of)
        if self._current:
            with QSignalBlocker(self.fields):
                reader = view.of(self._current)
                self.fields.show_reader(view.meeting, reader, child_page=self._child_page)

    def _words_of(self, reader: Reader) -> str:
        return copy_words(self._view.meeting, reader, child_page=self._child_page)

    def _save(self, choice: ReaderChoice) -> None:
        former = self._view.of(choice.attendee_id)
        readers, meeting_id = self._desk.office.readers, self._meeting_id

        def kept(view: ReadersView) -> None:
            self._show(view)
            now = view.of(choice.attendee_id)
            said = f"{shorten(now.attendee.person.name, _NAME)}: {self._words_of(now)}"
            self.undo_bar.offer(said, lambda: self._put_back(former.choice))

        self._do(
            lambda: readers.set(
                meeting_id,
                choice.attendee_id,
                choice.version,
                hidden=choice.hidden,
                papers=choice.papers,
                shares_contact=choice.shares_contact,
            ),
            kept,
        )

    def _put_back(self, former: ReaderChoice) -> None:
        readers, meeting_id = self._desk.office.readers, self._meeting_id
        version = self._view.of(former.attendee_id).choice.version
        self._current = former.attendee_id
        self._do(lambda: readers.put_back(meeting_id, version, former), self._show)

    def _do(self, deed: Callable[[], ReadersView], then: Callable[[ReadersView], object]) -> None:
        done = perform(
            self,
            deed,
            success=then,
            changes=self._desk.changes,
            change=Change.of(Kind.MINUTES, ids=(self._meeting_id,)),
        )
        if not done:
            # Said already why; what is shown is as it is now.
            readers, meeting_id = self._desk.office.readers, self._meeting_id
            perform(self, lambda: readers.view(meeting_id), success=self._show)


def _width_over(parent: QWidget | None) -> int:
    """Return how wide the dialog wants to be in pixels: never wider than the window it is over."""
    if parent is None:
        return _WIDTH
    return max(_LEAST_WIDTH, min(_WIDTH, parent.window().width() - 2 * MARGIN))
