"""Minutes that are final: the frozen versions, to read and to act on, not to write in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.record import MinutesVersion, short_checksum
from moedeleder.domain.retired_words import with_marks
from moedeleder.domain.sending import FINAL_STATES, LetterKind
from moedeleder.domain.settings import MailWay
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.contribution_words import short_day
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.compare import CompareDialog
from moedeleder.ui.dialogs.journal import JournalDialog
from moedeleder.ui.dialogs.received import ReceivedDialog
from moedeleder.ui.dialogs.retire import RetireDialog
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.preview import PreviewPane
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.flow import Flow
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import moment_text


class FinishedMinutes(QWidget):
    """Shows which version this is, its pages as they were locked, and what can be done now."""

    correct_requested = Signal()
    """The next version is to be begun."""
    changed = Signal()
    """A passage was marked, or the minutes were handed to the case system."""

    told = Signal(str)
    """What was done, to be said above the pages."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: MinutesView | None = None
        self._number = 0
        self.setObjectName("finishedMinutes")
        self.words = WrapLabel("", TextRole.STRONG, columns=96)
        self.words.setObjectName("versionText")
        self.words.setToolTip(self.tr("Et kort tal, der viser, at teksten ikke er ændret."))
        self._more = WrapLabel("", tone=Tone.NEUTRAL, columns=120)
        self._more.setObjectName("versionMore")
        self.versions = named(Choice(), "chooseVersion", self.tr("Hvilken version?"))
        self.versions.chosen.connect(self._choose)
        self.preview = PreviewPane(desk, name="finished", widest=820)
        self._correct = secondary(self.tr("Ret referatet"), "correctMinutes", "edit", compact=True)
        self._compare = secondary(self.tr("Sammenlign"), "compareVersions", "eye", compact=True)
        self._retire = secondary(
            self.tr("Ikke længere aktuel …"), "retirePassage", "info", compact=True
        )
        self._journal = secondary(self.tr("Til journalen …"), "toJournal", "folder", compact=True)
        self._lay_out()
        self._connect()

    @property
    def shown(self) -> MinutesVersion | None:
        """The version that is shown."""
        if self._view is None:
            return None
        newest = self._view.version
        return next((v for v in self._view.versions if v.number == self._number), newest)

    def show_view(self, view: MinutesView) -> None:
        """Show the newest version, or the one that was chosen before."""
        assert view.version is not None
        other = self._view is None or self._view.meeting.id != view.meeting.id
        if other or (self._view and self._view.versions != view.versions):
            self._number = view.version.number
        self._view = view
        self.versions.set_options(
            (self.tr("Version {0}").format(each.number), each.number)
            for each in reversed(view.versions)
        )
        self.versions.set_value(self._number)
        self.versions.setVisible(len(view.versions) > 1)
        self._compare.setVisible(len(view.versions) > 1)
        self._show_version()

    def version_text(self, version: MinutesVersion) -> str:
        """Return e.g. ``Version 1, færdig 3. december kl. 17.20 · kontroltal AB12-CD34-EF56``."""
        when, sum_ = moment_text(version.finalised_at), short_checksum(version.checksum)
        words = self.tr("Version {0}, færdig {1} · kontroltal {2}")
        return words.format(version.number, when, sum_)

    def see_received(self) -> None:
        """Show what each person received of the version."""
        if self._view is not None and self.shown is not None:
            self._open(ReceivedDialog(self._desk, self._view.meeting, self.shown.number, self))

    def _choose(self, number: int) -> None:
        self._number = number
        self._show_version()

    def _show_version(self) -> None:
        view, version = self._view, self.shown
        if view is None or version is None:
            return
        self.words.setText(self.version_text(version))
        meeting_id = view.meeting.id
        told = (self._pages_text(meeting_id, version.number), self._journal_text(meeting_id))
        self._more.setText(" ".join(filter(None, told)))
        # What proved wrong since is marked on every paper that is drawn later.
        marked = with_marks(version.record, self._desk.office.retiring.marks(meeting_id))
        self.preview.show_view(replace(view, version=replace(version, record=marked)))

    def _pages_text(self, meeting_id: str, number: int) -> str:
        letters = [
            letter
            for letter in self._desk.office.sending.deliveries(meeting_id)
            if letter.kind is LetterKind.MINUTES and letter.number == number
        ]
        in_folder = self._desk.office.settings.mail().way is MailWay.FOLDER
        has_it = [
            each.state in FINAL_STATES and not each.lies_in_folder(otherwise=in_folder)
            for each in letters
        ]
        if letters and all(has_it):
            return self.tr("Teksten er låst, og alle har den. Her er siderne, som de er sendt.")
        return self.tr("Teksten er låst. Her er siderne, som de blev låst.")

    def _journal_text(self, meeting_id: str) -> str:
        history = self._desk.office.journal.history(meeting_id)
        if not history:
            return ""
        return self.tr("Lagt til journalen {0}").format(short_day(history[-1].made_at))

    def _see_changes(self) -> None:
        if self._view is not None and len(self._view.versions) > 1:
            self._open(CompareDialog(self._view.versions, self._number, self))

    def _mark(self) -> None:
        if self._view is not None and self.shown is not None:
            dialog = RetireDialog(self._desk, self._view.meeting, self.shown, self)
            dialog.accepted.connect(self.changed)
            dialog.accepted.connect(lambda: self.told.emit(dialog.done_text()))
            self._open(dialog)

    def _hand_over(self) -> None:
        if self._view is not None:
            dialog = JournalDialog(self._desk, self._view.meeting, self)
            dialog.saved.connect(self.changed)
            self._open(dialog)

    def _open(self, dialog: Dialog | CompareDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _connect(self) -> None:
        self._correct.clicked.connect(self.correct_requested)
        self._compare.clicked.connect(self._see_changes)
        self._retire.clicked.connect(self._mark)
        self._journal.clicked.connect(self._hand_over)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.words)
        words.addWidget(self._more)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("lock", Tone.OK, size=20), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 100)
        head.addWidget(self.versions, 0, Qt.AlignmentFlag.AlignVCenter)
        deeds = Flow((self._correct, self._compare, self._retire, self._journal))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(deeds)
        column.addWidget(self.preview, 1)
