import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moedeleder import paths
from moedeleder.domain.errors import (
    FileUnreadable,
    MeetingFileRefused,
)
from moedeleder.domain.record import checksum
from moedeleder.models.store import Store
from moedeleder.services.exchange_reading import SIZE_LIMIT, read_meeting_file
from moedeleder.services.meeting_file import is_same, to_data
from moedeleder.services.office import Office
from moedeleder.ui.error_names import REASONS
from tests.services.exchange_desk import (
    EXAMPLES,
    Data,
    counts,
    example,
    exported,
    finished,
    id_of,
    opened_office,
    put,
    without,
    written,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Office, Store]]:
    with opened_office(tmp_path / "here") as opened:
        yield opened


@pytest.fixture
def office(desk: tuple[Office, Store]) -> Office:
    return desk[0]


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
    ("meeting.state", "forgotten", "=", "unknown_value"),
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
    _refuses(desk, written(tmp_path, put(example(), path, value)), field, path, reason)


@pytest.mark.parametrize(
    "path",
    ["made_at", "family", "people", "meeting", "attendees", "agenda", "family.id", "meeting.state"],
)
def test_a_missing_field_is_named(desk: tuple[Office, Store], tmp_path: Path, path: str) -> None:
    _refuses(desk, written(tmp_path, without(example(), path)), "=", path, "missing")


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
        data["versions"].append(version | {"number": 3, "id": id_of(5)})
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
    with pytest.raises(FileUnreadable):
        office.exchange.bring_in(Path("/dev/zero"))


def test_a_huge_file_is_not_read_to_its_end(office: Office, tmp_path: Path) -> None:
    huge = tmp_path / "stor.json"
    with huge.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(huge)
    assert refused.value.reason == "too_large"


def test_the_error_quotes_nobody(office: Office, tmp_path: Path) -> None:
    data = put(example(), "people[0].mail", "hemmelig person")
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
    file = written(tmp_path, put(example(), path, junk))
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


def test_a_pipe_is_not_waited_for(office: Office, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(FileUnreadable):
        office.exchange.read(tmp_path / "pipe.json")


@pytest.mark.parametrize("moment", ["1900-01-01T00:00:00+23:59", "2199-12-31T23:59:59-23:59"])
def test_a_moment_that_could_not_be_handed_on_is_refused(
    office: Office, tmp_path: Path, moment: str
) -> None:
    data = example()
    data["statements"][0]["said_at"] = moment
    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.read(written(tmp_path, data))
    assert refused.value.reason == "wrong_date"


@pytest.mark.parametrize("message_id", ["x", "<kort@kommune.example>", "<a\r\nBcc: b@c.example>"])
def test_a_message_id_that_no_letter_can_carry_is_refused(
    office: Office, tmp_path: Path, message_id: str
) -> None:
    meeting_id = finished(office, tmp_path)
    data = exported(office, meeting_id, tmp_path / "ud.json")
    data["letters"][0]["message_id"] = message_id
    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.read(written(tmp_path, data))
    assert (refused.value.field, refused.value.reason) == ("letters[0].message_id", "wrong_form")
