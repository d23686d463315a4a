"""A meeting brought up to date is the same as one read from the beginning."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from moedeleder.domain.agenda import ItemDraft, Parked
from moedeleder.domain.errors import MoedelederError, NotFound
from moedeleder.domain.meeting_types import Phase
from moedeleder.domain.meetings import Meeting, PromiseDraft
from moedeleder.domain.people import PersonDraft
from moedeleder.domain.read_back import READ_PARTS, Verdict
from moedeleder.domain.statements import Formal, StatementKind
from moedeleder.models import known_meetings, mapping, queries
from moedeleder.models.engine_sqlite import SqliteEngine
from moedeleder.models.store import Store
from moedeleder.models.tables import MeetingRow
from tests.offices import Bench, open_bench
from tests.stores import KEY

SAID = (StatementKind.FACT, StatementKind.PARENT_WORDS, StatementKind.PRIVATE, StatementKind.WORRY)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as bench:
        yield bench


@pytest.fixture
def meeting(bench: Bench) -> Meeting:
    meeting = bench.office.conduct.start(bench.meeting().id)
    return bench.office.presence.everybody_is_here(meeting.id)


def read_anew(store: Store, meeting_id: str) -> Meeting:
    """Return the meeting as a program that has never seen it reads it."""
    with store.reading() as session:
        del session.info["known_meetings"]
        return mapping.meeting(queries.get(session, MeetingRow, meeting_id))


class Refused(Exception):
    """Something that goes wrong before anything is kept."""


def change_and_refuse(store: Store, meeting_id: str) -> None:
    with store.transaction() as session:
        row = queries.get(session, MeetingRow, meeting_id)
        row.purpose = "aldrig gemt"
        row.items[0].title = "aldrig gemt"
        assert mapping.meeting(row).items[0].title == "aldrig gemt"
        raise Refused


class Chair:
    """Does one thing after the other at a meeting, by dice."""

    def __init__(self, bench: Bench, meeting: Meeting, dice: random.Random) -> None:
        self.office, self.people = bench.office, tuple(bench.people.values())
        self.family, self.dice, self.id = bench.family, dice, meeting.id

    @property
    def meeting(self) -> Meeting:
        return self.office.meetings.get(self.id)

    def deeds(self) -> tuple[Callable[[], object], ...]:
        return (
            self.say,
            self.say,
            self.rewrite,
            self.take_back_and_put_back,
            self.mark_formal,
            self.promise,
            self.point,
            self.drop_a_point,
            self.park,
            self.limit,
            self.move_on,
            self.pause,
            self.come_and_go,
            self.speak,
            self.scale,
            self.drop_a_scale,
            self.read_back,
            self.tick,
            self.rename,
            self.extend,
        )

    def person(self) -> str:
        return self.dice.choice(self.people[:3]).id

    def say(self) -> None:
        meeting = self.meeting
        item = self.dice.choice(meeting.items).id if meeting.items else None
        kind = self.dice.choice(SAID)
        self.office.statements.say(self.id, kind, "ord", item_id=item, person_id=self.person())

    def rewrite(self) -> None:
        if said := self.meeting.statements:
            each = self.dice.choice(said)
            kind = self.dice.choice(SAID)
            self.office.statements.rewrite(each.id, each.version, kind, "andre ord", self.person())

    def take_back_and_put_back(self) -> None:
        if said := self.meeting.statements:
            each = self.dice.choice(said)
            self.office.statements.take_back(each.id, each.version)
            if self.dice.random() < 0.5:
                self.office.statements.put_back(self.id, each)

    def mark_formal(self) -> None:
        public = [each for each in self.meeting.statements if each.is_public]
        if public:
            each = self.dice.choice(public)
            due = date(2026, 12, 24)
            self.office.statements.set_formal(each.id, each.version, Formal.DECISION, due)

    def promise(self) -> None:
        meeting = self.office.promises.add(self.id, PromiseDraft("ringe", self.person()))
        if self.dice.random() < 0.5:
            each = self.dice.choice(meeting.promises)
            self.office.promises.remove(each.id, each.version)

    def point(self) -> None:
        self.office.points.add_now(self.id, ItemDraft("Nyt punkt", minutes=5))

    def drop_a_point(self) -> None:
        each = self.dice.choice(self.meeting.items)
        self.office.agenda.remove(each.id, each.version)
        if self.dice.random() < 0.7:
            self.office.agenda.put_back(self.id, each)

    def park(self) -> None:
        each = self.dice.choice(self.meeting.items)
        self.office.points.park(each.id, each.version, Parked.NEXT_AGENDA)

    def limit(self) -> None:
        each = self.dice.choice(self.meeting.items)
        self.office.points.limit(each.id, each.version, [self.person()])

    def move_on(self) -> None:
        self.office.conduct.go_to(self.id, self.dice.choice(self.meeting.items).id)

    def pause(self) -> None:
        self.office.conduct.pause(self.id)
        self.office.conduct.resume(self.id)

    def come_and_go(self) -> None:
        each = self.dice.choice(self.meeting.attendees)
        self.office.presence.left(each.id, each.version)
        again = self.meeting.attendee(each.id)
        assert again is not None
        self.office.presence.came(again.id, again.version)

    def speak(self) -> None:
        self.office.speaking.speaks(self.id, self.person())
        if self.dice.random() < 0.2:
            self.office.speaking.forget(self.id)

    def scale(self) -> None:
        meeting = self.office.scales.add(self.id, "Hvordan går det?")
        scale = meeting.scales[-1].id
        self.office.scales.mark(scale, self.person(), self.dice.randint(0, 10), "fordi")

    def drop_a_scale(self) -> None:
        if scales := self.meeting.scales:
            self.office.scales.remove(scales[0].id, scales[0].version)

    def read_back(self) -> None:
        part = self.dice.choice(READ_PARTS)
        self.office.read_back.answer(self.id, part, self.person(), Verdict.NOT_QUITE, "næsten")

    def tick(self) -> None:
        check = self.dice.choice(self.meeting.checks_of(Phase.DURING))
        self.office.meetings.tick(self.id, Phase.DURING, check.key, not check.done)

    def rename(self) -> None:
        person = self.office.families.get(self.family.id).people[0]
        draft = PersonDraft(f"Sofie {self.dice.randint(1, 99)}", person.role, person.relation)
        self.office.families.update_person(person.id, person.version, draft)

    def extend(self) -> None:
        self.office.conduct.extend(self.id, 5)


@pytest.mark.parametrize(
    "seed",
    [pytest.param(each, marks=[pytest.mark.torture] if each > 2 else []) for each in range(20)],
)
def test_it_is_what_a_program_that_never_saw_it_reads(
    bench: Bench, meeting: Meeting, seed: int
) -> None:
    chair = Chair(bench, meeting, random.Random(seed))
    done = 0
    for _ in range(40):
        bench.clock.now += timedelta(seconds=17)
        try:
            chair.dice.choice(chair.deeds())()
            done += 1
        except (MoedelederError, IndexError):
            # The dice asked for what the meeting refuses; what it reads must still be right.
            pass
        assert chair.meeting == read_anew(bench.store, meeting.id)
    assert done > 20


def test_what_another_program_changes_is_seen(bench: Bench, meeting: Meeting) -> None:
    assert bench.store.path is not None
    statements = bench.office.statements
    seen = statements.say(meeting.id, StatementKind.FACT, "herfra")
    other = Store(SqliteEngine(bench.store.path, KEY), clock=bench.clock)
    with other.transaction() as session:
        row = queries.get(session, MeetingRow, meeting.id)
        row.statements[0].text = "derfra"
        row.purpose = "et andet formål"
    other.close()
    now = bench.office.meetings.get(meeting.id)
    assert [each.text for each in now.statements] == ["derfra"]
    assert now.purpose == "et andet formål"
    assert seen.statements[0].text == "herfra"


def test_what_is_kept_while_somebody_reads_is_not_mixed_in(bench: Bench, meeting: Meeting) -> None:
    with bench.store.reading() as session:
        row = queries.get(session, MeetingRow, meeting.id)
        bench.office.conduct.extend(meeting.id, 15)
        after = bench.office.statements.say(meeting.id, StatementKind.FACT, "imens")
        seen = mapping.meeting(row)
    assert seen == meeting
    assert bench.office.meetings.get(meeting.id) == after


def test_what_was_not_kept_is_not_remembered(bench: Bench, meeting: Meeting) -> None:
    before = bench.office.meetings.get(meeting.id)

    with pytest.raises(Refused):
        change_and_refuse(bench.store, meeting.id)
    # The next line of the log takes the number the lost one had.
    bench.office.conduct.extend(meeting.id, 5)
    now = bench.office.meetings.get(meeting.id)
    assert (now.purpose, now.items) == (before.purpose, before.items)
    assert now == read_anew(bench.store, meeting.id)


def test_only_what_changed_is_read_again(
    bench: Bench, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bench.office.statements.say(meeting.id, StatementKind.FACT, "et")
    asked: list[str] = []
    children = known_meetings.child_rows.children

    def counting(session, ids, names=known_meetings.child_rows.ALL):
        asked.extend(names)
        return children(session, ids, names)

    monkeypatch.setattr(known_meetings.child_rows, "children", counting)
    after = bench.office.statements.say(meeting.id, StatementKind.FACT, "to")
    assert asked == []
    assert after.statements[0] is before.statements[0]
    bench.office.speaking.speaks(meeting.id, bench.people["sofie"].id)
    assert asked == ["turns"]


def test_a_meeting_that_is_gone_stays_gone(bench: Bench) -> None:
    meeting = bench.meeting()
    bench.office.meetings.discard(meeting.id, bench.office.meetings.get(meeting.id).version)
    with pytest.raises(NotFound):
        bench.office.meetings.get(meeting.id)
