"""The pages of the vocabulary: every term, concept and shape has its anchor, once."""

import re

import pytest

from rightsgraph.publication.publication import Publication
from rightsgraph.publication.settings import Site
from rightsgraph.publication.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary(graph):
    return Vocabulary(Publication(graph, Site()))


def anchors(page):
    return re.findall(rb'\bid="([^"]+)"', page)


@pytest.mark.parametrize("code", ["", ".fr", ".es"])
def test_every_term_has_its_anchor_once(vocabulary, code):
    found = anchors(vocabulary.get(f"ns{code}.html"))
    assert len(found) == len(set(found))
    terms = [one for kind in vocabulary.ontology.terms.values() for one in kind]
    assert len(terms) > 100
    assert {one.value.partition("#")[2].encode() for one in terms} <= set(found)


def test_every_concept_and_shape_has_its_anchor(vocabulary):
    for name, scheme in vocabulary.schemes.items():
        found = anchors(vocabulary.get(f"{name}.html"))
        members = vocabulary.ontology.members(scheme)
        assert {one.value.rpartition("/")[2].encode() for one in members} <= set(found), name
    found = anchors(vocabulary.get("shapes.html"))
    assert len(found) == len(set(found))
    assert b"ActorShape-actorType" in found
