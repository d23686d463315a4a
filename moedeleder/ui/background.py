"""Slow work off the GUI thread, and its result back on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

T = TypeVar("T")
Failed = Callable[[Exception], object]


class Job(Protocol):
    """A piece of work under way."""

    def cancel(self) -> None:
        """Stop caring: neither callback comes after this. The work itself may run to its end."""
        ...


class Runner(Protocol):
    """Where pages hand in slow work; real in the program, immediate in tests."""

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_failed: Failed,
        owner: QObject,
    ) -> Job:
        """Run ``work`` and hand its result, or the error it raised, to a callback.

        Callbacks come on the GUI thread, and not at all once ``owner`` is deleted.
        """
        ...


class _Delivery(QObject):
    """Carries one result from the worker's thread to the GUI thread, where it lives."""

    finished = Signal(object, object)

    def __init__(
        self,
        on_done: Callable[[Any], object],
        on_failed: Failed,
        owner: QObject,
        forget: Callable[[_Delivery], None],
    ) -> None:
        super().__init__()
        self._on_done, self._on_failed = on_done, on_failed
        self._owner, self._forget = owner, forget
        self._cancelled = False
        # A slot of an object in the GUI thread: Qt queues the call across the threads.
        self.finished.connect(self.deliver)

    def cancel(self) -> None:
        """Deliver nothing."""
        self._cancelled = True

    @Slot(object, object)
    def deliver(self, result: object, error: Exception | None) -> None:
        """Call back, unless the owner is gone or nobody cares any more."""
        self._forget(self)
        if self._cancelled or not shiboken6.isValid(self._owner):
            return
        if error is None:
            self._on_done(result)
        else:
            self._on_failed(error)


class _Work(QRunnable):
    """Runs one piece of work on a thread of the pool."""

    def __init__(self, work: Callable[[], object], delivery: _Delivery) -> None:
        super().__init__()
        self._work, self._delivery = work, delivery

    def run(self) -> None:
        """Do the work and send what came of it."""
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - handed to on_failed in the GUI thread
            self._delivery.finished.emit(None, error)
        except BaseException as fall:  # noqa: BLE001 - a library's fall, or nobody would hear of it
            self._delivery.finished.emit(None, RuntimeError(type(fall).__name__))
        else:
            self._delivery.finished.emit(result, None)


class Background(QObject):
    """A pool of threads for documents, mail, keyring, backup and import."""

    def __init__(self, parent: QObject | None = None, threads: int = 4) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        # Python must keep each delivery alive until it has arrived.
        self._deliveries: set[_Delivery] = set()

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_failed: Failed,
        owner: QObject,
    ) -> Job:
        """Run ``work`` on another thread; see ``Runner.run``."""
        delivery = _Delivery(on_done, on_failed, owner, self._deliveries.discard)
        self._deliveries.add(delivery)
        self._pool.start(_Work(work, delivery))
        return delivery

    @property
    def is_busy(self) -> bool:
        """Whether some work has not been delivered yet."""
        return bool(self._deliveries)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until all work has run, for ever or for so long; tell whether it has.

        It must have before the program ends, or Qt aborts the process.
        """
        return self._pool.waitForDone(-1 if seconds is None else round(seconds * 1000))


class ImmediateBackground:
    """Runs work at once, in the caller's thread: the same promise, for tests and scripts."""

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_failed: Failed,
        owner: QObject,
    ) -> Job:
        """Run ``work`` now; see ``Runner.run``."""
        delivery = _Delivery(on_done, on_failed, owner, lambda _delivery: None)
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - handed to on_failed, as the real one does
            delivery.deliver(None, error)
        else:
            delivery.deliver(result, None)
        return delivery

    def wait(self, seconds: float | None = None) -> bool:
        """Return True at once: nothing is ever under way."""
        return True
