"""The checks of FAIRness: each holds for the bundled graph, and fails when its ground is taken."""

import json

import pyoxigraph as ox
import pytest

from rightsgraph.dataset import load_dataset
from rightsgraph.fair import FAILED, PASSED, WEB, check_fair, to_json, to_turtle
from rightsgraph.namespaces import DCTERMS, OWL, RDF, RG, RGD, SKOS, VANN
from rightsgraph.sources import load_source

OWN = ox.NamedNode("https://w3id.org/rightsgraph/ns")


@pytest.fixture(scope="module")
def quads():
    return load_dataset(load_source()).quads


def outcomes(quads, things=RGD.iri):
    return {one.id: one for one in check_fair(quads, things)}


def test_the_bundled_graph_passes_all_that_needs_no_web(quads):
    found = outcomes(quads)
    assert {one.id: one.found for one in found.values() if one.outcome == FAILED} == {}
    assert sum(one.outcome == PASSED for one in found.values()) == 17
    assert found["URI1"].outcome == WEB


def own(predicate):
    return lambda quad: quad.subject == OWN and quad.predicate == predicate


@pytest.mark.parametrize(
    ("check", "gone"),
    [
        ("OM1", own(DCTERMS.title)),
        ("OM1", own(VANN.preferredNamespaceUri)),
        ("OM2", own(DCTERMS.bibliographicCitation)),
        ("OM4.1", own(DCTERMS.license)),
        ("OM5.1", own(DCTERMS.creator)),
        ("FIND1", own(VANN.preferredNamespacePrefix)),
        ("VER1", own(OWL.versionIRI)),
        ("PURL1", own(RDF.type)),
        ("HTTP1", own(RDF.type)),
        ("VOC1", lambda quad: quad.subject == OWN and quad.predicate != RDF.type),
        ("VOC2", lambda quad: quad.graph_name.value.endswith("/ontology")),
        ("VOC3", lambda quad: quad.subject == RG.role and quad.predicate == SKOS.prefLabel),
        ("VOC4", lambda quad: quad.subject == RG.role and quad.predicate == SKOS.definition),
        ("DATA-LICENCE", lambda quad: quad.predicate == DCTERMS.license),
        ("DATA-VERSION", lambda quad: quad.predicate == DCTERMS.modified),
        ("DATA-IDENTIFIERS", lambda quad: quad.object in (RG.Actor, RG.Activity)),
        ("DATA-LABELS", lambda q: q.subject == RGD["org-osce"] and q.predicate == SKOS.prefLabel),
        (
            "DATA-PROVENANCE",
            lambda q: q.subject == RGD["org-osce"] and q.predicate in (RG.statedIn, DCTERMS.source),
        ),
    ],
)
def test_what_is_missing_is_found_with_a_repair(quads, check, gone):
    left = [quad for quad in quads if not gone(quad)]
    assert len(left) < len(quads)
    found = outcomes(left)[check]
    assert found.outcome == FAILED
    assert found.repair


def test_the_checks_read_as_json_and_as_earl(quads):
    checks = check_fair(quads, RGD.iri)
    assert json.loads(to_json(checks))[0]["id"] == "OM1"
    turtle = to_turtle(checks, OWN)
    parsed = list(ox.parse(turtle, ox.RdfFormat.TURTLE))
    outcome = ox.NamedNode("http://www.w3.org/ns/earl#outcome")
    assert sum(one.predicate == outcome for one in parsed) == len(checks)
