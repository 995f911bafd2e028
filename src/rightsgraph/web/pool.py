"""The processes that evaluate queries: started before they are needed, ended when they must be."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections import Counter, deque
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rightsgraph.errors import MissingStoreError, RightsGraphError
from rightsgraph.web.errors import BusyServerError, RequestError, StoppedQueryError
from rightsgraph.web.frames import Question
from rightsgraph.web.guard import check_query
from rightsgraph.web.limits import Limits
from rightsgraph.web.metrics import Metrics
from rightsgraph.web.running import Running, Worker
from rightsgraph.web.zygote import CAN_FORK, NO_PROCESS, Spawner, Zygote

LOG = logging.getLogger("rightsgraph.web")
AGAIN = 1.0  # seconds until a process that did not start is tried again
SPARE = 2  # processes that are ready for the next queries
SHORT = 2048  # characters of a text that is read at once, in 10 ms or less
SEGMENT, ABORT, PROCESSOR = -11, -6, -24


class Pool:
    """Processes over the current generation of a store folder.

    Some always wait, so that short queries are answered while long ones run. Where there is no
    room for one more, the query that has come last of those that have taken longer than
    `Limits.long_seconds` has to go; `Limits.long_queries` of them may stay.

    Parameters
    ----------
    path : pathlib.Path
        The store folder.
    limits : Limits
        How much a query gets.
    metrics : Metrics
        Where what happens is counted.

    Attributes
    ----------
    belts : dict of str to bool
        Which belts the processes wear: ``memory``, ``core``, ``network``.
    digest : str
        Of the generation that the last process has opened.
    """

    def __init__(self, path: Path, limits: Limits, metrics: Metrics | None = None) -> None:
        self.path, self.limits, self.metrics = path, limits, metrics or Metrics()
        self.belts: dict[str, bool] = {}
        self.digest = ""
        self.idle: deque[Worker] = deque()
        self.busy: set[Worker] = set()
        self.waiters: deque[asyncio.Future[Worker]] = deque()
        self.clients: Counter[str] = Counter()
        self.starting = 0
        self.zygote: Zygote | None = None
        self.opening = asyncio.Lock()
        self.closed = True
        self.tasks: set[asyncio.Task] = set()
        self.metrics.watch("workers", "Processes for queries.", lambda: float(self.alive))
        self.metrics.watch("queries_running", "Queries that run.", lambda: float(len(self.busy)))
        self.metrics.watch("queries_waiting", "Queries that wait.", lambda: float(self.waiting))

    @property
    def alive(self) -> int:
        """The number of processes that run."""
        return len(self.idle) + len(self.busy)

    @property
    def waiting(self) -> int:
        """The number of queries that wait for a process."""
        return sum(not waiter.done() for waiter in self.waiters)

    @property
    def room(self) -> int:
        """The number of processes that may be started."""
        most = self.limits.workers + self.limits.long_queries
        return most - self.alive - self.starting

    @property
    def long(self) -> list[Worker]:
        """The processes whose query has taken long."""
        return [worker for worker in self.busy if worker.long]

    async def start(self) -> None:
        """Start the processes.

        Raises
        ------
        MissingStoreError
            There is no generation that they could open.
        """
        self.loop = asyncio.get_running_loop()
        self.reader = ThreadPoolExecutor(1, thread_name_prefix="read")
        self.closed = False
        try:
            await self.open(self.path)
        except RightsGraphError:
            await self.close()
            raise
        missing = [name for name, worn in self.belts.items() if not worn]
        if missing:
            LOG.warning("this system has no limit of %s for queries", ", ".join(missing))

    async def open(self, path: Path) -> None:
        """Go over to the current generation of a store folder, without a failed request.

        New processes are started beside the old ones; these finish what they are at.

        Raises
        ------
        MissingStoreError
            The new generation cannot be opened; the old processes stay.
        """
        async with self.opening:
            zygote = (Zygote if CAN_FORK else Spawner)(path, self.limits)
            try:
                await zygote.open()
                starts = (self.start_worker(zygote) for _ in range(self.limits.workers))
                started = await asyncio.gather(*starts)
            except RightsGraphError:
                zygote.close()
                raise
            before, self.zygote = self.zygote, zygote
            self.path, self.digest = path, zygote.digest
            for worker in [*self.idle]:
                self.idle.remove(worker)
                worker.kill()
            for worker in started:
                self.offer(worker)
            if before is not None:
                before.retire()

    async def close(self) -> None:
        """End all processes."""
        self.closed = True
        for task in [*self.tasks]:
            task.cancel()
        for worker in [*self.idle, *self.busy]:
            if worker.running is not None:
                worker.running.finish(StoppedQueryError("closing", "the server is being stopped"))
            worker.kill()
        self.idle.clear()
        self.busy.clear()
        for waiter in self.waiters:
            waiter.cancel()
        if self.zygote is not None:
            self.zygote.close()
        self.reader.shutdown(wait=False, cancel_futures=True)

    async def start_worker(self, zygote: Zygote) -> Worker:
        """Return a new process.

        Raises
        ------
        MissingStoreError
            It has ended at once.
        """
        near, far = socket.socketpair()
        worker = Worker(self, zygote)
        near.setblocking(False)
        if near.family == getattr(socket, "AF_UNIX", None):
            await self.loop.create_unix_connection(lambda: worker, sock=near)
        else:
            await self.loop.create_connection(lambda: worker, sock=near)
        try:
            with far:
                worker.pid = await zygote.start(far)
            ready = await worker.ready
        except BaseException:
            worker.kill()
            raise
        if "belts" not in ready:
            worker.kill()
            raise MissingStoreError(self.path, f"no query can be answered ({NO_PROCESS})")
        self.belts = ready["belts"]
        return worker

    def fill(self) -> None:
        """Start processes for the queries that wait and for the next ones."""
        while not self.closed and self.room > 0:
            if len(self.idle) + self.starting >= SPARE + self.waiting:
                return
            self.starting += 1
            self.background(self.add_worker())

    def background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside everything else."""
        task = self.loop.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def add_worker(self) -> None:
        """Start one process."""
        worker = None
        try:
            if self.zygote is None or self.zygote.gone:
                await self.open(self.path)
            else:
                worker = await self.start_worker(self.zygote)
        except (RightsGraphError, OSError) as error:
            LOG.error("no process for queries: %s", error)
            await asyncio.sleep(AGAIN)
        finally:
            self.starting -= 1
        if worker is not None:
            self.offer(worker)
        self.fill()

    def offer(self, worker: Worker) -> None:
        """Give a process to the next query that waits, or keep it."""
        fresh = worker.zygote is self.zygote and not worker.gone
        if self.closed or not fresh:
            worker.kill()
            self.fill()
            return
        while self.waiters:
            waiter = self.waiters.popleft()
            if not waiter.done():
                self.busy.add(worker)
                waiter.set_result(worker)
                return
        if len(self.idle) < self.limits.workers + SPARE:
            self.idle.append(worker)
        else:
            worker.kill()

    async def worker_for(self, running: Running) -> Worker:
        """Return a process for a query as soon as there is one.

        Raises
        ------
        BusyServerError
            Too many queries wait, or none became free in time.
        StoppedQueryError
            The query has had its time.
        """
        while self.idle:
            worker = self.idle.popleft()
            if not worker.gone:
                self.busy.add(worker)
                self.fill()
                return worker
        if self.waiting >= self.limits.waiting:
            raise BusyServerError(f"{self.waiting} queries are waiting already", 429)
        waiter: asyncio.Future[Worker] = self.loop.create_future()
        self.waiters.append(waiter)
        self.make_room()
        left = running.began + running.question.seconds - time.monotonic()
        try:
            await asyncio.wait({waiter}, timeout=max(0.0, min(left, self.limits.waiting_seconds)))
        except asyncio.CancelledError:
            if waiter.done():
                self.release(waiter.result())
            waiter.cancel()
            raise
        if not waiter.done():
            waiter.cancel()
            if left <= self.limits.waiting_seconds:
                raise self.too_long(running.question)
            seconds = self.limits.waiting_seconds
            raise BusyServerError(f"no process became free within {seconds:g} s", 503)
        return waiter.result()

    async def check(self, text: str) -> str:
        """Return the form of a query text; one that takes time is read beside everything else.

        Raises
        ------
        RequestError
            It is none that is answered.
        """
        if len(text) <= SHORT:
            return check_query(text, self.limits)
        return await self.loop.run_in_executor(self.reader, check_query, text, self.limits)

    async def run(self, question: Question, client: str) -> Running:
        """Return a query whose answer has begun, or is whole already.

        The caller has to `Running.close` it.

        Raises
        ------
        RequestError
            It is not answered: the query is wrong, takes too much, or the server has none to spare.
        """
        if self.clients[client] >= self.limits.by_client:
            raise BusyServerError(
                f"{self.limits.by_client} queries of this client are being answered already", 429
            )
        running = Running(self, question, client)
        self.clients[client] += 1
        try:
            try:
                async with asyncio.timeout(question.seconds):
                    running.head["form"] = await self.check(question.text)
            except TimeoutError:
                raise self.too_long(question) from None
            worker = await self.worker_for(running)
            running.worker = worker
            left = running.began + question.seconds - time.monotonic()
            running.timers = [
                self.loop.call_later(left, running.stop, self.too_long(question)),
                self.loop.call_later(self.limits.long_seconds, self.make_room, worker),
            ]
            worker.ask(running)
            await running.first()
        except BaseException:
            running.close()
            raise
        return running

    def make_room(self, long: Worker | None = None) -> None:
        """Start processes for the queries that wait, or end some that have taken long.

        Parameters
        ----------
        long : Worker, optional
            A process whose query now counts as long.
        """
        if long is not None and long in self.busy:
            long.long = True
        self.fill()
        lacking = self.waiting - self.starting
        if lacking <= 0 or self.room > 0:
            return
        queries = [worker.running for worker in self.long if worker.running is not None]
        queries.sort(key=lambda running: (running.size > 0, -running.began))
        surplus = min(lacking, len(queries) - self.limits.long_queries)
        for running in queries[: max(surplus, 0)]:
            running.stop(
                BusyServerError(f"{self.limits.long_queries} long queries are running already", 429)
            )

    def release(self, worker: Worker) -> None:
        """Take a process back."""
        self.busy.discard(worker)
        worker.running, worker.long = None, False
        self.offer(worker)

    def kill(self, worker: Worker, reason: str) -> None:
        """End a process for a reason."""
        self.metrics.count("killed_total", "Processes ended, by reason.", reason=reason)
        worker.kill()

    def lost(self, worker: Worker) -> None:
        """Note that a process has ended."""
        if worker in self.idle:
            self.idle.remove(worker)
            self.fill()
        elif worker.running is not None and not worker.running.done:
            self.busy.discard(worker)
            self.fill()
            self.background(self.explain(worker, worker.running))

    async def explain(self, worker: Worker, running: Running) -> None:
        """End a query whose process has ended by itself, with the reason.

        Another process takes it where that one had ended before.
        """
        if not running.begun:
            try:
                running.worker = await self.worker_for(running)
                running.worker.ask(running)
            except RequestError as refused:
                running.finish(refused)
            return
        code = await worker.zygote.code(worker.pid)
        error = {
            ABORT: self.out_of_memory(),
            PROCESSOR: self.too_long(running.question),
        }.get(code or 0) or StoppedQueryError(
            "crash", "the query was too much for the engine; write a simpler one"
        )
        self.metrics.count("killed_total", "Processes ended, by reason.", reason=error.reason)
        running.finish(error)

    def forget(self, running: Running) -> None:
        """Note that a client's query is over."""
        self.clients[running.client] -= 1
        if self.clients[running.client] <= 0:
            del self.clients[running.client]

    def too_long(self, question: Question) -> StoppedQueryError:
        """Return the error of a query that has had its time."""
        return StoppedQueryError(
            "time", f"no whole answer within {question.seconds:g} s; ask for less"
        )

    def out_of_memory(self) -> StoppedQueryError:
        """Return the error of a query that wanted too much memory."""
        size = self.limits.memory_bytes >> 20
        return StoppedQueryError(
            "memory", f"the query needs more than {size} MiB of memory; ask for less"
        )

    def too_large(self) -> StoppedQueryError:
        """Return the error of an answer that is too long."""
        size = self.limits.result_bytes >> 20
        return StoppedQueryError(
            "size", f"the answer is longer than {size} MiB; ask for less, or for parts with LIMIT"
        )
