"""What every use case needs: the store, the time, the data files and the typing path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from moedeleder.models.store import Store
from moedeleder.services.catalogue import Catalogue
from moedeleder.services.deadlines import Deadlines

DENMARK = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Clock:
    """The time, injected so that a test can hold it."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def local(self) -> datetime:
        """Return the Danish wall time, without zone."""
        return self.now().astimezone(DENMARK).replace(tzinfo=None)

    def today(self) -> date:
        """Return the day it is in Denmark."""
        return self.local().date()


def wall_time(moment: datetime) -> datetime:
    """Return an aware moment as Danish wall time, without zone."""
    return moment.astimezone(DENMARK).replace(tzinfo=None)


class Typing(Protocol):
    """The path of typed text: durable at once, apart from the ordinary saves."""

    def put(self, slot: str, content: str) -> int:
        """Hand over the newest text of a slot; returns a ticket, never waits."""
        ...

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until all handed over is durable."""
        ...


@dataclass(frozen=True)
class Context:
    """What every use case is given; built once in ``app``."""

    store: Store
    clock: Clock
    catalogue: Catalogue
    deadlines: Deadlines
    typing: Typing
