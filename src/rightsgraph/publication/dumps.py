"""The whole graph as files to take away."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any, cast

import pyoxigraph as ox

from rightsgraph.namespaces import GRAPHS
from rightsgraph.publication.addresses import encode
from rightsgraph.publication.publication import Publication

FOLDER = "dump/"
WHOLE = {
    f"{FOLDER}rightsgraph.nq.gz": ox.RdfFormat.N_QUADS,
    f"{FOLDER}rightsgraph.trig.gz": ox.RdfFormat.TRIG,
}


class Dumps:
    """The section of the dumps: all named graphs in one file, and one file each.

    The same data give the same bytes.

    Parameters
    ----------
    publication : Publication
        What is published.
    """

    def __init__(self, publication: Publication) -> None:
        self.store = publication.store
        self.graphs = {dump_of(graph): graph for graph in publication.graph.generation.graphs}

    def paths(self) -> Iterator[str]:
        """Yield the paths of all dumps."""
        yield from (*WHOLE, *self.graphs)

    def get(self, path: str) -> bytes | None:
        """Return a dump."""
        if path in WHOLE:
            return self.packed(self.store.quads(), WHOLE[path])
        if path in self.graphs:
            graph = ox.NamedNode(self.graphs[path])
            quads = self.store.store.quads_for_pattern(None, None, None, graph)
            return self.packed((quad.triple for quad in quads), ox.RdfFormat.N_TRIPLES)
        return None

    def packed(self, statements: Iterator[Any], format: ox.RdfFormat) -> bytes:
        """Return statements in a form of RDF, compressed as they come, without a date."""
        stream = BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
            ox.serialize(
                statements, cast("IO[bytes]", packed), format=format, prefixes=self.store.prefixes
            )
        return stream.getvalue()


def dump_of(graph: str) -> str:
    """Return the path of the dump of a named graph.

    Examples
    --------
    >>> dump_of("https://w3id.org/rightsgraph/graph/mc-inf-259")
    'dump/mc-inf-259.nt.gz'
    """
    return f"{FOLDER}{encode(graph.removeprefix(GRAPHS))}.nt.gz"
