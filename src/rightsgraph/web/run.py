"""Runs the server until it is stopped."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

import uvicorn

from rightsgraph.errors import AddressError
from rightsgraph.web.application import application_of
from rightsgraph.web.connections import Connection
from rightsgraph.web.server import Server

CONNECTIONS = 1_000
LOG_FORMAT = "%(message)s"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket at an address.

    Raises
    ------
    AddressError
        The port is in use, or the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise AddressError(host, port, getattr(error, "strerror", "") or str(error)) from None
    return listening


def run(server: Server, listening: socket.socket, started: Callable[[], None]) -> None:
    """Answer requests at a socket until the process is told to stop."""
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT)
    logging.getLogger("rightsgraph.web").setLevel(logging.INFO)
    app = application_of(server)
    config = uvicorn.Config(
        app,
        http=Connection,
        limit_concurrency=CONNECTIONS,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    running = Running(config, started)
    running.run(sockets=[listening])


class Running(uvicorn.Server):
    """A server that says when it has started."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self.say_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self.say_started()
