"""What leaves the house from the first step: the invitation, and a look at the paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moedeleder.domain.sending import LetterKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dispatch import perform_in_background
from moedeleder.ui.private_folder import PrivateFolder

if TYPE_CHECKING:
    from moedeleder.ui.pages.agenda.step import AgendaStep


class AgendaLetters(QObject):
    """Answers the step's wishes about letters and papers with the dialogs they need."""

    def __init__(self, step: AgendaStep, desk: Desk, show_file: Callable[[Path], object]) -> None:
        super().__init__(step)
        self._step, self._desk, self._show_file = step, desk, show_file
        self._folder = PrivateFolder()
        step.foot.see.clicked.connect(self.see_agenda)
        step.foot.invite_requested.connect(self.invite)
        step.attendees.letters_requested.connect(self.show_letters)

    def invite(self, only_new: bool) -> None:
        """Show the invitation before it goes; ``only_new`` for those who have none yet."""
        step, kind = self._step, LetterKind.INVITATION
        step.open_dialog(SendDialog(self._desk, step.meeting, kind, step, only_new=only_new))

    def show_letters(self) -> None:
        """Show what became of each invitation."""
        step, kind = self._step, LetterKind.INVITATION
        step.open_dialog(SendDialog(self._desk, step.meeting, kind, step, results=True))

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
