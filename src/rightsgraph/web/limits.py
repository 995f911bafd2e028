"""How much of each thing a client gets."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True)
class Limits:
    """The limits of the server.

    Attributes
    ----------
    query_bytes : int
        Length of a query text in UTF-8.
    address_bytes : int
        Length of the query part of an address; llhttp reads addresses of 64 KiB at most.
    body_bytes : int
        Length of a request's body.
    body_seconds : float
        Time in which the body must have come.
    depth : int
        Brackets that are open at once in a query text.
    operators : int
        Operators, paths, groups and clauses of a query text. Oxigraph takes a level of the stack
        for each; of the kinds in a row, the first overflows 8 MiB at 2,600, and none overflows
        64 MiB within 64 KiB of text.
    graphs : int
        Graphs that a request names.
    seconds : float
        Time from a query's arrival to its whole answer; a client may ask for less.
    memory_bytes : int
        What an evaluation may take beside what its process has once the store is open.
    result_bytes : int
        Length of an answer.
    workers : int
        Processes that wait for queries or answer short ones.
    long_queries : int
        Queries that may run for more than `long_seconds` beside those. When a query finds no
        process, the last of the surplus is refused.
    long_seconds : float
        Time after which a query counts as long.
    waiting : int
        Queries that may wait for a process.
    waiting_seconds : float
        Time that each of them waits.
    by_client : int
        Queries of one client that may be waiting, running or on their way to it.
    stall_seconds : float
        Time in which a client must take the next part of an answer.
    """

    query_bytes: int = 64 * KIB
    address_bytes: int = 60 * KIB
    body_bytes: int = 512 * KIB
    body_seconds: float = 10.0
    depth: int = 200
    operators: int = 1000
    graphs: int = 100
    seconds: float = 10.0
    memory_bytes: int = 512 * MIB
    result_bytes: int = 256 * MIB
    workers: int = field(default_factory=lambda: max(4, os.cpu_count() or 4))
    long_queries: int = field(default_factory=lambda: max(4, 2 * (os.cpu_count() or 2)))
    long_seconds: float = 0.1
    waiting: int = 64
    waiting_seconds: float = 5.0
    by_client: int = 32
    stall_seconds: float = 30.0
