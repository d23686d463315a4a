"""Before letters leave, and after: who gets what which way, and what became of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QDialog, QPushButton

from moedeleder.domain.before import Choices
from moedeleder.domain.people import PersonDraft, PersonRole
from moedeleder.domain.sending import DeliveryState, LetterKind, LetterWay
from moedeleder.domain.settings import MailSettings, MailWay, UnitSender
from moedeleder.ui.dialogs.send import SendDialog
from tests.screenshots.desks import scene_desk
from tests.screenshots.registry import scene
from tests.screenshots.scenes_meeting import ONE_SIZE, overfull
from tests.ui.held_meeting import complete, hold
from tests.ui.office_fixture import Example, TestDesk, add_example
from tests.ui.round_desk import invite

SERVER = MailSettings(
    MailWay.SMTP,
    host="mail.eksempelby.example",
    sender_name="Børn og Familie",
    sender_address="boern@eksempelby.example",
    senders=(UnitSender("PPR", "PPR Eksempelby", "ppr@eksempelby.example"),),
)


def _readdress(desk: TestDesk, example: Example, name: str, mail: str) -> None:
    families = desk.office.families
    people = families.get(example.family.id).people
    person = next(each for each in people if each.name.startswith(name))
    families.update_person(person.id, person.version, replace(person.draft, mail=mail))


def _worried(desk: TestDesk) -> Example:
    """A meeting whose addresses are new, private, shared, wrong and missing."""
    example = add_example(desk)
    invite(desk, example.meeting.id)
    _readdress(desk, example, "Jonas", "sofie@eksempel.example")
    _readdress(desk, example, "Karin", "karin.dam@gmail.com")
    _readdress(desk, example, "Lise", "lise.berg@ppr.eksempelby.example")
    return example


@scene("foer-afsendelse", sizes=ONE_SIZE)
def before_normal() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    desk.office.settings.save_mail(replace(SERVER, relay_enforces_tls=True, senders=()))
    return SendDialog(desk, example.meeting, LetterKind.INVITATION)


@scene("foer-afsendelse-advarsler", sizes=ONE_SIZE)
def before_worried() -> QDialog:
    desk = scene_desk()
    example = _worried(desk)
    desk.office.settings.save_mail(SERVER)
    meeting = desk.office.meetings.get(example.meeting.id)
    return SendDialog(desk, meeting, LetterKind.INVITATION)


@scene("foer-afsendelse-sikkerhed", sizes=ONE_SIZE)
def before_safety() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    desk.office.settings.save_mail(SERVER)
    dialog = SendDialog(desk, example.meeting, LetterKind.INVITATION)
    more = dialog.findChild(QPushButton, "beforeSafetyMore")
    assert more is not None
    more.click()
    return dialog


@scene("foer-referat", sizes=ONE_SIZE)
def before_minutes() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    tolk = PersonDraft("Amina Tolk", PersonRole.INTERPRETER, mail="amina@tolk.example")
    person = desk.office.families.add_person(example.family.id, tolk)
    meeting = desk.office.meetings.get(example.meeting.id)
    desk.office.meetings.add_attendee(meeting.id, person.id)
    return SendDialog(desk, complete(desk, hold(desk, example)), LetterKind.MINUTES)


@scene("foer-afsendelse-fuld", sizes=ONE_SIZE)
def before_full() -> QDialog:
    desk = scene_desk()
    example = overfull(desk)
    desk.office.settings.save_mail(SERVER)
    meeting = desk.office.meetings.get(example.meeting.id)
    return SendDialog(desk, meeting, LetterKind.INVITATION)


@scene("foer-papir", sizes=ONE_SIZE)
def before_paper() -> QDialog:
    desk = scene_desk()
    example = add_example(desk)
    papers = {each.id: LetterWay.PAPER for each in example.meeting.attendees}
    version = desk.office.meetings.get(example.meeting.id).version
    choices = Choices(papers)
    meeting = desk.office.sending.announce_meeting(example.meeting.id, version, choices=choices)
    return SendDialog(desk, meeting, LetterKind.INVITATION)


@scene("foer-send-igen", sizes=ONE_SIZE)
def before_again() -> QDialog:
    desk = scene_desk()
    example = _worried(desk)
    letters = desk.office.sending.deliveries(example.meeting.id)
    meeting = desk.office.meetings.get(example.meeting.id)
    return SendDialog.again(desk, meeting, [each.id for each in letters], None)


@scene("efter-afsendelse-alt", sizes=ONE_SIZE)
def after_everything() -> QDialog:
    """What can become of letters, one of each; the server's own words are not needed for it."""
    desk = scene_desk()
    example = _worried(desk)
    desk.office.settings.save_mail(SERVER)
    meeting = desk.office.meetings.get(example.meeting.id)
    dialog = SendDialog(desk, meeting, LetterKind.INVITATION, results=True)
    now = desk.office.clock.now()
    changes: tuple[dict[str, object], ...] = (
        {"state": DeliveryState.UNCERTAIN, "looked_at": now},
        {"state": DeliveryState.READY, "attempts": 1, "next_try_at": now + timedelta(minutes=5)},
        {"state": DeliveryState.INTERRUPTED},
        {"state": DeliveryState.FAILED, "reason": "ReceiverRefused", "reply_code": 550},
        {"state": DeliveryState.READY, "channel": LetterWay.PAPER},
        {"state": DeliveryState.SENT, "way": LetterWay.MAIL},
    )
    letters = desk.office.sending.deliveries(meeting.id)
    told = [replace(letter, **how) for letter, how in zip(letters, changes, strict=True)]  # type: ignore[arg-type]
    dialog.banner.dismiss()
    dialog.after.show(told)
    return dialog
