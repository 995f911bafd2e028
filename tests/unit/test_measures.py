"""Measures against cases computed by hand, on tiny networks and on ones in parts."""

import os
import random
import subprocess
import sys

import networkx as nx
import pytest

from rightsgraph.errors import MeasureError
from rightsgraph.measures import MEASURES, measure_nodes
from rightsgraph.networks.definition import Definition


def tied(*edges):
    """A network of edges (one, other, weight)."""
    network = nx.Graph()
    for one, other, weight in edges:
        network.add_edge(one, other, weight=weight, distance=1 / weight)
    return network


def column(network, name):
    return {row["node"]: row[name] for row in measure_nodes(network)}


# a -- b -- c, b -- d, c -- d: b alone leads to a.
KITE = tied(("a", "b", 1.0), ("b", "c", 2.0), ("b", "d", 1.0), ("c", "d", 1.0))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("degree", {"a": 1, "b": 3, "c": 2, "d": 2}),
        ("strength", {"a": 1, "b": 4, "c": 3, "d": 2}),
        # of the three pairs of others, a-c and a-d go by b, c-d does not
        ("betweenness", {"a": 0, "b": 2 / 3, "c": 0, "d": 0}),
        ("betweenness_weighted", {"a": 0, "b": 2 / 3, "c": 0, "d": 0}),
        ("closeness", {"a": 3 / 5, "b": 1, "c": 3 / 4, "d": 3 / 4}),
        ("core", {"a": 1, "b": 2, "c": 2, "d": 2}),
        ("clustering", {"a": 0, "b": 1 / 3, "c": 1, "d": 1}),
        # b's neighbours a, c, d have 0, 1, 1 ties to each other: 3 - 2/3; c's b, d one each: 2 - 1
        ("effective_size", {"a": 1, "b": 3 - 2 / 3, "c": 1, "d": 1}),
        ("cut_point", {"a": False, "b": True, "c": False, "d": False}),
    ],
)
def test_values_computed_by_hand(name, expected):
    assert column(KITE, name) == pytest.approx(expected)


def test_constraint_computed_by_hand():
    """Of a path x - y - z with equal weights: the ends 1, the middle 2 (1/2)^2."""
    path = tied(("x", "y", 1.0), ("y", "z", 1.0))
    assert column(path, "constraint") == pytest.approx({"x": 1, "y": 1 / 2, "z": 1})


def test_a_network_in_parts_has_closeness_by_what_is_reached():
    parts = tied(("a", "b", 1.0), ("c", "d", 1.0))
    assert column(parts, "closeness") == pytest.approx(dict.fromkeys("abcd", 1 / 3))
    assert column(parts, "community") == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_a_node_alone_has_no_constraint_and_no_traceback():
    network = nx.Graph()
    network.add_node("a")
    (row,) = measure_nodes(network)
    assert (row["constraint"], row["effective_size"]) == (None, None)
    assert (row["degree"], row["closeness"], row["pagerank"]) == (0, 0, 1)


def test_values_lie_in_their_range_and_do_not_hang_on_the_order_of_edges():
    network = nx.davis_southern_women_graph()
    nx.set_edge_attributes(network, 1.0, "weight")
    nx.set_edge_attributes(network, 1.0, "distance")
    rows = {row["node"]: row for row in measure_nodes(network)}
    assert sum(row["pagerank"] for row in rows.values()) == pytest.approx(1)
    for row in rows.values():
        assert 0 <= row["betweenness"] <= 1
        assert 1 <= row["effective_size"] <= row["degree"]
    shuffled = nx.Graph()
    shuffled.add_nodes_from(network)
    edges = list(network.edges(data=True))
    random.Random(1).shuffle(edges)
    shuffled.add_edges_from(edges)
    for row in measure_nodes(shuffled):
        for name in ("degree", "betweenness", "closeness", "core", "constraint"):
            assert row[name] == pytest.approx(rows[row["node"]][name])


def test_communities_do_not_hang_on_the_hash_seed():
    program = (
        "import networkx as nx; from rightsgraph.measures import communities;"
        "print(sorted(communities(nx.davis_southern_women_graph()).items()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs != {b""}


def test_every_measure_says_what_it_is():
    for measure in MEASURES:
        assert all((measure.definition, measure.range, measure.says, measure.source))


def test_a_two_mode_network_has_no_such_measures(small_graph):
    with pytest.raises(MeasureError, match="choose --mode actors"):
        small_graph.network(Definition(name="all", mode="two-mode")).measures()
