"""The stored queries: form of the file, the pinned answer, what can be counted by hand."""

import os
from pathlib import Path

import pytest

from rightsgraph.queries.library import Library
from rightsgraph.queries.results import Rows

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library((ROOT / "queries").glob("*.rq"))
EXPECTED = ROOT / "queries" / "expected"


@pytest.mark.parametrize("name", LIBRARY.names)
def test_a_query_gives_its_pinned_answer(graph, name):
    query = LIBRARY.load(name)
    values = {p.name: p.example for p in query.parameters if not p.optional}
    rows = graph.query(query, **values)
    assert isinstance(rows, Rows)
    path = EXPECTED / f"{name}.tsv"
    answer = rows.serialize("tsv")
    if os.environ.get("RIGHTSGRAPH_PIN"):
        path.write_text(answer, encoding="utf-8")
    command = (
        f"if the new answer is right: RIGHTSGRAPH_PIN=1 pytest {Path(__file__).name} -k {name}"
    )
    assert path.is_file(), command
    assert answer == path.read_text(encoding="utf-8"), command


def test_no_answer_is_pinned_for_a_query_that_is_gone():
    assert {path.stem for path in EXPECTED.glob("*.tsv")} == set(LIBRARY.names)


def test_there_are_answers_but_for_the_queries_that_look_for_faults():
    empty = [
        path.stem for path in EXPECTED.glob("*.tsv") if path.read_text("utf-8").count("\n") < 2
    ]
    assert sorted(empty) == ["reference-without-source", "statements-without-passage"]


@pytest.mark.parametrize("name", LIBRARY.names)
def test_a_query_file_has_the_form_of_the_house(name):
    query = LIBRARY.load(name)
    assert query.header["title-fr"]
    assert query.header["keywords"] != [""]
    assert query.header["returns"]
    assert "ORDER BY" in query.text
    assert "SELECT *" not in query.text
    prefixes = [line for line in query.text.splitlines() if line.startswith("PREFIX")]
    assert prefixes == sorted(prefixes)
    body = query.text.rpartition("PREFIX")[2].partition("\n")[2] or query.text
    for line in prefixes:
        assert f"{line.split()[1]}" in body, line


def test_the_numbers_that_a_reader_of_the_document_can_count(graph):
    """Counted by hand in the document, not taken from the program."""
    partners = graph.query("disagreements-within")
    assert [(row["stated"], row["named"]) for row in partners] == [(21, 22)]
    parties = {row["partyName"] for row in graph.query("agreements")}
    assert len({row["agreement"] for row in graph.query("agreements")}) == 3
    assert "International Organization for Migration" in parties
    sections = {row["section"] for row in graph.query("activity-types-by-section")}
    assert len([section for section in sections if section.startswith("IOM ")]) == 18
    meeting = graph.query("""SELECT DISTINCT ?state WHERE {
        ?p rg:inActivity/rg:statedIn/dcterms:identifier "annex/52" ; rg:actor ?state .
        ?state a rg:State }""")
    assert len(meeting) == 10


def test_the_treaties_stand_as_the_depositary_has_them(graph):
    """Days read on the depositary's pages, not taken from the program."""
    standing = graph.query("instruments-in-force", date="2002-11-13")
    in_force = {row["instrument"].rpartition("instrument-")[2]: row["inForce"] for row in standing}
    assert in_force.pop("icrmw") == "no"
    assert set(in_force.values()) == {"yes"}
    assert all("://" in row["sources"] for row in standing)
    later = graph.query("instruments-in-force", date="2003-07-01")
    assert {row["inForce"] for row in later} == {"yes"}
    accepted = graph.query(
        "acceptance-where-active", instrument="rgd:instrument-icrmw", date="2002-11-13"
    )
    assert {row["country"]: row["when"] for row in accepted} == {
        "Azerbaijan": "1999-01-11",
        "Bosnia and Herzegovina": "1996-12-13",
        "Mexico": "1999-03-08",
        "Morocco": "1993-06-21",
    }
    assert {row["bound"] for row in accepted} == {"not yet"}
    assert all("treaties.un.org" in row["sources"] for row in accepted)
    versions = graph.query("versions-in-force", date="2002-11-13")
    assert {row["version"].rpartition("-")[2] for row in versions} == {"1989"}


def test_the_disagreements_of_the_layers_show_both_sides(graph):
    rows = graph.query("disagreements-between-layers")
    dates = {(row["stated"], row["other"]) for row in rows if row["kind"] == "more precise"}
    assert dates == {("1990", "1990-12-18")}
    missing = [row for row in rows if "supplémentaire" in row["other"]]
    assert [row["passages"] for row in missing] == ["body/fn3"]
    assert all(row["passages"] and row["sources"] for row in rows)


def test_a_bare_year_leaves_open_what_lies_in_it(graph):
    """Albania ratified ILO Convention No. 143 in 2006; the day is not known."""
    asked = {"instrument": "rgd:instrument-ilo-c143", "date": "2006-06-01"}
    accepted = {
        row["country"]: row["bound"] for row in graph.query("acceptance-where-active", **asked)
    }
    assert accepted["Albania"] == "perhaps"
    outstanding = graph.query("acceptance-outstanding", **asked)
    assert {row["country"]: row["laterWhen"] for row in outstanding}["Albania"] == "2006"
    assert "Albania" not in {row["name"] for row in graph.query("parties-to", **asked)}
    certain = {row["name"]: row["certain"] for row in graph.query("parties-to", **asked)}
    assert (certain["Portugal"], certain["Italy"]) == ("yes", "day of effect unknown")
