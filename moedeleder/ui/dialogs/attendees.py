"""Who comes to a meeting: more people on the list, and what is known about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from moedeleder.domain.attendees import Attendee, Duty
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.people import Person, PersonDraft, PersonRole
from moedeleder.domain.text import shorten
from moedeleder.services.labels import duty_label
from moedeleder.ui.contribution_words import reply_line
from moedeleder.ui.desk import Desk
from moedeleder.ui.dialogs.attendee_fields import PresenceFields
from moedeleder.ui.dialogs.people_picker import PeoplePicker
from moedeleder.ui.dialogs.person_fields import RelationField, RoleChoice
from moedeleder.ui.dispatch import Change, Kind, perform
from moedeleder.ui.widgets.button import danger
from moedeleder.ui.widgets.choice import Choice
from moedeleder.ui.widgets.dialog import Dialog
from moedeleder.ui.widgets.field import Form
from moedeleder.ui.widgets.label import muted
from moedeleder.ui.wording import role_text

_NAME_SHOWN = 60


class AddAttendeesDialog(Dialog):
    """Puts people on a meeting's list: those around the child, colleagues, or somebody new."""

    def __init__(self, desk: Desk, meeting: Meeting, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("AddAttendeesDialog", "Hvem skal også med?"),
            QCoreApplication.translate("AddAttendeesDialog", "Sæt på mødet"),
            parent,
            object_name="addAttendeesDialog",
            width=560,
        )
        self._desk, self._meeting = desk, meeting
        family_comes = any(each.person.is_family_side for each in meeting.attendees)
        nobody = self.tr("Alle omkring barnet er med allerede.")
        self._picker = PeoplePicker(nobody, family_comes=family_comes)
        self._picker.changed.connect(self._count)
        self._picker.writing_changed.connect(self._count)
        self._picker.person_requested.connect(self._create_person)
        self.body.addWidget(self._picker)
        self.confirm_requested.connect(self._add)
        self._picker.show_people(self._others(), set())
        self._picker.begin()

    def _others(self) -> tuple[Person, ...]:
        families = self._desk.office.families
        people = (*families.get(self._meeting.family_id).people, *families.colleagues())
        known = {attendee.person.id for attendee in self._meeting.attendees}
        return tuple(person for person in people if person.id not in known)

    def _count(self) -> None:
        count = len(self._picker.ticked) + self._picker.is_writing
        one, many = self.tr("Sæt 1 person på mødet"), self.tr("Sæt {0} personer på mødet")
        self.confirm_button.setEnabled(count > 0)
        none = self.tr("Sæt på mødet")
        self.confirm_button.set_caption((none, one)[count] if count < 2 else many.format(count))

    def _create_person(self, draft: PersonDraft) -> bool:
        family_id = self._meeting.family_id
        self.form = self._picker.new_person
        made = perform(
            self,
            lambda: self._desk.office.families.add_person(family_id, draft),
            success=self._picker.add,
            changes=self._desk.changes,
            change=Change.of(Kind.FAMILIES, ids=(family_id,)),
        )
        self.form = None
        return made

    def _add(self) -> None:
        # Who is written but not on the list yet comes too.
        if self._picker.is_writing and not self._create_person(self._picker.new_person.draft()):
            return
        meeting_id, meetings = self._meeting.id, self._desk.office.meetings

        def add_all() -> None:
            for person in self._picker.ticked:
                meetings.add_attendee(meeting_id, person.id)

        perform(
            self,
            add_all,
            success=lambda _nothing: self.accept(),
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(meeting_id,)),
        )


class AttendeeDialog(Dialog):
    """Changes what is known of an attendee and why they are here; or asks to take them off."""

    remove_requested = Signal()

    def __init__(
        self, desk: Desk, meeting: Meeting, attendee: Attendee, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            shorten(attendee.person.name, _NAME_SHOWN),
            QCoreApplication.translate("AttendeeDialog", "Gem"),
            parent,
            object_name="attendeeDialog",
            width=600,
        )
        self._desk, self._meeting, self._attendee = desk, meeting, attendee
        none = self.tr("Ingen særlig opgave")
        self._duty = Choice((duty_label(duty) or none, duty) for duty in Duty)
        self._name, self._role, self._relation = QLineEdit(), RoleChoice(), RelationField()
        self._role.chosen.connect(self._relation.suggest_for)
        self._mail, self._phone, self._needs = QLineEdit(), QLineEdit(), QLineEdit()
        self._presence = PresenceFields(meeting, attendee)
        self._fill()
        remove = danger(self.tr("Fjern fra mødet"), "removeAttendee")
        remove.clicked.connect(self.remove_requested)
        self.footer.insertWidget(0, remove)
        self.confirm_requested.connect(self._save)
        (self._duty if attendee.person.mail else self._mail).setFocus()

    def _fill(self) -> None:
        person = self._attendee.person
        about = " · ".join(filter(None, (role_text(person), person.organisation)))
        said = reply_line(self._attendee)
        known = " · ".join(filter(None, (shorten(about, 2 * _NAME_SHOWN), said)))
        self.body.addWidget(muted(known))
        self._name.setText(person.name)
        self._role.set_value(person.role)
        self._relation.suggest_for(person.role)
        self._relation.setEditText(person.relation)
        self._duty.set_value(self._attendee.duty)
        self._mail.setText(person.mail)
        self._phone.setText(person.phone)
        self._needs.setText(person.needs)
        form = self.use_form(Form())
        duty = ("duty", self.tr("Opgave på mødet"), self._duty, 1)
        if self._presence.asks_reply:
            reply = ("reply", self.tr("Svar på indkaldelsen"), self._presence.reply, 1)
            form.add_beside(duty, reply)
        else:
            form.add(*duty[:3])
        form.add_beside(
            ("name", self.tr("Navn"), self._name, 3),
            ("needs", self.tr("Brug for, fx tolk"), self._needs, 2),
        )
        form.add_beside(
            ("role", self.tr("Rolle"), self._role, 1),
            ("relation", self.tr("Forhold til barnet eller stilling"), self._relation, 1),
        )
        form.add_beside(
            ("mail", self.tr("Mail"), self._mail, 3),
            ("phone", self.tr("Telefon"), self._phone, 2),
        )
        if not person.mail.strip():
            without = self.tr("Uden mail får de indkaldelse og referat på papir.")
            form.add_widget(muted(without))
        self._presence.add_to(form)

    def _save(self) -> None:
        if self._form_is_saved():
            self.accept()

    def _form_is_saved(self) -> bool:
        person, families = self._attendee.person, self._desk.office.families
        role = self._role.role()
        draft = replace(
            person.draft,
            name=self._name.text(),
            role=role,
            relation=self._relation.currentText(),
            has_custody=person.has_custody and role is PersonRole.PARENT,
            mail=self._mail.text(),
            phone=self._phone.text(),
            needs=self._needs.text(),
        )
        saved = draft == person.draft or perform(
            self,
            lambda: families.update_person(person.id, person.version, draft),
            success=self._person_saved,
            changes=self._desk.changes,
            change=Change.of(Kind.FAMILIES, Kind.MEETINGS),
        )
        return saved and all(self._is_done(deed) for deed in self._deeds())

    def _person_saved(self, person: Person) -> None:
        self._attendee = replace(self._attendee, person=person)

    def _deeds(self) -> list[Callable[[int], Meeting]]:
        """Return what is to be saved about the attendee, each on top of a version."""
        attendee, meetings = self._attendee, self._desk.office.meetings
        duty = self._duty.value()
        deeds = self._presence.deeds(meetings)
        if duty is not attendee.duty:
            deeds.insert(0, lambda version: meetings.set_duty(attendee.id, version, duty))
        return deeds

    def _is_done(self, deed: Callable[[int], Meeting]) -> bool:
        return perform(
            self,
            lambda: deed(self._attendee.version),
            success=self._attendee_saved,
            changes=self._desk.changes,
            change=Change.of(Kind.MEETINGS, ids=(self._meeting.id,)),
        )

    def _attendee_saved(self, meeting: Meeting) -> None:
        self._attendee = meeting.attendee(self._attendee.id) or self._attendee
