"""The fields of the mailbox that answers come to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.settings import AfterTaking, MailboxSettings, Security
from moedeleder.ui.pages.settings.server_form import ServerForm
from moedeleder.ui.widgets.choice import Choice

_USUAL_PORTS = {Security.TLS: 993, Security.STARTTLS: 143}


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsMailbox", text)


class MailboxForm(ServerForm):
    """The server, the folder, and what happens to a mail that is taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_security_choices(), _USUAL_PORTS, parent=parent)
        self._folder, self._taken_folder = QLineEdit(), QLineEdit()
        self._sent_folder = QLineEdit()
        self._after = Choice(_after_choices())
        self._often = Choice(_often_choices())
        self._place_fields()
        self.watch(self._folder, self._taken_folder, self._sent_folder)
        self._after.chosen.connect(self._after_chosen)
        self._often.chosen.connect(lambda _minutes: self.typed.emit())

    def settings(self, before: MailboxSettings) -> MailboxSettings:
        """Return ``before`` with what stands in the fields."""
        return replace(
            before,
            **self.server,
            folder=self._folder.text().strip(),
            after=self._after.value(),
            taken_folder=self._taken_folder.text().strip(),
            every_minutes=self._often.value(),
            sent_folder=self._sent_folder.text().strip(),
        )

    def show_settings(self, mailbox: MailboxSettings) -> None:
        """Show settings; a typed password goes away."""
        self.show_server(
            mailbox.host, mailbox.port, mailbox.security, mailbox.user, mailbox.sign_in
        )
        self._folder.setText(mailbox.folder)
        self._after.set_value(mailbox.after)
        self._taken_folder.setText(mailbox.taken_folder)
        self._often.set_value(mailbox.every_minutes)
        self._sent_folder.setText(mailbox.sent_folder)
        self._show_taken_folder()

    def _after_chosen(self) -> None:
        self._show_taken_folder()
        self.typed.emit()

    def _show_taken_folder(self) -> None:
        moved = self._after.value() is AfterTaking.FOLDER
        self.row("taken_folder").setVisible(moved)

    def _place_fields(self) -> None:
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
        self.add(
            "sent_folder",
            _tr("Mappe med sendte mails"),
            self._sent_folder,
            _tr("Her leder Mødeleder efter et brev, der er uvist. Tom: serverens egen mappe."),
        )


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
