"""Digital Post: as whom files are made, and whether CPR numbers are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from moedeleder.domain.settings import DigitalPostSettings
from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel


class DigitalPostSection(SettingsSection):
    """The municipality as a sender in Digital Post; turned off, every kept number is deleted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "document", parent, object_name="digitalPostSection")
        self.entitle(self.tr("Digital Post"), self.tr("Gem afsenderen"))
        self._cvr, self._sender = QLineEdit(), QLineEdit()
        words = self.tr("Gem modtagernes cpr-numre til næste gang")
        self._keeps = named(QCheckBox(words), "keeps_numbers", words)
        self._kept = DigitalPostSettings()
        self._kept_count = 0
        self._told = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._told.setObjectName("numbersKept")
        self._arrange()
        for field in (self._cvr, self._sender):
            field.textChanged.connect(lambda _text: self.edited.emit())
        self._keeps.toggled.connect(lambda _on: self._ticked())

    def show_kept(self) -> None:
        """Read as whom files are made and show it."""
        perform(self, self.desk.office.settings.digital_post, success=self._show)

    def differs(self) -> bool:
        """Return whether the fields hold something else than what is kept."""
        return self._typed() != self._kept

    def save(self) -> None:
        """Save the sender, and delete the numbers that are not to be kept."""
        self.begin_saving()
        had = self._kept_count
        perform(
            self,
            lambda: self.desk.office.settings.save_digital_post(self._typed()),
            success=lambda post: self._saved(post, had),
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _saved(self, post: DigitalPostSettings, had: int) -> None:
        self._show(post)
        gone = had and not post.keeps_numbers
        self.say(self.tr("Gemt."), self.tr("De gemte cpr-numre er slettet.") if gone else "")

    def _typed(self) -> DigitalPostSettings:
        return DigitalPostSettings(
            self._cvr.text().strip(), self._sender.text().strip(), self._keeps.isChecked()
        )

    def _show(self, post: DigitalPostSettings) -> None:
        self._kept = post
        self._kept_count = self.desk.office.settings.kept_number_count()
        self._cvr.setText(post.cvr)
        self._sender.setText(post.sender_name)
        self._sender.setCursorPosition(0)
        self._keeps.setChecked(post.keeps_numbers)
        self._ticked()

    def _ticked(self) -> None:
        self._told.setText(self._told_words())
        self._keeps.setAccessibleDescription(self._told_words())
        self.edited.emit()

    def _told_words(self) -> str:
        if self._kept_count and not self._keeps.isChecked():
            one = self.tr("Det gemte cpr-nummer bliver slettet, når du gemmer.")
            many = self.tr("De {0} gemte cpr-numre bliver slettet, når du gemmer.")
            return one if self._kept_count == 1 else many.format(self._kept_count)
        if self._keeps.isChecked():
            return self.tr(
                "Numrene ligger krypteret i Mødeleder. Aftal det først med jeres "
                "databeskyttelsesrådgiver. Fjerner du krydset igen, bliver alle numre slettet."
            )
        return self.tr("Du skriver numrene hver gang. De bliver ikke gemt i Mødeleder.")

    def _arrange(self) -> None:
        card = Card(self.tr("Digital Post"), object_name="digitalPostCard")
        about = WrapLabel(
            self.tr(
                "Mødeleder sender ikke selv Digital Post. Den laver en fil til hvert brev "
                "(MeMo 1.2), som jeres eget afsendersystem tager."
            ),
            tone=Tone.NEUTRAL,
        )
        about.setObjectName("digitalPostAbout")
        card.add(about)
        form = Form()
        self._cvr.setPlaceholderText(self.tr("12345678"))
        form.add("cvr", self.tr("Kommunens CVR-nummer"), self._cvr)
        form.add(
            "sender_name",
            self.tr("Afsender, som modtageren ser den"),
            self._sender,
            self.tr("For eksempel kommunens navn. Skriv ikke en afdeling, der siger for meget."),
        )
        form.add_widget(self._keeps)
        form.add_widget(self._told)
        self.form = form
        card.add(form)
        self.column.addWidget(card)
        self.column.addStretch(1)
