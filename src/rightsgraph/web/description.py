"""The endpoint's own description, in the vocabulary of SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from rightsgraph.namespaces import APART, FORMATS, PREFIXES, RDF, SD, VOID, XSD
from rightsgraph.store.generations import Generation
from rightsgraph.web.formats import GRAPHS, NAMES, ROWS, Format

DESCRIPTIONS = tuple(NAMES[name] for name in ("turtle", "rdfxml", "jsonld", "ntriples"))
IRIS = {
    "json": FORMATS.SPARQL_Results_JSON,
    "xml": FORMATS.SPARQL_Results_XML,
    "csv": FORMATS.SPARQL_Results_CSV,
    "tsv": FORMATS.SPARQL_Results_TSV,
    "turtle": FORMATS.Turtle,
    "ntriples": FORMATS["N-Triples"],
    "jsonld": FORMATS["JSON-LD"],
    "rdfxml": FORMATS.RDF_XML,
    "trig": FORMATS.TriG,
    "nquads": FORMATS["N-Quads"],
}


def describe_service(address: str, generation: Generation) -> Iterator[Triple]:
    """Yield the description of an endpoint.

    The default graph is the union of the graphs of data. It is called the union of all only where
    there is no graph apart from these.

    Parameters
    ----------
    address : str
        Of the endpoint.
    generation : Generation
        What is served; its `graphs` with their numbers of statements.

    References
    ----------
    .. [1] W3C, SPARQL 1.1 Service Description, 2013.
    """
    service, dataset = NamedNode(address), BlankNode("dataset")
    default = BlankNode("default")
    yield Triple(service, RDF.type, SD.Service)
    yield Triple(service, SD.endpoint, service)
    yield Triple(service, SD.supportedLanguage, SD.SPARQL11Query)
    for format in (*ROWS, *GRAPHS):
        yield Triple(service, SD.resultFormat, IRIS[format.name])
    graphs = {NamedNode(name): number for name, number in generation.graphs.items()}
    if not APART & set(graphs):
        yield Triple(service, SD.feature, SD.UnionDefaultGraph)
    yield Triple(service, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(dataset, SD.defaultGraph, default)
    yield Triple(default, RDF.type, SD.Graph)
    for place, (name, number) in enumerate(graphs.items()):
        entry, graph = BlankNode(f"named{place}"), BlankNode(f"graph{place}")
        yield Triple(dataset, SD.namedGraph, entry)
        yield Triple(entry, RDF.type, SD.NamedGraph)
        yield Triple(entry, SD.name, name)
        yield Triple(entry, SD.graph, graph)
        yield Triple(graph, RDF.type, SD.Graph)
        yield Triple(graph, VOID.triples, Literal(str(number), datatype=XSD.integer))


def write_description(address: str, generation: Generation, format: Format) -> bytes:
    """Return the description of an endpoint in a format of `DESCRIPTIONS`."""
    assert isinstance(format.oxigraph, RdfFormat)
    prefixes = {"sd": SD.iri, "void": PREFIXES["void"], "formats": FORMATS.iri, "xsd": XSD.iri}
    triples = describe_service(address, generation)
    return serialize(triples, format=format.oxigraph, prefixes=prefixes) or b""
