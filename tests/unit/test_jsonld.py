"""JSON-LD of things: the same statements, whatever they are."""

import json
import random

import pyoxigraph as ox
import pytest

from rightsgraph.namespaces import RG, RGD, SKOS
from rightsgraph.publication.jsonld import Terms, context_of, to_jsonld

ADDRESS = "https://example.org/context.jsonld"
THING = ox.NamedNode("https://example.org/id/a")


@pytest.fixture(scope="session")
def terms(graph):
    return Terms(context_of(graph.store))


def read(document, terms):
    """The triples that a reader gets who has fetched the context."""
    content = json.loads(document)
    assert content["@context"] == ADDRESS
    content["@context"] = terms.context
    return triples(ox.parse(json.dumps(content), ox.RdfFormat.JSON_LD))


def triples(quads):
    return {ox.Triple(one.subject, one.predicate, one.object) for one in quads}


def written(terms, *pairs, subject=THING):
    return to_jsonld([ox.Triple(subject, p, o) for p, o in pairs], subject, ADDRESS, terms)


def sample(graph):
    """300 things at random, and one of each kind and of each named graph's subjects."""
    things = sorted({quad.subject.value for quad in graph.store.match()})
    kinds = {iri.rsplit("/", 1)[-1].split("-")[0]: iri for iri in things}
    return [ox.NamedNode(iri) for iri in {*random.Random(12).sample(things, 300), *kinds.values()}]


def test_each_thing_reads_back_as_it_was(graph, terms):
    things = sample(graph)
    assert len(things) > 320
    for thing in things:
        quads = list(graph.store.match(thing))
        assert read(to_jsonld(quads, thing, ADDRESS, terms), terms) == triples(quads), thing


def test_all_of_the_ontology_and_the_shapes_read_back(graph, terms):
    for name in ("ontology", "shapes", "queries", "catalog"):
        iri = ox.NamedNode(f"https://w3id.org/rightsgraph/graph/{name}")
        quads = list(graph.store.store.quads_for_pattern(None, None, None, iri))
        back, whole = ox.Dataset(), ox.Dataset()
        for one in read(to_jsonld(quads, iri, ADDRESS, terms), terms):
            back.add(ox.Quad(one.subject, one.predicate, one.object))
        for one in quads:
            whole.add(ox.Quad(one.subject, one.predicate, one.object))
        for dataset in (back, whole):
            dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        assert back == whole, name


def test_a_thing_reads_well(graph, terms):
    osce = RGD["org-osce"]
    found = json.loads(to_jsonld(graph.store.match(osce), osce, ADDRESS, terms))
    assert list(found)[:3] == ["@context", "id", "type"]
    assert found["id"] == osce.value
    assert "Actor" in found["type"]
    assert found["prefLabel"]["en"] == "Organization for Security and Co-operation in Europe"
    assert found["altLabel"]["en"][0] == "OSCE"
    assert found["actorType"].startswith("https://w3id.org/rightsgraph/scheme/actor-type-")
    assert all(one.startswith(RGD.iri) for one in found["statedIn"])


def test_numbers_and_truths_are_json_s(graph, terms):
    observation = next(graph.store.match(None, RG.cutPoint)).subject
    found = json.loads(to_jsonld(graph.store.match(observation), observation, ADDRESS, terms))
    assert type(found["degree"]) is int
    assert type(found["cutPoint"]) is bool
    assert type(found["betweenness"]) is str  # decimals keep their digits


@pytest.mark.parametrize(
    "value",
    [
        ox.Literal("007", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("-0", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("9" * 30, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("٣", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("x", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
        ox.Literal("1.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.Literal("y", datatype=ox.NamedNode("https://example.org/of-their-own")),
        ox.Literal("z", datatype=ox.NamedNode("org:a-scheme-like-a-prefix")),
        ox.Literal("42"),
        ox.Literal("</script>\u2028\0"),
        ox.Literal("@id"),
        ox.Literal("ไทย", language="th-x-test"),
        ox.NamedNode("org:a-scheme-like-a-prefix"),
        ox.NamedNode("mailto:data@example.org"),
        ox.NamedNode("urn:x:@type"),
        ox.BlankNode("b0"),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["degree", "cutPoint", "role", "value", "when", "unknown"])
def test_no_value_is_bent(terms, name, value):
    pairs = [(RG[name], value), (SKOS.prefLabel, value), (SKOS.altLabel, value)]
    document = written(terms, *pairs)
    if b"@context" in document:
        found = read(document, terms)
    else:
        found = triples(ox.parse(document, ox.RdfFormat.JSON_LD))
    assert found == triples(ox.Triple(THING, p, o) for p, o in pairs)


@pytest.mark.parametrize(
    "iri", ["org:p", "https://example.org/@type", "https://example.org/a b".replace(" ", "%20")]
)
def test_no_property_is_bent(terms, iri):
    pair = ox.NamedNode(iri), ox.Literal("x")
    document = written(terms, pair)
    found = json.loads(document)
    if "@context" in found:
        assert read(document, terms) == {ox.Triple(THING, *pair)}
    else:
        assert triples(ox.parse(document, ox.RdfFormat.JSON_LD)) == {ox.Triple(THING, *pair)}


def test_the_order_of_statements_does_not_matter(graph, terms):
    osce = RGD["org-osce"]
    quads = list(graph.store.match(osce)) + list(graph.store.match(None, None, osce))
    shuffled = random.Random(3).sample(quads, len(quads))
    one, other = (to_jsonld(some, osce, ADDRESS, terms) for some in (quads, shuffled))
    assert one == other
    assert json.loads(one)["@graph"][0]["id"] == osce.value


def test_the_context_says_what_the_shapes_say(terms):
    context = terms.context
    assert context["id"] == "@id"
    assert context["type"] == "@type"
    assert context["Actor"] == "rg:Actor"
    assert context["prefLabel"] == {"@id": "skos:prefLabel", "@container": "@language"}
    assert context["altLabel"]["@container"] == ["@language", "@set"]
    assert context["role"] == {"@id": "rg:role", "@type": "@id", "@container": "@set"}
    assert context["org:role"]["@id"] == "org:role"  # the short name is ours
    assert context["status"] == {"@id": "rg:status", "@type": "@id"}
    assert context["when"] == {"@id": "rg:when", "@type": "edtf:EDTF"}
    assert context["earliest"] == {"@id": "rg:earliest", "@type": "xsd:date"}
    assert context["rg"] == RG.iri
    assert list(context) == list(dict.fromkeys(context))


def test_the_context_does_not_depend_on_the_data(small_graph, terms):
    assert context_of(small_graph.store) == terms.context
