"""The formats of answers, and which of them a client takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from rightsgraph.web.errors import UnacceptableError
from rightsgraph.web.negotiation import weighted


class Format(NamedTuple):
    """One format of answers.

    Attributes
    ----------
    name : str
        What ``format=`` calls it.
    media_type : str
        What it is sent as.
    also : tuple of str
        Other media types that clients ask for and then get.
    oxigraph : object
        What Oxigraph calls it.
    """

    name: str
    media_type: str
    also: tuple[str, ...]
    oxigraph: ox.QueryResultsFormat | ox.RdfFormat


ROWS = (
    Format(
        "json",
        "application/sparql-results+json",
        ("application/json", "text/json"),
        ox.QueryResultsFormat.JSON,
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        ("application/xml", "text/xml"),
        ox.QueryResultsFormat.XML,
    ),
    Format("csv", "text/csv", (), ox.QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", (), ox.QueryResultsFormat.TSV),
)
GRAPHS = (
    Format("turtle", "text/turtle", ("application/x-turtle",), ox.RdfFormat.TURTLE),
    Format("ntriples", "application/n-triples", (), ox.RdfFormat.N_TRIPLES),
    Format("jsonld", "application/ld+json", ("application/json",), ox.RdfFormat.JSON_LD),
    Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), ox.RdfFormat.RDF_XML),
    Format("trig", "application/trig", (), ox.RdfFormat.TRIG),
    Format("nquads", "application/n-quads", (), ox.RdfFormat.N_QUADS),
)
NAMES = {format.name: format for format in (*ROWS, *GRAPHS)}
ALIASES = {"ttl": "turtle", "nt": "ntriples", "json-ld": "jsonld", "rdf": "rdfxml", "nq": "nquads"}
TEXT = {"text/csv", "text/tab-separated-values", "text/turtle", "text/json", "text/xml"}


class Choice(NamedTuple):
    """A format and the media type under which a client gets it."""

    name: str
    media_type: str

    @property
    def content_type(self) -> str:
        """The value of ``Content-Type``."""
        return self.media_type + ("; charset=utf-8" if self.media_type in TEXT else "")


def quality_of(media_type: str, ranges: Iterable[tuple[str, float]]) -> tuple[float, int]:
    """Return how much a client likes a media type, by the most specific range that names it."""
    whole_type = media_type.partition("/")[0] + "/*"
    best = (-1, 0.0)
    for name, quality in ranges:
        if name in (media_type, whole_type, "*/*"):
            best = max(best, (("*/*", whole_type, media_type).index(name), quality))
    return best[1], best[0]


def choose(accept: str, formats: Iterable[Format], wanted: str = "") -> Choice | None:
    """Return the format that a client likes best, or None where it takes none.

    Parameters
    ----------
    accept : str
        The value of ``Accept``; an empty one takes all.
    formats : iterable of Format
        Those that can be made, the server's own preference first.
    wanted : str
        A name, as ``format=`` gives it; it goes before ``accept``.

    Examples
    --------
    >>> choose("text/csv;q=0.5, application/sparql-results+xml", ROWS).name
    'xml'

    References
    ----------
    .. [1] RFC 9110, HTTP Semantics, section 12.5.1.
    """
    formats = tuple(formats)
    if wanted:
        name = ALIASES.get(wanted.lower(), wanted.lower())
        for format in formats:
            if name in (format.name, format.media_type, *format.also):
                media_type = name if "/" in name else format.media_type
                return Choice(format.name, media_type)
        return None
    ranges = list(weighted(accept)) or [("*/*", 1.0)]
    best, found = (0.0, -1), None
    for format in formats:
        named = [name for name in format.also if any(name == asked for asked, _ in ranges)]
        for media_type in (format.media_type, *named):
            liked = quality_of(media_type, ranges)
            if liked > best and liked[0] > 0:
                best, found = liked, Choice(format.name, media_type)
    return found


def media_types(formats: Iterable[Format]) -> list[str]:
    """Return the media types of formats."""
    return [format.media_type for format in formats]


def require(choice: Choice | None, asked: str, formats: Iterable[Format]) -> Choice:
    """Return a choice.

    Raises
    ------
    UnacceptableError
        There is none.
    """
    if choice is None:
        raise UnacceptableError(asked, media_types(formats))
    return choice
