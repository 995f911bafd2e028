"""Bootstrap and permutation against the enumeration of all samples, SciPy, R and by hand."""

import random
from itertools import combinations, permutations, product
from math import sqrt

import networkx as nx
import numpy as np
import pytest
import scipy

from rightsgraph.errors import UnknownNameError
from rightsgraph.measures.groups import assortativity, ei_index, known, modularity_of
from rightsgraph.measures.uncertainty import (
    adjust,
    bootstrap,
    drawn,
    holm,
    permute,
    places,
)

# Who takes part in x, y and z.
ACTORS = [*"ab", *"bc", *"abd"]
ACTIVITIES = [*"xx", *"yy", *"zzz"]


def tie(groups):
    """A network of all who take part in each group, weights the number of groups shared."""
    network = nx.Graph()
    for members in groups:
        network.add_nodes_from(members)
        for one, other in combinations(members, 2):
            weight = network.edges[one, other]["weight"] + 1 if network.has_edge(one, other) else 1
            network.add_edge(one, other, weight=weight)
    return network


def projector(actors):
    names = np.array(actors, dtype=object)

    def project(rows, draws):
        return tie([names[rows[draws == draw]].tolist() for draw in np.unique(draws)])

    return project


def degree(network):
    return dict(network.degree)


def strength(network):
    return dict(network.degree(weight="weight"))


def rows_by_node(*arguments, **options):
    return {row["node"]: row for row in bootstrap(*arguments, **options)}


# bootstrap


@pytest.mark.parametrize("measure", [degree, strength, nx.betweenness_centrality])
def test_mean_and_percentiles_are_those_of_all_samples(measure):
    """There are 3^3 samples of three activities, all equally probable."""
    groups = [["a", "b"], ["b", "c"], ["a", "b", "d"]]
    everything = measure(tie(groups))
    values = {node: [] for node in everything}
    for chosen in product(groups, repeat=3):
        found = measure(tie(chosen))
        for node in values:
            values[node].append(found.get(node, 0))
    table = rows_by_node(ACTIVITIES, projector(ACTORS), measure, samples=1000, level=0.8)
    assert [*table] == [*everything]
    for node, row in table.items():
        assert row["value"] == everything[node]
        assert row["samples"] == 1000
        error = np.std(values[node]) / sqrt(1000)
        assert row["mean"] == pytest.approx(np.mean(values[node]), abs=4 * error)
        low, high = np.quantile(values[node] * 100, [0.1, 0.9])
        assert (row["low"], row["high"]) == pytest.approx((low, high))


def test_sums_over_activities_are_on_average_as_observed_and_distinct_ones_are_fewer():
    project = projector(ACTORS)
    for row in bootstrap(ACTIVITIES, project, strength):
        assert row["mean"] == pytest.approx(row["value"], rel=0.1)
    for row in bootstrap(ACTIVITIES, project, degree):
        assert row["mean"] < row["value"]


def test_an_activity_that_is_drawn_twice_counts_twice():
    # both activities are of a and b, so that any two draws tie them twice
    table = bootstrap([*"xxyy"], projector([*"abab"]), strength, samples=20)
    assert [(row["value"], row["low"], row["high"]) for row in table] == [(2, 2, 2)] * 2


def test_activities_are_drawn_whole():
    unit = np.array([2, 0, 1, 2, 2, 0])
    generator = np.random.default_rng(1)
    seen = set()
    for _ in range(50):
        rows, draws = drawn(unit, generator)
        assert {*draws.tolist()} == {0, 1, 2}
        for draw in range(3):
            mine = rows[draws == draw]
            (number,) = {*unit[mine].tolist()}
            assert sorted(mine) == [*np.flatnonzero(unit == number)]
            seen.add((draw, number))
    assert seen == {*product(range(3), range(3))}


def test_what_belongs_together_is_drawn_together():
    """x and y are parts of one project: a is tied to b and c as often as the project is drawn."""
    projects = ["p", "p", "p", "p", "q", "q"]
    actors, activities = np.array([*"abacde"]), np.array([*"xxyyzz"])

    def project(rows, draws):
        groups = {}
        for actor, draw, activity in zip(actors[rows], draws, activities[rows], strict=True):
            groups.setdefault((draw, activity), []).append(actor)
        return tie(groups.values())

    def both(network):
        weights = [network.edges.get(("a", other), {"weight": 0})["weight"] for other in "bc"]
        return {"same": float(weights[0] == weights[1]), "sum": sum(weights)}

    table = rows_by_node(projects, project, both)
    assert table["same"]["low"] == table["same"]["high"] == 1
    # drawn 0, 1 or 2 times, twice tied each time
    assert (table["sum"]["value"], table["sum"]["low"], table["sum"]["high"]) == (2, 0, 4)


def test_a_node_is_absent_from_samples_without_its_activities():
    """d takes part in one of two activities: absent from 1/4 of the samples."""
    activities, project = [*"xxyy"], projector([*"abcd"])
    with_zero = rows_by_node(activities, project, degree)["d"]
    assert with_zero["samples"] == 1000
    assert with_zero["mean"] == pytest.approx(3 / 4, abs=4 * sqrt(3 / 16 / 1000))
    assert (with_zero["low"], with_zero["high"]) == (0, 1)
    without = rows_by_node(activities, project, degree, absent=None)["d"]
    assert without["samples"] == pytest.approx(750, abs=4 * sqrt(1000 * 3 / 16))
    assert (without["mean"], without["low"], without["high"]) == (1, 1, 1)


@pytest.mark.filterwarnings("error")
def test_a_measure_may_be_undefined():
    def measure(network):
        return {node: None if node == "a" else network.degree[node] for node in network}

    table = rows_by_node([*"xxyy"], projector([*"abab"]), measure, samples=20)
    nothing = {"node": "a", "value": None, "mean": None, "low": None, "high": None}
    assert table["a"] == {**nothing, "among_first": 0, "samples": 0}
    assert table["b"]["samples"] == 20


def test_how_often_a_node_is_among_the_first():
    # x ties four, with 3 or more each where it is drawn, that is in 3/4 of the samples, so that
    # they share the first place; in the others the two that y ties share it
    activities, project = [*"xxxxyy"], projector([*"abcdef"])
    shares = {
        n: r["among_first"] for n, r in rows_by_node(activities, project, strength, first=1).items()
    }
    assert sum(shares.values()) == pytest.approx(1)
    tolerance = 4 * sqrt(3 / 16 / 1000)
    assert shares["a"] == shares["d"] == pytest.approx(3 / 4 / 4, abs=tolerance / 4)
    assert shares["e"] == shares["f"] == pytest.approx(1 / 4 / 2, abs=tolerance / 2)
    # who is absent is not among the first, even where there are fewer than that
    everybody = rows_by_node(activities, project, strength, first=9)
    assert everybody["a"]["among_first"] == pytest.approx(3 / 4, abs=tolerance)


@pytest.mark.parametrize(
    ("values", "first", "expected"),
    [
        ([3, 1, 2], 1, [1, 0, 0]),
        ([3, 1, 2], 2, [1, 0, 1]),
        ([3, 1, 1, 1], 2, [1, 1 / 3, 1 / 3, 1 / 3]),
        ([0.3, 0.1 + 0.2, 0], 1, [1 / 2, 1 / 2, 0]),
        ([1, np.nan, 2], 5, [1, 0, 1]),
        ([np.nan], 1, [0]),
    ],
)
def test_those_that_tie_share_the_last_places(values, first, expected):
    assert places(np.array(values, dtype=float), first) == pytest.approx(expected)


def test_tiny_cases_have_an_answer():
    assert len(bootstrap([], projector([]), degree)) == 0
    (alone,) = bootstrap(["x"], projector(["a"]), degree, samples=5)
    assert (alone["node"], alone["value"], alone["low"], alone["high"]) == ("a", 0, 0, 0)
    one, other = bootstrap(["x", "x"], projector(["a", "b"]), degree, samples=5)
    assert (one["low"], one["high"], other["low"], other["high"]) == (1, 1, 1, 1)


def test_the_seed_decides_and_the_order_of_participations_does_not():
    arguments = {"measure": strength, "samples": 50}
    first = rows_by_node(ACTIVITIES, projector(ACTORS), **arguments)
    assert rows_by_node(ACTIVITIES, projector(ACTORS), **arguments) == first
    assert rows_by_node(ACTIVITIES, projector(ACTORS), seed=2, **arguments) != first
    order = random.Random(3).sample(range(len(ACTORS)), len(ACTORS))
    shuffled = projector([ACTORS[n] for n in order])
    assert rows_by_node([ACTIVITIES[n] for n in order], shuffled, **arguments) == first


# permutation


@pytest.fixture
def mixed():
    """Two triangles and a tie between them; x has no type. Types follow the triangles mostly."""
    network = nx.Graph(["ab", "bc", "ac", "de", "ef", "df", "cd", "fx"])
    nx.set_node_attributes(network, dict(zip("abcdef", "XXXYYX", strict=True)), "type")
    nx.set_edge_attributes(network, 1.0, "weight")
    return network


def modularity(network, attribute):
    return modularity_of(network, known(network, attribute))


def with_types(network, types):
    changed = network.copy()
    nx.set_node_attributes(changed, dict(zip("abcdef", types, strict=True)), "type")
    return changed


@pytest.mark.parametrize("statistic", [ei_index, assortativity, modularity])
def test_p_is_that_of_all_permutations(mixed, statistic):
    values = [statistic(with_types(mixed, types), "type") for types in permutations("XXXYYX")]
    observed = statistic(mixed, "type")
    less = np.mean([value <= observed + 1e-12 for value in values])
    greater = np.mean([value >= observed - 1e-12 for value in values])
    samples = 1000
    for alternative, exact in (
        ("less", less),
        ("greater", greater),
        ("two-sided", min(1, 2 * less, 2 * greater)),
    ):
        found = permute(mixed, "type", statistic, alternative=alternative, samples=samples)
        assert (found.observed, found.samples, found.alternative) == (observed, 1000, alternative)
        assert found.p == pytest.approx(exact, abs=8 * sqrt(exact * (1 - exact) / samples) + 1e-3)
        assert found.mean == pytest.approx(np.mean(values), abs=4 * np.std(values) / sqrt(samples))
        assert found.sd == pytest.approx(np.std(values), rel=0.1)


@pytest.mark.parametrize("alternative", ["two-sided", "greater", "less"])
def test_p_is_that_of_scipy(mixed, alternative):
    types = np.array([*"XXXYYX"])
    expected = scipy.stats.permutation_test(
        (np.arange(6),),
        lambda order: ei_index(with_types(mixed, types[order.astype(int)].tolist()), "type"),
        permutation_type="pairings",
        n_resamples=720,
        alternative=alternative,
        vectorized=False,
    ).pvalue
    found = permute(mixed, "type", ei_index, alternative=alternative)
    assert found.p == pytest.approx(expected, abs=0.06)


def test_p_counts_the_observed_value():
    # all of one type: each shuffle is the network itself, (1 + 9)/(1 + 9)
    network = nx.path_graph(3)
    nx.set_node_attributes(network, "X", "type")
    found = permute(network, "type", ei_index, samples=9)
    assert (found.observed, found.mean, found.sd, found.p, found.samples) == (-1, -1, 0, 1, 9)
    # two groups that no shuffle of so few is likely to find again: 1/(1 + 9)
    two = nx.disjoint_union(nx.complete_graph(12), nx.complete_graph(12))
    nx.set_node_attributes(two, {node: "XY"[node // 12] for node in two}, "type")
    assert permute(two, "type", ei_index, alternative="less", samples=9).p == 1 / 10
    assert permute(two, "type", ei_index, alternative="greater", samples=9).p == 1
    assert permute(two, "type", ei_index, samples=9).p == 2 / 10


def test_nodes_without_a_type_stay_without_and_the_network_as_it_is(mixed):
    seen = []

    def statistic(network, attribute):
        types = known(network, attribute)
        seen.append((sorted(types), sorted(types.values()), sorted(network.edges)))
        return 0.0

    before = dict(mixed.nodes(data=True)), sorted(mixed.edges)
    permute(mixed, "type", statistic, samples=5)
    assert seen == [(sorted("abcdef"), sorted("XXXXYY"), sorted(mixed.edges))] * 6
    assert (dict(mixed.nodes(data=True)), sorted(mixed.edges)) == before


@pytest.mark.filterwarnings("error")
def test_a_statistic_may_be_undefined(mixed):
    found = permute(nx.path_graph(3), "type", ei_index)
    assert (found.observed, found.mean, found.sd, found.p, found.samples) == (None,) * 4 + (0,)
    assert permute(nx.Graph(), "type", ei_index).p is None
    # defined where a is X: the observed network, and 4 of 6 shuffles
    found = permute(
        mixed, "type", lambda network, name: 1.0 if network.nodes["a"][name] == "X" else None
    )
    assert found.samples == pytest.approx(999 * 4 / 6, abs=4 * sqrt(999 * 2 / 9))
    assert found.p == 1


def test_the_order_of_nodes_does_not_decide(mixed):
    shuffled = nx.Graph()
    shuffled.add_nodes_from(sorted(mixed.nodes(data=True), reverse=True))
    shuffled.add_edges_from(mixed.edges(data=True))
    assert [*shuffled] != [*mixed]
    for statistic in (ei_index, assortativity, modularity):
        found = permute(mixed, "type", statistic, samples=99)
        again = permute(shuffled, "type", statistic, samples=99)
        assert again.p == found.p
        assert again.mean == pytest.approx(found.mean)
    assert permute(mixed, "type", ei_index, samples=99, seed=2) != permute(
        mixed, "type", ei_index, samples=99
    )


def test_an_alternative_that_is_none_is_refused(mixed):
    with pytest.raises(UnknownNameError, match="alternative is called 'lesser'; did you mean"):
        permute(mixed, "type", ei_index, alternative="lesser")


# many tests

P = [0.074, 0.001, 0.041, 0.205, 0.008, 0.042, 0.039, 0.06]


@pytest.mark.parametrize(
    ("method", "tests", "expected"),
    # in R: p.adjust(P, "BH"), p.adjust(P, "BH", 20) and so on
    [
        ("bh", None, [0.08457142857, 0.008, 0.0672, 0.205, 0.032, 0.0672, 0.0672, 0.08]),
        ("bh", 20, [0.2114285714, 0.02, 0.168, 0.5125, 0.08, 0.168, 0.168, 0.2]),
        (
            "by",
            None,
            [
                0.229853061,
                0.021742857,
                0.18264,
                0.557160714,
                0.086971429,
                *[0.18264] * 2,
                0.217428571,
            ],
        ),
        (
            "by",
            20,
            [
                0.760664956,
                0.071954793,
                0.604420262,
                1,
                0.287819173,
                *[0.604420262] * 2,
                0.719547931,
            ],
        ),
        ("holm", None, [0.234, 0.008, 0.234, 0.234, 0.056, 0.234, 0.234, 0.234]),
        ("holm", 20, [1, 0.02, 0.702, 1, 0.152, 0.702, 0.702, 0.9]),
    ],
)
def test_adjusted_p_is_that_of_r(method, tests, expected):
    p = dict(zip("abcdefgh", P, strict=True))
    found = adjust(p, method, tests=tests)
    assert [*found] == [*p]
    assert [*found.values()] == pytest.approx(expected)


@pytest.mark.parametrize("method", ["bh", "by", "holm"])
def test_one_test_or_none_is_not_adjusted(method):
    assert adjust({}, method) == {}
    assert adjust({("a", "b"): 0.03}, method) == {("a", "b"): pytest.approx(0.03)}


def test_holm_computed_by_hand():
    # 3 (0.01), 2 (0.02), 1 (0.03) is less than the one before
    assert holm(np.array([0.02, 0.03, 0.01])) == pytest.approx([0.04, 0.04, 0.03])


def test_what_cannot_be_adjusted_is_refused():
    with pytest.raises(UnknownNameError, match="no method of adjustment is called 'bhh'"):
        adjust({"a": 0.01}, "bhh")
    with pytest.raises(ValueError, match="negative"):
        adjust({"a": 0.01, "b": 0.02}, tests=1)
