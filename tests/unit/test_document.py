"""A small document of our own, split into passages and held against the small world."""

import shutil

import pytest

from rightsgraph.dataset import load_dataset
from rightsgraph.errors import DocumentError, MissingFileError
from rightsgraph.sources import load_source
from rightsgraph.validation.document import Heading, normalise, split_document, tidy
from rightsgraph.validation.grounding import check_document
from rightsgraph.validation.names import names_in

RULE = " " * 58
TEXT = f"""REPORT

1. The Small report tells of work.1  It goes
on over two lines.

{RULE}
1 A note on the work.
 Annex

Work in Xa

1. In May 2002 Harbour Legal Aid (HLA) held a Course for judges
in Xa:

(i) with Harbour Legal Aid, the course for judges was paid by the Union of
\x20Pilots.

It went well.
"""
HEADINGS = [
    Heading("heading/report", "Report"),
    Heading("heading/annex", "Annex"),
    Heading("heading/xa", "Work in Xa", "heading/annex"),
]


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "copy.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def dataset(small_folder, copy):
    """The small world, with the digests of the copy."""
    path = small_folder / "data" / "ttl" / "small" / "world.ttl"
    text = path.read_text()
    for key, passage in split_document(copy, HEADINGS[1:]).items():
        start = text.find(f"rgd:passage-small-{key.replace('/', '-')}\n")
        if start < 0:
            continue
        text = text[:start] + text[start:].replace("0" * 64, passage.digest, 1)
    path.write_text(text)
    return load_dataset(load_source(small_folder))


def test_paragraphs_items_footnotes_and_headings_are_told_apart(copy):
    passages = split_document(copy, HEADINGS)
    assert {key: passage.text for key, passage in passages.items()} == {
        "heading/report": "REPORT",
        "body/1": "The Small report tells of work.1 It goes on over two lines.",
        "body/fn1": "A note on the work.",
        "heading/annex": "Annex",
        "heading/xa": "Work in Xa",
        "annex/1": "In May 2002 Harbour Legal Aid (HLA) held a Course for judges in Xa: "
        "It went well.",
        "annex/1/i": "with Harbour Legal Aid, the course for judges was paid by the "
        "Union of Pilots.",
    }
    assert passages["annex/1/i"].parent == "annex/1"
    assert passages["annex/1"].headings == ("heading/xa", "heading/annex")


def test_spaces_and_line_breaks_do_not_change_a_digest(copy, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("  It goes\non", " It goes on"), encoding="utf-8-sig")
    ours, theirs = split_document(copy, HEADINGS), split_document(other, HEADINGS)
    assert {key: p.digest for key, p in ours.items()} == {
        key: p.digest for key, p in theirs.items()
    }
    assert normalise("a\n  b") == "a b"
    assert tidy("l’ OIM “ agit ”") == "l’OIM “agit”"


def test_a_grounded_world_is_grounded_but_for_what_is_not_in_it(dataset, copy):
    grounding = check_document(dataset, copy)
    assert [(f.kind, f.passage) for f in grounding.findings] == [("digest", "body/fn1")]
    assert grounding.checked["cited"] == 2 + 1 + 2 + 1 + 2 + 2 + 1  # passages of each thing


def test_other_words_are_another_digest(dataset, copy):
    copy.write_text(TEXT.replace("two lines", "three lines"))
    kinds = [(f.kind, f.passage, f.about) for f in check_document(dataset, copy).findings]
    assert ("digest", "body/1", "the words differ") in kinds


def test_a_thing_that_its_passage_does_not_name_is_found(dataset, copy):
    copy.write_text(TEXT.replace("the Union of\n\x20Pilots", "someone else"))
    found = [(f.kind, f.passage, f.name) for f in check_document(dataset, copy).findings]
    assert ("cited", "annex/1/i", "rgd:org-union-of-pilots") in found


def test_a_name_that_belongs_to_nothing_is_found(dataset, copy):
    copy.write_text(TEXT.replace("It went well.", "It went well with the UNX and Port Authority."))
    names = [f.name for f in check_document(dataset, copy).findings if f.kind == "name"]
    assert names == ["UNX Port Authority"]


def exceptions(small_folder, *lines):
    folder = small_folder / "data" / "grounding"
    folder.mkdir(exist_ok=True)
    text = "\n".join(["kind\tpassage\tname\treason", *lines])
    (folder / "small.tsv").write_text(text)


def test_a_listed_exception_is_not_a_finding_but_too_many_are_too_many(dataset, small_folder, copy):
    digest = split_document(copy, HEADINGS[1:])["body/fn1"].digest
    exceptions(small_folder, f"digest\tbody/fn1\t{digest}\tnot curated")
    assert check_document(dataset, copy).holds
    copy.write_text(TEXT.replace("the Union of\n\x20Pilots", "someone else"))
    grounding = check_document(dataset, copy)
    lines = [f"{f.kind}\t{f.passage}\t{f.name}\tbecause" for f in grounding.findings]
    exceptions(small_folder, f"digest\tbody/fn1\t{digest}\tnot curated", *lines)
    grounding = check_document(dataset, copy)
    assert grounding.findings == ()
    assert grounding.too_many
    assert not grounding.holds
    assert "more than 3 %" in grounding.to_text()


def test_an_exception_that_is_not_needed_or_has_no_reason_is_said_so(dataset, small_folder, copy):
    exceptions(small_folder, "cited\tannex/1\trgd:org-x\tonce needed")
    assert "exception" in [f.kind for f in check_document(dataset, copy).findings]
    exceptions(small_folder, "cited\tannex/1\trgd:org-x\t ")
    with pytest.raises(DocumentError, match="line 2: no reason; add it"):
        check_document(dataset, copy)


def test_copies_that_cannot_be_read_are_said_so(dataset, copy, tmp_path):
    with pytest.raises(MissingFileError):
        check_document(dataset, tmp_path / "none.txt")
    (tmp_path / "latin.txt").write_bytes(b"1. caf\xe9")
    with pytest.raises(DocumentError, match="byte 6 is not UTF-8"):
        check_document(dataset, tmp_path / "latin.txt")
    (tmp_path / "prose.txt").write_text("no numbers here")
    with pytest.raises(DocumentError, match="no numbered paragraph found"):
        check_document(dataset, tmp_path / "prose.txt")


def test_data_without_passages_cannot_be_compared(small_folder, copy):
    shutil.rmtree(small_folder / "data" / "ttl" / "small")
    (small_folder / "data" / "ttl" / "other").mkdir()
    (small_folder / "data" / "ttl" / "other" / "a.ttl").write_text("")
    with pytest.raises(DocumentError, match="no passages to compare"):
        check_document(load_dataset(load_source(small_folder)), copy)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In May 2002 the UNHCR met.", ["UNHCR"]),
        ("Work went on with Caritas Rome and the Bureau.", ["Caritas Rome Bureau"]),
        ("Workshop: IOM spoke.", ["IOM"]),
        ("The Bureau spoke. Nobody else did.", ["Bureau"]),
        ("nothing at all", []),
    ],
)
def test_names_are_acronyms_and_capitals_within_a_sentence(text, names):
    found = names_in(text, {"the", "in", "work", "nobody"})
    assert [" ".join(word for _, _, word in name) for name in found] == names
