"""The dialog that plans a meeting: child, kind, time, place, purpose and who comes."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from moedeleder.domain.attendees import Attendance, Duty
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Family, FamilyDraft, Person, PersonDraft, PersonRole
from moedeleder.domain.text import shorten
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.family_field import FamilyField, NewFamilyForm
from moedeleder.ui.dialogs.meeting_fields import MeetingFields
from moedeleder.ui.dialogs.people_picker import PeoplePicker
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.fonts import TextRole, font_for
from moedeleder.ui.texts import ErrorText
from moedeleder.ui.tokens import MARGIN, Tone
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import Label
from moedeleder.ui.widgets.wrap_label import WrapLabel
from moedeleder.ui.wording import day_text, people_reminders

_NAME_SHOWN = 50
_TOOK_PART = (Attendance.PRESENT, Attendance.LATE, Attendance.LEFT_EARLY)
_BOTH_LETTERS = 100
"""So many characters wide, the dialog has room for the people beside the meeting."""


class NewMeetingDialog(Dialog):
    """Plans a meeting in one go; ``meeting`` holds it once the dialog is accepted."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        family_id: str | None = None,
        at: datetime | None = None,
        previous: Meeting | None = None,
    ) -> None:
        """Ask for a meeting.

        Args:
            at: a day already agreed, in Danish wall time.
            previous: the meeting this one follows up: its people, place and aim come along.
        """
        super().__init__(
            QCoreApplication.translate("NewMeetingDialog", "Nyt møde"),
            QCoreApplication.translate("NewMeetingDialog", "Opret mødet"),
            parent,
            object_name="newMeetingDialog",
            width=960,
        )
        self._desk = desk
        self._previous = previous
        self._family: Family | None = None
        self.meeting: Meeting | None = None
        actor = desk.office.settings.actor()
        self._own_id = actor.person_id if actor else ""
        self._types = desk.office.meetings.types()
        self._family_field = FamilyField()
        self._families = self._family_field.choice
        self._new_family = NewFamilyForm()
        self._kind = Choice((shorten(kind.name, _NAME_SHOWN), kind) for kind in self._types)
        self._kind_text = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._fields = MeetingFields(desk.office.clock.today, offers_times=True)
        self._picker = PeoplePicker(self.tr("Vælg et barn, så står menneskene omkring barnet her."))
        self._chair, self._minutes_taker = Choice(), Choice()
        self._reminders = WrapLabel("", TextRole.SMALL, Tone.NEUTRAL)
        self._fill()
        self._connect()
        self._families.show_families(desk.office.families.find(), family_id or "")
        self._family_chosen(self._families.family_id)
        self._kind_chosen()
        if previous is not None:
            self._follow_up(previous)
        if at is not None:
            self._fields.show_start(at)
        (self._fields.day if family_id else self._family_field).setFocus()

    def show_error(self, error: ErrorText, field: str = "") -> None:
        """Say it at the field; a length that cannot be is the end's fault."""
        super().show_error(error, "ends_at" if field == "minutes" else field)

    def arrange(self, width: int) -> None:
        """Put the people below where large text or a small screen has no room beside."""
        letter = QFontMetricsF(font_for(TextRole.BODY)).averageCharWidth()
        beside = width >= _BOTH_LETTERS * letter
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _fill(self) -> None:
        self._kind_text.setObjectName("kindText")
        self._reminders.setObjectName("reminders")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(MARGIN)
        self._columns.addWidget(self._about(), 5)
        self._columns.addLayout(self._people(), 4)
        self.body.addLayout(self._columns)
        self.form = self._fields

    def _about(self) -> QWidget:
        fields = self._fields
        fields.add("family", self.tr("Barn"), self._family_field)
        fields.add_widget(self._new_family)
        self._new_family.hide()
        fields.add("type", self.tr("Mødetype"), self._kind)
        fields.add_widget(self._kind_text)
        fields.add_when_and_where()
        return fields

    def _people(self) -> QVBoxLayout:
        duties = Form()
        duties.add_beside(
            ("chair", self.tr("Mødeleder"), self._chair, 1),
            ("minutes_taker", self.tr("Referent"), self._minutes_taker, 1),
        )
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Hvem skal med?"), TextRole.SMALL, Tone.NEUTRAL))
        column.addWidget(self._picker, 1)
        column.addWidget(self._reminders)
        column.addWidget(duties)
        return column

    def _connect(self) -> None:
        self._family_field.chosen.connect(self._family_chosen)
        self._family_field.new_requested.connect(self._open_new_family)
        self._families.sought.connect(self._seek)
        self._new_family.save_requested.connect(self._create_family)
        self._kind.currentIndexChanged.connect(lambda _index: self._kind_chosen())
        self._picker.changed.connect(self._people_changed)
        self._picker.person_requested.connect(self._create_person)
        self.confirm_requested.connect(self._create)

    def _family_chosen(self, family_id: str) -> None:
        if self._family is not None and self._family.id == family_id:
            return
        self._family = None
        if family_id:
            perform(self, lambda: self._desk.office.families.get(family_id), success=self._meet)
        else:
            self._show_people(())

    def _seek(self, words: str) -> None:
        families = self._desk.office.families
        perform(self, lambda: families.find(words), success=self._families.offer)

    def _meet(self, family: Family) -> None:
        self._family = family
        # A child that is chosen is meant, whatever was begun of another.
        self._close_new_family()
        self._fields.row("family").set_error("")
        self._show_people(family.people)

    def _show_people(self, people: tuple[Person, ...]) -> None:
        colleagues = self._desk.office.families.colleagues()
        # Parents are party to the meeting, and the user runs it; the rest is a choice.
        ticked = {person.id for person in people if person.role is PersonRole.PARENT}
        shown = (*people, *colleagues) if self._family else ()
        before = self._before
        if before is not None:
            ticked = comes_again(before)
        self._picker.show_people(shown, ticked | {self._own_id})
        self._picker.set_new_enabled(self._family is not None)

    @property
    def _before(self) -> Meeting | None:
        """The meeting that is followed up, while its child is the one chosen."""
        meeting, family = self._previous, self._family
        return meeting if meeting and family and meeting.family_id == family.id else None

    def _follow_up(self, meeting: Meeting) -> None:
        """Propose what the meeting before leaves for this one; all of it can be changed."""
        same = [kind for kind in self._types if kind.key == meeting.type_key]
        if same:
            self._kind.set_value(same[0])
        self._fields.place.setText(meeting.place)
        self._fields.link.setText(meeting.link)
        words = self.tr("Vi følger op på det, vi aftalte på mødet {0}.")
        self._fields.purpose.setPlainText(words.format(day_text(meeting.starts_at.date())))

    def _kind_chosen(self) -> None:
        kind = self._kind.value()
        words = self.tr("{0} {1} minutter og {2} punkter på dagsordenen.")
        self._kind_text.setText(words.format(kind.description, kind.minutes, len(kind.agenda)))
        self._fields.set_length(kind.minutes)

    def _people_changed(self) -> None:
        ticked = self._picker.ticked
        self._reminders.setText("\n".join(people_reminders(ticked)) if self._family else "")
        self._reminders.setVisible(self._family is not None)
        for combo in (self._chair, self._minutes_taker):
            _offer(combo, self.tr("Ingen valgt"), ticked, self._own_id)

    def _open_new_family(self) -> None:
        self._family_field.new_button.hide()
        self._new_family.show()
        self._new_family.begin(self._families.unknown_words)

    def _close_new_family(self) -> None:
        self._new_family.hide()
        self._family_field.new_button.show()

    def _create_family(self, draft: FamilyDraft) -> bool:
        self.form = self._new_family
        made = perform(
            self,
            lambda: self._desk.office.families.create(draft),
            success=self._family_made,
            changes=self._desk.changes,
            change=Change.of(Kind.FAMILIES),
        )
        self.form = self._fields
        return made

    def _family_made(self, family: Family) -> None:
        self._close_new_family()
        self._families.show_families(self._desk.office.families.find(), family.id)
        self._family_chosen(family.id)
        self._kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _create_person(self, draft: PersonDraft) -> bool:
        family = self._family
        if family is None:
            return False
        self.form = self._picker.new_person
        made = perform(
            self,
            lambda: self._desk.office.families.add_person(family.id, draft),
            success=self._picker.add,
            changes=self._desk.changes,
            change=Change.of(Kind.FAMILIES, ids=(family.id,)),
        )
        self.form = self._fields
        return made

    def _create(self) -> None:
        self._fields.clear_errors()
        self.banner.dismiss()
        form = self._new_family
        if not form.isHidden() and form.is_begun and not self._create_family(form.draft()):
            return
        family_id = self._families.family_id
        if not family_id:
            words = self.tr("Vælg et barn på listen, eller opret et nyt.")
            self._fields.set_error("family", words)
            return
        # Who is written but not on the list yet comes too: nobody is lost silently.
        if self._picker.is_writing and not self._create_person(self._picker.new_person.draft()):
            return
        key = self._kind.value().key
        people = [(person.id, self._duty(person.id)) for person in self._picker.ticked]
        meetings, before = self._desk.office.meetings, self._before
        previous_id = before.id if before else None
        perform(
            self,
            lambda: meetings.create(family_id, key, self._fields.draft(), people, previous_id),
            success=self._created,
        )

    def _created(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self._desk.changes.changed.emit(Change.of(Kind.MEETINGS, ids=(meeting.id,)))
        self.accept()

    def _duty(self, person_id: str) -> Duty:
        leads = self._chair.value() == person_id
        writes = self._minutes_taker.value() == person_id
        if leads and writes:
            return Duty.CHAIR_AND_MINUTES
        if leads:
            return Duty.CHAIR
        return Duty.MINUTES_TAKER if writes else Duty.NONE


def comes_again(meeting: Meeting) -> set[str]:
    """Return who is asked to the next meeting: the family's side, and whoever took part."""
    return {
        each.person.id
        for each in meeting.attendees
        if each.person.is_family_side or each.attendance in _TOOK_PART
    }


def _offer(choice: Choice, nobody: str, people: tuple[Person, ...], first: str) -> None:
    """Offer people for a duty; what was chosen stays chosen, and the user is the first choice."""
    fresh = choice.count() <= 1
    names = [(shorten(person.name, _NAME_SHOWN), person.id) for person in people]
    choice.set_options([(nobody, ""), *names])
    if fresh:
        choice.set_value(first)
