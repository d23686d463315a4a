"""The real program is killed while somebody types: all it called kept is found again, each time."""

from __future__ import annotations

import json
import os
import random
import selectors
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from moedeleder import paths
from moedeleder.app import open_office
from moedeleder.domain.attendees import Duty
from moedeleder.domain.meeting_clock import elapsed
from moedeleder.domain.meetings import Meeting, MeetingDraft, MeetingState
from moedeleder.domain.people import FamilyDraft, PersonDraft, PersonRole
from moedeleder.logs import FILE_NAME
from moedeleder.models.key import account_of
from moedeleder.models.opening import open_store
from moedeleder.services.context import wall_time
from moedeleder.services.office import Office
from tests.journeys.ledger import Ledger, Line, Words, World
from tests.journeys.typist import ENOUGH
from tests.offices import MemorySecrets
from tests.stores import KEY

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there, nobody can wait for a pipe with an end in sight"
)
ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    """The store in a data folder, as another program would open it."""
    store = open_store(paths.store_file(folder), KEY, clock=now)
    typing = store.edit_writer()
    try:
        yield open_office(store, typing, MemorySecrets(), now=now)
        assert store.is_whole()
    finally:
        typing.close()
        store.close()


def begin_a_meeting(folder: Path) -> Meeting:
    """Make a store with a meeting that has just begun."""
    with opened(folder) as office:
        office.settings.introduce("Mette Holm", "Sagsbehandler", "mette@kommune.example")
        family = office.families.create(FamilyDraft("Alma Eksempel"))
        people = [
            office.families.add_person(family.id, PersonDraft(name, role)).id
            for name, role in (
                ("Sofie Eksempel", PersonRole.PARENT),
                ("Jonas Eksempel", PersonRole.PARENT),
                ("Karin Dam", PersonRole.TEACHER),
            )
        ]
        begins = wall_time(now()).replace(second=0, microsecond=0)
        draft = MeetingDraft(begins, 600, "Rådhuset, lokale 2.14", "", "Rolige morgener")
        meeting = office.meetings.create(
            family.id, "network", draft, [(each, Duty.NONE) for each in people]
        )
        return office.conduct.start(meeting.id)


@dataclass
class House:
    """A data folder with one running meeting, and the account of what was kept in it."""

    folder: Path
    begun: Meeting
    ledger: Ledger
    chance: random.Random
    spare: subprocess.Popen[bytes] | None = None
    """The next program, which loads what it needs while the one before it is at work."""

    def kill_once(
        self, until: Callable[[Ledger], bool], delay: float, *, fault: str = ""
    ) -> list[str]:
        """Let the program run until so much is kept, and a while longer, and kill it.

        Args:
            until: whether it is enough; asked before the program begins as well.
            delay: seconds until it is killed then.
            fault: a lie for the program to tell.

        Returns:
            What is lost.
        """
        typist, self.spare = self.spare or self._loading(), None
        try:
            self._begin(typist, fault)
            self.spare = self._loading()
            self._listen(typist, until, delay)
        finally:
            typist.kill()
            self._read_the_rest(typist)
            leave(typist)
        assert typist.returncode == -signal.SIGKILL
        # The copy is looked at; the program itself finds its file as it left it.
        copy = self.folder / "copy"
        shutil.copytree(self.folder / "data", copy, ignore=shutil.ignore_patterns("*.lock"))
        world = look(copy, self)
        shutil.rmtree(copy)
        lost = self.ledger.lost(world)
        self.ledger.begin(world)
        return lost

    def _loading(self) -> subprocess.Popen[bytes]:
        data = self.folder / "data"
        account = account_of(paths.store_file(data))
        command = [sys.executable, "-m", "tests.journeys.typist", account, KEY.hex(), self.begun.id]
        with (self.folder / "stderr").open("a") as stderr:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                cwd=ROOT,
                env=os.environ | {paths.DATA_FOLDER_VARIABLE: str(data)},
            )

    def _begin(self, typist: subprocess.Popen[bytes], fault: str) -> None:
        assert typist.stdin is not None
        self._rest = b""
        typist.stdin.write(f"{self.chance.randrange(10**6)} {fault}\n".encode())
        typist.stdin.flush()

    def _listen(
        self, typist: subprocess.Popen[bytes], until: Callable[[Ledger], bool], delay: float
    ) -> None:
        assert typist.stdout is not None
        waiting = not until(self.ledger)
        end = time.monotonic() + (PATIENCE if waiting else delay)
        with selectors.DefaultSelector() as selector:
            selector.register(typist.stdout, selectors.EVENT_READ)
            while (left := end - time.monotonic()) > 0:
                if selector.select(left):
                    data = os.read(typist.stdout.fileno(), 65536)
                    assert data, self._last_words()
                    self._take(data)
                if waiting and until(self.ledger):
                    waiting, end = False, time.monotonic() + delay
        assert not waiting, "the program calls nothing kept"

    def _last_words(self) -> str:
        log = self.folder / "data" / FILE_NAME
        return f"{(self.folder / 'stderr').read_text()}\n{log.read_text()[-2000:]}"

    def _read_the_rest(self, typist: subprocess.Popen[bytes]) -> None:
        assert typist.stdout is not None
        while data := os.read(typist.stdout.fileno(), 65536):
            self._take(data)

    def _take(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self.ledger.note(json.loads(line))


def leave(typist: subprocess.Popen[bytes]) -> None:
    """Kill a program, if it is not dead yet, and let go of it."""
    typist.kill()
    for pipe in (typist.stdin, typist.stdout):
        assert pipe is not None
        pipe.close()
    typist.wait()


def look(folder: Path, house: House | None = None, meeting_id: str = "") -> World:
    """Return what is found in a store; the meeting is where it was, and so is its clock."""
    with opened(folder) as office:
        meeting = office.meetings.get(house.begun.id if house else meeting_id)
        if house is not None:
            the_clock_goes_on(meeting, house.begun)
        draft = office.notepad.recovered(meeting.id)
        line = Line(draft.id, draft.kind, draft.text, draft.source) if draft else Line()
        waiting = office.scratch.waiting(meeting.id)
    kept = {said.text for said in meeting.statements}
    fields = {place: text for place, text in waiting.items() if text.strip() not in kept}
    assert meeting.current_item is not None
    return World(notes_of(meeting), line, fields, meeting.current_item.id)


def the_clock_goes_on(meeting: Meeting, begun: Meeting) -> None:
    """The time is that since the start: no moment is missing, and none is counted twice."""
    assert meeting.state is MeetingState.RUNNING
    assert meeting.started_at == begun.started_at
    assert meeting.started_at is not None
    moment = now()
    assert elapsed(meeting, moment) == moment - meeting.started_at
    first, last = meeting.visits[0], meeting.visits[-1]
    assert first.began == begun.visits[0].began
    assert last.ended is None
    for before, after in zip(meeting.visits, meeting.visits[1:], strict=False):
        assert before.ended is not None
        assert timedelta() <= after.began - before.ended < timedelta(seconds=1)


def notes_of(meeting: Meeting) -> dict[str, Words]:
    said = {s.id: (s.kind.value, s.text, s.source) for s in meeting.statements}
    promised = {p.id: ("promise", p.what, f"{p.owner_label} {p.due}") for p in meeting.promises}
    return said | promised


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A running meeting; the seed of everything random is in the output of a test that fails."""
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    begun = begin_a_meeting(tmp_path / "data")
    points = [item.id for item in begun.items]
    ledger = Ledger(points, look(tmp_path / "data", meeting_id=begun.id))
    made = House(tmp_path, begun, ledger, random.Random(seed))
    yield made
    if made.spare is not None:
        leave(made.spare)


def is_killed(house: House, times: int, at_most: int) -> None:
    for at in range(times):
        # Now and then while the program opens, else while somebody types.
        early = at % 8 == 7
        enough = house.ledger.kept + (0 if early else house.chance.randint(1, at_most))
        delay = house.chance.uniform(0, 2.5 if early else 0.06)
        lost = house.kill_once(lambda ledger, e=enough: ledger.kept >= e, delay)
        assert not lost, f"kill {at + 1}"
    assert house.ledger.kept >= times
    waits = sorted(house.ledger.waits)
    print(
        f"{times} kills, {house.ledger.kept} times kept, {len(house.ledger.notes)} notes;"
        f" {len(waits)} keys: median {statistics.median(waits):.1f} ms,"
        f" 95 % {waits[int(len(waits) * 0.95)]:.1f} ms, longest {waits[-1]:.1f} ms"
    )


@pytest.mark.timeout(300)
def test_all_that_was_called_kept_survives_a_kill(house: House) -> None:
    is_killed(house, 3, at_most=15)


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_all_that_was_called_kept_survives_two_hundred_kills(house: House) -> None:
    is_killed(house, 200, at_most=60)


def test_a_program_that_says_kept_too_early_is_found_out(house: House) -> None:
    lost = house.kill_once(lambda ledger: len(ledger.line) >= ENOUGH, 0.0, fault="early")
    assert len(lost) == 1
    assert lost[0].startswith("line Pen(kept=Line(")


NOTE: Words = ("fact", "Hun sover bedre", "")
KEPT = World({"n1": NOTE}, Line("d2", "private", "husk at ri", ""), {"board:worry": "sø"}, "p1")
SAID: tuple[dict[str, Any], ...] = (
    {"kept": "line", "what": {"id": "n1", "kind": "fact", "text": NOTE[1], "source": ""}},
    {"key": "\n", "place": "line"},
    {"note": "n1", "words": list(NOTE)},
    {"kept": "line", "what": {"id": "d2", "kind": "private", "text": "husk at r", "source": ""}},
    {"key": "i", "place": "line"},
    {"key": "n", "place": "line"},
    {"kept": "board:worry", "what": "s"},
    {"key": "ø", "place": "board:worry"},
)


@pytest.mark.parametrize(
    ("found", "losses"),
    [
        (KEPT, 0),
        (replace(KEPT, line=replace(KEPT.line, text="husk at rin")), 0),
        (replace(KEPT, notes={}), 1),
        (replace(KEPT, notes={"n1": ("fact", "Hun sover", "")}), 1),
        (replace(KEPT, line=Line()), 1),
        (replace(KEPT, line=replace(KEPT.line, text="husk at")), 1),
        (replace(KEPT, line=replace(KEPT.line, text="husk at ringe")), 1),
        (replace(KEPT, line=replace(KEPT.line, kind="fact")), 1),
        (replace(KEPT, fields={}), 1),
        (replace(KEPT, point="p2"), 1),
    ],
)
def test_the_ledger_knows_what_may_be_found(found: World, losses: int) -> None:
    ledger = Ledger(["p1", "p2"], World({}, Line(), {}, "p1"))
    for said in SAID:
        ledger.note(said)
    assert len(ledger.lost(found)) == losses
