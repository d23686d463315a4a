"""An office on a real encrypted store, with the fictional family Eksempel in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import Bench, open_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """An office where Mette Holm has said who she is, and the family Eksempel is known."""
    with open_bench(tmp_path) as opened:
        yield opened
