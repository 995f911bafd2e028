"""The pages of the whole site: their frame, their links and what they say of OSCE."""

import re
from html.parser import HTMLParser
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from rightsgraph.describe import describe
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.publication import Page
from rightsgraph.publication.settings import Site
from rightsgraph.publication.site import publication_of

OSCE = "rgd:org-osce"
OWN = ("id/org-osce", "id/org-iom", "index", "ns", "about", "shapes", "sparql", "search")
KIND = re.compile(r"(?:id/)?[a-z~]+[-/]?")
EACH, MANY = 1, 20


@pytest.fixture(scope="module")
def publication(graph):
    return publication_of(graph, Site(reports="mailto:data@example.org"))


@pytest.fixture(scope="module")
def paths(publication):
    return set(publication.paths())


@pytest.fixture(scope="module")
def sample(paths):
    """Some pages of every kind, in English, and the first of them in all languages."""
    names = sorted({path.removesuffix(".html") for path in paths if is_english(path)})
    kinds = {}
    for name in names:
        kinds.setdefault(KIND.match(name)[0], []).append(name)
    chosen = [one for found in kinds.values() for one in found[:EACH]]
    spread = [found[len(found) // 2] for found in kinds.values() if len(found) > EACH]
    everywhere = [*OWN, *spread][:MANY]
    english = dict.fromkeys([*OWN, *chosen, *spread])
    found = [name + page_suffix("en") for name in english]
    return found + [name + page_suffix(code) for name in everywhere for code in LANGUAGES[1:]]


def is_english(path):
    return path.endswith(".html") and not re.search(r"\.(fr|es|offline)\.html$", path)


class Parts(HTMLParser):
    """The elements of a page, in order, with their attributes, and its words."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.words, self.title, self.open = [], [], "", ""
        self.feed(text)
        self.close()
        self.ids = [a["id"] for _, a in self.elements if "id" in a]
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open = tag

    def handle_data(self, data):
        if self.open == "title" and not self.title:
            self.title = data
        elif self.open not in ("script", "style"):
            self.words.append(data)

    def links(self):
        for tag, attributes in self.elements:
            for name in ("href", "src", "action"):
                if name in attributes:
                    yield tag, attributes[name]


@pytest.fixture(scope="module")
def pages(publication, sample):
    return {path: Parts(publication.get(path).decode()) for path in sample}


def test_the_sample_has_every_kind(pages):
    kinds = {KIND.match(path)[0] for path in pages}
    for kind in ("id/org-", "id/activity-", "id/passage-", "id/participation-", "id/place-"):
        assert kind in kinds
    assert {"scheme/", "graph/", "list/", "queries/", "network/"} <= kinds
    assert len(pages) > 100


def test_pages_have_one_heading_a_title_and_their_language(pages):
    for path, parts in pages.items():
        tags = [tag for tag, _ in parts.elements]
        assert tags.count("h1") == 1, path
        assert tags.count("main") == 1, path
        assert parts.title.strip(" –\n"), path
        (root,) = (attributes for tag, attributes in parts.elements if tag == "html")
        assert root["lang"] == Page.at(path).language.code, path


def test_ids_are_unique(pages):
    for path, parts in pages.items():
        twice = {one for one in parts.ids if parts.ids.count(one) > 1}
        assert not twice, (path, twice)


def test_references_to_ids_resolve(pages):
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")
    for path, parts in pages.items():
        for tag, attributes in parts.elements:
            for name in names:
                for one in (attributes.get(name) or "").split():
                    assert one in parts.ids, (path, tag, name, one)


def test_links_lead_to_what_is_published(pages, paths, publication):
    broken, wanted = set(), {}
    for path, parts in pages.items():
        for _, address in parts.links():
            split = urlsplit(address)
            if split.scheme:
                assert split.scheme in ("http", "https", "mailto", "data"), (path, address)
                continue
            assert not address.startswith("/"), (path, address)
            target = (
                normpath(join(path.rpartition("/")[0], unquote(split.path))) if split.path else path
            )
            if target not in paths:
                broken.add((path, address))
            elif split.fragment and is_english(target):
                wanted.setdefault(target, {})[unquote(split.fragment)] = path
    assert sorted(broken)[:20] == []
    known = {path: parts.ids for path, parts in pages.items()}
    lost = set()
    for target, fragments in list(wanted.items()):
        ids = known.get(target) or Parts(publication.get(target).decode()).ids
        lost |= {
            (by, target, one) for one, by in fragments.items() if one not in ids and "=" not in one
        }
    assert sorted(lost)[:20] == []


def test_the_page_of_osce_says_what_is_stated_of_it(graph, pages):
    described = describe(graph.store, graph.resolve(OSCE))
    text = pages["id/org-osce.html"].text
    assert described.name in text
    said = [fact for fact in described.relations if fact.property == "participation"]
    assert len(said) > 1
    for fact in said:
        for part in re.split(r"; (?=[a-z ]+ )", fact.value):
            value = re.sub(r"^(in activity|role|scope note) ", "", part)
            assert value in text, value
    for fact in (*described.facts, *described.relations):
        for source in fact.sources:
            if not source.startswith("http"):
                assert source in text, source
