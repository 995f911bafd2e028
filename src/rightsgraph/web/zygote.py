"""The process that has opened the store once and forks those that evaluate queries."""

from __future__ import annotations

import asyncio
import gc
import json
import multiprocessing
import os
import select
import signal
import socket
import struct
import subprocess
import sys
from dataclasses import asdict
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from rightsgraph.errors import MissingStoreError, RightsGraphError
from rightsgraph.store.embedded import open_embedded
from rightsgraph.web.frames import ERROR, GONE, HEAD, QUESTION, READY, STARTED, frame, read_frame
from rightsgraph.web.limits import Limits
from rightsgraph.web.sandbox import die_with_parent
from rightsgraph.web.worker import serve, serve_path

ORDER = struct.Struct("!cI")
FORK, KILL = b"F", b"K"
END_SECONDS = 5.0  # in which a process that has closed its channel has ended
NO_PROCESS = "a process for queries ended while it started"


def breed(control: socket.socket) -> None:
    """Open the store that the channel names, then fork and kill as it says, until it ends.

    RocksDB starts some 180 threads to open a store and none to read it, so this process has one
    thread when it forks.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = read_frame(control)
    if first is None:
        return
    path, limits = json.loads(first[1])
    try:
        store = open_embedded(Path(path))
    except RightsGraphError as error:
        control.sendall(frame(ERROR, json.dumps({"sentence": str(error)}).encode()))
        return
    wakes, woken = socket.socketpair()
    for end in (wakes, woken):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    control.sendall(frame(READY, json.dumps({"digest": store.generation.digest}).encode()))
    gc.freeze()
    children: set[int] = set()
    try:
        while True:
            ready, *_ = select.select([control, woken], [], [])
            if woken in ready:
                woken.recv(4096)
                for gone in ended(children):
                    control.sendall(frame(GONE, json.dumps(gone).encode()))
            if control in ready:
                order, descriptors, *_ = socket.recv_fds(control, ORDER.size, 1)
                if len(order) < ORDER.size:
                    return
                kind, pid = ORDER.unpack(order)
                if kind == KILL and pid in children:
                    os.kill(pid, signal.SIGKILL)
                elif kind == FORK:
                    with socket.socket(fileno=descriptors[0]) as channel:
                        child = os.fork()
                        if child == 0:
                            become_worker((control, wakes, woken), channel, store, Limits(**limits))
                    children.add(child)
                    control.sendall(frame(STARTED, json.dumps(child).encode()))
    except (BrokenPipeError, ConnectionResetError):
        return


def ended(children: set[int]) -> list[tuple[int, int]]:
    """Take the children that have ended from a set, and return each with its exit code."""
    found = []
    for child in [*children]:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            children.remove(pid)
            found.append((pid, os.waitstatus_to_exitcode(status)))
    return found


def become_worker(
    others: tuple[socket.socket, ...], channel: socket.socket, store: Any, limits: Limits
) -> None:
    """Evaluate queries in a process that has just been forked, and end it."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        die_with_parent()
        for other in others:
            other.close()
        serve(channel, store, limits)
    finally:
        os._exit(0)


class Zygote:
    """The front's side of that process.

    Attributes
    ----------
    digest : str
        Of the generation that it has opened.
    gone : bool
        Whether it has ended, and with it all that it has forked.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.digest, self.gone, self.retired = "", False, False
        self.forked: asyncio.Queue[int] = asyncio.Queue()
        self.turn = asyncio.Lock()
        self.codes: dict[int, asyncio.Future[int]] = {}
        self.buffer = bytearray()

    async def open(self) -> None:
        """Start the process.

        Raises
        ------
        MissingStoreError
            It cannot open the store.
        """
        self.loop = asyncio.get_running_loop()
        self.near, far = socket.socketpair()
        self.near.setblocking(False)
        self.ready: asyncio.Future[dict[str, Any]] = self.loop.create_future()
        self.loop.add_reader(self.near, self.read)
        command = [sys.executable, "-P", "-m", __name__, str(far.fileno())]
        with far:
            self.process = subprocess.Popen(command, pass_fds=[far.fileno()])
        content = json.dumps([str(self.path), asdict(self.limits)])
        self.near.sendall(frame(QUESTION, content.encode()))
        ready = await self.ready
        if "digest" not in ready:
            self.close()
            raise MissingStoreError(self.path, f"no query can be answered ({ready['sentence']})")
        self.digest = ready["digest"]

    def read(self) -> None:
        """Take what the process says."""
        try:
            data = self.near.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close()
            return
        self.buffer += data
        while len(self.buffer) >= HEAD.size:
            kind, length = HEAD.unpack_from(self.buffer)
            end = HEAD.size + length
            if len(self.buffer) < end:
                return
            content = json.loads(self.buffer[HEAD.size : end])
            del self.buffer[:end]
            if kind == STARTED:
                self.codes[content] = self.loop.create_future()
                self.forked.put_nowait(content)
            elif kind == GONE:
                pid, code = content
                self.codes.pop(pid).set_result(code)
                if self.retired and not self.codes:
                    self.close()
            elif not self.ready.done():
                self.ready.set_result(content)

    async def start(self, channel: socket.socket) -> int:
        """Fork a process that answers the questions of a channel, and return its id.

        Raises
        ------
        MissingStoreError
            There is none.
        """
        async with self.turn:
            if not self.gone:
                try:
                    socket.send_fds(self.near, [ORDER.pack(FORK, 0)], [channel.fileno()])
                except OSError:
                    self.close()
            pid = 0 if self.gone else await self.forked.get()
        if not pid:
            raise MissingStoreError(self.path, f"no query can be answered ({NO_PROCESS})")
        return pid

    def kill(self, pid: int) -> None:
        """End a process at once, unless it has ended."""
        if pid in self.codes and not self.gone:
            try:
                self.near.send(ORDER.pack(KILL, pid))
            except OSError:
                self.close()

    async def code(self, pid: int) -> int | None:
        """Return how a process has ended, or None where that is not known in time."""
        ended = self.codes.get(pid)
        if ended is None:
            return None
        done, _ = await asyncio.wait({ended}, timeout=END_SECONDS)
        return ended.result() if done and not ended.cancelled() else None

    def retire(self) -> None:
        """End the process as soon as all that it has forked have ended."""
        self.retired = True
        if not self.codes:
            self.close()

    def close(self) -> None:
        """End the process, and with it all that it has forked."""
        if not self.gone:
            self.gone = True
            self.loop.remove_reader(self.near)
            self.near.close()
            self.process.kill()
            self.process.wait()
            self.forked.put_nowait(0)
            for ended in self.codes.values():
                ended.cancel()
            if not self.ready.done():
                self.ready.set_result({"sentence": NO_PROCESS})


class Spawner(Zygote):
    """The same where a system cannot fork: each process opens the store for itself."""

    async def open(self) -> None:
        """Look at the store."""
        self.processes: dict[int, BaseProcess] = {}
        self.digest = open_embedded(self.path).generation.digest

    async def start(self, channel: socket.socket) -> int:
        """Start a process that opens the store."""
        arguments = (channel, str(self.path), self.limits)
        process = multiprocessing.get_context("spawn").Process(
            target=serve_path, args=arguments, daemon=True
        )
        await asyncio.to_thread(process.start)
        self.processes[process.pid or 0] = process
        return process.pid or 0

    def kill(self, pid: int) -> None:
        """End a process at once."""
        if pid in self.processes:
            self.processes.pop(pid).kill()

    async def code(self, pid: int) -> int | None:
        """Return how a process has ended."""
        process = self.processes.pop(pid, None)
        if process is None:
            return None
        await asyncio.to_thread(process.join, END_SECONDS)
        return process.exitcode

    def retire(self) -> None:
        """Leave the processes to what they are at."""

    def close(self) -> None:
        """End all processes."""
        self.gone = True
        for process in self.processes.values():
            process.kill()


CAN_FORK = sys.platform != "win32" and hasattr(socket, "send_fds")


if __name__ == "__main__":
    breed(socket.socket(fileno=int(sys.argv[1])))
