import pytest
from pyoxigraph import Literal

from rightsgraph.errors import QueryHeaderError, UnknownNameError
from rightsgraph.namespaces import SH
from rightsgraph.queries.library import Library, describe_queries, parse_query

TEXT = """\
# title: Who is it?
# description: Names an actor.
# parameter: ?actor  IRI of an actor, e.g. rgd:org-a
# parameter: ?on  xsd:date, a day (optional), e.g. 2002-01-01
# returns: ?name  one row

SELECT ?name WHERE { VALUES ?actor { UNDEF } VALUES ?on { UNDEF } ?actor ?p ?name }
"""


@pytest.fixture
def library(tmp_path):
    (tmp_path / "who-is-it.rq").write_text(TEXT)
    return Library(tmp_path.glob("*.rq"))


def test_a_header_is_the_documentation(library):
    query = library.load("who-is-it")
    assert (query.title, query.description) == ("Who is it?", "Names an actor.")
    actor, on = query.parameters
    assert (actor.name, actor.kind, actor.example, actor.optional) == (
        "actor",
        "IRI",
        "rgd:org-a",
        False,
    )
    assert (on.kind, on.optional) == ("xsd:date", True)


def test_an_unknown_name_brings_the_nearest(library):
    with pytest.raises(
        UnknownNameError, match="no stored query is called 'who-is'; did you mean 'who-is-it'"
    ):
        library.load("who-is")
    with pytest.raises(UnknownNameError, match="list them with `rightsgraph queries`"):
        library.load("zzz")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# title: Who is it?\n", "", "the line '# title: ...' is missing"),
        ("e.g. rgd:org-a", "", "is not understood"),
        ("VALUES ?actor { UNDEF }", "", r"no 'VALUES \?actor \{ UNDEF \}'"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(tmp_path, old, new, words):
    (tmp_path / "q.rq").write_text(TEXT.replace(old, new))
    with pytest.raises(QueryHeaderError, match=words):
        Library(tmp_path.glob("*.rq")).load("q")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("# SELECT\nPREFIX a: <https://e.org/SELECT> ASK {}", "ASK"),
        ("construct { ?s ?p ?o } where { ?s ?p ?o }", "CONSTRUCT"),
        ("SELECT * {}", "SELECT"),
    ],
)
def test_the_form_is_read_from_the_query_not_from_its_comments(text, form):
    assert parse_query(text, "x").form == form


def test_stored_queries_are_published_as_executables(library):
    quads = list(describe_queries(library))
    assert [q.object for q in quads if q.predicate == SH.select] == [Literal(TEXT)]
