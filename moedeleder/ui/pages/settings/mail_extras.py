"""What the office knows of its own mail server: how safe it is on, and where copies are kept."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from moedeleder.domain.settings import MailSettings
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.before_words import safety_more_text
from moedeleder.ui.widgets.button import quiet
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel


class MailExtrasForm(Form):
    """Encryption all the way, addresses with a reference, and a copy to the archive."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._enforces = self._tick(
            "relay_enforces_tls",
            self.tr("Vores mailserver kræver krypteret forbindelse hele vejen (TLS)"),
            self.tr(
                "Mødeleder sender krypteret til jeres egen server. Resten af vejen er serverens. "
                "Spørg jeres it, før du sætter kryds. Brugervejledningen har spørgsmålene under "
                "Sikker mail hele vejen. Uden kryds minder Mødeleder dig om det, før du sender."
            ),
        )
        self._add_more()
        self._plus = self._tick(
            "plus_addresses",
            self.tr("Serveren kan plus-adresser"),
            self.tr(
                "Så får hvert brev sin egen svaradresse, for eksempel navn+kode@kommune.dk, "
                "og svar finder selv det rigtige møde."
            ),
        )
        self._archive = QLineEdit()
        self.add(
            "archive_address",
            self.tr("Kopi til arkivpostkasse"),
            self._archive,
            self.tr(
                "En kopi af hvert brev går hertil. Tom: ingen kopi. "
                "Er et brev uvist, kan Mødeleder lede efter det der."
            ),
        )
        self._archive.textChanged.connect(lambda _text: self.typed.emit())

    def settings(self, before: MailSettings) -> MailSettings:
        """Return ``before`` with what stands in the fields."""
        return replace(
            before,
            relay_enforces_tls=self._enforces.isChecked(),
            plus_addresses=self._plus.isChecked(),
            archive_address=self._archive.text().strip(),
        )

    def show_settings(self, mail: MailSettings) -> None:
        """Show settings."""
        self._enforces.setChecked(mail.relay_enforces_tls)
        self._plus.setChecked(mail.plus_addresses)
        self._archive.setText(mail.archive_address)
        self._archive.setCursorPosition(0)

    def _add_more(self) -> None:
        """Let the same be read here as on the page before letters leave."""
        button = quiet(self.tr("Læs mere"), "relaySafetyMore")
        words = WrapLabel(safety_more_text(), TextRole.SMALL)
        words.setObjectName("relaySafetyText")
        words.hide()

        def toggle() -> None:
            words.setVisible(words.isHidden())
            button.set_caption(self.tr("Læs mere") if words.isHidden() else self.tr("Læs mindre"))

        button.clicked.connect(toggle)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(words)
        self.add_widget(holder)

    def _tick(self, name: str, words: str, help_text: str) -> QCheckBox:
        tick = named(QCheckBox(words), name, words)
        tick.setAccessibleDescription(help_text)
        tick.toggled.connect(lambda _on: self.typed.emit())
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(tick)
        column.addWidget(WrapLabel(help_text, TextRole.SMALL, Tone.NEUTRAL))
        self.add_widget(holder)
        return tick
