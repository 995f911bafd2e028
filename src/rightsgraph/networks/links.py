"""The properties that a network follows, each read from the store once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from pyoxigraph import NamedNode

from rightsgraph.namespaces import DCTERMS, ORG, RDF, RG, RGS, SCHEMA
from rightsgraph.store.embedded import EmbeddedStore

WHOLES = (ORG.unitOf, ORG.subOrganizationOf, ORG.postIn)
PLACES = (RG.takesPlaceIn, RG.concernsPlace)
COUNTRY = RGS["place-type-country"]


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
            for values in found.values():
                values.sort(key=str)
            self.read[predicate] = dict(found)
        return self.read[predicate]

    def instances(self, kind: NamedNode) -> set[NamedNode]:
        """Return what is of a class."""
        return {quad.subject for quad in self.store.match(None, RDF.type, kind)}

    @cached_property
    def states(self) -> set[NamedNode]:
        """The states."""
        return self.instances(RG.State)

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

    def country(self, place: NamedNode) -> NamedNode | None:
        """Return the country that a place is or lies in, if that is known."""
        kinds = self.of(RG.placeType)
        within = self.above(place, [DCTERMS.isPartOf])
        return next((one for one in within if COUNTRY in kinds.get(one, [])), None)

    def countries(
        self, thing: NamedNode, predicates: tuple[NamedNode, ...] = PLACES
    ) -> list[NamedNode]:
        """Return the countries that a thing leads to by these properties, in order of IRI."""
        places = (place for p in predicates for place in self.of(p).get(thing, []))
        return sorted({one for one in map(self.country, places) if one}, key=str)

    def home(self, actor: NamedNode) -> list[NamedNode]:
        """Return the country of a state and of what belongs to it, of others that of the seat."""
        for whole in self.above(actor, WHOLES):
            if whole in self.states:
                return self.countries(whole, (SCHEMA.areaServed,))
        return self.countries(actor, (RG.seatedIn,))
