import pytest
import rdflib

import rightsgraph
from rightsgraph.errors import (
    AmbiguousNameError,
    MissingFileError,
    MissingStoreError,
    ParameterError,
    QueryError,
    UnknownNameError,
    UnknownPrefixError,
)
from rightsgraph.folding import fold

PILOTS = "https://w3id.org/rightsgraph/id/org-union-of-pilots"


def test_a_thing_is_found_by_iri_curie_name_and_acronym(small_graph):
    for text in (PILOTS, "rgd:org-union-of-pilots", "Union of Pilots", "union OF pilots", "UP"):
        assert small_graph.resolve(text).value == PILOTS


def test_a_name_in_another_language_and_without_accents_will_do(small_graph):
    assert small_graph.resolve("aide juridique du port").value.endswith("org-harbour-legal-aid")


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("Union of Pilot", UnknownNameError, "did you mean 'Union of Pilots'"),
        ("rgd:org-union-of-pilot", UnknownNameError, "did you mean 'rgd:org-union-of-pilots'"),
        ("zzzz", UnknownNameError, "find it with `rightsgraph search`"),
        ("wd:Q42", UnknownPrefixError, "unknown prefix"),
    ],
)
def test_what_is_not_there_brings_the_nearest(small_graph, text, error, words):
    with pytest.raises(error, match=words):
        small_graph.resolve(text)


def test_a_name_of_two_things_is_not_guessed(small_folder):
    path = small_folder / "data" / "ttl" / "small" / "world.ttl"
    path.write_text(path.read_text().replace('"UP"@en', '"HLA"@en'))
    with pytest.raises(AmbiguousNameError, match="write one of rgd:org-"):
        rightsgraph.open(small_folder).resolve("HLA")


def test_search_finds_words_of_a_name_best_first(small_graph):
    assert [found.name for found in small_graph.search("legal aid")] == ["Harbour Legal Aid"]
    assert [found.matched for found in small_graph.search("port aide")] == [
        "Aide juridique du Port"
    ]
    assert small_graph.search("up")[0].matched == "UP"
    assert small_graph.search("") == []
    assert small_graph.search("arbour") == []


def test_a_stored_query_is_asked_by_name(small_graph):
    rows = list(small_graph.query("partners-of", actor="UP"))
    assert [(row["partner"], row["role"], row["passage"]) for row in rows] == [
        ("https://w3id.org/rightsgraph/id/org-harbour-legal-aid", "organizer", "annex/1")
    ]


def test_a_query_file_is_asked_by_path(small_graph, tmp_path):
    path = tmp_path / "all.rq"
    path.write_text("SELECT ?a WHERE { ?a a rg:Actor } ORDER BY ?a")
    assert len(small_graph.query(path)) == len(small_graph.query(str(path))) == 2


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ("partners", UnknownNameError, "did you mean 'partners-of'"),
        ("SELECT * WHERE {", QueryError, "query text: syntax error at 1:17"),
        ("SELECT ?x WHERE { ?x foo:bar ?y }", QueryError, "query text"),
        ("missing.rq", MissingFileError, "missing.rq: cannot be read"),
        ("partners-of", ParameterError, "the parameter 'actor' has no value"),
    ],
)
def test_a_question_that_cannot_be_asked_is_said_so(small_graph, question, error, words):
    with pytest.raises(error, match=words):
        small_graph.query(question)


def test_shapes_and_queries_are_reached_by_graph_only(small_graph):
    shapes = "<http://www.w3.org/ns/shacl#NodeShape>"
    assert not small_graph.query(f"ASK {{ ?s a {shapes} }}")
    assert small_graph.query(f"ASK {{ GRAPH ?g {{ ?s a {shapes} }} }}")
    assert small_graph.query(
        "ASK { GRAPH <https://w3id.org/rightsgraph/graph/derived> { ?a rg:participatesIn ?b } }"
    )


def test_a_fact_that_two_graphs_state_is_one_fact_of_the_union(small_graph):
    rows = small_graph.query("SELECT ?l WHERE { rgd:place-xa skos:prefLabel ?l }")
    assert len(rows) == 1


def test_the_graph_goes_to_rdflib(small_graph):
    graph = small_graph.to_rdflib()
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) == sum(1 for _ in small_graph.store.match())
    assert "rgd:org-union-of-pilots" in graph.serialize(format="turtle")


def test_a_source_that_changes_is_built_again(small_folder):
    assert len(rightsgraph.open(small_folder).search("pilots")) == 1
    path = small_folder / "data" / "ttl" / "small" / "world.ttl"
    path.write_text(path.read_text().replace("Union of Pilots", "Union of Sailors"))
    assert rightsgraph.open(small_folder).search("pilots") == []


def test_a_store_is_opened_without_its_source(small_folder, tmp_path):
    rightsgraph.open(small_folder, store=tmp_path / "store")
    assert len(rightsgraph.open(tmp_path / "store").search("pilots")) == 1
    assert len(rightsgraph.open(store=tmp_path / "store").search("pilots")) == 1


def test_a_store_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(MissingStoreError, match="run `rightsgraph build`"):
        rightsgraph.open(store=tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_another_base_is_that_of_its_curies(small_folder):
    path = small_folder / "data" / "ttl" / "small" / "world.ttl"
    path.write_text(
        path.read_text().replace("https://w3id.org/rightsgraph/id/", "https://data.example.org/")
    )
    (small_folder / "rightsgraph.toml").write_text('things = "https://data.example.org/"')
    graph = rightsgraph.open(small_folder)
    assert graph.resolve("UP").value == "https://data.example.org/org-union-of-pilots"
    assert (
        "rgd:org-harbour-legal-aid"
        in graph.query("partners-of", actor="rgd:org-union-of-pilots").to_text()
    )


def test_folding_leaves_what_people_compare():
    assert fold("  L’Été à «São» Tomé ") == "l'ete a «sao» tome"
