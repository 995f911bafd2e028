"""The RDF document on each IRI of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from rightsgraph.namespaces import BASE, DCTERMS, FOAF, GRAPHS, RDF, RDFS, VOID, XSD
from rightsgraph.publication.formats import BY_SUFFIX, FORMS
from rightsgraph.publication.jsonld import Terms, context_of, to_jsonld
from rightsgraph.publication.publication import Publication

DATASET = NamedNode(BASE)
MOST = 1_000  # links to a thing; where there are more its document has none, and says so
CONTEXT = "context.jsonld"


@dataclass(frozen=True)
class Contents:
    """What the document on an IRI says: statements with graphs, without, and their prefixes."""

    iri: str
    quads: list[Any]
    triples: list[ox.Triple]
    prefixes: dict[str, str]


class Documents:
    """The section of the documents ``id/org-osce.ttl``, ``id/org-osce.jsonld`` and so on.

    A document says what the named graphs say with its IRI as subject, which passage backs which of
    these statements, what links to it, and under which licence it is itself. That of a vocabulary
    describes each of its terms.

    Parameters
    ----------
    publication : Publication
        What is published.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication, self.store = publication, publication.store
        self.contents = lru_cache(64)(self.read)  # the forms of a document come one after another

    def paths(self) -> Iterator[str]:
        """Yield the paths of all documents."""
        return (name + form.suffix for name in self.publication.iris for form in FORMS)

    def get(self, path: str) -> bytes | None:
        """Return a document."""
        name, dot, suffix = path.rpartition(".")
        form = BY_SUFFIX.get(dot + suffix)
        contents = self.contents(name) if form else None
        if form is None or contents is None:
            return None
        if form.format is None:
            address = self.publication.site.url + CONTEXT
            return to_jsonld(contents.triples, NamedNode(contents.iri), address, self.terms)
        statements = contents.quads if form.format.supports_datasets else contents.triples
        return ox.serialize(statements, format=form.format, prefixes=contents.prefixes)

    def read(self, name: str) -> Contents | None:
        """Return the statements of a document; none if no IRI of the graph has this name."""
        iri = self.publication.iri_of(name)
        if iri is None:
            return None
        quads = sorted(self.quads(name, iri), key=order)
        triples = list(dict.fromkeys(quad.triple for quad in quads))
        return Contents(iri, quads, triples, used(triples, self.store.prefixes))

    @cached_property
    def terms(self) -> Terms:
        """The terms of the JSON-LD context of the site."""
        return Terms(context_of(self.store))

    def quads(self, name: str, iri: str) -> list[Any]:
        """Return the statements of a document, each in the graph that makes it."""
        found: list[Any] = []
        for subject in (NamedNode(iri), *self.publication.terms.get(name, ())):
            found += self.described(subject)
            for quad in self.store.match(None, RDF.subject, subject):
                found += self.described(quad.subject)
        links = list(islice(self.links(NamedNode(iri)), MOST + 1))
        found += links if len(links) <= MOST else []
        return found + list(self.about(name, iri, whole=len(links) <= MOST))

    def described(self, subject: Any) -> list[Any]:
        """Return the statements on a subject, and on the blank nodes that these lead to."""
        found = list(self.store.match_by_graph(subject))
        for quad in found:
            if isinstance(quad.object, ox.BlankNode):
                found += self.store.match_by_graph(quad.object)
        return found

    def links(self, thing: NamedNode) -> Iterator[Any]:
        """Yield the statements that lead to a thing."""
        for quad in self.store.store.quads_for_pattern(None, None, thing):
            if quad.graph_name != ox.DefaultGraph() and quad.predicate not in (
                RDF.subject,
                RDF.type,
            ):
                yield quad

    def about(self, name: str, iri: str, whole: bool) -> Iterator[Quad]:
        """Yield what is said of the document itself."""
        document = graph = NamedNode(self.publication.site.url + name)
        modified = self.publication.graph.generation.modified
        yield Quad(document, RDF.type, FOAF.Document, graph)
        yield Quad(document, FOAF.primaryTopic, NamedNode(iri), graph)
        yield Quad(document, VOID.inDataset, DATASET, graph)
        if modified:
            yield Quad(document, DCTERMS.modified, Literal(modified, datatype=XSD.date), graph)
        for quad in self.store.match(NamedNode(GRAPHS + "catalog"), DCTERMS.license):
            yield Quad(document, DCTERMS.license, quad.object, graph)
        if not whole:
            said = f"More than {MOST} statements lead here; they are not in this document."
            yield Quad(document, RDFS.comment, Literal(said, language="en"), graph)


def order(quad: Any) -> tuple[str, str, str, str]:
    """Return a key that puts statements on one subject together."""
    return quad.subject.value, quad.predicate.value, str(quad.object), str(quad.graph_name)


def used(statements: Iterable[Any], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes whose namespaces occur in statements."""
    spaces = set()
    for one in statements:
        for term in (one.subject, one.predicate, one.object):
            text = (
                term.value if isinstance(term, NamedNode) else getattr(term, "datatype", term).value
            )
            spaces.add(text[: max(text.rfind("/"), text.rfind("#")) + 1])
    return {prefix: base for prefix, base in prefixes.items() if base in spaces}
