"""igraph computes what networkx computes."""

import random
import sys

import networkx as nx
import pytest

from rightsgraph.errors import MissingExtraError, UnknownNameError
from rightsgraph.measures.engines import measure_by_igraph, to_igraph
from rightsgraph.measures.nodes import NAMES, measure_nodes
from rightsgraph.measures.summary import measure_network


def weighted(network, seed=1):
    """The network with weights 1 to 6 drawn at random."""
    draw = random.Random(seed)
    for *_, values in network.edges(data=True):
        values["weight"] = float(draw.randint(1, 6))
    return network


NETWORKS = {
    "karate": nx.karate_club_graph(),
    "kite": weighted(nx.krackhardt_kite_graph()),
    "florentine": weighted(nx.florentine_families_graph()),
    "women": weighted(nx.davis_southern_women_graph()),
    "in parts": weighted(nx.gnp_random_graph(40, 0.04, seed=3)),
    "dense": weighted(nx.gnp_random_graph(30, 0.4, seed=4)),
    "cliques": weighted(nx.windmill_graph(4, 5)),
    "path": weighted(nx.path_graph(6)),
}


def test_the_networks_are_of_all_kinds():
    assert nx.number_of_isolates(NETWORKS["in parts"]) > 1
    assert nx.number_connected_components(NETWORKS["in parts"]) > 5


def test_igraph_takes_over_these_measures_only():
    found = measure_by_igraph(NETWORKS["karate"], NAMES)
    assert list(found) == [
        *("degree", "strength", "betweenness", "betweenness_weighted", "closeness", "pagerank"),
        *("core", "clustering", "constraint", "effective_size", "cut_point"),
    ]
    assert list(measure_by_igraph(NETWORKS["karate"], ["community", "core"])) == ["core"]


@pytest.mark.parametrize("name", NETWORKS)
def test_both_engines_give_the_same_values(name):
    network = NETWORKS[name]
    ours, theirs = measure_nodes(network), measure_nodes(network, "igraph")
    for one, other in zip(ours, theirs, strict=True):
        assert one.keys() == other.keys()
        for key, value in one.items():
            expected = pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
            assert other[key] == expected, key


@pytest.mark.parametrize("name", NETWORKS)
def test_both_engines_give_the_same_measures_of_the_whole(name):
    network = NETWORKS[name]
    ours, theirs = measure_network(network), measure_network(network, "igraph")
    for one, other in zip(ours, theirs, strict=True):
        value = one["value"]
        expected = pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
        assert other["value"] == expected, one["measure"]


def test_a_network_keeps_its_order_and_weights():
    network = nx.Graph()
    network.add_nodes_from("cba")
    network.add_edge("a", "b", weight=2.0)
    network.add_edge("c", "a")
    graph = to_igraph(network)
    assert graph.vcount() == 3
    assert sorted(zip(graph.get_edgelist(), graph.es["weight"], strict=True)) == [
        ((0, 2), 1.0),
        ((1, 2), 2.0),
    ]


@pytest.mark.parametrize("measure", [measure_nodes, measure_network])
def test_an_unknown_engine_brings_the_known_ones(measure):
    with pytest.raises(
        UnknownNameError, match="no engine is called 'igraf'; did you mean 'igraph'"
    ):
        measure(nx.path_graph(2), "igraf")
    with pytest.raises(UnknownNameError, match="choose from networkx, igraph"):
        measure(nx.Graph(), "c")


@pytest.mark.parametrize("measure", [measure_nodes, measure_network])
def test_without_igraph_the_extra_is_named(measure, monkeypatch):
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(MissingExtraError, match=r"rightsgraph\[igraph\]"):
        measure(nx.path_graph(3), "igraph")
    assert len(measure(nx.path_graph(3))) > 0
