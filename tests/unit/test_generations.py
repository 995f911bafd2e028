import json
import random
import shutil
import signal
import subprocess
import sys
import time

import pyoxigraph as ox
import pytest

from rightsgraph.errors import (
    BusyStoreError,
    ForeignFolderError,
    MissingStoreError,
    NewerStoreError,
    UnwritableError,
)
from rightsgraph.store.generations import GENERATIONS, MARKER, POINTER, Generation, StoreFolder

A, P = ox.NamedNode("https://e.org/a"), ox.NamedNode("https://e.org/p")
GRAPH = ox.NamedNode("https://e.org/graph")


def quads(number):
    return [ox.Quad(A, P, ox.Literal(str(n)), GRAPH) for n in range(number)]


def generation(digest="d" * 64):
    return Generation(digest, "source", "0", "2026-11-24", "https://e.org/", {GRAPH.value: 1})


@pytest.fixture
def folder(tmp_path):
    return StoreFolder(tmp_path / "store")


def test_what_is_written_is_read(folder):
    folder.write(quads(3), generation())
    store, read, _ = folder.read()
    assert len(store) == 3
    assert read.digest == "d" * 64


def test_a_new_generation_takes_the_place_of_the_old_one_which_readers_keep(folder):
    folder.write(quads(1), generation())
    old, *_ = folder.read()
    folder.write(quads(2), generation())
    assert len(folder.read()[0]) == 2
    assert len(old) == 1


def test_only_the_current_and_the_last_generation_are_kept(folder):
    for number in range(4):
        folder.write(quads(number), generation(digest=str(number) * 64))
    names = sorted(path.name for path in (folder.path / GENERATIONS).iterdir())
    assert names == ["000003-222222222222", "000004-333333333333"]


def test_a_folder_that_holds_something_else_is_left_as_it_is(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignFolderError, match="holds other files"):
        StoreFolder(tmp_path).write(quads(1), generation())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_store(tmp_path):
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(ForeignFolderError):
        StoreFolder(path).write(quads(1), generation())


def test_a_store_of_a_later_version_is_not_touched(folder):
    folder.write(quads(1), generation())
    (folder.path / MARKER).write_text('{"format": 99}')
    for use in (folder.read, lambda: folder.write(quads(2), generation())):
        with pytest.raises(
            NewerStoreError, match="format 99, this version reads up to 1; update rightsgraph"
        ):
            use()


def test_a_store_in_which_nothing_was_built_says_what_to_do(folder):
    with pytest.raises(
        MissingStoreError, match="no graph has been built here yet; run `rightsgraph build`"
    ):
        folder.read()
    assert not folder.path.exists()


@pytest.mark.parametrize("name", ["MANIFEST-*", "*.sst"])
def test_a_truncated_file_is_noticed(folder, name):
    folder.write(quads(50), generation())
    damaged = max(folder.current().glob(f"oxigraph/{name}"), key=lambda path: path.stat().st_size)
    damaged.write_bytes(damaged.read_bytes()[: damaged.stat().st_size // 2])
    with pytest.raises(MissingStoreError, match="have changed or are missing"):
        folder.read()


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"digest": 1}'])
def test_a_broken_sidecar_is_noticed(folder, text):
    folder.write(quads(1), generation())
    (folder.current() / "generation.json").write_text(text)
    with pytest.raises(MissingStoreError):
        folder.read()


def test_two_builds_at_once_are_one_too_many(folder):
    from filelock import FileLock

    folder.write(quads(1), generation())
    with (
        FileLock(folder.path / "lock"),
        pytest.raises(BusyStoreError, match="another build is writing"),
    ):
        folder.write(quads(2), generation())
    assert len(folder.read()[0]) == 1


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(UnwritableError, match="cannot write"):
        StoreFolder(tmp_path / ("x" * 300)).write(quads(1), generation())


def test_an_error_while_writing_leaves_the_old_generation(folder):
    folder.write(quads(1), generation())

    def broken():
        yield from quads(5)
        raise OSError(28, "No space left on device")

    with pytest.raises(UnwritableError, match="no space left on device"):
        folder.write(broken(), generation())
    assert len(folder.read()[0]) == 1
    assert len(list((folder.path / GENERATIONS).iterdir())) == 1


BUILDER = """
import sys
from pathlib import Path
import pyoxigraph as ox
from rightsgraph.store.generations import Generation, StoreFolder
a, p = ox.NamedNode("https://e.org/a"), ox.NamedNode("https://e.org/p")
g = ox.NamedNode("https://e.org/graph")
quads = [ox.Quad(a, p, ox.Literal(str(n)), g) for n in range(4000)]
print("ready", flush=True)
StoreFolder(Path(sys.argv[1])).write(
    quads, Generation("e" * 64, "s", "0", "", "https://e.org/", {g.value: 4000})
)
print("done", flush=True)
"""


def start_builder(path):
    command = [sys.executable, "-c", BUILDER, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new_generation_whole(tmp_path):
    """Fifty kills at seeded moments of the time that the writing takes."""
    original = tmp_path / "original"
    StoreFolder(original).write(quads(7), generation())
    trial = tmp_path / "trial"
    shutil.copytree(original, trial)
    process = start_builder(trial)
    start = time.monotonic()
    process.communicate()
    duration = time.monotonic() - start
    assert len(StoreFolder(trial).read()[0]) == 4000
    moments = random.Random(1)
    seen = set()
    for _ in range(50):
        shutil.rmtree(trial)
        shutil.copytree(original, trial)
        process = start_builder(trial)
        time.sleep(moments.uniform(0, duration * 1.1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store, read, _ = StoreFolder(trial).read()
        assert (len(store), read.digest[0]) in {(7, "d"), (4000, "e")}
        seen.add(len(store))
        del store
    assert 7 in seen
    StoreFolder(trial).write(quads(3), generation())
    left = [path.name for path in (trial / GENERATIONS).iterdir()]
    assert not [name for name in left if name.startswith(".building")]


def test_the_pointer_names_a_whole_generation(folder):
    folder.write(quads(1), generation())
    name = (folder.path / POINTER).read_text().strip()
    sidecar = json.loads((folder.path / GENERATIONS / name / "generation.json").read_text())
    assert sidecar["format"] == 1
