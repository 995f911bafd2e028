"""What the server does beside documents and SPARQL: search, stored queries, health."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from rightsgraph.errors import RightsGraphError
from rightsgraph.publication.addresses import LANGUAGES
from rightsgraph.publication.answers import Table, table_of
from rightsgraph.publication.finding import search_page
from rightsgraph.publication.languages import language
from rightsgraph.publication.publication import Page
from rightsgraph.publication.questions import question_page
from rightsgraph.queries.binding import bind
from rightsgraph.queries.results import Rows, Triples, Truth
from rightsgraph.web.app import DocumentRoute, local_path
from rightsgraph.web.errors import RequestError, StoppedQueryError
from rightsgraph.web.formats import GRAPHS, NAMES, ROWS, Choice, media_types
from rightsgraph.web.frames import Question
from rightsgraph.web.negotiation import best_language, best_type
from rightsgraph.web.protocol import Endpoint, refusal
from rightsgraph.web.server import Edition, Server

HTML, JSON = "text/html", "application/json"
TYPES = (*media_types(ROWS), *media_types(GRAPHS), JSON)
CORS = {"Access-Control-Allow-Origin": "*"}
QUERIES = "queries/"
SUGGESTED = 10
LONGEST = 1_000  # characters of what is searched for
LARGEST = 16 * 2**20  # bytes of an answer that a page is made of


class Services:
    """The services, as functions for routes.

    Parameters
    ----------
    server : Server
        Whose generation they answer from.
    endpoint : Endpoint
        Evaluates the stored queries.
    documents : ASGI application
        Answers what is published as a document.
    """

    def __init__(self, server: Server, endpoint: Endpoint, documents: DocumentRoute) -> None:
        self.server, self.endpoint, self.documents = server, endpoint, documents

    @property
    def edition(self) -> Edition:
        """The generation that is served now."""
        return self.server.current

    async def search(self, request: Request) -> Any:
        """Find things by name: a page, or JSON for programs."""
        words = request.query_params.get("q", "").strip()[:LONGEST]
        if not words:
            return self.documents
        found = await asyncio.to_thread(self.edition.graph.search, words)
        page = page_of(request, "search")
        if best_type(request.headers.get("accept", ""), (HTML, JSON)) == JSON:
            listed = [{"id": one.iri, "name": one.name, "matched": one.matched} for one in found]
            return JSONResponse(listed, headers=CORS | {"Vary": "Accept"})
        body = await asyncio.to_thread(search_page, self.edition.publication, page, words, found)
        return Response(body, media_type=HTML, headers={"Vary": "Accept, Accept-Language"})

    async def suggest(self, request: Request) -> Response:
        """Return what a name that is being typed may become."""
        typed = request.query_params.get("prefix", "").strip()[:LONGEST]
        matcher, names = self.edition.matcher, self.edition.publication.addresses
        found = matcher.suggest(typed, limit=SUGGESTED) if typed else []
        listed = [
            {"id": one.iri, "name": one.name, "matched": one.matched, "page": names.name(one.iri)}
            for one in found
        ]
        return JSONResponse(listed, headers=CORS)

    async def query(self, request: Request) -> Any:
        """Answer a stored query with parameters: a page, or a file in the form asked for."""
        path = local_path(request.scope)
        page = Page.at(path)
        name, _, suffix = path.removeprefix(QUERIES).partition(".")
        name = page.name.removeprefix(QUERIES) if page else name
        graph = self.edition.graph
        if not request.query_params or name not in graph.library.paths or suffix == "rq":
            return self.documents
        query = graph.library.load(name)
        values = {key: value for key, value in request.query_params.items() if value.strip()}
        accept = request.headers.get("accept", "")
        if not suffix and best_type(accept, (HTML, *TYPES)) == HTML:
            page = page_of(request, path)
        try:
            text = await asyncio.to_thread(bind, query, values, graph.resolve)
            if page is None:
                return await self.endpoint.answer(text, accept, request=request, format=suffix)
            answer: Table | RightsGraphError = await self.table(text, request)
        except RequestError as error:
            return refusal(error)
        except RightsGraphError as error:
            if page is None:
                return PlainTextResponse(f"{error}\n", 400, headers=CORS)
            answer = error
        body = await asyncio.to_thread(
            question_page, self.edition.publication, page, query, values, answer
        )
        status = 400 if isinstance(answer, RightsGraphError) else 200
        return Response(body, status, media_type=HTML)

    async def table(self, text: str, request: Request) -> Table:
        """Return the first rows of an answer.

        Raises
        ------
        RequestError
            There is no answer, or one too long for a page.
        """
        question = Question(
            text=text,
            base=self.server.site.url,
            rows=Choice("json", NAMES["json"].media_type),
            graph=Choice("ntriples", NAMES["ntriples"].media_type),
            asked="",
            seconds=self.server.limits.seconds,
        )
        client = request.client.host if request.client else ""
        running = await self.server.pool.run(question, client)
        try:
            await running.whole()
            if running.size > LARGEST:
                raise StoppedQueryError("size", "the answer is too long for a page; take it as CSV")
            data = b"".join([part async for part in running.parts()])
            prefixes = self.edition.graph.store.prefixes
            return table_of(answer_of(running.head["form"], data, prefixes))
        finally:
            running.close()

    async def health(self, request: Request) -> Response:
        """Tell whether queries are answered, from which data, and behind which belts."""
        pool, generation = self.server.pool, self.edition.graph.generation
        well = pool.alive > 0
        state = {
            "status": "ok" if well else "no process for queries",
            "data": generation.modified,
            "digest": generation.digest,
            "version": generation.version,
            "workers": pool.alive,
            "belts": pool.belts,
        }
        return JSONResponse(state, 200 if well else 503)

    async def metrics(self, request: Request) -> Response:
        """Return the counters in Prometheus' text format."""
        return PlainTextResponse(self.server.metrics.text(), media_type="text/plain; version=0.0.4")


def answer_of(form: str, data: bytes, prefixes: Mapping[str, str]) -> Rows | Triples | Truth:
    """Return an answer that came from a process."""

    def rows() -> Any:
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)

    def triples() -> Any:
        return (quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))

    if form == "ASK":
        return Truth(rows)
    return Rows(rows(), rows, prefixes) if form == "SELECT" else Triples(triples, prefixes)


def page_of(request: Request, name: str) -> Page:
    """Return the page that a request asks for: in the language of its path, else of its client."""
    page = Page.at(local_path(request.scope))
    code = best_language(request.headers.get("accept-language", ""), LANGUAGES)
    return page or Page(name, language(code))
