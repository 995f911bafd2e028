"""The documentation tells the truth: outputs, counts, commands, queries."""

import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

import picture
import write
from rightsgraph.cli.parser import build_parser
from rightsgraph.identifiers import compress_iri

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_screen_of_the_readme_has_a_question_and_its_answer():
    assert README.index("describe OSCE") < 500


@pytest.mark.parametrize("path", write.documents(), ids=lambda path: path.name)
def test_what_a_file_takes_from_the_graph_is_what_the_graph_says(graph, path):
    text = path.read_text(encoding="utf-8")
    assert text == write.filled(text, graph), "run `make docs`"


def test_the_picture_shows_the_model_as_it_is(graph):
    drawn = write.PICTURE.read_text(encoding="utf-8")
    assert picture.head_of(picture.source_of(graph)) in drawn, "run `make docs`"
    titles = {title.text for title in ElementTree.fromstring(drawn).iter(SVG + "title")}
    assert set(picture.COLUMN) <= titles


def test_each_term_of_the_ontology_has_its_place_in_the_picture(graph):
    terms = graph.query("""
        SELECT ?term WHERE {
            VALUES ?type { owl:Class owl:ObjectProperty owl:DatatypeProperty }
            ?term a ?type ; rdfs:isDefinedBy <https://w3id.org/rightsgraph/ns>
        }""")
    drawn = ElementTree.fromstring(write.PICTURE.read_text(encoding="utf-8"))
    words = {word for text in drawn.iter(SVG + "text") for word in (text.text or "").split()}
    rows = {word.rstrip("?+*") for word in words}
    for row in terms:
        name = compress_iri(row["term"])
        if name not in picture.EVERYWHERE and not picture.BOUND.fullmatch(name):
            assert name.removeprefix("rg:") in rows, f"{name}: see COLUMNS in docs/picture.py"


@pytest.mark.skipif(
    not shutil.which("dot") and not os.environ.get("CI"), reason="Graphviz is not installed"
)
def test_graphviz_draws_the_picture(graph):
    source = picture.source_of(graph)
    drawn = picture.draw(source)
    assert picture.head_of(source) in drawn
    for word in ('class="node"', 'class="edge"'):
        assert drawn.count(word) == write.PICTURE.read_text(encoding="utf-8").count(word)


def test_a_block_is_filled_by_its_name(small_graph):
    text = (
        "```sparql\nSELECT ?name { ?a a rg:Activity ; skos:prefLabel ?name }\n```\n\n"
        "<!-- begin: answer -->\nold\n<!-- end -->\n"
        "<!-- begin: turtle rgd:activity-xa-course rg:when rg:earliest -->\n<!-- end -->\n"
    )
    filled = write.filled(text, small_graph)
    assert "| name |\n| --- |\n| " in filled
    assert "old" not in filled
    assert filled == write.filled(filled, small_graph)
    assert "# graph/small\nrgd:activity-xa-course\n    rg:when" in filled
    assert "# graph/derived\nrgd:activity-xa-course\n    rg:earliest" in filled


def test_a_long_answer_is_cut_and_says_so(small_graph):
    question = "```sparql\nSELECT ?actor { ?actor a rg:Actor } ORDER BY ?actor\n```\n"
    text = f"{question}<!-- begin: answer --limit 1 -->\n<!-- end -->"
    assert "\n\n1 of 2 rows.\n<!-- end -->" in write.filled(text, small_graph)


def test_a_block_without_its_end_is_refused(small_graph):
    with pytest.raises(write.BlockError, match="1 block has no"):
        write.filled("<!-- begin: counts -->\n<!-- begin: queries -->\n<!-- end -->", small_graph)


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("weather", "the blocks are counts, classes"),
        ("answer", "no ```sparql before it"),
        ("turtle rgd:org-union-of-pilots rg:when", "no such statement on rgd:org-union-of-pilots"),
        ("query no-such-question", "no-such-question"),
    ],
)
def test_a_block_that_cannot_be_filled_says_why(small_graph, block, says):
    with pytest.raises(write.BlockError, match=says):
        write.filled(f"<!-- begin: {block} -->\n<!-- end -->", small_graph)


def test_every_command_is_named_in_the_readme():
    commands = build_parser()._subparsers._group_actions[0].choices
    for command in commands:
        assert f"rightsgraph {command}" in README, command


def test_links_of_the_documentation_lead_somewhere():
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
