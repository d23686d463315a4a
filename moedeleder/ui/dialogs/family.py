"""The dialog of a child: name, case number, day of birth and a note."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from moedeleder.domain.people import Family, FamilyDraft
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.record_dialog import RecordDialog
from moedeleder.ui.dispatch import Change, Kind
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.moment_fields import DateField

_NOTE_LINES = 4


class FamilyDialog(RecordDialog[Family, FamilyDraft]):
    """Creates a child or saves changes to one; ``family`` holds the result once accepted."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, family: Family | None = None
    ) -> None:
        title, confirm = _titles(family)
        super().__init__(title, confirm, parent, object_name="familyDialog")
        self.desk = desk
        self.family = family
        self._name = QLineEdit()
        self._case = QLineEdit()
        self._born = DateField(desk.office.clock.today)
        self._note = QPlainTextEdit()
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(_NOTE_LINES * self._note.fontMetrics().lineSpacing() + 24)
        self._add_fields()
        if family is not None:
            self.show_draft(family.draft)
        self._name.setFocus()
        self.confirm_requested.connect(self.save)
        self.banner.action_requested.connect(self.switch_versions)

    def typed(self) -> FamilyDraft:
        """Return what stands in the fields."""
        return FamilyDraft(
            self._name.text(), self._case.text(), self._born.value(), self._note.toPlainText()
        )

    def show_draft(self, draft: FamilyDraft) -> None:
        """Put a draft in the fields."""
        self._name.setText(draft.child_name)
        self._case.setText(draft.case_number)
        self._born.set_value(draft.birth_date)
        self._note.setPlainText(draft.note)

    def write(self, draft: FamilyDraft) -> Family:
        """Create the child, or save changes."""
        families = self.desk.office.families
        if self.family is None:
            return families.create(draft)
        return families.update(self.family.id, self.family.version, draft)

    def newest(self) -> FamilyDraft:
        """Fetch the child as it is now."""
        assert self.family is not None
        self.family = self.desk.office.families.get(self.family.id)
        return self.family.draft

    def news(self, saved: Family) -> Change:
        """Return which child changed."""
        return Change.of(Kind.FAMILIES, ids=(saved.id,))

    def kept(self, saved: Family) -> None:
        """Remember the child as saved."""
        self.family = saved

    def complaint(self) -> tuple[str, str] | None:
        """Say when the day of birth is no day, or still to come."""
        if self._born.has_error():
            return "birth_date", self.tr("Skriv dagen som 17.5.2014.")
        day = self._born.value()
        if day is not None and day > self.desk.office.clock.today():
            return "birth_date", self.tr("Dagen ligger frem i tiden. Skriv også årstallet.")
        return None

    def _add_fields(self) -> None:
        form = self.use_form(Form())
        form.add("child_name", self.tr("Barnets navn"), self._name)
        form.add_beside(
            ("case_number", self.tr("Sagsnummer (kan vente)"), self._case, 3),
            ("birth_date", self.tr("Født (kan vente)"), self._born, 2),
        )
        form.add(
            "note",
            self.tr("Godt at vide"),
            self._note,
            self.tr("Kun til dig og dine kolleger. Det kommer ikke med i breve."),
        )


def _titles(family: Family | None) -> tuple[str, str]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("FamilyDialog", text)

    if family is None:
        return tr("Nyt barn"), tr("Opret barnet")
    return tr("Ret barnets oplysninger"), tr("Gem")
