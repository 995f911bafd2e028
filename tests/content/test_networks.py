"""The stored networks of the real data: evidence, files, a second count by SPARQL."""

import csv
import json
from collections import defaultdict
from io import BytesIO, StringIO
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest

from rightsgraph.networks.definition import Definitions

ROOT = Path(__file__).resolve().parents[2]
DEFINITIONS = Definitions((ROOT / "queries" / "networks").glob("*.toml"))


@pytest.mark.parametrize("name", DEFINITIONS.names)
def test_the_evidence_of_every_edge_adds_up_to_its_weight(graph, name):
    network = graph.network(name)
    assert network.edges()
    for edge in network.edges():
        shared = network.evidence(edge["source"], edge["target"])
        assert len(shared) == edge["activities"]
        assert len({one.within for one in shared}) == edge["weight"]
        assert all(one.passages and one.participations for one in shared)


@pytest.mark.parametrize("name", DEFINITIONS.names)
def test_each_network_is_titled_in_two_languages(name):
    definition = DEFINITIONS.load(name)
    assert definition.title.endswith("?")
    assert definition.title_fr.endswith("?")
    assert definition.description


def test_the_network_of_actors_is_the_one_that_sparql_counts(graph):
    rows = graph.query("""
        SELECT DISTINCT ?activity ?top ?actor WHERE {
            ?participation rg:inActivity ?activity ; rg:actor ?actor ; rg:role ?role .
            FILTER (?role != rgs:role-reporting)
            FILTER NOT EXISTS { ?actor a rg:ActorGroup }
            ?activity dcterms:isPartOf* ?top .
            FILTER NOT EXISTS { ?top dcterms:isPartOf ?whole }
        }""")
    actors = defaultdict(set)
    for row in rows:
        actors[row["activity"], row["top"]].add(row["actor"])
    tops = defaultdict(set)
    for (_, top), together in actors.items():
        for pair in combinations(sorted(together), 2):
            tops[pair].add(top)
    network = graph.network("actors").graph
    assert set(network) == set().union(*actors.values())
    assert {tuple(sorted(edge[:2])): edge[2] for edge in network.edges(data="weight")} == {
        pair: len(wholes) for pair, wholes in tops.items()
    }


def test_iom_is_in_no_tie_of_the_network_without_it(graph):
    network = graph.network("actors-without-iom").graph
    assert not [node for node in network if "/office-iom-" in node or node.endswith("/org-iom")]
    assert len(network) < len(graph.network("actors").graph)


def test_the_files_are_read_back_as_they_are(graph):
    network = graph.network("counter-trafficking")
    plain = network.graph
    read = nx.read_graphml(BytesIO(network.to_graphml().encode()))
    assert dict(read.nodes(data="label")) == dict(plain.nodes(data="label"))
    for one, other, values in plain.edges(data=True):
        written = read.edges[one, other]
        assert (written["weight"], written["activities"]) == (
            values["weight"],
            values["activities"],
        )
        assert written["roles"].split("; ") == values["roles"]
        assert "participation-" in written["evidence"]
    data = json.loads(network.to_json())
    assert {edge["source"] for edge in data["edges"]} <= {node["id"] for node in data["nodes"]}
    assert all(edge["evidence"] for edge in data["edges"])
    rows = list(csv.DictReader(StringIO(network.to_csv())))
    assert [float(row["weight"]) for row in rows] == [edge["weight"] for edge in network.edges()]
    assert all(row["passages"] for row in rows)


def test_the_files_are_the_same_every_time(graph):
    first, second = (graph.network("counter-trafficking") for _ in range(2))
    assert first.to_graphml() == second.to_graphml()
    assert first.to_json() == second.to_json()
