"""Sådan sendes mails: a folder of letters, or the municipality's mail server."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from moedeleder.domain.settings import MailSettings, MailWay
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.letter_folder import open_folder_words, open_letter_folder
from moedeleder.ui.pages.settings.files import Files
from moedeleder.ui.pages.settings.mail_extras import MailExtrasForm
from moedeleder.ui.pages.settings.mail_words import report_text
from moedeleder.ui.pages.settings.senders import SendersEditor
from moedeleder.ui.pages.settings.server_section import ServerSection
from moedeleder.ui.pages.settings.smtp import SmtpForm
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named


class MailSection(ServerSection):
    """How letters leave, and whether that way works."""

    def __init__(self, desk: Desk, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(desk, "mail", parent, object_name="mailSection")
        self.entitle(self.tr("Sådan sendes mails"), self.tr("Gem, hvordan mails sendes"))
        self._files = files
        self._kept = MailSettings()
        self._ways = {
            MailWay.FOLDER: self._way(self.tr("I en mappe på computeren"), "wayFolder"),
            MailWay.SMTP: self._way(self.tr("Gennem jeres mailserver"), "waySmtp"),
        }
        self._group = QButtonGroup(self)
        self._folder = QLineEdit()
        self._choose = secondary(self.tr("Vælg mappe…"), "chooseFolder", "folder", compact=True)
        self._open = quiet(open_folder_words(), "openFolder")
        self._folder_form, self._smtp_form = Form(), SmtpForm()
        self._senders, self._extras = SendersEditor(), MailExtrasForm()
        self._arrange()
        self._connect()

    def show_kept(self) -> None:
        """Read how letters leave and show it."""
        perform(self, self.desk.office.settings.mail, success=self._show)

    def differs(self) -> bool:
        """Return whether the fields hold something else than what is kept."""
        return self._typed() != self._kept or bool(self._smtp_form.password)

    def save(self) -> None:
        """Save the way; a folder must be one that can be written in."""
        if self.is_saving:
            return
        self.begin()
        mail, password = self._typed(), self._smtp_form.password
        if not self.is_complete(mail, password):
            return
        self.set_saving(True)
        perform_in_background(
            self.desk.background,
            self,
            lambda: self._save(mail, password),
            success=self._saved,
            failed=lambda: self.set_saving(False),
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS, Kind.SENDING),
        )

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say it at the field, in whichever card it stands."""
        row = self._senders.set_error(field, error.short)
        if (
            row is None
            and self.form is self._smtp_form
            and self._extras.set_error(field, error.short)
        ):
            row = self._extras.row(field)
        if row is not None:
            self.ensureWidgetVisible(row)
            return
        super().show_error(error, "sender_address" if field == "mail" else field)

    def begin_saving(self) -> None:
        """Take away what was said about the try before."""
        super().begin_saving()
        self._senders.clear_errors()
        self._extras.clear_errors()

    def _save(self, mail: MailSettings, password: str | None) -> MailSettings:
        office = self.desk.office
        if mail.way is MailWay.FOLDER:
            office.sending.test_connection(mail, "")
        return office.settings.save_mail(mail, password)

    def _saved(self, mail: MailSettings) -> None:
        self.set_saving(False)
        self._show(mail)
        where = (
            self.tr("Breve lægges i mappen. Der sendes intet ud af huset.")
            if mail.way is MailWay.FOLDER
            else self.tr("Breve sendes gennem {0}.").format(mail.host)
        )
        self.say(self.tr("Gemt."), where)

    def _try_connection(self) -> None:
        self.begin()
        mail = replace(self._typed(), way=MailWay.SMTP)
        sending, password = self.desk.office.sending, self._smtp_form.password
        if self.is_complete(mail, password):
            self.test.run(
                mail.host, lambda: report_text(sending.test_connection(mail, password), mail)
            )

    def _typed(self) -> MailSettings:
        way = MailWay.SMTP if self._ways[MailWay.SMTP].isChecked() else MailWay.FOLDER
        mail = replace(self._kept, way=way, folder=self._folder.text().strip())
        mail = replace(self._extras.settings(mail), senders=self._senders.senders)
        return self._smtp_form.settings(mail)

    def _show(self, mail: MailSettings) -> None:
        self._kept = mail
        self._ways[mail.way].setChecked(True)
        self._folder.setText(mail.folder)
        self._folder.setCursorPosition(0)
        self._smtp_form.show_settings(mail)
        self._senders.show_senders(mail.senders)
        self._extras.show_settings(mail)
        self._show_way()
        self._look_for_password()

    def _show_way(self) -> None:
        smtp = self._ways[MailWay.SMTP].isChecked()
        self.form = self._smtp_form if smtp else self._folder_form
        self._folder_card.setVisible(not smtp)
        for card in (self._smtp_card, self._senders_card, self._extras_card):
            card.setVisible(smtp)
        self.edited.emit()

    def _look_for_password(self) -> None:
        settings, mail = self.desk.office.settings, self._kept
        lasting = self.show_keyring()
        self._smtp_form.show_password_kept(False, lasting)
        if mail.way is MailWay.SMTP:
            perform_in_background(
                self.desk.background,
                self,
                lambda: settings.password_is_kept(mail),
                success=lambda kept: self._smtp_form.show_password_kept(kept, lasting),
            )

    def _ask_for_folder(self) -> None:
        title = self.tr("Vælg mappe til breve")
        folder = self._files.folder(self, title, self._folder.text())
        if folder is not None:
            self._folder.setText(str(folder))

    def _open_folder(self) -> None:
        open_letter_folder(self._folder.text().strip(), self.banner, self._files.show_folder)

    def _way(self, words: str, name: str) -> QRadioButton:
        return named(QRadioButton(words), name, words)

    def _connect(self) -> None:
        for button in self._ways.values():
            self._group.addButton(button)
            button.clicked.connect(self._show_way)
        self._folder.textChanged.connect(lambda _text: self.edited.emit())
        self._choose.clicked.connect(self._ask_for_folder)
        self._folder.textChanged.connect(lambda text: self._open.setEnabled(bool(text.strip())))
        self._open.clicked.connect(self._open_folder)
        for part in (self._smtp_form, self._senders, self._extras):
            part.typed.connect(self.edited)
        self.test.test_requested.connect(self._try_connection)

    def _card_of(self, title: str, name: str, inside: QWidget) -> Card:
        card = Card(title, object_name=name)
        card.add(inside)
        return card

    def _arrange(self) -> None:
        way = Card(self.tr("Sådan sendes mails"), object_name="wayCard")
        for button in self._ways.values():
            way.add(button)
        self._folder_card = Card(self.tr("Mappen"), object_name="folderCard")
        self._folder_form.add(
            "folder",
            self.tr("Breve lægges her"),
            self._folder,
            self.tr("Hvert brev bliver en fil i mappen. Ingen mail forlader computeren."),
        )
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addWidget(self._open)
        row.addStretch(1)
        self._folder_card.add(self._folder_form)
        self._folder_card.add(row)
        self._smtp_card = Card(self.tr("Mailserveren"), object_name="smtpCard")
        self._smtp_card.body.setSpacing(12)
        self._smtp_card.add(self._smtp_form)
        self._smtp_card.add(self.keyring_note)
        self._smtp_card.add(self.test)
        self._senders_card = self._card_of(
            self.tr("Enheder, der også kan være afsender"), "sendersCard", self._senders
        )
        self._extras_card = self._card_of(
            self.tr("Hele vejen frem"), "mailExtrasCard", self._extras
        )
        servers = (self._smtp_card, self._senders_card, self._extras_card)
        for card in (way, self._folder_card, *servers):
            self.column.addWidget(card)
        self.column.addStretch(1)
