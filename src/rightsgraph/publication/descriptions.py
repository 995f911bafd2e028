"""Descriptions for machines: VoID, DCAT, the JSON-LD context, sitemap and robots."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import (
    DCAT,
    DCTERMS,
    GRAPHS,
    PREFIXES,
    RDF,
    RG,
    XSD,
    Namespace,
)
from rightsgraph.publication.about import licence_of
from rightsgraph.publication.downloads import DUMPS, EndpointAddress
from rightsgraph.publication.formats import FORMS
from rightsgraph.publication.jsonld import context_of
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.sitemap import pages_of, sitemaps
from rightsgraph.publication.statistics import count

FOAF = Namespace(PREFIXES["foaf"])
VOID = Namespace(PREFIXES["void"])
FORMATS = Namespace("http://www.w3.org/ns/formats/")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
FEATURES = {
    ".ttl": "Turtle",
    ".jsonld": "JSON-LD",
    ".nt": "N-Triples",
    ".rdf": "RDF_XML",
    ".trig": "TriG",
}
EXAMPLES = 3
Statements = set[ox.Triple]


class Descriptions:
    """The section of the descriptions.

    Parameters
    ----------
    publication : Publication
        What is published; the sitemap names the pages of its sections at the time of the call.
    endpoint : str, optional
        The address of a SPARQL endpoint, where there is one.
    """

    def __init__(self, publication: Publication, endpoint: EndpointAddress = None) -> None:
        self.publication, self.endpoint = publication, endpoint
        self.makers: dict[str, Callable[[], bytes]] = {
            "void.ttl": self.void,
            ".well-known/void": self.void,
            "dcat.ttl": self.dcat,
            "context.jsonld": self.context,
            "robots.txt": self.robots,
        }

    def paths(self) -> Iterator[str]:
        """Yield the paths of the descriptions."""
        yield from self.makers
        yield from self.sitemaps

    def get(self, path: str) -> bytes | None:
        """Return a description."""
        if path in self.makers:
            return self.makers[path]()
        return self.sitemaps.get(path) if path.startswith("sitemap") else None

    @cached_property
    def sitemaps(self) -> dict[str, bytes]:
        """The sitemap by path: one file, or an index and its parts."""
        others = (one for one in self.publication.sections if one is not self)
        paths = (path for section in others for path in section.paths())
        return sitemaps(
            pages_of(paths), self.publication.site.url, self.publication.graph.generation.modified
        )

    def robots(self) -> bytes:
        """Return what robots may read: all pages, but no answers to queries."""
        site = self.publication.site
        lines = [
            "User-agent: *",
            f"Disallow: {site.path}sparql?",
            f"Disallow: {site.path}search?",
            "Allow: /",
            "",
            f"Sitemap: {site.url}sitemap.xml",
        ]
        return ("\n".join(lines) + "\n").encode()

    def context(self) -> bytes:
        """Return the JSON-LD context."""
        context = {"@context": context_of(self.publication.store)}
        return (json.dumps(context, ensure_ascii=False, indent=2) + "\n").encode()

    def address(self, path: str) -> ox.NamedNode:
        """Return the absolute address of a path of the site."""
        return ox.NamedNode(self.publication.site.url + quote(path, safe="/~#:"))

    @property
    def dataset(self) -> ox.NamedNode:
        """What stands for all data together: a part of the description, as VoID advises."""
        return self.address("void.ttl#dataset")

    def about(self, statements: Statements, subject: Any) -> None:
        """Add what every description of the data says."""
        generation = self.publication.graph.generation
        licence = licence_of(self.publication)
        title = ox.Literal(self.publication.site.title, language="en")
        statements.add(ox.Triple(subject, DCTERMS.title, title))
        words = (
            f"{sum(generation.graphs.values())} statements in {len(generation.graphs)} named "
            f"graphs, built by rightsgraph {generation.version}; digest {generation.digest}."
        )
        statements.add(ox.Triple(subject, DCTERMS.description, ox.Literal(words, language="en")))
        if licence.startswith(("http://", "https://")):
            statements.add(ox.Triple(subject, DCTERMS.license, ox.NamedNode(licence)))
        if generation.modified:
            day = ox.Literal(generation.modified, datatype=XSD.date)
            statements.add(ox.Triple(subject, DCTERMS.modified, day))
        statements.add(ox.Triple(subject, DCTERMS.identifier, ox.Literal(generation.digest)))

    def void(self) -> bytes:
        """Return the VoID description."""
        statements: Statements = set()
        numbers, generation = count(self.publication.store), self.publication.graph.generation
        data, document = self.dataset, self.address("void.ttl")
        say = Sayer(statements)
        say(document, RDF.type, VOID.DatasetDescription)
        say(document, FOAF.primaryTopic, data)
        say(data, RDF.type, VOID.Dataset)
        self.about(statements, data)
        for name in ("triples", "entities"):
            say(data, VOID[name], whole(getattr(numbers, name)))
        say(data, VOID.distinctSubjects, whole(numbers.subjects))
        say(data, VOID.distinctObjects, whole(numbers.objects))
        say(data, VOID.classes, whole(len(numbers.classes)))
        say(data, VOID.properties, whole(len(numbers.properties)))
        say(data, VOID.uriSpace, ox.Literal(generation.things))
        say(data, FOAF.homepage, self.address("about.html"))
        for dump in DUMPS:
            say(data, VOID.dataDump, self.address(dump.path))
            say(data, VOID.feature, ox.NamedNode(dump.form))
        for name in FEATURES.values():
            say(data, VOID.feature, FORMATS[name])
        if self.endpoint:
            say(data, VOID.sparqlEndpoint, ox.NamedNode(self.endpoint))
        for namespace in namespaces_of([*numbers.classes, *numbers.properties]):
            say(data, VOID.vocabulary, ox.NamedNode(namespace))
        for example in self.examples():
            say(data, VOID.exampleResource, example)
        for kind, part, link, values in (
            ("class", VOID.classPartition, VOID["class"], numbers.classes),
            ("property", VOID.propertyPartition, VOID.property, numbers.properties),
        ):
            for iri, number in values.items():
                one = self.part(f"{kind}/{compress_iri(iri)}")
                say(data, part, one)
                say(one, link, ox.NamedNode(iri))
                say(one, VOID.entities if kind == "class" else VOID.triples, whole(number))
        for iri, number in generation.graphs.items():
            graph = ox.NamedNode(iri)
            say(data, VOID.subset, graph)
            say(graph, RDF.type, VOID.Dataset)
            say(graph, VOID.triples, whole(number))
            for text in self.titles(graph):
                say(graph, DCTERMS.title, text)
            say(graph, VOID.dataDump, self.document(iri, ".ttl"))
        return turtle(statements)

    def part(self, name: str) -> ox.NamedNode:
        """Return the IRI of a part of the description."""
        return self.address("void.ttl#" + name)

    def document(self, iri: str, suffix: str) -> ox.NamedNode:
        """Return the address of the document on an IRI."""
        name = self.publication.addresses.name(iri)
        assert name is not None, "the graphs are the site's"
        return self.address(name + suffix)

    def titles(self, iri: ox.NamedNode) -> list[Any]:
        """Return the titles of a graph or a data set."""
        return [quad.object for quad in self.publication.store.match(iri, DCTERMS.title)]

    def examples(self) -> list[ox.NamedNode]:
        """Return some actors."""
        actors: Iterable[Any] = self.publication.store.match(None, RDF.type, RG.Actor)
        return sorted((quad.subject for quad in actors), key=str)[:EXAMPLES]

    def dcat(self) -> bytes:
        """Return the DCAT catalogue."""
        statements: Statements = set()
        say = Sayer(statements)
        generation = self.publication.graph.generation
        catalogue, data = self.address("dcat.ttl#catalog"), self.dataset
        say(catalogue, RDF.type, DCAT.Catalog)
        say(catalogue, DCAT.dataset, data)
        say(catalogue, FOAF.homepage, self.address("index.html"))
        self.about(statements, catalogue)
        say(data, RDF.type, DCAT.Dataset)
        self.about(statements, data)
        say(data, DCAT.version, ox.Literal(generation.version))
        say(data, DCAT.landingPage, self.address("about.html"))
        say(data, DCTERMS.conformsTo, ox.NamedNode(RG.iri.rstrip("#")))
        for dump in DUMPS:
            address = self.address(dump.path)
            one = self.address(f"dcat.ttl#{dump.path.rpartition('/')[2]}")
            self.distribution(say, data, one, address, dump.media_type)
            say(one, DCTERMS.title, ox.Literal(dump.name, language="en"))
            say(one, DCAT.compressFormat, ox.NamedNode(MEDIA_TYPES + "application/gzip"))
        for iri in sorted(generation.graphs):
            graph = ox.NamedNode(iri)
            say(catalogue, DCAT.dataset, graph)
            say(data, DCTERMS.hasPart, graph)
            say(graph, RDF.type, DCAT.Dataset)
            local = iri.removeprefix(GRAPHS)
            for text in self.titles(graph) or [ox.Literal(local, language="en")]:
                say(graph, DCTERMS.title, text)
            for form in FORMS:
                if form.suffix in FEATURES:
                    address = self.document(iri, form.suffix)
                    one = self.address(f"dcat.ttl#{quote(local, safe='-')}{form.suffix}")
                    self.distribution(say, graph, one, address, form.media_type)
        if self.endpoint:
            service = self.address("dcat.ttl#sparql")
            say(catalogue, DCAT.service, service)
            say(service, RDF.type, DCAT.DataService)
            say(service, DCTERMS.title, ox.Literal("SPARQL 1.1 endpoint", language="en"))
            say(service, DCAT.endpointURL, ox.NamedNode(self.endpoint))
            say(service, DCAT.servesDataset, data)
            protocol = ox.NamedNode("https://www.w3.org/TR/sparql11-protocol/")
            say(service, DCTERMS.conformsTo, protocol)
        return turtle(statements)

    def distribution(
        self,
        say: Sayer,
        data: ox.NamedNode,
        one: ox.NamedNode,
        address: ox.NamedNode,
        media_type: str,
    ) -> None:
        """Add a file with the data of a data set."""
        say(data, DCAT.distribution, one)
        say(one, RDF.type, DCAT.Distribution)
        say(one, DCAT.accessURL, address)
        say(one, DCAT.downloadURL, address)
        say(one, DCAT.mediaType, ox.NamedNode(MEDIA_TYPES + media_type))
        licence = licence_of(self.publication)
        if licence.startswith(("http://", "https://")):
            say(one, DCTERMS.license, ox.NamedNode(licence))


class Sayer:
    """Adds statements to a set."""

    def __init__(self, statements: Statements) -> None:
        self.statements = statements

    def __call__(self, subject: Any, predicate: ox.NamedNode, value: Any) -> None:
        """Add one statement."""
        self.statements.add(ox.Triple(subject, predicate, value))


def whole(number: int) -> ox.Literal:
    """Return a whole number as a literal."""
    return ox.Literal(str(number), datatype=XSD.integer)


def namespaces_of(iris: Iterable[str]) -> list[str]:
    """Return the namespaces of the prefix table that terms are in, in order."""
    return sorted({space for iri in iris for space in PREFIXES.values() if iri.startswith(space)})


def turtle(statements: Statements) -> bytes:
    """Return Turtle, the same for the same statements."""
    found = ox.serialize(sorted(statements, key=str), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert found is not None, "without a file to write to it returns what it writes"
    return found
