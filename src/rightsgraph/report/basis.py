"""What a report goes back to: documents, passages, actors, activities, and who reports them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from rightsgraph.describe import natural
from rightsgraph.errors import EmptyNetworkError
from rightsgraph.graph import Graph
from rightsgraph.labels import acronym_of
from rightsgraph.namespaces import DCTERMS, RG, RGS, SKOS
from rightsgraph.networks.links import WHOLES
from rightsgraph.networks.network import Network
from rightsgraph.report.things import Activity, Actor, Centre, Document, Part, Reporter
from rightsgraph.tables import Table

REPORTING = RGS["role-reporting"]


class Basis:
    """A network and what a report asks of it more than once.

    Parameters
    ----------
    graph : Graph
        Where the network is from.
    network : Network
        Of actors tied to actors.
    """

    def __init__(self, graph: Graph, network: Network) -> None:
        self.graph, self.network = graph, network
        self.links, self.projection = network.links, network.projection
        self.store, self.found = network.links.store, network.projection.found

    def name(self, thing: NamedNode) -> str:
        """Return a thing's English name."""
        return self.links.label(thing)

    def names(self, things: list[NamedNode]) -> tuple[str, ...]:
        """Return the names of things, each once, in order."""
        return tuple(self.links.labels(things))

    @cached_property
    def measures(self) -> Table:
        """The measures of the nodes."""
        return self.network.measures()

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The nodes by IRI."""
        return {
            node: Actor(
                node,
                values["label"],
                *(values.get(key, "") for key in ("short", "type", "country")),
            )
            for node, values in self.network.graph.nodes(data=True)
        }

    @cached_property
    def passages(self) -> dict[NamedNode, str]:
        """The key of each passage that states a participation; with the document if several."""
        stated = self.links.of(RG.statedIn)
        found = {one for node in self.found.node for one in stated.get(NamedNode(node), [])}
        keys = {one: self.links.keys[one] for one in found if one in self.links.keys}
        tops = {one: self.links.top(one, [DCTERMS.isPartOf]) for one in keys}
        if len(set(tops.values())) < 2:
            return keys
        return {
            one: f"{self.symbol(tops[one]) or self.name(tops[one])} {keys[one]}" for one in keys
        }

    @cached_property
    def labels_of_passages(self) -> dict[str, str]:
        """The name of each passage by its key."""
        return {key: self.name(one) for one, key in sorted(self.passages.items(), key=str)}

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents that the passages are part of."""
        issued = self.links.texts(DCTERMS.issued)
        tops = {self.links.top(one, [DCTERMS.isPartOf]) for one in self.passages}
        return tuple(
            Document(
                one.value,
                self.name(one),
                self.symbol(one),
                issued[one][0].value if one in issued else "",
            )
            for one in sorted(tops, key=str)
        )

    def symbol(self, document: NamedNode) -> str:
        """Return the identifier of a document, or an empty text."""
        return self.links.keys.get(document, "")

    def values(self, iri: str, predicate: NamedNode) -> list[NamedNode]:
        """Return the things that a property of a thing leads to."""
        return self.links.of(predicate).get(NamedNode(iri), [])

    def kinds(self, role: NamedNode) -> frozenset[str]:
        """Return the IRIs of a role and of all that is broader."""
        return frozenset(one.value for one in self.links.above(role, [SKOS.broader]))

    def sorted(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return keys of passages in their order, each once."""
        return tuple(sorted(set(keys), key=natural))

    def passages_of(self, node: NamedNode) -> list[Literal]:
        """Return the keys of the passages that state a thing."""
        keys = self.links.texts(DCTERMS.identifier)
        return [
            key for one in self.links.of(RG.statedIn).get(node, []) for key in keys.get(one, [])
        ]

    def keys_of(self, node: str) -> set[str]:
        """Return the keys of the passages that state a participation, as `passages` has them."""
        stated = self.links.of(RG.statedIn).get(NamedNode(node), [])
        return {self.passages[one] for one in stated if one in self.passages}

    @cached_property
    def parts(self) -> dict[int, list[Part]]:
        """The parts in each activity, by the number of the activity."""
        rows: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row, ends in enumerate(zip(self.found.activity, self.found.actor, strict=True)):
            rows[int(ends[0]), int(ends[1])].append(row)
        found: dict[int, list[Part]] = defaultdict(list)
        for (activity, actor), some in rows.items():
            roles = self.found.stated(some)
            keys = {key for row in some for key in self.keys_of(self.found.node[row])}
            found[activity].append(
                Part(
                    self.found.actors[actor].value,
                    self.names(roles),
                    frozenset().union(*map(self.kinds, roles)),
                    self.sorted(keys),
                )
            )
        for parts in found.values():
            parts.sort(key=lambda part: (self.actors[part.actor].label, part.actor))
        return found

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """What actors take part in, by IRI, in order of the names."""
        names = [*map(self.projection.name, range(len(self.found.activities)))]
        order = sorted(range(len(names)), key=lambda number: (names[number].lower(), number))
        found = [
            self.activity(number, f"activity-{place}") for place, number in enumerate(order, 1)
        ]
        return {one.iri: one for one in found}

    def activity(self, number: int, key: str) -> Activity:
        """Return an activity by its number."""
        iri, top = self.found.activities[number], self.projection.tops[number]
        parts = tuple(self.parts[number])
        return Activity(
            iri=iri.value,
            name=self.projection.name(number),
            key=key,
            top=top.value,
            whole=self.name(top) if top != iri else "",
            statuses=tuple(self.links.names(iri, RG.status)),
            topics=tuple(self.links.names(iri, DCTERMS.subject)),
            countries=self.names(self.links.countries(iri)),
            first=self.links.first.get(iri, ""),
            last=self.links.last.get(iri, ""),
            parts=parts,
            passages=self.sorted(key for one in parts for key in one.passages),
        )

    @cached_property
    def by_actor(self) -> dict[str, dict[str, Part]]:
        """What each actor takes part in, and its part in it, by IRI."""
        found: dict[str, dict[str, Part]] = {node: {} for node in self.actors}
        for iri, activity in self.activities.items():
            for part in activity.parts:
                found[part.actor][iri] = part
        return found

    def shared(self, one: str, other: str) -> list[str]:
        """Return the activities that two actors share."""
        return [iri for iri in self.by_actor[one] if iri in self.by_actor[other]]

    @cached_property
    def reporter(self) -> Reporter | None:
        """The actor that reports most, with what belongs to it, if any reports."""
        reporting: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for node, roles in self.links.of(RG.role).items():
            for actor in self.links.of(RG.actor).get(node, []) if REPORTING in roles else ():
                reporting[self.links.top(actor, WHOLES)].add(node)
        if not reporting:
            return None
        iri = min(reporting, key=lambda one: (-len(reporting[one]), one.value))
        keys = {key.value for node in reporting[iri] for key in self.passages_of(node)}
        return Reporter(
            iri.value,
            self.name(iri),
            self.short(iri),
            len(reporting[iri]),
            self.sorted(keys),
            self.belonging(iri),
        )

    @cached_property
    def centre(self) -> Centre | None:
        """The actor to leave out: the reporter, or else that which stands between most others."""
        first = self.measures.ranked("betweenness").rows[:1]
        if self.reporter and self.reporter.members:
            iri = NamedNode(self.reporter.iri)
        elif first and first[0]["betweenness"]:
            iri = NamedNode(first[0]["node"])
        else:
            return None
        reports = bool(self.reporter and self.reporter.iri == iri.value)
        return Centre(iri.value, self.name(iri), self.short(iri), reports, self.belonging(iri))

    def short(self, thing: NamedNode) -> str:
        """Return a thing's acronym, or its name."""
        return acronym_of(self.store, thing) or self.name(thing)

    def belonging(self, actor: NamedNode) -> tuple[str, ...]:
        """Return the nodes that are an actor or belong to it."""
        return tuple(
            node for node in self.actors if actor in self.links.above(NamedNode(node), WHOLES)
        )

    @cached_property
    def others(self) -> Network | None:
        """The network without the centre; none if there is no centre or nobody is left."""
        if not self.centre:
            return None
        definition = self.network.definition
        try:
            return self.graph.network(definition, without=(*definition.without, self.centre.iri))
        except EmptyNetworkError:
            return None

    @cached_property
    def apart(self) -> Network:
        """The network without the one that reports it; as it is if that is not in it."""
        return self.others if self.others and self.centre and self.centre.reports else self.network

    @cached_property
    def measures_of_others(self) -> Table:
        """The measures of the nodes of `others`; as the network is if there is none."""
        return self.others.measures() if self.others else self.measures

    @cached_property
    def measures_apart(self) -> Table:
        """The measures of the nodes of `apart`."""
        return self.measures if self.apart is self.network else self.measures_of_others
