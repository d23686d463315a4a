"""One child beside the list: who it is, the people around it, and its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moedeleder.domain.meetings import MeetingLine
from moedeleder.domain.people import Family
from moedeleder.domain.text import shorten
from moedeleder.ui.fonts import TextRole
from moedeleder.ui.pages.families.rows import FamilyMeetingRow, PersonRow
from moedeleder.ui.pages.families.words import facts_line, short_name
from moedeleder.ui.pages.today.rows import QuietRow
from moedeleder.ui.tokens import GAP, Tone
from moedeleder.ui.widgets.button import Button, quiet, secondary
from moedeleder.ui.widgets.card import Card
from moedeleder.ui.widgets.elided_label import ElidedLabel
from moedeleder.ui.widgets.focus_memory import focus_kept
from moedeleder.ui.widgets.wrap_label import WrapLabel

_NOTE_SHOWN = 800
_MEETINGS_SHOWN = 3


class FamilyDetail(QScrollArea):
    """Shows one family as it was read, and says what the person wants to do with it."""

    edit_requested = Signal()
    add_person_requested = Signal()
    edit_person_requested = Signal(str)
    put_away_requested = Signal(str)
    meeting_requested = Signal(str)
    new_meeting_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("familyDetail")
        self.setAccessibleName(self.tr("Barnet"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[Family, Sequence[MeetingLine]] | None = None
        self._all_meetings = False
        self._name = ElidedLabel("", TextRole.LARGE)
        self._name.setObjectName("childName")
        self._facts = ElidedLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._facts.setObjectName("childFacts")
        self._note = WrapLabel("")
        self._note.setObjectName("childNote")
        self._edit = secondary(self.tr("Ret"), "editFamily", "edit", compact=True)
        self._edit.setAccessibleName(self.tr("Ret barnets oplysninger"))
        self._add = quiet(self.tr("Ny person"), "addPerson", "person-add")
        self._new: Button = quiet("", "newMeetingAbout", "plus")
        self._people = Card(self.tr("Personer"), self._add, object_name="peopleCard")
        self._meetings = Card(self.tr("Møder"), self._new, object_name="meetingsCard")
        self._lay_out()
        self._edit.clicked.connect(self.edit_requested)
        self._add.clicked.connect(self.add_person_requested)
        self._new.clicked.connect(self.new_meeting_requested)

    def show_family(self, family: Family, meetings: Sequence[MeetingLine], today: date) -> None:
        """Show a family and its meetings, unless they are what is shown already."""
        facts = facts_line(family, today)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        if self._shown == (family, meetings):
            return
        same_child = self._shown is not None and self._shown[0].id == family.id
        self._shown = (family, meetings)
        self._all_meetings = self._all_meetings and same_child
        # The row that had the keyboard may be gone: then its card has the next thing to do.
        with focus_kept(self, self._add.setFocus):
            self._show_head(family)
            self._show_people(family)
            self._show_meetings(meetings)
        if not same_child:
            self.verticalScrollBar().setValue(0)

    def enter(self) -> None:
        """Take the keyboard: Enter in the list leads here."""
        self._edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_head(self, family: Family) -> None:
        self._name.setText(family.child_name)
        self._note.setText(shorten(family.note, _NOTE_SHOWN))
        self._note.setVisible(bool(family.note))
        words = self.tr("Nyt møde om {0}").format(shorten(short_name(family.first_name), 20))
        self._new.set_caption(words)

    def _show_people(self, family: Family) -> None:
        self._people.clear()
        for person in family.people:
            row = PersonRow(person)
            row.edit_requested.connect(self.edit_person_requested)
            row.put_away_requested.connect(self.put_away_requested)
            self._people.add_row(row)
            # Qt shows it a little later by itself, which is too late to give it the focus again.
            row.show()
        if not family.people:
            words = self.tr("Sæt forældre, bisidder og fagfolk på listen.")
            self._people.add_row(QuietRow(words))

    def _show_meetings(self, meetings: Sequence[MeetingLine]) -> None:
        self._meetings.clear()
        shown = meetings if self._all_meetings else meetings[:_MEETINGS_SHOWN]
        for line in shown:
            row = FamilyMeetingRow(line)
            row.open_requested.connect(self.meeting_requested)
            self._meetings.add_row(row)
            row.show()
        if len(shown) < len(meetings):
            self._meetings.add_row(self._more(len(meetings)))
        if not meetings:
            self._meetings.add_row(QuietRow(self.tr("I har ikke holdt møde endnu.")))

    def _more(self, count: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(GAP - 8, 6, GAP - 4, 6)
        button = quiet(self.tr("Vis alle {0} møder").format(count), "showAllMeetings")
        button.clicked.connect(self._show_all_meetings)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    def _show_all_meetings(self) -> None:
        self._all_meetings = True
        if self._shown is not None:
            self._show_meetings(self._shown[1])
            self._new.setFocus()

    def _lay_out(self) -> None:
        head = Card(object_name="childCard")
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        head.add(row)
        head.add(self._note)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(GAP)
        for card in (head, self._meetings, self._people):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inside)
