"""Files of networks read back by readers that are not ours.

Each reader takes paths and returns for each the nodes, by IRI, and the edges, by their two ends,
with their attributes as the reader has them. Lists that a format holds as text are split by the
format's rule, which docs/formats.md states.
"""

import json
import math
import os
import re
import subprocess
import sys
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import igraph
import networkx as nx
import pandas
import pytest
from pyarrow import parquet

from rightsgraph.files import write_files
from rightsgraph.networks.formats.registry import serialize

ROOT = Path(__file__).resolve().parents[2]
READERS = ROOT / "tests" / "readers"
NODE = Path(sys.prefix) / "bin" / "node"
LISTS = ("roles", "passages", "evidence")
PARTS = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)

needs_node = pytest.mark.skipif(
    not (NODE.exists() and (ROOT / "web" / "node_modules").is_dir()) and not os.environ.get("CI"),
    reason="node or its packages are not installed",
)
needs_csvw = pytest.mark.skipif(
    not find_spec("csvw") and not os.environ.get("CI"), reason="csvw is not installed"
)


def write(network, folder, format, name):
    """Write a network and return the file, or the first of its files."""
    files = {folder / file: data for file, data in serialize(network, format, name=name).items()}
    write_files(files)
    return next(iter(files))


def read_graphml_by_networkx(*paths):
    return [of_networkx(nx.read_graphml(path), split_text) for path in paths]


def read_graphml_by_igraph(*paths):
    return [of_igraph(igraph.Graph.Read_GraphML(str(path))) for path in paths]


def read_gexf_by_networkx(*paths):
    return [of_networkx(nx.read_gexf(path), split_quoted) for path in paths]


def read_gexf_by_graphology(*paths):
    return by_node("gexf.mjs", paths)


def read_cytoscape_by_cytoscape(*paths):
    return by_node("cytoscape.mjs", paths)


def read_json_by_networkx(*paths):
    found = []
    for path in paths:
        data = json.loads(path.read_text(encoding="utf-8"))
        found.append(of_networkx(nx.node_link_graph(data, edges="edges")))
    return found


def read_pajek_by_networkx(*paths):
    """Names and IRIs apart; of one mode only, since networkx does not know Pajek's two modes."""
    found = []
    for path in paths:
        network = nx.Graph(nx.read_pajek(path))
        names = {node: named(node) for node in network}
        nodes = {iri: {"label": label} for label, iri in names.values()}
        edges = {
            frozenset((names[a][1], names[b][1])): renamed(values, {"l": "passages"})
            for a, b, values in network.edges(data=True)
        }
        found.append((nodes, split_edges(edges)))
    return found


def read_pajek_by_igraph(*paths):
    found = []
    for path in paths:
        network = igraph.Graph.Read_Pajek(str(path))
        names = [named(name) for name in network.vs["name"]]
        modes = network.vs["type"] if "type" in network.vs.attributes() else []
        nodes = {iri: {"label": label} for label, iri in names}
        for (_, iri), other in zip(names, modes, strict=False):
            nodes[iri]["bipartite"] = int(other)
        edges = {
            frozenset(names[end][1] for end in edge.tuple): renamed(
                {name: value for name, value in edge.attributes().items() if value != ""},
                {"label": "passages"},
            )
            for edge in network.es
        }
        found.append((nodes, split_edges(edges)))
    return found


def read_csv_by_pandas(*paths):
    found = []
    for path in paths:
        nodes = records(pandas.read_csv(path.with_suffix(".nodes.csv")))
        edges = records(pandas.read_csv(path))
        found.append(of_rows(nodes, edges))
    return [(nodes, split_edges(edges)) for nodes, edges in found]


def read_csv_by_csvw(*paths):
    """By the description beside the tables, which is checked too, keys included."""
    from csvw import CSVW, TableGroup

    found = []
    for path in paths:
        about = path.with_name(path.name + "-metadata.json")
        assert CSVW(str(about), validate=True).is_valid
        group = TableGroup.from_file(about)
        assert group.check_referential_integrity(strict=True)
        edges, nodes = ([plain(row) for row in table.iterdicts()] for table in group.tables)
        found.append(of_rows(nodes, edges))
    return found


def read_parquet_by_pyarrow(*paths):
    return [
        of_rows(
            [present(row) for row in parquet.read_table(nodes).to_pylist()],
            [present(row) for row in parquet.read_table(edges).to_pylist()],
        )
        for edges, nodes in ((path, path.with_suffix(".nodes.parquet")) for path in paths)
    ]


def read_parquet_by_pandas(*paths):
    return [
        of_rows(records(pandas.read_parquet(nodes)), records(pandas.read_parquet(edges)))
        for edges, nodes in ((path, path.with_suffix(".nodes.parquet")) for path in paths)
    ]


def by_node(script, paths):
    """What a script of JavaScript prints of the files."""
    printed = subprocess.run(
        [NODE, READERS / script, *paths], capture_output=True, check=True, text=True
    ).stdout
    return [
        (
            {node.pop("id"): node for node in read["nodes"]},
            {frozenset((edge.pop("source"), edge.pop("target"))): edge for edge in read["edges"]},
        )
        for read in json.loads(printed)
    ]


def of_networkx(network, split=lambda value: value):
    return (
        dict(network.nodes(data=True)),
        {
            frozenset((a, b)): {
                name: split(value) if name in LISTS else value for name, value in values.items()
            }
            for a, b, values in network.edges(data=True)
        },
    )


def of_igraph(network):
    """What igraph reads; it has no missing values, but NaN and empty texts."""
    nodes = {}
    for vertex in network.vs:
        values = {name: v for name, v in vertex.attributes().items() if v == v and v != ""}
        nodes[values.pop("id")] = values
    iris = [vertex["id"] for vertex in network.vs]
    edges = {
        frozenset(iris[end] for end in edge.tuple): {
            name: split_text(value) if name in LISTS else value
            for name, value in edge.attributes().items()
            if value == value and value != ""
        }
        for edge in network.es
    }
    return nodes, edges


def of_rows(nodes, edges):
    return (
        {node.pop("id"): node for node in nodes},
        {frozenset((edge.pop("source"), edge.pop("target"))): edge for edge in edges},
    )


def records(frame):
    """The rows of a data frame, without what is missing."""
    return [present(row) for row in frame.to_dict(orient="records")]


def present(row):
    """A row without what is missing, days as text and lists as lists."""
    found = {}
    for name, value in row.items():
        if value is None or (isinstance(value, float) and math.isnan(value)):
            continue
        if name in ("first", "last"):
            value = str(value)
        found[name] = list(value) if name in LISTS and not isinstance(value, str) else value
    return found


def plain(row):
    """A row of csvw with IRIs and days as text, without what is missing."""
    found = {}
    for name, value in row.items():
        if isinstance(value, list):
            found[name] = [iri_text(part) for part in value]
        elif value is not None:
            found[name] = value if isinstance(value, bool | int | float | str) else iri_text(value)
    return found


def iri_text(value):
    """An IRI, which csvw has with percent signs, or a day, which it has as midnight, as text."""
    if hasattr(value, "unsplit"):
        return unquote(value.unsplit())
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def split_text(text):
    """A list that stands as text with `; ` between its parts."""
    return text.split("; ")


def split_quoted(text):
    """A list of GEXF."""
    assert text[0] + text[-1] == "[]"
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in PARTS.findall(text)]


def split_edges(edges):
    return {
        ends: {
            name: split_text(value) if name in LISTS else value for name, value in values.items()
        }
        for ends, values in edges.items()
    }


def named(text):
    """Name and IRI of a vertex of Pajek."""
    return re.fullmatch(r"(.*) <(\S+)>", text).groups()


def renamed(values, names):
    return {names.get(name, name): value for name, value in values.items()}
