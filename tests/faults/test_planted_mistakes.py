"""The harness finds mistakes: each is planted, and a run that is sound without it must fail."""

from __future__ import annotations

import pytest

from tests.faults import planted
from tests.faults.judging import complaints
from tests.faults.plans import Fault, Kind, Plan, Point
from tests.faults.planted import PlantedSession, PlantedTransport, forgets_after_refusal
from tests.faults.runs import begun

PLANTED = [
    (planted.SendsTwice, Point.DOT_AFTER, Kind.RST, "stored 2 times"),
    (planted.SaysItAfterwards, Point.QUIT, Kind.FIN, "the row says ready"),
    (planted.TrustsTooEarly, Point.DOT_BEFORE, Kind.FIN, "SENT, and the server has it not"),
    (planted.NamesAnew, Point.QUIT, Kind.FIN, "the row's Message-ID is"),
    (planted.MixesUp, Point.QUIT, Kind.FIN, "the address of"),
]


def found_with(plan: Plan, session: type[PlantedSession], *, forgets: bool = False) -> list[str]:
    """Return what the harness has to say of a run with a mistake in it."""
    with begun(plan) as run:
        if forgets:
            forgets_after_refusal(run.path)
        with run.office(lambda real: PlantedTransport(real, session)) as desk:
            return complaints(run.send(desk))


@pytest.mark.parametrize(
    ("session", "point", "kind", "words"), PLANTED, ids=[each[0].__name__ for each in PLANTED]
)
def test_a_planted_mistake_is_found(
    session: type[PlantedSession], point: Point, kind: Kind, words: str
) -> None:
    plan = Plan("planted", (Fault(point, kind, 4),))
    found = found_with(plan, session)
    assert any(words in each for each in found), found


def test_the_same_runs_are_sound_without_a_mistake() -> None:
    faults = [Fault(point, kind, 4 + n) for n, (_, point, kind, _) in enumerate(PLANTED[:3])]
    assert found_with(Plan("sound", tuple(faults)), PlantedSession) == []


def test_a_letter_that_is_forgotten_after_a_refusal_is_found() -> None:
    plan = Plan("forgotten", (Fault(Point.RCPT, Kind.TEMPORARY, 4),))
    found = found_with(plan, PlantedSession, forgets=True)
    assert any("modtager04@mail.example: came to rest as ready" in each for each in found), found
