"""The dialog through which letters leave the house: shown before, followed, and told after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, LetterKind, Receiver
from moedeleder.domain.settings import MailWay
from moedeleder.services.sending import Progress
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.readers import ReadersDialog
from moedeleder.ui.dialogs.see_mail import SeeMailDialog
from moedeleder.ui.dialogs.send_rows import DeliveryRow, show_receivers
from moedeleder.ui.dialogs.send_support import (
    HINDRANCES,
    ChooseFolder,
    Hindrance,
    ProgressNews,
    caption_of,
    changes_told,
    choose_folder,
    copies_told,
    is_sent,
    is_sent_for_good,
    marks_told,
    remedy,
    remedy_caption,
    save_copies,
    set_title,
    show_over,
    to_send_again,
    wanted,
)
from moedeleder.ui.dialogs.send_words import (
    attachments_text,
    changes_text,
    concerns_text,
    folder_text,
    outcome_text,
    saved_text,
    way_text,
)
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.letter_folder import open_folder_words, open_letter_folder
from moedeleder.ui.texts import error_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NEWS_SHOWN = 8


class SendDialog(Dialog):
    """Sends letters of one kind: who gets what, how far it has come, what became of each."""

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        kind: LetterKind,
        parent: QWidget | None = None,
        *,
        only_new: bool = False,
        results: bool = False,
        begin: bool = False,
        reason: str = "",
        ask_folder: ChooseFolder = choose_folder,
    ) -> None:
        """Show the receivers, or with ``results`` what became of letters already made.

        Args:
            only_new: invite only attendees who have no invitation yet.
            begin: the letters are made already; send them at once.
            reason: why there is a version after the first, where one is finished and sent.
            ask_folder: asks where the copies to print shall lie.
        """
        receivers = wanted(desk, meeting, kind, only_new)
        changes = changes_told(desk, meeting, kind, only_new)
        caption = caption_of(meeting, kind, len(receivers), only_new, changes)
        super().__init__(caption, caption, parent, icon="mail", object_name="sendDialog", width=640)
        self._desk, self._meeting, self._kind = desk, meeting, kind
        self._only_new, self._reason, self._ask_folder = only_new, reason, ask_folder
        self._deliveries: tuple[Delivery, ...] = ()
        self._sending = False
        self._closed = False
        self._changes = changes
        self._hindrance: Hindrance | None = None
        self._news = ProgressNews()
        self._news.moved.connect(self._moved)
        self._rows = Card(object_name="receivers")
        self._words = WrapLabel("")
        self._words.setObjectName("sendSummary")
        self._detail = WrapLabel("", tone=Tone.NEUTRAL)
        self._detail.setObjectName("sendDetail")
        self._progress_text = muted("")
        self._progress_text.setObjectName("sendProgressText")
        self._progress = QProgressBar()
        self._changed = WrapLabel("")
        self._changed.setObjectName("sendChanges")
        self._save_copy = secondary(self.tr("Gem kopi til print"), "saveCopy", "printer")
        self._see_mail = secondary(self.tr("Se mailen"), "seeMail", "eye")
        self._who_gets = secondary(self.tr("Hvem får hvad"), "sendWhoGets", "people")
        self._fill()
        self.confirm_requested.connect(self._confirmed)
        self.banner.action_requested.connect(self._open_remedy)
        self.finished.connect(self._over)
        if begin:
            self._send()
        elif results or (not reason and is_sent_for_good(meeting, kind)):
            self._show_results(desk.office.sending.deliveries(meeting.id))
        else:
            self._show_receivers(receivers)
        # Enter and the ring shall mean the same button.
        self.confirm_button.setFocus()

    def _fill(self) -> None:
        self._progress.setTextVisible(False)
        self._progress.setObjectName("sendProgress")
        self._progress.setAccessibleName(self.tr("Så langt er afsendelsen"))
        head = QVBoxLayout()
        head.setSpacing(4)
        for widget in (self._words, self._detail, self._changed):
            head.addWidget(widget)
        self.body.addLayout(head)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._progress_text)
        self.body.addWidget(self._rows)
        for at, button in enumerate((self._save_copy, self._see_mail, self._who_gets)):
            self.footer.insertWidget(at, button)
        self._who_gets.clicked.connect(self._choose_readers)
        self._see_mail.clicked.connect(self._open_mail)
        self._save_copy.clicked.connect(self._save_papers)
        for hidden in (self._changed, self._save_copy, self._see_mail, self._who_gets):
            hidden.hide()
        self._progress.hide()
        self._progress_text.hide()

    def _show_receivers(self, receivers: Sequence[Receiver]) -> None:
        mail = self._desk.office.settings.mail()
        self._words.setText(attachments_text(self._kind))
        self._detail.setText(way_text(mail))
        self._changed.setText(changes_text(self._changes[:_NEWS_SHOWN], len(self._changes)))
        self._changed.setVisible(bool(self._changes))
        gets = copies_told(self._desk, self._meeting, self._kind, self._reason)
        show_receivers(self._rows, receivers, gets)
        # Minutes have no words of a mail before they are finished.
        self._see_mail.setVisible(bool(receivers) and self._kind is LetterKind.INVITATION)
        self._who_gets.setVisible(bool(gets))
        self.confirm_button.setEnabled(bool(receivers))
        caption = caption_of(
            self._meeting, self._kind, len(receivers), self._only_new, self._changes
        )
        set_title(self, caption)
        self.confirm_button.set_caption(caption, "mail")
        contact = self._desk.office.settings.reachable().contact
        concerns = concerns_text(self._meeting, self._kind, contact)
        if concerns:
            self.banner.show_message(concerns, Tone.WARN)

    def _open_mail(self) -> None:
        receivers = wanted(self._desk, self._meeting, self._kind, self._only_new)
        show_over(SeeMailDialog(self._desk, self._meeting, self._kind, receivers, self))

    def _choose_readers(self) -> None:
        dialog = ReadersDialog(self._desk, self._meeting.id, self)
        dialog.finished.connect(lambda _result: self._look_again())
        show_over(dialog)

    def _confirmed(self) -> None:
        if self._deliveries:
            self._confirmed_after()
        elif not self._sending:
            self.banner.dismiss()
            self._make_letters()

    def _make_letters(self) -> None:
        office, meeting = self._desk.office, self._meeting
        if self._kind is LetterKind.MINUTES:
            # The papers are tried before the text is locked, and that takes its time.
            self._show_work(self.tr("Papirerne bliver prøvet."))
            perform_in_background(
                self._desk.background,
                self,
                lambda: office.finishing.finish(meeting.id, meeting.version, self._reason),
                success=self._letters_made,
                failed=self._not_made,
            )
            return
        if not perform(self, self._announce, success=self._letters_made):
            self._look_again()
            self._offer_remedy()

    def _announce(self) -> Meeting:
        meeting, sending = self._meeting, self._desk.office.sending
        self._hindrance = None
        try:
            return sending.announce_meeting(meeting.id, meeting.version, self._only_new)
        except HINDRANCES as error:
            self._hindrance = error
            raise

    def _offer_remedy(self) -> None:
        error = self._hindrance
        if error is not None:
            said = error_text(error)
            action = remedy_caption(error)
            self.banner.show_message(said.what, Tone.WARN, said.rest, action)

    def _open_remedy(self) -> None:
        if self._hindrance is None:
            # The only other message with a button is the one of the folder.
            open_letter_folder(self._desk.office.settings.mail().folder, self.banner)
            return
        dialog = remedy(self._desk, self._meeting, self._hindrance, self)

        def put_right() -> None:
            self.banner.dismiss()
            self._hindrance = None
            self._look_again()
            # The message with its button is gone: Enter goes on.
            self.confirm_button.setFocus()

        dialog.accepted.connect(put_right)
        show_over(dialog)

    def _not_made(self) -> None:
        self._stop()
        if not self._closed:
            self.cancel_button.set_caption(self.tr("Annuller"))
            self._look_again()

    def _letters_made(self, _made: object) -> None:
        self._tell()
        self._send()

    def _look_again(self) -> None:
        # Said already why; show the meeting as it is now, so that the next try is about that.
        meetings, meeting_id = self._desk.office.meetings, self._meeting.id

        def seen(meeting: Meeting) -> None:
            self._meeting = meeting
            self._changes = changes_told(self._desk, meeting, self._kind, self._only_new)
            self._show_receivers(wanted(self._desk, meeting, self._kind, self._only_new))

        perform(self, lambda: meetings.get(meeting_id), success=seen)

    def _send(self, again: Sequence[str] = ()) -> None:
        self._show_work(self.tr("Brevene bliver gjort klar."))
        sending, meeting_id, kind, news = (
            self._desk.office.sending,
            self._meeting.id,
            self._kind,
            self._news,
        )

        def work() -> tuple[Delivery, ...]:
            def told(progress: Progress) -> None:
                news.moved.emit(progress.done, progress.total)

            return sending.send(meeting_id, kind, again=again, progress=told)

        perform_in_background(
            self._desk.background, self, work, success=self._sent, failed=self._not_sent
        )

    def _show_work(self, words: str) -> None:
        self._sending = True
        self._see_mail.hide()
        self._who_gets.hide()
        self.confirm_button.setEnabled(False)
        self._save_copy.setEnabled(False)
        self.cancel_button.set_caption(self.tr("Luk, mens der sendes"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._progress_text.setText(words)
        self._progress_text.show()

    @Slot(int, int)
    def _moved(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress_text.setText(self.tr("{0} af {1}").format(done, total))

    def _sent(self, deliveries: tuple[Delivery, ...]) -> None:
        self._stop()
        self._show_results(deliveries)
        self._tell()

    def _not_sent(self) -> None:
        self._stop()
        self._show_results(self._desk.office.sending.deliveries(self._meeting.id))
        self._tell()

    def _stop(self) -> None:
        self._sending = False
        self._progress.hide()
        self._progress_text.hide()
        if self._closed:
            self.deleteLater()

    def _show_results(self, deliveries: Sequence[Delivery]) -> None:
        own = [letter for letter in deliveries if letter.kind is self._kind]
        newest = max((letter.number for letter in own), default=0)
        self._deliveries = tuple(letter for letter in own if letter.number == newest)
        mail = self._desk.office.settings.mail()
        in_folder = mail.way is MailWay.FOLDER
        text, tone = outcome_text(self._deliveries, self._kind, in_folder=in_folder)
        set_title(self, text)
        self._words.setText("")
        self._words.hide()
        self._changed.hide()
        self._detail.setText(way_text(mail, sent=True))
        left = any(map(is_sent, self._deliveries))
        laid = any(each.lies_in_folder(otherwise=in_folder) for each in self._deliveries)
        self._detail.setVisible((tone is Tone.OK or left) and not laid)
        if laid and mail.folder:
            where, then = folder_text(mail)
            self.banner.show_message(where, Tone.INFO, then, open_folder_words())
        self._rows.clear()
        for delivery in self._deliveries:
            row = DeliveryRow(delivery, in_folder=in_folder)
            row.printed_requested.connect(self._mark_printed)
            row.again_requested.connect(lambda key: self._send((key,)))
            self._rows.add_row(row)
        self._offer_next()

    def _offer_next(self) -> None:
        waiting = to_send_again(self._desk, self._meeting, self._deliveries)
        close = self.tr("Luk")
        self.cancel_button.set_caption(close)
        self.cancel_button.setVisible(bool(waiting))
        one, many = self.tr("Prøv igen for 1 deltager"), self.tr("Prøv igen for {0} deltagere")
        caption = one if len(waiting) == 1 else many.format(len(waiting))
        self.confirm_button.set_caption(
            caption if waiting else close, "mail" if waiting else "check"
        )
        self.confirm_button.setEnabled(True)
        self._save_copy.setEnabled(True)
        on_paper = self._kind is not LetterKind.CANCELLATION
        left = any(not is_sent(each) for each in self._deliveries)
        self._save_copy.setVisible(on_paper and left)
        # Not at the cross of the message above: Enter goes on.
        self.confirm_button.setFocus()

    def _confirmed_after(self) -> None:
        waiting = to_send_again(self._desk, self._meeting, self._deliveries)
        if waiting and not self._sending:
            self.banner.dismiss()
            self._send(waiting)
        elif not waiting:
            self.accept()

    def _mark_printed(self, delivery_id: str) -> None:
        sending = self._desk.office.sending
        perform(
            self,
            lambda: sending.mark_printed(delivery_id),
            success=lambda _d: self._show_results(sending.deliveries(self._meeting.id)),
            changes=self._desk.changes,
            change=Change.of(Kind.SENDING, ids=(self._meeting.id,)),
        )

    def _save_papers(self) -> None:
        folder = self._ask_folder(self)
        if folder is None:
            return
        office, meeting_id, kind = self._desk.office, self._meeting.id, self._kind
        letters = self._deliveries
        perform_in_background(
            self._desk.background,
            self,
            lambda: save_copies(office, meeting_id, kind, letters, folder),
            success=lambda _files: self._papers_saved(folder),
        )

    def _papers_saved(self, folder: Path) -> None:
        office, letters = self._desk.office, self._deliveries
        marks = marks_told(office, self._meeting.id, self._kind, letters)
        self.banner.show_message(*saved_text(folder, self._kind, marks))

    def _tell(self) -> None:
        own = (Kind.MINUTES,) if self._kind is LetterKind.MINUTES else ()
        kinds = (Kind.MEETINGS, Kind.SENDING, *own)
        self._desk.changes.changed.emit(Change.of(*kinds, ids=(self._meeting.id,)))

    @Slot()
    def _over(self) -> None:
        self._closed = True
        if not self._sending:
            self.deleteLater()
