"""Parts, modularity, E-I index and assortativity against cases computed by hand or published."""

import networkx as nx
import pytest

from rightsgraph.measures.groups import (
    assortativity,
    communities,
    ei_index,
    ei_of_nodes,
    known,
    largest_part,
    modularity_of,
)

# Zachary's club: the partition of greatest modularity, 0.4198 by Brandes et al., IEEE Trans. Knowl.
# Data Eng. 20 (2008) 172-188, members numbered from 1 as by Zachary.
CLUB = [
    [1, 2, 3, 4, 8, 12, 13, 14, 18, 20, 22],
    [5, 6, 7, 11, 17],
    [9, 10, 15, 16, 19, 21, 23, 27, 30, 31, 33, 34],
    [24, 25, 26, 28, 29, 32],
]


@pytest.fixture
def mixed():
    """a - b - c - d in a path, a - c besides; a, b are X, c, d are Y; e alone, f tied to d, both
    without a type."""
    network = nx.Graph()
    network.add_node("a", type="X", country="Xa")
    network.add_node("b", type="X", country="Xa")
    network.add_node("c", type="Y", country="Xb")
    network.add_node("d", type="Y")
    network.add_node("e")
    network.add_node("f", type="")
    network.add_weighted_edges_from(
        [("a", "b", 2.0), ("b", "c", 1.0), ("c", "d", 4.0), ("a", "c", 1.0), ("d", "f", 8.0)]
    )
    return network


def test_an_empty_text_is_no_value(mixed):
    assert known(mixed, "type") == {"a": "X", "b": "X", "c": "Y", "d": "Y"}


def test_the_largest_part_is_the_only_one_of_its_size():
    assert largest_part(nx.Graph([(1, 2), (2, 3), (4, 5)])) == {1, 2, 3}
    assert largest_part(nx.Graph([(1, 2), (4, 5)])) == set()
    assert largest_part(nx.Graph()) == set()


def test_communities_of_equal_size_are_in_the_order_of_their_first_nodes():
    network = nx.Graph([(9, 8), (8, 7), (9, 7), (1, 2), (2, 3), (1, 3)])
    assert communities(network) == {9: 1, 8: 1, 7: 1, 1: 2, 2: 2, 3: 2}


def test_a_node_alone_is_a_community():
    network = nx.empty_graph(2)
    assert communities(network) == {0: 1, 1: 2}
    assert communities(nx.Graph()) == {}


def test_the_ei_index_leaves_out_who_has_no_type(mixed):
    # external a-c, b-c; internal a-b, c-d; d-f is left out
    assert ei_index(mixed, "type") == (2 - 2) / 4
    assert ei_index(mixed, "type", weight="weight") == (2 - 6) / 8
    assert ei_index(mixed, "country") == (2 - 1) / 3


def test_the_ei_index_at_its_ends():
    path = nx.path_graph(3)
    nx.set_node_attributes(path, "X", "type")
    assert ei_index(path, "type") == -1
    nx.set_node_attributes(path, {0: "X", 1: "Y", 2: "X"}, "type")
    assert ei_index(path, "type") == 1


def test_the_ei_index_of_a_node_is_that_of_its_own_edges(mixed):
    assert ei_of_nodes(mixed, "type") == {
        "a": (1 - 1) / 2,
        "b": (1 - 1) / 2,
        "c": (2 - 1) / 3,
        "d": (0 - 1) / 1,
        "e": None,
        "f": None,
    }


def test_a_node_whose_neighbours_have_no_type_has_no_ei_index():
    pair = nx.path_graph(2)
    nx.set_node_attributes(pair, {0: "X"}, "type")
    assert ei_of_nodes(pair, "type") == {0: None, 1: None}
    assert ei_index(pair, "type") is None


def test_assortativity_computed_by_hand(mixed):
    # within: 2 of 4 edges; ends at X: a 2, b 2 of 8, at Y: c 3, d 1 of 8
    assert assortativity(mixed, "type") == pytest.approx((1 / 2 - 1 / 2) / (1 - 1 / 2), abs=1e-12)
    # of a, b, c: within Xa 1 of 3 edges; ends 4 and 2 of 6
    chance = (4 / 6) ** 2 + (2 / 6) ** 2
    assert assortativity(mixed, "country") == pytest.approx((1 / 3 - chance) / (1 - chance))


def test_assortativity_at_its_ends():
    apart = nx.Graph([(0, 1), (2, 3)])
    nx.set_node_attributes(apart, {0: "X", 1: "X", 2: "Y", 3: "Y"}, "type")
    assert assortativity(apart, "type") == 1
    nx.set_node_attributes(apart, {0: "X", 1: "Y", 2: "X", 3: "Y"}, "type")
    assert assortativity(apart, "type") == -1


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("types", [{}, {0: "X"}, {0: "X", 1: "X", 2: "X"}, {0: "X", 2: "Y"}])
def test_assortativity_needs_edges_among_two_types(types):
    path = nx.path_graph(3)
    nx.set_node_attributes(path, types, "type")
    assert assortativity(path, "type") is None


def test_modularity_computed_by_hand(mixed):
    # weight 8 among a, b, c, d: within 2 + 4; strengths a 3, b 3, c 6, d 4 of 16
    assert modularity_of(mixed, known(mixed, "type")) == pytest.approx(
        6 / 8 - (6 / 16) ** 2 - (10 / 16) ** 2
    )
    # all in one group: 1 - 1
    assert modularity_of(mixed, dict.fromkeys(mixed, 1)) == 0
    assert modularity_of(mixed, {"a": 1, "b": None, "c": 2}) == 0 / 1 - 2 * (1 / 2) ** 2


def test_modularity_needs_an_edge(mixed):
    assert modularity_of(mixed, {}) is None
    assert modularity_of(mixed, {"a": 1, "d": 2}) is None
    assert modularity_of(nx.Graph(), {}) is None


def test_modularity_of_zachary_s_club_as_published():
    club = nx.Graph(nx.karate_club_graph().edges)
    partition = {member - 1: number for number, group in enumerate(CLUB) for member in group}
    assert modularity_of(club, partition) == pytest.approx(0.4198, abs=5e-5)


def test_louvain_comes_near_the_greatest_modularity_of_zachary_s_club():
    club = nx.Graph(nx.karate_club_graph().edges)
    assert 0.41 < modularity_of(club, communities(club)) <= 0.4198 + 5e-5
