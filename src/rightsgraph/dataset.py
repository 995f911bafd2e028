"""A source's statements in memory, parsed and derived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from rightsgraph.derive import derive
from rightsgraph.locate import Places
from rightsgraph.namespaces import APART
from rightsgraph.queries.library import Library, describe_queries
from rightsgraph.sources import Source
from rightsgraph.turtle import read_turtle
from rightsgraph.withholding import withhold


@dataclass
class Dataset:
    """All statements of a source, parsed and derived, in memory."""

    source: Source
    quads: list[ox.Quad] = field(repr=False)

    @property
    def data(self) -> list[Any]:
        """The statements of the default union: all but shapes and queries."""
        return [quad for quad in self.quads if quad.graph_name not in APART]

    @property
    def union(self) -> set[ox.Quad]:
        """The default union as triples of the default graph, each once.

        A store holds them beside the named graphs: a query over one graph is several times
        faster than one over a union that is made while it runs.
        """
        return {ox.Quad(*quad.triple) for quad in self.data}

    @property
    def places(self) -> Places:
        """Where in the files each subject is described."""
        return Places(
            [file.path for file in self.source.files], self.source.prefixes, self.source.root
        )


def load_dataset(source: Source) -> Dataset:
    """Return the parsed and derived statements of a source.

    Raises
    ------
    MissingFileError, TurtleSyntaxError, InvalidDateError, QueryHeaderError
        A file of the source is missing or wrong; names file and line.
    """
    quads = [quad for file in source.files for quad in read_turtle(file.path, file.graph)]
    quads += describe_queries(Library(source.queries))
    if source.public:
        quads = withhold(quads, source.withheld)
    dataset = Dataset(source, quads)
    dataset.quads += derive(dataset.data, dataset.places.of)
    return dataset
