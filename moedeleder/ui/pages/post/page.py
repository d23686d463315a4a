"""Breve: who got what of a meeting, when, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from moedeleder.domain.outbox import LetterEvent, SentLetter
from moedeleder.domain.settings import MailWay
from moedeleder.domain.text import shorten
from moedeleder.services.post_view import PostCell, PostView
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_password import (
    MailPasswordDialog,
    offer_password,
    password_lacks,
)
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.post.chosen import Chosen
from moedeleder.ui.pages.post.deeds import PostDeeds
from moedeleder.ui.pages.post.grid import PostGrid
from moedeleder.ui.pages.post.side import PostSide
from moedeleder.ui.post_words import chosen_text, column_name, minutes_count_text
from moedeleder.ui.widgets.button import primary, secondary
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.focus_memory import focus_kept
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.side_by_side import SideBySide

_NAME = 60
_Story = tuple[list[tuple[LetterEvent, ...]], list[tuple[SentLetter, ...]]]


class PostPage(ScrollPage):
    """Shows the letters of one meeting as a grid, and the story of what is chosen in it."""

    meeting_requested = Signal(str)
    """The meeting the letters are about is to be seen again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="postPage", scrolls=False)
        self._desk = desk
        self._meeting_id = ""
        self._in_folder = self._password_lacks = False
        self._header = PageHeader(self.tr("Breve"))
        self.grid = PostGrid()
        self.side = PostSide()
        self._both = SideBySide(self.grid, self.side, (5, 2), (3, 2))
        self._deeds = PostDeeds(desk, self, self.refresh)
        self._nothing = EmptyState(
            "mail",
            self.tr("Ingen breve endnu"),
            self.tr("Når du deler en kladde, indkalder eller sender referatet, står det her."),
        )
        self._back = secondary(self.tr("Tilbage til mødet"), "backToMeeting", "arrow-left")
        self._print = secondary(self.tr("Print…"), "printLetters", "printer")
        self._digital = secondary(self.tr("Digital Post…"), "digitalPost", "document")
        self._send = primary(self.tr("Send igen…"), "sendLettersAgain", "mail")
        self._arrange()
        self._connect()

    @property
    def meeting_id(self) -> str:
        """The meeting whose letters are shown."""
        return self._meeting_id

    def show_meeting(self, meeting_id: str) -> None:
        """Show the letters of a meeting."""
        if meeting_id != self._meeting_id:
            self.banner.dismiss()
            self._password_lacks = False
            self.undo_bar.dismiss()
        self._meeting_id = self._deeds.meeting_id = meeting_id
        self.refresh()
        self._take_focus()

    @Slot()
    def refresh(self) -> None:
        """Read the letters again and show them."""
        if not self._meeting_id:
            return
        office, meeting_id = self._desk.office, self._meeting_id
        self._in_folder = office.settings.mail().way is MailWay.FOLDER
        perform(
            self,
            lambda: (office.meetings.get(meeting_id).title, office.post.of_meeting(meeting_id)),
            success=lambda found: self._show(*found),
        )

    def main_action(self) -> None:
        """Show the chosen letters before they leave once more."""
        self._send.click()

    def undo(self) -> None:
        """Take the last word about a letter back."""
        self.undo_bar.undo()

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date when the page comes into sight."""
        super().showEvent(event)
        self.refresh()

    def _show(self, title: str, view: PostView) -> None:
        count = minutes_count_text(view, in_folder=self._in_folder)
        self._header.set_texts(self.tr("Breve"), " · ".join(filter(None, (title, count))))
        is_empty = not view.columns
        self._nothing.setVisible(is_empty)
        self._both.setVisible(not is_empty)
        for button in (self._print, self._digital, self._send):
            button.setVisible(not is_empty)
        self.grid.show_view(view, in_folder=self._in_folder)
        self._show_cause(view)
        if is_empty:
            self.set_note("")

    def _show_cause(self, view: PostView) -> None:
        letters = (each for cell in (view.cells or {}).values() for each in cell.letters)
        lacks, said = password_lacks(letters), self._password_lacks
        self._password_lacks = lacks
        if lacks and (not said or self.banner.isHidden()):
            offer_password(self.banner)
        elif said and not lacks:
            self.banner.dismiss()

    @Slot()
    def _ask_password(self) -> None:
        dialog = MailPasswordDialog(self._desk, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self.grid.chosen()
        with focus_kept(self, self.grid.setFocus):
            self._tell(chosen)
        sendable = sum(each.can_send for each in chosen)
        words = (
            self.tr("Send {0} igen…").format(sendable) if sendable > 1 else self.tr("Send igen…")
        )
        self._send.set_caption(words)
        self._send.setEnabled(sendable > 0)
        for button in (self._print, self._digital):
            button.setEnabled(any(each.can_print for each in chosen))
        self.set_note(chosen_text(len(chosen)) if len(chosen) > 1 else "")

    def _tell(self, chosen: list[Chosen]) -> None:
        if len(chosen) > 1:
            self.side.show_several(chosen, in_folder=self._in_folder)
            return
        if not chosen:
            place = self.grid.current
            if place is not None:
                name = shorten(place[0].name, _NAME)
                self.side.show_nothing(f"{column_name(place[1])} · {name}")
            return
        one = chosen[0]

        def show(story: _Story) -> None:
            self.side.show_letter(one, *story, in_folder=self._in_folder)

        perform(self, lambda: self._story(one.cell), success=show)

    def _story(self, cell: PostCell) -> _Story:
        outbox = self._desk.office.outbox
        events = [outbox.events(each.id) for each in cell.letters]
        return events, [outbox.letters(each.id) for each in cell.letters]

    @Slot()
    def _open(self) -> None:
        """Show the newest copy of the letter the keyboard is at."""
        chosen = self.grid.chosen()
        if len(chosen) != 1:
            return
        copies = self._desk.office.outbox.letters(chosen[0].letter.id)
        if copies:
            self._deeds.open_letter(copies[-1].id)
        else:
            self.set_note(self.tr("Brevet er ikke gået herfra."))

    @Slot()
    def _leave(self) -> None:
        self.meeting_requested.emit(self._meeting_id)

    def _take_focus(self) -> None:
        place = self.grid if self._nothing.isHidden() else self._back
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        about = change.concerns(Kind.SENDING, Kind.MEETINGS, Kind.MINUTES, about=self._meeting_id)
        if self.isVisible() and (about or change.concerns(Kind.FAMILIES, Kind.SETTINGS)):
            self.refresh()

    def _connect(self) -> None:
        deeds, side = self._deeds, self.side
        self.grid.chosen_changed.connect(self._show_chosen)
        self.grid.opened.connect(self._open)
        self.grid.left.connect(self._leave)
        self._back.clicked.connect(self._leave)
        self._send.clicked.connect(lambda: deeds.send_again(self.grid.chosen()))
        self._print.clicked.connect(lambda: deeds.print(self.grid.chosen()))
        self._digital.clicked.connect(lambda: deeds.lay_ready(self.grid.chosen()))
        side.open_requested.connect(deeds.open_letter)
        side.save_requested.connect(deeds.save_letter)
        side.look_requested.connect(lambda: deeds.look_for(self.grid.chosen()))
        side.arrived_requested.connect(lambda: deeds.say_arrived(self.grid.chosen()))
        side.lost_requested.connect(lambda: deeds.say_lost(self.grid.chosen()))
        side.printed_requested.connect(lambda: deeds.given_on_paper(self.grid.chosen()))
        side.row_requested.connect(self._choose_row)
        side.column_requested.connect(self._choose_column)
        self.banner.action_requested.connect(self._ask_password)
        self._desk.changes.changed.connect(self._changed)

    @Slot()
    def _choose_row(self) -> None:
        self.grid.choose_row()
        self.grid.setFocus()

    @Slot()
    def _choose_column(self) -> None:
        self.grid.choose_column()
        self.grid.setFocus()

    def _arrange(self) -> None:
        self.set_header(self._header)
        self.add(self._both, 1)
        self.add(self._nothing, 1)
        self.set_footer(self._back, self._print, self._digital, self._send)
