"""The properties that a network follows, each read from the store once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode

from rightsgraph.labels import label_of
from rightsgraph.namespaces import DCTERMS, ORG, RDF, RG, RGS, SCHEMA
from rightsgraph.store.columns import THINGS
from rightsgraph.store.embedded import EmbeddedStore

WHOLES = (ORG.unitOf, ORG.subOrganizationOf, ORG.postIn)
PLACES = (RG.takesPlaceIn, RG.concernsPlace)
COUNTRY = RGS["place-type-country"]
Value = TypeVar("Value")


class Links:
    """The values of properties, each read from the store once.

    Where the data have a text in place of a thing, or a blank node, it is passed over.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.read: dict[Any, Any] = {}

    def once(self, key: object, read: Callable[[], Value]) -> Value:
        """Return what has been read under a key, or read it now."""
        if key not in self.read:
            self.read[key] = read()
        value: Value = self.read[key]
        return value

    def of(self, predicate: NamedNode) -> dict[NamedNode, list[NamedNode]]:
        """Return the things that a property leads to by subject, in order."""
        return self.values(predicate, NamedNode)

    def texts(self, predicate: NamedNode) -> dict[NamedNode, list[Literal]]:
        """Return the literals that a property has by subject, in order."""
        return self.values(predicate, Literal)

    def values(self, predicate: NamedNode, kind: type) -> dict[NamedNode, list[Any]]:
        """Return the values of one kind that a property has by subject, in order."""

        def read() -> dict[NamedNode, list[Any]]:
            found: dict[NamedNode, list[Any]] = defaultdict(list)
            if kind is NamedNode and predicate in THINGS:
                for ends in zip(*self.store.columns.strings(predicate), strict=True):
                    subject, value = map(NamedNode, ends)
                    found[subject].append(value)
            else:
                for quad in self.store.match(None, predicate):
                    if isinstance(quad.object, kind) and isinstance(quad.subject, NamedNode):
                        found[quad.subject].append(quad.object)
                for values in found.values():
                    values.sort(key=str)
            return dict(found)

        return self.once((predicate, kind), read)

    @cached_property
    def first(self) -> dict[NamedNode, str]:
        """The first day that the date of a thing can mean, where it has one."""
        return {thing: min(days) for thing, days in self.days(RG.earliest).items()}

    @cached_property
    def last(self) -> dict[NamedNode, str]:
        """The last day that the date of a thing can mean, where it has one."""
        return {thing: max(days) for thing, days in self.days(RG.latest).items()}

    def days(self, bound: NamedNode) -> dict[NamedNode, list[str]]:
        """Return the days that a property has by subject."""
        subjects, texts = self.store.columns.strings(bound)
        days = {text for text in set(texts) if is_day(text)}
        found: dict[NamedNode, list[str]] = defaultdict(list)
        for subject, text in zip(subjects, texts, strict=True):
            if text in days:
                found[NamedNode(subject)].append(text)
        return found

    def label(self, thing: NamedNode, language: str = "en") -> str:
        """Return a thing's name; see `rightsgraph.labels.label_of`."""
        return self.once((thing, language), lambda: label_of(self.store, thing, language))

    def labels(self, things: Iterable[NamedNode]) -> list[str]:
        """Return the English names of things, each once, in order."""
        return sorted({self.label(one) for one in things})

    def names(self, thing: NamedNode, *predicates: NamedNode) -> list[str]:
        """Return the English names of what a thing leads to, each once, in order."""
        return self.labels(value for p in predicates for value in self.of(p).get(thing, []))

    @cached_property
    def keys(self) -> dict[NamedNode, str]:
        """The first identifier of a thing, such as the key of a passage, where it has one."""
        things, texts = self.store.columns.strings(DCTERMS.identifier)
        found: dict[str, str] = {}
        for thing, text in zip(things, texts, strict=True):
            found.setdefault(thing, text)
        return {NamedNode(thing): text for thing, text in found.items()}

    def instances(self, kind: NamedNode) -> set[NamedNode]:
        """Return what is of a class."""
        found = (quad.subject for quad in self.store.match(None, RDF.type, kind))
        return {subject for subject in found if isinstance(subject, NamedNode)}

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
                    if whole not in seen:
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


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, as in ``2002-05-31``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
