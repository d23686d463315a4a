"""The frozen minutes: they come back as they were, and any change shows in the checksum."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moedeleder.domain import record as records
from moedeleder.domain.record import MinutesRecord, PartKey, PlanLine, RecordAttendee, RecordPart
from moedeleder.domain.record_after import (
    RecordChange,
    RecordCopy,
    RecordLimited,
    RecordOverruled,
    RecordPromise,
    RecordRemark,
    RecordResponse,
    RecordRetired,
    RecordSource,
)
from moedeleder.domain.record_room import (
    ROOM_FIELDS,
    BoardColumn,
    RecordCheck,
    RecordFormal,
    RecordMark,
    RecordParked,
    RecordScale,
    RecordShare,
    RecordVerdict,
)
from moedeleder.domain.rich_text import from_plain

RECORD = MinutesRecord(
    meeting_id="0190-prøve",
    number=1,
    title="Netværksmøde om Alma",
    type_name="Netværksmøde",
    child_name="Alma Eksempel",
    case_number="34.45.00-G01-118-26",
    starts_at=datetime(2026, 12, 3, 15, 30),
    ends_at=datetime(2026, 12, 3, 17, 0),
    place="Rådhuset, lokale 2.14",
    purpose="Trygge morgener",
    attendees=(RecordAttendee("Sofie Eksempel", "Forælder", attendance="Til stede"),),
    parts=(
        RecordPart(PartKey.CONCLUSION, "Konklusion", from_plain("Skolen ringer.\n- før kl. 9")),
    ),
    plan=(
        PlanLine("Trygge morgener", "Ringe hjem", "Karin Dam", date(2026, 12, 7)),
        PlanLine("", "Undersøge aflastning", "Mette Holm", None),
    ),
    follow_up_at=datetime(2027, 1, 14, 15, 30),
    follow_up_none_reason="",
    author="Mette Holm",
    author_title="Sagsbehandler",
    organisation="Eksempel Kommune",
    contact="mette@eksempel.invalid",
    corrections_until=date(2026, 12, 15),
    finalised_at=datetime(2026, 12, 4, 9, 0, tzinfo=UTC),
)
ROOM = replace(
    RECORD,
    board=(
        BoardColumn("worry", "Hvad bekymrer", ("Morgenerne", "Fraværet")),
        BoardColumn("works", "Hvad virker", ("Karin ringer",)),
    ),
    scales=(RecordScale("Hvor tryg?", (RecordMark("Sofie Eksempel (mor)", 4, "bedre"),)),),
    read_back=(RecordVerdict("Konklusion", "Sofie Eksempel", "Uenig", "Ikke sådan", True),),
    formal=(
        RecordFormal("Ansøgning", "Aflastning", "Sofie Eksempel", date(2026, 12, 15)),
        RecordFormal("Kræver afgørelse", "Ny skole", "", None),
    ),
    parked=(RecordParked("Søskende", "Sofie Eksempel", "Næste møde"),),
    checks=(RecordCheck("Alle er præsenteret", True, "Ved start"),),
    speaking=(RecordShare("Sofie Eksempel", 62),),
)
# With everything that came later too.
WHOLE = replace(ROOM, unreached=(RecordParked("Skolevejen", "Jonas Eksempel", ""),))
# As a program without the room wrote it.
OLD_TEXT = (
    '{"attendees": [{"attendance": "Kom senere", "duty": "", "name": "Sofie Eksempel", '
    '"organisation": "", "role": "mor", "times": "kom kl. 15.40"}], "author": "Mette Holm", '
    '"author_title": "Sagsbehandler", "case_number": "", "child_name": "Alma Eksempel", '
    '"contact": "", "corrections_until": null, "ends_at": "2026-12-03T17:00:00", '
    '"finalised_at": "2026-12-04T09:00:00+00:00", "follow_up_at": null, '
    '"follow_up_none_reason": "Ikke nødvendigt", "meeting_id": "m", "number": 1, '
    '"organisation": "Eksempel Kommune", "parts": [{"heading": "Konklusion", '
    '"key": "conclusion", "text": [{"kind": "paragraph", "runs": [{"bold": true, '
    '"text": "Enige"}]}]}], "place": "", "plan": [{"action": "Ringe", "due": "2026-12-07", '
    '"goal": "", "owner": "Karin Dam"}], "purpose": "Trygge morgener", '
    '"starts_at": "2026-12-03T15:30:00", "title": "Referat af netværksmøde", '
    '"type_name": "Netværksmøde"}'
)
LINES = st.text(st.characters(codec="utf-8"), max_size=30)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))
RECORDS = st.builds(
    replace,
    st.just(RECORD),
    number=st.integers(0, 99),
    title=LINES,
    place=LINES,
    follow_up_none_reason=LINES,
    starts_at=MOMENTS,
    follow_up_at=st.none() | MOMENTS,
    finalised_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    corrections_until=st.none() | st.dates(),
    attendees=st.lists(st.builds(RecordAttendee, *[LINES] * 6), max_size=3).map(tuple),
    plan=st.lists(
        st.builds(PlanLine, LINES, LINES, LINES, st.none() | st.dates()), max_size=3
    ).map(tuple),
    parts=st.lists(
        st.builds(RecordPart, st.sampled_from(PartKey), LINES, LINES.map(from_plain)), max_size=3
    ).map(tuple),
    **{name: st.sampled_from([(), getattr(WHOLE, name)]) for name in ROOM_FIELDS},
)  # fmt: skip


@given(record=RECORDS)
def test_a_record_survives_the_file(record: MinutesRecord) -> None:
    text = records.canonical(record)
    again = records.record_from_data(json.loads(text))
    assert again == record
    assert records.canonical(again) == text


AFTER = {
    "sources": RecordSource("Udtalelse", "PPR", date(2026, 11, 2), "Følges ikke", "For langt væk"),
    "overruled": RecordOverruled("facts", "Oplysninger er tom", "Der var ingen"),
    "limited": RecordLimited(
        "Økonomi",
        ("Sofie Eksempel",),
        ("p1",),
        ("Sofie: ”Det er svært”",),
        (RecordPromise("ringer", "Karin Dam", date(2026, 12, 8)),),
    ),
    "changes": RecordChange("facts", "Oplysninger", "før", "efter"),
    "remarks": RecordRemark("facts", "tirsdag", "Sofie", "Det var onsdag", "", date(2026, 12, 9)),
    "responses": RecordResponse("Sofie Eksempel", "Enig"),
    "retired": RecordRetired("facts", "et slag", "Det var et fald", date(2026, 12, 9), "Karin Dam"),
}


def test_what_came_after_is_read_as_it_was_written() -> None:
    whole = replace(
        RECORD,
        salt="0011",
        reason="Dagen var forkert",
        plain_summary=from_plain("Kort sagt"),
        child_page=from_plain("Kære Alma"),
        copy=RecordCopy("0" * 64, is_cut=True),
        **{name: (each,) for name, each in AFTER.items()},  # type: ignore[arg-type]
    )
    text = records.canonical(whole)
    assert records.record_from_data(json.loads(text)) == whole
    assert whole.version_checksum == "0" * 64


def test_the_checksum_never_changes_with_the_program() -> None:
    # Old minutes are checked against it: a changed form must be a new one beside this.
    assert records.checksum(records.canonical(RECORD)) == (
        "839c06053ef1243fe71e5b95ad2c71d89fc950ec4e1bd6aa204dc6d7d4c63f7e"
    )


@pytest.mark.parametrize("field", [each.name for each in fields(MinutesRecord)])
def test_every_field_counts_in_the_checksum(field: str) -> None:
    changes = {
        "number": 2,
        "starts_at": datetime(2026, 12, 3, 15, 31),
        "ends_at": datetime(2026, 12, 3, 17, 1),
        "attendees": (),
        "parts": (),
        "plan": (),
        "follow_up_at": None,
        "corrections_until": None,
        "finalised_at": None,
        "copy": RecordCopy("0" * 64, is_cut=True),
        "plain_summary": from_plain("Kort sagt"),
        "child_page": from_plain("Kære Alma"),
        **{name: (getattr(WHOLE, name)[0],) for name in ROOM_FIELDS},
        **{name: (each,) for name, each in AFTER.items()},
    }
    changed = replace(RECORD, **{field: changes.get(field, "noget andet")})  # type: ignore[arg-type]
    assert records.checksum(records.canonical(changed)) != records.checksum(
        records.canonical(RECORD)
    )


def test_minutes_finished_before_the_room_was_kept_read_as_they_were() -> None:
    read = records.record_from_data(json.loads(OLD_TEXT))
    assert (read.title, read.board, read.speaking) == ("Referat af netværksmøde", (), ())
    assert records.canonical(read) == OLD_TEXT
    assert records.checksum(OLD_TEXT) == (
        "c61d3cbbc2bff968e93058f3a41ea83ef5f4ca6373faa3113ef1d4cd5579498d"
    )


def test_what_happened_in_the_room_survives_the_file() -> None:
    text = records.canonical(WHOLE)
    assert records.record_from_data(json.loads(text)) == WHOLE


def test_the_checksum_of_minutes_with_a_room_never_changes_either() -> None:
    assert records.checksum(records.canonical(ROOM)) == (
        "1be613a93e85869bfe02a2aaf0a656eda0f1057580e3de14ca738a3cdc0c1c5d"
    )


@pytest.mark.parametrize("name", ROOM_FIELDS)
def test_only_what_the_room_used_is_written(name: str) -> None:
    data = records.record_to_data(replace(RECORD, **{name: getattr(WHOLE, name)}))
    assert set(ROOM_FIELDS) & set(data) == {name}


@pytest.mark.parametrize("name", ROOM_FIELDS)
@pytest.mark.parametrize("wrong", [5, [5], [{}], [{"text": "x"}]])
def test_a_room_of_another_form_is_refused(name: str, wrong: object) -> None:
    data = records.record_to_data(WHOLE) | {name: wrong}
    with pytest.raises((KeyError, TypeError, ValueError)):
        records.record_from_data(data)


def test_the_short_checksum_can_be_read_aloud() -> None:
    assert records.short_checksum("0123456789abcdef" * 4) == "0123-4567-89AB"


def test_parts_are_found_by_key() -> None:
    found = RECORD.part(PartKey.CONCLUSION)
    assert found is not None
    assert found.heading == "Konklusion"
    assert RECORD.part(PartKey.PROBLEM) is None


@pytest.mark.parametrize("field", sorted(records.record_to_data(RECORD)))
def test_data_without_a_field_is_refused(field: str) -> None:
    data = records.record_to_data(RECORD)
    del data[field]
    with pytest.raises(KeyError):
        records.record_from_data(data)


def test_every_part_is_either_text_or_a_table() -> None:
    assert set(records.WRITTEN_PARTS) | records.STRUCTURED_PARTS == set(PartKey)
    assert not set(records.WRITTEN_PARTS) & records.STRUCTURED_PARTS
    assert set(records.TEXT_PARTS) | set(records.READER_PARTS) == set(records.WRITTEN_PARTS)
