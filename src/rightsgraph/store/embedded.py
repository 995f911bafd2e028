"""The embedded store: one generation, asked with SPARQL over the union of its graphs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from rightsgraph.errors import QueryError
from rightsgraph.namespaces import PREFIXES
from rightsgraph.store.columns import KINDS, Columns
from rightsgraph.store.generations import Generation, StoreFolder

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean


class EmbeddedStore:
    """A generation on this machine, read-only.

    Parameters
    ----------
    store : pyoxigraph.Store
        All named graphs, and the union of those with data in the default graph.
    generation : Generation
        What is known of the build.
    beside : pathlib.Path, optional
        The file in which the build has written `columns`.
    """

    def __init__(self, store: ox.Store, generation: Generation, beside: Path | None = None) -> None:
        self.store, self.generation, self.beside = store, generation, beside

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefix table of this graph."""
        return PREFIXES | {"rgd": self.generation.things}

    def ask(self, text: str, place: str) -> Answer:
        """Return the answer to a SPARQL query over the union of the data graphs.

        Parameters
        ----------
        text : str
            SPARQL 1.1 Query. The prefixes of rightsgraph need not be declared. ``GRAPH`` reaches
            each named graph, those of shapes and queries too.
        place : str
            Where the text comes from, for errors.

        Raises
        ------
        QueryError
            The text is not SPARQL 1.1, or cannot be answered.
        """
        try:
            return self.store.query(text, prefixes=self.prefixes)
        except SyntaxError as error:
            raise QueryError(place, short_reason(str(error))) from None
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(place, str(error)) from None

    def match(
        self, subject: Any = None, predicate: ox.NamedNode | None = None, object_: Any = None
    ) -> Iterator[Any]:
        """Yield the statements of the data graphs that fit a pattern, each once."""
        return self.store.quads_for_pattern(subject, predicate, object_, ox.DefaultGraph())

    @cached_property
    def columns(self) -> Columns:
        """What networks are made from, as arrays; as the build has written it, or read now."""
        written = Columns.read(self.beside) if self.beside else None
        return written or Columns.of(quad for one in KINDS for quad in self.match(None, one))

    def match_by_graph(self, subject: Any) -> Iterator[Any]:
        """Yield the statements on a subject, each in every named graph that makes it."""
        quads = self.store.quads_for_pattern(subject, None, None)
        return (quad for quad in quads if quad.graph_name != ox.DefaultGraph())

    def mentions(self, iri: ox.NamedNode) -> bool:
        """Return whether an IRI is anything in any graph, or is one."""
        patterns = (
            (iri, None, None),
            (None, None, iri),
            (None, iri, None),
            (None, None, None, iri),
        )
        return any(next(self.store.quads_for_pattern(*pattern), None) for pattern in patterns)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the statements of all named graphs, those of shapes and queries included."""
        return (quad for quad in self.store if quad.graph_name != ox.DefaultGraph())


def short_reason(message: str) -> str:
    """Return a parser's complaint without its list of everything else that it would have taken."""
    return message.split(": expected", 1)[0].replace("error at", "syntax error at")


def open_embedded(path: Path) -> EmbeddedStore:
    """Return the current generation of a store folder."""
    return EmbeddedStore(*StoreFolder(path).read())
