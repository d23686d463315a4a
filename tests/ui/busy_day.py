"""A morning at the desk: meetings today and this week, and things that wait."""

from __future__ import annotations

from datetime import UTC, date, datetime

from moedeleder.domain.attendees import Duty
from moedeleder.domain.child_voice import ChildVoice, VoiceWay
from moedeleder.domain.meetings import Meeting, MeetingDraft, PromiseDraft
from moedeleder.domain.people import Family, FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.sending import LetterKind
from tests.ui.office_fixture import Example, TestDesk

MORNING = datetime(2026, 12, 3, 8, 40, tzinfo=UTC)
"""Thursday 3 December 2026, 9.40 in Denmark."""


def add_busy_day(desk: TestDesk, example: Example) -> dict[str, Meeting]:
    """Fill a normal day; returns the meetings by the child's first name.

    Alma's network meeting is today and lacks things, Villads' is ready, Noor's is tomorrow, and
    Emil's was held on Tuesday without minutes. Three promises are open.
    """
    office = desk.office
    meetings = {"Alma": example.meeting}
    desk.clock.set(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    meetings["Emil"] = _planned(desk, "Emil Prøve", datetime(2026, 12, 1, 9, 0), "school_status")
    office.conduct.start(meetings["Emil"].id)
    for what, who, due in (
        ("Sende skolens skema", "Karin Dam", date(2026, 11, 30)),
        ("Ring til Jonas om aflastning", "Mette Holm", date(2026, 12, 4)),
        ("Spørge PPR om en tid i januar", "Lise Berg", date(2026, 12, 18)),
    ):
        office.promises.add(meetings["Emil"].id, PromiseDraft(what, owner_name=who, due=due))
    office.conduct.end(meetings["Emil"].id)
    meetings["Villads"] = _planned(
        desk, "Villads Prøve", datetime(2026, 12, 3, 10, 0), "parent_talk"
    )
    _make_ready(desk, meetings["Villads"])
    meetings["Noor"] = _planned(desk, "Noor Prøve", datetime(2026, 12, 4, 9, 0), "transition")
    desk.clock.set(MORNING)
    return {name: office.meetings.get(meeting.id) for name, meeting in meetings.items()}


def add_overfull_day(desk: TestDesk, example: Example, count: int = 40) -> None:
    """Fill the day with meetings, long names and promises that are late."""
    desk.clock.set(MORNING)
    office = desk.office
    long = "Anne-Sophie Rødgrød-Medfløde Zwölfuhrlänger أحمد 👩‍👧‍👦 <b>Eksempel</b>"
    family = _family(desk, long)
    for at in range(count):
        when = datetime(2026, 12, 3 + at % 5, 8 + at % 9, 15)
        meeting = office.meetings.create(
            family.id, "network", MeetingDraft(when, 90, "Rådhuset, lokale 2.14 " * 6)
        )
        office.promises.add(
            meeting.id, PromiseDraft("Sende skemaet " * 30, owner_name=long, due=date(2026, 12, 1))
        )
    assert example.family.id != family.id


def _planned(desk: TestDesk, child: str, when: datetime, type_key: str) -> Meeting:
    office, family = desk.office, _family(desk, child)
    actor = office.settings.actor()
    assert actor is not None
    people = [(person.id, Duty.NONE) for person in family.people]
    return office.meetings.create(
        family.id,
        type_key,
        MeetingDraft(when, 60, "Lokale 1.03", "", "En rolig plan for vinteren."),
        [*people, (actor.person_id, Duty.CHAIR_AND_MINUTES)],
    )


def _family(desk: TestDesk, child: str) -> Family:
    family = desk.office.families.create(FamilyDraft(child))
    for name, relation in (("Anna Prøve", "mor"), ("Ole Prøve", "far")):
        desk.office.families.add_person(
            family.id, PersonDraft(name, PersonRole.PARENT, relation, "", "p@eksempel.example")
        )
    return desk.office.families.get(family.id)


def _make_ready(desk: TestDesk, meeting: Meeting) -> None:
    office = desk.office
    for item in meeting.items:
        now = office.meetings.get(meeting.id)
        if sum(each.minutes for each in now.items) > meeting.minutes:
            office.agenda.remove(item.id, next(i for i in now.items if i.id == item.id).version)
    for check in meeting.checks:
        office.meetings.tick(meeting.id, check.phase, check.key, True)
    voice = ChildVoice(VoiceWay.SPOKEN_FOR, "Forældrene fortæller")
    now = office.meetings.get(meeting.id)
    now = office.meetings.set_child_voice(meeting.id, now.version, voice)
    office.sending.announce_meeting(meeting.id, now.version)
    office.sending.send(meeting.id, LetterKind.INVITATION)
