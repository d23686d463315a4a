"""What the sections about a mail server share: one save at a time, and a try of the connection."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from moedeleder.domain.errors import FieldMissing, MailNotSetUp, TokenUnreadable
from moedeleder.domain.settings import MailboxSettings, MailSettings
from moedeleder.services.sign_in import checked_secret
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import show_error
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.icons import IconName
from moedeleder.ui.pages.settings.connection_test import ConnectionTest
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.wrap_label import WrapLabel


class ServerSection(SettingsSection):
    """A section that saves a server and can try it first."""

    def __init__(
        self, desk: Desk, icon: IconName, parent: QWidget | None = None, *, object_name: str
    ) -> None:
        super().__init__(desk, icon, parent, object_name=object_name)
        self.is_saving = False
        self.keyring_note = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self.keyring_note.setObjectName("keyringNote")
        self.test = ConnectionTest(desk)
        self.test.answered.connect(self._show_answer, Qt.ConnectionType.QueuedConnection)

    def set_saving(self, saving: bool) -> None:
        """Note that a save is under way, or over."""
        self.is_saving = saving
        self.edited.emit()

    def begin(self) -> None:
        """Take away what was said about the try before."""
        self.begin_saving()
        self.test.result.dismiss()

    def is_complete(self, typed: MailSettings | MailboxSettings, secret: str | None) -> bool:
        """Return whether nothing is missing, and a token is one; else say what, at its field."""
        try:
            typed.checked()
            checked_secret(typed.sign_in, secret or "")
        except MailNotSetUp as error:
            show_error(self, FieldMissing(error.field))
        except TokenUnreadable as error:
            show_error(self, error)
        else:
            return True
        return False

    def show_keyring(self) -> bool:
        """Say where a password is kept; returns whether it stays after the program ends."""
        lasting = self.desk.office.settings.password_lasts
        self.keyring_note.setText(
            self.tr("Kodeordet gemmes i systemets nøglering og ingen andre steder.")
            if lasting
            else self.tr(
                "Computeren har ingen sikker nøglering. "
                "Kodeordet huskes, til du lukker Mødeleder, og gemmes ikke."
            )
        )
        return lasting

    @Slot()
    def _show_answer(self) -> None:
        # Only once the answer has its place is there somewhere to scroll to.
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is not None:
            layout.activate()
        self.ensureWidgetVisible(self.test.result)
