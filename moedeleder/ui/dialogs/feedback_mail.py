"""The dialog that asks by mail how the meeting was: whom, and in which words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import LetterKind, Receiver
from moedeleder.services.letters import LetterText
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_preview import MailPreview, caption
from moedeleder.ui.dialogs.send_words import send_caption
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.tokens import MARGIN
from moedeleder.ui.widgets.before_list import BeforeList
from moedeleder.ui.widgets.before_words import mail_count, paper_caption
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.wrap_label import WrapLabel

_BOTH = 100


class FeedbackMailDialog(Dialog):
    """Asks who is to answer by mail; the letters are made when it is accepted."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("FeedbackMailDialog", "Spørg med mail, hvordan mødet var"),
            send_caption(LetterKind.FEEDBACK, 0, only_new=False, again=False),
            parent,
            icon="mail",
            object_name="feedbackMail",
            width=1000,
        )
        self._desk, self.meeting = desk, meeting
        self._receivers = self._not_asked()
        self.people = BeforeList(scrolls=True)
        self.preview = MailPreview(lines=15)
        self._nobody = WrapLabel(
            self.tr("Alle med en mailadresse er spurgt. Andre kan svare på papir eller på skærmen.")
        )
        self._nobody.setObjectName("nobodyToAsk")
        self._lay_out_columns()
        self.people.changed.connect(self._count)
        self.people.picked.connect(self._show_mail)
        self.confirm_requested.connect(self._ask)
        self._show_people()
        self._count()
        if self._receivers:
            self._show_mail(self._receivers[0].attendee_id)
            self.people.begin()
        else:
            self.cancel_button.setFocus()

    def arrange(self, width: int) -> None:
        """Put the mail below where large text or a small screen has no room beside."""
        letter = QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth()
        way = QBoxLayout.Direction
        beside = width >= _BOTH * letter
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _show_people(self) -> None:
        before, meeting_id = self._desk.office.before, self.meeting.id
        ids = [each.attendee_id for each in self._receivers]
        perform(
            self,
            lambda: before.view(meeting_id, LetterKind.FEEDBACK, attendee_ids=ids),
            success=lambda view: self.people.show_view(view, ticked=self._proposed()),
        )

    def _not_asked(self) -> tuple[Receiver, ...]:
        """Return who has an address and was not asked before."""
        sending, meeting_id = self._desk.office.sending, self.meeting.id
        asked = {
            letter.attendee_id
            for letter in sending.deliveries(meeting_id)
            if letter.kind is LetterKind.FEEDBACK
        }
        found = (each for each in sending.receivers(meeting_id) if each.can_get_mail)
        return tuple(each for each in found if each.attendee_id not in asked)

    def _proposed(self) -> frozenset[str]:
        """Return those who were there, but for whoever asks."""
        actor = self._desk.office.settings.actor()
        mine = actor.person_id if actor else ""
        return frozenset(
            each.id
            for each in self.meeting.attendees
            if each.attendance is not Attendance.APOLOGY and each.person.id != mine
        )

    def _lay_out_columns(self) -> None:
        holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(MARGIN)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(6)
        right.setSpacing(6)
        left.addWidget(caption(self.tr("Hvem vil du spørge?")))
        left.addWidget(self.people, 1)
        right.addWidget(self.preview, 1)
        self._columns.addLayout(left, 4)
        self._columns.addLayout(right, 5)
        self.body.addWidget(self._nobody)
        self.body.addWidget(holder)
        self._nobody.setVisible(not self._receivers)
        holder.setVisible(bool(self._receivers))

    def _count(self) -> None:
        chosen = self.people.chosen
        on_paper = bool(chosen) and not mail_count(chosen)
        caption = send_caption(LetterKind.FEEDBACK, len(chosen), only_new=False, again=False)
        self.confirm_button.setEnabled(bool(chosen))
        self.confirm_button.set_caption(paper_caption(chosen) if on_paper else caption)

    def _show_mail(self, attendee_id: str) -> None:
        name = next(each.name for each in self._receivers if each.attendee_id == attendee_id)
        sharing, meeting_id = self._desk.office.sharing, self.meeting.id

        def show(letter: LetterText) -> None:
            self.preview.show_letter(name, letter.subject, letter.body)

        perform(
            self,
            lambda: sharing.preview(meeting_id, attendee_id, LetterKind.FEEDBACK),
            success=show,
        )

    def _ask(self) -> None:
        ids = tuple(each.attendee_id for each in self.people.chosen)
        office, meeting_id, choices = self._desk.office, self.meeting.id, self.people.choices

        def ask() -> Meeting:
            office.before.remember(choices)
            return office.feedback.ask_by_mail(meeting_id, ids, choices=choices)

        perform(
            self,
            ask,
            success=lambda _m: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, Kind.SENDING, ids=(meeting_id,)),
        )
