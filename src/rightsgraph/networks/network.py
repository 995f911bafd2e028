"""A network with the evidence of each edge."""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode

from rightsgraph.errors import MeasureError, NoEdgeError, UnknownNameError, UnknownSuffixError
from rightsgraph.files import write_files
from rightsgraph.measures.backbone import disparity_filter, fdsm, sdsm
from rightsgraph.measures.nodes import MEASURES, measure_nodes
from rightsgraph.measures.summary import measure_network
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.evidence import Evidence, Shared
from rightsgraph.networks.filters import Resolve, select_participations
from rightsgraph.networks.formats.registry import format_of, serialize
from rightsgraph.networks.graphs import Projection
from rightsgraph.networks.links import Links
from rightsgraph.tables import Table

PICTURES = ("svg", "png")
BACKBONES = ("sdsm", "fdsm", "disparity")
OTHER = (".svg", ".png", ".html")


class Network:
    """A network made from participations, read-only.

    Parameters
    ----------
    links : Links
        The graph that it is made from.
    definition : Definition
        How it is made.
    resolve : callable
        Returns the thing that a CURIE, IRI or name stands for.

    Attributes
    ----------
    undated : list of pyoxigraph.NamedNode
        The activities that a time slice leaves out since they have no date.
    """

    def __init__(self, links: Links, definition: Definition, resolve: Resolve) -> None:
        self.links, self.definition, self.resolve = links, definition, resolve
        found, self.undated = select_participations(self.links, definition, resolve)
        self.projection = Projection(self.links, found, definition)

    @cached_property
    def graph(self) -> nx.Graph:
        """The network as networkx has it.

        Actors are tied if they take part in the same activity as stated, never through a parent.

        Nodes are IRIs (``str``) with ``label`` and, where known, ``short`` (an acronym) and
        ``type``; actors also with ``country``, that of the state that they are or belong to, of
        others that of their seat; of several values of one node the names stand with ``; `` between
        them. In a network of actors tied to something else nodes have ``bipartite`` (0 actor, 1
        other). Edges have ``weight``, ``activities`` (number of activities shared as stated),
        ``roles`` (list), and ``first`` and ``last`` (days as text) where all that is shared is
        bounded on that side; between actors also ``distance``, 1/weight. Order of nodes and edges
        is that of the IRIs.
        """
        return self.projection.network()

    def to_networkx(self, *, evidence: bool = False, measures: bool = False) -> nx.Graph:
        """Return a copy of the network, with more on it.

        Parameters
        ----------
        evidence : bool
            Whether each edge has ``evidence``, the IRIs of the participations that it stands for,
            and ``passages``, the keys of the passages that state them, as lists.
        measures : bool
            Whether each node has its measures; one that is not defined is left out. Nothing is
            added to a network of actors tied to something else.
        """
        copy = nx.Graph(**self.graph.graph)
        copy.add_nodes_from((node, {**values}) for node, values in self.graph.nodes(data=True))
        copy.add_edges_from((*ends, {**values}) for *ends, values in self.graph.edges(data=True))
        if measures and self.definition.mode == "actors":
            for row in self.measures():
                values = {key: value for key, value in row.items() if value not in (None, "")}
                copy.nodes[values.pop("node")].update(values)
        if evidence:
            for (*_, values), behind, passages in zip(
                copy.edges(data=True), *self.projection.evidence(), strict=True
            ):
                values.update(evidence=behind, passages=passages)
        return copy

    def evidence(self, actor: str, other: str) -> list[Shared]:
        """Return what an edge stands for: each activity that the two share, in order of IRI.

        The number of rows is the edge's ``activities``, the number of distinct ``within`` its
        weight by ``count``.

        Parameters
        ----------
        actor, other : str
            The ends of the edge by CURIE, IRI or name: two actors, or an actor and what it is tied
            to.

        Raises
        ------
        NoEdgeError
            The network has no edge between them.
        """
        one, two = self.resolve(actor), self.resolve(other)
        if not self.graph.has_edge(one.value, two.value):
            raise NoEdgeError(self.definition.name, actor, other)
        return self.behind(one, two)

    def behind(self, one: NamedNode, two: NamedNode) -> list[Shared]:
        """Return what an edge stands for, its ends being known."""
        return self.ties.behind(one, two)

    @cached_property
    def ties(self) -> Evidence:
        """What the edges stand for."""
        return Evidence(self.projection)

    def significance(self, method: str = "sdsm") -> dict[tuple[Any, Any], float]:
        """Return how probable each edge is by chance alone; see `rightsgraph.measures.backbone`.

        Parameters
        ----------
        method : {'sdsm', 'fdsm', 'disparity'}
            The first two ask whether two actors share more activities as stated than those who take
            part in as many would by chance. The third is for weights that are no projection's.

        Raises
        ------
        MeasureError
            As for `measures`.
        UnknownNameError
            There is no such method; names the nearest.
        """
        if self.definition.mode != "actors":
            raise MeasureError(self.definition.name)
        if method not in BACKBONES:
            repair = f"choose from {', '.join(BACKBONES)}"
            raise UnknownNameError("backbone", method, BACKBONES, repair)
        if method == "disparity":
            return disparity_filter(self.graph)
        found = self.projection.found
        names = [actor.value for actor in found.actors]
        actors = [names[number] for number in found.actor.tolist()]
        return {"sdsm": sdsm, "fdsm": fdsm}[method](actors, found.activity.tolist())

    def edges(self) -> list[dict[str, Any]]:
        """Return a row for each edge: ``source`` and ``target`` (IRIs), and its attributes."""
        return [
            {"source": one, "target": other, **values}
            for one, other, values in self.graph.edges(data=True)
        ]

    def measures(self, engine: str = "networkx") -> Table:
        """Return the measures of each node; see `rightsgraph.measures.nodes.MEASURES`.

        Parameters
        ----------
        engine : {'networkx', 'igraph'}
            What computes those that both define alike.

        Raises
        ------
        MeasureError
            The measures are of actors tied to actors, and the network's mode is another.
        """
        if self.definition.mode != "actors":
            raise MeasureError(self.definition.name)
        return measure_nodes(self.graph, engine=engine)

    def summary(self, engine: str = "networkx") -> Table:
        """Return the measures of the whole network; see `rightsgraph.measures.summary`.

        Raises
        ------
        MeasureError
            As for `measures`.
        """
        if self.definition.mode != "actors":
            raise MeasureError(self.definition.name)
        return measure_network(self.graph, engine=engine)

    def files(
        self,
        format: str,
        *,
        name: str = "",
        measures: bool = False,
        significance: str = "",
        **options: Any,
    ) -> dict[str, bytes]:
        """Return the network as the files of a format, by their names.

        Parameters
        ----------
        format : str
            One of `rightsgraph.networks.formats.registry.FORMATS` (``graphml``, ``gexf``,
            ``cytoscape``, ``json``, ``pajek``, ``csv``, ``parquet``), a picture (``svg``,
            ``png``), or ``html``, the interactive page.
        name : str
            The name of the files before their suffix; that of the network unless given.
        measures : bool
            Whether each actor has its measures.
        significance : str
            Whether each edge has ``p``, and by which method; see `significance`.
        options
            For pictures; see `rightsgraph.networks.drawing.draw`.

        Raises
        ------
        UnknownNameError
            There is no such format, picture, colour or measure, or no such option of the picture;
            names the nearest.
        FormatValueError
            The format cannot hold a value.
        MissingExtraError, MissingBundleError
            A package or the built script of the page is missing.
        """
        name = name or self.definition.name
        if format == "html":
            from rightsgraph.networks.page import page_of
            from rightsgraph.resources import load_bundle

            return {f"{name}.html": page_of(self, load_bundle()).encode()}
        if format in PICTURES:
            return {f"{name}.{format}": self.picture(format, **options)}
        shared = {}
        if format == "json":
            for ends in self.graph.edges:
                shared[ends] = [asdict(one) for one in self.behind(*map(NamedNode, ends))]
        network = self.to_networkx(evidence=True, measures=measures)
        if significance:
            nx.set_edge_attributes(network, self.significance(significance), "p")
        return serialize(
            network,
            format,
            name=name,
            shared=shared,
            definition=asdict(self.definition),
            meanings={measure.name: measure.definition for measure in MEASURES},
        )

    def picture(self, format: str = "svg", kind: str = "network", **options: Any) -> bytes:
        """Return a picture of the network; see `rightsgraph.networks.drawing.draw`."""
        from rightsgraph.networks.drawing import draw

        return draw(self, kind, format=format, **options)

    def write(self, path: str | Path, *, format: str = "", **more: Any) -> list[Path]:
        """Write the network, all of its files or none.

        Parameters
        ----------
        path : str or pathlib.Path
            The file; its suffix tells the format unless ``format`` does.
        format, more
            As for `files`.

        Returns
        -------
        list of pathlib.Path
            The files written.

        Raises
        ------
        UnknownSuffixError
            No format has this suffix, or a format of several files has another.
        UnwritableError
            The folder is missing or write-protected, or the disk is full; the old files stay.
        """
        path = Path(path)
        if not format:
            page_or_picture = path.suffix[1:] in (*PICTURES, "html")
            format = path.suffix[1:] if page_or_picture else format_of(path, also=OTHER).name
        files = self.files(format, name=path.stem, **more)
        first, *others = files
        if others and path.name != first:
            raise UnknownSuffixError(path, [Path(first).suffix])
        paths = [path, *(path.with_name(name) for name in others)]
        write_files(dict(zip(paths, files.values(), strict=True)))
        return paths
