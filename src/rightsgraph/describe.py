"""One thing with all that is said of it, each fact with the passages that say it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import pyoxigraph as ox

from rightsgraph.derive import BOUNDS_OF, DERIVED
from rightsgraph.identifiers import compress_iri
from rightsgraph.labels import label_of
from rightsgraph.namespaces import DCTERMS, ORG, QB, RDF, RG, RGS, SCHEMA, SKOS
from rightsgraph.store.embedded import EmbeddedStore

SETS_APART = {
    RDF.type,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.hiddenLabel,
    RG.statedIn,
    DCTERMS.source,
}
QUALIFIED = {
    RG.Participation,
    RG.Stance,
    RG.Tie,
    RG.Mandate,
    RG.Quantity,
    ORG.Membership,
    RG.TreatyAction,
    RG.Identifier,
}
DERIVED_LINKS = {
    RG.participatesIn,
    RG.invokes,
    RG.stateParty,
    RG.ofActor,
    ORG.memberOf,
    QB.dataSet,
    SCHEMA.sameAs,
}
PARTS = {RG.statedIn, RG.certainty, DCTERMS.source, RDF.type}
BOUNDS = {bound for pair in BOUNDS_OF.values() for bound in pair}
FOREIGN = {"adms", "dcat", "dcterms", "org", "rdf", "schema", "skos"}


@dataclass(frozen=True)
class Fact:
    """One statement in words.

    Attributes
    ----------
    property : str
        The name of the property.
    value : str
        The value: a name, a date, a number, or for a relation its parts.
    sources : tuple of str
        Keys of the passages (``annex/38``) or addresses of the pages that say so.
    certainty : str
        ``inferred`` where that is said of it, else an empty text.
    """

    property: str
    value: str
    sources: tuple[str, ...] = ()
    certainty: str = ""


@dataclass(frozen=True)
class Description:
    """What is known of one thing."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    facts: tuple[Fact, ...] = field(default=())
    relations: tuple[Fact, ...] = field(default=())
    links: tuple[Fact, ...] = field(default=())

    def as_dict(self) -> dict:
        """Return the description as plain lists and texts."""
        return asdict(self)

    def to_text(self) -> str:
        """Return the description as text of a few short tables.

        The addresses of pages stand at the end, with numbers that stand for them.
        """
        lines = [self.name, "=" * len(self.name), f"{', '.join(self.kinds)}  <{self.iri}>"]
        if self.names:
            lines.append(f"also: {'; '.join(self.names)}")
        numbers: dict[str, int] = {}
        for title, facts in (
            ("Facts", self.facts),
            ("Relations", self.relations),
            ("Links from", self.links),
        ):
            if facts:
                lines += ["", title, *(line_of(fact, numbers) for fact in facts)]
        if numbers:
            lines += ["", "Sources", *(f"  {number}  {page}" for page, number in numbers.items())]
        return "\n".join(lines)


def line_of(fact: Fact, numbers: dict[str, int]) -> str:
    """Return one fact as one line, and number the pages that it names for the first time."""
    where = [
        str(numbers.setdefault(source, len(numbers) + 1)) if "://" in source else source
        for source in fact.sources
    ]
    brackets = ", ".join(filter(None, (*where, fact.certainty)))
    return f"  {fact.property}: {fact.value}" + (f"  [{brackets}]" if brackets else "")


def describe(store: EmbeddedStore, thing: ox.NamedNode, language: str = "en") -> Description:
    """Return what the graph says of a thing.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    thing : pyoxigraph.NamedNode
        Anything described in it.
    language : str
        Of the names, where the graph has them.
    """
    return Describer(store, language).describe(thing)


class Describer:
    """Turns statements into words in one language."""

    def __init__(self, store: EmbeddedStore, language: str) -> None:
        self.store, self.language = store, language

    def describe(self, thing: ox.NamedNode) -> Description:
        """Return what is said of one thing."""
        values, incoming = self.values(thing), list(self.store.match(None, None, thing))
        name = label_of(self.store, thing, self.language)
        others = [q for p in (SKOS.prefLabel, SKOS.altLabel) for q in sorted(values[p], key=str)]
        return Description(
            thing.value,
            name,
            tuple(sorted(self.name(kind) for kind in values[RDF.type])),
            tuple(dict.fromkeys(o.value for o in others if o.value != name)),
            tuple(self.facts(thing)),
            tuple(self.relations(thing, incoming)),
            tuple(self.links(incoming)),
        )

    def values(self, thing: ox.NamedNode) -> dict[ox.NamedNode, list]:
        """Return a thing's values by predicate, without repetition."""
        found: dict[ox.NamedNode, list] = defaultdict(list)
        for quad in self.store.match(thing):
            if quad.object not in found[quad.predicate]:
                found[quad.predicate].append(quad.object)
        return found

    def name(self, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
        """Return a term in words: its label, or the words of a foreign vocabulary's term."""
        if not isinstance(term, ox.NamedNode):
            return term.value
        label = label_of(self.store, term, self.language)
        prefix, _, local = label.partition(":")
        if prefix in FOREIGN and local.isalpha():
            return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()
        return label

    def sources(self, values: dict[ox.NamedNode, list]) -> tuple[str, ...]:
        """Return the passage keys and page addresses among a subject's values."""
        keys = sorted((self.key(passage) for passage in values[RG.statedIn]), key=natural)
        return (*keys, *sorted(page.value for page in values[DCTERMS.source]))

    def key(self, passage: ox.NamedNode) -> str:
        """Return a passage's key."""
        found = [quad.object.value for quad in self.store.match(passage, DCTERMS.identifier)]
        return found[0] if found else compress_iri(passage.value, self.store.prefixes)

    def facts(self, thing: ox.NamedNode) -> Iterator[Fact]:
        """Yield the facts of the thing itself, each with the passages or pages of its own."""
        for (predicate, value), (sources, certainty) in sorted(
            self.layers(thing).items(), key=lambda item: tuple(map(self.name, item[0]))
        ):
            if predicate not in SETS_APART:
                yield Fact(self.name(predicate), self.name(value), sources, certainty)

    def layers(self, thing: ox.NamedNode) -> dict[tuple, tuple[tuple[str, ...], str]]:
        """Return what each fact rests on: passages and pages of the graphs that state it.

        What only the build derives is left out.
        """
        graphs: dict[ox.NamedNode, dict[ox.NamedNode, list]] = defaultdict(
            lambda: defaultdict(list)
        )
        for quad in self.store.match_by_graph(thing):
            if quad.graph_name != DERIVED:
                graphs[quad.graph_name][quad.predicate].append(quad.object)
        backing = self.backing(thing)
        found: dict[tuple, tuple[tuple[str, ...], str]] = {}
        for _, values in sorted(graphs.items(), key=str):
            own = backing if RG.statedIn in values else {}
            everywhere = self.sources(values), ""
            for fact in [(predicate, value) for predicate in values for value in values[predicate]]:
                sources, certainty = own.get(fact, everywhere)
                before = found.get(fact, ((), certainty))
                found[fact] = (*before[0], *sources), before[1]
        return found

    def backing(self, thing: ox.NamedNode) -> dict[tuple, tuple[tuple[str, ...], str]]:
        """Return the passages of single facts, from the ``rdf:Statement`` on them."""
        found = {}
        for quad in self.store.match(None, RDF.subject, thing):
            values = self.values(quad.subject)
            fact = (values[RDF.predicate][0], values[RDF.object][0])
            found[fact] = (self.sources(values), self.certainty(values))
        return found

    def certainty(self, values: dict[ox.NamedNode, list]) -> str:
        """Return how sure a statement is, unless it is simply stated."""
        return "inferred" if RGS["certainty-inferred"] in values[RG.certainty] else ""

    def relations(self, thing: ox.NamedNode, incoming: list[Any]) -> Iterator[Fact]:
        """Yield the qualified relations that the thing is a side of."""
        found = set()
        for quad in incoming:
            values = self.values(quad.subject)
            kinds = QUALIFIED.intersection(values[RDF.type])
            if kinds:
                parts = (
                    f"{self.name(predicate)} {self.name(value)}"
                    for predicate in sorted(set(values) - PARTS - BOUNDS, key=self.name)
                    for value in sorted(values[predicate], key=self.name)
                    if value != thing
                )
                kind = self.name(next(iter(kinds)))
                found.add(
                    Fact(kind, "; ".join(parts), self.sources(values), self.certainty(values))
                )
        yield from sorted(found, key=lambda fact: (fact.property, fact.sources, fact.value))

    def links(self, incoming: list[Any]) -> Iterator[Fact]:
        """Yield the plain links from other things."""
        found = set()
        for quad in incoming:
            kinds = {q.object for q in self.store.match(quad.subject, RDF.type)}
            if kinds & (QUALIFIED | {RDF.Statement}) or quad.predicate in DERIVED_LINKS:
                continue
            if quad.predicate in (RG.statedIn, RG.underHeading, RDF.type):
                continue
            found.add(Fact(f"← {self.name(quad.predicate)}", self.name(quad.subject)))
        yield from sorted(found, key=lambda fact: (fact.property, fact.value))


def natural(key: str) -> tuple:
    """Return a key by which ``annex/9`` comes before ``annex/10``."""
    return tuple((part.isdigit(), int(part) if part.isdigit() else part) for part in key.split("/"))
