"""Postal addresses in meeting files: they travel, and files without them are as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.services.exchange_desk import EXAMPLES, exported, opened_office

_ADDRESS = "Møllevej 4, 2. th.\n9999 Eksempelby"


def test_an_address_reaches_a_colleague_and_nobody_elses_record_changes(tmp_path: Path) -> None:
    with opened_office(tmp_path / "here") as (office, _store):
        brought = office.exchange.bring_in(EXAMPLES[0])
        before = exported(office, brought.meeting_id, tmp_path / "0.json")
        meeting = office.meetings.get(brought.meeting_id)
        somebody = meeting.attendees[0].person
        office.families.update_person(
            somebody.id, somebody.version, replace(somebody.draft, postal_address=_ADDRESS)
        )
        data = exported(office, brought.meeting_id, tmp_path / "1.json")
    assert all("postal_address" not in each for each in before["people"])
    told = {each["id"]: each.get("postal_address") for each in data["people"]}
    assert told.pop(somebody.id) == _ADDRESS
    assert set(told.values()) == {None}

    with opened_office(tmp_path / "there") as (colleague, _store):
        colleague.exchange.bring_in(tmp_path / "1.json")
        assert colleague.families.person(somebody.id).postal_address == _ADDRESS
