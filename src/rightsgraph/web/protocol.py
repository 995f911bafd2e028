"""The SPARQL endpoint: SPARQL 1.1 Protocol over the processes of a pool."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from rightsgraph.store.generations import Generation
from rightsgraph.web.description import DESCRIPTIONS, write_description
from rightsgraph.web.errors import RequestError
from rightsgraph.web.formats import GRAPHS, NAMES, ROWS, choose, require
from rightsgraph.web.frames import Question
from rightsgraph.web.limits import Limits
from rightsgraph.web.metrics import log_request
from rightsgraph.web.pool import Pool
from rightsgraph.web.requests import METHODS, Asked, read_request
from rightsgraph.web.running import Running

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}
PLAIN = {"X-Content-Type-Options": "nosniff", "Vary": "Accept"}
HTML = "text/html"

Page = Callable[[Request], Awaitable[Response]]


@dataclass
class Facts:
    """What is known of one request, for the log and the counters."""

    pool: Pool
    method: str
    began: float
    form: str = ""

    def note(self, status: int, reason: str, size: int) -> None:
        """Write it down."""
        seconds = time.monotonic() - self.began
        metrics = self.pool.metrics
        metrics.count("requests_total", "Requests of SPARQL, by status.", status=str(status))
        metrics.count("seconds_total", "Time from request to end of answer.", by=seconds)
        metrics.count("bytes_total", "Length of all answers.", by=size)
        if reason != "answered":
            metrics.count("refused_total", "Requests without an answer, by reason.", reason=reason)
        log_request(
            {
                "at": "sparql",
                "bytes": size,
                "form": self.form,
                "method": self.method,
                "milliseconds": round(1000 * seconds, 1),
                "outcome": reason,
                "status": status,
            }
        )


class Answer(Response):
    """The answer to a query, sent as it comes.

    Where the query ends before its answer is whole, the connection is closed without the mark of
    the end that HTTP wants, so that the client must notice.
    """

    def __init__(self, running: Running, facts: Facts, method: str) -> None:
        self.running, self.facts, self.only_head = running, facts, method == "HEAD"
        self.status_code, self.background = 200, None
        self.init_headers({"Content-Type": running.head["content_type"], **PLAIN, **CORS})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        running, outcome, sent = self.running, "answered", 0
        gone = asyncio.ensure_future(disconnected(receive))
        sending = asyncio.ensure_future(self.send_parts(scope, receive, send))
        try:
            await asyncio.wait({gone, sending}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
            else:
                outcome = "client"
        except RequestError as error:
            outcome = error.reason
        except TimeoutError:
            outcome = "stalled"
        finally:
            sent = running.read
            gone.cancel()
            sending.cancel()
            running.close()
            self.facts.note(self.status_code, outcome, sent)

    async def send_parts(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send head and body; HTTP/1.0 has no mark of the end, so there the length goes first."""
        running = self.running
        if scope.get("http_version") == "1.0" and not self.only_head:
            try:
                await running.whole()
            except RequestError as error:
                self.status_code = error.status
                await refusal(error)(scope, receive, send)
                raise
        if running.done and running.error is None:
            self.headers["Content-Length"] = str(running.size)
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        if not self.only_head:
            async for part in running.parts():
                message = {"type": "http.response.body", "body": part, "more_body": True}
                async with asyncio.timeout(running.pool.limits.stall_seconds):
                    await send(message)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class Endpoint:
    """A SPARQL endpoint: an application of ASGI for a route of Starlette.

    Parameters
    ----------
    pool : Pool
        Evaluates the queries.
    generation : callable
        Returns the generation that is served now.
    address : str, optional
        The endpoint's own address in its description; that of the request unless given.
    page : callable, optional
        Answers a browser that sends no query.
    """

    def __init__(
        self,
        pool: Pool,
        generation: Callable[[], Generation],
        *,
        address: str = "",
        page: Page | None = None,
    ) -> None:
        self.pool, self.generation, self.address, self.page = pool, generation, address, page

    @property
    def limits(self) -> Limits:
        """How much a query gets."""
        return self.pool.limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as an application of ASGI, so that a route takes all methods."""
        response = await self.respond(Request(scope, receive))
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """Return the answer to a request, or a sentence that says why there is none."""
        facts = Facts(self.pool, request.method, time.monotonic())
        if request.method == "OPTIONS":
            facts.note(204, "answered", 0)
            return Response(status_code=204, headers=CORS | PREFLIGHT)
        try:
            asked = await read_request(request, self.limits)
            if asked.text is None:
                return await self.describe(request, asked, facts)
            return await self.answer_request(request, asked, facts)
        except RequestError as error:
            facts.note(error.status, error.reason, len(str(error)))
            return refusal(error)

    async def describe(self, request: Request, asked: Asked, facts: Facts) -> Response:
        """Return the page of the endpoint, or its description for machines."""
        accept = ", ".join(request.headers.getlist("accept"))
        if self.page is not None and not asked.format and wants_page(accept):
            return await self.page(request)
        choice = require(choose(accept, DESCRIPTIONS, asked.format), accept, DESCRIPTIONS)
        address = self.address or str(request.url.replace(query="", fragment=""))
        body = write_description(address, self.generation(), NAMES[choice.name])
        facts.note(200, "answered", len(body))
        headers = {"Content-Type": choice.content_type, **PLAIN, **CORS}
        return Response(body, headers=headers)

    async def answer_request(self, request: Request, asked: Asked, facts: Facts) -> Response:
        """Return the answer to a query of a request."""
        assert asked.text is not None
        return await self.answer(
            asked.text,
            ", ".join(request.headers.getlist("accept")),
            request=request,
            format=asked.format,
            default=asked.default,
            named=asked.named,
            seconds=asked.seconds,
            facts=facts,
        )

    async def answer(
        self,
        text: str,
        accept: str,
        *,
        request: Request,
        format: str = "",
        default: tuple[str, ...] = (),
        named: tuple[str, ...] = (),
        seconds: float | None = None,
        facts: Facts | None = None,
    ) -> Response:
        """Return the answer to a query in the format that a client likes best.

        Parameters
        ----------
        text : str
            SPARQL 1.1 Query.
        accept : str
            The value of ``Accept``.
        request : starlette.requests.Request
            Whose answer it is. When its client goes, the query ends.
        format : str
            A name of a format, which goes before ``accept``.
        default, named : tuple of str
            Graphs of the query's dataset; all, unless one of the two names some.
        seconds : float, optional
            Time for it; the server's own unless given.

        Raises
        ------
        RequestError
            There is no answer; `refusal` makes a response of it.
        """
        facts = facts or Facts(self.pool, request.method, time.monotonic())
        question = Question(
            text=text,
            base=self.address or str(request.url.replace(query="", fragment="")),
            rows=choose(accept, ROWS, format),
            graph=choose(accept, GRAPHS, format),
            asked=format or accept,
            seconds=min(seconds or self.limits.seconds, self.limits.seconds),
            default=default,
            named=named,
        )
        client = request.client.host if request.client else ""
        gone = asyncio.ensure_future(disconnected(request.receive))
        run = asyncio.ensure_future(self.pool.run(question, client))
        try:
            await asyncio.wait({gone, run}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if not run.done():
                run.cancel()
        if run.cancelled() or not run.done():
            facts.note(499, "client", 0)
            return Response(status_code=499)
        running = run.result()
        facts.form = running.head.get("form", "")
        return Answer(running, facts, request.method)


async def disconnected(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def wants_page(accept: str) -> bool:
    """Return whether a client likes a page best."""
    page = NAMES["turtle"]._replace(name=HTML, media_type=HTML, also=())
    choice = choose(accept, (*DESCRIPTIONS, page))
    return choice is not None and choice.name == HTML


def refusal(error: RequestError) -> Response:
    """Return an error as a response: its status and its sentence."""
    headers = {"Content-Type": "text/plain; charset=utf-8", **PLAIN, **CORS, **error.headers}
    return Response(str(error) + "\n", error.status, headers)
