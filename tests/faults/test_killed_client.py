"""The program killed while it sends: what it left is settled at the next start, and goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from moedeleder.domain.sending import DeliveryState
from tests.faults.judging import judge
from tests.faults.ledger import What
from tests.faults.nursery import Job, Nursery, nursery
from tests.faults.plans import BY_RECEIVER, ONLY_STARTTLS, Fault, Kind, Plan, Point
from tests.faults.runs import Run, begun

pytestmark = pytest.mark.skipif(
    not hasattr(sys, "getandroidapilevel") and sys.platform == "win32",
    reason="clients are forked, which this system cannot",
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
    assert run.server.reached.wait(20), f"{run.plan} was never reached"
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
