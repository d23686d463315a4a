"""The fields of the mailbox that answers come to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.settings import AfterTaking, MailboxSettings, Security
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.number_field import NumberField

_PORTS = 65535
_USUAL_PORTS = {Security.TLS: 993, Security.STARTTLS: 143}


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsMailbox", text)


class MailboxForm(Form):
    """Server, protection, user, password, folder, and what happens to a mail that is taken."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._user, self._password = QLineEdit(), QLineEdit(), QLineEdit()
        self._folder, self._taken_folder = QLineEdit(), QLineEdit()
        self._port = NumberField(1, _PORTS)
        self._security = Choice(_security_choices())
        self._after = Choice(_after_choices())
        self._often = Choice(_often_choices())
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._place_fields()
        for field in (self._host, self._user, self._password, self._folder, self._taken_folder):
            field.textChanged.connect(lambda _text: self.typed.emit())
        self._port.valueChanged.connect(lambda _port: self.typed.emit())
        self._security.chosen.connect(self._security_chosen)
        self._after.chosen.connect(self._after_chosen)
        self._often.chosen.connect(lambda _minutes: self.typed.emit())

    @property
    def password(self) -> str | None:
        """The password typed now; None leaves the kept one as it is."""
        return self._password.text() or None

    def settings(self, before: MailboxSettings) -> MailboxSettings:
        """Return ``before`` with what stands in the fields."""
        return replace(
            before,
            host=self._host.text().strip(),
            port=self._port.value(),
            security=self._security.value(),
            user=self._user.text().strip(),
            folder=self._folder.text().strip(),
            after=self._after.value(),
            taken_folder=self._taken_folder.text().strip(),
            every_minutes=self._often.value(),
        )

    def show_settings(self, mailbox: MailboxSettings) -> None:
        """Show settings; a typed password goes away."""
        self._host.setText(mailbox.host)
        self._port.setValue(mailbox.port)
        self._security.set_value(mailbox.security)
        self._user.setText(mailbox.user)
        self._folder.setText(mailbox.folder)
        self._after.set_value(mailbox.after)
        self._taken_folder.setText(mailbox.taken_folder)
        self._often.set_value(mailbox.every_minutes)
        self._password.clear()
        self._show_taken_folder()

    def show_password_kept(self, words: str) -> None:
        """Say in the password's own place where one is kept; empty for nowhere."""
        self._password.setPlaceholderText(words)

    def _security_chosen(self) -> None:
        # A port somebody chose with care is theirs.
        if self._port.value() in _USUAL_PORTS.values():
            self._port.setValue(_USUAL_PORTS[self._security.value()])
        self.typed.emit()

    def _after_chosen(self) -> None:
        self._show_taken_folder()
        self.typed.emit()

    def _show_taken_folder(self) -> None:
        moved = self._after.value() is AfterTaking.FOLDER
        self.row("taken_folder").setVisible(moved)

    def _place_fields(self) -> None:
        self.add_beside(
            ("host", _tr("Serverens navn"), self._host, 3),
            ("port", _tr("Port"), self._port, 1),
        )
        self.add("security", _tr("Kryptering"), self._security)
        self.add_beside(
            ("user", _tr("Brugernavn"), self._user, 1),
            ("password", _tr("Kodeord"), self._password, 1),
        )
        self.add(
            "folder",
            _tr("Mappe i postkassen"),
            self._folder,
            _tr("INBOX er den almindelige indbakke."),
        )
        self.add(
            "after",
            _tr("Når et svar er hentet"),
            self._after,
            _tr("Mails slettes aldrig, og de bliver ved med at være ulæste."),
        )
        self.add("taken_folder", _tr("Navn på mappen"), self._taken_folder)
        self.add("every_minutes", _tr("Hvor tit hentes der?"), self._often)


def _security_choices() -> tuple[tuple[str, Security], ...]:
    return (
        (_tr("TLS fra første tegn (ofte port 993)"), Security.TLS),
        (_tr("STARTTLS (ofte port 143)"), Security.STARTTLS),
    )


def _after_choices() -> tuple[tuple[str, AfterTaking], ...]:
    return (
        (_tr("Sæt et mærke på mailen"), AfterTaking.KEYWORD),
        (_tr("Flyt mailen til en mappe"), AfterTaking.FOLDER),
        (_tr("Rør ikke mailen"), AfterTaking.NOTHING),
    )


def _often_choices() -> tuple[tuple[str, int], ...]:
    return (
        (_tr("Hvert 5. minut"), 5),
        (_tr("Hvert kvarter"), 15),
        (_tr("Hver time"), 60),
        (_tr("Kun når jeg beder om det"), 0),
    )
