import json
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from moedeleder.domain.errors import (
    FolderNotWritable,
    MeetingFileRefused,
    NotFound,
)
from moedeleder.domain.meetings import MeetingState
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.sending import DeliveryState
from moedeleder.domain.statements import StatementKind
from moedeleder.models.store import Store
from moedeleder.models.tables import DeliveryRow, PersonRow
from moedeleder.services.exchange import Outcome
from moedeleder.services.office import Office
from tests.services.exchange_desk import (
    EXAMPLES,
    content,
    counts,
    example,
    exported,
    finished,
    id_of,
    opened_office,
    other_meeting,
    put,
    renamed,
    written,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Office, Store]]:
    with opened_office(tmp_path / "here") as opened:
        yield opened


@pytest.fixture
def office(desk: tuple[Office, Store]) -> Office:
    return desk[0]


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
        assert colleague.verifying.verify().is_whole

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
    office.statements.say(meeting_id, StatementKind.PRIVATE, "Husk selv at drikke vand")

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
    data = other_meeting(example())
    data["people"].append(
        {"id": id_of(7), "in_family": True, "name": "Ny Nabo", "role": "relative", "phone": "1"}
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
    data = other_meeting(example())
    taken = example()[name][0]["id"]
    renamed(data, data[name][0]["id"], taken)

    with pytest.raises(MeetingFileRefused) as refused:
        office.exchange.bring_in(written(tmp_path, data))

    assert (refused.value.field, refused.value.reason) == (name, "id_taken")
    assert counts(store) == before


def test_a_person_of_another_family_is_refused(desk: tuple[Office, Store], tmp_path: Path) -> None:
    office, store = desk
    office.exchange.bring_in(EXAMPLES[0])
    before = counts(store)
    data = other_meeting(example())
    data["family"]["id"] = id_of(99)

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
        "id": id_of(1),
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
        assert session.get_one(DeliveryRow, id_of(1)).address == "sofie@eksempel.example"


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


# --- any text at all -------------------------------------------------------------------------

ODD = "æøå 👩‍👧 שלום <script>alert(1)</script> #set page() $x$ \\ {{}} %s \u202eabc"


def test_odd_text_comes_through_as_the_text_it_is(office: Office, tmp_path: Path) -> None:
    data = example()
    for path in ("family.child_name", "agenda[0].title", "statements[0].text", "promises[0].what"):
        put(data, path, ODD)
    data["minutes"][0]["text"] = [{"kind": "bullet", "runs": [{"text": ODD, "bold": True}]}]

    brought = office.exchange.bring_in(written(tmp_path, data))

    out = exported(office, brought.meeting_id, tmp_path / "ud.json")
    assert content(out) == content(data)


def test_a_title_of_ten_thousand_signs_is_fine(office: Office, tmp_path: Path) -> None:
    data = put(example(), "agenda[0].title", "å" * 10_000)
    brought = office.exchange.bring_in(written(tmp_path, data))
    assert office.meetings.get(brought.meeting_id).items[0].title == "å" * 10_000


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
    data["statements"] = [said | {"id": id_of(number)} for number in range(2_000)]
    brought = office.exchange.bring_in(written(tmp_path, data))
    assert len(office.meetings.get(brought.meeting_id).statements) == 2_000
