import builtins
import json

import pytest

from rightsgraph.errors import MissingExtraError, UnknownNameError

ACTORS = """SELECT ?actor ?name ?number WHERE {
    ?actor a rg:Actor ; skos:prefLabel ?name . FILTER (lang(?name) = "en")
    OPTIONAL { VALUES (?actor ?number) { (rgd:org-harbour-legal-aid 3) } }
} ORDER BY ?name"""
HARBOUR = "https://w3id.org/rightsgraph/id/org-harbour-legal-aid"


@pytest.fixture
def rows(small_graph):
    return small_graph.query(ACTORS)


def test_rows_are_dictionaries_of_python_values(rows):
    assert next(iter(rows)) == {"actor": HARBOUR, "name": "Harbour Legal Aid", "number": 3}
    assert list(rows)[1]["number"] is None
    assert len(rows) == 2
    assert list(rows) == list(rows)


def test_a_table_shows_iris_as_curies(rows):
    text = rows.to_text()
    assert "rgd:org-harbour-legal-aid" in text
    assert HARBOUR not in text
    assert rows.to_markdown().splitlines()[0].startswith("| actor")
    assert "<table>" in rows._repr_html_()


def test_a_table_keeps_to_the_width_it_is_given(rows):
    lines = rows.to_text(width=50).splitlines()
    assert max(map(len, lines)) <= 50
    assert "Union of Pilots" in rows.to_text(width=50)


def test_html_is_escaped(small_graph):
    rows = small_graph.query('SELECT ("<script>" AS ?x) {}')
    assert "<script>" not in rows._repr_html_()


def test_the_standard_formats_are_those_of_sparql(rows):
    assert rows.to_csv().splitlines()[1] == f"{HARBOUR},Harbour Legal Aid,3"
    assert rows.serialize("tsv").splitlines()[0] == "?actor\t?name\t?number"
    binding = json.loads(rows.serialize("json"))["results"]["bindings"][0]
    assert binding["actor"] == {"type": "uri", "value": HARBOUR}
    assert "<uri>" in rows.serialize("xml")


def test_an_unknown_format_brings_the_known_ones(rows):
    with pytest.raises(UnknownNameError, match="choose from csv, tsv, json, xml"):
        rows.serialize("docx")


def test_rows_become_a_data_frame(rows):
    frame = rows.to_pandas()
    assert list(frame.columns) == ["actor", "name", "number"]
    assert frame.shape == (2, 3)


def test_without_pandas_the_extra_is_named(rows, monkeypatch):
    real = builtins.__import__

    def without_pandas(name, *rest):
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pandas)
    with pytest.raises(MissingExtraError, match=r"pip install 'rightsgraph\[pandas\]'"):
        rows.to_pandas()


def test_triples_are_written_in_three_formats(small_graph):
    triples = small_graph.query(
        "CONSTRUCT { ?a rg:participatesIn ?b } WHERE { ?a rg:participatesIn ?b }"
    )
    assert "rgd:org-union-of-pilots rg:participatesIn rgd:activity-xa-course" in triples.serialize(
        "turtle"
    )
    assert triples.serialize("ntriples").count(" .\n") == 2
    assert {node["@id"][-15:] for node in json.loads(triples.serialize("json-ld"))} == {
        "union-of-pilots",
        "rbour-legal-aid",
    }
    assert len(list(triples)) == 2


def test_a_truth_is_a_truth(small_graph):
    yes, no = small_graph.query("ASK { ?s a rg:Actor }"), small_graph.query("ASK { ?s a rg:Tie }")
    assert (bool(yes), bool(no)) == (True, False)
    assert (repr(yes), repr(no)) == ("yes", "no")
    assert json.loads(no.serialize("json"))["boolean"] is False


def test_no_answer_is_an_empty_table(small_graph):
    rows = small_graph.query("SELECT ?x WHERE { ?x a rg:Tie }")
    assert (len(rows), list(rows), rows.to_csv()) == (0, [], "x\r\n")
