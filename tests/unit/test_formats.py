"""Files of networks against independent readers, on a network of awkward values."""

import csv
import json
import math
import os
import subprocess
import sys
from datetime import date

import content_readers as readers
import networkx as nx
import pytest
from content_readers import needs_csvw, needs_node
from pyarrow import parquet

from rightsgraph.errors import FormatValueError, MissingExtraError, UnknownNameError
from rightsgraph.networks.formats.registry import FORMATS, serialize

A, B, C, D = (f"https://example.org/id/org-{name}" for name in ("harbour", "عدل", "c;d", "alone"))
TAKES_PART = "https://example.org/id/participation-{}"


def awkward():
    """a --1/3-- b --2-- c, a --1-- c, d alone; what is unknown is missing."""
    network = nx.Graph(name="awkward", title='Who is "tied" <&> how?')
    network.add_node(
        A,
        label='Harbour "Legal" Aid <&> Söhne, Ltd',
        type="non-governmental organization",
        country="Xa",
        degree=2,
        strength=4 / 3,
        cut_point=False,
    )
    network.add_node(B, label="منظمة العدل", degree=2, strength=7 / 3, cut_point=True)
    network.add_node(
        C, label="two\nlines; it's\ta \\ 'test'", type="state; agency", degree=2, strength=3
    )
    network.add_node(D, label="Alone, quite", country="Xb", degree=0, strength=0, constraint=None)
    network.add_edge(
        A,
        B,
        weight=1 / 3,
        distance=3.0,
        activities=1,
        roles=[],
        first="2002-05-01",
        last="2002-05-31",
        passages=["annex/1"],
        evidence=[TAKES_PART.format(1)],
    )
    network.add_edge(
        B,
        C,
        weight=2,
        distance=0.5,
        activities=3,
        roles=["funder", 'a "host", of <&> sorts'],
        passages=["annex/1", "annex/1/i"],
        evidence=[TAKES_PART.format("é,1"), TAKES_PART.format("2;3")],
    )
    network.add_edge(
        A, C, weight=1.0, distance=1.0, activities=1, roles=["x\\y\n"], first="2002-06-01"
    )
    return network


def rows_of(network):
    """Nodes and edges as they should be read back: numbers of one attribute of one type."""
    nodes = {
        node: {name: value for name, value in values.items() if value is not None}
        for node, values in network.nodes(data=True)
    }
    edges = {frozenset((a, b)): dict(values) for a, b, values in network.edges(data=True)}
    for values in nodes.values():
        values["strength"] = float(values["strength"])
    for values in edges.values():
        values["weight"] = float(values["weight"])
    return nodes, edges


def without_empty_lists(edges):
    return {
        ends: {name: value for name, value in values.items() if value != []}
        for ends, values in edges.items()
    }


def cut(rows, *names):
    return {
        key: {name: value for name, value in values.items() if name not in names}
        for key, values in rows.items()
    }


def types_of(rows):
    return {key: {name: type(v) for name, v in values.items()} for key, values in rows.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The network in all formats."""
    folder = tmp_path_factory.mktemp("formats")
    for format in FORMATS:
        readers.write(awkward(), folder, format, "awkward")
    return folder


def test_graphml_is_read_back_by_networkx_with_its_types(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_graphml_by_networkx(folder / "awkward.graphml")
    assert read_nodes == nodes
    assert read_edges == without_empty_lists(edges)
    assert types_of(read_nodes) == types_of(nodes)
    assert types_of(read_edges) == types_of(without_empty_lists(edges))
    assert nx.read_graphml(folder / "awkward.graphml").graph["title"] == 'Who is "tied" <&> how?'


def test_graphml_is_read_back_by_igraph(folder):
    """Which has False where a boolean is missing."""
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_graphml_by_igraph(folder / "awkward.graphml")
    assert cut(read_nodes, "cut_point") == cut(nodes, "cut_point")
    assert {node for node, values in read_nodes.items() if values["cut_point"]} == {B}
    assert read_edges == without_empty_lists(edges)


def test_gexf_is_read_back_by_networkx_with_its_days_and_types(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_gexf_by_networkx(folder / "awkward.gexf")
    assert read_nodes == nodes
    assert cut(read_edges, "id", "start", "end") == edges
    assert types_of(read_nodes) == types_of(nodes)
    days = {ends: (edge.get("start"), edge.get("end")) for ends, edge in read_edges.items()}
    assert days == {
        frozenset((A, B)): ("2002-05-01", "2002-05-31"),
        frozenset((B, C)): (None, None),
        frozenset((A, C)): ("2002-06-01", None),
    }
    network = nx.read_gexf(folder / "awkward.gexf")
    assert network.graph["mode"] == "dynamic"


@needs_node
def test_gexf_is_read_back_by_graphology_with_its_types_and_lists(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_gexf_by_graphology(folder / "awkward.gexf")
    assert read_nodes == nodes
    assert cut(read_edges, "id") == edges


@needs_node
def test_cytoscape_json_is_read_back_by_cytoscape(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_cytoscape_by_cytoscape(folder / "awkward.cyjs")
    assert cut(read_nodes, "name") == nodes
    assert {node: values["name"] for node, values in read_nodes.items()} == {
        node: values["label"] for node, values in nodes.items()
    }
    assert cut(read_edges, "id") == edges
    identifiers = [edge["id"] for edge in read_edges.values()]
    assert len({*identifiers, *nodes}) == 3 + 4
    assert all(isinstance(one, str) for one in identifiers)


def test_node_link_json_is_read_back_by_networkx_with_its_types(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_json_by_networkx(folder / "awkward.json")
    assert (read_nodes, read_edges) == (nodes, edges)
    assert (types_of(read_nodes), types_of(read_edges)) == (types_of(nodes), types_of(edges))


def test_node_link_json_has_what_each_edge_stands_for():
    course = {"activity": "https://example.org/id/course", "passages": ["annex/1"]}
    files = serialize(awkward(), "json", shared={(A, B): [course]}, definition={"weight": "newman"})
    data = json.loads(files["network.json"])
    found = {(edge["source"], edge["target"]): edge.get("evidence") for edge in data["edges"]}
    assert found[A, B] == [course]
    assert found[B, C] == awkward().edges[B, C]["evidence"]
    assert data["definition"] == {"weight": "newman"}


@pytest.mark.parametrize("read", [readers.read_pajek_by_networkx, readers.read_pajek_by_igraph])
def test_pajek_holds_names_iris_weights_and_passages(folder, read):
    """Double quotes become single ones and white space one blank, as docs/formats.md says."""
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = read(folder / "awkward.net")
    assert read_nodes == {
        A: {"label": "Harbour 'Legal' Aid <&> Söhne, Ltd"},
        B: {"label": nodes[B]["label"]},
        C: {"label": "two lines; it's a \\ 'test'"},
        D: {"label": "Alone, quite"},
    }
    assert read_edges == {
        ends: {name: values[name] for name in ("weight", "passages") if name in values}
        for ends, values in edges.items()
    }


def test_pajek_tells_the_two_modes_apart(tmp_path):
    network = nx.Graph(name="two")
    network.add_node("urn:activity", label="Course", bipartite=1)
    network.add_node("urn:actor", label="Aid", bipartite=0)
    network.add_edge("urn:actor", "urn:activity", weight=1.0)
    path = readers.write(network, tmp_path, "pajek", "two")
    ((nodes, edges),) = readers.read_pajek_by_igraph(path)
    assert nodes == {
        "urn:activity": {"label": "Course", "bipartite": 1},
        "urn:actor": {"label": "Aid", "bipartite": 0},
    }
    assert edges == {frozenset(("urn:activity", "urn:actor")): {"weight": 1.0}}


def labelled(edges, nodes):
    """Edges with the names of their ends, whose order is that of the file."""
    return {
        ends: values | {"names": {nodes[end]["label"] for end in ends}}
        for ends, values in edges.items()
    }


def with_names(edges):
    return {
        ends: cut({0: values}, "source_label", "target_label")[0]
        | {"names": {values["source_label"], values["target_label"]}}
        for ends, values in edges.items()
    }


def test_csv_is_read_back_by_pandas(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_csv_by_pandas(folder / "awkward.csv")
    assert read_nodes == nodes
    assert with_names(read_edges) == labelled(without_empty_lists(edges), nodes)


@needs_csvw
def test_csv_is_read_back_by_csvw_with_its_types_and_keys(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_csv_by_csvw(folder / "awkward.csv")
    assert read_nodes == nodes
    assert types_of(read_nodes) == types_of(nodes)
    assert without_empty_lists(with_names(read_edges)) == labelled(
        without_empty_lists(edges), nodes
    )


def test_csv_s_description_says_what_the_columns_are():
    files = serialize(awkward(), "csv", name="a b", meanings={"degree": "number of neighbours"})
    assert list(files) == ["a b.csv", "a b.nodes.csv", "a b.csv-metadata.json"]
    edges, nodes = json.loads(files["a b.csv-metadata.json"])["tables"]
    assert (edges["url"], nodes["url"]) == ("a%20b.csv", "a%20b.nodes.csv")
    columns = {column["name"]: column for column in edges["tableSchema"]["columns"]}
    assert columns["weight"]["datatype"] == "double"
    assert columns["activities"]["datatype"] == "integer"
    assert columns["first"]["datatype"] == "date"
    assert columns["roles"]["separator"] == "; "
    assert columns["evidence"]["datatype"] == "anyURI"
    assert list(columns) == next(csv.reader(files["a b.csv"].decode().splitlines()))
    described = {column["name"]: column for column in nodes["tableSchema"]["columns"]}
    assert described["degree"]["dc:description"] == "number of neighbours"
    assert described["label"]["propertyUrl"] == "http://www.w3.org/2000/01/rdf-schema#label"
    assert edges["tableSchema"]["primaryKey"] == ["source", "target"]
    assert edges["tableSchema"]["foreignKeys"][0] == {
        "columnReference": "source",
        "reference": {"resource": "a%20b.nodes.csv", "columnReference": "id"},
    }


def test_parquet_is_read_back_with_its_types_and_lists(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_parquet_by_pyarrow(folder / "awkward.parquet")
    assert (read_nodes, types_of(read_nodes)) == (nodes, types_of(nodes))
    assert with_names(read_edges) == labelled(edges, nodes)
    table = parquet.read_table(folder / "awkward.parquet")
    assert str(table.schema.field("roles").type) == "list<element: string>"
    assert str(table.schema.field("first").type) == "date32[day]"
    assert table.column("first").to_pylist() == [date(2002, 5, 1), date(2002, 6, 1), None]
    assert table.schema.metadata[b"name"] == b"awkward"


def test_parquet_is_read_back_by_pandas(folder):
    nodes, edges = rows_of(awkward())
    ((read_nodes, read_edges),) = readers.read_parquet_by_pandas(folder / "awkward.parquet")
    assert read_nodes == nodes
    assert with_names(read_edges) == labelled(edges, nodes)


def test_two_writings_are_the_same_bytes_and_have_no_day_of_writing():
    program = (
        "import sys, json, hashlib, networkx;"
        "from rightsgraph.networks.formats.registry import FORMATS, serialize;"
        "network = networkx.node_link_graph(json.load(sys.stdin), edges='edges');"
        "files = {k: v for format in FORMATS for k, v in serialize(network, format).items()};"
        "print([(name, hashlib.sha256(data).hexdigest()) for name, data in files.items()])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
            input=json.dumps(nx.node_link_data(awkward(), edges="edges")).encode(),
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    today = date.today().isoformat().encode()
    files = [data for format in FORMATS for data in serialize(awkward(), format).values()]
    assert len(files) == 10
    assert not any(today in data for data in files)


@pytest.mark.parametrize("format", FORMATS)
def test_a_network_of_one_node_and_one_of_none_are_written(format, tmp_path):
    one = nx.Graph(name="one")
    one.add_node("urn:one", label="One")
    for network in (one, nx.Graph()):
        files = serialize(network, format)
        assert all(files.values())
    assert b"urn:one" in b"".join(serialize(one, format).values())


@pytest.mark.parametrize("format", ["csv", "graphml"])
@pytest.mark.parametrize("part", ["a; b", ""])
def test_a_list_that_text_cannot_hold_is_refused(format, part):
    network = nx.Graph()
    network.add_edge("urn:a", "urn:b", roles=["partner", part])
    with pytest.raises(
        FormatValueError, match=r": 'roles' has '.*', but .* write \.json, \.cyjs or"
    ):
        serialize(network, format)
    for other in ("gexf", "json", "cytoscape", "parquet"):
        assert serialize(network, other)


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_a_sign_that_xml_cannot_hold_is_refused(format):
    network = nx.Graph()
    network.add_node("urn:a", label="bell \x07")
    with pytest.raises(FormatValueError, match=r"XML has no sign '\\x07'; write \.json"):
        serialize(network, format)


def test_a_carriage_return_survives_xml(tmp_path):
    network = nx.Graph()
    network.add_node("urn:a", label="one\r\ntwo", note="one\r\ntwo")
    for format, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        path = readers.write(network, tmp_path, format, "a")
        assert read(path).nodes["urn:a"] == {"label": "one\r\ntwo", "note": "one\r\ntwo"}


def test_values_of_several_kinds_are_a_mistake_of_the_caller():
    network = nx.Graph()
    network.add_nodes_from([("urn:a", {"core": 1}), ("urn:b", {"core": "one"})])
    with pytest.raises(TypeError, match="'core': values of several kinds, integer, string"):
        serialize(network, "json")


def test_a_number_that_is_none_is_no_json():
    network = nx.Graph()
    network.add_node("urn:a", closeness=math.nan)
    with pytest.raises(ValueError, match="not JSON compliant"):
        serialize(network, "cytoscape")


def test_parquet_without_its_package_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'rightsgraph\[parquet\]'"):
        serialize(awkward(), "parquet")
    assert FORMATS["parquet"].extra == "parquet"


def test_an_unknown_format_is_answered_with_the_nearest():
    with pytest.raises(
        UnknownNameError, match="no format is called 'grahpml'; did you mean 'graphml'"
    ):
        serialize(awkward(), "grahpml")
