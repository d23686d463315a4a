"""Text kept while it is typed: one writer, one thread, no ORM, one commit for all that waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from moedeleder.domain.errors import MoedelederError, StoreError
from moedeleder.models.engine import WRITES, StoreEngine
from moedeleder.models.tables import TextEditRow

OnSaved = Callable[[str, int], None]
OnFailed = Callable[[str, MoedelederError], None]

# Seconds between tries while the disk refuses; the last is repeated.
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
# Sorts after every character of a slot's name.
_AFTER_ALL = "\U0010ffff"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Edit:
    """The newest text of one slot that is not yet on the disk."""

    ticket: int
    by: str
    at: datetime
    # Out of the repr: a log line must never quote it.
    content: str = field(repr=False)


class EditWriter:
    """Keeps each text at once: says a text is saved only when it will survive a power cut."""

    def __init__(
        self,
        engine: StoreEngine,
        clock: Callable[[], datetime],
        *,
        actor: Callable[[], str],
        on_saved: OnSaved | None = None,
        on_failed: OnFailed | None = None,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        """Start the thread; see ``Store.edit_writer`` for the arguments."""
        self._engine = engine
        self._writing: Engine = engine.sqlalchemy.execution_options(**{WRITES: True})
        self._clock, self._actor = clock, actor
        self._on_saved, self._on_failed = on_saved, on_failed
        self._pauses = pauses
        self._changed = threading.Condition()
        self._waiting: dict[str, _Edit] = {}
        self._under_way: dict[str, _Edit] = {}
        self._tickets = 0
        self._failures = 0
        self._hurry = False
        self._closing = False
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="edit-writer", daemon=True)
        self._thread.start()

    def put(self, slot: str, content: str) -> int:
        """Take a text to keep, and return at once.

        Args:
            slot: which text it is; a newer text of the same slot replaces one that waits.
            content: the whole text as it is now.

        Returns:
            A ticket: a number that grows; ``on_saved`` names it when it or a newer one is kept.

        Raises:
            StoreError: the writer is closed.
        """
        with self._changed:
            if self._closing:
                raise StoreError
            self._tickets += 1
            edit = _Edit(self._tickets, self._actor(), self._clock(), content)
            self._waiting[slot] = edit
            self._changed.notify_all()
            return edit.ticket

    def flush(self, timeout: float | None = 5.0) -> bool:
        """Wait until everything is kept.

        Args:
            timeout: seconds to wait at most; None waits for ever while the disk is full.

        Returns:
            Whether everything is kept.
        """
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            try:
                return self._changed.wait_for(self._is_idle, timeout)
            finally:
                self._hurry = False

    def unsaved(self) -> dict[str, str]:
        """Return the texts, by slot, that are not yet kept."""
        with self._changed:
            both = {**self._under_way, **self._waiting}
            return {slot: edit.content for slot, edit in both.items()}

    def close(self, timeout: float | None = 10.0) -> bool:
        """Keep what waits, then stop; returns whether everything is kept (see ``unsaved``)."""
        done = self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        return done and not self.unsaved()

    def _is_idle(self) -> bool:
        return not self._waiting and not self._under_way

    def _run(self) -> None:
        try:
            while self._take():
                self._finish(self._save())
        finally:
            self._disconnect()

    def _take(self) -> bool:
        """Wait for texts and move them under way; False when it is time to stop."""
        with self._changed:
            if self._failures:
                pause = self._pauses[min(self._failures, len(self._pauses)) - 1]
                self._changed.wait_for(lambda: self._hurry or self._closing, pause)
                # One try for each request to hurry, or a full disk would keep a core busy.
                self._hurry = False
            self._changed.wait_for(lambda: self._waiting or self._closing)
            if self._closing and (self._failures or not self._waiting):
                return False
            self._under_way, self._waiting = self._waiting, {}
            return True

    def _save(self) -> MoedelederError | None:
        rows = [
            {"slot": slot, "content": edit.content, "by": edit.by, "at": edit.at}
            for slot, edit in self._under_way.items()
        ]
        try:
            self._commit(rows)
        except DBAPIError as error:
            self._disconnect()
            return self._engine.explain(error.orig) or StoreError()
        except MoedelederError as error:
            self._disconnect()
            return error
        except Exception:
            # Whatever it is, the text is kept here and tried again.
            log.exception("could not keep the text typed")
            self._disconnect()
            return StoreError()
        return None

    def _commit(self, rows: list[dict[str, Any]]) -> None:
        if self._connection is None:
            self._connection = self._writing.connect()
        with self._connection.begin():
            self._connection.execute(insert(TextEditRow), rows)

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _finish(self, error: MoedelederError | None) -> None:
        batch = self._under_way
        if error is None:
            self._tell_saved(batch)
        else:
            self._tell_failed(batch, error)
        with self._changed:
            self._failures = 0 if error is None else self._failures + 1
            if error is not None:
                # What was typed meanwhile is newer.
                self._waiting = {**batch, **self._waiting}
            self._under_way = {}
            self._changed.notify_all()

    def _tell_saved(self, batch: dict[str, _Edit]) -> None:
        if self._on_saved is not None:
            for slot, edit in batch.items():
                _call(self._on_saved, slot, edit.ticket)

    def _tell_failed(self, batch: dict[str, _Edit], error: MoedelederError) -> None:
        if self._on_failed is not None:
            for slot in batch:
                _call(self._on_failed, slot, error)


def _call(callback: Callable[..., None], *arguments: object) -> None:
    # A listener's mistake must not stop the writer.
    try:
        callback(*arguments)
    except Exception:
        log.exception("a listener of the edit writer failed")


def latest_edits(session: Session, prefix: str) -> dict[str, tuple[str, datetime]]:
    """Return the newest text of each slot whose name begins with ``prefix``, and when."""
    # A stretch of the index, where a pattern would read every slot there is.
    wanted = TextEditRow.slot.between(prefix, prefix + _AFTER_ALL)
    newest = select(func.max(TextEditRow.seq)).where(wanted).group_by(TextEditRow.slot)
    rows = session.execute(
        select(TextEditRow.slot, TextEditRow.content, TextEditRow.at).where(
            TextEditRow.seq.in_(newest)
        )
    )
    return {slot: (content, at) for slot, content, at in rows}


def trim(session: Session, slot: str) -> None:
    """Drop all texts of a slot but the newest."""
    newest = select(func.max(TextEditRow.seq)).where(TextEditRow.slot == slot).scalar_subquery()
    session.execute(delete(TextEditRow).where(TextEditRow.slot == slot, TextEditRow.seq < newest))


def forget(session: Session, slot: str) -> None:
    """Drop all texts of a slot, once they are kept elsewhere."""
    session.execute(delete(TextEditRow).where(TextEditRow.slot == slot))
