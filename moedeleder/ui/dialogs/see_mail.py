"""The dialog that shows each person's mail, word for word, before it leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from moedeleder.domain.meetings import Meeting
from moedeleder.domain.sending import LetterKind, Receiver
from moedeleder.domain.text import shorten
from moedeleder.services.letters import LetterText
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.mail_preview import MailPreview
from moedeleder.ui.dispatch import perform
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form

_NAME = 60


class SeeMailDialog(Dialog):
    """Shows the mail of whoever is chosen; nothing is sent from here."""

    def __init__(
        self,
        desk: Desk,
        meeting: Meeting,
        kind: LetterKind,
        receivers: Sequence[Receiver],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            QCoreApplication.translate("SeeMailDialog", "Sådan bliver mailen"),
            QCoreApplication.translate("SeeMailDialog", "Luk"),
            parent,
            object_name="seeMailDialog",
            width=640,
        )
        self._desk, self._meeting, self._kind = desk, meeting, kind
        self.cancel_button.hide()
        self._who = Choice((shorten(each.name, _NAME), each) for each in receivers)
        self._who.chosen.connect(self._show)
        self._preview = MailPreview()
        form = self.use_form(Form())
        form.add("mailTo", self.tr("Hvis mail vil du se?"), self._who)
        self.body.addWidget(self._preview)
        self.confirm_requested.connect(self.accept)
        if receivers:
            self._show(receivers[0])
        self._who.setFocus()

    def _show(self, receiver: Receiver) -> None:
        sharing, meeting_id = self._desk.office.sharing, self._meeting.id

        def show(letter: LetterText) -> None:
            self._preview.show_letter(receiver.name, letter.subject, letter.body)

        perform(
            self,
            lambda: sharing.preview(meeting_id, receiver.attendee_id, self._kind),
            success=show,
        )
