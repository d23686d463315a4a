"""Searching what all minutes say: what is found, what never is, and what goes at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from moedeleder.domain.agenda import ItemDraft, ItemKind
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import FollowUp, Meeting, MeetingDraft, PromiseDraft
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.domain.record import PartKey
from moedeleder.domain.rich_text import from_plain
from moedeleder.domain.search import SearchFilter
from moedeleder.domain.statements import StatementKind
from moedeleder.models import migrating
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.minutes_tables import RetiredRow
from moedeleder.models.opening import open_store
from moedeleder.models.search_lines import of_version
from moedeleder.models.store import Store
from tests.offices import STARTS, Bench, open_bench
from tests.stores import KEY, TickingClock


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as opened:
        yield opened


def write(bench: Bench, meeting_id: str, words: str, key: PartKey = PartKey.FACTS) -> None:
    version = bench.office.minutes.open(meeting_id).parts[key].version
    bench.office.minutes.write(meeting_id, key, version, from_plain(words))


def places(bench: Bench, words: str, chosen: SearchFilter | None = None) -> list[str]:
    return [hit.heading for hit in bench.office.search.find(words, chosen).hits]


def finish(bench: Bench, meeting_id: str) -> None:
    meeting = bench.office.meetings.get(meeting_id)
    bench.office.minutes.finalise(meeting_id, meeting.version)


SAID = "Ærø er et ønske. Åse får støtte i skolen, siger læreren; møde kl. 12-14 på øen."


@pytest.mark.parametrize(
    "words",
    [
        "ærø",
        "ÆRØ",
        "Ønske",
        "åse",
        "ÅSE",
        "A\u030ase",  # Typed as a letter and a ring.
        "støt",
        "skole",
        "skol",
        "mø",
        "på*",
        "skole lærer",
        "lærer skole",
        '"får støtte i skolen"',
        "“får støtte”",
        '"får støtte i sko',
        "12-14",
        "åse; støtte!",
        "ærø -",
    ],
)
def test_words_are_found_as_danes_write_them(bench: Bench, words: str) -> None:
    write(bench, bench.held().id, SAID)
    assert places(bench, words) == ["Oplysninger"]


@pytest.mark.parametrize(
    "words",
    [
        "aerø",
        "aro",
        "onske",
        "ase",
        "stotte",
        "moede",
        "kolen",
        "øen findesikke",
        '"støtte får"',
        '"får støtte i sko"',
        "ær ønske p",
        "ærø OR ønske",
        "NOT ærø",
        "text : ærø",
        "",
        "  ",
        "-",
        '"',
        "*",
        "()",
    ],
)
def test_other_letters_and_other_words_find_nothing(bench: Bench, words: str) -> None:
    write(bench, bench.held().id, SAID)
    assert places(bench, words) == []


def test_found_words_are_marked_in_what_stands_around_them(bench: Bench) -> None:
    write(bench, bench.held().id, "Først dette.\nAlma får Støtte i skolen.")
    (hit,) = bench.office.search.find("støtte skole").hits
    assert hit.text == "Først dette. · Alma får Støtte i skolen."
    assert [each.text for each in hit.pieces if each.is_found] == ["Støtte", "skolen"]
    assert (hit.title, hit.child_name) == ("Netværksmøde om Alma", "Alma Eksempel")
    assert not hit.is_finished


def test_what_is_deleted_or_written_otherwise_is_not_found_any_more(bench: Bench) -> None:
    meeting = bench.held()
    write(bench, meeting.id, "Hemmeligt kodeord")
    write(bench, meeting.id, "Noget andet")
    assert (places(bench, "kodeord"), places(bench, "andet")) == ([], ["Oplysninger"])
    write(bench, meeting.id, "")
    assert places(bench, "andet") == []


def test_deleted_words_leave_the_file_of_the_index(bench: Bench) -> None:
    meeting = bench.held()
    write(bench, meeting.id, "Xylofonhemmelighed")
    write(bench, meeting.id, "")
    with bench.store.reading() as session:
        pages = session.scalars(text("SELECT block FROM search_words_data")).all()
        assert pages
        assert not any(b"xylofon" in bytes(page) for page in pages)


def test_promises_are_found_until_they_are_taken_away(bench: Bench) -> None:
    meeting = bench.held()
    promise = meeting.promises[0]
    assert places(bench, "ringe karin") == ["Handleplan"]
    changed = bench.office.promises.update(
        promise.id, promise.version, PromiseDraft("Skrive brev", sign="Alma smiler")
    )
    assert (places(bench, "ringe"), places(bench, "smiler")) == ([], ["Handleplan"])
    (promise,) = changed.promises
    bench.office.promises.remove(promise.id, promise.version)
    assert places(bench, "brev") == []


def test_a_person_who_is_named_otherwise_is_found_by_the_new_name_alone(bench: Bench) -> None:
    bench.held()
    karin = bench.people["karin"]
    bench.office.families.update_person(
        karin.id, karin.version, PersonDraft("Kirsten Dam", PersonRole.TEACHER)
    )
    assert (places(bench, "karin"), places(bench, "kirsten")) == ([], ["Handleplan"])


def test_private_notes_and_notes_in_no_part_are_never_found(bench: Bench) -> None:
    view = bench.complete()
    for words in ("kollega", "husk"):
        assert places(bench, words) == []
    finish(bench, view.meeting.id)
    for words in ("kollega", "husk"):
        assert places(bench, words) == []
    assert places(bench, "alene") == ["Forældrenes perspektiv"]


def test_what_only_some_may_hear_is_never_found(bench: Bench) -> None:
    office, meeting = bench.office, bench.meeting()
    meeting = office.agenda.add(meeting.id, ItemDraft("For os", ItemKind.DISCUSSION, 5))
    point = meeting.items[-1]
    office.conduct.start(meeting.id)
    office.presence.everybody_is_here(meeting.id)
    office.promises.add(meeting.id, PromiseDraft("Flytte stille", item_id=point.id))
    office.statements.say(meeting.id, StatementKind.FACT, "Skjult adresse", item_id=point.id)
    assert places(bench, "flytte") == ["Handleplan"]
    office.points.limit(point.id, point.version, (bench.people["sofie"].id,))
    assert places(bench, "flytte") == []
    assert places(bench, "skjult") == []


def test_the_newest_version_is_what_finished_minutes_say(bench: Bench) -> None:
    view = bench.complete()
    finish(bench, view.meeting.id)
    hits = bench.office.search.find("tekst").hits
    assert hits
    assert all(hit.is_finished for hit in hits)
    assert places(bench, "trygt") == ["Formål", "Problemformulering"]


def test_one_child_person_kind_part_and_time(bench: Bench) -> None:
    meeting = bench.held()
    write(bench, meeting.id, "Alma tegner")
    stranger = bench.office.families.create(FamilyDraft("Noor Prøve"))
    day = STARTS.date()
    fits = (
        SearchFilter(family_id=bench.family.id),
        SearchFilter(person_id=bench.people["karin"].id),
        SearchFilter(type_key="network"),
        SearchFilter(part="facts"),
        SearchFilter(since=day, until=day),
        SearchFilter(bench.family.id, bench.people["karin"].id, "network", day, day, "facts"),
    )
    fails = (
        SearchFilter(family_id=stranger.id),
        SearchFilter(person_id=bench.people["bente"].id),
        SearchFilter(type_key="hearing"),
        SearchFilter(part="conclusion"),
        SearchFilter(since=day + timedelta(days=1)),
        SearchFilter(until=day - timedelta(days=1)),
        SearchFilter(since=date.min, until=date.min),
    )
    assert [places(bench, "tegner", each) for each in fits] == [["Oplysninger"]] * len(fits)
    assert [places(bench, "tegner", each) for each in fails] == [[]] * len(fails)
    assert places(bench, "tegner", SearchFilter(since=date.min, until=date.max)) != []


def test_a_person_who_is_invited_or_taken_off_later_counts(bench: Bench) -> None:
    meeting = bench.held()
    write(bench, meeting.id, "Alma tegner")
    bente = SearchFilter(person_id=bench.people["bente"].id)
    assert places(bench, "tegner", bente) == []
    meeting = bench.office.meetings.add_attendee(meeting.id, bench.people["bente"].id)
    assert places(bench, "tegner", bente) == ["Oplysninger"]
    added = meeting.attendees[-1]
    bench.office.meetings.remove_attendee(added.id, added.version)
    assert places(bench, "tegner", bente) == []


def another(bench: Bench, days: int) -> Meeting:
    draft = MeetingDraft(STARTS + timedelta(days=days), 60, "Bakken")
    meeting = bench.office.meetings.create(bench.family.id, "network", draft)
    bench.office.conduct.start(meeting.id)
    return bench.office.conduct.end(meeting.id)


def test_pages_hold_every_place_once_the_newest_meeting_first(bench: Bench) -> None:
    meetings = [another(bench, days) for days in (3, 1, 5, 5, 2)]
    for meeting in meetings:
        for key in (PartKey.FACTS, PartKey.CONCLUSION):
            write(bench, meeting.id, "Alma tegner", key)
    seen, after = [], None
    while True:
        page = bench.office.search.find("tegner", after=after, count=3)
        seen += page.hits
        after = page.after
        if after is None:
            break
    assert len({(hit.meeting_id, hit.part) for hit in seen}) == len(seen) == 10
    days = [hit.starts_at for hit in seen]
    assert days == sorted(days, reverse=True)
    for one, other in zip(seen[::2], seen[1::2], strict=True):
        assert (one.meeting_id, one.part) == (other.meeting_id, "facts")
        assert other.part == "conclusion"


def test_a_meeting_that_is_moved_is_found_at_its_new_day(bench: Bench) -> None:
    meeting = another(bench, 0)
    write(bench, meeting.id, "Alma tegner")
    meeting = bench.office.meetings.get(meeting.id)
    moved = MeetingDraft(STARTS + timedelta(days=90), 60)
    bench.office.meetings.update(meeting.id, meeting.version, moved)
    day = moved.starts_at.date()
    assert places(bench, "tegner", SearchFilter(since=day, until=day)) == ["Oplysninger"]
    assert places(bench, "tegner", SearchFilter(until=day - timedelta(days=1))) == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    typed=st.text(max_size=60)
    | st.text(alphabet='"*():^-+{}ANDORNOTæøåtegner \x00\x02\x03\n', max_size=60)
)
def test_nothing_anybody_types_is_an_error(typed: str, search_bench: Bench) -> None:
    search_bench.office.search.find(typed)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=st.text(alphabet="abcæøåÆØÅéüß 09-.", min_size=1, max_size=40))
def test_whatever_is_written_is_found_by_each_of_its_words(said: str, search_bench: Bench) -> None:
    (meeting,) = search_bench.office.meetings.find()
    write(search_bench, meeting.id, said)
    for word in said.split():
        if any(char.isalnum() for char in word):
            assert places(search_bench, f'"{word}"') == ["Oplysninger"], word


@pytest.fixture(scope="module")
def search_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with open_bench(tmp_path_factory.mktemp("search")) as opened:
        meeting = opened.held()
        write(opened, meeting.id, "Alma tegner på Ærø")
        yield opened


def test_minutes_from_before_the_search_are_found_after_the_update(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        view = bench.complete()
        finish(bench, view.meeting.id)
        other = another(bench, 3)
        write(bench, other.id, "Alma tegner på Ærø")
        before = lines(bench.store)
    path = tmp_path / "moedeleder.db"
    engine = SqliteEngine(path, KEY)
    migrating.downgrade(engine, "0004")
    engine.dispose()
    store = open_store(path, KEY, clock=TickingClock())
    assert lines(store) == before
    with store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM search_waiting")) == 0
    store.close()


def lines(store: Store) -> list[tuple[str, str]]:
    with store.reading() as session:
        query = "SELECT part, text FROM search_line ORDER BY id"
        return [(row.part, row.text) for row in session.execute(text(query))]


def test_the_index_agrees_with_what_it_is_made_of(bench: Bench) -> None:
    view = bench.complete()
    write(bench, view.meeting.id, "Noget nyt")
    bench.office.minutes.set_follow_up(
        view.meeting.id,
        bench.office.meetings.get(view.meeting.id).version,
        FollowUp(none_reason="Familien flytter"),
    )
    finish(bench, view.meeting.id)
    with bench.store.transaction() as session:
        check = "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"
        session.execute(text(check))
    assert places(bench, "flytter") == ["Opfølgning"]


def test_a_passage_that_is_no_longer_relevant_is_told_to_be(bench: Bench) -> None:
    view = bench.complete()
    write(bench, view.meeting.id, "Der er mistanke om vold. Alma tegner.")
    finish(bench, view.meeting.id)
    with bench.store.transaction() as session:
        mark = RetiredRow(
            id=new_id(),
            meeting_id=view.meeting.id,
            number=1,
            part="facts",
            words="Der er mistanke om vold.",
            reason="Det var ikke rigtigt.",
            marked_at=bench.clock(),
            marked_by="Mette Holm",
        )
        session.add(mark)
    (suspicion,) = bench.office.search.find("mistanke").hits
    (drawing,) = bench.office.search.find("tegner").hits
    assert (suspicion.is_retired, drawing.is_retired) == (True, False)


def test_remarks_and_the_room_are_found_and_limited_points_are_not() -> None:
    record = {
        "purpose": "",
        "parts": [],
        "plan": [],
        "follow_up_none_reason": "",
        "remarks": [
            {"name": "Sofie", "words": "Jeg er uenig", "answer": "Vi så det anderledes"},
            {"name": "Sofie", "words": "Om det", "answer": "", "place": "kun for nogle"},
        ],
        "board": [{"heading": "Hvad virker", "lines": ["Rolige morgener"]}],
        "limited": [
            {"title": "Skjult", "lines": ["Det er kun for nogle"], "names": [], "promises": []}
        ],
    }
    told = [(each.part, each.heading, each.text) for each in of_version(json.dumps(record))]
    assert told == [
        ("remarks", "Sofie", "Jeg er uenig\nVi så det anderledes"),
        ("board", "Hvad virker", "Rolige morgener"),
    ]
    assert of_version("{") == of_version("[]") == of_version('{"a": 1}') == []
