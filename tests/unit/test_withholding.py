"""What is withheld from publication is nowhere in what is published."""

import gzip
import re

import pytest

from rightsgraph.errors import PrivateStoreError, SettingError, WithheldNameError
from rightsgraph.graph import graph_of
from rightsgraph.publication.opening import open_public
from rightsgraph.publication.settings import load_site
from rightsgraph.publication.site import publication_of
from rightsgraph.store.embedded import open_embedded

PILOTS = re.compile("union-of-pilots|union of pilots", re.IGNORECASE)
NOTE = 'rgd:activity-xa-course skos:scopeNote "Paid by the Union of Pilots."@en .\n'


@pytest.fixture
def private(small_folder):
    """The small world, whose Union of Pilots is not to be published."""
    settings = small_folder / "rightsgraph.toml"
    settings.write_text('[site]\nwithhold = ["rgd:org-union-of-pilots"]\n', "utf-8")
    world = small_folder / "data" / "ttl" / "small" / "world.ttl"
    world.write_text(world.read_text("utf-8") + NOTE, "utf-8")
    queries = small_folder / "queries"
    queries.mkdir()
    (queries / "who-pays.rq").write_text(
        "# title: Who pays?\n# description: The payer.\n# returns: ?payer\n"
        "SELECT ?payer WHERE { VALUES ?payer { rgd:org-union-of-pilots } }\n",
        "utf-8",
    )
    return small_folder


def everything(publication):
    for path in publication.paths():
        if path.startswith("scheme/") and path.endswith((".fr.html", ".es.html")):
            continue  # as in English, but for the words of the page
        data = publication.get(path)
        text = gzip.decompress(data) if path.endswith(".gz") else data
        yield path, text.decode("utf-8", "replace")


def published(folder, store):
    path, source = open_public(folder, store)
    return publication_of(graph_of(open_embedded(path), source), load_site(folder))


def test_nothing_published_tells_of_it(private, tmp_path):
    publication = published(private, tmp_path / "store")
    found = [path for path, text in everything(publication) if PILOTS.search(path + text)]
    assert found == []
    assert "who-pays" not in publication.graph.library.names
    assert publication.graph.search("pilots") == []
    assert not publication.graph.query("ASK { ?s ?p ?o FILTER CONTAINS(STR(?o), 'Pilots') }")
    assert "union-of-pilots" not in str(publication.graph.network("actors").graph.nodes)


def test_it_would_be_there_otherwise(private, tmp_path):
    (private / "rightsgraph.toml").unlink()
    publication = published(private, tmp_path / "store")
    found = [path for path, text in everything(publication) if PILOTS.search(path + text)]
    assert "id/org-union-of-pilots.ttl" in found
    assert "id/activity-xa-course.ttl" in found


def test_a_participation_of_it_is_withheld_and_the_activity_stays(private, tmp_path):
    publication = published(private, tmp_path / "store")
    assert publication.graph.counts["rg:Participation"] == 1
    assert publication.graph.counts["rg:Activity"] == 1


def test_another_name_that_tells_of_it_stops_the_publication(private, tmp_path):
    world = private / "data" / "ttl" / "small" / "world.ttl"
    text = world.read_text("utf-8").replace(
        '"Course for judges"', '"Course of the Unión of pilots"'
    )
    world.write_text(text, "utf-8")
    with pytest.raises(WithheldNameError) as error:
        published(private, tmp_path / "store")
    assert "activity-xa-course" in str(error.value)
    assert not (tmp_path / "store").exists()


def test_a_store_that_holds_it_is_not_published(private, tmp_path):
    from rightsgraph.build import build
    from rightsgraph.sources import load_source

    build(load_source(private), tmp_path / "store", validate=False)
    with pytest.raises(PrivateStoreError):
        open_public(store=tmp_path / "store")


def test_what_is_withheld_is_a_list(private):
    (private / "rightsgraph.toml").write_text('[site]\nwithhold = "rgd:org-x"\n', "utf-8")
    with pytest.raises(SettingError, match="write a list"):
        open_public(private)
