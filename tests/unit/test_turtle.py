import os
import subprocess
import sys

import pytest

from rightsgraph.errors import MissingFileError, TurtleSyntaxError, UnwritableError
from rightsgraph.files import write_text
from rightsgraph.turtle import format_file, format_turtle, read_turtle

MESSY = """
@prefix rg: <https://w3id.org/rightsgraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rgd: <https://w3id.org/rightsgraph/id/> . @prefix org: <http://www.w3.org/ns/org#> .
rgd:org-b rg:statedIn rgd:passage-x-annex-2, rgd:passage-x-annex-1 ;
  skos:prefLabel "B \\"b\\""@en, "Bé"@fr ;
  a rg:Actor . rgd:org-a a rg:Actor ; skos:prefLabel "A"@en ; org:memberOf rgd:org-b .
"""
HOUSE = """\
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rg: <https://w3id.org/rightsgraph/ns#>
PREFIX rgd: <https://w3id.org/rightsgraph/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

rgd:org-a
    a rg:Actor ;
    skos:prefLabel "A"@en ;
    org:memberOf rgd:org-b ;
.

rgd:org-b
    a rg:Actor ;
    skos:prefLabel
        "B \\"b\\""@en ,
        "Bé"@fr ;
    rg:statedIn
        rgd:passage-x-annex-1 ,
        rgd:passage-x-annex-2 ;
.
"""


@pytest.fixture
def messy(tmp_path):
    path = tmp_path / "messy.ttl"
    path.write_text(MESSY, encoding="utf-8")
    return path


def test_house_form_orders_subjects_by_iri_and_puts_one_fact_on_a_line(messy):
    assert format_turtle(read_turtle(messy)) == HOUSE


def test_house_form_of_house_form_is_itself(tmp_path):
    path = tmp_path / "house.ttl"
    path.write_text(HOUSE, encoding="utf-8")
    assert format_turtle(read_turtle(path)) == HOUSE


def test_the_order_of_triples_and_the_hash_seed_do_not_matter(messy):
    quads = list(read_turtle(messy))
    assert format_turtle(reversed(quads)) == HOUSE
    code = (
        "import sys; from pathlib import Path; from rightsgraph.turtle import *; "
        f"sys.stdout.buffer.write(format_turtle(read_turtle(Path({str(messy)!r}))).encode())"
    )
    for seed in ("1", "2", "3"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        run = subprocess.run(command, env=environment, capture_output=True, check=True)
        assert run.stdout.decode() == HOUSE


def test_a_file_with_blank_nodes_is_left_as_its_author_laid_it_out(tmp_path):
    path = tmp_path / "shape.ttl"
    path.write_text(
        "<https://e.org/b> <https://e.org/p> [ ] .\n<https://e.org/a> a <https://e.org/C>."
    )
    old, new = format_file(path)
    assert old == new


def test_literals_keep_their_form(tmp_path):
    path = tmp_path / "numbers.ttl"
    path.write_text(
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        '<https://e.org/a> <https://e.org/p> "01"^^xsd:integer , 1.50 .'
    )
    text = format_turtle(read_turtle(path))
    assert '"01"^^' in text or " 01 " in text
    assert "1.50" in text


def test_a_byte_order_mark_is_no_error(messy):
    messy.write_bytes(b"\xef\xbb\xbf" + messy.read_bytes())
    assert format_turtle(read_turtle(messy)) == HOUSE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("foo:a a foo:B .", "prefix foo: has not been declared; declare it at the top"),
        ("rg:a a rg:B .", "add 'PREFIX rg: <https://w3id.org/rightsgraph/ns#>' at the top"),
        ("<a> <b> <c> .", "write the IRI in full or as a CURIE"),
        ("<https://e.org/a> <https://e.org/b> ; .", "correct the line"),
        ("<https://e.org/a> <https://e.org/b> 'open", "correct the line"),
    ],
)
def test_a_syntax_error_names_file_line_and_repair(tmp_path, text, words):
    path = tmp_path / "bad.ttl"
    path.write_text(f"# first line\n{text}\n", encoding="utf-8")
    with pytest.raises(TurtleSyntaxError) as caught:
        list(read_turtle(path))
    assert str(caught.value).startswith(f"{path}:")
    assert caught.value.line in (2, 3)
    assert words in str(caught.value)


def test_what_rdflib_lets_pass_is_refused(tmp_path):
    path = tmp_path / "bad.ttl"
    path.write_text("<https://e.org/a b> <https://e.org/p> 'x' .\n", encoding="utf-8")
    with pytest.raises(TurtleSyntaxError):
        list(read_turtle(path))


def test_bytes_that_are_not_utf_8_are_said_to_be_so(tmp_path):
    path = tmp_path / "latin.ttl"
    path.write_bytes(b"<https://e.org/a> <https://e.org/p> '\xe9' .\n")
    with pytest.raises(TurtleSyntaxError, match="save the file as UTF-8"):
        list(read_turtle(path))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(
        MissingFileError, match=r"none\.ttl: no such file or directory; check the path"
    ):
        list(read_turtle(tmp_path / "none.ttl"))


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(UnwritableError, match="cannot write"):
        write_text(tmp_path / "missing" / "file.ttl", "text")
    assert list(tmp_path.iterdir()) == []
