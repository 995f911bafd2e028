"""Where nodes are drawn: the same place in every run, apart, and near their neighbours."""

import random

import networkx as nx
import numpy as np
import pytest
from scipy.spatial.distance import pdist

from rightsgraph.pictures.layout import GAP, fan, least_stress, lengths, pack, positions


def scattered():
    """A hub with twenty neighbours, a clique of twelve, a path, two pairs, three single nodes."""
    parts = [nx.star_graph(20), nx.complete_graph(12), nx.path_graph(5), nx.path_graph(2)]
    parts += [nx.path_graph(2), nx.empty_graph(3)]
    network = nx.disjoint_union_all(parts)
    return nx.relabel_nodes(network, {node: f"n{node:02}" for node in network})


def places_of(network):
    return np.array(list(positions(network).values()))


def test_the_order_of_nodes_and_edges_does_not_matter():
    network = scattered()
    mixed = nx.Graph()
    nodes, edges = list(network), [tuple(reversed(edge)) for edge in network.edges]
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    mixed.add_nodes_from(nodes)
    mixed.add_edges_from(edges)
    assert positions(mixed) == positions(network)
    assert list(positions(mixed)) == nodes


@pytest.mark.parametrize(
    "network",
    [
        scattered(),
        nx.karate_club_graph(),
        nx.complete_graph(40),
        nx.barabasi_albert_graph(1200, 2, seed=1),
    ],
    ids=["scattered", "karate", "clique", "large"],
)
def test_no_two_nodes_meet(network):
    assert pdist(places_of(network)).min() >= 0.9


def test_components_lie_apart():
    network = scattered()
    places = positions(network)
    boxes = []
    for part in nx.connected_components(network):
        points = np.array([places[node] for node in part])
        boxes.append([*points.min(axis=0), *points.max(axis=0)])
    for count, (left, low, right, high) in enumerate(boxes):
        for other in boxes[count + 1 :]:
            beside = max(other[0] - right, left - other[2], other[1] - high, low - other[3])
            assert beside >= GAP - 0.01


def test_the_drawing_is_about_as_wide_as_asked_for():
    for aspect in (1.0, 2.0):
        places = positions(scattered(), aspect=aspect)
        width, height = np.ptp(np.array(list(places.values())), axis=0)
        assert 0.6 * aspect < width / height < 1.7 * aspect


def test_a_path_is_drawn_in_its_order_along_the_longer_side():
    places = places_of(nx.path_graph(6))
    steps = np.diff(places[:, 0])
    assert (steps > 0).all() or (steps < 0).all()
    assert np.ptp(places[:, 1]) < 0.5 * np.ptp(places[:, 0])


def test_neighbours_are_nearer_than_others():
    network = nx.karate_club_graph()
    places = positions(network)
    tied = [np.hypot(*np.subtract(places[one], places[two])) for one, two in network.edges]
    apart = [np.hypot(*np.subtract(places[one], places[two])) for one, two in nx.non_edges(network)]
    assert np.mean(tied) < 0.7 * np.mean(apart)


def test_an_edge_is_longer_where_its_ends_share_fewer_neighbours():
    # A triangle 0-1-2 with a tail 2-3: 0 and 1 have all of {0, 1, 2} in common, 2 and 3 have
    # {2, 3} of {0, 1, 2, 3}; from 0 to 3 the edges 0-2 (3 of 4 in common) and 2-3 are passed.
    found = lengths(nx.Graph([(0, 1), (0, 2), (1, 2), (2, 3)]))
    assert found[0, 1] == pytest.approx((2 - 3 / 3) ** 0.8)
    assert found[2, 3] == pytest.approx((2 - 2 / 4) ** 0.8)
    assert found[0, 3] == pytest.approx(((2 - 3 / 4) + (2 - 2 / 4)) ** 0.8)


def test_majorization_leaves_less_stress():
    network = nx.convert_node_labels_to_integers(nx.grid_2d_graph(4, 4))
    wanted = lengths(network)

    def stress(points):
        apart = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
        upper = np.triu_indices(len(points), 1)
        return (((apart - wanted) / np.where(wanted > 0, wanted, 1))[upper] ** 2).sum()

    before = fan(network)
    assert stress(least_stress(wanted, before, 300)) < 0.1 * stress(before)


@pytest.mark.parametrize(
    ("network", "expected"),
    [
        (nx.Graph(), {}),
        (nx.empty_graph(["a"]), {"a": (0.0, 0.0)}),
        (nx.Graph([("a", "a")]), {"a": (0.0, 0.0)}),
    ],
    ids=["none", "one", "tied to itself"],
)
def test_tiny_networks_have_their_places(network, expected):
    assert positions(network) == expected


def test_a_pair_is_one_unit_apart_at_the_same_height():
    places = places_of(nx.path_graph(2))
    assert sorted(places[:, 0]) == [0, 1]
    assert places[0, 1] == places[1, 1]


def test_boxes_are_stacked_within_rows():
    # A box 4 high takes a row; two boxes 2 high stand on each other beside it.
    corners = pack([(4.0, 4.0), (2.0, 2.0), (2.0, 2.0)], 1.5)
    assert corners == [(0.0, 0.0), (4.0, 2.0), (4.0, 0.0)]
