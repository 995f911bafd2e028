"""How a reconciliation service calls things, classes and properties, and which there are."""

from __future__ import annotations

from functools import cached_property

from pyoxigraph import NamedNode

from rightsgraph.describe import Describer
from rightsgraph.errors import ReconciliationError, nearest
from rightsgraph.identifiers import compress_iri, expand_curie
from rightsgraph.matching.matcher import Matcher
from rightsgraph.namespaces import RDF, RG, SKOS

SAMPLE = 500  # things of a class whose properties are proposed


class Schema:
    """Identifiers, classes and properties.

    A thing of the graph's own namespace is called by what follows it (``org-unhcr``), a class or a
    property of rightsgraph by its name (``Actor``), everything else by its whole IRI. All of these,
    whole IRIs and CURIEs are understood.

    Parameters
    ----------
    matcher : Matcher
        What the service rests on.
    """

    def __init__(self, matcher: Matcher) -> None:
        self.matcher, self.store = matcher, matcher.store
        self.things, self.terms = self.store.generation.things, RG.iri
        self.words = Describer(self.store, "en")

    def thing_id(self, iri: str) -> str:
        """Return what a thing is called."""
        local = iri.removeprefix(self.things)
        return local if local and self.thing(local).value == iri else iri

    def term_id(self, iri: str) -> str:
        """Return what a class or a property is called."""
        return iri.removeprefix(self.terms)

    def thing(self, id_: str) -> NamedNode:
        """Return the thing that is called so; it need not be in the graph."""
        return self.expand(id_, self.things)

    def term(self, id_: str) -> NamedNode:
        """Return the class or property that is called so; it need not be in the graph."""
        return self.expand(id_, self.terms)

    def expand(self, id_: str, namespace: str) -> NamedNode:
        """Return the IRI of an identifier."""
        try:
            if "://" in id_:
                return NamedNode(id_)
            if id_.partition(":")[0] in self.store.prefixes and ":" in id_:
                return expand_curie(id_, self.store.prefixes)
            return NamedNode(namespace + id_)
        except ValueError:
            raise ReconciliationError(
                f"identifier {id_!r}", "it makes no IRI; take one from an answer"
            ) from None

    def name(self, term: NamedNode) -> str:
        """Return the name of a thing, class or property in words."""
        return self.words.name(term)

    def known_property(self, id_: str, place: str) -> NamedNode:
        """Return a property that the graph has.

        Raises
        ------
        ReconciliationError
            It has none that is called so; names the nearest.
        """
        found = self.term(id_)
        if next(self.store.match(None, found), None) is None:
            known = [self.term_id(one.value) for one in self.properties]
            known += [compress_iri(one.value, self.store.prefixes) for one in self.properties]
            hint = nearest(id_, known) or "; take one from the suggested properties"
            raise ReconciliationError(place, f"no property is called {id_!r}{hint}")
        return found

    def known_class(self, id_: str, place: str) -> NamedNode:
        """Return a class of things that have names.

        Raises
        ------
        ReconciliationError
            There is none that is called so; names the nearest.
        """
        found = self.term(id_)
        if found not in self.classes:
            known = [self.term_id(one.value) for one in self.classes]
            known += [compress_iri(one.value, self.store.prefixes) for one in self.classes]
            hint = nearest(id_, known) or "; take one from the suggested types"
            raise ReconciliationError(place, f"no type is called {id_!r}{hint}")
        return found

    @cached_property
    def classes(self) -> dict[NamedNode, int]:
        """The classes of things and concepts that have names, with their number, most first."""
        counted: dict[NamedNode, int] = {}
        for iri in self.matcher.index.of:
            classes = self.matcher.types.get(iri, set())
            if not (iri.startswith(self.things) or SKOS.Concept in classes):
                continue
            for one in classes:
                counted[one] = counted.get(one, 0) + 1
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0].value)))

    @cached_property
    def properties(self) -> list[NamedNode]:
        """The properties of a sample of the things of every class, by their IRIs."""
        found = {one for class_ in self.classes for one in self.properties_of(class_)}
        return sorted(found, key=lambda one: one.value)

    def properties_of(self, class_: NamedNode) -> list[NamedNode]:
        """Return the properties that things of a class have, the most used first."""
        counted: dict[NamedNode, int] = {}
        things = sorted(self.matcher.of_types(frozenset({class_})))[:SAMPLE]
        for iri in things:
            for one in {quad.predicate for quad in self.store.match(NamedNode(iri))}:
                counted[one] = counted.get(one, 0) + 1
        counted.pop(RDF.type, None)
        return sorted(counted, key=lambda one: (-counted[one], one.value))

    def types_of(self, iri: str) -> list[dict[str, str]]:
        """Return the classes of a thing, the narrowest first."""
        classes = self.matcher.types.get(iri, set())
        ordered = sorted(classes, key=lambda one: (self.classes.get(one, 0), one.value))
        return [self.described(one) for one in ordered]

    def described(self, term: NamedNode) -> dict[str, str]:
        """Return a class or property as the service writes it."""
        return {"id": self.term_id(term.value), "name": self.name(term)}
