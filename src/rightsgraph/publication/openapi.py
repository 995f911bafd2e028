"""The stored queries as an interface for programs, in OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rightsgraph.publication.publication import Publication
from rightsgraph.queries.library import Parameter, StoredQuery
from rightsgraph.queries.results import RESULT_FORMATS

VERSION = "3.1.0"
RESULTS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
TURTLE = {"ttl": "text/turtle"}
SCHEMAS: dict[str, dict[str, str]] = {
    "IRI": {"type": "string"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "xsd:date": {"type": "string", "format": "date"},
}
REFUSALS = {
    "400": "A value is missing or not understood.",
    "404": "There is no such form of the answer.",
    "429": "Too many requests; ask again after the time in Retry-After.",
    "503": "The answer takes longer, or is larger, than this server allows.",
}


def describe_questions(publication: Publication, queries: Iterable[StoredQuery]) -> bytes:
    """Return the OpenAPI document of stored queries.

    References
    ----------
    OpenAPI Initiative, OpenAPI Specification 3.1.0.
    """
    generation = publication.graph.generation
    document = {
        "openapi": VERSION,
        "info": {
            "title": publication.site.title,
            "summary": "The stored queries of this graph.",
            "description": "The examples have answers as files; other values need the server.",
            "version": generation.version,
        },
        "servers": [{"url": publication.site.url.rstrip("/")}],
        "paths": {
            f"/queries/{query.name}.{{format}}": {"get": operation(query)} for query in queries
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def operation(query: StoredQuery) -> dict[str, Any]:
    """Return one query as an operation."""
    graph = query.form in ("CONSTRUCT", "DESCRIBE")
    media_types = TURTLE if graph else {one: RESULTS[one] for one in RESULT_FORMATS}
    words = ",".join(query.header.get("keywords", [])).split(",")
    format = {
        "name": "format",
        "in": "path",
        "required": True,
        "description": "The form of the answer.",
        "schema": {"type": "string", "enum": list(media_types)},
        "example": next(iter(media_types)),
    }
    return {
        "operationId": query.name,
        "summary": query.title,
        "description": f"{query.description} Returns {' '.join(query.header['returns'])}.",
        "tags": [word.strip() for word in words if word.strip()],
        "parameters": [format, *map(parameter_of, query.parameters)],
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {one: {"schema": {"type": "string"}} for one in media_types.values()},
            }
        }
        | {code: {"description": text} for code, text in REFUSALS.items()},
    }


def parameter_of(parameter: Parameter) -> dict[str, Any]:
    """Return one parameter of a query."""
    example: str | int = parameter.example
    if parameter.kind == "integer" and parameter.example.isdecimal():
        example = int(parameter.example)
    return {
        "name": parameter.name,
        "in": "query",
        "required": not parameter.optional,
        "description": parameter.about,
        "schema": SCHEMAS[parameter.kind],
        "example": example,
    }
