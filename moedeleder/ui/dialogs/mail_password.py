"""The small dialog that asks for the mail server's password when letters wait for it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.errors import FieldMissing, MailPasswordMissing
from moedeleder.domain.sending import Delivery
from moedeleder.domain.settings import SignIn
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform_in_background, show_error
from moedeleder.ui.texts import error_text
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form

REASON = MailPasswordMissing.__name__


class MailPasswordDialog(Dialog):
    """Keeps the password where secrets are kept, and lets the letters go that waited for it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        mail = desk.office.settings.mail()
        super().__init__(
            _tr("Skriv kodeordet til mailserveren"),
            _tr("Gem, og send brevene"),
            parent,
            text=_tr("Mødeleder logger ind på {0} som {1}.").format(mail.host, mail.user),
            icon="mail",
            object_name="mailPasswordDialog",
        )
        self._desk, self._mail, self._is_saving = desk, mail, False
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        token = mail.sign_in is SignIn.XOAUTH2
        form = self.use_form(Form())
        form.add(
            "password",
            _tr("Nøgle fra jeres it") if token else _tr("Kodeord"),
            self._password,
            _where(desk.office.settings.password_lasts),
        )
        self.confirm_requested.connect(self._save)
        self._password.setFocus()

    @Slot()
    def _save(self) -> None:
        password = self._password.text()
        if self._is_saving:
            return
        if not password:
            show_error(self, FieldMissing("password"))
            return
        self._set_saving(True)
        settings, mail = self._desk.office.settings, self._mail
        # The keyring may wait for a person to unlock it.
        perform_in_background(
            self._desk.background,
            self,
            lambda: settings.save_mail(mail, password),
            success=lambda _kept: self.accept(),
            failed=lambda: self._set_saving(False),
            changes=self._desk.changes,
            change=Change.of(Kind.SETTINGS, Kind.SENDING),
        )

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.confirm_button.setEnabled(not saving)


def password_lacks(letters: Iterable[Delivery]) -> bool:
    """Return whether any of these letters waits for the mail server's password."""
    return any(each.reason == REASON and not each.waits for each in letters)


def offer_password(banner: Banner) -> None:
    """Say why the letters wait, with the button that asks for the password."""
    said = error_text(MailPasswordMissing())
    banner.show_message(said.what, Tone.WARN, said.rest, ask_caption())


def ask_caption() -> str:
    """Return the words of the button that asks for the password."""
    return _tr("Skriv kodeordet")


def _where(lasting: bool) -> str:
    if lasting:
        return _tr("Kodeordet gemmes i systemets nøglering og ingen andre steder.")
    return _tr("Computeren har ingen nøglering. Kodeordet huskes, til du lukker Mødeleder.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MailPasswordDialog", text)
