"""The dialog through which letters leave the house: shown before, followed, and told after."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from moedeleder.domain.before import BeforeView
from moedeleder.domain.errors import MailPasswordMissing
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, LetterKind
from moedeleder.services.withdrawals import Outdated
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_password import MailPasswordDialog, offer_password
from moedeleder.ui.dialogs.readers import ReadersDialog
from moedeleder.ui.dialogs.see_mail import SeeMailDialog
from moedeleder.ui.dialogs.send_after import SendAfter
from moedeleder.ui.dialogs.send_parts import SendParts
from moedeleder.ui.dialogs.send_support import (
    ChooseFolder,
    Hindrance,
    ProgressNews,
    announced,
    before_view,
    caption_of,
    changes_told,
    choose_folder,
    gets_told,
    hindrance_of,
    is_sent_for_good,
    offer_remedy,
    proposed_again,
    remedy,
    set_title,
    show_over,
    wanted,
)
from moedeleder.ui.dialogs.send_words import (
    again_text,
    attachments_text,
    changes_text,
    concerns_text,
    way_text,
)
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.letter_folder import open_letter_folder
from moedeleder.ui.texts import ErrorText, error_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.dialog import Dialog

_NEWS_SHOWN = 8


class SendDialog(Dialog):
    """Sends letters: who gets what which way, how far it has come, what became of each."""

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
        letters: Sequence[str] = (),
        ask_folder: ChooseFolder = choose_folder,
    ) -> None:
        """Show the receivers, or with ``results`` what became of letters already made.

        Args:
            only_new: invite only attendees who have no invitation yet.
            begin: a page that showed who gets what has made the letters; send them at once.
            reason: why there is a version after the first, where one is finished and sent.
            letters: ids of letters made before, to be sent once more; see :meth:`again`.
            ask_folder: asks where the copies to print shall lie.
        """
        super().__init__("", "", parent, icon="mail", object_name="sendDialog", width=720)
        self._desk, self._meeting, self._kind = desk, meeting, kind
        self._only_new, self._reason, self._ask_folder = only_new, reason, ask_folder
        self._letters = tuple(letters)
        """The letters that are to leave once more, while that is shown."""
        self._sending = self._closed = False
        self._changes: tuple[str, ...] = ()
        self._news_told = Outdated()
        """What of time and place is another than people know."""
        self._hindrance: Hindrance | None = None
        self._news = ProgressNews()
        self._news.moved.connect(self._moved)
        self._parts = SendParts(self)
        self.after = SendAfter(desk, meeting.id, kind, frozenset(letters), self, self._parts)
        self._connect()
        if begin:
            self._send()
        elif results or (not (reason or self._letters) and is_sent_for_good(meeting, kind)):
            self.after.read()
        else:
            self._show_before()
        # Enter and the ring shall mean the same button.
        self.confirm_button.setFocus()

    @classmethod
    def again(
        cls, desk: Desk, meeting: Meeting, delivery_ids: Sequence[str], parent: QWidget | None
    ) -> SendDialog:
        """Return the dialog that shows chosen letters of a meeting before they leave once more.

        Args:
            delivery_ids: of any kind; they go by mail, to the addresses people have now.
        """
        letters = desk.office.sending.deliveries(meeting.id)
        kinds = [each.kind for each in letters if each.id in delivery_ids]
        kind = kinds[0] if kinds else LetterKind.INVITATION
        return cls(desk, meeting, kind, parent, letters=delivery_ids)

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say what went wrong; a password that is missing can be written at once."""
        if error == error_text(MailPasswordMissing()) and self.after.lacks_password:
            offer_password(self.banner)
        else:
            super().show_error(error, field)

    def _connect(self) -> None:
        parts = self._parts
        parts.before.changed.connect(self._caption)
        parts.who_gets.clicked.connect(self._choose_readers)
        parts.see_mail.clicked.connect(self._open_mail)
        parts.save_copy.clicked.connect(lambda: self.after.save_papers(self._ask_folder))
        parts.stop.clicked.connect(self._stop_letters)
        self.after.again_requested.connect(self._ask_again)
        self.confirm_requested.connect(self._confirmed)
        self.banner.action_requested.connect(self._open_remedy)
        self.finished.connect(self._over)

    # --- before --------------------------------------------------------------------------------

    def _show_before(self) -> None:
        desk, meeting, kind = self._desk, self._meeting, self._kind
        if not self._letters:
            self._changes = changes_told(desk, meeting, kind, self._only_new)
            self._news_told = desk.office.withdrawals.outdated(meeting.id)
        self._parts.show_before()
        self._parts.words.setText(again_text() if self._letters else attachments_text(kind))
        self._parts.detail.setText(way_text(desk.office.settings.mail()))
        news = changes_text(self._changes[:_NEWS_SHOWN], len(self._changes))
        self._parts.changed.setText(news)
        self._parts.changed.setVisible(bool(self._changes))

        def read() -> BeforeView:
            choices = self._parts.before.choices
            return before_view(desk, meeting, kind, self._letters, self._only_new, choices)

        shown = perform(self, read, success=self._show_view)
        if not shown:
            self.confirm_button.setEnabled(False)
        self._say_concerns()

    def _show_view(self, view: BeforeView) -> None:
        gets = gets_told(self._desk, self._meeting, self._kind, self._letters, self._reason)
        ticked = proposed_again(self._desk, self._meeting, self._letters)
        self._parts.before.show_view(view, gets=gets, ticked=ticked)
        # Minutes have no words of a mail before they are finished.
        readable = self._kind is LetterKind.INVITATION and not self._letters
        self._parts.see_mail.setVisible(bool(view.lines) and readable)
        self._parts.who_gets.setVisible(self._kind is LetterKind.MINUTES and not self._letters)
        self._caption()

    def _caption(self) -> None:
        chosen = self._parts.before.chosen
        caption, icon = caption_of(
            self._meeting,
            self._kind,
            chosen,
            only_new=self._only_new,
            changed=bool(self._changes),
            again=bool(self._letters),
            news=self._news_told,
        )
        set_title(self, caption)
        self.confirm_button.setEnabled(bool(chosen))
        self.confirm_button.set_caption(caption, icon)

    def _say_concerns(self) -> None:
        contact = self._desk.office.settings.reachable().contact
        concerns = "" if self._letters else concerns_text(self._meeting, self._kind, contact)
        if concerns:
            self.banner.show_message(concerns, Tone.WARN)
        if not self._letters:
            self._hindrance = hindrance_of(self._desk, self._meeting, self._kind)
            offer_remedy(self.banner, self._hindrance)

    def _open_mail(self) -> None:
        receivers = wanted(self._desk, self._meeting, self._kind, self._only_new)
        show_over(SeeMailDialog(self._desk, self._meeting, self._kind, receivers, self))

    def _choose_readers(self) -> None:
        dialog = ReadersDialog(self._desk, self._meeting.id, self)
        dialog.finished.connect(lambda _result: self._look_again())
        show_over(dialog)

    def _confirmed(self) -> None:
        if self._sending:
            return
        if self._letters:
            chosen = [each.delivery_id for each in self._parts.before.chosen]
            self._letters = ()
            self.banner.dismiss()
            self._send(chosen)
        elif self.after.deliveries:
            self._confirmed_after()
        else:
            self.banner.dismiss()
            self._make_letters()

    def _make_letters(self) -> None:
        office, meeting, reason = self._desk.office, self._meeting, self._reason
        choices = self._parts.before.choices
        if self._kind is LetterKind.MINUTES:
            # The papers are tried before the text is locked, and that takes its time.
            self._show_work(self.tr("Papirerne bliver prøvet."))

            def finish() -> object:
                office.before.remember(choices)
                return office.finishing.finish(meeting.id, meeting.version, reason, choices=choices)

            perform_in_background(
                self._desk.background,
                self,
                finish,
                success=self._letters_made,
                failed=self._not_made,
            )
            return
        if not perform(self, self._announce, success=self._letters_made):
            self._look_again()
            self.show_top()
            if self._hindrance is not None:
                self.banner.focus_action()

    def _announce(self) -> Meeting:
        ids = [each.attendee_id for each in self._parts.before.chosen]
        choices = self._parts.before.choices
        return announced(self._desk.office, self._meeting, self._kind, ids, self._only_new, choices)

    def _open_remedy(self) -> None:
        if self._hindrance is None and self.after.lacks_password:
            self._ask_password()
            return
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

    def _ask_password(self) -> None:
        dialog = MailPasswordDialog(self._desk, self)
        dialog.accepted.connect(self._send_held)
        show_over(dialog)

    @Slot()
    def _send_held(self) -> None:
        """Send what the password let go; what has left meanwhile stays as it is."""
        office, meeting_id, told = self._desk.office, self._meeting.id, self._news.tell
        ids = [each.id for each in self.after.deliveries]
        self.banner.dismiss()

        def work() -> tuple[Delivery, ...]:
            office.outbox.work_for_person(ids, told)
            return office.sending.deliveries(meeting_id)

        self._begin(work)

    def _not_made(self) -> None:
        self._work_over()
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
            said = self.banner.message
            self._show_before()
            if said and not self.banner.message:
                self.banner.show()

        perform(self, lambda: meetings.get(meeting_id), success=seen)

    # --- while ---------------------------------------------------------------------------------

    def _send(self, again: Sequence[str] = ()) -> None:
        sending, meeting_id, kind = self._desk.office.sending, self._meeting.id, self._kind
        told = self._news.tell

        def work() -> tuple[Delivery, ...]:
            if again:
                sending.send_letters(again, progress=told)
                return sending.deliveries(meeting_id)
            return sending.send(meeting_id, kind, progress=told)

        self._begin(work)

    def _begin(self, work: Callable[[], tuple[Delivery, ...]]) -> None:
        self._show_work(self.tr("Brevene bliver gjort klar."))
        self._parts.stop.show()
        perform_in_background(
            self._desk.background, self, work, success=self._sent, failed=self._not_sent
        )

    def _show_work(self, words: str) -> None:
        self._sending = True
        self.confirm_button.setEnabled(False)
        self.cancel_button.set_caption(self.tr("Luk, mens der sendes"))
        self.cancel_button.show()
        self._parts.show_work(words)

    def _stop_letters(self) -> None:
        """Keep what has not begun; what is on its way goes on."""
        office, meeting_id = self._desk.office, self._meeting.id
        self._parts.stop.setEnabled(False)
        self._parts.progress_text.setText(self.tr("De breve, der er begyndt, bliver sendt færdig."))
        letters = office.sending.deliveries(meeting_id)
        mine = [each.id for each in letters if self.after.is_about(each)]
        perform(self, lambda: office.outbox.stop_letters(mine))

    @Slot(int, int)
    def _moved(self, done: int, total: int) -> None:
        self._parts.show_progress(done, total)

    def _sent(self, deliveries: tuple[Delivery, ...]) -> None:
        self._work_over()
        self.after.show(deliveries)
        self._tell()

    def _not_sent(self) -> None:
        self._work_over()
        self.after.read()
        self._tell()

    def _work_over(self) -> None:
        self._sending = False
        self._parts.work_over()
        if self._closed:
            self.deleteLater()

    # --- after ---------------------------------------------------------------------------------

    def _confirmed_after(self) -> None:
        waiting = self.after.waiting
        if not waiting:
            self.accept()
        elif self.after.is_known_way:
            # They were shown, and nothing is another than it was.
            self.banner.dismiss()
            self._send(waiting)
        else:
            self._ask_again(waiting)

    def _ask_again(self, letter_ids: Sequence[str]) -> None:
        """Show letters that were made before as they would leave now."""
        if self._sending:
            return
        self.banner.dismiss()
        self._letters = tuple(letter_ids)
        self.cancel_button.set_caption(self.tr("Annuller"))
        self.cancel_button.show()
        self._show_before()
        self.confirm_button.setFocus()

    def _tell(self) -> None:
        own = (Kind.MINUTES,) if self._kind is LetterKind.MINUTES else ()
        kinds = (Kind.MEETINGS, Kind.SENDING, *own)
        self._desk.changes.changed.emit(Change.of(*kinds, ids=(self._meeting.id,)))

    @Slot()
    def _over(self) -> None:
        self._closed = True
        if not self._sending:
            self.deleteLater()
