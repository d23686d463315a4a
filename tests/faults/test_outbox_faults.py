"""The outbox against a server that goes wrong: everybody gets it, once, whatever happens."""

from __future__ import annotations

import pytest

from tests.faults.judging import judge
from tests.faults.plans import Plan, by_seed, each_alone
from tests.faults.runs import begun

SEEDS = 60
TORTURE_SEEDS, BATCH = 3000, 50


def goes_well(plan: Plan) -> None:
    """Run a plan and judge it; then let a person decide what is uncertain, and judge again."""
    with begun(plan) as run, run.office() as desk:
        judge(run.send(desk))
        judge(run.person_decides(desk))


@pytest.mark.parametrize("plan", [*each_alone()], ids=lambda plan: plan.name)
def test_each_kind_of_fault_at_each_point(plan: Plan) -> None:
    goes_well(plan)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_several_faults_in_one_run(seed: int) -> None:
    goes_well(by_seed(seed))
