"""What calendars answer to an invitation, written in the manner of each of the big ones."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, vText

from moedeleder.documents.calendar import invitation_ics
from moedeleder.documents.calendar_reading import SIZE_LIMIT, read_reply
from moedeleder.domain.answers import CalendarReply

UID = "0193f0aa-1111-7abc-8def-000000000001@moedeleder"


@dataclass(frozen=True)
class Parts:
    """One answer, as lines that a test can change one at a time."""

    method: str = "METHOD:REPLY"
    uid: str = f"UID:{UID}"
    sequence: str = "SEQUENCE:2"
    guest: str = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:sofie@hjem.example"
    more: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        inside = [self.uid, self.sequence, self.guest, *self.more]
        return [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            *([self.method] if self.method else []),
            "BEGIN:VEVENT",
            *[line for line in inside if line],
            "END:VEVENT",
            "END:VCALENDAR",
        ]

    def data(self, end: str = "\r\n", encoding: str = "utf-8") -> bytes:
        return "".join(line + end for line in self.lines()).encode(encoding)


def reply(said: str = "accepted", comment: str = "", sequence: int = 2) -> CalendarReply:
    return CalendarReply(UID, "sofie@hjem.example", said, sequence, comment)


OUTLOOK = f"""BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=TENTATIVE;CN=Sofie Eksempel:MAILTO:Sofie@Hjem.example
COMMENT;LANGUAGE=da-DK:Jeg skal lige høre på arbejdet\\, om det går.\\n
UID:{UID}
SUMMARY;LANGUAGE=da-DK:Foreløbig: Møde
DTSTART;TZID=Romance Standard Time:20261203T153000
CLASS:PRIVATE
SEQUENCE:2
X-MICROSOFT-CDO-APPT-SEQUENCE:7
BEGIN:VALARM
ATTENDEE;PARTSTAT=ACCEPTED:mailto:andre@hjem.example
COMMENT:Ikke den her
END:VALARM
END:VEVENT
END:VCALENDAR
"""
GOOGLE = f"""BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261203T143000Z
ORGANIZER;CN=Mette Holm:mailto:mette@kommune.example
UID:{UID}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Sofie E
 ksempel;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Vi er i Jylland: ring; tak, Sofi
 e":mailto:sofie@hjem.example
SEQUENCE:2
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
APPLE = f"""BEGIN:VCALENDAR
CALSCALE:GREGORIAN
METHOD:REPLY
VERSION:2.0
BEGIN:VEVENT
UID:{UID}
SEQUENCE:2
ATTENDEE;CN="Eksempel; Sofie";CUTYPE=INDIVIDUAL;EMAIL="sofie@hjem.example";P
\tARTSTAT=ACCEPTED:urn:uuid:6d5e2f2a-0000-4000-8000-000000000000
ORGANIZER;CN="Mette Holm":mailto:mette@kommune.example
END:VEVENT
END:VCALENDAR
"""


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8")


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        (OUTLOOK, reply("tentative", "Jeg skal lige høre på arbejdet, om det går.")),
        (GOOGLE, reply("declined", "Vi er i Jylland: ring; tak, Sofie")),
        (APPLE, reply("accepted")),
    ],
    ids=["outlook", "google", "apple"],
)
def test_the_big_calendars(sample: str, expected: CalendarReply) -> None:
    assert vobject.readOne(sample).method.value == "REPLY"
    assert read_reply(crlf(sample)) == expected


def test_an_answer_made_of_our_own_invitation() -> None:
    data = invitation_ics(
        uid=UID,
        sequence=4,
        starts_at=datetime(2026, 12, 3, 15, 30),
        ends_at=datetime(2026, 12, 3, 17, 0),
        summary="Møde",
        description="Dagsordenen er vedhæftet mailen.",
        location="Rådhuset",
        organizer_mail="mette@kommune.example",
        organizer_name="Mette Holm",
        attendees=[("Sofie Eksempel", "sofie@hjem.example")],
        stamped_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
    )
    assert read_reply(data) is None
    calendar = Calendar.from_ical(data)
    calendar["METHOD"] = vText("REPLY")
    (event,) = calendar.walk("VEVENT")
    event["ATTENDEE"].params["PARTSTAT"] = vText("DECLINED")
    event.add("comment", "Æv; vi er syge, \\ desværre\nHilsen Sofie")
    expected = reply("declined", "Æv; vi er syge, \\ desværre\nHilsen Sofie", 4)
    assert read_reply(calendar.to_ical()) == expected


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("said", ["ACCEPTED", "Declined", "tentative", '"ACCEPTED"'])
def test_line_ends_and_letter_case(said: str, end: str) -> None:
    parts = Parts(guest=f"attendee;partstat={said}:MailTo:Sofie@Hjem.Example")
    assert read_reply(parts.data(end)) == reply(said.strip('"').lower())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_danish_letters_in_any_of_the_usual_encodings(encoding: str) -> None:
    parts = Parts(more=("COMMENT:Åh – på gensyn på mødet",))
    assert read_reply(parts.data(encoding=encoding)) == reply(comment="Åh – på gensyn på mødet")


def test_big_endian_and_a_letter_folded_in_two() -> None:
    assert read_reply(Parts().data(encoding="utf-16-be")) == reply()
    data = Parts(more=("COMMENT:På gensyn",)).data().replace("å".encode(), b"\xc3\r\n \xa5")
    assert read_reply(data) == reply(comment="På gensyn")


def test_without_a_method_the_answer_itself_is_enough() -> None:
    assert read_reply(Parts(method="").data()) == reply()


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "COUNTER", "PUBLISH", ""])
def test_other_messages_are_no_answers(method: str) -> None:
    assert read_reply(Parts(method=f"METHOD:{method}").data()) is None


@pytest.mark.parametrize("said", ["NEEDS-ACTION", "DELEGATED", "COMPLETED", "X-MAYBE", ""])
def test_no_clear_answer(said: str) -> None:
    guest = f"ATTENDEE;PARTSTAT={said}:mailto:sofie@hjem.example"
    assert read_reply(Parts(guest=guest).data()) is None


@pytest.mark.parametrize(
    "address",
    [
        "mailto:sofie@hjem.example",
        "MAILTO:SOFIE@HJEM.EXAMPLE",
        "mailto:sofie%40hjem.example",
        "mailto:'sofie@hjem.example'",
        "mailto:sofie@hjem.example?subject=x",
        "mailto: <sofie@hjem.example>",
        "sofie@hjem.example",
    ],
)
def test_the_address_however_written(address: str) -> None:
    assert read_reply(Parts(guest=f"ATTENDEE;PARTSTAT=ACCEPTED:{address}").data()) == reply()


@pytest.mark.parametrize(
    "address", ["", "mailto:", "invalid:nomail", "mailto:a b@c", "mailto:a@b@c", "mailto:a%0d@b c"]
)
def test_an_answer_from_nobody_is_none(address: str) -> None:
    assert read_reply(Parts(guest=f"ATTENDEE;PARTSTAT=ACCEPTED:{address}").data()) is None


def test_the_answer_to_the_newest_edition_counts() -> None:
    old = Parts(sequence="SEQUENCE:1").lines()[3:-1]
    new = Parts(
        sequence="SEQUENCE:3", guest="ATTENDEE;PARTSTAT=DECLINED:mailto:sofie@hjem.example"
    ).lines()[3:-1]
    lines = ["BEGIN:VCALENDAR", "METHOD:REPLY", *old, *new, *old, "END:VCALENDAR"]
    assert read_reply("\r\n".join(lines).encode()) == reply("declined", sequence=3)


def test_two_guests_in_one_answer_are_nobodys() -> None:
    other = "ATTENDEE;PARTSTAT=DECLINED:mailto:far@hjem.example"
    assert read_reply(Parts(more=(other,)).data()) is None
    silent = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:far@hjem.example"
    assert read_reply(Parts(more=(silent,)).data()) == reply()


@pytest.mark.parametrize("number", ["", "x", "-1", "1e9", "9" * 400, "²"])
def test_a_number_that_is_none_counts_as_the_first(number: str) -> None:
    assert read_reply(Parts(sequence=f"SEQUENCE:{number}").data()) == reply(sequence=0)


def test_carets_stand_for_what_a_parameter_cannot_hold() -> None:
    guest = "ATTENDEE;X-RESPONSE-COMMENT=\"^'Ja^'^nHilsen ^^\";PARTSTAT=ACCEPTED"
    data = Parts(guest=f"{guest}:mailto:sofie@hjem.example").data()
    assert read_reply(data) == reply(comment='"Ja"\nHilsen ^')


def test_a_file_that_is_too_large_is_not_read() -> None:
    parts = Parts()
    room = SIZE_LIMIT - len(replace(parts, more=("X-PAD:",)).data())
    assert read_reply(replace(parts, more=("X-PAD:" + "a" * room,)).data()) == reply()
    assert read_reply(replace(parts, more=("X-PAD:" + "a" * (room + 1),)).data()) is None


HEAD = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:u\r\n"
TAIL = b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
HEAPS = "\u0300\u0316".encode()


def filled(unit: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    room = SIZE_LIMIT - len(HEAD + before + after + TAIL)
    return HEAD + before + unit * (room // len(unit)) + after + TAIL


BOMBS = {
    "nested": filled(b"BEGIN:VEVENT\r\n"),
    "alarms": filled(b"BEGIN:VALARM\r\n"),
    "ends": filled(b"END:VEVENT\r\n"),
    "rules": filled(b"RRULE:FREQ=SECONDLY;COUNT=999999999\r\n"),
    "endless rule": filled(b",1", b"RRULE:FREQ=SECONDLY;BYSECOND=0", b"\r\n"),
    "one line": filled(b"a", b"COMMENT:", b"\r\n"),
    "accents in a comment": filled(HEAPS, b"COMMENT:", b"\r\n"),
    "accents in the uid": filled(HEAPS, b"UID:", b"\r\n"),
    "accents in an address": filled(HEAPS, b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:", b"\r\n"),
    "accents beside": filled(HEAPS, b"ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=", b":urn:x\r\n"),
    "parameters": filled(b";A=", b"ATTENDEE", b":x\r\n"),
    "open quotes": filled(b'"a', b"ATTENDEE;A=", b"\r\n"),
    "an unclosed quote": filled(b";a", b'ATTENDEE;A="', b"\r\n"),
    "blanks": filled(b" ", b"ATTENDEE;", b"\r\n"),
    "folds": filled(b"\r\n ", b"COMMENT:", b"\r\n"),
    "line ends": filled(b"\n"),
    "colons": filled(b":"),
    "many guests": filled(b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:c@d.example\r\n"),
    "escapes": filled(b"\\n", b"COMMENT:", b"\r\n"),
    "at signs": filled(b"a@", b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:", b"\r\n"),
    "nothing": b"",
    "zeros": b"\0" * SIZE_LIMIT,
    "half a mark": b"\xff\xfe\x00",
    "lone halves": b"\xff\xfe" + b"\x00\xd8" * 1000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_do_no_harm(name: str) -> None:
    tracemalloc.start()
    begun = time.process_time()
    try:
        read_reply(BOMBS[name])
        spent, peak = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert spent < 5
    assert peak < 100 * 1024 * 1024


LINES = st.one_of(
    st.sampled_from([line.encode() for line in (OUTLOOK + GOOGLE + APPLE).splitlines()]),
    st.sampled_from([b"BEGIN:VEVENT", b"END:VEVENT", b"METHOD:REPLY", b"ATTENDEE;PARTSTAT="]),
    st.binary(max_size=60),
    st.text(max_size=40).map(lambda text: text.encode("utf-16", "replace")),
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.lists(LINES, max_size=30).map(b"\r\n".join)))
@example(b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b")
def test_whatever_comes_in_is_read_or_is_none(data: bytes) -> None:
    found = read_reply(data)
    if found is not None:
        assert found.reply in {"accepted", "declined", "tentative"}
        assert found.uid
        assert found.address.count("@") == 1
        assert "\n" not in found.uid + found.address
        assert found.sequence >= 0


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_one_spoiled_byte_never_makes_another_answer(data: st.DataObject) -> None:
    whole = bytearray(crlf(GOOGLE))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    found = read_reply(bytes(whole))
    assert found is None or found.reply == "declined"
