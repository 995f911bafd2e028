"""The generated graphs of the benchmarks."""

import importlib.util
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from rightsgraph.build import build
from rightsgraph.graph import open
from rightsgraph.namespaces import DCTERMS, RDF, RG
from rightsgraph.sources import load_source

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "generate.py"
SPEC = importlib.util.spec_from_file_location("generate", PATH)
generate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(generate)


@pytest.fixture(scope="module")
def lines():
    return list(generate.generate(20_000, seed=1))


@pytest.fixture(scope="module")
def values(lines):
    return values_of("".join(lines))


def values_of(text):
    """The objects of each predicate and subject."""
    found = defaultdict(lambda: defaultdict(list))
    for quad in parse(text, format=RdfFormat.N_TRIPLES):
        found[quad.predicate][quad.subject].append(quad.object)
    return found


def actors_by_activity(values):
    """Who takes part in each activity."""
    actors = defaultdict(set)
    for participation, [activity] in values[RG.inActivity].items():
        actors[activity].update(values[RG.actor][participation])
    return actors


def activities_of(values):
    """All activities."""
    return {one for one, kinds in values[RDF.type].items() if RG.Activity in kinds}


def test_the_same_seed_gives_the_same_bytes_in_every_process():
    start = list(generate.generate(2_000, seed=3))
    assert list(generate.generate(2_000, seed=3)) == start
    assert list(generate.generate(2_000, seed=4)) != start
    assert start[-1] == (
        "<https://w3id.org/rightsgraph/id/participation-40-org-7-40-a>"
        " <https://w3id.org/rightsgraph/ns#inActivity>"
        " <https://w3id.org/rightsgraph/id/activity-40> .\n"
    )


def test_the_number_of_triples_is_met_by_whole_activities_and_no_triple_stands_twice(lines):
    assert 20_000 <= len(lines) < 20_000 + 150
    assert len(set(lines)) == len(lines)


def test_one_to_eight_actors_take_part_in_an_activity_each_number_as_often(values):
    actors, activities = actors_by_activity(values), activities_of(values)
    sizes = Counter(len(actors[one]) for one in activities)
    assert set(sizes) == {1, 2, 3, 4, 5, 6, 7, 8}
    assert all(abs(share - len(activities) / 8) < len(activities) / 16 for share in sizes.values())


def test_the_actors_of_each_octave_have_about_the_same_share(values):
    shares = Counter(
        int(actor.value.rsplit("-", 1)[1]).bit_length() for [actor] in values[RG.actor].values()
    )
    assert set(shares) == {1, 2, 3, 4, 5, 6, 7}  # the 125 actors: 1, 2-3, 4-7, ..., 64-125
    mean = sum(shares.values()) / 7
    assert all(0.6 * mean < share < 1.5 * mean for share in shares.values())


def test_about_one_activity_in_ten_is_part_of_one_that_is_no_part_and_shares_its_actors(values):
    part_of = values[DCTERMS.isPartOf]
    actors, activities = actors_by_activity(values), activities_of(values)
    parts = {one: part_of[one] for one in activities if one in part_of}
    assert 0.05 < len(parts) / len(activities) < 0.15
    assert all(whole in activities - parts.keys() for [whole] in parts.values())
    assert all(
        len(actors[part] & actors[whole]) >= min(len(actors[part]) // 2, len(actors[whole]))
        for part, [whole] in parts.items()
    )


def test_it_conforms_to_the_shapes_and_is_tied_as_its_participations_say(tmp_path):
    layer = tmp_path / "world" / "data" / "ttl" / "generated"
    layer.mkdir(parents=True)
    generate.write_graph(layer / "graph.ttl", 3_000, seed=1)
    built = build(load_source(tmp_path / "world"), tmp_path / "store")
    assert not built.report.results, built.report.summary()

    actors = actors_by_activity(values_of((layer / "graph.ttl").read_text(encoding="utf-8")))
    tied = {pair for some in actors.values() for pair in combinations(sorted(some, key=str), 2)}
    network = open(tmp_path / "store").network("actors", weight="count-parts").graph
    assert network.number_of_edges() == len(tied) > 100
    for one, other in tied:
        shared = sum({one, other} <= some for some in actors.values())
        assert network[one.value][other.value]["weight"] == shared
