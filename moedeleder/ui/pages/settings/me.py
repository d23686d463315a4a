"""Dig: who sits at the desk."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.ui.desk import Desk
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.pages.settings.section import SettingsSection
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.field import Form


class MeSection(SettingsSection):
    """The user's name, title, mail and phone, as they stand in minutes and letters."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "person", parent, object_name="meSection")
        self.entitle(self.tr("Dig"), self.tr("Gem dine oplysninger"))
        self._fields = {key: QLineEdit() for key in ("name", "title", "mail", "phone")}
        self._kept: tuple[str, ...] = ("", "", "", "")
        self._arrange()
        for field in self._fields.values():
            field.textChanged.connect(lambda _text: self.edited.emit())

    def show_kept(self) -> None:
        """Read who uses the program and show it."""
        perform(self, self._read, success=self._show)

    def differs(self) -> bool:
        """Return whether the fields hold something else than what is kept."""
        return self._typed() != self._kept

    def save(self) -> None:
        """Save the user; from now on every change carries that name."""
        self.begin_saving()
        perform(
            self,
            lambda: self.desk.office.settings.describe_me(*self._typed()),
            success=lambda _actor: self._saved(),
            changes=self.desk.changes,
            change=Change.of(Kind.SETTINGS),
        )

    def _saved(self) -> None:
        self.show_kept()
        self.say(self.tr("Gemt."))

    def _typed(self) -> tuple[str, str, str, str]:
        name, title, mail, phone = (field.text() for field in self._fields.values())
        return name, title, mail, phone

    def _read(self) -> tuple[str, ...]:
        me = self.desk.office.settings.me()
        return (me.name, me.relation, me.mail, me.phone) if me else ("", "", "", "")

    def _show(self, kept: tuple[str, ...]) -> None:
        self._kept = kept
        for field, value in zip(self._fields.values(), kept, strict=True):
            field.setText(value)
            field.setCursorPosition(0)

    def _arrange(self) -> None:
        form = self.form = Form()
        fields = self._fields
        form.add("name", self.tr("Navn"), fields["name"])
        form.add(
            "title",
            self.tr("Titel"),
            fields["title"],
            self.tr("Navn og titel står i referatet og ved dine rettelser."),
        )
        form.add_beside(
            ("mail", self.tr("Mail"), fields["mail"], 3),
            ("phone", self.tr("Telefon"), fields["phone"], 2),
        )
        card = Card(self.tr("Dig"), object_name="meCard")
        card.add(form)
        self.column.addWidget(card)
        self.column.addStretch(1)
