"""Invented minutes, to show what papers look like; the family does not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime

from moedeleder.domain.record import (
    Letterhead,
    MinutesRecord,
    PartKey,
    PlanLine,
    RecordAttendee,
    RecordPart,
)
from moedeleder.domain.rich_text import from_plain

_PEOPLE = (
    RecordAttendee("Alma Eksempel", "Barn", "", "", "Til stede"),
    RecordAttendee("Sofie Eksempel", "Mor", "", "", "Til stede"),
    RecordAttendee("Mette Prøve", "Sagsbehandler", "", "Mødeleder", "Til stede"),
)
_PARTS = (
    (PartKey.PROBLEM, "Problemformulering", "Alma har svært ved at komme i skole om morgenen."),
    (PartKey.CHILD_PERSPECTIVE, "Almas perspektiv", "Alma vil gerne i skole, når der er ro."),
    (
        PartKey.CONCLUSION,
        "Konklusion",
        "Vi er enige om, at Alma møder en fast voksen om morgenen.\n- Skolen finder den voksne.",
    ),
)
_PLAN = (
    PlanLine(
        goal="Alma er i skole hver dag",
        action="Finde en fast voksen",
        owner="Mette Prøve",
        due=date(2026, 12, 11),
    ),
)


def example_minutes(head: Letterhead) -> MinutesRecord:
    """Return minutes of a meeting that never was, from the office of ``head``."""
    return MinutesRecord(
        meeting_id="00000000-0000-7000-8000-000000000000",
        number=1,
        title="Netværksmøde om Alma",
        type_name="Netværksmøde",
        child_name="Alma Eksempel",
        case_number="34.10.00-G01-1-26",
        starts_at=datetime(2026, 12, 1, 15, 30),
        ends_at=datetime(2026, 12, 1, 17, 0),
        place="Rådhuset, lokale 2",
        purpose="At finde en god vej til skolen",
        attendees=_PEOPLE,
        parts=tuple(RecordPart(key, words, from_plain(text)) for key, words, text in _PARTS),
        plan=_PLAN,
        follow_up_at=datetime(2027, 1, 12, 15, 30),
        follow_up_none_reason="",
        author="Mette Prøve",
        author_title="Sagsbehandler",
        organisation=head.organisation,
        contact=", ".join(each for each in ("Mette Prøve", head.phone) if each),
        corrections_until=date(2026, 12, 10),
        finalised_at=datetime(2026, 12, 2, 9, 0, tzinfo=UTC),
        child_page=from_plain("Vi talte om, hvordan det går i skolen."),
    )
