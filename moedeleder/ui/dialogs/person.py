"""The dialog of a person around a child, or of a colleague."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from moedeleder.domain.people import Person, PersonDraft, PersonRole
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.person_fields import RelationField, RoleChoice
from moedeleder.ui.dialogs.record_dialog import RecordDialog
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.naming import named
from moedeleder.ui.widgets.wrap_label import WrapLabel

_ADDRESS_LINES = 2


class PersonDialog(RecordDialog[Person, PersonDraft]):
    """Adds a person to a family or saves changes to one; ``person`` is the result once accepted.

    ``family_id`` is None for a colleague.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        family_id: str | None = None,
        person: Person | None = None,
    ) -> None:
        title, confirm = _titles(family_id, person)
        super().__init__(title, confirm, parent, object_name="personDialog", width=560)
        self.desk = desk
        self.person = person
        self._family_id = person.family_id if person is not None else family_id
        self._name, self._organisation = QLineEdit(), QLineEdit()
        self._mail, self._phone, self._needs = QLineEdit(), QLineEdit(), QLineEdit()
        self._address = QPlainTextEdit()
        self._role, self._relation = RoleChoice(), RelationField()
        custody = self.tr("Har del i forældremyndigheden")
        self._custody = named(QCheckBox(custody), "has_custody", custody)
        self._same_mail = WrapLabel("", TextRole.SMALL, Tone.INFO)
        self._same_mail.setObjectName("sameMailNote")
        self._same_mail.hide()
        self._add_fields()
        self._connect()
        if person is not None:
            self.show_draft(person.draft)
        elif family_id is None:
            self._role.set_value(PersonRole.CASEWORKER)
        self._role_changed()
        self._name.setFocus()

    def typed(self) -> PersonDraft:
        """Return what stands in the fields."""
        role = self._role.role()
        return PersonDraft(
            self._name.text(),
            role,
            self._relation.currentText(),
            self._organisation.text(),
            self._mail.text(),
            self._phone.text(),
            self._needs.text(),
            role is PersonRole.PARENT and self._custody.isChecked(),
            self._address.toPlainText(),
        )

    def show_draft(self, draft: PersonDraft) -> None:
        """Put a draft in the fields."""
        self._name.setText(draft.name)
        self._role.set_value(draft.role)
        self._relation.setEditText(draft.relation)
        self._organisation.setText(draft.organisation)
        self._mail.setText(draft.mail)
        self._phone.setText(draft.phone)
        self._needs.setText(draft.needs)
        self._custody.setChecked(draft.has_custody)
        self._address.setPlainText(draft.postal_address)
        self._role_changed()

    def write(self, draft: PersonDraft) -> Person:
        """Add the person, or save changes."""
        families = self.desk.office.families
        if self.person is None:
            return families.add_person(self._family_id, draft)
        return families.update_person(self.person.id, self.person.version, draft)

    def newest(self) -> PersonDraft:
        """Fetch the person as they are now."""
        assert self.person is not None
        self.person = self.desk.office.families.person(self.person.id)
        return self.person.draft

    def news(self, saved: Person) -> Change:
        """Return whose family changed."""
        ids = (saved.family_id,) if saved.family_id else ()
        return Change.of(Kind.FAMILIES, ids=ids)

    def kept(self, saved: Person) -> None:
        """Remember the person as saved."""
        self.person = saved

    def _neighbours(self) -> tuple[Person, ...]:
        families = self.desk.office.families
        if self._family_id is None:
            return families.colleagues()
        return families.get(self._family_id).people

    @Slot()
    def _role_changed(self) -> None:
        role = self._role.role()
        self._relation.suggest_for(role)
        self._custody.setVisible(role is PersonRole.PARENT)

    @Slot()
    def _look_for_same_mail(self) -> None:
        typed = self._mail.text().strip().casefold()
        own = self.person.id if self.person else ""
        others = [
            shorten(person.name, 40)
            for person in self._neighbours()
            if typed and person.mail.casefold() == typed and person.id != own
        ]
        words = self.tr("{0} har den samme adresse. De får hver deres mail.")
        self._same_mail.setText(words.format(" og ".join(others[:2])) if others else "")
        self._same_mail.setVisible(bool(others))

    def _connect(self) -> None:
        self._role.chosen.connect(lambda _role: self._role_changed())
        self._mail.editingFinished.connect(self._look_for_same_mail)
        self.confirm_requested.connect(self.save)
        self.banner.action_requested.connect(self.switch_versions)

    def _add_fields(self) -> None:
        form = self.use_form(Form())
        form.add("name", self.tr("Navn"), self._name)
        form.add_beside(
            ("role", self.tr("Rolle"), self._role, 1),
            ("relation", self.tr("Forhold til barnet eller stilling"), self._relation, 1),
        )
        form.add_widget(self._custody)
        form.add("organisation", self.tr("Arbejdssted"), self._organisation)
        form.add_beside(
            ("mail", self.tr("Mail"), self._mail, 3),
            ("phone", self.tr("Telefon"), self._phone, 2),
        )
        form.add_widget(self._same_mail)
        self._add_address(form)
        self._needs.setPlaceholderText(self.tr("Tolk: arabisk"))
        form.add(
            "needs",
            self.tr("Brug for"),
            self._needs,
            self.tr("Tolk, plads til kørestol, en pause undervejs."),
        )

    def _add_address(self, form: Form) -> None:
        self._address.setTabChangesFocus(True)
        self._address.setPlaceholderText(self.tr("Møllevej 4, 2. th.\n9999 Eksempelby"))
        line = self._address.fontMetrics().lineSpacing()
        self._address.setFixedHeight(_ADDRESS_LINES * line + 22)
        form.add("postal_address", self.tr("Postadresse (til breve på papir)"), self._address)


def _titles(family_id: str | None, person: Person | None) -> tuple[str, str]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("PersonDialog", text)

    if person is not None:
        return tr("Ret oplysninger"), tr("Gem")
    if family_id is None:
        return tr("Ny kollega"), tr("Sæt på listen")
    return tr("Ny person omkring barnet"), tr("Sæt på listen")
