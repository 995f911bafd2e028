"""The ontology and its concept schemes as pages show them: names, definitions, trees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode

from rightsgraph.identifiers import compress_iri
from rightsgraph.labels import has_name
from rightsgraph.namespaces import DCTERMS, GRAPHS, OWL, QB, RDF, RDFS, RG, SKOS
from rightsgraph.store.embedded import EmbeddedStore

ONTOLOGY = NamedNode(GRAPHS + "ontology")
KINDS = {
    "classes": {OWL.Class},
    "measures": {QB.MeasureProperty},
    "properties": {OWL.ObjectProperty, OWL.DatatypeProperty},
    "datatypes": {RDFS.Datatype, QB.DataStructureDefinition},
}
LOOKED_AT = 50  # statements among which examples are looked for
MATCHES = tuple(SKOS[f"{kind}Match"] for kind in ("exact", "close", "broad", "narrow", "related"))


@dataclass(frozen=True)
class Text:
    """Words and the language that they are in."""

    value: str
    language: str


@dataclass
class Concept:
    """A concept in the tree of its scheme, below one of its broader ones.

    Attributes
    ----------
    first : bool
        This is its first place in the tree.
    """

    iri: NamedNode
    first: bool = True
    narrower: list[Concept] = field(default_factory=list)


class Ontology:
    """The terms and schemes of a graph.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.about: dict[NamedNode, dict[NamedNode, list[Any]]] = {}
        quads: Iterable[Any] = store.store.quads_for_pattern(None, None, None, ONTOLOGY)
        for quad in quads:
            values = self.about.setdefault(quad.subject, defaultdict(list))
            values[quad.predicate].append(quad.object)

    def all(self, iri: Any, predicate: NamedNode) -> list[Any]:
        """Return the values of a property in the ontology, in order."""
        return sorted(self.about.get(iri, {}).get(predicate, ()), key=str)

    def one(self, iri: Any, predicate: NamedNode) -> str:
        """Return a value of a property in the ontology, or an empty text."""
        return next((value.value for value in self.all(iri, predicate)), "")

    @cached_property
    def iri(self) -> NamedNode:
        """The ontology itself."""
        return self.of_kinds({OWL.Ontology})[0]

    def of_kinds(self, kinds: set[NamedNode]) -> list[NamedNode]:
        """Return the subjects of some classes in order of IRI."""
        found = (iri for iri, values in self.about.items() if kinds & set(values.get(RDF.type, ())))
        return sorted(found, key=lambda iri: iri.value)

    @cached_property
    def terms(self) -> dict[str, list[NamedNode]]:
        """The terms of rightsgraph by kind, each once: the first kind that it is of."""
        found: dict[str, list[NamedNode]] = {}
        seen: set[NamedNode] = set()
        for kind, classes in KINDS.items():
            own = [one for one in self.of_kinds(classes) if one.value.startswith(RG.iri)]
            found[kind] = [one for one in own if one not in seen]
            seen.update(own)
        return found

    @cached_property
    def schemes(self) -> list[NamedNode]:
        """The concept schemes in order of IRI."""
        return self.of_kinds({SKOS.ConceptScheme})

    def text(self, iri: Any, predicate: NamedNode, code: str) -> Text | None:
        """Return a text in a language, else in English, else in any; none if there is none."""
        texts = [one for one in self.all(iri, predicate) if isinstance(one, Literal)]
        found = {one.language or code: one.value for one in reversed(texts)}
        for language in (code, "en", *sorted(found)):
            if language in found:
                return Text(found[language], language)
        return None

    def name(self, iri: NamedNode, code: str) -> Text:
        """Return a term's name; of one that has none its CURIE."""
        label = self.text(iri, SKOS.prefLabel, code) or self.text(iri, DCTERMS.title, code)
        return label or Text(compress_iri(iri.value, self.store.prefixes), code)

    def members(self, scheme: NamedNode) -> list[NamedNode]:
        """Return the concepts of a scheme in order of IRI."""
        found = (one for one in self.about if scheme in self.about[one].get(SKOS.inScheme, ()))
        return sorted(found, key=lambda iri: iri.value)

    def tree(self, scheme: NamedNode, code: str) -> list[Concept]:
        """Return the concepts of a scheme below their broader ones, by name."""
        members = self.members(scheme)
        inside = set(members)
        narrower: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        top = []
        for concept in sorted(members, key=lambda one: self.name(one, code).value.casefold()):
            broader = [one for one in self.all(concept, SKOS.broader) if one in inside]
            for one in broader:
                narrower[one].append(concept)
            if not broader:
                top.append(concept)
        seen: set[NamedNode] = set()

        def grown(concept: NamedNode, above: tuple[NamedNode, ...]) -> Concept:
            first = concept not in seen
            seen.add(concept)
            below = [one for one in narrower[concept] if first and one not in above]
            return Concept(concept, first, [grown(one, (*above, concept)) for one in below])

        roots = [grown(one, (one,)) for one in top]
        in_circles = [one for one in members if one not in seen]
        return roots + [grown(one, (one,)) for one in in_circles if one not in seen]

    @cached_property
    def uses(self) -> dict[NamedNode, int]:
        """How many statements outside the vocabulary have each concept as their value."""
        question = """
            SELECT ?concept (COUNT(*) AS ?n) WHERE {
                ?concept skos:inScheme ?scheme . ?thing ?property ?concept .
                FILTER (!STRSTARTS(STR(?property), STR(skos:)))
            } GROUP BY ?concept"""
        answer: Any = self.store.ask(question, "uses of concepts")
        return {concept: int(number.value) for concept, number in answer}

    def examples(self, kind: NamedNode, number: int = 3) -> list[NamedNode]:
        """Return some things of a class, if possible ones that have a name."""
        quads: Iterable[Any] = self.store.match(None, RDF.type, kind)
        things = [quad.subject for quad in islice(quads, LOOKED_AT)]
        named = [one for one in things if isinstance(one, NamedNode)]
        return sorted(named, key=lambda one: (not has_name(self.store, one), one.value))[:number]

    def statement(self, property_: NamedNode) -> tuple[Any, Any] | None:
        """Return subject and value of some statement with a property."""
        quads: Iterable[Any] = self.store.match(None, property_)
        things = [(quad.subject, quad.object) for quad in islice(quads, LOOKED_AT)]
        return min(things, key=str, default=None)
