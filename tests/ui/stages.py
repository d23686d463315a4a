"""What many tests begin with, done once in a process and copied from then on.

A stage is copied only to a desk that stands exactly where it stood the first time: fresh, or as
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
from typing import TYPE_CHECKING, Any, TypeVar

from moedeleder.domain.settings import MailSettings
from moedeleder.models.store import Store
from tests.stores import make_store

if TYPE_CHECKING:
    from tests.ui.office_fixture import TestDesk

T = TypeVar("T")
_Stand = tuple[datetime, int]


@dataclass(frozen=True)
class _Stage:
    """What a desk held once, and what was handed on."""

    store: Store
    now: datetime
    value: Any


_starts: set[_Stand] = set()
_stages: dict[tuple[str, _Stand], _Stage] = {}
_open = ExitStack()
atexit.register(_open.close)


def begins_here(desk: TestDesk) -> None:
    """Say that nothing but what is always done has been done at a desk."""
    _starts.add(_stand(desk))


def staged(desk: TestDesk, name: str, do: Callable[[], T]) -> T:
    """Do something at a desk, or copy what came of it when it was first done from there.

    Args:
        name: of the deed; it must always do the same from the same stand.
    """
    stand = _stand(desk)
    if stand not in _starts:
        return do()
    stage = _stages.get((name, stand))
    if stage is None:
        value = do()
        stage = _stages[name, stand] = _Stage(_copy_of(desk), desk.clock.now, value)
    else:
        _pour(stage.store, _store_of(desk))
        desk.clock.now = stage.now
    # Where the letters land is each desk's own.
    desk.office.settings.save_mail(MailSettings(folder=str(desk.letters)))
    begins_here(desk)
    value_kept: T = stage.value
    return value_kept


def _copy_of(desk: TestDesk) -> Store:
    folder = _open.enter_context(tempfile.TemporaryDirectory(prefix="moedeleder-stage-"))
    copy = make_store(Path(folder))
    _open.callback(copy.close)
    _pour(_store_of(desk), copy)
    return copy


def _pour(source: Store, target: Store) -> None:
    with _driver(source) as full, _driver(target) as empty:
        full.backup(empty)


def _stand(desk: TestDesk) -> _Stand:
    """Return the time at a desk and the number of changes made there."""
    with _driver(_store_of(desk)) as connection:
        changes = connection.execute("SELECT count(*) FROM change_log").fetchone()[0]
    return desk.clock.now, changes


def _store_of(desk: TestDesk) -> Store:
    store = desk.office.settings._store
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
