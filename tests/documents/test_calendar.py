"""The invitation, read back with another library than the one that wrote it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import vobject

from moedeleder.documents.calendar import invitation_ics

TRICKY = 'Æblegrød, kl. 9; "hos" os \\ <b>\nnæste linje'


def invitation(**changes: Any) -> bytes:
    values: dict[str, Any] = {
        "uid": "m1@moedeleder",
        "sequence": 2,
        "starts_at": datetime(2026, 12, 3, 15, 30),
        "ends_at": datetime(2026, 12, 3, 17, 0),
        "summary": "Netværksmøde",
        "description": TRICKY,
        "location": "Rådhuset, lokale 2.14; stuen",
        "organizer_mail": "mette@kommune.example",
        "organizer_name": "Mette Holm",
        "attendees": [("Sofie Eksempel", "sofie@hjem.example"), ("Åse; Øre", "aase@x.example")],
        "stamped_at": datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
        "url": "https://moede.example/rum?x=1,2",
    }
    return invitation_ics(**(values | changes))


def event(data: bytes) -> Any:
    return vobject.readOne(data.decode("utf-8")).vevent


def test_it_is_a_request_that_can_be_renewed() -> None:
    calendar = vobject.readOne(invitation().decode("utf-8"))
    assert calendar.method.value == "REQUEST"
    assert calendar.version.value == "2.0"
    assert calendar.vevent.uid.value == "m1@moedeleder"
    assert calendar.vevent.sequence.value == "2"
    assert calendar.vevent.dtstamp.value == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [(datetime(2026, 12, 3, 15, 30), 14), (datetime(2026, 7, 1, 15, 30), 13)],
    ids=["winter", "summer"],
)
def test_the_time_is_danish_summer_and_winter(day: datetime, utc_hour: int) -> None:
    data = invitation(starts_at=day, ends_at=day.replace(hour=17))
    assert b"DTSTART;TZID=Europe/Copenhagen:" in data
    starts = event(data).dtstart.value.astimezone(UTC)
    assert (starts.day, starts.hour, starts.minute) == (day.day, utc_hour, 30)


def test_the_zone_comes_along() -> None:
    (zone,) = vobject.readOne(invitation().decode("utf-8")).vtimezone_list
    assert zone.tzid.value == "Europe/Copenhagen"
    assert zone.daylight.tzoffsetto.value == "+0200"
    assert zone.standard.tzoffsetto.value == "+0100"


def test_texts_survive() -> None:
    read = event(invitation())
    assert read.description.value == TRICKY
    assert read.location.value == "Rådhuset, lokale 2.14; stuen"
    assert read.url.value == "https://moede.example/rum?x=1,2"


def test_everybody_is_asked_to_answer() -> None:
    guests = event(invitation()).attendee_list
    assert [guest.value for guest in guests] == [
        "mailto:sofie@hjem.example",
        "mailto:aase@x.example",
    ]
    assert [guest.cn_param for guest in guests] == ["Sofie Eksempel", "Åse; Øre"]
    assert all(guest.rsvp_param == "TRUE" for guest in guests)
    assert event(invitation()).organizer.value == "mailto:mette@kommune.example"


def test_lines_end_and_fold_as_the_standard_asks() -> None:
    data = invitation(description="æ" * 500)
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert event(data).description.value == "æ" * 500


def test_a_name_cannot_smuggle_in_a_line() -> None:
    data = invitation(
        organizer_name='M"ette\r\nATTENDEE:mailto:evil@x.example',
        summary="Møde\r\nURL:http://evil.example",
        attendees=[("\nX", "a@b.example\r\nX-EVIL:1")],
    )
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")
    assert sum(line.startswith("ATTENDEE") for line in lines) == 1
    assert not any(line.startswith(("X-EVIL", "URL:http://evil")) for line in lines)


def test_without_texts_there_are_no_empty_lines() -> None:
    data = invitation(description="", location="", url="", attendees=[])
    for name in (b"DESCRIPTION", b"LOCATION", b"URL", b"ATTENDEE"):
        assert name not in data


def test_an_update_is_the_same_meeting_with_a_higher_number() -> None:
    first = event(invitation(sequence=1))
    later = event(invitation(sequence=2, starts_at=datetime(2026, 12, 7, 9, 0)))
    assert later.uid.value == first.uid.value
    assert int(later.sequence.value) > int(first.sequence.value)
    assert later.dtstart.value.astimezone(UTC) == datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
    assert vobject.readOne(invitation(sequence=2).decode()).method.value == "REQUEST"


def test_a_cancellation_takes_the_same_meeting_out() -> None:
    calendar = vobject.readOne(invitation(sequence=3, method="CANCEL").decode("utf-8"))
    cancelled = calendar.vevent
    assert calendar.method.value == "CANCEL"
    assert (cancelled.status.value, cancelled.sequence.value) == ("CANCELLED", "3")
    assert cancelled.uid.value == event(invitation()).uid.value
    assert cancelled.dtstart.value == event(invitation()).dtstart.value
    assert cancelled.organizer.value == "mailto:mette@kommune.example"
    assert cancelled.transp.value == "TRANSPARENT"


def test_a_cancellation_asks_nobody_to_answer() -> None:
    cancelled = event(invitation(method="CANCEL"))
    assert [guest.value for guest in cancelled.attendee_list] == [
        "mailto:sofie@hjem.example",
        "mailto:aase@x.example",
    ]
    assert not any("RSVP" in guest.params for guest in cancelled.attendee_list)
    assert not any("PARTSTAT" in guest.params for guest in cancelled.attendee_list)
