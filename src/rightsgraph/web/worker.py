"""The process that evaluates queries, one after the other; it may die of any of them."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from rightsgraph.errors import QueryError
from rightsgraph.store.embedded import EmbeddedStore, open_embedded, short_reason
from rightsgraph.web.errors import RequestError, SparqlSyntaxError
from rightsgraph.web.formats import GRAPHS, NAMES, ROWS, require
from rightsgraph.web.frames import (
    BEGUN,
    END,
    ERROR,
    FORM,
    PART,
    READY,
    Question,
    frame,
    question_of,
    read_frame,
)
from rightsgraph.web.limits import KIB, MIB, Limits
from rightsgraph.web.sandbox import limit_processor, sandbox

STACK = 64 * MIB
CHUNK = 64 * KIB
HELD_SECONDS = 0.05
NICENESS = 5  # that the front stays quick
POSITION = re.compile(r"error at (\d+):(\d+): (?:expected )?")
PLAIN_PREFIXES = {"turtle", "trig", "rdfxml"}


class Sink:
    """A file that sends what is written to it.

    It is held back until it makes `CHUNK` bytes or waits for `HELD_SECONDS`, so that what fails
    soon fails before the first byte of the answer.
    """

    def __init__(self, channel: socket.socket) -> None:
        self.channel, self.waiting, self.since = channel, bytearray(), 0.0

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        now = time.monotonic()
        if not self.waiting:
            self.since = now
        self.waiting += data
        if len(self.waiting) >= CHUNK or now - self.since > HELD_SECONDS:
            self.send()
        return len(data)

    def send(self) -> None:
        """Send what waits."""
        if self.waiting:
            self.channel.sendall(frame(PART, bytes(self.waiting)))
            self.waiting.clear()

    def flush(self) -> None:
        """Leave the last part for the end."""


def serve(channel: socket.socket, store: EmbeddedStore, limits: Limits) -> None:
    """Answer the questions of a channel."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    threading.stack_size(STACK)
    thread = threading.Thread(target=serve_questions, args=(channel, store, limits))
    thread.start()
    thread.join()


def serve_path(channel: socket.socket, path: str, limits: Limits) -> None:
    """Answer the questions of a channel from the current generation of a store folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(channel, open_embedded(Path(path)), limits)


def serve_questions(channel: socket.socket, store: EmbeddedStore, limits: Limits) -> None:
    """Take the belts on, and answer until the channel ends."""
    belts = sandbox(limits.memory_bytes)
    try:
        channel.sendall(frame(READY, json.dumps({"belts": belts}).encode()))
        while (read := read_frame(channel)) is not None:
            channel.sendall(frame(BEGUN))
            answer(channel, store, question_of(read[1]))
    except (BrokenPipeError, ConnectionResetError):
        return


def answer(channel: socket.socket, store: EmbeddedStore, question: Question) -> None:
    """Send the answer to one question, or why there is none."""
    limit_processor(2 * question.seconds + 1)
    try:
        found = evaluate(store, question)
        rows = not isinstance(found, ox.QueryTriples)
        offered = ROWS if rows else GRAPHS
        choice = require(question.rows if rows else question.graph, question.asked, offered)
        head = {"content_type": choice.content_type}
        sink = Sink(channel)
        channel.sendall(frame(FORM, json.dumps(head).encode()))
        write(found, choice.name, sink, store.prefixes)
        sink.send()
        channel.sendall(frame(END))
    except RequestError as error:
        send_error(channel, error.status, error.reason, str(error))
    except QueryError as error:
        send_error(channel, 400, "query", str(error))
    except MemoryError:
        send_error(channel, 503, "memory", "")


def evaluate(store: EmbeddedStore, question: Question) -> Any:
    """Return what Oxigraph finds, over exactly the graphs named where some are named.

    Raises
    ------
    SparqlSyntaxError, QueryError
        The text is not SPARQL, or cannot be answered.
    """
    dataset: dict[str, Any] = {}
    if question.default or question.named:
        dataset["default_graph"] = [ox.NamedNode(iri) for iri in question.default]
        dataset["named_graphs"] = [ox.NamedNode(iri) for iri in question.named]
    try:
        return store.store.query(
            question.text, base_iri=question.base, prefixes=store.prefixes, **dataset
        )
    except SyntaxError as error:
        message = short_reason(str(error))
        match = POSITION.match(str(error))
        if match is None:
            raise SparqlSyntaxError(None, None, message) from None
        rest = str(error)[match.end() :]
        problem = rest if rest[:1].isupper() else "the text cannot go on like this"
        raise SparqlSyntaxError(int(match[1]), int(match[2]), problem.split(",")[0]) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError("query", str(error)) from None


def write(found: Any, name: str, sink: Any, prefixes: dict[str, str]) -> None:
    """Write an answer in a format, as it comes."""
    format: Any = NAMES[name].oxigraph
    try:
        if name in PLAIN_PREFIXES:
            ox.serialize(found, sink, format, prefixes=prefixes)
        else:
            found.serialize(sink, format)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError("query", str(error)) from None


def send_error(channel: socket.socket, status: int, reason: str, sentence: str) -> None:
    """Send why there is no answer, or no whole one."""
    error = {"status": status, "reason": reason, "sentence": sentence}
    channel.sendall(frame(ERROR, json.dumps(error).encode()))
