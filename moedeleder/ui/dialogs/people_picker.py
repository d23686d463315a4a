"""People to tick for a meeting, and a new person written on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.people import Person, PersonDraft, PersonRole
from moedeleder.domain.text import shorten
from moedeleder.services.labels import role_label
from moedeleder.ui.fonts import scaled
from moedeleder.ui.widgets.button import quiet, secondary
from moedeleder.ui.widgets.checklist import CheckItem, Checklist, CheckRow
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.wording import role_text

_SHOWN = 90
_LEAST_LIST = 150


class PeoplePicker(QWidget):
    """A list of people to tick; ``person_requested`` asks to create one who is not there."""

    changed = Signal()
    person_requested = Signal(object)
    """A ``PersonDraft``."""
    writing_changed = Signal()
    """A new person is begun or given up: ``is_writing`` tells which."""

    def __init__(
        self, nobody: str, parent: QWidget | None = None, *, family_comes: bool = False
    ) -> None:
        super().__init__(parent)
        self._family_comes = family_comes
        self._people: tuple[Person, ...] = ()
        self._ticked: set[str] = set()
        self._list = Checklist()
        self._list.tick_requested.connect(self._tick)
        self._nobody = muted(nobody)
        self._nobody.setWordWrap(True)
        self._new = quiet(self.tr("Ny person"), "newPerson", "person-add")
        self._new.clicked.connect(self._open_new)
        self.new_person = NewPersonForm()
        self.new_person.save_requested.connect(self.person_requested)
        self.new_person.edited.connect(self.writing_changed)
        self.new_person.hide()
        self._lay_out()
        self.show_people((), set())

    @property
    def ticked(self) -> tuple[Person, ...]:
        """Those who are ticked, in the order shown."""
        return tuple(person for person in self._people if person.id in self._ticked)

    @property
    def is_writing(self) -> bool:
        """Whether a new person is written and not on the list yet."""
        return not self.new_person.isHidden() and self.new_person.is_begun

    def show_people(self, people: Sequence[Person], ticked: set[str]) -> None:
        """Show these people, some of them ticked."""
        self._people = tuple(people)
        self._ticked = {person.id for person in people if person.id in ticked}
        self._list.set_items(
            CheckItem(p.id, shorten(picker_line(p), _SHOWN), p.id in self._ticked) for p in people
        )
        self._order_tabs()
        self._nobody.setVisible(not people)
        self._scroll.setVisible(bool(people))
        self._scroll.follow_content()
        self.changed.emit()

    def begin(self) -> None:
        """Put the focus on the first person, or on the way to a new one."""
        first = self._list.findChild(CheckRow)
        (first if isinstance(first, CheckRow) else self._new).setFocus()

    def add(self, person: Person) -> None:
        """Show one more person, ticked, and close the form of a new one."""
        self.show_people((*self._people, person), {*self._ticked, person.id})
        self.new_person.clear()
        self.new_person.hide()
        self._new.show()
        self._new.setFocus()

    def set_new_enabled(self, enabled: bool) -> None:
        """Say whether a new person can be written now."""
        self._new.setEnabled(enabled)

    def _lay_out(self) -> None:
        self._scroll = _AsHighAsNeeded()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setObjectName("scrollBody")
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.addWidget(self._list)
        rows.addStretch(1)
        self._scroll.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._nobody)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.new_person)
        # Few people, or none yet, stay at the top.
        column.addStretch(0)

    def _tick(self, person_id: str, done: bool) -> None:
        if done:
            self._ticked.add(person_id)
        else:
            self._ticked.discard(person_id)
        self.changed.emit()

    def _order_tabs(self) -> None:
        # New rows stand last in Qt's chain; they belong before the way to a new person.
        place = _focusable_before(self._new)
        rows = self._list.layout()
        items = [rows.itemAt(at) for at in range(rows.count())] if rows is not None else []
        for row in (item.widget() for item in items if item is not None):
            if place is not None and row is not None and row is not place:
                QWidget.setTabOrder(place, row)
                place = row

    def _open_new(self) -> None:
        self._new.hide()
        self.new_person.show()
        known = self._family_comes or any(person.is_family_side for person in self._people)
        self.new_person.begin(PersonRole.OTHER if known else PersonRole.PARENT)


class _AsHighAsNeeded(QScrollArea):
    """Takes no more height than its content, so that what comes below it stands close."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: words that wrap need more lines in a narrow list."""
        super().resizeEvent(event)
        self.follow_content()

    def sizeHint(self) -> QSize:
        """Return the least that is useful: forty people must not make the dialog high."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def follow_content(self) -> None:
        """Take the height that the content needs at this width."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return
        layout.activate()
        width = self.viewport().width()
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        needed = max(high, layout.totalMinimumSize().height())
        self.setMaximumHeight(needed)
        self.setMinimumHeight(min(needed, scaled(_LEAST_LIST)))


class NewPersonForm(Form):
    """Name, role and mail of a person; Enter saves."""

    save_requested = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLineEdit()
        self._role = Choice((role_label(role), role) for role in PersonRole)
        self._mail = QLineEdit()
        for field in (self._name, self._mail):
            field.textChanged.connect(lambda _text: self.edited.emit())
        self._save = secondary(self.tr("Sæt på listen"), "savePerson", "plus", compact=True)
        self._save.clicked.connect(self._ask)
        self.add_beside(
            ("name", self.tr("Navn"), self._name, 3),
            ("role", self.tr("Rolle"), self._role, 2),
        )
        self.add("mail", self.tr("Mail (kan vente)"), self._mail)
        self.add_widget(self._save)

    @property
    def is_begun(self) -> bool:
        """Whether anything is written."""
        return bool(self._name.text().strip() or self._mail.text().strip())

    def draft(self) -> PersonDraft:
        """Return what stands in the fields."""
        return PersonDraft(self._name.text(), self._role.value(), mail=self._mail.text())

    def begin(self, role: PersonRole) -> None:
        """Put the cursor in the first field; ``role`` is the likely one."""
        self._role.set_value(role)
        self._name.setFocus()

    def clear(self) -> None:
        """Empty the fields for the next person."""
        self.clear_errors()
        self._name.clear()
        self._mail.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, so that the dialog around it does not take it."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.clear_errors()
        self.save_requested.emit(self.draft())


def picker_line(person: Person) -> str:
    """Return e.g. ``Karin Dam · lærer · Bakkeskolen``."""
    role = role_text(person)
    return " · ".join(filter(None, (person.name, role[:1].lower() + role[1:], person.organisation)))


def _focusable_before(widget: QWidget) -> QWidget | None:
    """Return the nearest widget before it that the keyboard can reach; Qt orders no others."""
    found = widget.previousInFocusChain()
    while found is not None and found is not widget:
        if found.focusPolicy() is not Qt.FocusPolicy.NoFocus and not isinstance(found, CheckRow):
            return found
        found = found.previousInFocusChain()
    return None
