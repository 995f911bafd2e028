import pytest

from rightsgraph.errors import InvalidIRIError, UnknownPrefixError
from rightsgraph.identifiers import compress_iri, expand_curie
from rightsgraph.namespaces import PREFIXES


def test_a_curie_and_its_iri_are_the_same_thing():
    iri = "https://w3id.org/rightsgraph/scheme/role-lead"
    assert expand_curie("rgs:role-lead").value == iri
    assert expand_curie(iri).value == iri
    assert expand_curie(f"<{iri}>").value == iri
    assert compress_iri(iri) == "rgs:role-lead"


def test_another_base_for_things_is_a_matter_of_the_prefix_table():
    table = PREFIXES | {"rgd": "https://data.example.org/id/"}
    assert expand_curie("rgd:org-x", table).value == "https://data.example.org/id/org-x"
    assert compress_iri("https://data.example.org/id/org-x", table) == "rgd:org-x"


def test_an_unknown_prefix_is_named_with_the_known_ones():
    with pytest.raises(
        UnknownPrefixError, match="'wd:Q42' uses an unknown prefix; the known ones are"
    ):
        expand_curie("wd:Q42")


@pytest.mark.parametrize("text", ["UNHCR", "https://example.org/a b", "<>", "rgd:"])
def test_what_is_no_iri_is_refused(text):
    with pytest.raises((InvalidIRIError, UnknownPrefixError), match=r"IRI|prefix"):
        expand_curie(text)


def test_an_iri_that_no_curie_can_write_stays_whole():
    assert (
        compress_iri("https://w3id.org/rightsgraph/id/a/b") == "https://w3id.org/rightsgraph/id/a/b"
    )
    assert compress_iri("https://w3id.org/rightsgraph/id/") == "https://w3id.org/rightsgraph/id/"
