"""What leaves the house from the first step: drafts, invitations, receipts, a calling off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moedeleder.domain.danish import clock, long_date
from moedeleder.domain.meetings import Meeting, MeetingState
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.cancel_meeting import CancelMeetingDialog
from moedeleder.ui.dialogs.receipts import ReceiptsDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dialogs.share import ShareDialog
from moedeleder.ui.dialogs.times import TimesDialog
from moedeleder.ui.dialogs.versions import VersionsDialog
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.private_folder import PrivateFolder

if TYPE_CHECKING:
    from moedeleder.ui.pages.agenda.step import AgendaStep


class AgendaLetters(QObject):
    """Answers the step's wishes about letters and papers with the dialogs they need."""

    def __init__(self, step: AgendaStep, desk: Desk, show_file: Callable[[Path], object]) -> None:
        super().__init__(step)
        self._step, self._desk, self._show_file = step, desk, show_file
        self._folder = PrivateFolder()
        foot = step.foot
        foot.see.clicked.connect(self.see_agenda)
        foot.invite_requested.connect(self.invite)
        foot.share_requested.connect(self.share)
        foot.times_requested.connect(self.times)
        foot.take_up_requested.connect(self.take_up_again)
        foot.withdraw_requested.connect(self.withdraw)
        step.attendees.letters_requested.connect(self.show_letters)
        step.share_requested.connect(self.share)
        step.times_requested.connect(self.times)
        step.contributions.times_requested.connect(self.times)
        step.versions_requested.connect(self.versions)
        step.receipts_requested.connect(self.receipts)
        step.cancel_requested.connect(self.cancel)
        step.take_up_requested.connect(self.take_up_again)

    def changes(self, meeting: Meeting) -> int:
        """Return how many things differ from the agenda that people have."""
        if meeting.state is not MeetingState.PLANNED or meeting.invited_at is None:
            return 0
        return len(self._desk.office.sharing.changes_since(meeting.id))

    def invite(self, only_new: bool) -> None:
        """Show the invitation before it goes; ``only_new`` for those who have none yet."""
        step, kind = self._step, LetterKind.INVITATION
        step.open_dialog(SendDialog(self._desk, step.meeting, kind, step, only_new=only_new))

    def withdraw(self) -> None:
        """Show who was taken off the list and what they are told, before it leaves."""
        step, kind = self._step, LetterKind.WITHDRAWAL
        step.open_dialog(SendDialog(self._desk, step.meeting, kind, step), "agendaMain")

    def show_letters(self) -> None:
        """Show what became of each invitation."""
        step, kind = self._step, LetterKind.INVITATION
        step.open_dialog(SendDialog(self._desk, step.meeting, kind, step, results=True))

    def share(self) -> None:
        """Ask who gets the draft, and let it leave."""
        dialog = ShareDialog(self._desk, self._step.meeting, self._step)
        dialog.accepted.connect(lambda: self._send(LetterKind.DRAFT))
        dialog.times_requested.connect(self.times)
        self._step.open_dialog(dialog)

    def receipts(self) -> None:
        """Show what each is told about what they brought, and let it leave."""
        dialog = ReceiptsDialog(self._desk, self._step.meeting, self._step)
        dialog.accepted.connect(lambda: self._send(LetterKind.RECEIPT))
        self._step.open_dialog(dialog, "allContributions")

    def cancel(self) -> None:
        """Ask why the meeting is called off, and tell those who know of it."""
        dialog = CancelMeetingDialog(self._desk, self._step.meeting, self._step)

        def called_off() -> None:
            if dialog.told:
                self._send(LetterKind.CANCELLATION)
            else:
                self._step.show_message(self.tr("Mødet er aflyst. Ingen havde hørt om det endnu."))

        dialog.accepted.connect(called_off)
        self._step.open_dialog(dialog, "agendaMain")

    def take_up_again(self) -> None:
        """Plan a meeting that was called off after all; nobody is told yet."""
        meeting = self._step.meeting
        perform(
            self._step,
            lambda: self._desk.office.sending.take_up_again(meeting.id, meeting.version),
            success=lambda _m: self._step.show_message(
                self.tr("Mødet er planlagt igen."), detail=self.tr("Ingen har fået det at vide.")
            ),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting.id,)),
        )

    def times(self) -> None:
        """Propose times, keep what people say about them, and choose one."""
        dialog = TimesDialog(self._desk, self._step.meeting, self._step)

        def chosen() -> None:
            at = dialog.meeting.starts_at
            text = self.tr("Mødet er {0} kl. {1}.").format(long_date(at), clock(at))
            self._step.show_message(text, detail=self.tr("Nu kan du indkalde."))

        dialog.accepted.connect(chosen)
        self._step.open_dialog(dialog)

    def versions(self) -> None:
        """Show which agenda was shared when, and with whom."""
        dialog = VersionsDialog(
            self._desk, self._step.meeting, self._step, show_file=self._show_file
        )
        self._step.open_dialog(dialog)

    def see_agenda(self) -> None:
        """Make the agenda as the attendees get it, and open it."""
        folder, meeting_id = self._folder.path(), self._step.meeting.id
        papers, see = self._desk.office.papers, self._step.foot.see
        see.setEnabled(False)
        perform_in_background(
            self._desk.background,
            self._step,
            lambda: papers.save(meeting_id, LetterKind.INVITATION, folder),
            success=self._agenda_made,
            failed=lambda: see.setEnabled(True),
        )

    def _agenda_made(self, files: tuple[Path, ...]) -> None:
        self._step.foot.see.setEnabled(True)
        pdf = next((path for path in files if path.suffix == ".pdf"), files[0])
        self._show_file(pdf)
        self._step.show_message(self.tr("Dagsordenen er åbnet, som deltagerne får den."))

    def _send(self, kind: LetterKind) -> None:
        """Let letters that are made leave, and show what becomes of each."""
        self._step.open_dialog(
            SendDialog(self._desk, self._step.meeting, kind, self._step, begin=True)
        )
