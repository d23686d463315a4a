"""The fields of a person that need more than a line: the role in groups, and the relation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from moedeleder.domain.people import PersonRole
from moedeleder.services.labels import role_label
from moedeleder.ui.widgets.choice import Choice

FAMILY_ROLES = (
    PersonRole.PARENT,
    PersonRole.CHILD,
    PersonRole.RELATIVE,
    PersonRole.SUPPORT_PERSON,
)
PROFESSIONAL_ROLES = (
    PersonRole.CASEWORKER,
    PersonRole.COORDINATOR,
    PersonRole.TEACHER,
    PersonRole.EDUCATOR,
    PersonRole.PSYCHOLOGIST,
    PersonRole.DOCTOR,
    PersonRole.SUPPLIER,
    PersonRole.MANAGER,
    PersonRole.ADVISER,
)
OTHER_ROLES = (PersonRole.INTERPRETER, PersonRole.OTHER)


class RoleChoice(Choice):
    """The roles under three headings that cannot be chosen themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        options: list[tuple[str, PersonRole | None]] = []
        headings = []
        for heading, roles in (
            (self.tr("Familien"), FAMILY_ROLES),
            (self.tr("Fagfolk"), PROFESSIONAL_ROLES),
            (self.tr("Andre"), OTHER_ROLES),
        ):
            headings.append(len(options))
            options.append((heading, None))
            options += [(self._word(role), role) for role in roles]
        self.set_options(options)
        for row in headings:
            self._make_heading(row)
        self.setMaxVisibleItems(len(options))
        self.set_value(PersonRole.PARENT)

    def role(self) -> PersonRole:
        """Return the chosen role."""
        value = self.value()
        return value if isinstance(value, PersonRole) else PersonRole.OTHER

    def _word(self, role: PersonRole) -> str:
        return self.tr("Barnet selv") if role is PersonRole.CHILD else role_label(role)

    def _make_heading(self, row: int) -> None:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        item = model.item(row)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)


class RelationField(QComboBox):
    """A free word for who somebody is to the child, with suggestions that fit the role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setView(QListView(self))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(self.tr("Vælg eller skriv"))

    def setObjectName(self, name: str) -> None:
        """Name the text inside as well."""
        super().setObjectName(name)
        edit = self.lineEdit()
        if edit is not None:
            edit.setObjectName(f"{name}Text")

    def setAccessibleName(self, name: str) -> None:
        """Name the text inside as well, since that is what has the focus."""
        super().setAccessibleName(name)
        edit = self.lineEdit()
        if edit is not None:
            edit.setAccessibleName(name)

    def suggest_for(self, role: PersonRole) -> None:
        """Offer words that fit the role; what is written stays."""
        written = self.currentText()
        self.clear()
        self.addItems(suggestions(role))
        self.setCurrentIndex(-1)
        self.setEditText(written)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling past never changes the word."""
        event.ignore()


def suggestions(role: PersonRole) -> tuple[str, ...]:
    """Return Danish words for what a person of that role may be to the child."""
    words = QCoreApplication.translate("RelationField", _SUGGESTIONS.get(role, ""))
    return tuple(words.split("|")) if words else ()


_SUGGESTIONS = {
    PersonRole.PARENT: "mor|far|medmor|papmor|papfar|plejemor|plejefar|værge",
    PersonRole.RELATIVE: "bedsteforælder|mormor|morfar|farmor|farfar|søster|bror|tante|onkel",
    PersonRole.SUPPORT_PERSON: "barnets bisidder|forældrenes bisidder|ven af familien|frivillig",
    PersonRole.CASEWORKER: "børne- og familierådgiver|handicaprådgiver|ungerådgiver",
    PersonRole.TEACHER: "klasselærer|dansklærer|matematiklærer|støttelærer",
    PersonRole.EDUCATOR: "kontaktpædagog|klassepædagog|støttepædagog|aflaster",
    PersonRole.PSYCHOLOGIST: "PPR-psykolog|børnepsykolog",
    PersonRole.DOCTOR: "egen læge|børnelæge|børnepsykiater",
    PersonRole.MANAGER: "skoleleder|afdelingsleder|teamleder",
    PersonRole.OTHER: "sundhedsplejerske|ergoterapeut|fysioterapeut|talehørekonsulent",
}
