"""After letters were sent: what became of each, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailWay
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.digital_post import DigitalPostDialog
from moedeleder.ui.dialogs.mail_password import offer_password, password_lacks
from moedeleder.ui.dialogs.print_letters import PrintLettersDialog
from moedeleder.ui.dialogs.send_parts import SendParts
from moedeleder.ui.dialogs.send_rows import DeliveryRow, show_deliveries, waits_for_paper
from moedeleder.ui.dialogs.send_support import (
    ChooseFolder,
    is_known_way,
    is_sent,
    marks_told,
    save_copies,
    set_title,
    show_over,
    to_send_again,
)
from moedeleder.ui.dialogs.send_words import (
    folder_text,
    outcome_text,
    retry_caption,
    saved_text,
    way_text,
)
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.letter_folder import open_folder_words
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_words import BY_WORD
from moedeleder.ui.widgets.dialog import Dialog


class SendAfter(QObject):
    """Shows what became of letters in the send dialog, and does what their rows ask for."""

    again_requested = Signal(object)
    """Ids of letters that are to be shown before they leave once more."""

    def __init__(
        self,
        desk: Desk,
        meeting_id: str,
        kind: LetterKind,
        only: frozenset[str],
        dialog: Dialog,
        parts: SendParts,
    ) -> None:
        """Make it.

        Args:
            only: the letters it is about; none: the newest of that kind.
        """
        super().__init__(dialog)
        self._desk, self._meeting_id, self._kind, self._only = desk, meeting_id, kind, only
        self._parts = parts
        self._change = Change.of(Kind.SENDING, Kind.MEETINGS, ids=(meeting_id,))
        parts.print.clicked.connect(self._print)
        parts.digital.clicked.connect(self._lay_ready)
        self.deliveries: tuple[Delivery, ...] = ()
        """The letters shown."""

    @property
    def _dialog(self) -> Dialog:
        # Asked for each time: a reference both ways would keep a closed dialog alive.
        dialog = self.parent()
        assert isinstance(dialog, Dialog)
        return dialog

    def is_about(self, letter: Delivery) -> bool:
        """Whether the dialog is about a letter."""
        return letter.id in self._only if self._only else letter.kind is self._kind

    @property
    def waiting(self) -> list[str]:
        """The letters that can be tried again, by id."""
        return to_send_again(self._desk, self._meeting_id, self.deliveries)

    @property
    def lacks_password(self) -> bool:
        """Whether letters shown wait for the mail server's password."""
        return password_lacks(self.deliveries)

    @property
    def is_known_way(self) -> bool:
        """Whether those go just where they were shown to go before."""
        return is_known_way(self._desk, self._meeting_id, self.deliveries, self.waiting)

    def show(self, letters: Sequence[Delivery]) -> None:
        """Show what became of each letter that the dialog is about."""
        own = [letter for letter in letters if self.is_about(letter)]
        if not self._only:
            newest = max((letter.number for letter in own), default=0)
            own = [letter for letter in own if letter.number == newest]
        self.deliveries = tuple(own)
        mail = self._desk.office.settings.mail()
        in_folder = mail.way is MailWay.FOLDER
        text, tone = outcome_text(own, self._kind, in_folder=in_folder)
        set_title(self._dialog, text)
        self._parts.show_after()
        self._parts.detail.setText(way_text(mail, sent=True))
        left = any(map(is_sent, own))
        laid = any(each.lies_in_folder(otherwise=in_folder) for each in own)
        self._parts.detail.setVisible((tone is Tone.OK or left) and not laid)
        if laid and mail.folder:
            where, then = folder_text(mail)
            self._dialog.banner.show_message(where, Tone.INFO, then, open_folder_words())
        elif self.lacks_password:
            offer_password(self._dialog.banner)
        for row in show_deliveries(self._parts.results, own, in_folder=in_folder):
            self._listen(row)
        self._offer_next()

    def read(self) -> None:
        """Show the letters as they are now."""
        self.show(self._desk.office.sending.deliveries(self._meeting_id))

    def save_papers(self, ask_folder: ChooseFolder) -> None:
        """Write what is to be handed over on paper to a folder the person chooses."""
        folder = ask_folder(self._dialog)
        if folder is None:
            return
        office, meeting_id, kind = self._desk.office, self._meeting_id, self._kind
        letters = self.deliveries
        perform_in_background(
            self._desk.background,
            self._dialog,
            lambda: save_copies(office, meeting_id, kind, letters, folder),
            success=lambda _files: self._papers_saved(folder),
        )

    def _papers_saved(self, folder: Path) -> None:
        marks = marks_told(self._desk.office, self._meeting_id, self._kind, self.deliveries)
        self._dialog.banner.show_message(*saved_text(folder, self._kind, marks))

    def _offer_next(self) -> None:
        dialog, waiting, close = self._dialog, self.waiting, self.tr("Luk")
        dialog.cancel_button.set_caption(close)
        dialog.cancel_button.setVisible(bool(waiting))
        caption = retry_caption(len(waiting)) if waiting else close
        dialog.confirm_button.set_caption(caption, "mail" if waiting else "check")
        dialog.confirm_button.setEnabled(True)
        left = any(not is_sent(each) for each in self.deliveries)
        on_paper = self._kind not in BY_WORD and left and not self._only
        printable = bool(self._by_hand(LetterWay.PAPER)) and self._kind not in BY_WORD
        self._parts.save_copy.setVisible(on_paper and not printable)
        self._parts.print.setVisible(printable)
        self._parts.digital.setVisible(bool(self._by_hand(LetterWay.DIGITAL_POST)))
        # Not at the cross of the message above: Enter goes on.
        dialog.confirm_button.setFocus()

    def _by_hand(self, way: LetterWay) -> list[str]:
        """Return the letters a person chose to hand over, or lay ready, that way."""
        found = [each for each in self.deliveries if waits_for_paper(each)]
        return [each.id for each in found if each.channel is way]

    def _print(self) -> None:
        lacking = [each.id for each in self.deliveries if each.state is DeliveryState.NO_ADDRESS]
        ids = (*self._by_hand(LetterWay.PAPER), *lacking)
        self._open(PrintLettersDialog(self._desk, self._meeting(), ids, self._dialog))

    def _lay_ready(self) -> None:
        ids = self._by_hand(LetterWay.DIGITAL_POST)
        self._open(DigitalPostDialog(self._desk, self._meeting(), ids, self._dialog))

    def _meeting(self) -> Meeting:
        return self._desk.office.meetings.get(self._meeting_id)

    def _open(self, dialog: Dialog) -> None:
        dialog.finished.connect(lambda _result: self.read())
        show_over(dialog)

    def _listen(self, row: DeliveryRow) -> None:
        office = self._desk.office
        deeds: tuple[tuple[SignalInstance, Callable[[str], object]], ...] = (
            (row.printed_requested, office.sending.mark_printed),
            (row.arrived_requested, office.outbox.say_arrived),
            (row.lost_requested, office.outbox.say_lost),
        )
        for wish, deed in deeds:
            wish.connect(lambda key, deed=deed: self._do(lambda: deed(key)))
        row.look_requested.connect(self._look_up)
        row.again_requested.connect(lambda key: self.again_requested.emit((key,)))

    def _do(self, deed: Callable[[], object]) -> None:
        perform(
            self._dialog,
            deed,
            success=lambda _done: self.read(),
            changes=self._desk.changes,
            change=self._change,
        )

    def _look_up(self, key: str) -> None:
        banner = self._dialog.banner
        banner.show_message(self.tr("Vi leder efter mailen i jeres postkasse."), Tone.INFO)
        office = self._desk.office
        perform_in_background(
            self._desk.background,
            self._dialog,
            lambda: office.finding.look_up((key,)),
            success=self._looked,
            failed=banner.dismiss,
            changes=self._desk.changes,
            change=self._change,
        )

    def _looked(self, letters: tuple[Delivery, ...]) -> None:
        banner = self._dialog.banner
        if any(each.state is DeliveryState.SENT for each in letters):
            banner.show_message(self.tr("Mailen er fundet. Den er sendt."), Tone.OK)
        else:
            banner.show_message(
                self.tr("Mailen er ikke fundet. Den kan være kommet frem alligevel."),
                Tone.WARN,
                self.tr("Ring til modtageren, og sig så her, hvordan det gik."),
            )
        self.read()
