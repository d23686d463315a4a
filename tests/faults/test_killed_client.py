"""The program killed while it sends: what it left is settled at the next start, and goes on."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

from tests.faults.judging import complaints, judge
from tests.faults.nursery import Job, Nursery, nursery
from tests.faults.plans import (
    BY_LETTER,
    BY_RECEIVER,
    ONLY_STARTTLS,
    Fault,
    Kind,
    Plan,
    Point,
    by_seed,
)
from tests.faults.runs import Run, begun

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="clients are forked, which this system cannot"
)
OWN_DEATHS = ("DiesBefore", "DiesAfter", "DiesAnswered")


@pytest.fixture(scope="module")
def clients() -> Iterator[Nursery]:
    with nursery() as found:
        yield found


def silent_at(point: Point, which: int, implicit_tls: bool = False) -> Plan:
    """Return a plan that holds the client at a point, so that it can be killed just there."""
    fault = Fault(point, Kind.SILENT, which)
    return Plan(f"killed-{fault}", (fault,), implicit_tls, archive=point is Point.COPY)


def job_of(run: Run, plant: str = "") -> Job:
    # The client is to wait until it is killed, not until its patience ends.
    plan, server = run.plan, run.server
    now = run.clock().isoformat()
    ca_file, path = str(server.ca_file), str(run.path)
    return Job(path, server.port, ca_file, plan.implicit_tls, plan.archive, 100.0, now, plant)


def killed_at_the_point(clients: Nursery, run: Run) -> None:
    clients.start(job_of(run))
    assert run.server.reached.wait(60), f"{run.plan} was never reached"
    assert clients.kill() == -9
    run.kills += 1


def all_is_well_after(run: Run) -> None:
    with run.office() as desk:
        judge(run.send(desk))
        judge(run.person_decides(desk))


@pytest.mark.parametrize("point", Point)
def test_a_client_killed_at_a_point_goes_on_at_the_next_start(
    clients: Nursery, point: Point
) -> None:
    with begun(silent_at(point, 9 if point in BY_RECEIVER else 0)) as run:
        killed_at_the_point(clients, run)
        all_is_well_after(run)


@pytest.mark.parametrize("plant", OWN_DEATHS)
def test_a_client_that_dies_between_its_own_steps(clients: Nursery, plant: str) -> None:
    with begun(Plan(plant, ())) as run:
        clients.start(job_of(run, plant))
        assert clients.wait() == -9
        run.kills += 1
        all_is_well_after(run)


def test_a_record_made_after_the_last_word_is_found_by_a_kill(clients: Nursery) -> None:
    """The planted mistake that only a death shows: the letter is sent twice."""
    with begun(silent_at(Point.DOT_AFTER, 9)) as run:
        clients.start(job_of(run, "SaysItAfterwards"))
        assert run.server.reached.wait(60)
        assert clients.kill() == -9
        run.kills += 1
        with run.office() as desk:
            found = complaints(run.send(desk))
    assert "modtager09@mail.example: stored 2 times" in found


@pytest.mark.torture
@pytest.mark.parametrize("implicit_tls", [False, True])
@pytest.mark.parametrize("point", Point)
def test_a_client_killed_again_and_again(
    clients: Nursery, point: Point, implicit_tls: bool
) -> None:
    if implicit_tls and point in ONLY_STARTTLS:
        pytest.skip("there is no such point where TLS comes first")
    for which in range(0, 30, 3) if point in BY_LETTER else range(4):
        with begun(silent_at(point, which, implicit_tls)) as run:
            killed_at_the_point(clients, run)
            all_is_well_after(run)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(200))
def test_a_client_killed_in_the_middle_of_other_faults(clients: Nursery, seed: int) -> None:
    chance = random.Random(f"kills {seed}")
    hold = Fault(Point.DOT_AFTER, Kind.SILENT, chance.randrange(30))
    others = [f for f in by_seed(seed).faults if f.kind is not Kind.SILENT]
    faults = tuple(f for f in others if f.which != hold.which and f.kind is not Kind.REFUSED)
    with begun(Plan(f"killed-seed-{seed}", (hold, *faults), archive=True)) as run:
        clients.start(job_of(run))
        if run.server.reached.wait(60):
            clients.kill()
        else:
            clients.wait()
        run.kills += 1
        all_is_well_after(run)
