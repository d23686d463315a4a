"""The fields that every mail server has: name, port, protection, and how to get in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.settings import Security, SignIn
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.number_field import NumberField
from moedeleder.ui.widgets.wrap_label import WrapLabel

_PORTS = 65535


class Server(TypedDict):
    """What stands in the fields, but for the password or token."""

    host: str
    port: int
    security: Security
    user: str
    sign_in: SignIn


class ServerForm(Form):
    """Where a server is and how to get in; a subclass adds what its own kind needs."""

    typed = Signal()

    def __init__(
        self,
        securities: Sequence[tuple[str, Security]],
        usual_ports: Mapping[Security, int],
        security_help: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._usual_ports = usual_ports
        self._host, self._user, self._password = QLineEdit(), QLineEdit(), QLineEdit()
        self._port = NumberField(1, _PORTS)
        self._security = Choice(securities)
        self._sign_in = Choice(
            (
                (self.tr("Kodeord"), SignIn.PASSWORD),
                (self.tr("Moderne login (OAuth2)"), SignIn.XOAUTH2),
            )
        )
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._place_server(security_help)
        self.watch(self._host, self._user, self._password)
        self._port.valueChanged.connect(lambda _port: self.typed.emit())
        self._security.chosen.connect(self._security_chosen)
        self._sign_in.chosen.connect(self._sign_in_chosen)

    @property
    def password(self) -> str | None:
        """The password or token typed now; None leaves the kept one as it is."""
        return self._password.text() or None

    @property
    def server(self) -> Server:
        """What stands in the fields, but for the password."""
        return Server(
            host=self._host.text().strip(),
            port=self._port.value(),
            security=self._security.value(),
            user=self._user.text().strip(),
            sign_in=self._sign_in.value(),
        )

    def show_server(
        self, host: str, port: int, security: Security, user: str, sign_in: SignIn
    ) -> None:
        """Show a server; a typed password goes away."""
        self._host.setText(host)
        self._port.setValue(port)
        self._security.set_value(security)
        self._user.setText(user)
        self._sign_in.set_value(sign_in)
        self._show_sign_in()
        self._password.clear()

    def show_password_kept(self, kept: bool, lasting: bool) -> None:
        """Say in the password's own place whether one is kept, and where."""
        if not kept:
            self._password.setPlaceholderText("")
        elif lasting:
            self._password.setPlaceholderText(self.tr("Ligger i systemets nøglering"))
        else:
            self._password.setPlaceholderText(self.tr("Huskes, til du lukker Mødeleder"))

    def watch(self, *fields: QLineEdit) -> None:
        """Tell when something is typed in these."""
        for field in fields:
            field.textChanged.connect(lambda _text: self.typed.emit())

    def _sign_in_chosen(self) -> None:
        # A password typed before must not be kept, or handed over, as a token.
        self._password.clear()
        self._password.setPlaceholderText("")
        self._show_sign_in()
        self.typed.emit()

    def _show_sign_in(self) -> None:
        token = self._sign_in.value() is SignIn.XOAUTH2
        self.row("password").set_label(self.tr("Nøgle fra jeres it") if token else _password())
        self._token_help.setVisible(token)

    def _security_chosen(self) -> None:
        # A port somebody chose with care is theirs.
        if self._port.value() in self._usual_ports.values():
            self._port.setValue(self._usual_ports[self._security.value()])
        self.typed.emit()

    def _place_server(self, security_help: str) -> None:
        self.add_beside(
            ("host", self.tr("Serverens navn"), self._host, 3),
            ("port", self.tr("Port"), self._port, 1),
        )
        self.add("security", self.tr("Kryptering"), self._security, security_help)
        self.add("sign_in", self.tr("Sådan logger Mødeleder ind"), self._sign_in)
        self.add_beside(
            ("user", self.tr("Brugernavn"), self._user, 1),
            ("password", _password(), self._password, 1),
        )
        self._token_help = WrapLabel(
            self.tr(
                "Moderne login bruger en nøgle i stedet for et kodeord. Jeres it laver den. "
                "Indsæt hele teksten, også når den begynder med en krøllet parentes."
            ),
            TextRole.SMALL,
            Tone.NEUTRAL,
        )
        self._token_help.hide()
        self.add_widget(self._token_help)


def _password() -> str:
    return QCoreApplication.translate("ServerForm", "Kodeord")
