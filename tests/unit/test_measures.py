"""Measures against cases computed by hand, on tiny networks and on ones in parts."""

import math
import os
import random
import subprocess
import sys

import networkx as nx
import pytest

from rightsgraph.errors import MeasureError, UnknownNameError
from rightsgraph.measures.centrality import lengths_of
from rightsgraph.measures.nodes import MEASURES, NAMES, measure_nodes
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


NOTHING = {
    "degree": 0,
    "strength": 0.0,
    "betweenness": 0.0,
    "betweenness_weighted": 0.0,
    "closeness": 0.0,
    "eigenvector": None,
    "core": 0,
    "clustering": 0.0,
    "constraint": None,
    "effective_size": None,
    "coordinator": 0,
    "itinerant": 0,
    "gatekeeper": 0,
    "representative": 0,
    "liaison": 0,
    "brokerage": 0,
    "ei": None,
    "cut_point": False,
}
PAIRED = NOTHING | {
    "degree": 1,
    "strength": 2.0,
    "core": 1,
    "constraint": 1.0,
    "effective_size": 1.0,
    "ei": -1.0,
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("engine", ["networkx", "igraph"])
@pytest.mark.parametrize(
    ("nodes", "edges", "expected"),
    [
        ("", [], []),
        ("a", [], [NOTHING | {"pagerank": 1, "community": 1}]),
        (
            "ab",
            [],
            [
                NOTHING | {"pagerank": 1 / 2, "community": 1},
                NOTHING | {"pagerank": 1 / 2, "community": 2},
            ],
        ),
        (
            "ab",
            ["ab"],
            [
                PAIRED
                | {"pagerank": 1 / 2, "community": 1, "closeness": 1, "eigenvector": 1 / 2**0.5}
            ]
            * 2,
        ),
        # c has 0.15/3 and a third of what walks from c itself; a and b share the rest
        (
            "abc",
            ["ab"],
            [
                PAIRED
                | {
                    "pagerank": (1 - 0.05 / (1 - 0.85 / 3)) / 2,
                    "community": 1,
                    "closeness": 1 / 2,
                    "eigenvector": 1 / 2**0.5,
                }
            ]
            * 2
            + [NOTHING | {"pagerank": 0.05 / (1 - 0.85 / 3), "community": 2}],
        ),
        # two parts of one size: none is the largest
        (
            "abcd",
            ["ab", "cd"],
            [PAIRED | {"pagerank": 1 / 4, "community": 1, "closeness": 1 / 3}] * 2
            + [PAIRED | {"pagerank": 1 / 4, "community": 2, "closeness": 1 / 3}] * 2,
        ),
    ],
    ids=["no node", "a node", "two nodes", "an edge", "an edge and a node", "two edges"],
)
def test_every_measure_has_an_answer_on_tiny_networks(nodes, edges, expected, engine):
    network = nx.Graph()
    network.add_nodes_from(nodes, type="X")
    network.add_edges_from(edges, weight=2.0)
    table = measure_nodes(network, engine)
    assert table.columns == ["node", "label", "type", "country", *NAMES]
    assert len(table) == len(expected)
    for row, values in zip(table, expected, strict=True):
        assert row.keys() - values.keys() == {"node", "label", "type", "country"}
        for name, value in values.items():
            assert row[name] == pytest.approx(value, abs=1e-9), name


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_values_are_of_one_kind_and_never_nan(engine):
    network = nx.disjoint_union(KITE, nx.path_graph(1))
    nx.set_node_attributes(network, {0: "X", 1: "Y", 2: "X", 4: "X"}, "type")
    whole = {"degree", "core", "community", "brokerage", "coordinator", "itinerant", "gatekeeper"}
    whole |= {"representative", "liaison"}
    for row in measure_nodes(network, engine):
        for measure in MEASURES:
            value = row[measure.name]
            kind = bool if measure.name == "cut_point" else int if measure.name in whole else float
            assert value is None or type(value) is kind, measure.name
            assert not (isinstance(value, float) and math.isnan(value))


def test_what_needs_the_type_is_not_defined_without_it():
    typed = nx.krackhardt_kite_graph()
    nx.set_edge_attributes(typed, 1.0, "weight")
    nx.set_node_attributes(typed, {node: "XY"[node % 2] for node in typed}, "type")
    plain = nx.Graph(typed)
    for node in plain:
        del plain.nodes[node]["type"]
    for with_type, without in zip(measure_nodes(typed), measure_nodes(plain), strict=True):
        for measure in MEASURES:
            if measure.needs:
                assert measure.needs == "type"
                assert with_type[measure.name] is not None
                assert without[measure.name] is None
            else:
                assert without[measure.name] == with_type[measure.name]
    assert [m.name for m in MEASURES if m.needs] == [
        *("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "brokerage", "ei")
    ]


def test_a_measure_on_its_own_has_the_values_of_the_table():
    network = nx.davis_southern_women_graph()
    nx.set_edge_attributes(network, 1.0, "weight")
    nx.set_node_attributes(network, {node: node[0] for node in network}, "type")
    for measure in MEASURES:
        assert measure.compute(network) == column(network, measure.name)


def test_the_row_says_who_the_node_is():
    network = tied(("a", "b", 1.0))
    network.add_node("a", label="Aa", type="X", country="Xa", degree=9)
    one, other = measure_nodes(network)
    assert (one["node"], one["label"], one["type"], one["country"]) == ("a", "Aa", "X", "Xa")
    assert (other["label"], other["type"], other["country"]) == (None, None, None)
    assert one["degree"] == 1


@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_only_the_measures_asked_for_are_in_the_table(engine):
    table = measure_nodes(KITE, engine, ["community", "liaison", "degree"])
    assert table.columns == ["node", "label", "type", "country", "community", "liaison", "degree"]
    assert [row["degree"] for row in table] == [1, 3, 2, 2]


def test_an_unknown_measure_brings_the_nearest():
    with pytest.raises(UnknownNameError, match="no measure is called 'betweeness'; did you mean"):
        measure_nodes(KITE, names=["betweeness"])
    with pytest.raises(UnknownNameError, match="choose from degree, strength, "):
        measure_nodes(nx.Graph(), names=["x"])


def test_eigenvector_computed_by_hand():
    """Of a path a - b - c of weights 1, 2: (1, sqrt 5, 2), as 1 (1) + 2 (2) = sqrt 5 (sqrt 5)."""
    path = tied(("a", "b", 1.0), ("b", "c", 2.0), ("d", "e", 9.0))
    length = math.sqrt(1 + 5 + 4)
    assert column(path, "eigenvector") == {
        "a": pytest.approx(1 / length),
        "b": pytest.approx(math.sqrt(5) / length),
        "c": pytest.approx(2 / length),
        "d": None,
        "e": None,
    }
    # all nodes of a complete network alike
    alike = dict.fromkeys(range(5), pytest.approx(1 / math.sqrt(5)))
    assert column(nx.complete_graph(5), "eigenvector") == alike


def test_pagerank_computed_by_hand():
    """Of a star of three: c = 0.15/4 + 0.85 (3 l), l = 0.15/4 + 0.85 (c/3)."""
    centre = (0.15 / 4) * (1 + 0.85 * 3) / (1 - 0.85**2)
    end = 0.15 / 4 + 0.85 * centre / 3
    expected = {0: centre, 1: end, 2: end, 3: end}
    assert column(nx.star_graph(3), "pagerank") == pytest.approx(expected, abs=1e-10)


def test_brokerage_is_over_all_open_pairs_of_neighbours():
    network = nx.karate_club_graph()
    nx.set_node_attributes(network, dict(network.nodes(data="club")), "type")
    for row in measure_nodes(network):
        pairs = row["degree"] * (row["degree"] - 1)
        assert row["brokerage"] == pytest.approx(pairs * (1 - row["clustering"]))


@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_paths_of_equal_length_are_equal_whatever_the_rounding(engine):
    """1/10 + 1/15 is 1/6, but 0.1 + 0.06666666666666667 > 0.16666666666666666."""
    assert 1 / 10 + 1 / 15 != 1 / 6
    triangle = tied(("a", "b", 10.0), ("b", "c", 15.0), ("a", "c", 6.0))
    between = {row["node"]: row["betweenness_weighted"] for row in measure_nodes(triangle, engine)}
    assert between == {"a": 0, "b": 1 / 2, "c": 0}


def test_lengths_are_whole_and_in_proportion():
    assert lengths_of({1 / 6, 0.5, 3.0}) == {1 / 6: 18, 0.5: 6, 3.0: 1}
    assert lengths_of({1e-8, 3e-8}) == {1e-8: 3 * 10**8, 3e-8: 10**8}
    assert set(map(type, lengths_of({float(n) for n in range(1, 200)}).values())) == {int}
    assert lengths_of(set()) == {}


def test_lengths_of_odd_weights_are_not_whole():
    weights = {n + 1 / n for n in range(2, 400)}
    assert lengths_of(weights) == {weight: 1 / weight for weight in weights}


def test_the_kite_of_krackhardt_has_the_published_centralities():
    """Krackhardt, Adm. Sci. Q. 35 (1990) 342-369: three nodes lead, each by another measure."""
    kite = nx.krackhardt_kite_graph()
    rows = measure_nodes(kite)
    diane, fernando, garth, heather, ike, jane = 3, 5, 6, 7, 8, 9
    assert [row["node"] for row in rows.ranked("degree") if row["rank"] == "1"] == [diane]
    assert rows[diane]["degree"] == 6
    assert rows[heather]["betweenness"] == pytest.approx(14 / 36)
    assert rows[ike]["betweenness"] == pytest.approx(8 / 36)
    assert rows.ranked("betweenness")[0]["node"] == heather
    closest = rows.ranked("closeness")
    assert [(row["rank"], row["node"]) for row in closest][:2] == [("1=", fernando), ("1=", garth)]
    assert closest[0]["closeness"] == pytest.approx(9 / 14)
    assert rows[jane]["closeness"] == pytest.approx(9 / 29)


def test_the_medici_stand_between_as_published():
    """Jackson, Social and Economic Networks (2008), section 1.2.1."""
    found = column(nx.florentine_families_graph(), "betweenness")
    published = {"Medici": 0.522, "Guadagni": 0.255, "Strozzi": 0.103}
    assert {name: round(found[name], 3) for name in published} == published


def test_structural_holes_as_published():
    """Burt, Structural Holes (1992), chapter 2, and Borgatti, Connections 20 (1997) 35-38."""
    ties = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]
    network = tied(*((*tie, 1.0) for tie in ties))
    size, constraint = column(network, "effective_size"), column(network, "constraint")
    assert (round(size["G"], 2), size["A"], size["C"]) == (4.67, 2.5, 1)
    assert (round(constraint["G"], 3), round(constraint["A"], 3)) == (0.400, 0.595)
    assert constraint["C"] == 1


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
        "import networkx as nx; from rightsgraph.measures.groups import communities;"
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
