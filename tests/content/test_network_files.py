"""Each stored network in each format: readers that are not ours read the same network."""

import re

import content_readers as readers
import networkx as nx
import pytest

from rightsgraph.measures.nodes import MEASURES
from rightsgraph.networks.formats.content import content_of
from rightsgraph.networks.formats.registry import FORMATS
from rightsgraph.networks.formats.tables import MEANINGS

READ = [
    pytest.param("csv", readers.read_csv_by_pandas, id="csv-pandas"),
    pytest.param("csv", readers.read_csv_by_csvw, id="csv-csvw", marks=readers.needs_csvw),
    pytest.param(
        "cytoscape",
        readers.read_cytoscape_by_cytoscape,
        id="cytoscape-cytoscape",
        marks=readers.needs_node,
    ),
    pytest.param("gexf", readers.read_gexf_by_networkx, id="gexf-networkx"),
    pytest.param(
        "gexf", readers.read_gexf_by_graphology, id="gexf-graphology", marks=readers.needs_node
    ),
    pytest.param("graphml", readers.read_graphml_by_networkx, id="graphml-networkx"),
    pytest.param("graphml", readers.read_graphml_by_igraph, id="graphml-igraph"),
    pytest.param("json", readers.read_json_by_networkx, id="json-networkx"),
    pytest.param("pajek", readers.read_pajek_by_igraph, id="pajek-igraph"),
    pytest.param("parquet", readers.read_parquet_by_pandas, id="parquet-pandas"),
    pytest.param("parquet", readers.read_parquet_by_pyarrow, id="parquet-pyarrow"),
]
SMALL = ["actors-and-places", "counter-trafficking", "planned"]  # csvw takes long for the others
ALSO = {"name", "id", "start", "end", "source_label", "target_label"}  # what a format adds


@pytest.fixture(scope="module")
def networks(graph):
    """The stored networks by name, with measures and evidence."""
    return {
        name: graph.network(name).to_networkx(evidence=True, measures=True)
        for name in graph.definitions.names
    }


@pytest.fixture(scope="module")
def folder(networks, tmp_path_factory):
    """The stored networks in all formats."""
    folder = tmp_path_factory.mktemp("networks")
    for name, network in networks.items():
        for format in FORMATS:
            readers.write(network, folder, format, name)
    return folder


def rows_of(network):
    """Nodes and edges by what they are, without attributes that have no value."""
    nodes = {
        node: {name: value for name, value in values.items() if value is not None}
        for node, values in network.nodes(data=True)
    }
    return nodes, {frozenset((a, b)): values for a, b, values in network.edges(data=True)}


def held(format, values):
    """What a format holds of the attributes of a node or an edge."""
    if format == "pajek":
        return {
            name: " ".join(value.replace('"', "'").split()) if name == "label" else value
            for name, value in values.items()
            if name in ("label", "weight", "passages", "bipartite")
        }
    return values


@pytest.mark.parametrize(("format", "read"), READ)
def test_readers_agree_on_nodes_edges_weights_types_and_evidence(networks, folder, format, read):
    names = SMALL if read is readers.read_csv_by_csvw else [*networks]
    paths = [folder / f"{name}{FORMATS[format].suffix}" for name in names]
    for name, (nodes, edges) in zip(names, read(*paths), strict=True):
        expected_nodes, expected_edges = rows_of(networks[name])
        assert nodes.keys() == expected_nodes.keys(), name
        assert edges.keys() == expected_edges.keys(), name
        for found, expected in ((nodes, expected_nodes), (edges, expected_edges)):
            for key, values in expected.items():
                values = held(format, values)
                read_values = {k: v for k, v in found[key].items() if k not in ALSO - {*values}}
                if read is readers.read_graphml_by_igraph and "cut_point" in read_values:
                    values = {"cut_point": False, **values}  # what igraph has where it is missing
                assert read_values == values, f"{name}: {key}"


def test_pajek_s_files_of_one_mode_are_read_by_networkx_too(networks, folder):
    names = [name for name, network in networks.items() if not is_two_mode(network)]
    assert names
    paths = [folder / f"{name}.net" for name in names]
    for name, (nodes, edges) in zip(names, readers.read_pajek_by_networkx(*paths), strict=True):
        weights = nx.get_edge_attributes(networks[name], "weight")
        assert nodes.keys() == set(networks[name])
        assert {ends: values["weight"] for ends, values in edges.items()} == {
            frozenset(ends): weight for ends, weight in weights.items()
        }


def test_a_gexf_file_has_the_days_of_its_edges(networks, folder):
    for name, network in networks.items():
        read = nx.read_gexf(folder / f"{name}.gexf")
        days = {
            frozenset((a, b)): (values.get("start"), values.get("end"))
            for a, b, values in read.edges(data=True)
        }
        assert any(any(pair) for pair in days.values()), name
        assert days == {
            frozenset((a, b)): (values.get("first"), values.get("last"))
            for a, b, values in network.edges(data=True)
        }


def is_two_mode(network):
    return "bipartite" in {name for _, values in network.nodes(data=True) for name in values}


def test_the_page_on_formats_says_what_they_are():
    page = (readers.ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = [
        f"| `{one.name}` | `{one.suffix}` | {one.description} | {one.lists} |"
        for one in FORMATS.values()
    ]
    assert "\n".join(rows) in page


def test_the_page_on_formats_names_each_attribute_with_its_kind(networks):
    page = (readers.ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    said = set(re.findall(r"^\| (node|edge) \| `(\w+)` \| (\w+) \| (.+) \|$", page, re.MULTILINE))
    found = set()
    for network in networks.values():
        content = content_of(network)
        for scope, columns in (("node", content.node_columns), ("edge", content.edge_columns)):
            found |= {(scope, name, kind, MEANINGS.get(name)) for name, kind in columns.items()}
    assert said == {row for row in found if row[3]}
    measures = {measure.name for measure in MEASURES}
    assert {name for _, name, _, meaning in found if not meaning} <= measures
