"""From the edges of a network to a graph of networkx, with names, days, roles and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from pyoxigraph import NamedNode

from rightsgraph.describe import natural
from rightsgraph.labels import acronym_of, has_name
from rightsgraph.namespaces import DCTERMS, RG
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.links import PLACES, Links
from rightsgraph.networks.participations import Ints, Participations, joined, numbered, once
from rightsgraph.networks.projection import (
    Bytes,
    Cells,
    Edges,
    Pairs,
    cells_of,
    edges_of,
    pairs_of,
    pairs_with,
    roles_of,
    rows_of,
)

NEVER = 2**40
TARGET_TYPE = {
    "two-mode": RG.activityType,
    "places": RG.placeType,
    "instruments": RG.instrumentType,
}


@dataclass(frozen=True)
class Projection:
    """The participations of a network, tied as its definition says.

    Attributes
    ----------
    links : Links
        Where names, days and passages are read.
    found : Participations
        What it is made of.
    definition : Definition
        How it is made.
    """

    links: Links
    found: Participations
    definition: Definition

    @cached_property
    def cells(self) -> Cells:
        """Who takes part in what."""
        return cells_of(self.found.actor, self.found.activity)

    @cached_property
    def targets(self) -> dict[NamedNode, list[NamedNode]]:
        """What actors are tied to, by activity, in a network of two modes."""
        if self.definition.mode == "two-mode":
            return {activity: [activity] for activity in self.found.activities}
        if self.definition.mode == "places":
            return {one: self.places(one) for one in self.found.activities}
        found: dict[NamedNode, list[NamedNode]] = {}
        for activity, instrument in self.stances:
            found.setdefault(activity, []).append(instrument)
        return found

    @cached_property
    def stances(self) -> dict[tuple[NamedNode, NamedNode], list[NamedNode]]:
        """The stances by activity, or by themselves if they are an actor's own, and instrument."""
        known, found = set(self.found.activities), defaultdict(list)
        for stance in self.links.of(RG.stanceType):
            for activity in self.links.of(RG.inActivity).get(stance, [stance]):
                for instrument in self.links.of(RG.ofInstrument).get(stance, []):
                    if activity in known:
                        found[activity, instrument].append(stance)
        return dict(sorted(found.items(), key=str))

    def places(self, activity: NamedNode) -> list[NamedNode]:
        """Return where an activity takes place or what it concerns, by country if rolled up."""
        places = {place for p in PLACES for place in self.links.of(p).get(activity, [])}
        if self.definition.level == "rolled-up":
            places = {self.links.country(place) or place for place in places}
        return sorted(places, key=str)

    @cached_property
    def others(self) -> tuple[list[NamedNode], Ints, Ints]:
        """The targets in order of IRI, and as arrays which activity has which."""
        number = {activity: position for position, activity in enumerate(self.found.activities)}
        rows = [(number[one], target) for one, all_ in self.targets.items() for target in all_]
        names, target = numbered(target.value for _, target in rows)
        activity = np.array([activity for activity, _ in rows], dtype=np.int64)
        return [*map(NamedNode, names)], activity, target

    @property
    def ends(self) -> tuple[list[NamedNode], list[NamedNode]]:
        """What the numbers of the ends of an edge stand for."""
        actors = self.found.actors
        return actors, actors if self.definition.mode == "actors" else self.others[0]

    @cached_property
    def pairs(self) -> Pairs:
        """Who shares what."""
        if self.definition.mode == "actors":
            return pairs_of(self.cells)
        return pairs_with(self.cells, *self.others[1:])

    @cached_property
    def tops(self) -> list[NamedNode]:
        """The top-level activity of each activity."""
        part = self.links.of(DCTERMS.isPartOf)
        return [
            self.links.top(one, [DCTERMS.isPartOf]) if one in part else one
            for one in self.found.activities
        ]

    @cached_property
    def edges(self) -> Edges:
        """The edges with their weight."""
        top = numbered(whole.value for whole in self.tops)[1]
        return edges_of(self.cells, self.pairs, top, self.definition.weight)

    def name(self, number: int) -> str:
        """Return the English name of an activity; of a relation without one, who and in what."""
        found, links = self.found, self.links
        activity = found.activities[number]
        if has_name(links.store, activity):
            return links.label(activity)
        rows = np.flatnonzero(found.activity == number)
        actors = " – ".join(links.labels(found.actors[one] for one in found.actor[rows].tolist()))
        roles = links.labels(found.stated(rows))
        return f"{actors} ({', '.join(roles)})" if roles else actors

    def network(self, language: str = "en") -> nx.Graph:
        """Return the network; see `rightsgraph.networks.network.Network.graph`."""
        definition, links = self.definition, self.links
        network = nx.Graph(name=definition.name, title=definition.title)
        actors, others = self.ends
        add_nodes(network, links, actors, RG.actorType, language)
        for actor in actors:
            countries = [links.label(one, language) for one in links.home(actor)]
            if countries:
                network.nodes[actor.value]["country"] = "; ".join(countries)
        if definition.mode != "actors":
            nx.set_node_attributes(network, 0, "bipartite")
            kind = TARGET_TYPE[definition.mode]
            add_nodes(network, links, others, kind, language, bipartite=1)
        left, right = ([one.value for one in ends] for ends in (actors, others))
        network.add_edges_from(
            (left[one], right[other], values)
            for one, other, values in zip(
                self.edges.left.tolist(),
                self.edges.right.tolist(),
                self.attributes(language),
                strict=True,
            )
        )
        return network

    def attributes(self, language: str) -> Iterable[dict[str, Any]]:
        """Yield the attributes of each edge."""
        edges, actors = self.edges, self.definition.mode == "actors"
        names = [self.links.label(role, language) for role in self.found.roles]
        for weight, activities, roles, first, last in zip(
            edges.weight.tolist(),
            edges.activities.tolist(),
            named(roles_of(self.cells, self.pairs, edges, self.found), names),
            self.days(self.links.first, -NEVER, np.minimum),
            self.days(self.links.last, NEVER, np.maximum),
            strict=True,
        ):
            values = {"weight": weight, "activities": activities, "roles": [*roles]}
            if actors:
                values["distance"] = 1 / weight
            if first:
                values["first"] = first
            if last:
                values["last"] = last
            yield values

    def days(self, known: dict[NamedNode, str], missing: int, over: np.ufunc) -> list[str]:
        """Return for each edge the first or last day of what is shared; empty if one has none."""
        if not len(self.edges.start):
            return []
        texts = [known.get(activity, "") for activity in self.found.activities]
        days = np.array(texts, dtype="datetime64[D]").astype(np.int64)
        days[[not text for text in texts]] = missing
        shared = days[self.cells.activity[self.pairs.one[self.edges.pair]]]
        found = over.reduceat(shared, self.edges.start)
        unbounded = found == missing
        written = np.where(unbounded, 0, found).astype("datetime64[D]").astype(str)
        return [*map(str, np.where(unbounded, "", written).tolist())]

    def evidence(self) -> tuple[list[list[str]], list[list[str]]]:
        """Return for each edge the participations that it stands for, and their passages."""
        total = len(self.edges.left)
        edge, row = rows_of(self.cells, self.pairs, self.edges)
        names, number = numbered(self.found.node)
        node = number[row]
        nodes = np.array(names, dtype=object)
        behind = split(*distinct(edge, node, len(names)), nodes, total)
        keys = {passage.value: key for passage, key in self.links.keys.items()}
        position = {name: number for number, name in enumerate(names)}
        stated = [
            (position[name], keys[passage])
            for name, passage in zip(*self.links.store.columns.strings(RG.statedIn), strict=True)
            if name in position and passage in keys
        ]
        ordered = sorted({key for _, key in stated}, key=natural)
        rank = {key: number for number, key in enumerate(ordered)}
        owner = np.array([name for name, _ in stated], dtype=np.int64)
        key = np.array([rank[key] for _, key in stated], dtype=np.int64)
        left, right = joined(node, owner)
        groups = distinct(edge[left], key[right], max(len(ordered), 1))
        passages = split(*groups, np.array(ordered, dtype=object), total)
        if self.definition.mode == "instruments":
            for place, some in enumerate(passages):
                more = {text for stance in self.stances_of(place) for text in self.passages(stance)}
                some[:] = sorted(more.union(some), key=natural)
        return behind, passages

    def stances_of(self, edge: int) -> Iterator[NamedNode]:
        """Yield the stances that an edge between an actor and an instrument goes back to."""
        start, instrument = self.edges.start[edge], self.ends[1][self.edges.right[edge]]
        pairs = self.edges.pair[start : start + self.edges.activities[edge]]
        for activity in self.cells.activity[self.pairs.one[pairs]].tolist():
            yield from self.stances[self.found.activities[activity], instrument]

    def passages(self, node: NamedNode) -> set[str]:
        """Return the keys of the passages that state a thing."""
        keys, stated = self.links.keys, self.links.of(RG.statedIn).get(node, [])
        return {keys[passage] for passage in stated if passage in keys}


def named(packed: Bytes, names: list[str]) -> Iterator[list[str]]:
    """Yield the names whose bits are set in each row, in order of the alphabet."""
    if not len(packed):
        return
    kinds, kind = np.unique(packed, axis=0, return_inverse=True)
    marks = np.unpackbits(kinds, axis=1, count=len(names)).astype(bool)
    known = [sorted(name for name, mark in zip(names, row, strict=True) if mark) for row in marks]
    yield from (known[number] for number in kind.reshape(-1).tolist())


def distinct(group: Ints, value: Ints, values: int) -> tuple[Ints, Ints]:
    """Return each two numbers once, in order; the second is less than ``values``."""
    return np.divmod(once(group * values + value), values)


def split(group: Ints, value: Ints, names: Any, total: int) -> list[list[str]]:
    """Return the names of the values of each group, the groups being in order."""
    stops = np.searchsorted(group, np.arange(total + 1))
    texts = names[value].tolist()
    return [
        texts[start:stop]
        for start, stop in zip(stops[:-1].tolist(), stops[1:].tolist(), strict=True)
    ]


def add_nodes(
    network: nx.Graph,
    links: Links,
    terms: list[NamedNode],
    kind: NamedNode,
    language: str,
    **values: Any,
) -> None:
    """Add nodes with their label, acronym and type."""
    for term in terms:
        kinds = [links.label(one, language) for one in links.of(kind).get(term, [])]
        known = {"short": acronym_of(links.store, term, language), "type": "; ".join(kinds)}
        known = {key: text for key, text in known.items() if text}
        network.add_node(term.value, label=links.label(term, language), **known, **values)
