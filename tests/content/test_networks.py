"""The stored networks of the real data: evidence, files, a second count by SPARQL."""

from collections import defaultdict
from io import BytesIO
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import NamedNode

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


@pytest.mark.parametrize("name", DEFINITIONS.names)
def test_the_evidence_on_every_edge_is_that_of_the_activities_behind_it(graph, name):
    network = graph.network(name)
    for one, other, values in network.to_networkx(evidence=True).edges(data=True):
        behind = network.behind(NamedNode(one), NamedNode(other))
        assert set(values["evidence"]) == {
            node for shared in behind for node in shared.participations
        }
        assert set(values["passages"]) == {key for shared in behind for key in shared.passages}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("actors-and-places", "rg:inActivity/(rg:takesPlaceIn|rg:concernsPlace)"),
        ("actors-and-instruments", "rg:inActivity/^rg:inActivity/rg:ofInstrument|rg:ofInstrument"),
    ],
)
def test_actors_are_tied_to_what_sparql_finds(graph, name, path):
    rows = graph.query(f"""
        SELECT DISTINCT ?actor ?target WHERE {{
            ?participation rg:actor ?actor ; rg:role|rg:stanceType ?role ; {path} ?target .
            FILTER (?role != rgs:role-reporting)
            FILTER NOT EXISTS {{ ?actor a rg:ActorGroup }}
        }}""")
    network = graph.network(name).graph
    assert {tuple(edge) for edge in network.edges} == {(r["actor"], r["target"]) for r in rows}


def test_a_tie_an_agreement_and_a_membership_count_as_one_thing_shared(graph):
    plain, more = graph.network("actors"), graph.network("with-ties")
    assert set(plain.graph.edges) < set(more.graph.edges)
    ends = "rgd:org-iom", "rgd:org-iachr"
    found = more.evidence(*ends)
    assert [one.passages for one in found if "/agreement-" in one.activity] == [("body/11",)]
    assert (
        len(found)
        == more.graph.edges[more.resolve(ends[0]).value, more.resolve(ends[1]).value]["weight"]
    )


def test_a_time_slice_says_what_it_leaves_out_undated(graph):
    network = graph.network("actors", since="2002", until="2002")
    dated = graph.query("SELECT ?activity WHERE { ?activity rg:earliest|rg:latest ?day }")
    assert network.undated
    assert not {one.value for one in network.undated} & {row["activity"] for row in dated}


def test_the_country_of_an_actor_is_that_of_its_state_or_seat(graph):
    network = graph.network("actors").graph
    assert (
        network.nodes["https://w3id.org/rightsgraph/id/state-indonesia"]["country"] == "Indonesia"
    )


@pytest.mark.parametrize("method", ["sdsm", "fdsm", "disparity"])
def test_each_edge_can_have_its_significance(graph, method):
    network = graph.network("counter-trafficking")
    p = network.significance(method)
    assert {frozenset(ends) for ends in p} == {frozenset(ends) for ends in network.graph.edges}
    assert all(0 < value <= 1 for value in p.values())
    (written,) = network.files("graphml", significance=method).values()
    read = nx.read_graphml(BytesIO(written))
    assert {frozenset(e[:2]): e[2] for e in read.edges(data="p")} == pytest.approx(
        {frozenset(ends): value for ends, value in p.items()}
    )
