"""The fields of a mail server, and the try of the connection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from moedeleder.domain.errors import MoedelederError
from moedeleder.domain.settings import MailSettings
from moedeleder.ui.background import Job
from moedeleder.ui.desk import Desk
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.settings.mail_words import (
    failure_text,
    security_choices,
    usual_port,
)
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.banner import Banner
from moedeleder.ui.widgets.button import secondary
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.number_field import NumberField
from moedeleder.ui.widgets.wrap_label import WrapLabel

_PORTS = 65535


class SmtpForm(Form):
    """Server, protection, user, password and sender."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._user, self._password = QLineEdit(), QLineEdit(), QLineEdit()
        self._sender_name, self._sender_address = QLineEdit(), QLineEdit()
        self._port = NumberField(1, _PORTS)
        self._security = Choice(security_choices())
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._place_fields()
        for field in self._texts():
            field.textChanged.connect(lambda _text: self.typed.emit())
        self._port.valueChanged.connect(lambda _port: self.typed.emit())
        self._security.chosen.connect(self._security_chosen)

    @property
    def password(self) -> str | None:
        """The password typed now; None leaves the kept one as it is."""
        return self._password.text() or None

    def settings(self, before: MailSettings) -> MailSettings:
        """Return ``before`` with what stands in the fields."""
        return replace(
            before,
            host=self._host.text().strip(),
            port=self._port.value(),
            security=self._security.value(),
            user=self._user.text().strip(),
            sender_name=self._sender_name.text().strip(),
            sender_address=self._sender_address.text().strip(),
        )

    def show_settings(self, mail: MailSettings) -> None:
        """Show settings; a typed password goes away."""
        self._host.setText(mail.host)
        self._port.setValue(mail.port)
        self._security.set_value(mail.security)
        self._user.setText(mail.user)
        self._sender_name.setText(mail.sender_name)
        self._sender_address.setText(mail.sender_address)
        self._password.clear()

    def show_password_kept(self, kept: bool, lasting: bool) -> None:
        """Say in the password's own place whether one is kept, and where."""
        if not kept:
            self._password.setPlaceholderText("")
        elif lasting:
            self._password.setPlaceholderText(self.tr("Ligger i systemets nøglering"))
        else:
            self._password.setPlaceholderText(self.tr("Huskes, til du lukker Mødeleder"))

    def _texts(self) -> tuple[QLineEdit, ...]:
        sender = (self._sender_name, self._sender_address)
        return (self._host, self._user, self._password, *sender)

    def _security_chosen(self) -> None:
        other = {usual_port(value) for _words, value in security_choices()}
        # A port somebody chose with care is theirs.
        if self._port.value() in other:
            self._port.setValue(usual_port(self._security.value()))
        self.typed.emit()

    def _place_fields(self) -> None:
        self.add_beside(
            ("host", self.tr("Serverens navn"), self._host, 3),
            ("port", self.tr("Port"), self._port, 1),
        )
        self.add(
            "security",
            self.tr("Kryptering"),
            self._security,
            self.tr("Mails om børn sendes aldrig uden kryptering. Derfor kan det ikke vælges fra."),
        )
        self.add_beside(
            ("user", self.tr("Brugernavn"), self._user, 1),
            ("password", self.tr("Kodeord"), self._password, 1),
        )
        self.add_beside(
            ("sender_name", self.tr("Afsenderens navn"), self._sender_name, 1),
            ("sender_address", self.tr("Afsenderens mailadresse"), self._sender_address, 1),
        )


class ConnectionTest(QWidget):
    """Tries a connection without sending, shows that it does, and says what it found."""

    test_requested = Signal()
    answered = Signal()
    """There is something to read in ``result``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._finished = False
        self.setObjectName("connectionTest")
        self.button = secondary(self.tr("Test forbindelsen"), "testConnection")
        self._cancel = secondary(self.tr("Afbryd"), "cancelTest", "x")
        self._bar = named(QProgressBar(), "testProgress", self.tr("Prøver forbindelsen"))
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._words = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self.result = Banner()
        self.result.setObjectName("testResult")
        self._place()
        self.button.clicked.connect(self.test_requested)
        self._cancel.clicked.connect(self.cancel)
        self._show_running(False)

    @property
    def is_running(self) -> bool:
        """Whether a try is under way."""
        return self._job is not None

    def run(self, host: str, attempt: Callable[[], str]) -> None:
        """Make the ``attempt`` in the background; it returns what it found, in words."""
        self.cancel()
        self.result.dismiss()
        self._words.setText(self.tr("Prøver forbindelsen til {0} …").format(host))
        self._show_running(True)
        # One that runs at once has called back before it hands over its job.
        self._finished = False
        job = self._desk.background.run(attempt, self._worked, self._failed, self)
        self._job = None if self._finished else job

    def cancel(self) -> None:
        """Stop waiting for the answer."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            self._say(self.tr("Prøven er afbrudt."), Tone.INFO)

    def _worked(self, found: str) -> None:
        self._end()
        self._say(self.tr("Forbindelsen virker."), Tone.OK, found)

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, MoedelederError):
            raise error
        what, advice = failure_text(error)
        self._say(what, Tone.BAD, advice)

    def _say(self, words: str, tone: Tone, detail: str = "") -> None:
        self.result.show_message(words, tone, detail)
        self.answered.emit()

    def _end(self) -> None:
        self._finished = True
        self._job = None
        had_focus = self._cancel.hasFocus()
        self._show_running(False)
        if had_focus:
            self.button.setFocus()

    def _show_running(self, running: bool) -> None:
        for widget in (self._bar, self._words, self._cancel):
            widget.setVisible(running)
        self.button.setVisible(not running)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.button)
        row.addWidget(self._cancel)
        row.addWidget(self._words, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self.result)
