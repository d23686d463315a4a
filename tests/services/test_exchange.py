import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moedeleder import paths
from moedeleder.domain.errors import (
    FileUnreadable,
    FolderNotWritable,
    MeetingFileRefused,
    NotFound,
)
from moedeleder.domain.meetings import MeetingState, StatementKind
from moedeleder.domain.record import PartKey, checksum
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import DeliveryState, LetterKind
from moedeleder.domain.settings import MailSettings
from moedeleder.models.store import Store
from moedeleder.models.tables import DeliveryRow, PersonRow
from moedeleder.services.exchange import Outcome, example_files
from moedeleder.services.exchange_reading import read_meeting_file
from moedeleder.services.meeting_file import is_same, to_data
from moedeleder.services.office import Office
from moedeleder.ui.error_sentences import REASONS
from tests.services.exchange_desk import counts, opened_office

EXAMPLES = example_files()
Data = dict[str, Any]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Office, Store]]:
    with opened_office(tmp_path / "here") as opened:
        yield opened


@pytest.fixture
def office(desk: tuple[Office, Store]) -> Office:
    return desk[0]


def example(which: int = 0) -> Data:
    data: Data = json.loads(EXAMPLES[which].read_text(encoding="utf-8"))
    return data


def written(folder: Path, data: object, name: str = "fra-kollega.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def content(data: Data) -> Data:
    return {name: data[name] for name in data if name not in ("made_at", "made_by")}


def finished(office: Office, folder: Path) -> str:
    """Bring in the example and take it to sent minutes."""
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    office.settings.save_mail(MailSettings(folder=str(folder / "post")))
    meeting = office.meetings.get(meeting_id)
    office.minutes.finalise(meeting_id, meeting.version)
    office.sending.send(meeting_id, LetterKind.MINUTES)
    return meeting_id


def exported(office: Office, meeting_id: str, path: Path) -> Data:
    office.exchange.export(meeting_id, path)
    data: Data = json.loads(path.read_text(encoding="utf-8"))
    return data


# --- whole journeys --------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_comes_out_as_it_went_in(office: Office, tmp_path: Path, path: Path) -> None:
    brought = office.exchange.bring_in(path)

    data = exported(office, brought.meeting_id, tmp_path / "ud.json")

    assert brought.outcome is Outcome.ADDED
    assert brought.people_added == len(data["people"])
    assert content(data) == content(json.loads(path.read_text(encoding="utf-8")))


def test_finished_meeting_reaches_a_colleague_whole(
    office: Office, tmp_path: Path, desk: tuple[Office, Store]
) -> None:
    meeting_id = finished(office, tmp_path)
    first = exported(office, meeting_id, tmp_path / "1.json")

    with opened_office(tmp_path / "there") as (colleague, _store):
        colleague.exchange.bring_in(tmp_path / "1.json")
        second = exported(colleague, meeting_id, tmp_path / "2.json")
        theirs = colleague.minutes.open(meeting_id)
        letters = colleague.sending.deliveries(meeting_id)

    ours = office.minutes.open(meeting_id)
    assert content(second) == content(first)
    assert ours.version is not None
    assert theirs.version == ours.version
    assert theirs.meeting.state is MeetingState.FINISHED
    assert [each.state for each in letters].count(DeliveryState.SENT) == 5


def test_the_maker_is_named_in_the_file(office: Office, tmp_path: Path) -> None:
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id

    data = exported(office, meeting_id, tmp_path / "ud.json")

    assert data["made_by"]["name"] == "Rikke Rådgiver"
    assert data["made_by"]["mail"] == "rikke@kommune.example"
    assert datetime.fromisoformat(data["made_at"]).tzinfo is not None


def test_private_notes_stay_at_home(office: Office, tmp_path: Path) -> None:
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    office.conduct.say(meeting_id, StatementKind.PRIVATE, "Husk selv at drikke vand")

    office.exchange.export(meeting_id, tmp_path / "ud.json")

    text = (tmp_path / "ud.json").read_text(encoding="utf-8")
    assert "drikke vand" not in text
    assert '"private"' not in text
    assert len(office.meetings.get(meeting_id).statements) == len(example()["statements"]) + 1


def test_text_typed_and_not_yet_saved_is_handed_over(office: Office, tmp_path: Path) -> None:
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    office.minutes.typed(meeting_id, PartKey.CONCLUSION, from_plain("Det nyeste"))

    data = exported(office, meeting_id, tmp_path / "ud.json")

    parts = {part["key"]: part["text"] for part in data["minutes"]}
    assert parts["conclusion"][0]["runs"] == [{"text": "Det nyeste"}]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_the_file_is_for_its_owner_alone(office: Office, tmp_path: Path) -> None:
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    path = tmp_path / "ny mappe" / "møde om Alma 1.json"

    office.exchange.export(meeting_id, path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_in_the_way_is_told(office: Office, tmp_path: Path) -> None:
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    (tmp_path / "ud.json").mkdir()
    with pytest.raises(FolderNotWritable):
        office.exchange.export(meeting_id, tmp_path / "ud.json")
    assert not list((tmp_path / "ud.json").iterdir())


def test_no_such_meeting(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        office.exchange.export("nej", tmp_path / "ud.json")
    assert not (tmp_path / "ud.json").exists()


# --- what is here already --------------------------------------------------------------------


def test_the_same_file_twice_changes_nothing(desk: tuple[Office, Store]) -> None:
    office, store = desk
    office.exchange.bring_in(EXAMPLES[0])
    before = counts(store)

    again = office.exchange.bring_in(EXAMPLES[0])

    assert again.outcome is Outcome.UNCHANGED
    assert again.people_added == 0
    assert counts(store) == before


def test_order_of_people_and_zones_make_no_difference(office: Office, tmp_path: Path) -> None:
    office.exchange.bring_in(EXAMPLES[0])
    data = example()
    data["people"].reverse()
    data["statements"].reverse()
    data["meeting"]["started_at"] = "2026-12-03T15:32:00+01:00"

    again = office.exchange.bring_in(written(tmp_path, data))

    assert data["meeting"]["started_at"] != example()["meeting"]["started_at"]
    assert again.outcome is Outcome.UNCHANGED


def test_nobodys_text_is_written_over(desk: tuple[Office, Store]) -> None:
    office, store = desk
    meeting_id = office.exchange.bring_in(EXAMPLES[0]).meeting_id
    part = office.minutes.open(meeting_id).parts[PartKey.CONCLUSION]
    office.minutes.write(meeting_id, PartKey.CONCLUSION, part.version, from_plain("Min tekst"))
    before = counts(store)

    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(EXAMPLES[0])

    assert (refused.value.field, refused.value.reason) == ("meeting.id", "already_here")
    assert counts(store) == before
    text = office.minutes.open(meeting_id).parts[PartKey.CONCLUSION].text.plain
    assert text == "Min tekst"


def test_a_second_meeting_joins_the_family_that_is_here(
    desk: tuple[Office, Store], tmp_path: Path
) -> None:
    office, store = desk
    office.exchange.bring_in(EXAMPLES[0])
    family_id = example()["family"]["id"]
    family = office.families.get(family_id)
    sofie = next(person for person in family.people if person.name.startswith("Sofie"))
    with store.transaction() as session:
        session.get_one(PersonRow, sofie.id).phone = "99 99 99 99"
    data = _other_meeting(example())
    data["people"].append(
        {"id": _id(7), "in_family": True, "name": "Ny Nabo", "role": "relative", "phone": "1"}
    )
    data["people"][1]["phone"] = "00 00 00 00"

    brought = office.exchange.bring_in(written(tmp_path, data))

    family = office.families.get(family_id)
    assert (brought.people_added, brought.people_known) == (1, len(data["people"]) - 1)
    assert len(office.families.find("ny nabo")) == 1
    assert {p.phone for p in family.people if p.id == sofie.id} == {"99 99 99 99"}
    assert len(office.meetings.find(family_id=family_id)) == 2


@pytest.mark.parametrize("name", ["attendees", "agenda", "statements", "promises"])
def test_an_id_of_something_else_is_refused(
    desk: tuple[Office, Store], tmp_path: Path, name: str
) -> None:
    office, store = desk
    office.exchange.bring_in(EXAMPLES[0])
    before = counts(store)
    data = _other_meeting(example())
    taken = example()[name][0]["id"]
    _renamed(data, data[name][0]["id"], taken)

    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(written(tmp_path, data))

    assert (refused.value.field, refused.value.reason) == (name, "id_taken")
    assert counts(store) == before


def test_a_person_of_another_family_is_refused(desk: tuple[Office, Store], tmp_path: Path) -> None:
    office, store = desk
    office.exchange.bring_in(EXAMPLES[0])
    before = counts(store)
    data = _other_meeting(example())
    data["family"]["id"] = _id(99)

    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(written(tmp_path, data))

    assert (refused.value.field, refused.value.reason) == ("people", "id_taken")
    assert counts(store) == before


def test_a_letter_not_sent_goes_to_the_address_people_see(
    desk: tuple[Office, Store], tmp_path: Path
) -> None:
    office, store = desk
    data = example()
    letter = {
        "id": _id(1),
        "kind": "invitation",
        "number": 0,
        "attendee_id": data["attendees"][0]["id"],
        "name": "Sofie Eksempel",
        "address": "fremmed@snyd.example",
        "state": "ready",
        "reason": "",
        "message_id": "",
    }
    data["letters"] = [letter]

    office.exchange.bring_in(written(tmp_path, data))

    with store.reading() as session:
        assert session.get_one(DeliveryRow, _id(1)).address == "sofie@eksempel.example"


# --- the example for newcomers ---------------------------------------------------------------


def test_the_example_is_a_meeting_still_to_be_held(office: Office) -> None:
    day = date(2026, 3, 5)

    meeting = office.meetings.get(office.exchange.add_example(day).meeting_id)

    assert meeting.starts_at == datetime(2026, 3, 5, 15, 30)
    assert meeting.state is MeetingState.PLANNED
    assert (meeting.statements, meeting.promises, meeting.visits) == ((), (), ())
    assert not any(check.done for check in meeting.checks)
    assert sum(item.minutes for item in meeting.items) == meeting.minutes


def test_the_example_is_not_laid_over_what_somebody_did_in_it(office: Office) -> None:
    meeting_id = office.exchange.add_example().meeting_id
    office.conduct.start(meeting_id)

    again = office.exchange.add_example()

    assert again.outcome is Outcome.UNCHANGED
    assert office.meetings.get(meeting_id).state is MeetingState.RUNNING


def test_the_second_example_waits_for_its_minutes(office: Office) -> None:
    day = date(2026, 2, 26)

    meeting_id = office.exchange.add_held_example(day).meeting_id

    view = office.minutes.open(meeting_id)
    assert view.meeting.state is MeetingState.HELD
    assert view.meeting.started_at == datetime(2026, 2, 26, 12, 4, tzinfo=UTC)
    assert {said.said_at.date() for said in view.meeting.statements} == {day}
    assert view.version is None
    assert view.gaps


# --- refused ---------------------------------------------------------------------------------


def _id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


def _renamed(data: Any, old: str, new: str) -> None:
    """Put one id in place of another wherever it stands."""
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        if value == old:
            data[key] = new
        elif isinstance(value, dict | list):
            _renamed(value, old, new)


def _other_meeting(data: Data) -> Data:
    """Return a second meeting with the same family: its own ids, the same people."""
    _renamed(data, data["meeting"]["id"], _id(1000))
    number = 1001
    for name in ("attendees", "agenda", "statements", "promises"):
        for entry in data[name]:
            _renamed(data, entry["id"], _id(number))
            number += 1
    return data


def _set(data: Data, path: str, value: object) -> Data:
    *steps, last = path.replace("[", ".").replace("]", "").split(".")
    place: Any = data
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return data


def _without(data: Data, path: str) -> Data:
    *steps, last = path.split(".")
    place = data
    for step in steps:
        place = place[step]
    del place[last]
    return data


NOT_THERE = "01000000-0000-7000-8000-000000000000"
LONG = "æ" * 20_001
# What is set, where the fault is named, and why. "=" means where it was set.
VALUES: list[tuple[str, object, str, str]] = [
    ("format", "andet", "=", "foreign"),
    ("format", None, "=", "foreign"),
    ("format_version", 2, "=", "newer"),
    ("format_version", "1", "=", "unknown_value"),
    ("format_version", True, "=", "unknown_value"),
    ("format_version", 0, "=", "unknown_value"),
    ("extra", 1, "=", "unknown_field"),
    ("made_at", "i går", "=", "wrong_date"),
    ("made_at", "2026-12-03T15:30:00", "=", "wrong_date"),
    ("made_by", [], "=", "wrong_type"),
    ("made_by.cpr", "010101-0101", "=", "unknown_field"),
    ("family", None, "=", "wrong_type"),
    ("family.id", "1", "=", "wrong_form"),
    ("family.id", "../../../../etc/passwd/aaaaaaaaaaaaaaaa", "=", "too_long"),
    ("family.id", example()["family"]["id"].upper(), "=", "wrong_form"),
    ("family.child_name", "", "=", "empty"),
    ("family.child_name", "\n", "=", "empty"),
    ("family.child_name", LONG, "=", "too_long"),
    ("family.birth_date", "2014-02-30", "=", "wrong_date"),
    ("family.birth_date", "0001-01-01", "=", "wrong_date"),
    ("family.birth_date", 20140517, "=", "wrong_type"),
    ("people", {}, "=", "wrong_type"),
    ("people[0].name", "", "=", "empty"),
    ("people[0].name", 7, "=", "wrong_type"),
    ("people[0].role", "king", "=", "unknown_value"),
    ("people[0].mail", "ikke en adresse", "=", "wrong_address"),
    ("people[0].mail", "a@b.example\nBcc: c@d.example", "=", "wrong_address"),
    ("people[0].in_family", "ja", "=", "wrong_type"),
    ("people[1].id", example()["people"][0]["id"], "=", "duplicate"),
    ("meeting.id", "", "=", "wrong_form"),
    ("meeting.type_key", "../x", "=", "wrong_form"),
    ("meeting.type_name", "", "=", "wrong_form"),
    ("meeting.starts_at", "2026-12-03", "=", "wrong_date"),
    ("meeting.starts_at", "2026-12-03T15:30:00+01:00", "=", "wrong_date"),
    ("meeting.starts_at", "9999-12-31T23:59:00", "=", "wrong_date"),
    ("meeting.minutes", 0, "=", "out_of_range"),
    ("meeting.minutes", 721, "=", "out_of_range"),
    ("meeting.minutes", 90.0, "=", "wrong_type"),
    ("meeting.minutes", 10**30, "=", "out_of_range"),
    ("meeting.state", "cancelled", "=", "unknown_value"),
    ("meeting.state", "planned", "=", "state_conflict"),
    ("meeting.state", "running", "=", "state_conflict"),
    ("meeting.state", "finished", "versions", "missing"),
    ("meeting.ended_at", "2026-12-03T14:00:00+00:00", "=", "ends_before_start"),
    ("meeting.started_at", None, "=", "missing"),
    ("meeting.follow_up.at", "2026-12-17T15:30:00Z", "=", "wrong_date"),
    ("meeting.follow_up.hvem", "x", "=", "unknown_field"),
    ("attendees[1].person_id", NOT_THERE, "=", "unknown_person"),
    ("attendees[1].person_id", example()["attendees"][0]["person_id"], "=", "duplicate"),
    ("attendees[1].id", example()["attendees"][0]["id"], "=", "duplicate"),
    ("attendees[0].attendance", "asleep", "=", "unknown_value"),
    ("attendees[0].duty", None, "=", "unknown_value"),
    ("agenda[0].title", " ", "=", "empty"),
    ("agenda[0].title", LONG, "=", "too_long"),
    ("agenda[0].minutes", -1, "=", "out_of_range"),
    ("agenda[0].minutes", 481, "=", "out_of_range"),
    ("agenda[0].kind", "dance", "=", "unknown_value"),
    ("agenda[0].raised_by_id", NOT_THERE, "=", "unknown_person"),
    ("agenda[1].id", example()["agenda"][0]["id"], "=", "duplicate"),
    ("checks[0].phase", "never", "=", "unknown_value"),
    ("checks[0].text", "", "=", "empty"),
    ("checks[1]", example()["checks"][0], "checks[1].key", "duplicate"),
    ("statements[0].kind", "private", "=", "unknown_value"),
    ("statements[0].text", "\n\n", "=", "empty"),
    ("statements[0].said_at", "2026-13-03T15:30:00+00:00", "=", "wrong_date"),
    ("statements[0].item_id", NOT_THERE, "=", "unknown_item"),
    ("statements[0].person_id", NOT_THERE, "=", "unknown_person"),
    ("promises[0].what", "", "=", "empty"),
    ("promises[0].owner_id", NOT_THERE, "=", "unknown_person"),
    ("promises[0].due", "snart", "=", "wrong_date"),
    ("promises[0].item_id", NOT_THERE, "=", "unknown_item"),
    ("visits[0].item_id", NOT_THERE, "=", "unknown_item"),
    ("visits[0].ended", "2020-01-01T00:00:00+00:00", "=", "ends_before_start"),
    ("minutes[0].key", "gossip", "=", "unknown_value"),
    ("minutes[0].key", "action_plan", "=", "unknown_value"),
    ("minutes[1].key", example()["minutes"][0]["key"], "=", "duplicate"),
    ("minutes[0].text", "Ren tekst", "=", "wrong_type"),
    ("minutes[0].text[0].kind", "heading", "=", "unknown_value"),
    ("minutes[0].text[0].runs[0].italic", True, "=", "unknown_field"),
    ("minutes[0].text", [{"kind": "paragraph", "runs": [{"text": "x" * 300_000}] * 2}],
     "minutes[0].text", "too_long"),
    ("letters", [{}], "letters[0].id", "missing"),
    ("agenda", [example()["agenda"][0]] * 301, "agenda", "too_many"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "field", "reason"),
    VALUES,
    ids=[f"{number}-{case[0]}-{case[3]}" for number, case in enumerate(VALUES)],
)
def test_a_broken_value_is_refused_with_its_place(
    desk: tuple[Office, Store],
    tmp_path: Path,
    path: str,
    value: object,
    field: str,
    reason: str,
) -> None:
    _refuses(desk, written(tmp_path, _set(example(), path, value)), field, path, reason)


@pytest.mark.parametrize(
    "path",
    ["made_at", "family", "people", "meeting", "attendees", "agenda", "family.id", "meeting.state"],
)
def test_a_missing_field_is_named(desk: tuple[Office, Store], tmp_path: Path, path: str) -> None:
    _refuses(desk, written(tmp_path, _without(example(), path)), "=", path, "missing")


RAW: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "", "syntax"),
    "half": (EXAMPLES[0].read_bytes()[:5000], "", "syntax"),
    "two": (b"{}{}", "", "syntax"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "", "not_utf8"),
    "latin": ('{"format": "møde"}'.encode("latin-1"), "", "not_utf8"),
    "list": (b"[1, 2]", "format", "foreign"),
    "text": (b'"moedeleder-meeting"', "format", "foreign"),
    "null": (b"null", "format", "foreign"),
    "object": (b"{}", "format", "foreign"),
    "infinity": (b'{"format": Infinity}', "", "syntax"),
    "twice": (b'{"format": 1, "format": 2}', "format", "duplicate_key"),
    "digits": (b'{"format": ' + b"9" * 5000 + b"}", "", "syntax"),
    "deep": (b'{"format": ' + b"[" * 200 + b"]" * 200 + b"}", "", "too_deep"),
    "very deep": (b"[" * 200_000, "", "too_deep"),
    "huge": (b" " * 20_000_001, "", "too_large"),
    "html": (b"<!doctype html><script>alert(1)</script>", "", "syntax"),
}


@pytest.mark.parametrize("name", RAW)
def test_a_foreign_file_is_refused(desk: tuple[Office, Store], tmp_path: Path, name: str) -> None:
    raw, field, reason = RAW[name]
    path = tmp_path / "fra-kollega.json"
    path.write_bytes(raw)
    _refuses(desk, path, field, field, reason)


def _refuses(desk: tuple[Office, Store], path: Path, field: str, where: str, reason: str) -> None:
    office, store = desk
    before = counts(store)
    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(path)
    assert refused.value.file_name == path.name
    assert (refused.value.field, refused.value.reason) == (
        where if field == "=" else field,
        reason,
    )
    assert counts(store) == before


def _damaged(data: Data, name: str) -> Data:
    version = data["versions"][0]
    record = json.loads(version["content"])
    if name == "changed word":
        version["content"] = version["content"].replace("Alma", "Alba")
    elif name == "wrong number":
        version["number"] = 2
    elif name == "no JSON":
        _sealed(version, "{")
    elif name == "other meeting":
        record["meeting_id"] = NOT_THERE
        _sealed(version, json.dumps(record))
    elif name == "number in title":
        record["title"] = 5
        _sealed(version, json.dumps(record))
    elif name == "surrogate":
        version["content"] = "\ud800"
    else:
        data["versions"].append(version | {"number": 3, "id": _id(5)})
    return data


def _sealed(version: Data, text: str) -> None:
    version["content"], version["checksum"] = text, checksum(text)


@pytest.mark.parametrize(
    ("name", "field", "reason"),
    [
        ("changed word", "versions[0].checksum", "wrong_checksum"),
        ("wrong number", "versions[0].number", "out_of_order"),
        ("no JSON", "versions[0].content", "syntax"),
        ("other meeting", "versions[0].content.meeting_id", "other_meeting"),
        ("number in title", "versions[0].content.title", "wrong_type"),
        ("surrogate", "versions[0].content", "not_utf8"),
        ("gap", "versions[1].number", "out_of_order"),
    ],
)
def test_finished_minutes_that_were_touched_are_refused(
    office: Office, tmp_path: Path, name: str, field: str, reason: str
) -> None:
    data = exported(office, finished(office, tmp_path), tmp_path / "ud.json")
    path = written(tmp_path, _damaged(data, name))
    with opened_office(tmp_path / "there") as desk:
        _refuses(desk, path, field, field, reason)


def test_a_file_that_is_not_there(office: Office, tmp_path: Path) -> None:
    for path in (tmp_path / "nej.json", tmp_path):
        with pytest.raises(FileUnreadable):
            office.exchange.bring_in(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_an_endless_file_is_not_read_to_its_end(office: Office) -> None:
    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(Path("/dev/zero"))
    assert refused.value.reason == "too_large"


def test_the_error_quotes_nobody(office: Office, tmp_path: Path) -> None:
    data = _set(example(), "people[0].mail", "hemmelig person")
    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(written(tmp_path, data))
    assert "hemmelig" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_every_reason_is_written_down() -> None:
    page = Path(__file__).parents[2] / "docs" / "moedefil.md"
    table = page.read_text(encoding="utf-8").split("| grund | hvad |")[1]
    told = set(re.findall(r"`(\w+)`", table))
    used = {case[3] for case in VALUES} | {case[2] for case in RAW.values()}
    assert used <= told
    assert {code for code in told if code not in REASONS} == set()


# --- any text at all -------------------------------------------------------------------------

ODD = "æøå 👩‍👧 שלום <script>alert(1)</script> #set page() $x$ \\ {{}} %s \u202eabc"


def test_odd_text_comes_through_as_the_text_it_is(office: Office, tmp_path: Path) -> None:
    data = example()
    for path in ("family.child_name", "agenda[0].title", "statements[0].text", "promises[0].what"):
        _set(data, path, ODD)
    data["minutes"][0]["text"] = [{"kind": "bullet", "runs": [{"text": ODD, "bold": True}]}]

    brought = office.exchange.bring_in(written(tmp_path, data))

    out = exported(office, brought.meeting_id, tmp_path / "ud.json")
    assert content(out) == content(data)


def test_a_title_of_ten_thousand_signs_is_fine(office: Office, tmp_path: Path) -> None:
    data = _set(example(), "agenda[0].title", "å" * 10_000)
    brought = office.exchange.bring_in(written(tmp_path, data))
    assert office.meetings.get(brought.meeting_id).items[0].title == "å" * 10_000


PATHS = [case[0] for case in VALUES]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=30),
    st.lists(st.none() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(PATHS), junk=JUNK)
def test_junk_is_read_or_refused_and_never_crashes(tmp_path: Path, path: str, junk: object) -> None:
    file = written(tmp_path, _set(example(), path, junk))
    with suppress(MeetingFileRefused):
        read = read_meeting_file(file, paths.resources())
        again = written(tmp_path, to_data(read), "igen.json")
        assert is_same(read_meeting_file(again, paths.resources()), read)


def test_reading_leaves_no_file_open(office: Office, tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("cannot count open files here")
    path = written(tmp_path, {})
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(MeetingFileRefused):
        office.exchange.read(path)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_meeting_thrown_away_and_brought_back_meets_no_old_words(
    desk: tuple[Office, Store],
) -> None:
    office, _store = desk
    meeting_id = office.exchange.add_example().meeting_id
    office.minutes.typed(meeting_id, PartKey.CONCLUSION, from_plain("Fra før"))
    assert not office.minutes.open(meeting_id).parts[PartKey.CONCLUSION].text.is_empty
    office.meetings.discard(meeting_id, office.meetings.get(meeting_id).version)

    office.exchange.add_example()

    assert office.minutes.open(meeting_id).parts[PartKey.CONCLUSION].text.is_empty


def test_a_long_meeting_is_read_in_reasonable_time(office: Office, tmp_path: Path) -> None:
    data = example()
    said = data["statements"][0]
    data["statements"] = [said | {"id": _id(number)} for number in range(2_000)]
    brought = office.exchange.bring_in(written(tmp_path, data))
    assert len(office.meetings.get(brought.meeting_id).statements) == 2_000
