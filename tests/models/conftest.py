from collections.abc import Iterator
from pathlib import Path

import pytest

from moedeleder.models.store import Store
from tests.stores import TickingClock, make_store


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def store(tmp_path: Path, clock: TickingClock) -> Iterator[Store]:
    opened = make_store(tmp_path, clock=clock)
    yield opened
    opened.close()
