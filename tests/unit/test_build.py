import os
import random
import subprocess
import sys

import pyoxigraph as ox

import rightsgraph
from rightsgraph.build import build, digest_of, latest_modified
from rightsgraph.dataset import load_dataset
from rightsgraph.locate import Places
from rightsgraph.namespaces import DCTERMS, RG
from rightsgraph.sources import load_source
from rightsgraph.store.folders import default_store

SHUFFLED = '<https://e.org/a> <https://e.org/p> [ <https://e.org/q> ( 1 2 ) ] , "x"@en .'


def parsed(text):
    return list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


def test_the_digest_is_that_of_the_canonical_statements():
    quads = parsed(SHUFFLED)
    again = [*parsed("# other blank nodes\n" + SHUFFLED)]
    random.Random(1).shuffle(again)
    assert digest_of(quads) == digest_of(again)
    assert digest_of(quads) != digest_of(quads[1:])
    assert len(digest_of([])) == 64


def test_the_digest_does_not_change_with_hash_seed_and_order_of_files(small_folder):
    folder = small_folder / "data" / "ttl" / "small"
    before = digest_of(load_dataset(load_source(small_folder)).quads)
    text = (folder / "world.ttl").read_text()
    head, *blocks = text.split("\n\n")
    (folder / "world.ttl").write_text("\n\n".join([head, *blocks[:3]]))
    (folder / "a.ttl").write_text("\n\n".join([head, *reversed(blocks[3:])]))
    assert digest_of(load_dataset(load_source(small_folder)).quads) == before
    code = (
        "import sys; from pathlib import Path; from rightsgraph.build import digest_of;"
        "from rightsgraph.dataset import load_dataset; from rightsgraph.sources import load_source;"
        "print(digest_of(load_dataset(load_source(Path(sys.argv[1]))).quads))"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(small_folder)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert run.stdout.strip() == before


def test_a_build_tells_what_it_did(small_folder, tmp_path):
    steps = []
    built = build(load_source(small_folder), tmp_path / "s", engine="shacl", say=steps.append)
    left_out = [step for step in steps if step.startswith("left out ")]
    assert steps == [
        "reading",
        "validating with shacl",
        "measuring networks",
        *left_out,
        "writing",
    ]
    assert len(left_out) == 3  # the world has no IOM, no trafficking and no plans
    assert built.report.conforms
    assert built.generation.validation == {"Violation": 0, "Warning": 0, "Info": 0}
    assert built.generation.modified == "2026-11-24"
    store = rightsgraph.open(tmp_path / "s").store
    assert sum(built.generation.graphs.values()) == sum(1 for _ in store.quads())


def test_data_that_do_not_conform_are_not_measured(small_folder, tmp_path):
    world = small_folder / "data" / "ttl" / "small" / "world.ttl"
    world.write_text(world.read_text().replace("rgs:role-organiser", "rgs:role-baker"))
    steps = []
    built = build(load_source(small_folder), tmp_path / "s", engine="shacl", say=steps.append)
    assert not built.report.conforms
    assert steps == ["reading", "validating with shacl"]
    assert not (tmp_path / "s").exists()


def test_a_build_without_a_store_goes_to_the_cache(small_folder):
    source = load_source(small_folder)
    assert build(source, validate=False).folder == default_store(source.root)


def test_dates_come_from_the_data_not_from_the_clock(small_folder):
    assert latest_modified(load_dataset(load_source(small_folder)).data) == "2026-11-24"
    assert latest_modified([]) == ""


def test_a_place_is_file_and_line_of_subject_or_property(small_folder):
    source = load_source(small_folder)
    places = load_dataset(source).places
    subject = "https://w3id.org/rightsgraph/id/place-xa"
    name, line = places.of(subject).split(":")
    lines = (small_folder / name).read_text().splitlines()
    assert lines[int(line) - 1] == "rgd:place-xa"
    line = places.of(subject, RG.placeType.value).split(":")[1]
    assert lines[int(line) - 1].startswith("    rg:placeType")
    assert places.of(subject, DCTERMS.title.value) == places.of(subject)
    assert places.of("https://e.org/none") == ""
    assert Places([], source.prefixes, small_folder).of(subject) == ""
