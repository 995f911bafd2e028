"""The files of the data: form, files and headers, catalogue, one description a subject."""

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from rightsgraph.namespaces import DCAT, DCTERMS, RDF, RG, RGD, SKOS
from rightsgraph.turtle import format_file, read_turtle

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "ttl"
FILES = sorted(DATA.rglob("*.ttl"))
DOCUMENT = sorted((DATA / "mc-inf-259").glob("*.ttl"))
REFERENCE = sorted((DATA / "reference").glob("*.ttl"))


def name_of(path):
    return str(path.relative_to(DATA))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_file_is_in_house_form(path):
    old, new = format_file(path)
    assert old == new, f"run `rightsgraph format {path.relative_to(ROOT)}`"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_longer_than_400_lines(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400 or path.name == "catalog.ttl", f"split {path.relative_to(ROOT)} by topic"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_file_describes_itself_and_has_no_blank_nodes(path):
    quads = list(read_turtle(path))
    kinds = {DCAT.Dataset, DCAT.Catalog}
    header, *_ = [q.subject for q in quads if q.predicate == RDF.type and q.object in kinds]
    given = {q.predicate for q in quads if q.subject == header}
    assert {DCTERMS.title, DCTERMS.license, DCTERMS.modified} <= given
    terms = [term for q in quads for term in q.triple]
    assert not [term for term in terms if isinstance(term, BlankNode)]


def test_the_catalogue_lists_every_file():
    catalogue = {q.object for q in read_turtle(DATA / "catalog.ttl") if q.predicate == DCAT.dataset}
    described = {
        q.subject
        for path in FILES
        for q in read_turtle(path)
        if q.predicate == RDF.type and q.object == DCAT.Dataset
    }
    assert described == catalogue, "list the file's dcat:Dataset under dcat:dataset in catalog.ttl"


def test_a_subject_of_the_document_is_described_in_one_file():
    files = defaultdict(set)
    for path in DOCUMENT:
        for quad in read_turtle(path):
            files[quad.subject.value].add(path.name)
    assert {subject: names for subject, names in files.items() if len(names) > 1} == {}


def test_every_paragraph_item_and_footnote_is_cited():
    keys, cited = {}, set()
    for path in DOCUMENT:
        for quad in read_turtle(path):
            if quad.predicate == DCTERMS.identifier and "/passage-" in quad.subject.value:
                keys[quad.subject] = quad.object.value
            elif quad.predicate == RG.statedIn:
                cited.add(quad.object)
    numbered = {passage: key for passage, key in keys.items() if not key.startswith("heading/")}
    assert {key for passage, key in numbered.items() if passage not in cited} == set()
    paragraphs = {key for key in numbered.values() if key.count("/") == 1 and "fn" not in key}
    assert paragraphs == {f"body/{n}" for n in range(1, 13)} | {f"annex/{n}" for n in range(1, 65)}


def test_labels_hold_names_not_sentences_of_the_document():
    labels = {SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel}
    long = [
        quad.object.value
        for path in DOCUMENT
        for quad in read_turtle(path)
        if quad.predicate in labels and len(quad.object.value.split()) > 36
    ]
    assert long == []


def without_source(quads):
    """The subjects of one file, its own dataset among them, that name no source in it."""
    return {q.subject for q in quads} - {q.subject for q in quads if q.predicate == DCTERMS.source}


@pytest.mark.parametrize("path", REFERENCE, ids=name_of)
def test_every_subject_of_the_reference_layer_has_its_own_source(path):
    missing = without_source(list(read_turtle(path)))
    assert missing == set(), "add dcterms:source with the address of a page, in the same file"


@pytest.mark.parametrize(
    ("without", "missing"), [(None, set()), ("file", {"file"}), ("org", {"org"})]
)
def test_a_subject_without_source_is_found(without, missing):
    file, organization = RGD["file"], RGD["org"]
    page = NamedNode("https://example.org/page")
    quads = [
        Quad(file, RDF.type, DCAT.Dataset),
        Quad(file, DCTERMS.source, page),
        Quad(organization, RDF.type, RG.Actor),
        Quad(organization, DCTERMS.source, page),
    ]
    gone = without and Quad(RGD[without], DCTERMS.source, page)
    assert without_source([q for q in quads if q != gone]) == {RGD[name] for name in missing}


def test_iris_of_things_have_a_kind_of_the_closed_list():
    kinds = set(
        """org office state post group activity participation membership tie quantity instrument
        agreement action provision stance mandate document passage place identifier statement
        network measure""".split()
    )
    things = {
        term.value.removeprefix(RGD.iri)
        for path in FILES
        for quad in read_turtle(path)
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(RGD.iri)
    }
    assert {thing for thing in things if thing.split("-")[0] not in kinds} == set()
