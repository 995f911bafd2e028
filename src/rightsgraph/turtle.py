"""Read Turtle with Oxigraph's strict parser, write it in house form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse

from rightsgraph.errors import MissingFileError, TurtleSyntaxError
from rightsgraph.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

BOM = b"\xef\xbb\xbf"
PLACE = re.compile(r"^Parser error (?:at line \d+|between).*?: (?=\S)", re.DOTALL)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, without a leading byte order mark."""
    try:
        return path.read_bytes().removeprefix(BOM)
    except OSError as error:
        raise MissingFileError(path, (error.strerror or str(error)).lower()) from None


def read_turtle(path: Path, graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
    """Yield the triples of a Turtle file as quads of one graph.

    Parameters
    ----------
    path : pathlib.Path
        A UTF-8 file. Relative IRIs are refused, since nothing says what they are relative to.
    graph : pyoxigraph.NamedNode or pyoxigraph.DefaultGraph, optional
        The graph of the quads; the default graph unless given.

    Raises
    ------
    MissingFileError
        The file cannot be read.
    TurtleSyntaxError
        The file is not Turtle 1.1; names the line.
    """
    data = read_bytes(path)
    graph = graph or DefaultGraph()
    try:
        for quad in parse(data, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except SyntaxError as error:
        reason = PLACE.sub("", error.msg)
        raise TurtleSyntaxError(path, error.lineno, reason, repair_of(reason)) from None


def repair_of(reason: str) -> str:
    """Return what to do about a parser's complaint."""
    prefix = re.search(r"prefix (\S*?):? (?:has not been|is not) declared", reason)
    if prefix and prefix[1] in PREFIXES:
        return f"add 'PREFIX {prefix[1]}: <{PREFIXES[prefix[1]]}>' at the top of the file"
    if prefix:
        return f"declare it at the top; the known prefixes are {', '.join(sorted(PREFIXES))}"
    if "UTF-8" in reason:
        return "save the file as UTF-8"
    if "relative IRI" in reason or "No scheme" in reason:
        return "write the IRI in full or as a CURIE"
    return "correct the line, then run `rightsgraph format`"


def format_turtle(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return triples as Turtle in house form.

    Prefixes as in SPARQL, only those used, in order of the alphabet; the file's own description
    first, then the subjects in order of their IRIs; one line for each predicate and, where there
    are several, for each object. The order of the input does not matter.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad
        Graph names are left aside.
    prefixes : mapping of str to str
        Namespace IRI by prefix.
    """
    from rightsgraph.interchange import house_serializer, to_rdflib

    graph: Graph = to_rdflib(quads, prefixes)
    return house_serializer(graph)


def format_file(path: Path, prefixes: Mapping[str, str] = PREFIXES) -> tuple[str, str]:
    """Return a Turtle file's text as it is and as it should be.

    A file with blank nodes, such as one of shapes, is as it should be: how they are nested is
    laid out by hand.
    """
    quads = list(read_turtle(path))
    text = read_bytes(path).decode("utf-8")
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return text, text
    return text, format_turtle(quads, prefixes)
