"""Projections against hand-computed cases and a second implementation from the definition."""

from collections import defaultdict
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsgraph.errors import (
    EmptyNetworkError,
    NetworkDefinitionError,
    UnknownNameError,
    WeightError,
)
from rightsgraph.networks.definition import WEIGHTS, Definition, Definitions, read_definition
from rightsgraph.networks.participations import joined
from rightsgraph.networks.projection import cells_of, edges_of, pairs_of, rows_of


def by_arrays(rows, tops, weight):
    """Edge weights as the package computes them; rows are (actor, activity)."""
    cells = cells_of(*(np.array(column) for column in zip(*rows, strict=True)))
    edges = edges_of(cells, pairs_of(cells), np.array(tops), weight)
    ends = zip(edges.left.tolist(), edges.right.tolist(), strict=True)
    return dict(zip(ends, edges.weight.tolist(), strict=True))


def by_definition(rows, tops, weight):
    """The same, read off the definitions one pair at a time."""
    activities, wholes = defaultdict(set), defaultdict(set)
    for actor, activity in rows:
        activities[actor].add(activity)
        wholes[actor].add(tops[activity])
    taking_part = defaultdict(set)
    for actor, activity in rows:
        taking_part[activity].add(actor)
    found = {}
    for one, other in combinations(sorted(activities), 2):
        shared = activities[one] & activities[other]
        if shared:
            found[one, other] = {
                "count": len({tops[activity] for activity in shared}),
                "count-parts": len(shared),
                "newman": sum(1 / (len(taking_part[activity]) - 1) for activity in shared),
                "jaccard": len(wholes[one] & wholes[other]) / len(wholes[one] | wholes[other]),
            }[weight]
    return found


# Actors 0, 1, 2; activities 0 and 1 are parts of one programme, 2 stands alone.
ROWS, TOPS = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (0, 2), (1, 2)], [0, 0, 1]


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("count", {(0, 1): 2, (0, 2): 1, (1, 2): 1}),
        ("count-parts", {(0, 1): 3, (0, 2): 1, (1, 2): 1}),
        ("newman", {(0, 1): 2.5, (0, 2): 0.5, (1, 2): 0.5}),
        ("jaccard", {(0, 1): 1, (0, 2): 0.5, (1, 2): 0.5}),
    ],
)
def test_weights_of_a_case_computed_by_hand(weight, expected):
    assert by_arrays(ROWS, TOPS, weight) == pytest.approx(expected)
    assert by_definition(ROWS, TOPS, weight) == pytest.approx(expected)


def test_partners_of_two_parts_of_one_programme_are_not_tied():
    assert by_arrays([(0, 0), (1, 1), (2, 0)], [0, 0], "count") == {(0, 2): 1}


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5)), min_size=1, max_size=40),
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.sampled_from(WEIGHTS),
)
def test_weights_are_those_of_the_definition(rows, tops, weight):
    assert by_arrays(rows, tops, weight) == pytest.approx(by_definition(rows, tops, weight))


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=30),
)
def test_an_edge_stands_for_the_rows_of_both_ends_in_what_they_share(rows):
    cells = cells_of(*(np.array(column) for column in zip(*rows, strict=True)))
    pairs = pairs_of(cells)
    edges = edges_of(cells, pairs, np.arange(5), "count")
    found = defaultdict(set)
    for edge, row in zip(
        *(column.tolist() for column in rows_of(cells, pairs, edges)), strict=True
    ):
        found[int(edges.left[edge]), int(edges.right[edge])].add(row)
    expected = defaultdict(set)
    for one, other in combinations(range(len(rows)), 2):
        (actor, activity), (also, same) = rows[one], rows[other]
        if activity == same and actor != also:
            expected[min(actor, also), max(actor, also)].update((one, other))
    assert found == expected


@given(st.lists(st.integers(0, 4)), st.lists(st.integers(0, 4)))
def test_keys_are_joined_as_by_two_loops(left, right):
    found = joined(np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))
    assert [*zip(*(column.tolist() for column in found), strict=True)] == [
        (i, j) for i, one in enumerate(left) for j, other in enumerate(right) if one == other
    ]


def test_the_small_world_is_one_edge_with_its_passages(small_graph):
    definition = Definition(name="all")
    network = small_graph.network(definition)
    (edge,) = network.edges()
    assert edge["weight"] == edge["activities"] == edge["distance"] == 1
    assert edge["roles"] == ["funder", "organizer"]
    assert (edge["first"], edge["last"]) == ("2002-05-01", "2002-05-31")
    (shared,) = network.evidence("HLA", "Union of Pilots")
    assert shared.name == "Course for judges"
    assert (shared.roles, shared.other_roles) == (("organizer",), ("funder",))
    assert shared.passages == ("annex/1", "annex/1/i")


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"without": "UP"}, 1),
        ({"roles": "rgs:role-funder"}, 1),
        ({"topics": "rgs:topic-legislation"}, 2),
        ({"places": "rgd:place-xa"}, 2),
        ({"statuses": "rgs:status-completed"}, 2),
        ({"types": "rgs:actor-type-civil-society"}, 1),
        ({"since": "2002-05-31"}, 2),
        ({"until": "2002-05"}, 2),
    ],
)
def test_each_filter_leaves_what_fits(small_graph, change, left):
    definition = Definition(name="all")
    assert len(small_graph.network(definition, **change).graph) == left


def test_an_empty_network_names_the_filter_that_emptied_it(small_graph):
    with pytest.raises(EmptyNetworkError, match="after statuses = rgs:status-planned"):
        small_graph.network(
            Definition(name="all"), topics="rgs:topic-legislation", statuses="rgs:status-planned"
        )


@pytest.mark.parametrize("slice_", [{"since": "2002-06"}, {"until": "2002-04-30"}])
def test_a_time_slice_leaves_out_what_cannot_have_happened_in_it(small_graph, slice_):
    with pytest.raises(EmptyNetworkError, match="after since = "):
        small_graph.network(Definition(name="all"), **slice_)


def test_actors_are_tied_to_the_places_of_their_activities(small_graph):
    network = small_graph.network(Definition(name="all", mode="places"))
    assert sorted((edge["source"][-9:], edge["target"][-8:]) for edge in network.edges()) == [
        ("legal-aid", "place-xa"),
        ("of-pilots", "place-xa"),
    ]
    assert nx.get_node_attributes(network.graph, "bipartite").popitem()[1] == 1
    (shared,) = network.evidence("HLA", "rgd:place-xa")
    assert (shared.name, shared.roles, shared.other_roles) == (
        "Course for judges",
        ("organizer",),
        (),
    )


def test_a_weight_of_actors_is_not_given_to_places(small_graph):
    with pytest.raises(WeightError, match="choose the weight count or count-parts"):
        small_graph.network(Definition(name="all"), mode="places", weight="newman")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"weight": "cuont"}, "no weight is called 'cuont'; did you mean 'count'"),
        ({"colour": "blue"}, "no part of a network is called 'colour'"),
        ({"without": "HLB"}, "no thing is called 'HLB'; did you mean 'HLA'"),
    ],
)
def test_what_is_unknown_is_said_with_the_nearest(small_graph, change, says):
    with pytest.raises(UnknownNameError, match=says):
        small_graph.network(Definition(name="all"), **change)


@pytest.mark.parametrize(
    ("text", "says"),
    [("weight = 3", "weight = 3 means nothing"), ("color = 'x'", "color"), ("a =", "correct the")],
)
def test_a_definition_that_cannot_be_read_says_why(tmp_path, text, says):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NetworkDefinitionError, match=says):
        read_definition(path)


def test_an_unknown_network_is_answered_with_the_nearest(tmp_path):
    (tmp_path / "actors.toml").write_text("title = 'Actors'", encoding="utf-8")
    with pytest.raises(UnknownNameError, match="did you mean 'actors'"):
        Definitions(tmp_path.glob("*.toml")).load("actor")
