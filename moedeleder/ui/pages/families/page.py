"""Børn og familier: the children, and beside the list the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moedeleder.domain.meetings import MeetingLine
from moedeleder.domain.people import Family, FamilyLine, Person
from moedeleder.services.list_length import is_cut
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.family import FamilyDialog
from moedeleder.ui.dialogs.person import PersonDialog
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.item_models.row_model import Column
from moedeleder.ui.pages.families.detail import FamilyDetail
from moedeleder.ui.pages.families.words import last_meeting, short_name
from moedeleder.ui.tokens import Tone
from moedeleder.ui.widgets.button import primary
from moedeleder.ui.widgets.data_table import DataTable
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.empty_state import EmptyState
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.widgets.page_header import PageHeader
from moedeleder.ui.widgets.scroll_page import ScrollPage
from moedeleder.ui.widgets.search_field import SearchField
from moedeleder.ui.widgets.side_by_side import SideBySide
from moedeleder.ui.wording import count_text, cut_text


class FamiliesPage(ScrollPage):
    """Finds a child and keeps what is known about it and the people around it."""

    meeting_requested = Signal(str)
    new_meeting_requested = Signal(str)
    """The id of the family the new meeting is about."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, object_name="familiesPage", scrolls=False)
        self._desk = desk
        self._family: Family | None = None
        self._wanted = ""
        self._header = PageHeader(self.tr("Børn og familier"))
        self._new = primary(self.tr("Nyt barn"), "newFamily", "plus")
        self._search = SearchField(
            self.tr("Søg efter barn, sagsnummer eller navn"), object_name="familySearch"
        )
        self._table = DataTable[FamilyLine](
            self._columns(),
            lambda line: line.id,
            object_name="families",
            accessible_name=self.tr("Børn"),
        )
        self._none_found = muted(self.tr("Ingen børn passer til det, du søger."))
        self._none_found.setObjectName("noneFound")
        self._detail = FamilyDetail()
        self._arrange()
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Read the children again and show them, with the chosen one beside."""
        words = self._search.text().strip()
        perform(self, lambda: self._desk.office.families.find(words), success=self._show_lines)

    def show_family(self, family_id: str) -> None:
        """Choose a child, whatever was searched for."""
        self._wanted = family_id
        self._search.clear()
        self.refresh()

    def main_action(self) -> None:
        """Write a new child."""
        self._new.click()

    def undo(self) -> None:
        """Put the person back who was taken off the list."""
        self.undo_bar.undo()

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date when the page comes into sight."""
        super().showEvent(event)
        self.refresh()

    def _show_lines(self, lines: Sequence[FamilyLine]) -> None:
        searching = bool(self._search.text().strip())
        empty = not lines and not searching
        self._empty.setVisible(empty)
        self._columns_holder.setVisible(not empty)
        self._new.setVisible(not empty)
        if is_cut(lines):
            self._header.set_texts(self.tr("Børn og familier"), cut_text(searching))
        elif not searching:
            words = count_text(len(lines), self.tr("barn"), self.tr("børn"))
            self._header.set_texts(self.tr("Børn og familier"), "" if empty else words)
        self._none_found.setVisible(searching and not lines)
        self._table.setVisible(bool(lines))
        self._table.set_rows(lines)
        if self._wanted and self._table.select_id(self._wanted):
            self._wanted = ""
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        family_id = self._table.current_id
        self._detail.setVisible(bool(family_id))
        if family_id:
            perform(self, lambda: self._read(family_id), success=self._show_family)

    def _read(self, family_id: str) -> tuple[Family, list[MeetingLine]]:
        office = self._desk.office
        return office.families.get(family_id), office.meetings.find(family_id=family_id)

    def _show_family(self, found: tuple[Family, list[MeetingLine]]) -> None:
        self._family = found[0]
        self._detail.show_family(*found, self._desk.office.clock.today())

    @Slot()
    def _new_family(self) -> None:
        dialog = FamilyDialog(self._desk, self)
        self._open(dialog, lambda: self._created(dialog.family))

    def _created(self, family: Family | None) -> None:
        if family is None:
            return
        self.show_family(family.id)
        words = self.tr("{0} er oprettet.").format(short_name(family.child_name))
        self.show_message(words, Tone.OK, self.tr("Sæt nu familien og fagfolkene på listen."))
        self._detail.enter()

    @Slot()
    def _edit_family(self) -> None:
        if self._family is None:
            return
        dialog = FamilyDialog(self._desk, self, self._family)
        self._open(dialog, lambda: self._say_saved(dialog.family))

    @Slot()
    def _add_person(self) -> None:
        if self._family is not None:
            dialog = PersonDialog(self._desk, self, self._family.id)
            self._open(dialog, lambda: self._say_added(dialog.person))

    def _edit_person(self, person_id: str) -> None:
        person = self._person(person_id)
        if person is not None:
            dialog = PersonDialog(self._desk, self, None, person)
            self._open(dialog, lambda: self._say_saved(dialog.person))

    def _put_away(self, person_id: str) -> None:
        person = self._person(person_id)
        if person is not None and self._set_away(person, True):
            words = self.tr("{0} er taget af listen.").format(short_name(person.name))
            self.offer_undo(words, lambda: self._set_away(person, False))

    def _set_away(self, person: Person, away: bool) -> bool:
        return perform(
            self,
            lambda: self._desk.office.families.put_away(person.id, away),
            changes=self._desk.changes,
            change=Change.of(Kind.FAMILIES, ids=(person.family_id or "",)),
        )

    def _person(self, person_id: str) -> Person | None:
        people = self._family.people if self._family else ()
        return next((person for person in people if person.id == person_id), None)

    def _say_added(self, person: Person | None) -> None:
        if person is not None:
            words = self.tr("{0} er sat på listen.").format(short_name(person.name))
            self.offer_undo(words, lambda: self._set_away(person, True))

    def _say_saved(self, saved: Family | Person | None) -> None:
        if saved is not None:
            name = saved.child_name if isinstance(saved, Family) else saved.name
            self.offer_undo(self.tr("{0} er gemt.").format(short_name(name)), None)

    def _open(self, dialog: Dialog, accepted: Callable[[], object]) -> None:
        self.banner.dismiss()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(accepted)
        dialog.open()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.concerns(Kind.FAMILIES, Kind.MEETINGS):
            self.refresh()

    def _connect(self) -> None:
        self._new.clicked.connect(self._new_family)
        self._empty.action_requested.connect(self._new_family)
        self._search.search_requested.connect(self.refresh)
        self._search.list_requested.connect(self._table.setFocus)
        self._table.selected_id.connect(self._show_current)
        self._table.activated_id.connect(self._detail.enter)
        detail = self._detail
        detail.edit_requested.connect(self._edit_family)
        detail.add_person_requested.connect(self._add_person)
        detail.edit_person_requested.connect(self._edit_person)
        detail.put_away_requested.connect(self._put_away)
        detail.meeting_requested.connect(self.meeting_requested)
        detail.new_meeting_requested.connect(self._new_meeting)
        self._desk.changes.changed.connect(self._changed)

    @Slot()
    def _new_meeting(self) -> None:
        if self._family is not None:
            self.new_meeting_requested.emit(self._family.id)

    def _columns(self) -> tuple[Column[FamilyLine], ...]:
        return (
            Column(self.tr("Barn"), lambda line: line.child_name, strong=True),
            Column(self.tr("Sagsnummer"), lambda line: line.case_number, width=17),
            Column(
                self.tr("Personer"),
                lambda line: str(line.people_count),
                width=9,
                right=True,
                spare=True,
            ),
            Column(self.tr("Seneste møde"), last_meeting, width=12),
        )

    def _arrange(self) -> None:
        self.set_header(self._header)
        self._header.add_trailing(self._new)
        found = QWidget()
        left = QVBoxLayout(found)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self._search)
        left.addWidget(self._none_found)
        left.addWidget(self._table, 1)
        left.addStretch(0)
        self._columns_holder = SideBySide(found, self._detail, beside=(7, 5), below=(2, 3))
        self.add(self._columns_holder, 1)
        self._empty = EmptyState(
            "people",
            self.tr("Her står børnene og dem omkring dem"),
            self.tr(
                "Opret det første barn og dem, der er omkring det: forældre, lærer, bisidder. "
                "Så er de klar, når du planlægger et møde."
            ),
            self.tr("Opret det første barn"),
            button_icon="plus",
            button_name="firstFamily",
            is_main=True,
        )
        self._empty.hide()
        self.add(self._empty, 1)
