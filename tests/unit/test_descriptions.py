"""Descriptions for machines count what is there, and are the same each time."""

import pyoxigraph as ox
import pytest

from rightsgraph.publication.descriptions import Descriptions
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.settings import Site
from rightsgraph.publication.sitemap import sitemaps

URL = "https://data.example.org/graph/"
VOID = "http://rdfs.org/ns/void#"


@pytest.fixture(scope="module")
def descriptions(small_graph):
    return Descriptions(Publication(small_graph, Site(url=URL)), URL + "sparql")


def test_void_counts_what_is_there(descriptions, small_graph):
    found = list(ox.parse(descriptions.get("void.ttl"), ox.RdfFormat.TURTLE))
    data = ox.NamedNode(URL + "void.ttl#dataset")
    values = {q.predicate.value: q.object.value for q in found if q.subject == data}
    assert int(values[VOID + "triples"]) == sum(1 for _ in small_graph.store.match())
    assert values[VOID + "sparqlEndpoint"] == URL + "sparql"
    parts = {q.object for q in found if q.predicate.value == VOID + "propertyPartition"}
    total = [
        int(q.object.value)
        for q in found
        if q.subject in parts and q.predicate.value == VOID + "triples"
    ]
    assert sum(total) == int(values[VOID + "triples"])


@pytest.mark.parametrize("path", ["void.ttl", "dcat.ttl", "context.jsonld", "robots.txt"])
def test_the_bytes_are_the_same_each_time(descriptions, path):
    assert descriptions.get(path) == descriptions.get(path)


def test_a_long_sitemap_is_split():
    files = sitemaps([f"id/{n}" for n in range(5)], URL, "2026-11-24", most=6)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert b"<sitemapindex" in files["sitemap.xml"]
    assert sum(part.count(b"<loc>") for name, part in files.items() if "-" in name) == 15
