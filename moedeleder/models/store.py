"""The store: the one way in to the tables, a transaction at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from moedeleder.domain.errors import ChangedElsewhere, StoreBusy, StoreReadOnly
from moedeleder.models import known_meetings, recording, seals, search_index
from moedeleder.models.edit_writer import EditWriter, OnFailed, OnSaved
from moedeleder.models.engine import WRITES, StoreEngine

# Named so that the listeners they register on import are seen to be wanted.
_LISTENERS = (recording, seals)


class Store:
    """An open database: gives transactions, and knows who works in it."""

    def __init__(
        self,
        engine: StoreEngine,
        *,
        clock: Callable[[], datetime],
        actor: str = "",
        newer: bool = False,
    ) -> None:
        """Take an engine on a migrated database.

        Args:
            engine: the database.
            clock: gives the time now, aware, in UTC.
            actor: who makes the changes from now on; can be set later.
            newer: the database belongs to a newer program version.
        """
        self.engine = engine
        self.clock = clock
        self.actor = actor
        self.newer = newer
        self._known = known_meetings.KnownMeetings()
        self._writing: Engine = engine.sqlalchemy.execution_options(**{WRITES: True})

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""
        return self.engine.read_only

    @property
    def path(self) -> Path | None:
        """The file of the database; None for a server."""
        return self.engine.path

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session whose changes are all kept at the end, or none of them.

        Other writers wait from here to the end of the block, so keep it short, and never open a
        second one inside it.

        Raises:
            StoreReadOnly: the database may only be read.
            ChangedElsewhere: a row was saved by somebody else since it was read.
            MeetingFinished: finished minutes were to be changed.
            DiskFull: there is no room; nothing was changed.
            StoreBusy: another program held the database for too long.
            StoreDamaged: the file is not whole.
        """
        if self.read_only:
            raise StoreReadOnly
        with self._explained(), self._session(self._writing) as session:
            with session.begin():
                session.connection()
                yield session
                search_index.bring_up(session)
            known_meetings.committed(session)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees the database as it is now; what it changes is thrown away.

        Raises:
            StoreBusy, StoreDamaged: as for ``transaction``.
        """
        with self._explained(), self._session(self.engine.sqlalchemy) as session:
            yield session

    def _session(self, bind: Engine) -> Session:
        info: dict[str, Any] = {
            "actor": self.actor,
            "clock": self.clock,
            "known_meetings": self._known,
        }
        return Session(bind, expire_on_commit=False, info=info)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        # "from None": what the driver says may quote what a person wrote.
        try:
            yield
        except StaleDataError:
            raise ChangedElsewhere from None
        except PoolTimeout:
            raise StoreBusy from None
        except DBAPIError as error:
            meaning = self.engine.explain(error.orig)
            if meaning is None:
                raise
            raise meaning from None

    def edit_writer(
        self, on_saved: OnSaved | None = None, on_failed: OnFailed | None = None
    ) -> EditWriter:
        """Start the writer that keeps text while it is typed; close it before the store.

        Args:
            on_saved: called with slot and ticket after the commit, on the writer's thread.
            on_failed: called with slot and error when a commit failed, on the writer's thread.

        Raises:
            StoreReadOnly: the database may only be read.
        """
        if self.read_only:
            raise StoreReadOnly
        return EditWriter(
            self.engine,
            self.clock,
            actor=lambda: self.actor,
            on_saved=on_saved,
            on_failed=on_failed,
        )

    def is_whole(self) -> bool:
        """Read everything and tell whether it is undamaged; takes time with the file's size."""
        return self.engine.is_whole()

    def close(self) -> None:
        """Close the connections. The file is then whole without its side files."""
        self.engine.dispose()
