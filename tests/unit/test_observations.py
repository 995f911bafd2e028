"""Networks as data cubes, on the small world: two actors, one with a type, tied by one course."""

import json
import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

import rightsgraph.build
import rightsgraph.networks.observations
from rightsgraph.build import build
from rightsgraph.errors import NetworkDefinitionError
from rightsgraph.namespaces import DCTERMS, EDTF, GRAPHS, ORG, QB, RDF, RG, RGD, RGS, SKOS, XSD
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.observations import (
    MEASURED,
    iri_of,
    literal,
    observe_networks,
    property_of,
    slice_of,
)
from rightsgraph.sources import load_source
from rightsgraph.store.embedded import open_embedded

AID, PILOTS = RGD["org-harbour-legal-aid"], RGD["org-union-of-pilots"]


def observed(graph, *definitions, say=lambda text: None):
    """The values by subject and property."""
    found = {}
    for quad in observe_networks(graph.store, definitions, say):
        assert quad.graph_name == MEASURED
        found.setdefault(quad.subject, {}).setdefault(quad.predicate, set()).add(quad.object)
    return found


def decimal(text):
    return Literal(text, datatype=XSD.decimal)


def test_an_observation_has_the_measures_worked_by_hand(small_graph):
    found = observed(small_graph, Definition(name="all"))
    values = found[RGD["measure-all--org-harbour-legal-aid"]]
    assert values[RDF.type] == {QB.Observation}
    assert values[QB.dataSet] == {RGD["network-all"]}
    assert values[RG.ofActor] == {AID}
    assert values[RG.degree] == {Literal(1)}
    assert values[RG.closeness] == {decimal("1")}
    assert values[RG.pagerank] == {decimal("0.5")}  # 1 / 2
    assert values[RG.eigenvector] == {decimal("0.707107")}  # 1 / sqrt(2)
    assert values[RG.cutPoint] == {Literal(False)}
    assert values[RG.community] == {Literal(1)}


def test_what_is_not_defined_is_left_out(small_graph):
    roles = {RG[name] for name in "coordinator itinerant gatekeeper liaison brokerage".split()}
    found = observed(small_graph, Definition(name="all"))
    assert roles <= found[RGD["measure-all--org-harbour-legal-aid"]].keys()
    untyped = found[RGD["measure-all--org-union-of-pilots"]].keys()
    assert not (roles | {RG.representative, RG.ei}) & untyped
    alone = observed(small_graph, Definition(name="one", without=("HLA",)))
    measured = alone[RGD["measure-one--org-union-of-pilots"]].keys()
    assert not {RG.constraint, RG.effectiveSize, RG.eigenvector} & measured
    assert {RG.degree, RG.closeness, RG.community} <= measured


def test_a_network_has_the_parts_of_its_definition_things_by_iri(small_graph):
    definition = Definition(
        name="course",
        title="Who?",
        title_fr="Qui ?",
        description="All.",
        level="rolled-up",
        weight="newman",
        also=("memberships", "ties"),
        without=("UP", "rgd:org-union-of-pilots"),
        roles=("rgs:role-organiser",),
        topics=("rgs:topic-legislation",),
        places=("Xa",),
        types=("rgs:actor-type-national-ngo",),
        statuses=("rgs:status-completed",),
        since="2002",
        until="2002-06",
        groups=True,
    )
    assert observed(small_graph, definition, say=pytest.fail)[RGD["network-course"]] == {
        RDF.type: {RG.Network, QB.DataSet},
        SKOS.prefLabel: {Literal("Who?", language="en"), Literal("Qui ?", language="fr")},
        DCTERMS.identifier: {Literal("course")},
        DCTERMS.description: {Literal("All.", language="en")},
        DCTERMS.modified: {Literal("2026-11-24", datatype=XSD.date)},
        QB.structure: {RG.measuresOfActors},
        RG.mode: {Literal("actors")},
        RG.level: {Literal("rolled-up")},
        RG.weight: {Literal("newman")},
        RG.seed: {Literal(20021113)},
        RG.nodeCount: {Literal(1)},
        RG.edgeCount: {Literal(0)},
        RG.includes: {ORG.Membership, RG.Tie, RG.ActorGroup},
        RG.leavesOut: {PILOTS},
        RG.limitedTo: {
            RGS["role-organiser"],
            RGS["topic-legislation"],
            RGD["place-xa"],
            RGS["actor-type-national-ngo"],
            RGS["status-completed"],
        },
        RG.timeSlice: {Literal("2002-01-01/2002-06-30", datatype=EDTF.EDTF)},
    }


def test_no_statement_is_made_twice(small_graph):
    definition = Definition(name="one", without=("UP", "rgd:org-union-of-pilots"))
    found = observe_networks(small_graph.store, [definition], print)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2001", "", "2001-01-01/.."),
        ("", "2002-02", "../2002-02-28"),
        ("2001/2002", "2003", "2001-01-01/2003-12-31"),
        ("../2002", "2003-05-04", "../2003-05-04"),
    ],
)
def test_a_time_slice_is_an_interval_of_days(since, until, expected):
    assert slice_of(Definition(since=since, until=until)) == expected


def test_a_network_that_cannot_be_made_is_left_out_and_said(small_graph):
    said = []
    found = observed(
        small_graph,
        Definition(name="stranger", without=("rgd:org-iom",)),
        Definition(name="plans", statuses=("rgs:status-planned",)),
        Definition(name="two", mode="two-mode"),
        Definition(name="all"),
        say=said.append,
    )
    assert {subject for subject in found if RG.mode in found[subject]} == {RGD["network-all"]}
    assert [text.partition(":")[0] for text in said] == ["left out stranger", "left out plans"]
    assert "no thing is called 'rgd:org-iom'" in said[0]
    assert "nothing is left after statuses = rgs:status-planned" in said[1]


def test_a_network_that_takes_long_to_measure_is_left_out_and_said(small_graph, monkeypatch):
    said = []
    for largest, left in ((2, True), (1, False)):  # 2 nodes times 1 edge
        monkeypatch.setattr(rightsgraph.networks.observations, "LARGEST", largest)
        assert bool(observed(small_graph, Definition(name="all"), say=said.append)) == left
    assert said == ["left out all: 2 nodes and 1 edges take long to measure"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2 / 3, decimal("0.666667")),
        (1234567.0, decimal("1234570")),
        (3.0, decimal("3")),
        (0.9999999999999984, decimal("1")),
        (-0.0, decimal("0")),
        (1 / 30_000_000, decimal("0.000000033333")),
        (1e-14, decimal("0")),
        (1e20, decimal("100000000000000000000")),
        (3, Literal(3)),
        (True, Literal(True)),
    ],
)
def test_decimals_are_rounded_and_written_as_the_store_writes_them(value, expected):
    assert literal(value) == expected
    store = ox.Store()
    store.add(Quad(AID, RG.strength, literal(value)))
    assert next(iter(store)).object == expected


@pytest.mark.parametrize(
    ("measure", "name"), [("degree", "degree"), ("betweenness_weighted", "betweennessWeighted")]
)
def test_the_property_of_a_measure_is_its_name_in_one_word(measure, name):
    assert property_of(measure) == RG[name]


NAMES = st.text("a2d-é/: ", min_size=1, max_size=6)
PLACES = st.sampled_from([RGD.iri, "https://e.org/"])


@given(st.lists(st.tuples(NAMES, PLACES, NAMES), min_size=2, max_size=8, unique=True))
def test_no_two_observations_have_the_same_iri(small_graph, parts):
    iris = [
        iri_of(small_graph.store, "measure", name, place + local) for name, place, local in parts
    ]
    assert len(set(iris)) == len(parts)
    assert all(re.fullmatch("measure-[a-z0-9-]+", iri.value[len(RGD.iri) :]) for iri in iris)


def test_the_measures_are_part_of_the_build_and_of_the_default_union(small_folder, tmp_path):
    built = build(load_source(small_folder), tmp_path / "store", validate=False)
    store = open_embedded(tmp_path / "store")
    assert built.generation.graphs[MEASURED.value] > 0
    graphs = {quad.graph_name for quad in store.match_by_graph(RGD["network-actors"])}
    assert graphs == {MEASURED}
    assert len(list(store.match(None, RG.ofActor, AID))) == 5
    again = build(load_source(small_folder), tmp_path / "again", validate=False)
    assert again.generation.digest == built.generation.digest


def test_a_changed_definition_is_measured_anew(small_folder, tmp_path):
    networks = small_folder / "queries" / "networks"
    networks.mkdir(parents=True)
    mine = networks / "mine.toml"
    mine.write_text('title = "Whose?"\nweight = "newman"', encoding="utf-8")
    graph = rightsgraph.open(small_folder, store=tmp_path / "store")
    weights = "SELECT ?weight WHERE { rgd:network-mine rg:weight ?weight }"
    assert [row["weight"] for row in graph.query(weights)] == ["newman"]
    mine.write_text('title = "Whose?"\nweight = "jaccard"', encoding="utf-8")
    graph = rightsgraph.open(small_folder, store=tmp_path / "store")
    assert [row["weight"] for row in graph.query(weights)] == ["jaccard"]


def test_a_wrong_definition_stops_the_build_and_the_old_graph_stays(small_folder, tmp_path):
    before = build(load_source(small_folder), tmp_path / "store", validate=False).generation
    networks = small_folder / "queries" / "networks"
    networks.mkdir(parents=True)
    (networks / "mine.toml").write_text("colour = 'blue'", encoding="utf-8")
    with pytest.raises(NetworkDefinitionError, match="colour = 'blue' means nothing here"):
        build(load_source(small_folder), tmp_path / "store", validate=False)
    assert open_embedded(tmp_path / "store").generation.digest == before.digest


def test_things_of_another_base_have_observations_of_that_base(small_folder, tmp_path):
    (small_folder / "rightsgraph.toml").write_text('things = "https://data.example.org/id/"')
    world = small_folder / "data" / "ttl" / "small" / "world.ttl"
    world.write_text(world.read_text().replace(RGD.iri, "https://data.example.org/id/"))
    graph = rightsgraph.open(small_folder, store=tmp_path / "store")
    rows = graph.query("top-brokers", network="rgd:network-actors")
    assert len(rows) == 0  # two actors have nobody between them
    observation = "https://data.example.org/id/measure-actors--org-harbour-legal-aid"
    assert next(graph.store.match(NamedNode(observation), RG.degree)).object == Literal(1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rg:actor rgd:org-harbour-legal-aid", 'rg:actor "Harbour Legal Aid"'),
        ("rg:inActivity rgd:activity-xa-course", 'rg:inActivity "a course"'),
        ("rg:role rgs:role-organiser", 'rg:role "host"'),
        ("rg:actorType rgs:actor-type-national-ngo", 'rg:actorType "a union"'),
        ('rg:when "2002-05"^^edtf:EDTF', "rg:earliest 2002"),
        ('rg:when "2002-05"^^edtf:EDTF', 'rg:latest "2002-02-30"^^xsd:date'),
        ('skos:prefLabel "Union of Pilots"@en', "skos:prefLabel rgd:place-xa"),
    ],
)
def test_data_that_no_shape_lets_pass_stop_neither_build_nor_networks(
    small_folder, tmp_path, old, new
):
    world = small_folder / "data" / "ttl" / "small" / "world.ttl"
    text = world.read_text()
    assert old in text
    world.write_text(text.replace(old, new, 1))
    graph = rightsgraph.open(small_folder, store=tmp_path / "store")
    assert GRAPHS + "small" in graph.generation.graphs
    for definition in (
        Definition(also=("agreements", "memberships", "stances", "ties")),
        Definition(mode="two-mode", level="rolled-up"),
        Definition(mode="places"),
        Definition(groups=True),
    ):
        network = graph.network(definition)
        (content,) = network.files("json").values()
        assert len(json.loads(content)["nodes"]) == len(network.graph) > 0


def test_a_graph_too_large_for_every_build_has_no_measures(small_folder, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(rightsgraph.build, "MOST", 1)
    built = build(load_source(small_folder), tmp_path / "store", validate=False, say=said.append)
    assert MEASURED.value not in built.generation.graphs
    assert "left out all networks: 2 participations take long to measure" in said
