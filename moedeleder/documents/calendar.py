"""Entries that calendars accept: a meeting asked for, told of, renewed or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from moedeleder.domain.text import clean_line, clean_text

PRODUCT = "-//Mødeleder//Mødeleder//DA"
ZONE = ZoneInfo("Europe/Copenhagen")
Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
_STATUS = {"REQUEST": "CONFIRMED", "CANCEL": "CANCELLED", "PUBLISH": "TENTATIVE"}
# The rule since 1996, as a rule: calendars that know no list of dates follow it too.
_DANISH_TIME = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def invitation_ics(
    uid: str,
    sequence: int,
    starts_at: datetime,
    ends_at: datetime,
    summary: str,
    description: str,
    location: str,
    organizer_mail: str,
    organizer_name: str,
    attendees: Sequence[tuple[str, str]],
    stamped_at: datetime,
    url: str = "",
    method: Method = "REQUEST",
    *,
    for_one: bool = False,
) -> bytes:
    """Return an iCalendar message (RFC 5546) that invites ``attendees`` (name, mail).

    Times are naive Danish wall time, except ``stamped_at``, which is UTC. The caller sends a
    ``summary`` without personal data: calendars show it to everybody who passes by. ``uid``
    stays the same when the meeting is changed, and ``sequence`` grows; so too for the method
    ``CANCEL``, which takes the meeting out of their calendars. ``PUBLISH`` tells of a time that
    is not fixed yet and asks nobody; it names no ``attendees``.

    Args:
        for_one: the meeting stands, but is taken out of the calendars of ``attendees``.
    """
    cancels = method == "CANCEL"
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", _utc(stamped_at))
    event.add("dtstart", starts_at.replace(tzinfo=ZONE))
    event.add("dtend", ends_at.replace(tzinfo=ZONE))
    event.add("summary", clean_line(summary))
    if not for_one:
        # Whoever is no longer invited is told nothing of the state of the meeting (§ 3.2.5).
        event.add("status", _STATUS[method])
    # A calendar that keeps a cancelled meeting in sight should still show the time as free.
    event.add("transp", "TRANSPARENT" if cancels else "OPAQUE")
    # Nobody but those invited should read it in a shared calendar.
    event.add("class", "PRIVATE")
    _add_texts(event, description, location, url)
    event.add("organizer", _address(organizer_name, organizer_mail))
    for name, mail in attendees:
        event.add("attendee", _address(name, mail) if cancels else _guest(name, mail))
    data: bytes = _calendar(event, method).to_ical()
    return data


def _add_texts(event: Event, description: str, location: str, url: str) -> None:
    for name, text in (
        ("description", clean_text(description)),
        ("location", clean_line(location)),
    ):
        if text:
            event.add(name, text)
    if url:
        event.add("url", clean_line(url))


def _calendar(event: Event, method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(_DANISH_TIME))
    calendar.add_component(event)
    return calendar


def _utc(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _address(name: str, mail: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{clean_line(mail)}")
    # A parameter cannot hold a double quote, so none is offered.
    shown = clean_line(name).replace('"', "'")
    if shown:
        address.params["CN"] = vText(shown)
    return address


def _guest(name: str, mail: str) -> vCalAddress:
    guest = _address(name, mail)
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
    guest.params["RSVP"] = vText("TRUE")
    return guest
