from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from rightsgraph.errors import ParameterError
from rightsgraph.identifiers import expand_curie
from rightsgraph.namespaces import XSD
from rightsgraph.queries.binding import bind
from rightsgraph.queries.library import parse_query

HEADER = """\
# title: T
# description: D
# parameter: ?word  string, any word, e.g. a
# parameter: ?day  xsd:date (optional), e.g. 2002-01-31
# parameter: ?number  integer (optional), e.g. 3
# parameter: ?thing  IRI (optional), e.g. rgd:org-a
# returns: ?word
"""
QUERY = parse_query(
    HEADER
    + """SELECT ?word ?day ?number ?thing WHERE {
    VALUES ?word { UNDEF } VALUES ?day { UNDEF } VALUES ?number { UNDEF } VALUES ?thing { UNDEF }
}""",
    "q",
)


def answer(**values):
    return [tuple(row) for row in Store().query(bind(QUERY, values, expand_curie))]


def test_values_arrive_with_the_type_that_is_declared():
    row = (
        Literal("a"),
        Literal("2002-01-31", datatype=XSD.date),
        Literal(3),
        NamedNode("https://w3id.org/rightsgraph/id/org-a"),
    )
    assert answer(word="a", day="2002-01-31", number="3", thing="rgd:org-a") == [row]
    assert answer(word="a", day=date(2002, 1, 31), number=3, thing="rgd:org-a") == [row]


def test_an_optional_parameter_without_value_fits_any():
    assert answer(word="a") == [(Literal("a"), None, None, None)]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_value_can_change_what_the_query_asks(text):
    assert answer(word=text) == [(Literal(text), None, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        'x" } UNION { ?s ?p ?o',
        "x' } #",
        "\\",
        '"""',
        "} SERVICE <http://127.0.0.1/> {",
        "UNDEF",
        "VALUES ?day { UNDEF }",
    ],
)
def test_injections_stay_text(text):
    assert answer(word=text) == [(Literal(text), None, None, None)]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "the parameter 'word' has no value; pass --set word=a"),
        (
            {"word": "a", "wrod": "b"},
            "there is no parameter 'wrod'; it has word, day, number, thing",
        ),
        (
            {"word": "a", "day": "31.1.2002"},
            "'31.1.2002' of 'day' is no xsd:date; write it like 2002-01-31",
        ),
        ({"word": "a", "day": "2002-02-30"}, "is no xsd:date"),
        ({"word": "a", "number": "three"}, "'three' of 'number' is no integer; write it like 3"),
    ],
)
def test_a_wrong_value_is_said_with_its_repair(values, words):
    with pytest.raises(ParameterError, match=words.replace("(", r"\(")):
        answer(**values)


def test_a_text_of_one_s_own_can_have_places_for_values_too():
    query = parse_query("SELECT ?x { VALUES ?x { UNDEF } }", "text")
    rows = list(Store().query(bind(query, {"x": "rgd:org-a"}, expand_curie)))
    assert rows[0]["x"] == NamedNode("https://w3id.org/rightsgraph/id/org-a")
    rows = list(Store().query(bind(query, {"x": "a word"}, expand_curie)))
    assert rows[0]["x"] == Literal("a word")
