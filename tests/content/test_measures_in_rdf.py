"""The graph of measures: what SPARQL says of the stored networks is what Python computes."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from rightsgraph.dataset import Dataset
from rightsgraph.measures.nodes import MEASURES
from rightsgraph.namespaces import DCTERMS, GRAPHS, QB, RDF, RDFS, RG, RGD, SKOS
from rightsgraph.networks.definition import WEIGHTS, Definitions
from rightsgraph.networks.observations import MEASURED, literal, property_of
from rightsgraph.sources import load_source
from rightsgraph.turtle import read_turtle
from rightsgraph.validation.engines import ENGINES, SHAPES
from rightsgraph.validation.shacl import validate

ROOT = Path(__file__).resolve().parents[2]
DEFINITIONS = Definitions((ROOT / "queries" / "networks").glob("*.toml"))
NAMES = [name for name in DEFINITIONS.names if DEFINITIONS.load(name).mode == "actors"]
TERMS = list(read_turtle(ROOT / "ontology" / "measures.ttl"))
COMPONENTS = {q.subject: q.object for q in TERMS if q.predicate in (QB.measure, QB.dimension)}
UNDEFINED = {"eigenvector", "constraint", "effective_size", "ei", "brokerage", "coordinator"}
UNDEFINED |= {"itinerant", "gatekeeper", "representative", "liaison"}


def values_of(subject, predicate):
    return {q.object for q in TERMS if q.subject == subject and q.predicate == predicate}


def english(text):
    return {Literal(text, language="en")}


@pytest.fixture(scope="module")
def networks(graph):
    return {name: graph.network(name) for name in NAMES}


@pytest.fixture(scope="module")
def tables(networks):
    """What Python computes, by network."""
    return {name: network.measures() for name, network in networks.items()}


@pytest.fixture(scope="module")
def measured(graph):
    """The statements of the graph of measures."""
    return list(graph.store.store.quads_for_pattern(None, None, None, MEASURED))


def test_the_terms_of_the_ontology_are_the_measures():
    declared = {
        q.subject for q in TERMS if (q.predicate, q.object) == (RDF.type, QB.MeasureProperty)
    }
    assert declared == {property_of(measure.name) for measure in MEASURES}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_term_says_what_the_measure_says(measure):
    term = property_of(measure.name)
    assert values_of(term, SKOS.definition) == english(
        f"Gives a measure of an actor in a network: {measure.definition}."
    )
    assert values_of(term, SKOS.scopeNote) == english(
        f"On qb:Observation; {measure.range}. Says of the actor: {measure.says}."
    )
    assert values_of(term, DCTERMS.source) == english(measure.source)


def test_the_structure_has_a_component_for_the_actor_and_each_measure():
    listed = values_of(RG.measuresOfActors, QB.component)
    assert {COMPONENTS[component] for component in listed} == {
        RG.ofActor,
        *(property_of(measure.name) for measure in MEASURES),
    }
    assert listed == COMPONENTS.keys()


def test_the_weights_of_the_shape_are_those_of_the_networks():
    shapes = ox.Store()
    shapes.extend(read_turtle(ROOT / "shapes" / "network.ttl"))
    listed = shapes.query(
        "SELECT ?weight WHERE { ?shape sh:path rg:weight ; sh:in/rdf:rest*/rdf:first ?weight }",
        prefixes={"sh": "http://www.w3.org/ns/shacl#", "rdf": RDF.iri, "rg": RG.iri},
    )
    assert {row["weight"].value for row in listed} == set(WEIGHTS)


def test_every_stored_network_of_actors_is_described(graph, networks):
    rows = graph.query("""
        SELECT ?name ?title ?nodes ?edges ?modified ?observations WHERE {
            ?network a rg:Network ; dcterms:identifier ?name ; skos:prefLabel ?title ;
                rg:nodeCount ?nodes ; rg:edgeCount ?edges ; dcterms:modified ?modified .
            FILTER (lang(?title) = "en")
            { SELECT ?network (COUNT(*) AS ?observations)
              WHERE { ?observation qb:dataSet ?network } GROUP BY ?network }
        }""")
    assert sorted(row["name"] for row in rows) == NAMES
    for row in rows:
        network = networks[row["name"]]
        assert row["title"] == network.definition.title
        assert row["nodes"] == row["observations"] == len(network.graph)
        assert row["edges"] == network.graph.number_of_edges()
        assert row["modified"] == graph.generation.modified


@pytest.mark.parametrize("name", NAMES)
def test_every_observation_has_what_python_computes(measured, tables, name):
    network = RGD[f"network-{name}"]
    values = {quad.subject: {} for quad in measured if quad.object == network}
    for quad in measured:
        if quad.subject in values:
            values[quad.subject].setdefault(quad.predicate, []).append(quad.object)
    of_actor = {given[RG.ofActor][0].value: given for given in values.values()}
    assert of_actor.keys() == {row["node"] for row in tables[name]}
    for row in tables[name]:
        for measure in MEASURES:
            value = row[measure.name]
            expected = None if value is None else [literal(value)]
            assert of_actor[row["node"]].get(property_of(measure.name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_sparql_finds_the_brokers_that_python_finds(graph, tables, name):
    def key(row):
        return -float(literal(row["betweenness"]).value), row["label"]

    brokers = sorted((row for row in tables[name] if row["betweenness"] > 0), key=key)
    found = graph.query("top-brokers", network=f"rgd:network-{name}")
    assert brokers
    assert [row["actor"] for row in found] == [row["node"] for row in brokers]
    columns = {"partners": "degree", "effectiveSize": "effective_size"}
    for answer, row in zip(found, brokers, strict=True):
        for key in ("betweenness", "constraint", "effectiveSize", "brokerage", "partners"):
            value = row[columns.get(key, key)]
            assert answer[key] == (None if value is None else pytest.approx(value, rel=1e-5))


def test_the_ranks_with_and_without_iom_are_those_of_the_tables(graph, tables):
    ranks = {
        name: {
            row["node"]: int(row["rank"].rstrip("=")) for row in tables[name].ranked("betweenness")
        }
        for name in ("actors", "actors-without-iom")
    }
    zero = {name: {row["node"] for row in tables[name] if not row["betweenness"]} for name in ranks}
    rows = {row["actor"]: row for row in graph.query("rank-change-without-iom")}
    both = ranks["actors"].keys() & ranks["actors-without-iom"].keys()
    assert rows.keys() == both - (zero["actors"] & zero["actors-without-iom"])
    for actor, row in rows.items():
        assert row["rank"] == ranks["actors"][actor]
        assert row["rankWithoutIom"] == ranks["actors-without-iom"][actor]


@pytest.mark.parametrize("actor", ["rgd:org-unhcr", "rgd:org-iom"])
def test_an_actor_is_listed_in_each_network_that_has_it(graph, networks, actor):
    iri = graph.resolve(actor).value
    rows = {
        row["network"].partition("/network-")[2]: row
        for row in graph.query("actor-in-networks", actor=actor)
    }
    assert rows.keys() == {name for name, network in networks.items() if iri in network.graph}
    for name, row in rows.items():
        assert row["actors"] == len(networks[name].graph)
        assert row["partners"] == networks[name].graph.degree[iri]


# What must not be found, by the number of the constraint: those of RDF Data Cube that apply here,
# but the fourteenth.
ILL_FORMED = {
    1: """SELECT ?o WHERE { ?o a qb:Observation OPTIONAL { ?o qb:dataSet ?d } }
        GROUP BY ?o HAVING (COUNT(?d) != 1)""",
    2: """SELECT ?d WHERE { ?d a qb:DataSet OPTIONAL { ?d qb:structure ?s } }
        GROUP BY ?d HAVING (COUNT(?s) != 1)""",
    3: "?s a qb:DataStructureDefinition FILTER NOT EXISTS { ?s qb:component/qb:measure ?m }",
    4: "?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?r }",
    11: """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p
        FILTER NOT EXISTS { ?o ?p ?v }""",
    12: """SELECT ?d ?a WHERE { ?o qb:dataSet ?d ; rg:ofActor ?a }
        GROUP BY ?d ?a HAVING (COUNT(*) > 1)""",
}
MISSING = """
SELECT DISTINCT ?measure WHERE {
    ?observation qb:dataSet/qb:structure/qb:component/qb:measure ?measure
    FILTER NOT EXISTS { ?observation ?measure ?value }
}"""


@pytest.mark.parametrize("number", ILL_FORMED)
def test_the_cube_is_well_formed(graph, number):
    """W3C, The RDF Data Cube Vocabulary, 2014, section 11.1."""
    assert graph.query("ASK { ?o a qb:Observation }")
    assert not graph.query(f"ASK {{ {{ {ILL_FORMED[number]} }} }}")


def test_only_measures_that_need_not_be_defined_are_missing(graph):
    missing = {row["measure"] for row in graph.query(MISSING)}
    assert missing == {property_of(name).value for name in UNDEFINED}


@pytest.fixture(scope="module")
def small(graph, measured):
    """The measures, the classes of all things, and the shapes on networks and observations."""
    data = [
        Quad(*quad.triple, NamedNode(GRAPHS + "data"))
        for predicate in (RDF.type, RDFS.subClassOf)
        for quad in graph.store.match(None, predicate)
        if quad.object not in (QB.Observation, RG.Network)
    ]
    shapes = [
        quad
        for name in ("network", "observation", "thing")
        for quad in read_turtle(ROOT / "shapes" / f"{name}.ttl", SHAPES)
    ]
    return Dataset(load_source(), [*data, *shapes, *measured])


@pytest.mark.parametrize("engine", ENGINES)
def test_the_measures_conform_but_for_one_put_out_of_its_range(small, engine):
    sound = next(quad for quad in small.quads if quad.predicate == RG.betweenness)
    wrong = Quad(sound.subject, RG.betweenness, literal(2.0), MEASURED)
    damaged = Dataset(small.source, [wrong if quad == sound else quad for quad in small.quads])
    results = validate(damaged, engine).results
    assert [result.shape for result in results] == ["rgsh:ObservationShape-betweenness"]
    assert small.source.prefixes["rgd"] + results[0].thing[4:] == sound.subject.value


def test_another_build_with_another_hash_seed_has_the_same_digest(graph, tmp_path):
    code = (
        "import sys; from pathlib import Path; from rightsgraph.build import build;"
        "from rightsgraph.sources import load_source;"
        "print(build(load_source(), Path(sys.argv[1]), validate=False).generation.digest)"
    )
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", code, str(tmp_path / "store")]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == graph.generation.digest
