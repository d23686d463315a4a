"""The network meeting about Alma after it was held: notes, promises, who was there."""

from __future__ import annotations

from datetime import UTC, date, datetime

from moedeleder.domain.attendees import Attendance
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import RichText, from_plain
from moedeleder.domain.statements import StatementKind
from tests.stages import staged
from tests.ui.office_fixture import Example, TestDesk

BEGAN = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
ENDED = datetime(2026, 12, 3, 16, 0, tzinfo=UTC)
WORDS = {
    PartKey.CONCLUSION: (
        "Vi er enige om, at Almas morgener er det vigtigste lige nu. Skolen ringer hjem før "
        "kl. 9, når Alma ikke kommer, og forældrene prøver den nye morgenrytme i to uger.\n"
        "- Aflastning drøftes igen 17. december.\n"
        "- Jonas ser skemaet som årsagen; det står under Uenigheder med hans egne ord."
    ),
    PartKey.DOCUMENTS: "Skolens oversigt over fravær fra 1. november.",
}


def hold(desk: TestDesk, example: Example) -> Meeting:
    """Hold the meeting: statements, two promises (one without a date), everybody there."""
    return staged(desk, f"hold {example.meeting.id}", lambda: _hold(desk, example))


def _hold(desk: TestDesk, example: Example) -> Meeting:
    office, meeting_id = desk.office, example.meeting.id
    desk.clock.set(BEGAN)
    office.conduct.start(meeting_id)
    for kind, who, text in (
        (StatementKind.FACT, "Karin", "Alma er kommet i skole hver anden dag siden uge 43."),
        (StatementKind.CHILD_WORDS, "Sofie", "Jeg vil gerne i skole, når der er stille."),
        (StatementKind.PARENT_WORDS, "Sofie", "Det værste er, at vi er alene med det."),
        (StatementKind.PARENT_WORDS, "Jonas", "Skemaet er lavet om tre gange i efteråret."),
        (StatementKind.ASSESSMENT, "Lise", "Alma bliver træt af støj og mange skift."),
        (StatementKind.GUIDANCE, "Mette", "Forældrene kan søge om aflastning."),
        (StatementKind.DISAGREEMENT, "Jonas", "Jeg tror, skemaet er årsagen."),
        (StatementKind.PRIVATE, "Mette", "Husk at ringe til Karin."),
    ):
        office.statements.say(meeting_id, kind, text, person_id=example.person(who).id)
    office.promises.add(
        meeting_id,
        PromiseDraft(
            "Ringe hjem før kl. 9 ved fravær",
            example.person("Karin").id,
            due=date(2026, 12, 7),
            goal="Trygge morgener",
        ),
    )
    office.promises.add(
        meeting_id,
        PromiseDraft("Undersøge aflastning", example.person("Mette").id, goal="Ro i weekenden"),
    )
    office.presence.everybody_is_here(meeting_id)
    desk.clock.set(ENDED)
    return office.conduct.end(meeting_id)


def write(desk: TestDesk, meeting: Meeting, key: PartKey, text: str | RichText) -> None:
    """Write a part as it stands now."""
    minutes = desk.office.minutes
    version = minutes.open(meeting.id).parts[key].version
    minutes.write(meeting.id, key, version, from_plain(text) if isinstance(text, str) else text)


def complete(desk: TestDesk, meeting: Meeting) -> Meeting:
    """Fill in what the minutes lack, so that they can be sent."""
    return staged(desk, f"complete {meeting.id}", lambda: _complete(desk, meeting))


def _complete(desk: TestDesk, meeting: Meeting) -> Meeting:
    office = desk.office
    for key, text in WORDS.items():
        write(desk, meeting, key, text)
    for key in office.minutes.open(meeting.id).required:
        part = office.minutes.open(meeting.id).parts.get(key)
        if part is not None and part.text.is_empty:
            write(desk, meeting, key, "Det står her.")
    second = office.meetings.get(meeting.id).promises[1]
    due = date(2026, 12, 17)
    office.promises.update(
        second.id,
        second.version,
        PromiseDraft("Undersøge aflastning", second.draft.owner_id, due=due, goal=second.goal),
    )
    fresh = office.meetings.get(meeting.id)
    office.minutes.set_follow_up(
        meeting.id, fresh.version, type(fresh.follow_up)(datetime(2027, 1, 14, 15, 30))
    )
    return office.meetings.get(meeting.id)


def absent(desk: TestDesk, meeting: Meeting, at: int, attendance: Attendance) -> Meeting:
    """Note that somebody was not there (all the time)."""
    attendee = meeting.attendees[at]
    return desk.office.presence.set(attendee.id, attendee.version, attendance)
