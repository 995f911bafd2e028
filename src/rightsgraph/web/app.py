"""The server as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rightsgraph.web.documents import SECURITY, Documents, Reply, encoded, text

OF_BODY = (b"content-type", b"content-length")
PART = 1 << 18
STALL_SECONDS = 30.0
PREFLIGHT = encoded(
    [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "GET, HEAD, POST, OPTIONS"),
        ("access-control-allow-headers", "Accept, Content-Type, If-None-Match"),
        ("access-control-max-age", "86400"),
    ]
)


class DocumentRoute:
    """The part of the application that answers with documents.

    Parameters
    ----------
    current : callable
        Returns the documents of the generation that is served now.
    """

    def __init__(self, current: Callable[[], Documents]) -> None:
        self.current = current

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method = scope["method"]
        if method == "OPTIONS":
            return await answer(send, Reply(204, PREFLIGHT))
        if method not in ("GET", "HEAD"):
            refused = text(405, f"{method} is not possible here; read documents with GET or HEAD.")
            allowed = encoded([("allow", "GET, HEAD, OPTIONS")])
            return await answer(send, Reply(405, refused.headers + allowed, refused.body))
        headers, path = dict(scope["headers"]), local_path(scope)
        documents = self.current()
        reply = documents.kept_reply(path)
        if reply is None:
            asked = (value(headers, name) for name in (b"accept", b"accept-language"))
            reply = await asyncio.to_thread(documents.reply, path, *asked)
        if reply.etag and reply.etag in tags(value(headers, b"if-none-match")):
            reply = Reply(304, tuple(pair for pair in reply.headers if pair[0] not in OF_BODY))
        await answer(send, reply, body=method != "HEAD")


def local_path(scope: Scope) -> str:
    """Return the path of a request below the site's address, without the slash in front."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")).removeprefix("/")


def value(headers: dict[bytes, bytes], name: bytes) -> str:
    """Return a header as text."""
    return headers.get(name, b"").decode("latin-1")


def tags(header: str) -> list[str]:
    """Return the entity tags in an ``If-None-Match`` header, weak ones as if they were strong."""
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]


async def answer(send: Send, reply: Reply, body: bool = True) -> None:
    """Send an answer, without its body to a client that asked for the headers alone.

    A long body goes in parts; a client that does not take the next one in time is let go.
    """
    head = {"type": "http.response.start", "status": reply.status, "headers": reply.headers}
    await send(head)
    content, sent = reply.body if body else b"", 0
    while len(content) - sent > PART:
        part = content[sent : sent + PART]
        async with asyncio.timeout(STALL_SECONDS):
            await send({"type": "http.response.body", "body": part, "more_body": True})
        sent += PART
    await send({"type": "http.response.body", "body": content[sent:]})


class Secured:
    """Adds the headers that keep a browser from doing what a page of ours never needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, and add the headers to its answer."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                present = {name for name, _ in headers}
                more = [pair for pair in SECURITY if pair[0] not in present]
                message = {**message, "headers": headers + more}
            await send(message)

        await self.app(scope, receive, secured if scope["type"] == "http" else send)
