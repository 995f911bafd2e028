"""The routes of the server, put together."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.web.app import DocumentRoute, Secured, local_path
from rightsgraph.web.negotiation import best_language
from rightsgraph.web.protocol import Endpoint
from rightsgraph.web.reconcile import Reconciliation
from rightsgraph.web.server import Server
from rightsgraph.web.services import Services

Handler = Callable[[Request], Coroutine[Any, Any, Any]]


def application_of(server: Server) -> ASGIApp:
    """Return the ASGI application of a server.

    It answers below the path of the site's address, and at the same paths without it, for servers
    in front that take it away.
    """
    documents = DocumentRoute(lambda: server.current.documents)

    async def sparql_page(request: Request) -> Response:
        code = best_language(request.headers.get("accept-language", ""), LANGUAGES)
        reply = server.current.documents.document("sparql" + page_suffix(code))
        headers = {name.decode(): value.decode("latin-1") for name, value in reply.headers}
        return Response(reply.body, reply.status, headers | {"vary": "Accept, Accept-Language"})

    endpoint = Endpoint(
        server.pool,
        lambda: server.current.graph.generation,
        address=f"{server.site.url}sparql",
        page=sparql_page,
    )
    services = Services(server, endpoint, documents)
    searches = ["search", *("search" + page_suffix(code) for code in LANGUAGES)]
    routes: list[BaseRoute] = [
        Route("/sparql", endpoint),
        Route("/sparql/", endpoint),
        *(Route(f"/{path}", services.search) for path in searches),
        Route("/suggest", services.suggest),
        Route("/queries/{name}", services.query),
        *Reconciliation(server).routes(),
        Route("/health", services.health),
        Route("/metrics", services.metrics),
        Mount("/", documents),
    ]
    app = Secured(Starlette(routes=routes, lifespan=server.running))
    return Below(KeptFirst(documents, app), server.site.path.rstrip("/"))


class KeptFirst:
    """Answers with documents that are kept, without a look at the routes."""

    def __init__(self, documents: DocumentRoute, app: ASGIApp) -> None:
        self.documents, self.app = documents, app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        plain = scope["type"] == "http" and scope["method"] == "GET" and not scope["query_string"]
        kept = plain and self.documents.current().kept_reply(local_path(scope))
        await (self.documents if kept else self.app)(scope, receive, send)


class Below:
    """Takes requests below a path as if they were not below it."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if self.path and scope["type"] == "http" and scope["path"].startswith(f"{self.path}/"):
            scope = {**scope, "root_path": self.path}
        await self.app(scope, receive, send)
