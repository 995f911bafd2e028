"""The processes that evaluate queries: started before they are needed, ended when they must be."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import socket
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rightsgraph.errors import (
    BusyServerError,
    MissingStoreError,
    RightsGraphError,
    StoppedQueryError,
)
from rightsgraph.web.frames import Question
from rightsgraph.web.limits import Limits
from rightsgraph.web.metrics import Metrics
from rightsgraph.web.running import Running, Worker, start_process
from rightsgraph.web.worker import serve

LOG = logging.getLogger("rightsgraph.web")
NICENESS = 10
AGAIN = 1.0  # seconds until a process that did not start is tried again
SEGMENT, ABORT, PROCESSOR = -11, -6, -24


class Pool:
    """Processes over the current generation of a store folder.

    Always `Limits.workers` of them wait or answer; a query that takes longer than
    `Limits.long_seconds` goes on beside them with less of the processor, so that short ones are
    answered while long ones run.

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
        self.starting = self.epoch = 0
        self.opening = asyncio.Lock()
        self.closed = True
        self.tasks: set[asyncio.Task] = set()
        kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self.context = multiprocessing.get_context(kind)
        if kind == "forkserver":
            self.context.set_forkserver_preload(["__main__", serve.__module__])
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
        self.starter = ThreadPoolExecutor(1, thread_name_prefix="start")
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
            epoch = self.epoch + 1
            starts = (self.start_worker(path, epoch) for _ in range(self.limits.workers))
            started = await asyncio.gather(*starts, return_exceptions=True)
            new = [worker for worker in started if isinstance(worker, Worker)]
            errors = [error for error in started if isinstance(error, BaseException)]
            if errors:
                for worker in new:
                    worker.kill()
                raise errors[0]
            self.path, self.epoch = path, epoch
            for worker in [*self.idle]:
                self.idle.remove(worker)
                worker.kill()
            for worker in new:
                self.offer(worker)

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
        self.starter.shutdown(wait=True, cancel_futures=True)

    async def start_worker(self, path: Path, epoch: int) -> Worker:
        """Return a new process that has opened the store."""
        near, far = socket.socketpair()
        worker = Worker(self, epoch)
        near.setblocking(False)
        if near.family == getattr(socket, "AF_UNIX", None):
            await self.loop.create_unix_connection(lambda: worker, sock=near)
        else:
            await self.loop.create_connection(lambda: worker, sock=near)
        arguments = (far, str(path), self.limits)
        try:
            with far:
                await self.loop.run_in_executor(
                    self.starter, start_process, self.context, serve, arguments, worker
                )
            ready = await worker.ready
        except BaseException:
            worker.kill()
            raise
        if "error" in ready:
            worker.kill()
            raise MissingStoreError(path, f"no query can be answered ({ready['error']})")
        self.belts, self.digest = ready["belts"], ready["digest"]
        return worker

    def fill(self) -> None:
        """Start as many processes as are missing."""
        while not self.closed:
            missing = self.limits.workers - (self.alive + self.starting - len(self.long))
            if missing <= 0:
                return
            self.starting += 1
            task = self.loop.create_task(self.add_worker())
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def add_worker(self) -> None:
        """Start one process in the place of one that has gone."""
        try:
            worker = await self.start_worker(self.path, self.epoch)
        except (RightsGraphError, OSError) as error:
            LOG.error("no process for queries: %s", error)
            await asyncio.sleep(AGAIN)
            worker = None
        finally:
            self.starting -= 1
        if worker is not None:
            self.offer(worker)
        self.fill()

    def offer(self, worker: Worker) -> None:
        """Give a process to the next query that waits, or keep it."""
        if worker.gone or self.closed or worker.epoch < self.epoch:
            worker.kill()
            self.fill()
            return
        while self.waiters:
            waiter = self.waiters.popleft()
            if not waiter.done():
                self.busy.add(worker)
                waiter.set_result(worker)
                return
        self.idle.append(worker)

    async def worker_within(self, seconds: float) -> Worker:
        """Return a process as soon as there is one.

        Raises
        ------
        BusyServerError
            Too many queries wait, or none became free in time.
        """
        while self.idle:
            worker = self.idle.popleft()
            if not worker.gone:
                self.busy.add(worker)
                return worker
        if self.waiting >= self.limits.waiting:
            raise BusyServerError(f"{self.waiting} queries are waiting already", 429)
        waiter: asyncio.Future[Worker] = self.loop.create_future()
        self.waiters.append(waiter)
        try:
            await asyncio.wait({waiter}, timeout=seconds)
        except asyncio.CancelledError:
            if waiter.done():
                self.release(waiter.result())
            waiter.cancel()
            raise
        if not waiter.done():
            waiter.cancel()
            raise BusyServerError(f"no process became free within {seconds:g} s", 503)
        return waiter.result()

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
            worker = await self.worker_within(self.limits.waiting_seconds)
            running.worker, running.began = worker, time.monotonic()
            too_long = self.too_long(question)
            running.timers = [
                self.loop.call_later(question.seconds, running.stop, too_long),
                self.loop.call_later(self.limits.long_seconds, self.let_run, worker),
            ]
            worker.ask(running)
            await running.first()
        except BaseException:
            running.close()
            raise
        return running

    def let_run(self, worker: Worker) -> None:
        """Let a query that takes long go on beside the others, if there is room for it."""
        if worker not in self.busy or worker.long or len(self.long) >= self.limits.long_queries:
            return
        worker.long = True
        if worker.process is not None and worker.process.pid and hasattr(os, "setpriority"):
            try:
                os.setpriority(os.PRIO_PROCESS, worker.process.pid, NICENESS)
            except ProcessLookupError:
                return
        self.fill()

    def release(self, worker: Worker) -> None:
        """Take a process back; one that was given less of the processor is not kept."""
        self.busy.discard(worker)
        worker.running = None
        if worker.long:
            worker.kill()
            self.next_long()
        if worker.gone:
            self.fill()
        else:
            self.offer(worker)

    def next_long(self) -> None:
        """Let the next query that has taken long go on beside the others."""
        now = time.monotonic()
        for worker in [*self.busy]:
            running = worker.running
            if running is not None and now - running.began > self.limits.long_seconds:
                self.let_run(worker)

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
            task = self.loop.create_task(self.explain(worker, worker.running))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def explain(self, worker: Worker, running: Running) -> None:
        """End a query whose process has ended by itself, with the reason."""
        code = await self.loop.run_in_executor(self.starter, exit_code, worker.process)
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


def exit_code(process: Any) -> int | None:
    """Return how a process has ended."""
    process.join(1)
    return process.exitcode
