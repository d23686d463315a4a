"""The dialog that calls a meeting off: why, and who is told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import Delivery, DeliveryState, LetterKind, Receiver
from moedeleder.services.letters import LetterText
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_preview import MailPreview
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import MARGIN
from moedeleder.ui.widgets.before_list import BeforeList
from moedeleder.ui.widgets.before_words import mail_count
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import count_text

_BOTH_LETTERS = 100
_MAY_NOT_KNOW = (DeliveryState.READY, DeliveryState.FAILED)
_TOLD_OF_IT = (LetterKind.DRAFT, LetterKind.INVITATION)


class CancelMeetingDialog(Dialog):
    """Asks why a meeting is called off and shows who is told; the letters are made at the end."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("CancelMeetingDialog", "Aflys mødet"),
            QCoreApplication.translate("CancelMeetingDialog", "Aflys mødet"),
            parent,
            icon="mail",
            cancel=QCoreApplication.translate("CancelMeetingDialog", "Behold mødet"),
            object_name="cancelMeetingDialog",
            width=960,
        )
        self._desk, self.meeting = desk, meeting
        receivers = desk.office.sending.receivers(meeting.id)
        letters = desk.office.sending.deliveries(meeting.id)
        self.knowing = knowing(receivers, letters)
        self.people = BeforeList(scrolls=True)
        self.told = 0
        """How many letters were made, once the dialog is accepted."""
        self._picked = ""
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(round(4.4 * self._reason.fontMetrics().lineSpacing()))
        self._reason.textChanged.connect(self._show_mail)
        self._preview = MailPreview(lines=10)
        self._lay_out_columns()
        self._show_people()
        self.people.changed.connect(self._caption)
        self.people.picked.connect(self._pick)
        self.confirm_requested.connect(self._cancel)
        self._show_mail()
        self._reason.setFocus()

    def arrange(self, width: int) -> None:
        """Put the mail below where large text or a small screen has no room beside."""
        letter = QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth()
        way = QBoxLayout.Direction
        beside = width >= _BOTH_LETTERS * letter
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _lay_out_columns(self) -> None:
        form = Form()
        form.add(
            "reason",
            self.tr("Hvorfor bliver mødet ikke til noget?"),
            self._reason,
            self.tr("Alle, der får besked, kan læse det."),
        )
        self.form = form
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(form)
        left.addWidget(WrapLabel(self._who()))
        if self.knowing:
            left.addWidget(self.people, 1)
        else:
            left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(MARGIN)
        # As wide as the mail: who gets it is to be read on one line.
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._preview, 1)
        self.body.addLayout(self._columns)
        # Only now: what is shown before it has a parent is a window of its own.
        self._preview.setVisible(bool(self.knowing))
        self._caption()

    def _show_people(self) -> None:
        before, meeting_id = self._desk.office.before, self.meeting.id
        ids = [each.attendee_id for each in self.knowing]
        if ids:
            perform(
                self,
                lambda: before.view(meeting_id, LetterKind.CANCELLATION, attendee_ids=ids),
                success=self.people.show_view,
            )
        self._caption()

    def _caption(self) -> None:
        chosen = self.people.chosen
        if mail_count(chosen):
            people = count_text(len(chosen), self.tr("deltager"), self.tr("deltagere"))
            words = self.tr("Aflys, og giv {0} besked").format(people)
            self.confirm_button.set_caption(words, "mail")
        else:
            self.confirm_button.set_caption(self.tr("Aflys mødet"), "x")

    def _pick(self, attendee_id: str) -> None:
        self._picked = attendee_id
        self._show_mail()

    def _who(self) -> str:
        if not self.knowing:
            return self.tr("Ingen har fået kladde eller indkaldelse, så ingen får besked.")
        return self.tr("De her ved, at mødet er på vej. De får besked:")

    def _show_mail(self) -> None:
        by_mail = [each for each in self.knowing if each.can_get_mail]
        if not by_mail:
            self._preview.show_nothing(self.tr("Ingen af dem får mail. Ring til dem."))
            return
        picked = (each for each in by_mail if each.attendee_id == self._picked)
        first, sharing = next(picked, by_mail[0]), self._desk.office.sharing
        meeting_id, kind = self.meeting.id, LetterKind.CANCELLATION
        reason = self._reason.toPlainText().strip() or "…"

        def show(letter: LetterText) -> None:
            self._preview.show_letter(first.name, letter.subject, letter.body)

        perform(
            self,
            lambda: sharing.preview(meeting_id, first.attendee_id, kind, reason=reason),
            success=show,
        )

    def _cancel(self) -> None:
        meeting, office, choices = self.meeting, self._desk.office, self.people.choices
        reason = self._reason.toPlainText()

        def cancel() -> Meeting:
            office.before.remember(choices)
            return office.sending.cancel_meeting(
                meeting.id, meeting.version, reason, choices=choices
            )

        done = perform(
            self,
            cancel,
            success=self._cancelled,
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, Kind.SENDING, ids=(meeting.id,)),
        )
        if not done:
            meetings = self._desk.office.meetings
            perform(self, lambda: meetings.get(meeting.id), success=self._seen)

    def _seen(self, meeting: Meeting) -> None:
        self.meeting = meeting

    def _cancelled(self, meeting: Meeting) -> None:
        self.meeting = meeting
        letters = self._desk.office.sending.deliveries(meeting.id)
        self.told = sum(letter.kind is LetterKind.CANCELLATION for letter in letters)
        self.accept()


def knowing(receivers: tuple[Receiver, ...], letters: tuple[Delivery, ...]) -> tuple[Receiver, ...]:
    """Return those who have been told of the meeting, or may have been."""
    ids = {
        letter.attendee_id
        for letter in letters
        if letter.kind in _TOLD_OF_IT and letter.state not in _MAY_NOT_KNOW
    }
    return tuple(each for each in receivers if each.attendee_id in ids)
