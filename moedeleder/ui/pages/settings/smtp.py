"""The fields of the mail server that letters leave by."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.settings import MailSettings
from moedeleder.ui.pages.settings.mail_words import USUAL_PORTS, security_choices
from moedeleder.ui.pages.settings.server_form import ServerForm


class SmtpForm(ServerForm):
    """The server and the sender."""

    def __init__(self, parent: QWidget | None = None) -> None:
        why = QCoreApplication.translate(
            "SmtpForm",
            "Mails om børn sendes aldrig uden kryptering. Derfor kan det ikke vælges fra.",
        )
        super().__init__(security_choices(), USUAL_PORTS, why, parent)
        self._sender_name, self._sender_address = QLineEdit(), QLineEdit()
        self.add_beside(
            ("sender_name", self.tr("Afsenderens navn"), self._sender_name, 1),
            ("sender_address", self.tr("Afsenderens mailadresse"), self._sender_address, 1),
        )
        self.watch(self._sender_name, self._sender_address)

    def settings(self, before: MailSettings) -> MailSettings:
        """Return ``before`` with what stands in the fields."""
        return replace(
            before,
            **self.server,
            sender_name=self._sender_name.text().strip(),
            sender_address=self._sender_address.text().strip(),
        )

    def show_settings(self, mail: MailSettings) -> None:
        """Show settings; a typed password goes away."""
        self.show_server(mail.host, mail.port, mail.security, mail.user, mail.sign_in)
        self._sender_name.setText(mail.sender_name)
        self._sender_address.setText(mail.sender_address)
