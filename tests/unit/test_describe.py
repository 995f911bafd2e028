import rightsgraph
from rightsgraph.describe import natural


def test_each_fact_comes_with_its_passages(small_graph):
    description = small_graph.describe("Course for judges")
    facts = {fact.property: fact for fact in description.facts}
    assert facts["when"].value == "2002-05"
    assert facts["when"].sources == ("annex/1",)  # backed by a statement of its own
    assert facts["status"].sources == ("annex/1", "annex/1/i")  # by both passages


def test_relations_say_who_in_which_role_and_where(small_graph):
    relation, *_ = small_graph.describe("rgd:org-union-of-pilots").relations
    assert "Course for judges" in relation.value
    assert "funder" in relation.value
    assert relation.sources == ("annex/1/i",)


def test_links_from_elsewhere_are_named(small_graph):
    links = small_graph.describe("rgd:place-xa").links
    assert [(link.property, link.value) for link in links] == [
        ("← takes place in", "Course for judges")
    ]


def test_text_and_dictionary_hold_the_same(small_graph):
    description = small_graph.describe("Harbour Legal Aid")
    text = description.to_text()
    assert text.startswith("Harbour Legal Aid\n=====")
    assert "HLA" in text
    assert description.as_dict()["iri"].endswith("org-harbour-legal-aid")


def test_names_come_in_another_language_where_there_are_some(small_graph):
    assert small_graph.describe("HLA", language="fr").name == "Aide juridique du Port"


def test_passage_keys_sort_as_people_count():
    assert sorted(["annex/10", "annex/9", "annex/9/ii", "body/1"], key=natural) == [
        "annex/9",
        "annex/9/ii",
        "annex/10",
        "body/1",
    ]


def test_each_layer_answers_for_its_own_facts(small_folder):
    reference = small_folder / "data" / "ttl" / "reference"
    reference.mkdir()
    (reference / "ids.ttl").write_text("""
        @prefix adms: <http://www.w3.org/ns/adms#> .
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix rg: <https://w3id.org/rightsgraph/ns#> .
        @prefix rgd: <https://w3id.org/rightsgraph/id/> .
        @prefix schema: <https://schema.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://w3id.org/rightsgraph/graph/reference-ids> a dcat:Dataset ;
            dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
            dcterms:modified "2026-11-24"^^xsd:date ;
            dcterms:source <https://example.org/register> ;
            dcterms:title "Identifiers"@en .
        rgd:place-xa a rg:Place ; dcterms:source <https://example.org/map> ;
            schema:latitude 1.5 ; schema:longitude 2.5 .
        rgd:identifier-wikidata-xa a rg:Identifier ; rg:identifies rgd:place-xa ;
            adms:schemeAgency "Wikidata" ; skos:notation "Q1" ;
            schema:url <http://www.wikidata.org/entity/Q1> ;
            dcterms:source <https://example.org/register> .
        """)
    graph = rightsgraph.open(small_folder)
    place = graph.describe("rgd:place-xa")
    facts = {fact.property: fact.sources for fact in place.facts}
    assert facts["latitude"] == ("https://example.org/map",)
    assert facts["place type"] == ("annex/1", "heading/xa")
    (identifier,) = place.relations
    assert identifier.sources == ("https://example.org/register",)
    text = place.to_text()
    assert "  latitude: 1.5  [1]" in text
    assert text.endswith("Sources\n  1  https://example.org/map\n  2  https://example.org/register")
