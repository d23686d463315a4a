"""The list of deadlines we ship."""

from __future__ import annotations

from moedeleder import paths
from moedeleder.services.deadlines import Unit, load_deadlines

# Checked by eye against public texts of the law; the rest waits for the municipality.
VERIFIED = {
    "examination_done",
    "child_plan",
    "first_follow_up",
    "transition_begins",
    "transition_ready",
    "access_to_documents",
    "note",
}


def test_all_sixteen_deadlines_are_there() -> None:
    limits = load_deadlines([paths.resources()])
    assert len(limits.all) == 16
    assert {each.key for each in limits.all if each.verified} == VERIFIED
    assert all((each.limit == 0) is (each.unit is Unit.SOON) for each in limits.all)
    assert not any(each.verified and not each.law for each in limits.all)
