"""The prefix table; the only place that spells an IRI base."""

from __future__ import annotations

from pyoxigraph import NamedNode


class Namespace:
    """A namespace whose terms are read as attributes or, if need be, as items."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getattr__(self, name: str) -> NamedNode:
        term = self[name]
        setattr(self, name, term)  # so that Python finds it by itself next time
        return term

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.iri + name)


ADMS = Namespace("http://www.w3.org/ns/adms#")
BIBO = Namespace("http://purl.org/ontology/bibo/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
QB = Namespace("http://purl.org/linked-data/cube#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
RG = Namespace("https://w3id.org/rightsgraph/ns#")
RGD = Namespace("https://w3id.org/rightsgraph/id/")
RGS = Namespace("https://w3id.org/rightsgraph/scheme/")
RGSH = Namespace("https://w3id.org/rightsgraph/shapes#")
SCHEMA = Namespace("https://schema.org/")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
VANN = Namespace("http://purl.org/vocab/vann/")
VOID = Namespace("http://rdfs.org/ns/void#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

BASE = "https://w3id.org/rightsgraph/"
GRAPHS = BASE + "graph/"
QUERIES = BASE + "queries/"
APART = {NamedNode(GRAPHS + "shapes"), NamedNode(GRAPHS + "queries")}  # not in the default union

PREFIXES = {
    "adms": ADMS.iri,
    "bibo": BIBO.iri,
    "dcat": DCAT.iri,
    "dcterms": DCTERMS.iri,
    "edtf": EDTF.iri,
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": FOAF.iri,
    "org": ORG.iri,
    "owl": OWL.iri,
    "prov": "http://www.w3.org/ns/prov#",
    "qb": QB.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "rg": RG.iri,
    "rgd": RGD.iri,
    "rgs": RGS.iri,
    "rgsh": RGSH.iri,
    "schema": SCHEMA.iri,
    "sh": SH.iri,
    "skos": SKOS.iri,
    "vann": VANN.iri,
    "void": VOID.iri,
    "xsd": XSD.iri,
}
