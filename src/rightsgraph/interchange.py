"""Between Oxigraph's terms and rdflib's; the only module that builds rdflib graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import rdflib
import rdflib.plugins.sparql
from pyoxigraph import BlankNode, NamedNode, Quad
from rdflib.namespace import DCAT, OWL, RDF, SKOS
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer

from rightsgraph.namespaces import PREFIXES

rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False  # FROM must not open addresses or files


def to_rdflib_term(term: Any) -> rdflib.term.Identifier:
    """Return the rdflib term that equals an Oxigraph term, its lexical form untouched."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == str(rdflib.XSD.string)
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def to_rdflib(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> rdflib.Graph:
    """Return the triples of quads as one rdflib graph with the prefixes bound."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    for quad in quads:
        subject, predicate, object_ = map(to_rdflib_term, quad.triple)
        graph.add((subject, predicate, object_))
    return graph


class HouseTurtleSerializer(LongTurtleSerializer):
    """Long Turtle with a stable order of subjects, the file's own description first."""

    predicateOrder = [
        RDF.type,
        SKOS.prefLabel,
        SKOS.altLabel,
        SKOS.hiddenLabel,
        SKOS.definition,
        SKOS.scopeNote,
        SKOS.example,
    ]
    headers = (DCAT.Catalog, DCAT.Dataset, OWL.Ontology, SKOS.ConceptScheme)

    def orderSubjects(self) -> list[rdflib.term.Node]:
        """Return the subjects, descriptions of files first, each part in order of IRI."""
        first = {s for header in self.headers for s in self.store.subjects(RDF.type, header)}
        return sorted(self._subjects, key=lambda subject: (subject not in first, str(subject)))


def house_serializer(graph: rdflib.Graph) -> str:
    """Return a graph as house Turtle, with one line break at its end."""
    from io import BytesIO

    stream = BytesIO()
    HouseTurtleSerializer(graph).serialize(stream)
    return stream.getvalue().decode("utf-8").strip() + "\n"
