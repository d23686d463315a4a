"""The outbox against a server that goes wrong: everybody gets it, once, whatever happens.

A run that fails names its plan, or the seed of it; ``by_seed`` gives the same plan again. The
rest of the product of points, kinds, places and repeats, and thousands of seeds, is for
``make torture``.
"""

from __future__ import annotations

import pytest

from tests.faults.judging import judge
from tests.faults.ledger import Ledger, What
from tests.faults.plans import (
    ALWAYS,
    BY_RECEIVER,
    KINDS,
    Fault,
    Kind,
    Plan,
    Point,
    by_seed,
    each_alone,
    packed,
)
from tests.faults.runs import begun

SEEDS = 16
TORTURE_SEEDS, BATCH = 2000, 50


def goes_well(plan: Plan) -> Ledger:
    """Run a plan and judge it; then let a person decide what is uncertain, and judge again."""
    with begun(plan) as run, run.office() as desk:
        judge(run.send(desk))
        judge(run.person_decides(desk))
        return run.server.ledger


@pytest.mark.parametrize("plan", packed(), ids=lambda plan: plan.name)
def test_every_kind_of_fault_at_every_point(plan: Plan) -> None:
    ledger = goes_well(plan)
    struck = {(entry.point, entry.kind) for entry in ledger.of(What.STRUCK)}
    for fault in plan.faults:
        # What is to go wrong between two letters may be met by the first word of the next.
        places = {fault.point, Point.MAIL} if fault.point is Point.BETWEEN else {fault.point}
        is_seen = any((place, fault.kind) in struck for place in places)
        assert is_seen or fault.kind is Kind.REFUSED, f"{fault} never struck"


def test_the_plans_hold_every_kind_at_every_point() -> None:
    planned = {(fault.point, fault.kind) for plan in packed() for fault in plan.faults}
    assert planned == {(point, kind) for point, kinds in KINDS.items() for kind in kinds}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_several_faults_in_one_run(seed: int) -> None:
    goes_well(by_seed(seed))


def test_a_receiver_who_is_only_ever_put_off_is_given_up_and_stops_nobody() -> None:
    goes_well(Plan("put-off", (Fault(Point.RCPT, Kind.TEMPORARY, 5, ALWAYS),)))


@pytest.mark.torture
@pytest.mark.parametrize("point", Point)
@pytest.mark.parametrize("implicit_tls", [False, True])
def test_the_whole_product(point: Point, implicit_tls: bool) -> None:
    places = (0, 7, 29) if point in BY_RECEIVER else (0, 1, 12)
    for plan in each_alone(places, (1, 2, 5), (implicit_tls,)):
        if plan.faults[0].point is point:
            goes_well(plan)


@pytest.mark.torture
@pytest.mark.parametrize("first", range(SEEDS, SEEDS + TORTURE_SEEDS, BATCH))
def test_many_seeds(first: int) -> None:
    for seed in range(first, first + BATCH):
        goes_well(by_seed(seed))
