"""One query on its way: its process, its output so far, its end."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from rightsgraph.web.errors import RequestError, StoppedQueryError
from rightsgraph.web.frames import BEGUN, END, ERROR, FORM, HEAD, PART, Question
from rightsgraph.web.limits import MIB

if TYPE_CHECKING:
    from rightsgraph.web.pool import Pool
    from rightsgraph.web.zygote import Zygote

Error = RequestError | None
READ = 256 * 1024


class Worker(asyncio.Protocol):
    """A process that evaluates queries, as the front sees it.

    Attributes
    ----------
    zygote : Zygote
        What has started it.
    pid : int
        Its id, once it is known.
    long : bool
        Whether its query counts as long.
    """

    def __init__(self, pool: Pool, zygote: Zygote) -> None:
        self.pool, self.zygote, self.pid = pool, zygote, 0
        self.ready: asyncio.Future[dict[str, Any]] = pool.loop.create_future()
        self.transport: asyncio.Transport | None = None
        self.running: Running | None = None
        self.long = self.gone = False
        self.buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the channel."""
        self.transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Take frames apart."""
        self.buffer += data
        start = 0
        while len(self.buffer) - start >= HEAD.size:
            kind, length = HEAD.unpack_from(self.buffer, start)
            end = start + HEAD.size + length
            if len(self.buffer) < end:
                break
            content = bytes(self.buffer[start + HEAD.size : end])
            start = end
            self.take(kind, content)
        del self.buffer[:start]

    def take(self, kind: bytes, content: bytes) -> None:
        """Take one frame."""
        if self.running is not None:
            self.running.take(kind, content)
        elif not self.ready.done():
            self.ready.set_result(json.loads(content))

    def connection_lost(self, error: Exception | None) -> None:
        """Find out why the process has ended."""
        self.gone = True
        if not self.ready.done():
            self.ready.set_result({})
        self.pool.lost(self)

    def ask(self, running: Running) -> None:
        """Send a query."""
        assert self.transport is not None
        self.running = running
        self.transport.write(running.question.to_bytes())

    def kill(self) -> None:
        """End the process at once."""
        self.gone = True
        self.zygote.kill(self.pid)
        if self.transport is not None:
            self.transport.abort()


class Running:
    """A query and its answer so far, which the process writes and the client reads.

    Attributes
    ----------
    head : dict
        The query's ``form`` and the answer's ``content_type``, once they are known.
    size : int
        Bytes of the answer so far.
    begun : bool
        Whether a process has taken it up.
    done : bool
        Whether nothing more will come.
    error : RequestError or None
        Why the answer is not whole.
    """

    def __init__(self, pool: Pool, question: Question, client: str) -> None:
        self.pool, self.question, self.client = pool, question, client
        self.began = time.monotonic()
        self.spool = SpooledTemporaryFile(max_size=MIB)  # noqa: SIM115
        self.head: dict[str, str] = {}
        self.size = self.read = 0
        self.begun = self.done = self.closed = False
        self.error: RequestError | None = None
        self.worker: Worker | None = None
        self.change = asyncio.Event()
        self.timers: list[asyncio.TimerHandle] = []

    def take(self, kind: bytes, content: bytes) -> None:
        """Take a frame of the process."""
        if self.done:
            return
        if kind == PART:
            self.keep(content)
        elif kind == BEGUN:
            self.begun = True
        elif kind == FORM:
            self.head |= json.loads(content)
        elif kind == END:
            self.finish(None)
        elif kind == ERROR:
            read = json.loads(content)
            if read["reason"] == "memory":
                self.finish(self.pool.out_of_memory())
                return
            error = StoppedQueryError(read["reason"], read["sentence"])
            error.status = read["status"]
            self.finish(error)

    def keep(self, content: bytes) -> None:
        """Keep a part of the answer for the client."""
        self.size += len(content)
        if self.size > self.pool.limits.result_bytes:
            self.stop(self.pool.too_large())
            return
        try:
            self.spool.seek(0, 2)
            self.spool.write(content)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            sentence = f"the answer cannot be kept ({reason}); ask for less"
            self.stop(StoppedQueryError("disk", sentence))
            return
        self.change.set()

    def finish(self, error: Error) -> None:
        """End, and give the process back."""
        if self.done:
            return
        self.done, self.error = True, error
        for timer in self.timers:
            timer.cancel()
        worker, self.worker = self.worker, None
        if worker is not None:
            self.pool.release(worker)
        self.change.set()

    def stop(self, error: Error) -> None:
        """End by ending the process."""
        worker = self.worker
        if worker is not None and not self.done:
            self.pool.kill(worker, error.reason if error else "client")
        self.finish(error)

    async def first(self) -> None:
        """Wait until a part of the answer or its end is here.

        Raises
        ------
        RequestError
            There is no answer.
        """
        while not self.done and not self.size:
            self.change.clear()
            await self.change.wait()
        if self.error is not None and not self.read:
            raise self.error

    async def whole(self) -> None:
        """Wait until the answer is whole.

        Raises
        ------
        RequestError
            It never will be.
        """
        while not self.done:
            self.change.clear()
            await self.change.wait()
        if self.error is not None:
            raise self.error

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield the answer part by part as it comes.

        Raises
        ------
        RequestError
            The answer ends before it is whole.
        """
        while True:
            self.spool.seek(self.read)
            part = self.spool.read(READ)
            self.read += len(part)
            if part:
                yield part
            elif self.error is not None:
                raise self.error
            elif self.done:
                return
            else:
                self.change.clear()
                await self.change.wait()

    def close(self) -> None:
        """Let go of everything; a query that still runs is ended."""
        if not self.closed:
            self.closed = True
            self.stop(StoppedQueryError("client", "the client has gone"))
            self.spool.close()
            self.pool.forget(self)
