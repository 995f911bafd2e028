"""What the front and a process that evaluates queries say to each other."""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import asdict, dataclass
from typing import Any

from rightsgraph.web.formats import Choice

HEAD = struct.Struct("!cI")
READY, QUESTION, FORM, PART, END, ERROR = b"R", b"Q", b"F", b"P", b"E", b"X"
STARTED, GONE, BEGUN = b"S", b"G", b"B"


@dataclass(frozen=True)
class Question:
    """One query as it goes to a process.

    Attributes
    ----------
    text : str
        SPARQL 1.1 Query.
    base : str
        What relative IRIs in it are relative to.
    rows, graph : Choice or None
        The formats of a table and of a graph that the client takes.
    asked : str
        How it has asked for them.
    seconds : float
        Time for it.
    default, named : tuple of str
        Graphs of its dataset; all, unless one of the two names some.
    """

    text: str
    base: str
    rows: Choice | None
    graph: Choice | None
    asked: str
    seconds: float
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """Return it as a frame."""
        return frame(QUESTION, json.dumps(asdict(self)).encode())


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """Return one frame."""
    return HEAD.pack(kind, len(content)) + content


def question_of(content: bytes) -> Question:
    """Return the question in a frame."""
    read: dict[str, Any] = json.loads(content)
    for key in ("rows", "graph"):
        read[key] = Choice(*read[key]) if read[key] else None
    return Question(**read)


def read_frame(channel: socket.socket) -> tuple[bytes, bytes] | None:
    """Return the next frame's kind and content, or None at the end."""
    head = read_exactly(channel, HEAD.size)
    if head is None:
        return None
    kind, length = HEAD.unpack(head)
    content = read_exactly(channel, length)
    return None if content is None else (kind, content)


def read_exactly(channel: socket.socket, length: int) -> bytes | None:
    """Return so many bytes, or None where the channel ends before."""
    parts = bytearray()
    while len(parts) < length:
        part = channel.recv(min(length - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
