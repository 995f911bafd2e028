"""The static site: whole or not at all, and only what has changed is written."""

import os
import posixpath
import re
import signal
import subprocess
import sys
import time
from urllib.parse import unquote

import pytest

from rightsgraph.cli import main
from rightsgraph.errors import ForeignSiteError, UnwritableError
from rightsgraph.files import exchange
from rightsgraph.graph import graph_of
from rightsgraph.publication.documents import Documents
from rightsgraph.publication.folder import MARKER, publish
from rightsgraph.publication.opening import open_public
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.settings import Site
from rightsgraph.publication.site import publication_of
from rightsgraph.sources import load_source
from rightsgraph.store.embedded import open_embedded

SITE = Site("https://example.org/graph/")


@pytest.fixture(scope="module")
def source():
    return load_source()


@pytest.fixture(scope="module")
def published(small_store, source, tmp_path_factory):
    folder = tmp_path_factory.mktemp("public") / "site"
    return publish(small_store, source, SITE, folder)


class Few:
    """The documents of the things alone, so that a site has few files."""

    def __init__(self, publication):
        self.documents = Documents(publication)

    def paths(self):
        return [path for path in self.documents.paths() if path.startswith("id/")]

    def get(self, path):
        return self.documents.get(path)


@pytest.fixture
def few(monkeypatch):
    def publication_of_few(graph, site):
        publication = Publication(graph, site)
        publication.sections.append(Few(publication))
        return publication

    monkeypatch.setattr("rightsgraph.publication.folder.publication_of", publication_of_few)


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }


def test_every_path_is_a_file_with_what_a_server_would_answer(published, small_store, source):
    publication = publication_of(graph_of(open_embedded(small_store), source), SITE)
    files = files_of(published.folder)
    assert set(files) == {*publication.paths(), MARKER}
    assert published.files == published.written == len(files) - 1
    for path in sorted(publication.paths())[::9]:
        assert files[path].read_bytes() == publication.get(path), path


def test_the_links_of_its_pages_lead_to_its_files(published):
    files, wrong = files_of(published.folder), []
    for path, file in files.items():
        if path.endswith(".html"):
            for link in re.findall(r'(?:href|src|action)="([^"]*)"', file.read_text("utf-8")):
                address = link.partition("#")[0].partition("?")[0]
                if address and not re.match(r"[a-z]+:", address):
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
                    if unquote(target) not in files:
                        wrong.append((path, link))
    assert wrong == []


def test_what_is_as_before_is_not_written_again(few, small_store, source, tmp_path):
    first = publish(small_store, source, SITE, tmp_path / "site")
    before = {path: file.stat().st_ino for path, file in files_of(first.folder).items()}
    again = publish(small_store, source, SITE, tmp_path / "site")
    assert first.written > again.written == 0
    after = {path: file.stat().st_ino for path, file in files_of(first.folder).items()}
    changed = {path for path in before if before[path] != after[path]}
    assert changed <= {MARKER}


def test_a_change_of_one_name_changes_few_files(few, small_folder, tmp_path):
    store, source = open_public(small_folder, tmp_path / "store")
    first = publish(store, source, SITE, tmp_path / "site")
    world = small_folder / "data" / "ttl" / "small" / "world.ttl"
    text = world.read_text("utf-8").replace('"Harbour Legal Aid"', '"Harbour Aid"')
    world.write_text(text, "utf-8")
    store, source = open_public(small_folder, store)
    second = publish(store, source, SITE, tmp_path / "site")
    assert 0 < second.written < first.written
    text = (tmp_path / "site" / "id" / "org-harbour-legal-aid.ttl").read_text("utf-8")
    assert "Harbour Aid" in text


def test_a_folder_with_other_files_is_left_alone(small_store, source, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ForeignSiteError, match=r"mine\.txt"):
        publish(small_store, source, SITE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written_is_told(small_store, source, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableError):
        publish(small_store, source, SITE, tmp_path / "file" / "site")


def test_a_killed_publication_leaves_the_old_site_whole(few, small_store, source, published):
    folder = published.folder
    before = {path: file.read_bytes() for path, file in files_of(folder).items()}
    command = [sys.executable, "-m", "rightsgraph", "publish", "--quiet", str(folder)]
    command += ["--store", str(small_store), "--site-url", "https://other.example/"]
    process = subprocess.Popen(command)
    beside = folder.with_name(f".site.{process.pid}")
    ended = time.monotonic() + 120
    while not (beside.is_dir() and any(beside.iterdir())):
        assert time.monotonic() < ended
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    time.sleep(2)  # its own processes see that it is gone, and end
    assert {path: file.read_bytes() for path, file in files_of(folder).items()} == before
    assert beside.is_dir()
    publish(small_store, source, SITE, folder)
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


def test_the_command_writes_the_rules_beside(few, small_store, tmp_path, capsys):
    place = {name: str(tmp_path / name) for name in ("site", "nginx.conf", "htaccess")}
    arguments = ["publish", "--quiet", "--store", str(small_store), place["site"]]
    arguments += ["--site-url", "https://example.org/graph/"]
    arguments += ["--nginx", place["nginx.conf"], "--w3id", place["htaccess"]]
    assert main(arguments) == 0
    assert "new or changed" in capsys.readouterr().out
    assert place["site"] in (tmp_path / "nginx.conf").read_text()
    assert "https://example.org/graph/" in (tmp_path / "htaccess").read_text()


def test_folders_are_swapped_without_the_help_of_the_system_too(tmp_path, monkeypatch):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchange(tmp_path / "one", tmp_path / "other")
    assert os.listdir(tmp_path / "one") == ["other"]
    monkeypatch.setattr("rightsgraph.files.swapping", lambda: None)
    exchange(tmp_path / "one", tmp_path / "other")
    assert os.listdir(tmp_path / "one") == ["one"]
    assert sorted(os.listdir(tmp_path)) == ["one", "other"]
