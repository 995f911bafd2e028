"""Brokerage by Gould and Fernandez against R's sna, the definition, and cases by hand."""

import csv
import random
from pathlib import Path

import networkx as nx
import pytest

from rightsgraph.measures.brokerage import ROLES, brokerage

REFERENCE = Path(__file__).parent / "reference"


def read(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def reference(name):
    """One of the networks that sna has counted; reference/brokerage.R is the script."""
    network = nx.Graph()
    for row in read("brokerage-nodes.csv"):
        if row["network"] == name:
            network.add_node(row["node"], type=row["group"])
    network.add_edges_from(
        (row["source"], row["target"])
        for row in read("brokerage-edges.csv")
        if row["network"] == name
    )
    return network


@pytest.mark.parametrize(("name", "nodes"), [("karate", 34), ("florentine", 15), ("random", 16)])
def test_counts_are_those_of_sna(name, nodes):
    expected = {
        row["node"]: {key: int(row[key]) for key in (*ROLES, "total")}
        for row in read("brokerage.csv")
        if row["network"] == name
    }
    assert len(expected) == nodes
    assert brokerage(reference(name)) == expected


def test_the_reference_networks_are_those_of_networkx():
    karate = nx.karate_club_graph()
    ours = reference("karate")
    assert {(int(a), int(b)) for a, b in ours.edges} == set(karate.edges)
    clubs = karate.nodes(data="club")
    assert {int(node): club for node, club in ours.nodes(data="type")} == dict(clubs)
    florentine = reference("florentine")
    assert nx.utils.graphs_equal(
        nx.Graph(florentine.edges), nx.Graph(nx.florentine_families_graph().edges)
    )


@pytest.mark.parametrize(
    ("one", "other", "role"),
    [
        ("A", "A", "coordinator"),
        ("B", "B", "itinerant"),
        ("B", "C", "liaison"),
    ],
)
def test_two_others_count_in_both_directions(one, other, role):
    path = nx.path_graph(3)
    nx.set_node_attributes(path, {0: one, 1: "A", 2: other}, "type")
    found = brokerage(path)
    assert found[1] == {**dict.fromkeys(ROLES, 0), role: 2, "total": 2}
    assert found[0] == found[2] == {**dict.fromkeys(ROLES, 0), "total": 0}


def test_one_direction_is_a_gatekeeper_s_and_one_a_representative_s():
    path = nx.path_graph(3)
    nx.set_node_attributes(path, {0: "A", 1: "A", 2: "B"}, "type")
    expected = {**dict.fromkeys(ROLES, 0), "gatekeeper": 1, "representative": 1, "total": 2}
    assert brokerage(path)[1] == expected


def test_tied_neighbours_are_not_brokered():
    triangle = nx.complete_graph(3)
    nx.set_node_attributes(triangle, {0: "A", 1: "B", 2: "C"}, "type")
    assert {counts["total"] for counts in brokerage(triangle).values()} == {0}


def test_a_node_without_a_type_is_left_out_with_its_edges():
    star = nx.star_graph(3)
    nx.set_node_attributes(star, {0: "A", 1: "A", 2: "A"}, "type")
    found = brokerage(star)
    assert found[3] is None
    assert found[0]["total"] == found[0]["coordinator"] == 2
    assert brokerage(nx.path_graph(3)) == {0: None, 1: None, 2: None}
    assert brokerage(nx.Graph()) == {}


def test_another_attribute_can_be_the_group():
    path = nx.path_graph(3)
    nx.set_node_attributes(path, {0: "Xa", 1: "Xb", 2: "Xa"}, "country")
    assert brokerage(path, "country")[1]["itinerant"] == 2
    assert brokerage(path)[1] is None


def by_definition(network):
    """The counts by the definition, pair by pair."""
    group = nx.get_node_attributes(network, "type")
    found = dict.fromkeys(network)
    for j in group:
        found[j] = {**dict.fromkeys(ROLES, 0), "total": 0}
        near = [node for node in network[j] if node in group]
        for i, k in ((i, k) for i in near for k in near if i != k and not network.has_edge(i, k)):
            a, b, c = group[i], group[j], group[k]
            if a == b == c:
                role = "coordinator"
            elif a == c:
                role = "itinerant"
            elif b == c:
                role = "gatekeeper"
            else:
                role = "representative" if a == b else "liaison"
            found[j][role] += 1
            found[j]["total"] += 1
    return found


@pytest.mark.parametrize("seed", range(6))
def test_counts_are_those_of_the_definition(seed):
    network = nx.gnp_random_graph(30, 0.3, seed=seed)
    draw = random.Random(seed)
    for node in network:
        if draw.random() < 0.8:
            network.nodes[node]["type"] = draw.choice("ABCD")
    expected = by_definition(network)
    assert brokerage(network) == expected
    assert any(counts is None for counts in expected.values())
    assert any(counts and all(counts.values()) for counts in expected.values())


def test_a_network_of_more_nodes_than_are_counted_at_once():
    """Of a star each two ends count twice: n (n - 1), by the types of the ends."""
    star = nx.star_graph(1200)
    nx.set_node_attributes(star, {node: "AB"[node % 2] for node in star}, "type")
    # the centre is an A, as are 600 of the ends
    assert brokerage(star)[0] == {
        "coordinator": 600 * 599,
        "itinerant": 600 * 599,
        "gatekeeper": 600 * 600,
        "representative": 600 * 600,
        "liaison": 0,
        "total": 1200 * 1199,
    }
