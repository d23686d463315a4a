"""Mødekvittering where a meeting ends and where it is followed up: four ways to answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.feedback import FeedbackScreen, hand_across, type_from_paper
from moedeleder.ui.dialogs.feedback_mail import FeedbackMailDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.dispatch import perform_in_background
from moedeleder.ui.file_dialogs import ask_folder
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import Button, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text


class FeedbackCard(Card):
    """Lets people answer five questions on the screen, on paper or by mail.

    It says only how many have answered. Errors are shown at the page it stands on.
    """

    said = Signal(str, str)
    """What was done, and a detail."""

    def __init__(self, desk: Desk, *, by_mail: bool = True) -> None:
        self._count = muted("")
        super().__init__(self.tr("Mødekvittering"), self._count, object_name="feedbackCard")
        self._desk = desk
        self._meeting: Meeting | None = None
        self.screen_button = secondary(
            self.tr("Svar på skærmen"), "feedbackOnScreen", "screen", compact=True
        )
        self.paper_button = secondary(
            self.tr("Gem papir til print…"), "feedbackPaper", "printer", compact=True
        )
        self.typed_button = secondary(
            self.tr("Skriv svar fra papir"), "feedbackTyped", "edit", compact=True
        )
        self.mail_button = secondary(
            self.tr("Spørg med mail…"), "feedbackMail", "mail", compact=True
        )
        self._connect()
        self._arrange()
        # Shown before it stands on the card, it would be a window of its own for a moment.
        self.mail_button.setVisible(by_mail)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show how many have answered about a meeting."""
        self._meeting = meeting
        count = meeting.feedback_count
        answered = self.tr("{0} har svaret").format(count)
        self._count.setText(answered if count else self.tr("Ingen har svaret endnu"))

    def choose_folder(self) -> Path | None:
        """Ask where the paper shall go; None when the person changes their mind."""
        return ask_folder(self, self.tr("Vælg en mappe til papiret"))

    def _hand_across(self) -> None:
        self._ask(hand_across, self.screen_button)

    def _type_in(self) -> None:
        self._ask(type_from_paper, self.typed_button)

    def _ask(self, show: Callable[[QWidget, Desk, str], FeedbackScreen], button: Button) -> None:
        if self._meeting is None:
            return
        screen = show(self, self._desk, self._meeting.id)
        screen.finished.connect(lambda _how: self._came_back(screen.given, button))

    def _came_back(self, given: int, button: Button) -> None:
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        if given:
            people = count_text(given, self.tr("svar er"), self.tr("svar er"))
            self.said.emit(
                self.tr("{0} talt med.").format(people),
                self.tr("Tallene ser du under Kvalitet, når mindst fem har svaret."),
            )

    def _save_paper(self) -> None:
        meeting, folder = self._meeting, self.choose_folder() if self._meeting else None
        if meeting is None or folder is None:
            return
        feedback, meeting_id = self._desk.office.feedback, meeting.id
        perform_in_background(
            self._desk.background,
            self,
            lambda: feedback.paper(meeting_id, folder),
            success=lambda path: self.said.emit(
                self.tr("Papiret er gemt i mappen {0}.").format(path.parent.name), path.name
            ),
        )

    def _ask_by_mail(self) -> None:
        if self._meeting is None:
            return
        dialog = FeedbackMailDialog(self._desk, self._meeting, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._send)
        dialog.finished.connect(lambda _how: self.mail_button.setFocus())
        dialog.open()

    def _send(self) -> None:
        if self._meeting is None:
            return
        sending = SendDialog(self._desk, self._meeting, LetterKind.FEEDBACK, self, begin=True)
        sending.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sending.finished.connect(lambda _how: self.mail_button.setFocus())
        sending.open()

    def _connect(self) -> None:
        self.screen_button.clicked.connect(self._hand_across)
        self.paper_button.clicked.connect(self._save_paper)
        self.typed_button.clicked.connect(self._type_in)
        self.mail_button.clicked.connect(self._ask_by_mail)

    def _arrange(self) -> None:
        about = self.tr("Fem korte spørgsmål om mødet. Ingen ser, hvem der har svaret hvad.")
        self.add(WrapLabel(about, tone=Tone.NEUTRAL))
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(8)
        buttons = (self.screen_button, self.mail_button, self.paper_button, self.typed_button)
        for at, button in enumerate(buttons):
            grid.addWidget(button, at // 2, at % 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(2, 1)
        self.add(grid)
