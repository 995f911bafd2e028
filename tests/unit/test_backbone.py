"""Backbones against R's backbone, published cases, enumeration of all matrices, and by hand."""

import csv
import os
import random
import subprocess
import sys
from collections import Counter
from itertools import combinations, product
from math import sqrt
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare, poisson_binom

from rightsgraph.measures.backbone import (
    attendance,
    backbone,
    bicm,
    disparity_filter,
    fdsm,
    sdsm,
    traded,
    upper_tail,
)

REFERENCE = Path(__file__).parent / "reference"


def read(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def participations(name):
    """One of the two-mode networks that R has worked on; reference/backbone.R is the script."""
    rows = [row for row in read("backbone-edges.csv") if row["network"] == name]
    return [row["source"] for row in rows], [row["target"] for row in rows]


def reference(name, column):
    rows = [row for row in read("backbone.csv") if row["network"] == name]
    return {(row["one"], row["other"]): float(row[column]) for row in rows}


def matrix(*rows):
    """Who takes part in what from rows of 1 and 0: actors 0, 1, ... and activities 0, 1, ..."""
    return [list(map(int, ends)) for ends in np.array([[*map(int, row)] for row in rows]).nonzero()]


def matrices(rows, columns):
    """All matrices of 1 and 0 with these sums."""
    ways = [[*combinations(range(len(columns)), size)] for size in rows]
    filled = np.zeros((len(rows), len(columns)), dtype=int)
    for chosen in product(*ways):
        filled[:] = 0
        for row, ones in enumerate(chosen):
            filled[row, list(ones)] = 1
        if (filled.sum(axis=0) == columns).all():
            yield filled.copy()


def weighted(*edges):
    network = nx.Graph()
    network.add_weighted_edges_from(edges)
    return network


# disparity filter


def test_an_end_with_one_edge_gives_no_evidence():
    # a has three edges of 8, 1, 1: (1 - 8/10)^2 and (1 - 1/10)^2; b, c, d one edge each
    star = weighted(("a", "b", 8), ("a", "c", 1), ("a", "d", 1))
    expected = {("a", "b"): (2 / 10) ** 2, ("a", "c"): (9 / 10) ** 2, ("a", "d"): (9 / 10) ** 2}
    assert disparity_filter(star) == pytest.approx(expected)
    assert disparity_filter(weighted(("a", "b", 8))) == {("a", "b"): 1}


def test_the_end_that_is_less_probable_decides():
    """The network in the tests of R's bibnets, and the values that these expect."""
    network = weighted(("A", "B", 10), ("A", "C", 1), ("A", "D", 1), ("B", "C", 8), ("C", "D", 1))
    expected = {
        ("A", "B"): (2 / 12) ** 2,  # from B (8/18)^1
        ("A", "C"): (9 / 10) ** 2,  # from A (11/12)^2
        ("A", "D"): 1 / 2,  # D shares 2 out to two edges
        ("B", "C"): (2 / 10) ** 2,
        ("C", "D"): 1 / 2,
    }
    found = disparity_filter(network)
    assert found == pytest.approx(expected)
    assert {*backbone(network, found).edges} == {("A", "B"), ("B", "C")}


def test_airports_have_the_published_backbone_of_hubs_and_spokes():
    """The example of Neal, PLoS ONE 17 (2022) e0269137, as in the vignette of his package."""
    small, large = ["1", *"2345"], ["6", *"7890"]
    network = weighted(
        *((small[0], spoke, 10) for spoke in small[1:]),
        *((one, other, 1) for one, other in combinations(small[1:], 2)),
        *((large[0], spoke, 100) for spoke in large[1:]),
        *((one, other, 10) for one, other in combinations(large[1:], 2)),
        (small[0], large[0], 75),
    )
    p = disparity_filter(network)
    assert p["1", "2"] == pytest.approx((3 / 13) ** 3)
    assert p["6", "7"] == pytest.approx((30 / 130) ** 3)
    assert p["1", "6"] == pytest.approx((40 / 115) ** 4)
    assert p["2", "3"] == pytest.approx((12 / 13) ** 3)
    spokes = {(hub, spoke) for hub, *spokes in (small, large) for spoke in spokes}
    assert {*backbone(network, p).edges} == spokes | {("1", "6")}


def test_values_on_the_network_of_les_miserables_are_those_of_backbone():
    network = nx.les_miserables_graph()
    expected = {frozenset(edge): p for edge, p in reference("miserables", "disparity").items()}
    found = {frozenset(edge): p for edge, p in disparity_filter(network).items()}
    assert len(expected) == 254
    assert found == pytest.approx(expected, abs=1e-11)


def test_an_edge_without_weight_weighs_1():
    assert disparity_filter(nx.path_graph(4))[1, 2] == 1 / 2
    assert disparity_filter(nx.Graph()) == {}


# stochastic degree sequence model


def test_the_reference_networks_are_those_of_networkx():
    actors, activities = participations("davis")
    davis = nx.davis_southern_women_graph()
    assert {*zip(actors, activities, strict=True)} == {
        (woman, event) for woman in davis.graph["top"] for event in davis[woman]
    }
    rows = [row for row in read("backbone-edges.csv") if row["network"] == "miserables"]
    assert nx.utils.graphs_equal(
        weighted(*((row["source"], row["target"], int(row["weight"])) for row in rows)),
        weighted(*nx.les_miserables_graph().edges(data="weight")),
    )


@pytest.mark.parametrize(("name", "pairs"), [("davis", 139), ("forced", 10)])
def test_p_is_that_of_the_probabilities_of_backbone(name, pairs):
    found, expected = sdsm(*participations(name)), reference(name, "sdsm")
    assert len(expected) == pairs
    assert found == pytest.approx(expected, abs=1e-7)
    # the package itself takes a normal approximation of the exact tail
    assert found == pytest.approx(reference(name, "sdsm_normal"), abs=0.04)


def test_probabilities_as_published():
    """The network in the tests of R's backbone: one actor in two activities, two in one."""
    found = bicm(np.array([1, 2]), np.array([2, 1]), np.array([1, 2]), np.array([2, 1]))
    assert found.round(3).tolist() == [[0.216, 0.568], [0.568, 0.863]]


sides = st.integers(1, 7)
incidences = st.tuples(sides, sides).flatmap(
    lambda shape: st.lists(
        st.lists(st.booleans(), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@given(incidences)
def test_expected_degrees_and_sizes_are_the_observed_ones(rows):
    incidence = np.array(rows)
    degrees, counts = np.unique(incidence.sum(axis=1), return_counts=True)
    sizes, repeats = np.unique(incidence.sum(axis=0), return_counts=True)
    if degrees[0] and sizes[0]:
        chance = bicm(degrees, counts, sizes, repeats)
        assert chance @ repeats == pytest.approx(degrees, abs=1e-9)
        assert counts @ chance == pytest.approx(sizes, abs=1e-9)


def test_probabilities_that_the_degrees_force_are_0_or_1():
    # 1110, 1101, 1000, 0100: two actors are in both large activities and in one small one, since
    # nothing else leaves the large ones to the others
    degrees = sizes = np.array([1, 3])
    found = bicm(degrees, np.array([2, 2]), sizes, np.array([2, 2]))
    assert found == pytest.approx(np.array([[0, 1 / 2], [1 / 2, 1]]), abs=1e-9)


def test_p_is_that_of_all_matrices():
    """Each of the 2^9 matrices with its probability."""
    actors, activities = matrix("110", "011", "010")
    degrees, kind, counts = np.unique([2, 2, 1], return_inverse=True, return_counts=True)
    sizes, size, repeats = np.unique([1, 3, 1], return_inverse=True, return_counts=True)
    chance = bicm(degrees, counts, sizes, repeats)[kind][:, size]
    expected = dict.fromkeys([(0, 1), (0, 2), (1, 2)], 0.0)
    for cells in product([0, 1], repeat=9):
        drawn = np.array(cells).reshape(3, 3)
        probability = np.where(drawn == 1, chance, 1 - chance).prod()
        for one, other in expected:
            expected[one, other] += probability * (drawn[one] @ drawn[other] >= 1)
    assert sdsm(actors, activities) == pytest.approx(expected)


def test_the_upper_tail_computed_by_hand():
    # of two events of 1/2 and a third of 1/4 at least two: both of the first, or one and the third
    chance, repeats = np.array([[1 / 2, 1 / 4]]), np.array([2, 1])
    assert upper_tail(chance, repeats, 2) == pytest.approx([1 / 4 + 1 / 2 * 1 / 4])
    assert upper_tail(chance, repeats, 3) == pytest.approx([1 / 4 * 1 / 4])
    assert upper_tail(chance, repeats, 4).tolist() == [0]
    assert upper_tail(chance, repeats, 0).tolist() == [1]
    # no digit is lost where p is tiny
    assert upper_tail(np.array([[1e-3]]), np.array([20]), 20) == pytest.approx([1e-60], rel=1e-9)
    assert upper_tail(np.array([[1e-310, 1]]), np.array([2, 1]), 2) == pytest.approx([2e-310])


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 5)), min_size=1, max_size=5), st.data())
def test_the_upper_tail_is_that_of_scipy(events, data):
    chance, repeats = (np.array(values) for values in zip(*events, strict=True))
    least = data.draw(st.integers(1, int(repeats.sum())))
    expected = poisson_binom.sf(least - 1, np.repeat(chance, repeats))
    assert upper_tail(chance[None], repeats, least) == pytest.approx(expected, abs=1e-12)


# fixed degree sequence model


@pytest.mark.parametrize("rows", [("1011", "0100", "1001"), ("1100", "0111", "1001", "0011")])
def test_p_is_that_of_all_matrices_of_these_degrees(rows):
    actors, activities = matrix(*rows)
    observed = np.array([[*map(int, row)] for row in rows])
    weights = observed @ observed.T
    alike = [*matrices(observed.sum(axis=1), observed.sum(axis=0))]
    samples = 2000
    found = fdsm(actors, activities, samples=samples)
    assert found
    for (one, other), p in found.items():
        exact = np.mean([drawn[one] @ drawn[other] >= weights[one, other] for drawn in alike])
        assert p == pytest.approx(exact, abs=4 * sqrt(exact * (1 - exact) / samples) + 1 / samples)


def test_p_is_as_published():
    """The network in the tests of R's backbone: 0.265 of 1,000 samples; 2 of 8 matrices."""
    observed = np.array([[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]])
    alike = [*matrices(observed.sum(axis=1), observed.sum(axis=0))]
    assert [drawn[0] @ drawn[2] for drawn in alike].count(2) / len(alike) == 2 / 8
    found = fdsm(*matrix("1011", "0100", "1001"))
    assert found[0, 2] == pytest.approx(0.265, abs=4 * sqrt(2 * 0.25 * 0.75 / 1000))


@pytest.mark.parametrize(
    ("rows", "columns", "number"),
    [([2, 2, 1, 1], [2, 2, 1, 1], 34), ([2, 2, 2, 1, 1], [3, 2, 2, 1], 117)],
    ids=["even", "odd"],
)
def test_trades_reach_all_matrices_of_these_degrees_alike(rows, columns, number):
    alike = [*matrices(rows, columns)]
    assert len(alike) == number
    activity, actor = alike[0].T.nonzero()
    samples = 100 * number
    start = np.repeat(actor[None], samples, axis=0)
    drawn = traded(start, activity, 20, np.random.default_rng(1))
    counts = Counter(tuple(sorted(zip(one, activity, strict=True))) for one in drawn.tolist())
    expected = {tuple(zip(*filled.nonzero(), strict=True)) for filled in alike}
    assert {*counts} == expected
    assert chisquare([*counts.values()]).pvalue > 0.01


@given(incidences, st.integers(0, 5))
def test_trades_keep_degrees_and_sizes(rows, rounds):
    activity, actor = np.array(rows).T.nonzero()
    if len(actor):
        drawn = traded(actor[None].repeat(3, 0), activity, rounds, np.random.default_rng(2))
        for one in drawn:
            assert len({*zip(one.tolist(), activity.tolist(), strict=True)}) == len(actor)
            assert sorted(one) == sorted(actor)


def test_the_test_keeps_its_level_however_few_the_rounds():
    """All 34 matrices are observed equally often: no more than a tenth may have p <= 1/10."""
    first, seeds = [], range(10)
    for filled in matrices([2, 2, 1, 1], [2, 2, 1, 1]):
        actors, activities = filled.nonzero()
        for seed in seeds:
            p = fdsm(actors, activities, samples=9, rounds=1, seed=seed)
            first.append(p.get((0, 1), 1.0))
    share, cases = np.mean([p <= 1 / 10 for p in first]), 34 * len(seeds)
    assert 0 < share < 1 / 10 + 3 * sqrt(0.1 * 0.9 / cases)


@pytest.fixture(scope="module")
def of_samples():
    """p of 4,000 samples, by network."""
    return {name: fdsm(*participations(name), samples=4000) for name in ("davis", "forced")}


@pytest.mark.parametrize("name", ["davis", "forced"])
def test_p_is_that_of_the_samples_of_backbone(of_samples, name):
    found, expected = of_samples[name], reference(name, "fdsm")
    assert found.keys() == expected.keys()
    for pair, p in expected.items():
        error = sqrt(p * (1 - p) * (1 / 4000 + 1 / 50_000))
        assert found[pair] == pytest.approx(p, abs=4 * error + 2 / 4000)


def test_the_southern_women_have_the_backbone_of_backbone(of_samples):
    # the greatest p of the five is 0.046, the smallest of the others 0.088
    expected = {pair for pair, p in reference("davis", "fdsm").items() if p <= 0.065}
    assert len(expected) == 5
    davis = nx.davis_southern_women_graph()
    women = nx.bipartite.weighted_projected_graph(davis, davis.graph["top"])
    kept = backbone(women, of_samples["davis"], level=0.065)
    assert {tuple(sorted(edge)) for edge in kept.edges} == expected


def test_p_is_1_where_the_degrees_leave_no_choice():
    # actor 0 is in all activities, and all are in activity 0
    actors, activities = matrix("111", "110", "101")
    assert fdsm(actors, activities)[0, 1] == 1
    assert sdsm(actors, activities)[1, 2] == pytest.approx(1)


# both


@pytest.mark.parametrize("model", [sdsm, fdsm])
@pytest.mark.parametrize(
    ("actors", "activities", "expected"),
    [
        ([], [], {}),
        (["a"], ["x"], {}),
        (["a", "a"], ["x", "y"], {}),
        (["a", "b"], ["x", "y"], {}),
        (["a", "b"], ["x", "x"], {("a", "b"): 1}),
        (["b", "a", "b"], ["x", "x", "x"], {("a", "b"): 1}),
    ],
    ids=["nobody", "one", "one in two", "nothing shared", "one activity", "listed twice"],
)
def test_every_small_case_has_an_answer(model, actors, activities, expected):
    assert model(actors, activities) == pytest.approx(expected)


@pytest.mark.parametrize("model", [sdsm, fdsm])
def test_each_participation_has_an_actor_and_an_activity(model):
    with pytest.raises(ValueError, match="same shape"):
        model(["a", "b"], ["x"])


@pytest.mark.parametrize("model", [sdsm, fdsm])
def test_neither_the_order_nor_the_kind_of_names_decides(model):
    actors, activities = participations("davis")
    shuffled = [*zip(actors, activities, strict=True)] * 2
    random.Random(1).shuffle(shuffled)
    found = model(actors, activities)
    assert model(*zip(*shuffled, strict=True)) == found
    # numbers have another order than names, so that other samples are drawn
    names, numbers = np.unique(actors, return_inverse=True)
    by_number = model(numbers + 100, np.unique(activities, return_inverse=True)[1] + 100)
    named = {(str(names[i - 100]), str(names[j - 100])): p for (i, j), p in by_number.items()}
    assert named.keys() == found.keys()
    assert named == pytest.approx(found, abs=0 if model is sdsm else 0.08)


def test_the_seed_decides_and_the_hash_seed_does_not():
    actors, activities = participations("davis")
    assert fdsm(actors, activities, samples=50, seed=2) != fdsm(
        actors, activities, samples=50, seed=3
    )
    program = (
        "from rightsgraph.measures.backbone import fdsm;"
        "print(fdsm([*'abcabdcd'], [*'xxxyyyzz'], samples=50))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": "1"},
    )
    assert done.stdout.strip() == str(fdsm([*"abcabdcd"], [*"xxxyyyzz"], samples=50))


def test_names_are_given_back_as_they_are():
    found = attendance(np.array([7, 8]), np.array(["x", "x"]))
    assert [type(name) for name in found.names] == [int, int]


# backbone


def test_the_backbone_has_all_nodes_and_the_edges_up_to_the_level():
    network = nx.Graph(["ab", "bc", "cd", "ad"], name="n")
    network.add_node("e", type="X")
    network.edges["a", "b"]["weight"] = 2.0
    p = {("b", "a"): 0.05, ("b", "c"): 0.051, ("c", "d"): 0.0, ("a", "c"): 0.0}
    kept = backbone(network, p)
    assert kept.graph == {"name": "n"}
    assert dict(kept.nodes(data=True)) == dict(network.nodes(data=True))
    assert [*kept.edges(data=True)] == [
        ("a", "b", {"weight": 2.0, "p": 0.05}),
        ("c", "d", {"p": 0.0}),
    ]
    assert network.number_of_edges() == 4
    assert network.edges["a", "b"] == {"weight": 2.0}
    assert {*backbone(network, p, level=0.06).edges} == {("a", "b"), ("b", "c"), ("c", "d")}
    assert not backbone(network, {}).edges
