"""HTTP connections that do not wait for ever for a request."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0


class Connection(HttpToolsProtocol):
    """A connection that is closed if the head of a request has not come in time.

    uvicorn closes a connection that has been answered and is silent; this one closes too if a
    request is never begun, or begun and never ended.
    """

    waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        self.wait()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a head that has begun."""
        super().data_received(data)
        if self.waiting is None and (self.cycle is None or self.cycle.response_complete):
            self.wait()

    def on_headers_complete(self) -> None:
        """Wait no more."""
        self.stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self.stop_waiting()
        super().connection_lost(exc)

    def wait(self) -> None:
        """Close the connection after a while."""
        self.waiting = self.loop.call_later(HEAD_SECONDS, self.give_up)

    def stop_waiting(self) -> None:
        """Let the connection be."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def give_up(self) -> None:
        """Close the connection."""
        self.waiting = None
        if not self.transport.is_closing():
            self.transport.close()
