"""The participations that a network is made of, after its filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from rightsgraph.errors import EmptyNetworkError
from rightsgraph.namespaces import DCTERMS, ORG, RDF, RG, RGS, SKOS
from rightsgraph.networks.definition import Definition
from rightsgraph.store.embedded import EmbeddedStore

WHOLES = (ORG.unitOf, ORG.subOrganizationOf, ORG.postIn)
REPORTING = RGS["role-reporting"]
Resolve = Callable[[str], NamedNode]


@dataclass(frozen=True)
class Participation:
    """One actor in one activity as one passage states it.

    Attributes
    ----------
    node, actor, activity : pyoxigraph.NamedNode
        The participation, its actor (rolled up if the network is), its activity as stated.
    roles : frozenset of pyoxigraph.NamedNode
        Its roles.
    """

    node: NamedNode
    actor: NamedNode
    activity: NamedNode
    roles: frozenset[NamedNode]


class Links:
    """The values of properties, each read from the store once."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.read: dict[NamedNode, dict[NamedNode, list[NamedNode]]] = {}

    def of(self, predicate: NamedNode) -> dict[NamedNode, list[NamedNode]]:
        """Return the values of a property by subject, in order."""
        if predicate not in self.read:
            found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
            for quad in self.store.match(None, predicate):
                found[quad.subject].append(quad.object)
            self.read[predicate] = {key: sorted(all_, key=str) for key, all_ in found.items()}
        return self.read[predicate]

    def above(self, start: NamedNode, predicates: Iterable[NamedNode]) -> Iterator[NamedNode]:
        """Yield a thing and all that it leads to by these properties, the nearest first."""
        seen, waiting = {start}, [start]
        while waiting:
            thing = waiting.pop(0)
            yield thing
            for predicate in predicates:
                for whole in self.of(predicate).get(thing, []):
                    if isinstance(whole, NamedNode) and whole not in seen:
                        seen.add(whole)
                        waiting.append(whole)

    def top(self, start: NamedNode, predicates: Iterable[NamedNode]) -> NamedNode:
        """Return the last whole that a thing is part of; of several, the first by its IRI."""
        chain = list(self.above(start, predicates))
        tops = [one for one in chain if not any(one in self.of(p) for p in predicates)]
        return min(tops, key=str) if tops else start

    def leads(
        self, start: NamedNode, predicate: NamedNode, wanted: set[NamedNode], up: NamedNode
    ) -> bool:
        """Return whether a value of a property, or what is above it, is wanted."""
        return any(
            wanted.intersection(self.above(value, [up]))
            for value in self.of(predicate).get(start, [])
        )


def select_participations(
    links: Links, definition: Definition, resolve: Resolve
) -> list[Participation]:
    """Return the participations of a network, in the order of their IRIs.

    A participation whose only role is that of reporting is left out; so are groups unless they
    are asked for.

    Raises
    ------
    EmptyNetworkError
        A filter leaves none; names the filter.
    """
    found = list(participations(links))
    for name, fits in filters(links, definition, resolve):
        found = [one for one in found if fits(one)]
        if not found:
            raise EmptyNetworkError(definition.name, name)
    if definition.level == "rolled-up":
        found = [
            Participation(one.node, links.top(one.actor, WHOLES), one.activity, one.roles)
            for one in found
        ]
    return found


def participations(links: Links) -> Iterator[Participation]:
    """Yield every participation that has an actor, an activity and roles."""
    actors, activities, roles = (links.of(p) for p in (RG.actor, RG.inActivity, RG.role))
    for node in sorted(actors.keys() & activities.keys() & roles.keys(), key=str):
        for actor in actors[node]:
            for activity in activities[node]:
                yield Participation(node, actor, activity, frozenset(roles[node]))


def filters(
    links: Links, definition: Definition, resolve: Resolve
) -> Iterator[tuple[str, Callable[[Participation], bool]]]:
    """Yield the filters of a definition: what each is called, and whether one passes."""
    yield "the participations that only report", lambda one: one.roles != {REPORTING}
    if not definition.groups:
        kinds = links.of(RDF.type)
        yield "groups = false", lambda one: RG.ActorGroup not in kinds.get(one.actor, [])

    def terms(names: tuple[str, ...]) -> set[NamedNode]:
        return {resolve(name) for name in names}

    if definition.without:
        without = terms(definition.without)
        yield (
            f"without = {', '.join(definition.without)}",
            lambda one: not without.intersection(links.above(one.actor, WHOLES)),
        )
    if definition.types:
        types = terms(definition.types)
        yield (
            f"types = {', '.join(definition.types)}",
            lambda one: links.leads(one.actor, RG.actorType, types, SKOS.broader),
        )
    if definition.roles:
        roles = terms(definition.roles)
        yield (
            f"roles = {', '.join(definition.roles)}",
            lambda one: any(roles.intersection(links.above(r, [SKOS.broader])) for r in one.roles),
        )
    for key, predicates, up in (
        ("statuses", (RG.status,), SKOS.broader),
        ("topics", (DCTERMS.subject,), SKOS.broader),
        ("places", (RG.takesPlaceIn, RG.concernsPlace), DCTERMS.isPartOf),
    ):
        names = getattr(definition, key)
        if names:
            yield f"{key} = {', '.join(names)}", on_activity(links, predicates, terms(names), up)


def on_activity(
    links: Links, predicates: tuple[NamedNode, ...], wanted: set[NamedNode], up: NamedNode
) -> Callable[[Participation], bool]:
    """Return a filter on what the activity of a participation has."""
    return lambda one: any(links.leads(one.activity, p, wanted, up) for p in predicates)
