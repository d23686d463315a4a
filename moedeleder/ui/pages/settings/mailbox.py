"""Svar på mail: the mailbox that answers from families are fetched from."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from moedeleder.domain.settings import MailboxSettings
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform, perform_in_background
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.settings.mailbox_form import MailboxForm
from moedeleder.ui.pages.settings.mailbox_words import report_text
from moedeleder.ui.pages.settings.server_section import ServerSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.wrap_label import WrapLabel


class MailboxSection(ServerSection):
    """Where answers are fetched, and whether that works."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "arrow-down", parent, object_name="mailboxSection")
        self.entitle(self.tr("Svar på mail"), self.tr("Gem, hvor svar hentes"))
        self._kept = MailboxSettings()
        self._box = MailboxForm()
        self.form = self._box
        self._stop = quiet(self.tr("Hold op med at hente svar"), "stopFetching")
        self._arrange()
        self._connect()

    def show_kept(self) -> None:
        """Read where answers are fetched and show it."""
        perform(self, self.desk.office.mailbox.settings, success=self._show)

    def differs(self) -> bool:
        """Return whether the fields hold something else than what is kept."""
        return self._box.settings(self._kept) != self._kept or bool(self._box.password)

    def save(self) -> None:
        """Save the mailbox; fetching begins by itself."""
        if self.is_saving:
            return
        self.begin()
        typed, password = self._box.settings(self._kept), self._box.password
        if self.is_complete(typed, password):
            self._keep(typed, password, self.tr("Svar hentes nu fra {0}.").format(typed.host))

    def _stop_fetching(self) -> None:
        self.begin()
        self._keep(MailboxSettings(), None, self.tr("Der hentes ikke svar mere."))

    def _keep(self, typed: MailboxSettings, password: str | None, words: str) -> None:
        mailbox = self.desk.office.mailbox
        self.set_saving(True)
        perform_in_background(
            self.desk.background,
            self,
            lambda: mailbox.save(typed, password),
            success=lambda kept: self._saved(kept, words),
            failed=lambda: self.set_saving(False),
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _saved(self, kept: MailboxSettings, words: str) -> None:
        self.set_saving(False)
        self._show(kept)
        self.say(self.tr("Gemt."), words)

    def _try_connection(self) -> None:
        self.begin()
        typed, password = self._box.settings(self._kept), self._box.password
        mailbox = self.desk.office.mailbox
        if self.is_complete(typed, password):
            self.test.run(typed.host, lambda: report_text(mailbox.test(typed, password)))

    def _show(self, kept: MailboxSettings) -> None:
        self._kept = kept
        self._box.show_settings(kept)
        self._stop.setVisible(kept.is_set_up)
        self._look_for_password()
        self.edited.emit()

    def _look_for_password(self) -> None:
        mailbox, kept = self.desk.office.mailbox, self._kept
        lasting = self.show_keyring()
        self._box.show_password_kept(False, lasting)
        if kept.is_set_up:
            perform_in_background(
                self.desk.background,
                self,
                lambda: mailbox.password_is_kept(kept),
                success=lambda there: self._box.show_password_kept(there, lasting),
            )

    def _connect(self) -> None:
        self._box.typed.connect(self.edited)
        self._stop.clicked.connect(self._stop_fetching)
        self.test.test_requested.connect(self._try_connection)

    def _arrange(self) -> None:
        card = Card(self.tr("Postkassen, som svar kommer til"), object_name="mailboxCard")
        card.body.setSpacing(12)
        words = self.tr(
            "Mødeleder henter kun svar fra familier og svar på indkaldelser. "
            "Resten af postkassen røres ikke. Du kan også trække en mail ind i vinduet."
        )
        card.add(WrapLabel(words, TextRole.SMALL, Tone.NEUTRAL))
        card.add(self._box)
        card.add(self.keyring_note)
        card.add(self.test)
        row = QHBoxLayout()
        row.addWidget(self._stop)
        row.addStretch(1)
        card.add(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
