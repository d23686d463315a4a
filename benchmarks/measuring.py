"""Measures two things in turns, so that a busy machine slows both alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one thing took against its baseline: medians in milliseconds, and their ratio."""

    name: str
    baseline: str
    took_ms: float
    baseline_ms: float
    ratio: float
    ratio_low: float
    ratio_high: float
    rounds: int

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def compare(
    name: str,
    act: Act,
    baseline: str,
    baseline_act: Act,
    *,
    rounds: int = 15,
    before: Act = lambda: None,
) -> Comparison:
    """Return how long ``act`` takes against ``baseline_act``.

    Args:
        rounds: each runs both once, taking turns to go first.
        before: done, untimed, before each of the two.
    """
    baseline_act(), act()  # The first call of anything pays for imports and empty caches.
    took: list[float] = []
    plain: list[float] = []
    for at in range(rounds):
        order = ((act, took), (baseline_act, plain))
        for each, times in order if at % 2 else reversed(order):
            before()
            times.append(_timed(each))
    ratios = [one / other for one, other in zip(took, plain, strict=True)]
    low, _, high = quantiles(ratios, n=4)
    return Comparison(
        name,
        baseline,
        round(median(took), 3),
        round(median(plain), 3),
        round(median(ratios), 2),
        round(low, 2),
        round(high, 2),
        rounds,
    )


def _timed(act: Act) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000
