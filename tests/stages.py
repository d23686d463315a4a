"""What many tests begin with, done once in a process and copied from then on.

A stage is copied only to a place that stands exactly where it stood the first time: fresh, or as
another stage left it. Everywhere else it is done anew.
"""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from moedeleder.domain.settings import MailSettings
from moedeleder.models.store import Store
from moedeleder.services.office import Office
from tests.stores import TickingClock, make_store

T = TypeVar("T")
_Stand = tuple[datetime, int]


class Place(Protocol):
    """An open office of a test's own."""

    @property
    def office(self) -> Office:
        """Its services."""

    @property
    def clock(self) -> TickingClock:
        """Its time."""

    @property
    def letters(self) -> Path:
        """The folder that receives its letters."""


@dataclass(frozen=True)
class _Stage:
    """What a place held once, and what was handed on."""

    store: Store
    now: datetime
    value: Any


_starts: set[_Stand] = set()
_stages: dict[tuple[str, _Stand], _Stage] = {}
_open = ExitStack()
atexit.register(_open.close)


def begins_here(place: Place) -> None:
    """Say that nothing but what is always done has been done at a place."""
    _starts.add(_stand(place))


def staged(place: Place, name: str, do: Callable[[], T]) -> T:
    """Do something at a place, or copy what came of it when it was first done from there.

    Args:
        name: of the deed; it must always do the same from the same stand.
    """
    stand = _stand(place)
    if stand not in _starts:
        return do()
    stage = _stages.get((name, stand))
    if stage is None:
        value = do()
        stage = _stages[name, stand] = _Stage(_copy_of(place), place.clock.now, value)
    else:
        _pour(stage.store, _store_of(place))
        _store_of(place).actor = stage.store.actor
        place.clock.now = stage.now
    # Where the letters land is each place's own.
    place.office.settings.save_mail(MailSettings(folder=str(place.letters)))
    begins_here(place)
    value_kept: T = stage.value
    return value_kept


def _copy_of(place: Place) -> Store:
    folder = _open.enter_context(tempfile.TemporaryDirectory(prefix="moedeleder-stage-"))
    copy = make_store(Path(folder))
    _open.callback(copy.close)
    _pour(_store_of(place), copy)
    copy.actor = _store_of(place).actor
    return copy


def _pour(source: Store, target: Store) -> None:
    with _driver(source) as full, _driver(target) as empty:
        full.backup(empty)


def _stand(place: Place) -> _Stand:
    """Return the time at a place and the number of changes made there."""
    with _driver(_store_of(place)) as connection:
        changes = connection.execute("SELECT count(*) FROM change_log").fetchone()[0]
    return place.clock.now, changes


def _store_of(place: Place) -> Store:
    store = place.office.settings._store
    assert isinstance(store, Store)
    return store


@contextmanager
def _driver(store: Store) -> Iterator[Any]:
    """Give the bare connection of the database's own library."""
    connection = store.engine.sqlalchemy.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()
