"""What a request asks: the operations of the SPARQL 1.1 Protocol, read from HTTP."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import ClientDisconnect, Request

from rightsgraph.web.errors import (
    MalformedRequestError,
    MediaTypeError,
    MethodError,
    OversizeRequestError,
    SlowRequestError,
    UpdateError,
)
from rightsgraph.web.limits import Limits

METHODS = "GET, HEAD, POST, OPTIONS"
FORM_TYPE = "application/x-www-form-urlencoded"
QUERY_TYPE, UPDATE_TYPE = "application/sparql-query", "application/sparql-update"
MOST_FIELDS = 256


@dataclass(frozen=True)
class Asked:
    """A query operation.

    Attributes
    ----------
    text : str or None
        The query; None where the request asks for the endpoint's description.
    default, named : tuple of str
        ``default-graph-uri`` and ``named-graph-uri``.
    format : str
        A name of a format that goes before ``Accept``.
    seconds : float
        Time for it.
    """

    text: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    format: str
    seconds: float


async def read_request(request: Request, limits: Limits) -> Asked:
    """Return what a request asks.

    Raises
    ------
    RequestError
        It is not an operation of the protocol, or too long, or an update.

    References
    ----------
    .. [1] W3C, SPARQL 1.1 Protocol, section 2.1.
    """
    if request.method not in ("GET", "HEAD", "POST"):
        raise MethodError(request.method, METHODS)
    address = request.scope["query_string"]
    if len(address) > limits.address_bytes:
        raise OversizeRequestError("address", limits.address_bytes, 414)
    fields = fields_of(address, "address")
    if request.method == "POST":
        header = request.headers.get("content-type", "")
        media_type = media_type_of(header)
        if media_type == UPDATE_TYPE:
            raise UpdateError
        if media_type not in (FORM_TYPE, QUERY_TYPE):
            raise MediaTypeError(header)
        body = await read_body(request, limits)
        if media_type == QUERY_TYPE:
            if any(key == "query" for key, _ in fields):
                raise MalformedRequestError("the query is sent twice", "send it once, in the body")
            fields.append(("query", decode(body, "body")))
        else:
            fields += fields_of(body, "body")
    asked = asked_of(fields, limits)
    if asked.text is None and (request.method == "POST" or asked.default or asked.named):
        raise MalformedRequestError("no query", "send one as the parameter query")
    return asked


def asked_of(fields: list[tuple[str, str]], limits: Limits) -> Asked:
    """Return what the fields of a request ask."""
    if any(key == "update" for key, _ in fields):
        raise UpdateError
    return Asked(
        text=single(fields, "query"),
        default=graphs_of(fields, "default-graph-uri", limits),
        named=graphs_of(fields, "named-graph-uri", limits),
        format=single(fields, "format") or "",
        seconds=seconds_of(single(fields, "timeout"), limits),
    )


def media_type_of(header: str) -> str:
    """Return the media type of a ``Content-Type``, or an empty text where it is not UTF-8."""
    media_type, *parameters = (part.strip().lower() for part in header.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            return ""
    return media_type


async def read_body(request: Request, limits: Limits) -> bytes:
    """Return the body of a request, unless it is too long or takes too long to come."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limits.body_bytes:
        raise OversizeRequestError("body", limits.body_bytes)
    body = bytearray()
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for part in request.stream():
                body += part
                if len(body) > limits.body_bytes:
                    raise OversizeRequestError("body", limits.body_bytes)
    except TimeoutError:
        raise SlowRequestError(limits.body_seconds) from None
    except ClientDisconnect:
        raise MalformedRequestError("the body ends too soon", "send it whole") from None
    return bytes(body)


def decode(data: bytes, place: str) -> str:
    """Return the text of bytes in UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequestError(
            f"the {place} is not UTF-8 at byte {error.start}", "encode it in UTF-8"
        ) from None


def fields_of(data: bytes, place: str) -> list[tuple[str, str]]:
    """Return the fields of a form or an address."""
    try:
        text = decode(data, place)
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise MalformedRequestError(
            f"the {place} is not UTF-8", "percent-encode its bytes in UTF-8"
        ) from None
    except ValueError:
        raise MalformedRequestError(
            f"the {place} has more than {MOST_FIELDS} fields", "send fewer"
        ) from None


def single(fields: Iterable[tuple[str, str]], name: str) -> str | None:
    """Return the value of a field that may be there once."""
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise MalformedRequestError(f"{name!r} is there {len(values)} times", "send it once")
    return values[0] if values else None


def graphs_of(fields: Iterable[tuple[str, str]], name: str, limits: Limits) -> tuple[str, ...]:
    """Return the graphs that a field names."""
    graphs = tuple(value for key, value in fields if key == name)
    if len(graphs) > limits.graphs:
        raise MalformedRequestError(f"more than {limits.graphs} of {name!r}", "name fewer graphs")
    for graph in graphs:
        try:
            NamedNode(graph)
        except ValueError:
            raise MalformedRequestError(
                f"{name} has {graph!r}, which is no IRI", "write it in full (https://...)"
            ) from None
    return graphs


def seconds_of(value: str | None, limits: Limits) -> float:
    """Return the time that a client wants to wait, the server's own at most."""
    if value is None:
        return limits.seconds
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise MalformedRequestError(
            f"timeout has {value!r}, which is no time", "write seconds, such as 5"
        )
    return min(seconds, limits.seconds)
