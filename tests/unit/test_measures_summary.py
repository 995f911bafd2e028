"""Measures of the whole network against cases computed by hand or published."""

import networkx as nx
import pytest

from rightsgraph.measures.summary import MEASURES_OF_WHOLE, measure_network


def values(network, engine="networkx"):
    return {row["measure"]: row["value"] for row in measure_network(network, engine)}


@pytest.fixture
def tail():
    """A triangle a, b, c with the tail c - d - e, and f alone; a - c weighs 2, the others 1."""
    network = nx.Graph()
    for node, kind in zip("abcde", "XXYYX", strict=True):
        network.add_node(node, type=kind)
    for node, country in zip("abcd", ["Xa", "Xa", "Xa", "Xb"], strict=True):
        network.add_node(node, country=country)
    network.add_node("f")
    network.add_edges_from(["ab", "bc", "cd", "de"], weight=1.0)
    network.add_edge("a", "c", weight=2.0)
    return network


@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_values_computed_by_hand(tail, engine):
    distances = [1, 1, 2, 3, *(1, 2, 3), *(1, 2), 1]  # of a, b, c, d to those after them
    assert values(tail, engine) == pytest.approx(
        {
            "nodes": 6,
            "edges": 5,
            "density": 5 / 15,
            "components": 2,
            "largest_component": 5,
            "mean_degree": 10 / 6,
            "mean_strength": 12 / 6,
            # one triangle; 1, 1, 3, 1 pairs of edges meet in a, b, c, d
            "transitivity": 3 / 6,
            "mean_distance": sum(distances) / 10,
            "diameter": 3,
            # at the ten ends of edges: mean 22/10, mean square 52/10, mean product 48/10
            "degree_assortativity": (4.8 - 2.2**2) / (5.2 - 2.2**2),
            # {a, b, c}, {d, e}, {f}: within 4 + 1 of 6; strengths 9 and 3 of 12
            "communities": 3,
            "modularity": 5 / 6 - (9 / 12) ** 2 - (3 / 12) ** 2,
            # X = {a, b, e}, Y = {c, d}: within 1 + 1 of 6; strengths 6 and 6 of 12
            "modularity_by_type": 2 / 6 - (6 / 12) ** 2 - (6 / 12) ** 2,
            # Xa = {a, b, c}, Xb = {d}: within 4 of 5; strengths 9 and 1 of 10
            "modularity_by_country": 4 / 5 - (9 / 10) ** 2 - (1 / 10) ** 2,
            # external a-c, b-c, d-e; internal a-b, c-d
            "ei_by_type": (3 - 2) / 5,
            # within 2 of 5 edges; ends at X 5 of 10, at Y 5 of 10
            "assortativity_by_type": (2 / 5 - 1 / 2) / (1 - 1 / 2),
            "without_type": 1,
            "without_country": 2,
        }
    )


def test_zachary_s_club_as_known():
    """78 of 561 pairs tied; 45 triangles and 528 pairs of edges that meet; diameter 5."""
    found = values(nx.karate_club_graph())
    assert found["density"] == pytest.approx(78 / 561)
    assert found["transitivity"] == pytest.approx(3 * 45 / 528)
    assert found["diameter"] == 5
    assert round(found["mean_distance"], 3) == 2.408
    assert round(found["degree_assortativity"], 3) == -0.476


COUNTS = dict.fromkeys(["edges", "nodes", "components", "largest_component", "communities"], 0)
COUNTS |= {"without_type": 0, "without_country": 0}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("engine", ["networkx", "igraph"])
@pytest.mark.parametrize(
    ("nodes", "edges", "defined"),
    [
        ("", [], COUNTS),
        (
            "a",
            [],
            COUNTS
            | dict.fromkeys(["nodes", "components", "largest_component", "communities"], 1)
            | {"without_country": 1, "mean_degree": 0, "mean_strength": 0},
        ),
        (
            "ab",
            [],
            COUNTS
            | dict.fromkeys(["nodes", "components", "communities", "without_country"], 2)
            | {"largest_component": 1, "density": 0, "mean_degree": 0, "mean_strength": 0},
        ),
        (
            "ab",
            ["ab"],
            COUNTS
            | dict.fromkeys(["edges", "components", "communities", "density"], 1)
            | dict.fromkeys(["nodes", "largest_component", "without_country"], 2)
            | {"mean_degree": 1, "mean_strength": 1, "mean_distance": 1, "diameter": 1}
            | {"modularity": 0, "modularity_by_type": 0, "ei_by_type": -1},
        ),
        # two parts of one size: no largest one to measure paths in
        (
            "abcd",
            ["ab", "cd"],
            COUNTS
            | dict.fromkeys(["edges", "components", "communities", "largest_component"], 2)
            | {"nodes": 4, "without_country": 4, "density": 2 / 6, "mean_degree": 1}
            | {"mean_strength": 1, "modularity": 1 / 2, "modularity_by_type": 0, "ei_by_type": -1},
        ),
    ],
    ids=["no node", "a node", "two nodes", "an edge", "two edges"],
)
def test_what_is_not_defined_on_tiny_networks_has_no_value(nodes, edges, defined, engine):
    network = nx.Graph()
    network.add_nodes_from(nodes, type="X")
    network.add_edges_from(edges, weight=1.0)
    found = values(network, engine)
    assert {name: value for name, value in found.items() if value is not None} == defined


@pytest.mark.filterwarnings("error")
def test_regular_networks_have_no_degree_assortativity():
    assert values(nx.cycle_graph(5))["degree_assortativity"] is None
    # of a star all edges join the ends to the centre
    assert values(nx.star_graph(3))["degree_assortativity"] == pytest.approx(-1)


def test_every_measure_says_what_it_is():
    for row, measure in zip(measure_network(nx.path_graph(3)), MEASURES_OF_WHOLE, strict=True):
        assert row["measure"] == measure.name
        assert all((row["definition"], row["range"], row["says"]))
        assert row["source"] or measure.name.startswith("without_")
