"""Minutes that are final: the frozen version, to read and not to write in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.record import MinutesVersion, short_checksum
from moedeleder.domain.sending import FINAL_STATES, LetterKind
from moedeleder.domain.settings import MailWay
from moedeleder.services.minutes import MinutesView
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.minutes.preview import PreviewPane
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.icon_label import IconLabel
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import moment_text


class FinishedMinutes(QWidget):
    """Shows which version this is, and its pages as they were locked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("finishedMinutes")
        self.words = WrapLabel("", TextRole.STRONG, columns=96)
        self.words.setObjectName("versionText")
        self.words.setToolTip(self.tr("Et kort tal, der viser, at teksten ikke er ændret."))
        self._more = WrapLabel(
            "",
            tone=Tone.NEUTRAL,
            columns=96,
        )
        self._more.setObjectName("versionMore")
        self.preview = PreviewPane(desk, name="finished", widest=820)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.words)
        words.addWidget(self._more)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("lock", Tone.OK, size=20))
        head.addLayout(words, 100)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.preview, 1)

    def show_view(self, view: MinutesView) -> None:
        """Show the version of a finished view."""
        assert view.version is not None
        self.words.setText(self.version_text(view.version))
        self._more.setText(self._pages_text(view.meeting.id, view.version.number))
        self.preview.show_view(view)

    def version_text(self, version: MinutesVersion) -> str:
        """Return e.g. ``Version 1, færdig 3. december kl. 17.20 · kontroltal AB12-CD34-EF56``."""
        when, sum_ = moment_text(version.finalised_at), short_checksum(version.checksum)
        words = self.tr("Version {0}, færdig {1} · kontroltal {2}")
        return words.format(version.number, when, sum_)

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
