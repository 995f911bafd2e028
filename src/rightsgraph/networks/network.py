"""A network with the evidence of each edge."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode

from rightsgraph.describe import natural
from rightsgraph.errors import MeasureError, NoEdgeError
from rightsgraph.labels import label_of
from rightsgraph.measures import measure_nodes
from rightsgraph.namespaces import DCTERMS, RG
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.participations import (
    Links,
    Participation,
    Resolve,
    select_participations,
)
from rightsgraph.networks.projection import days, project_network
from rightsgraph.store.embedded import EmbeddedStore


@dataclass(frozen=True)
class Shared:
    """One activity behind an edge.

    Attributes
    ----------
    activity, name : str
        IRI and name of the activity as stated.
    within : str
        IRI of the top-level activity that it is part of, or its own.
    roles, other_roles : tuple of str
        The roles of the first and of the second actor; in a two-mode network the second is empty.
    first, last : str
        The days that its date can mean; empty where that side is open or unknown.
    passages : tuple of str
        Keys of the passages that state the participations.
    participations : tuple of str
        Their IRIs.
    """

    activity: str
    name: str
    within: str
    roles: tuple[str, ...]
    other_roles: tuple[str, ...]
    first: str
    last: str
    passages: tuple[str, ...]
    participations: tuple[str, ...]


class Network:
    """A network made from participations, read-only.

    Parameters
    ----------
    store : EmbeddedStore
        The graph that it is made from.
    definition : Definition
        How it is made.
    resolve : callable
        Returns the thing that a CURIE, IRI or name stands for.
    """

    def __init__(self, store: EmbeddedStore, definition: Definition, resolve: Resolve) -> None:
        self.definition, self.resolve = definition, resolve
        self.links = Links(store)
        self.participations = select_participations(self.links, definition, resolve)

    @cached_property
    def graph(self) -> nx.Graph:
        """The network as networkx has it; see `rightsgraph.networks.projection.project_network`."""
        return project_network(self.links, self.participations, self.definition)

    @cached_property
    def by_actor(self) -> dict[NamedNode, dict[NamedNode, list[Participation]]]:
        """The participations by actor and activity."""
        found: dict[NamedNode, dict[NamedNode, list[Participation]]] = {}
        for one in self.participations:
            found.setdefault(one.actor, {}).setdefault(one.activity, []).append(one)
        return found

    def evidence(self, actor: str, other: str) -> list[Shared]:
        """Return what an edge stands for: each activity that the two share, in order of IRI.

        The number of rows is the edge's ``activities``, the number of distinct ``within`` its
        weight by ``count``.

        Parameters
        ----------
        actor, other : str
            The ends of the edge by CURIE, IRI or name: two actors, or an actor and an activity of
            a two-mode network.

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
        if self.definition.mode == "two-mode":
            one, activity = (one, two) if one in self.by_actor else (two, one)
            return [self.shared(activity, self.by_actor[one][activity], [])]
        mine, theirs = self.by_actor[one], self.by_actor[two]
        return [
            self.shared(activity, mine[activity], theirs[activity])
            for activity in sorted(mine.keys() & theirs.keys(), key=str)
        ]

    def shared(
        self, activity: NamedNode, mine: list[Participation], theirs: list[Participation]
    ) -> Shared:
        """Return one activity as evidence."""
        store = self.links.store
        bounds = days(self.links, [activity])
        passages = {
            passage for one in [*mine, *theirs] for passage in self.links.of(RG.statedIn)[one.node]
        }
        keys = self.links.of(DCTERMS.identifier)

        def roles(some: list[Participation]) -> tuple[str, ...]:
            return tuple(sorted({label_of(store, role) for one in some for role in one.roles}))

        return Shared(
            activity.value,
            label_of(store, activity),
            self.links.top(activity, [DCTERMS.isPartOf]).value,
            roles(mine),
            roles(theirs),
            bounds.get("first", ""),
            bounds.get("last", ""),
            tuple(sorted((keys[p][0].value for p in passages if p in keys), key=natural)),
            tuple(sorted({one.node.value for one in [*mine, *theirs]})),
        )

    def edges(self) -> list[dict[str, Any]]:
        """Return a row for each edge: ``source`` and ``target`` (IRIs), and its attributes."""
        return [
            {"source": one, "target": other, **values}
            for one, other, values in self.graph.edges(data=True)
        ]

    def measures(self) -> list[dict[str, Any]]:
        """Return the measures of each node; see `rightsgraph.measures.MEASURES`.

        Raises
        ------
        MeasureError
            The network is two-mode: the measures are of actors tied to actors.
        """
        if self.definition.mode == "two-mode":
            raise MeasureError(self.definition.name)
        return measure_nodes(self.graph)

    def to_csv(self) -> str:
        """Return the edges as CSV: IRIs and names of the ends, attributes, passages.

        Parts of a list are separated by ``; ``.
        """
        head = ["source", "target", "source_label", "target_label", "weight", "activities"]
        head += ["roles", "first", "last", "passages"]
        labels = self.graph.nodes(data="label")
        rows = []
        for edge in self.edges():
            ends = edge["source"], edge["target"]
            passages = {
                key for shared in self.behind(*map(NamedNode, ends)) for key in shared.passages
            }
            names = {"source_label": labels[ends[0]], "target_label": labels[ends[1]]}
            rows.append(flat({**edge, **names, "passages": sorted(passages, key=natural)}))
        return csv_text(head, rows)

    def to_json(self) -> str:
        """Return the network as node-link JSON, each edge with its evidence."""
        data = nx.node_link_data(self.graph, edges="edges")
        for edge in data["edges"]:
            edge["evidence"] = [
                asdict(shared)
                for shared in self.behind(NamedNode(edge["source"]), NamedNode(edge["target"]))
            ]
        data["definition"] = asdict(self.definition)
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def to_graphml(self, measures: bool = False) -> str:
        """Return the network as GraphML; lists are texts with ``; `` between their parts.

        Each edge has the IRIs of the participations it stands for as ``evidence``.

        Parameters
        ----------
        measures : bool
            Whether the measures are attributes of the nodes; one that is not defined is left out.
        """
        plain = nx.Graph(**self.graph.graph)
        plain.add_nodes_from(self.graph.nodes(data=True))
        for row in self.measures() if measures else ():
            values = {key: value for key, value in row.items() if value is not None}
            plain.nodes[values.pop("node")].update(values)
        for one, other, values in self.graph.edges(data=True):
            shared = self.behind(NamedNode(one), NamedNode(other))
            behind = {node for activity in shared for node in activity.participations}
            plain.add_edge(one, other, **flat({**values, "evidence": sorted(behind)}))
        written = BytesIO()
        nx.write_graphml(plain, written, named_key_ids=True)
        return written.getvalue().decode("utf-8")


def csv_text(head: list[str], rows: list[dict[str, Any]]) -> str:
    """Return rows as CSV with these columns; what is ``None`` is empty."""
    written = StringIO()
    writer = csv.DictWriter(written, head, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """Return attributes with each list as one text."""
    join: Callable[[Any], Any] = lambda v: "; ".join(v) if isinstance(v, list) else v  # noqa: E731
    return {key: join(value) for key, value in values.items()}
