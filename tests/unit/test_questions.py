"""The pages of stored queries."""

from pyoxigraph import Literal, NamedNode

from rightsgraph.publication.answers import Kept, Table
from rightsgraph.publication.questions import examples_of, keywords_of
from rightsgraph.queries.library import parse_query

TEXT = """# title: Which?
# keywords: treaty, state
# parameter: ?actor  IRI of an actor, e.g. rgd:org-iom
SELECT ?actor WHERE { VALUES ?actor { UNDEF } }
"""


def test_examples_and_keywords_are_read_from_the_header():
    query = parse_query(TEXT, "which")
    assert examples_of(query) == {"actor": "rgd:org-iom"}
    assert keywords_of(query) == ["treaty", "state"]


def test_a_kept_answer_is_written_in_other_forms():
    json = '{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"1"}}]}}'
    kept = Kept(Table(["n"], [[Literal("1")]], 1), json)
    assert kept.written("csv").split() == ["n", "1"]
    assert kept.written("tsv").split() == ["?n", '"1"']


def test_kept_triples_are_their_turtle():
    assert (
        Kept(Table((), [[NamedNode("https://e.org/a")]], 1), "<a> <b> <c> .", graph=True)
        .written("ttl")
        .startswith("<a>")
    )
