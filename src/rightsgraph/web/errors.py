"""Why a request to the server has no answer: status, reason for the log, and a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from rightsgraph.errors import RightsGraphError


class RequestError(RightsGraphError):
    """A request to the server that is not answered.

    Attributes
    ----------
    status : int
        The status of HTTP that says so.
    reason : str
        One word for logs and counters.
    headers : dict of str to str
        What HTTP wants beside the sentence.
    """

    status = 400
    reason = "malformed"

    def __init__(self, sentence: str, headers: dict[str, str] | None = None) -> None:
        self.headers = headers or {}
        super().__init__(sentence)


class MalformedRequestError(RequestError):
    """A request is not one of the SPARQL Protocol, or a value in it is wrong."""

    def __init__(self, problem: str, repair: str) -> None:
        super().__init__(f"{problem}; {repair}")


class SparqlSyntaxError(RequestError):
    """A query text is not SPARQL 1.1 Query."""

    reason = "syntax"

    def __init__(self, line: int | None, column: int | None, problem: str) -> None:
        self.line, self.column = line, column
        place = f"line {line}, column {column}: " if line else ""
        super().__init__(f"{place}{problem}; correct the query")


class OversizeRequestError(RequestError):
    """A request is longer than the server reads."""

    reason = "oversize"

    def __init__(self, what: str, limit: int, status: int = 413) -> None:
        self.limit, self.status = limit, status
        repair = "send it by POST" if status == 414 else "shorten it or split it"
        super().__init__(f"the {what} is longer than {limit} bytes; {repair}")


class ComplexQueryError(RequestError):
    """A query text is nested too deep or chains too much."""

    reason = "complex"

    def __init__(self, what: str, limit: int) -> None:
        self.limit = limit
        super().__init__(f"the query has more than {limit} {what}; split it into simpler ones")


class FederationError(RequestError):
    """A query asks this server to ask another one."""

    status, reason = 403, "federation"

    def __init__(self) -> None:
        super().__init__(
            "SERVICE is not answered here, since this server asks no other; "
            "ask both endpoints and join their answers"
        )


class UpdateError(RequestError):
    """A request would change the graph."""

    status, reason = 403, "update"

    def __init__(self) -> None:
        super().__init__(
            "SPARQL Update is not answered here, since the graph is read-only; "
            "change the files and run `rightsgraph build`"
        )


class MethodError(RequestError):
    """A request uses a method that the address does not have."""

    status, reason = 405, "method"

    def __init__(self, method: str, allowed: str) -> None:
        super().__init__(
            f"the method {method!r} is not answered here; use {allowed}", {"Allow": allowed}
        )


class SlowRequestError(RequestError):
    """A request's body does not come."""

    status, reason = 408, "slow"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the body did not come within {seconds:g} s; send it again", {"Connection": "close"}
        )


class MediaTypeError(RequestError):
    """A request's body is of a type that is not read."""

    status, reason = 415, "media-type"

    def __init__(self, found: str) -> None:
        super().__init__(
            f"the media type {found!r} is not read here; send application/sparql-query or "
            "application/x-www-form-urlencoded, in UTF-8"
        )


class UnacceptableError(RequestError):
    """No format that the client takes can be made of the answer."""

    status, reason = 406, "unacceptable"

    def __init__(self, asked: str, offered: Iterable[str]) -> None:
        super().__init__(f"{asked!r} cannot be made of this answer; ask for {', '.join(offered)}")


class BusyServerError(RequestError):
    """More is asked at once than is answered."""

    reason = "busy"

    def __init__(self, who: str, status: int, seconds: int = 2) -> None:
        self.status = status
        super().__init__(
            f"{who}; ask again in {seconds} s",
            {"Retry-After": str(seconds)},
        )


class StoppedQueryError(RequestError):
    """A query was stopped before its answer was whole."""

    status = 503

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)
