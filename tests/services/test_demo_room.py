"""The demo holds a meeting as its file tells it: points raised and parked, breaks, own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from moedeleder import paths
from moedeleder.app import open_office
from moedeleder.domain.agenda import AgendaItem, ItemKind, Parked
from moedeleder.domain.ids import new_id
from moedeleder.domain.meetings import Meeting
from moedeleder.domain.read_back import ReadBackAnswer, Verdict
from moedeleder.domain.record import PartKey
from moedeleder.domain.running import Pause, Turn
from moedeleder.domain.scales import Scale, ScaleMark
from moedeleder.domain.statements import EarlierWords, Formal, Statement, StatementKind
from moedeleder.services.demo import DemoClock
from moedeleder.services.demo_talk import Talk
from moedeleder.services.exchange import example_files
from moedeleder.services.exchange_reading import read_meeting_file
from moedeleder.services.meeting_file import MeetingFile, as_prepared
from moedeleder.services.office import Office
from moedeleder.services.secrets import MemorySecrets
from tests.stores import make_store

BEGAN = datetime(2026, 12, 3, 14, 32, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


@pytest.fixture
def clock() -> DemoClock:
    return DemoClock(BEGAN - timedelta(days=1))


@pytest.fixture
def office(tmp_path: Path, clock: DemoClock) -> Iterator[Office]:
    store = make_store(tmp_path, clock=clock)
    typing = store.edit_writer()
    office = open_office(store, typing, MemorySecrets(), now=clock)
    office.settings.introduce("Mette Holm", "Sagsbehandler", "mette@kommune.example")
    yield office
    typing.close()
    store.close()


def lively() -> MeetingFile:
    """Return the first example with everything a room can hold."""
    file = read_meeting_file(example_files()[0], paths.resources())
    meeting = file.meeting
    mother = meeting.attendees[1].person
    bus = AgendaItem(
        new_id(), 0, 3, "Skolebus", ItemKind.DISCUSSION, 5, mother,
        parked=Parked.NEXT_AGENDA, parked_at=at(40), added_at=at(39),
    )  # fmt: skip
    items = [*meeting.items[:3], bus, *meeting.items[3:]]
    items[4] = replace(items[4], only_for=(mother.id,))
    first = EarlierWords(StatementKind.PARENT_WORDS, "Vi er trætte", at(12), "Mette Holm")
    own = Statement(
        new_id(), 0, StatementKind.PARENT_WORDS, "Vi er meget trætte", at(11), items[1].id, mother,
        earlier=(first,),
    )  # fmt: skip
    asks = Statement(
        new_id(), 0, StatementKind.FACT, "Familien søger aflastning", at(13), items[1].id,
        formal=Formal.APPLICATION, formal_due=date(2026, 12, 15), formal_done_at=at(14),
    )  # fmt: skip
    mark = ScaleMark(mother, 6, "Bedre nu", at(70))
    said = ReadBackAnswer(
        new_id(), 0, PartKey.CONCLUSION, mother, Verdict.NOT_QUITE, "Næsten", "Konklusion", at(80)
    )
    meeting = replace(
        meeting,
        items=tuple(replace(item, position=n) for n, item in enumerate(items)),
        statements=(*meeting.statements, own, asks),
        pauses=(Pause(at(20), at(25)),),
        turns=(Turn(mother.id, items[1].id, at(11), at(15)),),
        speaking_in_minutes=True,
        extra_minutes=15,
        scales=(Scale(new_id(), 0, "Hvor trygt er det?", (mark,)),),
        read_back=(said,),
    )
    return replace(file, meeting=meeting)


@pytest.fixture
def replayed(office: Office, clock: DemoClock) -> tuple[Meeting, Meeting]:
    """The meeting as its file tells it, and as it is after it was held again."""
    file = lively()
    meeting_id = office.exchange.keep(as_prepared(file), "").meeting_id
    Talk(office, clock.reach).replay(meeting_id, file)
    return file.meeting, office.meetings.get(meeting_id)


def test_the_points_are_raised_limited_and_parked(replayed: tuple[Meeting, Meeting]) -> None:
    told, held = replayed
    assert [item.title for item in held.items] == [item.title for item in told.items]
    assert [item.parked for item in held.items] == [item.parked for item in told.items]
    assert [item.only_for for item in held.items] == [item.only_for for item in told.items]
    bus = held.items[3]
    assert bus.added_at is not None
    assert bus.id not in {visit.item_id for visit in held.visits}


def test_the_break_is_held(replayed: tuple[Meeting, Meeting]) -> None:
    told, held = replayed
    assert held.pauses == told.pauses
    assert not held.is_paused


def test_own_words_are_said_and_rewritten(replayed: tuple[Meeting, Meeting]) -> None:
    _, held = replayed
    own = next(s for s in held.statements if s.text == "Vi er meget trætte")
    assert own.first_words == "Vi er trætte"
    asks = next(s for s in held.statements if s.formal is Formal.APPLICATION)
    assert asks.formal_due == date(2026, 12, 15)
    assert asks.formal_done_at is not None


def test_everything_else_of_the_room_is_there(replayed: tuple[Meeting, Meeting]) -> None:
    told, held = replayed
    assert [turn.person_id for turn in held.turns] == [told.turns[0].person_id]
    assert held.turns[0].item_id == told.turns[0].item_id
    assert (held.extra_minutes, held.speaking_in_minutes) == (15, True)
    assert [(m.value, m.reason) for m in held.scales[0].marks] == [(6, "Bedre nu")]
    answer = held.read_back[0]
    assert (answer.verdict, answer.words, answer.heard) == (
        Verdict.NOT_QUITE,
        "Næsten",
        "Konklusion",
    )
    assert len(held.statements) == len(told.statements)
