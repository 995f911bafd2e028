"""What the graph says of one thing, in the terms of the graph: the same in every language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from rightsgraph.derive import BOUNDS_OF, DERIVED
from rightsgraph.namespaces import APART, DCTERMS, ORG, QB, RDF, RDFS, RG, RGS, SCHEMA, SKOS
from rightsgraph.publication.keys import LAST, place
from rightsgraph.store.embedded import EmbeddedStore

KEPT = 20_000
LARGEST = 500_000  # statements that are read at once
INFERRED = RGS["certainty-inferred"]
BOUNDS = {bound for pair in BOUNDS_OF.values() for bound in pair}
SET_APART = {RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, RG.statedIn, DCTERMS.source}
RELATIONS = (
    RG.Participation,
    ORG.Membership,
    RG.Tie,
    RG.Mandate,
    RG.Stance,
    RG.Quantity,
    RG.TreatyAction,
    RG.Provision,
    RG.Identifier,
    QB.Observation,
    RDF.Statement,
)
UNLISTED = {
    RDF.type,
    RDF.subject,
    RDF.predicate,
    RDF.object,
    RG.participatesIn,
    RG.invokes,
    RG.stateParty,
    ORG.memberOf,
    SCHEMA.sameAs,
}

Values = dict[NamedNode, list[Any]]


@dataclass(frozen=True)
class Basis:
    """What a statement rests on.

    Attributes
    ----------
    sources : tuple
        Passages, then pages.
    inferred : bool
        Whether it is said to be inferred.
    notes : tuple of pyoxigraph.Literal
        Remarks on it.
    """

    sources: tuple[Any, ...] = ()
    inferred: bool = False
    notes: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Relation:
    """One qualified relation: a node, its values, and what it rests on."""

    node: Any
    values: Values
    basis: Basis


@dataclass
class Thing:
    """What is said of one thing.

    Attributes
    ----------
    kinds : list of pyoxigraph.NamedNode
        Its classes.
    facts : dict
        What each value of each property rests on; what only the build derives is left out.
    derived : dict
        Values of the properties that only the build derives.
    stated : list
        The passages that state or name it.
    relations : dict
        The qualified relations that it is a side of, or that it states, by class.
    links : dict
        Other things that have it as a value, by property.
    states : dict
        What else a passage states or names, by class.
    """

    iri: NamedNode
    kinds: list[NamedNode] = field(default_factory=list)
    facts: dict[NamedNode, dict[Any, Basis]] = field(default_factory=dict)
    derived: Values = field(default_factory=dict)
    stated: list[NamedNode] = field(default_factory=list)
    relations: dict[NamedNode, list[Relation]] = field(default_factory=dict)
    links: dict[NamedNode, list[Any]] = field(default_factory=dict)
    states: dict[NamedNode, list[Any]] = field(default_factory=dict)

    def values(self, *predicates: NamedNode) -> list[Any]:
        """Return the values of some properties, derived ones too, each once."""
        found = [value for one in predicates for value in self.facts.get(one, ())]
        found += [value for one in predicates for value in self.derived.get(one, ())]
        return list(dict.fromkeys(found))


class Reader:
    """Reads things from a store, each once for the languages of its pages."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.values = lru_cache(maxsize=KEPT)(self.read_values)
        self.read = lru_cache(maxsize=16)(self.read_thing)
        self.place = lru_cache(maxsize=KEPT)(self.find_place)
        self.layers: dict[Any, list[Any]] | None = None
        self.incoming: dict[Any, list[Any]] = {}

    def load(self) -> None:
        """Read the whole graph at once, if it is not too large for that: to make every page."""
        if self.layers is not None or sum(self.store.generation.graphs.values()) > LARGEST:
            return
        layers: dict[Any, list[Any]] = {}
        links: dict[Any, dict[Any, Any]] = {}
        for quad in self.store.quads():
            subject, predicate, value, graph = quad
            layers.setdefault(subject, []).append(quad)
            if not isinstance(value, Literal) and graph not in APART:
                links.setdefault(value, {}).setdefault((subject, predicate), quad)
        self.incoming = {node: list(quads.values()) for node, quads in links.items()}
        self.layers = layers

    def by_graph(self, node: Any) -> list[Any]:
        """Return the statements on a node, each in every graph that makes it."""
        if self.layers is None:
            return list(self.store.match_by_graph(node))
        return self.layers.get(node, [])

    def links_to(self, node: Any) -> list[Any]:
        """Return the statements that have a node as their value."""
        if self.layers is None:
            return list(self.store.match(None, None, node))
        return self.incoming.get(node, [])

    def read_values(self, node: Any) -> Values:
        """Return a node's values by predicate, each once."""
        found: Values = {}
        if self.layers is None:
            for quad in self.store.match(node):
                found.setdefault(quad.predicate, []).append(quad.object)
            return found
        for quad in self.layers.get(node, ()):
            values = found.setdefault(quad.predicate, [])
            if quad.graph_name not in APART and quad.object not in values:
                values.append(quad.object)
        return {predicate: values for predicate, values in found.items() if values}

    def read_thing(self, iri: NamedNode) -> Thing:
        """Return what is said of a thing."""
        thing = Thing(iri)
        graphs: dict[Any, Values] = defaultdict(dict)
        for quad in self.by_graph(iri):
            if quad.graph_name not in APART:
                graphs[quad.graph_name].setdefault(quad.predicate, []).append(quad.object)
        incoming = self.links_to(iri)
        for predicate, values in graphs.pop(DERIVED, {}).items():
            if predicate not in BOUNDS:
                thing.derived[predicate] = values
        backing = self.backing(quad.subject for quad in incoming if quad.predicate == RDF.subject)
        for _, found in sorted(graphs.items(), key=lambda item: str(item[0])):
            self.add_layer(thing, found, backing)
        self.add_incoming(thing, incoming)
        return thing

    def add_layer(self, thing: Thing, found: Values, backing: dict[Any, Basis]) -> None:
        """Add what one graph says of a thing."""
        thing.kinds += [kind for kind in found.get(RDF.type, ()) if kind not in thing.kinds]
        stated = self.in_order(found.get(RG.statedIn, []))
        thing.stated += [one for one in stated if one not in thing.stated]
        everywhere = (*stated, *found.get(DCTERMS.source, ()))
        for predicate, values in found.items():
            if predicate in SET_APART:
                continue
            facts = thing.facts.setdefault(predicate, {})
            for value in values:
                own = backing.get((predicate, value)) if stated else None
                before = facts.get(value, Basis())
                now = own or Basis(everywhere)
                facts[value] = Basis(
                    tuple(dict.fromkeys((*before.sources, *now.sources))),
                    before.inferred or now.inferred,
                    before.notes or now.notes,
                )

    def backing(self, statements: Iterable[Any]) -> dict[Any, Basis]:
        """Return what single facts rest on, from the ``rdf:Statement`` on each."""
        found = {}
        for node in statements:
            values = self.values(node)
            if RDF.predicate in values and RDF.object in values:
                found[values[RDF.predicate][0], values[RDF.object][0]] = self.basis(values)
        return found

    def add_incoming(self, thing: Thing, incoming: list[Any]) -> None:
        """Add the relations that a thing is a side of, and the links to it."""
        seen: set[Any] = set()
        for quad in incoming:
            if quad.predicate in UNLISTED:
                continue
            values = self.values(quad.subject)
            kinds = values.get(RDF.type, [])
            relation = next((kind for kind in RELATIONS if kind in kinds), None)
            if relation is not None:
                if quad.subject not in seen:
                    seen.add(quad.subject)
                    one = Relation(quad.subject, values, self.basis(values))
                    thing.relations.setdefault(relation, []).append(one)
            elif quad.predicate == RG.statedIn:
                thing.states.setdefault(main_kind(kinds), []).append(quad.subject)
            else:
                thing.links.setdefault(quad.predicate, []).append(quad.subject)

    def basis(self, values: Values) -> Basis:
        """Return what a node rests on that carries its own passages, pages and certainty."""
        return Basis(
            (*self.in_order(values.get(RG.statedIn, [])), *values.get(DCTERMS.source, ())),
            INFERRED in values.get(RG.certainty, ()),
            tuple(values.get(SKOS.scopeNote, ())),
        )

    def in_order(self, passages: list[Any]) -> list[Any]:
        """Return passages in the order of reading."""
        return passages if len(passages) < 2 else sorted(passages, key=self.place)

    def find_place(self, passage: Any) -> tuple[Any, ...]:
        """Return the key by which a passage stands in its document."""
        keys = self.values(passage).get(DCTERMS.identifier, ())
        return place(keys[0].value) if keys else LAST


def main_kind(kinds: list[NamedNode]) -> NamedNode:
    """Return the class by which a thing is listed: actors together, others by their first."""
    if RG.Actor in kinds:
        return RG.Actor
    return min(kinds, key=str, default=RDFS.Resource)
