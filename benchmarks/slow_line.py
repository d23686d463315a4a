"""A line of a chosen length on this machine: every byte comes a little later, none is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self


class SlowLine:
    """``with SlowLine(port, seconds) as line:`` gives a ``port`` that leads to the other one.

    Each way takes ``seconds``, however many bytes are under way; opening a connection, which
    elsewhere takes a round trip as well, takes none.
    """

    def __init__(self, port: int, seconds: float) -> None:
        self._target, self._seconds = port, seconds
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._kept: set[asyncio.Task[None]] = set()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> asyncio.Server:
        return await asyncio.start_server(self._carry, "127.0.0.1", 0)

    async def _stop(self) -> None:
        self._server.close()
        for task in self._kept:
            task.cancel()
        await asyncio.gather(*self._kept, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        for ways in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._one_way(*ways))
            self._kept.add(task)
            task.add_done_callback(self._kept.discard)

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                self._later(lambda piece=data: writer.write(piece))  # type: ignore[misc]
        except ConnectionError:
            pass
        self._later(writer.close)

    def _later(self, act: Callable[[], object]) -> None:
        # Timers of the same delay go off in the order they were set.
        self._loop.call_later(self._seconds, act)
