"""The ontology: every term declared, described and used as it is declared."""

import tomllib
from pathlib import Path

import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCAT, DCTERMS, ORG, OWL, QB, SDO, SKOS

from rightsgraph.namespaces import RDF as RDF_TERMS
from rightsgraph.namespaces import RDFS, RG, RGS
from rightsgraph.namespaces import SKOS as SKOS_TERMS
from rightsgraph.turtle import format_file, read_turtle

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = sorted((ROOT / "ontology").rglob("*.ttl"))
CLOSED = (ORG, SKOS, DCTERMS, DCAT, QB, SDO, OWL, rdflib.RDF, rdflib.RDFS)


def terms_of(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.ttl")):
            for quad in read_turtle(path):
                for term in quad.triple:
                    if isinstance(term, NamedNode):
                        yield path, term
                    elif isinstance(term, Literal):
                        yield path, term.datatype


DECLARED = {
    quad.subject
    for path in ONTOLOGY
    for quad in read_turtle(path)
    if quad.predicate in (RDFS.isDefinedBy, SKOS_TERMS.inScheme, RDF_TERMS.type)
}


def test_every_term_of_ours_that_is_used_is_declared():
    used = {
        (term.value, path.name)
        for path, term in terms_of("data", "shapes", "ontology")
        if term.value.startswith((RG.iri, RGS.iri))
    }
    names = {term.value for term in DECLARED}
    assert {(term, name) for term, name in used if term not in names} == set()


def test_every_term_of_a_closed_vocabulary_exists():
    for path, term in terms_of("data", "shapes", "ontology"):
        for vocabulary in CLOSED:
            base = str(vocabulary)
            local = term.value.removeprefix(base)
            if local and local != term.value and "/" not in local:
                assert rdflib.URIRef(term.value) in vocabulary, f"{path.name}: {term.value}"


def test_files_are_in_house_form():
    for path in ONTOLOGY:
        old, new = format_file(path)
        assert old == new, f"run `rightsgraph format {path.relative_to(ROOT)}`"


def test_one_version_for_package_ontology_and_citation():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    header = (ROOT / "ontology" / "rightsgraph.ttl").read_text()
    assert f'owl:versionInfo "{version}"' in header
    assert f"owl:versionIRI <https://w3id.org/rightsgraph/ns/{version}>" in header
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text()
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_concept_has_names_and_definitions_in_three_languages():
    names = {}
    for path in ONTOLOGY:
        for quad in read_turtle(path):
            if quad.predicate in (SKOS_TERMS.prefLabel, SKOS_TERMS.definition):
                key = (quad.subject.value, quad.predicate.value)
                names.setdefault(key, set()).add(quad.object.language)
    concepts = {
        s for s in DECLARED if s.value.startswith(RGS.iri) and "-" in s.value[len(RGS.iri) :]
    }
    schemes = {f.stem for f in ONTOLOGY if f.parent.name == "schemes"}
    for concept in concepts:
        if concept.value.removeprefix(RGS.iri) in schemes:
            continue
        for predicate in (SKOS_TERMS.prefLabel, SKOS_TERMS.definition):
            assert {"en", "fr", "es"} <= names.get((concept.value, predicate.value), set()), concept
