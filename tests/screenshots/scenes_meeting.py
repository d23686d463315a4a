"""Møder, Nyt møde, the first step of a meeting, and sending."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QDialog, QWidget

from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import MeetingDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.sending import LetterKind
from moedeleder.ui.dialogs.agenda_item import AgendaItemDialog
from moedeleder.ui.dialogs.attendees import AddAttendeesDialog, AttendeeDialog
from moedeleder.ui.dialogs.edit_meeting import EditMeetingDialog
from moedeleder.ui.dialogs.new_meeting import NewMeetingDialog
from moedeleder.ui.dialogs.send import SendDialog
from moedeleder.ui.pages.meeting_page import MeetingPage
from moedeleder.ui.pages.meetings_page import MeetingsPage
from moedeleder.ui.pages.steps import Step
from moedeleder.ui.shell import Shell
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.ui.office_fixture import STARTS, Example, TestDesk, add_example

ONE_SIZE = ((1280, 720),)
LONG = "Et meget langt punkt, som nogen har skrevet uden at tænke på, hvor bred skærmen er, " * 4


def in_shell(page: QWidget) -> Shell:
    shell = Shell()
    shell.add_page("meetings", page)
    shell.show_page("meetings")
    shell.sidebar.set_badge("today", 3)
    shell.sidebar.set_user("Mette Holm", "Sagsbehandler")
    return shell


def meeting_page(desk: TestDesk, meeting_id: str) -> Shell:
    page = MeetingPage(desk)
    page.open_meeting(meeting_id, Step.AGENDA)
    return in_shell(page)


def overfull(desk: TestDesk) -> Example:
    example = add_example(desk)
    office, meeting = desk.office, example.meeting
    for number in range(34):
        draft = PersonDraft(
            f"Person {number} med et meget langt navn, der fylder hele linjen 🙂 שלום",
            list(PersonRole)[number % len(PersonRole)],
            organisation="Center for Børn, Unge og Familier i Eksempelby Kommune",
            needs="Tolk (arabisk) og kørestol" if number % 5 == 0 else "",
            mail=f"person{number}@eksempel.example" if number % 3 else "",
        )
        person = office.families.add_person(example.family.id, draft)
        office.meetings.add_attendee(meeting.id, person.id)
    for number in range(54):
        office.agenda.add(
            meeting.id,
            ItemDraft(
                f"{number} <b>{LONG}</b>",
                list(ItemKind)[number % 4],
                7,
                example.person("Sofie").id if number % 2 else None,
                words=LONG if number % 6 == 1 else "",
            ),
        )
    return example


@scene("moeder-tom")
def meetings_empty() -> QWidget:
    return in_shell(MeetingsPage(scene_desk()))


@scene("moeder")
def meetings_normal() -> QWidget:
    desk = scene_desk()
    example = add_example(desk)
    office = desk.office
    later = MeetingDraft(STARTS + timedelta(days=7, hours=-5), 60, "", "https://video.example/1")
    second = office.families.create(FamilyDraft("Villads Prøvesen", "34.10.10-G01-7-26"))
    held = office.meetings.create(second.id, "parent_talk", later)
    office.conduct.start(held.id)
    office.conduct.end(held.id)
    office.meetings.create(second.id, "child_plan", MeetingDraft(STARTS, 90, "Skolen"))
    office.sending.announce_meeting(example.meeting.id, example.meeting.version)
    return in_shell(MeetingsPage(desk))


@scene("moeder-fuld")
def meetings_full() -> QWidget:
    desk = scene_desk()
    example = add_example(desk)
    types = desk.office.meetings.types()
    for number in range(60):
        draft = MeetingDraft(STARTS - timedelta(days=number), 60, f"{LONG}{number}")
        desk.office.meetings.create(example.family.id, types[number % len(types)].key, draft)
    return in_shell(MeetingsPage(desk))


@scene("dagsorden")
def agenda_normal() -> QWidget:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    for check in meeting.checks_of(Phase.BEFORE)[:6]:
        desk.office.meetings.tick(meeting.id, Phase.BEFORE, check.key, True)
    return meeting_page(desk, meeting.id)


@scene("dagsorden-tom")
def agenda_empty() -> QWidget:
    desk = scene_desk()
    family = desk.office.families.create(FamilyDraft("Noor Prøve"))
    meeting = desk.office.meetings.create(family.id, "network", MeetingDraft(STARTS, 90))
    for item in reversed(meeting.items):
        desk.office.agenda.remove(item.id, item.version)
    return meeting_page(desk, meeting.id)


@scene("dagsorden-fuld")
def agenda_full() -> QWidget:
    desk = scene_desk()
    return meeting_page(desk, overfull(desk).meeting.id)


@scene("dagsorden-indkaldt")
def agenda_invited() -> QWidget:
    desk = scene_desk()
    example = add_example(desk)
    meeting = desk.office.sending.announce_meeting(example.meeting.id, example.meeting.version)
    desk.office.sending.send(meeting.id, LetterKind.INVITATION)
    return meeting_page(desk, meeting.id)


@scene("nyt-moede", sizes=ONE_SIZE)
def new_meeting() -> QDialog:
    desk = scene_desk()
    return NewMeetingDialog(desk, family_id=add_example(desk).family.id)


@scene("nyt-moede-tomt", sizes=ONE_SIZE)
def new_meeting_empty() -> QDialog:
    return NewMeetingDialog(scene_desk())


@scene("nyt-moede-fuldt", sizes=ONE_SIZE)
def new_meeting_full() -> QDialog:
    desk = scene_desk()
    return NewMeetingDialog(desk, family_id=overfull(desk).family.id)


@scene("punkt", sizes=ONE_SIZE)
def item_dialog() -> QDialog:
    example = add_example(scene_desk())
    return AgendaItemDialog(example.meeting, example.meeting.items[2])


@scene("ret-moede", sizes=ONE_SIZE)
def edit_dialog() -> QDialog:
    desk = scene_desk()
    return EditMeetingDialog(desk, add_example(desk).meeting)


@scene("deltager", sizes=ONE_SIZE)
def attendee_dialog() -> QDialog:
    desk = scene_desk()
    meeting = add_example(desk).meeting
    return AttendeeDialog(desk, meeting, meeting.attendees[4])


@scene("tilfoej-deltagere", sizes=ONE_SIZE)
def add_attendees() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    meetings = desk.office.meetings
    for attendee in reversed(example.meeting.attendees[2:5]):
        meetings.remove_attendee(attendee.id, attendee.version)
    return AddAttendeesDialog(desk, meetings.get(example.meeting.id))


@scene("send", sizes=ONE_SIZE)
def send_before() -> QDialog:
    desk = scene_desk()
    return SendDialog(desk, add_example(desk).meeting, LetterKind.INVITATION)


@scene("send-efter", sizes=ONE_SIZE)
def send_after() -> QDialog:
    desk = scene_desk()
    dialog = SendDialog(desk, add_example(desk).meeting, LetterKind.INVITATION)
    dialog.confirm_button.click()
    return dialog


@scene("send-fuld", sizes=ONE_SIZE)
def send_full() -> QDialog:
    desk = scene_desk()
    meeting = overfull(desk).meeting
    return SendDialog(desk, desk.office.meetings.get(meeting.id), LetterKind.INVITATION)
