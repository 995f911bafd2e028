"""The W3C Reconciliation Service API over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rightsgraph.errors import ReconciliationError
from rightsgraph.matching import reconciliation
from rightsgraph.matching.extension import extend, propose_properties
from rightsgraph.matching.requests import parse_request
from rightsgraph.matching.schema import Schema
from rightsgraph.publication.addresses import LANGUAGES
from rightsgraph.publication.languages import language
from rightsgraph.publication.publication import Page
from rightsgraph.web.errors import RequestError
from rightsgraph.web.protocol import refusal
from rightsgraph.web.requests import fields_of, read_body
from rightsgraph.web.server import Server

PATH = "/reconcile"
CORS = {"Access-Control-Allow-Origin": "*"}
FRAMED = {"Content-Security-Policy": "default-src 'none'; style-src 'self'"}  # clients frame it
PREFLIGHT = CORS | {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type",
}


class Reconciliation:
    """The service, as routes.

    Parameters
    ----------
    server : Server
        Whose generation it answers from.
    """

    def __init__(self, server: Server) -> None:
        self.server = server

    @property
    def schema(self) -> Schema:
        """The identifiers of the service."""
        return self.server.current.schema

    def routes(self) -> list[Route]:
        """Return the routes of the service."""
        suggestions = {
            "entity": reconciliation.suggest_entities,
            "type": reconciliation.suggest_types,
            "property": reconciliation.suggest_properties,
        }
        return [
            Route(PATH, self.service, methods=["GET", "POST", "OPTIONS"]),
            *(
                Route(f"{PATH}/suggest/{one}", self.suggest(run))
                for one, run in suggestions.items()
            ),
            Route(f"{PATH}/properties", self.properties),
            Route(f"{PATH}/preview", self.preview),
        ]

    async def service(self, request: Request) -> Response:
        """Answer with the manifest, candidates for names, or values of things."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        try:
            fields = dict(request.query_params)
            if request.method == "POST":
                fields |= dict(fields_of(await read_body(request, self.server.limits), "body"))
        except RequestError as error:
            return refusal(error)
        if "queries" in fields:
            batch = fields["queries"]
            return await self.answer(
                lambda: reconciliation.answer_queries(self.schema, parse_request(batch, "queries"))
            )
        if "extend" in fields:
            wanted = fields["extend"]
            return await self.answer(lambda: extend(self.schema, parse_request(wanted, "extend")))
        site = self.server.site
        service, view = site.url.rstrip("/") + PATH, f"{site.url}id/{{{{id}}}}"
        return await self.answer(
            lambda: reconciliation.manifest(self.schema, service, view, site.title)
        )

    def suggest(self, run: Callable[[Schema, str, int], dict[str, Any]]) -> Callable[..., Any]:
        """Return what answers with suggestions of one kind."""

        async def suggest(request: Request) -> Response:
            cursor = request.query_params.get("cursor", "0")
            start = int(cursor) if cursor.isascii() and cursor.isdigit() else 0
            prefix = request.query_params.get("prefix", "")
            return await self.answer(lambda: run(self.schema, prefix, start))

        return suggest

    async def properties(self, request: Request) -> Response:
        """Propose properties by which a table can be extended."""
        asked, limit = request.query_params.get("type", ""), request.query_params.get("limit", "")
        most = int(limit) if limit.isascii() and limit.isdigit() else 0
        return await self.answer(lambda: propose_properties(self.schema, asked, most))

    async def preview(self, request: Request) -> Response:
        """Return a small page on one thing."""
        publication = self.server.current.publication
        try:
            shown = reconciliation.preview(self.schema, request.query_params.get("id", ""))
        except ReconciliationError as error:
            return Response(f"{error}\n", 404, media_type="text/plain", headers=CORS)
        page = Page("reconcile/preview", language(LANGUAGES[0]))
        address = publication.addresses.link(shown["iri"], page.name)
        body = publication.render("preview.html", page, shown=shown, address=address)
        return Response(body, media_type="text/html", headers=CORS | FRAMED)

    async def answer(self, make: Callable[[], dict[str, Any]]) -> Response:
        """Return JSON, or why there is none."""
        try:
            return JSONResponse(await asyncio.to_thread(make), headers=CORS)
        except ReconciliationError as error:
            return JSONResponse({"error": str(error)}, 400, headers=CORS)
