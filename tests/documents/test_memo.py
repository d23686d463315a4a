"""Files for Digital Post, each held against our notes on MeMo 1.2."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.documents.memo import (
    MemoFile,
    MemoMessage,
    MemoReservation,
    memo_file_name,
    memo_xml,
    stable_uuid,
)
from moedeleder.domain.errors import DigitalPostTooLarge
from tests.documents.memo_schema import NAMESPACE, faults, files_of, text_of

MEETING = MemoReservation(
    "moede-1",
    "Møde",
    "Dagsordenen er med i brevet.",
    "Rådhuset, lokale 2.14",
    datetime(2026, 12, 3, 15, 30),
    datetime(2026, 12, 3, 17, 0),
    "Børn og Familie",
    "boern@kommune.example",
)
MESSAGE = MemoMessage(
    "brev-1",
    "Indkaldelse til møde 3. december 2026",
    "12345678",
    "Eksempel Kommune",
    "0101701234",
    "Sofie Eksempel",
    datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC),
    MemoFile("brev.pdf", "Brev", b"%PDF-1.7 brev"),
    (MemoFile("dagsorden.pdf", "Dagsorden", b"%PDF-1.7 dagsorden"),),
    MEETING,
)
WILD = (
    "</memo:label><memo:label>x",
    "]]> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]> &e; &amp;",
    "linje 1\r\nlinje 2\u2028linje 3\x0b\x00\x08\ufffe\ud800",
    "😀 שלום مرحبا 中文" * 90,
    "x" * 10_000,
)


def test_a_message_is_as_the_standard_wants_it() -> None:
    assert faults(memo_xml(MESSAGE)) == []


def test_a_message_says_who_to_whom_and_what() -> None:
    data = memo_xml(MESSAGE)
    assert text_of(data, "MessageHeader", "Sender", "senderID") == "12345678"
    assert text_of(data, "MessageHeader", "Recipient", "recipientID") == "0101701234"
    assert text_of(data, "MessageBody", "createdDateTime") == "2026-11-22T09:00:00Z"
    assert files_of(data) == [
        ("brev.pdf", b"%PDF-1.7 brev"),
        ("dagsorden.pdf", b"%PDF-1.7 dagsorden"),
    ]


@pytest.mark.parametrize(
    ("month", "starts"), [(12, "2026-12-03T14:30:00Z"), (7, "2026-07-03T13:30:00Z")]
)
def test_the_meeting_is_told_in_universal_time(month: int, starts: str) -> None:
    meeting = replace(
        MEETING,
        starts_at=MEETING.starts_at.replace(month=month),
        ends_at=MEETING.ends_at.replace(month=month),
    )
    data = memo_xml(replace(MESSAGE, reservation=meeting))
    place = ("MessageBody", "MainDocument", "Action", "Reservation", "startDateTime")
    assert text_of(data, *place) == starts
    assert faults(data) == []


def test_without_a_meeting_there_is_nothing_for_the_calendar() -> None:
    data = memo_xml(replace(MESSAGE, reservation=None))
    assert b"Action" not in data
    assert faults(data) == []


@pytest.mark.parametrize("wild", WILD, ids=["xml", "entity", "lines", "letters", "long"])
def test_what_people_typed_stays_text(wild: str) -> None:
    meeting = replace(
        MEETING, title=wild, about=wild, place=wild, organizer_name=wild, organizer_mail=wild
    )
    paper = MemoFile(f"{wild}.pdf", wild, b"x")
    message = replace(
        MESSAGE,
        label=wild,
        sender_name=wild,
        receiver_name=wild,
        letter=paper,
        papers=(paper,),
        reservation=meeting,
    )
    assert faults(memo_xml(message)) == []


@given(st.text(max_size=400))
def test_any_name_makes_a_file_name_that_is_taken(name: str) -> None:
    assert faults(memo_xml(replace(MESSAGE, letter=MemoFile(f"{name}.pdf", "Brev", b"x")))) == []


def test_an_empty_place_and_subject_leave_no_empty_element() -> None:
    message = replace(MESSAGE, label="", reservation=replace(MEETING, place=""))
    assert faults(memo_xml(message)) == []


def test_the_same_letter_to_the_same_person_is_the_same_message() -> None:
    def key_of(message: MemoMessage) -> str:
        return text_of(memo_xml(message), "MessageHeader", "messageUUID")

    assert key_of(replace(MESSAGE, made_at=datetime(2027, 1, 1, tzinfo=UTC))) == key_of(MESSAGE)
    assert key_of(replace(MESSAGE, key="brev-2")) != key_of(MESSAGE)
    assert key_of(replace(MESSAGE, receiver_number="0202701234")) != key_of(MESSAGE)
    assert "0101701234" not in key_of(MESSAGE)
    assert stable_uuid("a", "bc") != stable_uuid("ab", "c")


def test_nothing_of_a_message_is_shown_where_it_is_logged() -> None:
    assert "0101701234" not in repr(MESSAGE)
    assert "Sofie" not in repr(MESSAGE)


def test_more_papers_than_digital_post_takes_are_refused() -> None:
    paper = MESSAGE.papers[0]
    assert faults(memo_xml(replace(MESSAGE, papers=(paper,) * 10))) == []
    with pytest.raises(DigitalPostTooLarge):
        memo_xml(replace(MESSAGE, papers=(paper,) * 11))


def test_a_message_beyond_the_limit_is_refused() -> None:
    heavy = MemoFile("stor.pdf", "Stor", bytes(75_000_000))
    with pytest.raises(DigitalPostTooLarge):
        memo_xml(replace(MESSAGE, letter=heavy))


def test_a_file_name_keeps_its_ending() -> None:
    assert memo_file_name("a/b:c?.pdf") == "a-b-c-.pdf"
    assert memo_file_name("x" * 400 + ".pdf").endswith(".pdf")
    assert len(memo_file_name("x" * 400 + ".pdf")) == 256
    assert memo_file_name("...") == "fil"


def _swapped(root: ET.Element) -> None:
    header = root[0]
    header[0], header[1] = header[1], header[0]


def _without_sender(root: ET.Element) -> None:
    root[0].remove(next(each for each in root[0] if each.tag.endswith("Sender")))


def _local_time(root: ET.Element) -> None:
    next(root.iter(f"{{{NAMESPACE}}}createdDateTime")).text = "2026-11-22T09:00:00+01:00"


def _long_label(root: ET.Element) -> None:
    next(root.iter(f"{{{NAMESPACE}}}label")).text = "x" * 257


def _old_version(root: ET.Element) -> None:
    root.set("memoVersion", "1.1")
    root.set("memoSchVersion", "1.1.0")


@pytest.mark.parametrize(
    "spoil",
    [_swapped, _without_sender, _local_time, _long_label, _old_version],
    ids=["order", "sender", "time", "length", "version"],
)
def test_the_notes_find_what_is_wrong(spoil: Callable[[ET.Element], None]) -> None:
    root = ET.fromstring(memo_xml(MESSAGE))
    spoil(root)
    assert faults(ET.tostring(root)) != []
