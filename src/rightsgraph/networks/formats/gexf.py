"""GEXF 1.3: typed attributes, lists, edges with the days between which they hold."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from rightsgraph.networks.formats.content import DATES, Content, edge_id
from rightsgraph.networks.formats.markup import SCHEMA, plain_text, xml_bytes

NAMESPACE = "http://gexf.net/1.3"
TYPES = {"list": "liststring", "date": "string"}
ELSEWHERE = ("label", "weight")  # attributes that GEXF has an own place for


def gexf_bytes(content: Content) -> bytes:
    """Return a network as GEXF 1.3.

    ``first`` and ``last`` are the start and the end of an edge, and attributes too, for readers
    that know no time. Lists are of the type ``liststring``: in brackets, each part in double
    quotes, with a backslash before a quote or a backslash.

    References
    ----------
    Gephi, GEXF 1.3 Primer and schema. https://gexf.net/
    """
    root = Element(
        "gexf",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": SCHEMA,
            "xsi:schemaLocation": f"{NAMESPACE} {NAMESPACE}/gexf.xsd",
            "version": "1.3",
        },
    )
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "rightsgraph"
    if content.about.get("title"):
        SubElement(meta, "description").text = content.about["title"]
    dated = any(date in content.edge_columns for date in DATES)
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = SubElement(
        root, "graph", {"defaultedgetype": "undirected", **(time if dated else {"mode": "static"})}
    )
    for scope, columns in (("node", content.node_columns), ("edge", content.edge_columns)):
        declared = SubElement(graph, "attributes", {"class": scope, "mode": "static"})
        for name, kind in columns.items():
            if name not in ELSEWHERE:
                SubElement(declared, "attribute", id=name, title=name, type=TYPES.get(kind, kind))
    nodes = SubElement(graph, "nodes")
    for node, values in content.nodes.items():
        label = values.get("label", node)
        add_values(SubElement(nodes, "node", id=node, label=label), values)
    edges = SubElement(graph, "edges")
    for ends, values in content.edges.items():
        edge = {"id": edge_id(ends), "source": ends[0], "target": ends[1]}
        for place, name in (("weight", "weight"), ("start", "first"), ("end", "last")):
            if name in values:
                edge[place] = plain_text(values[name])
        add_values(SubElement(edges, "edge", edge), values)
    return xml_bytes(root, "GEXF")


def add_values(element: Element, values: dict[str, Any]) -> None:
    """Add the attributes of a node or an edge that have no own place."""
    found = SubElement(element, "attvalues")
    for name, value in values.items():
        if name not in ELSEWHERE:
            text = list_text(value) if isinstance(value, list) else plain_text(value)
            SubElement(found, "attvalue", {"for": name, "value": text})


def list_text(values: list[str]) -> str:
    r"""Return a list as GEXF writes it.

    >>> print(list_text(["partner", 'the "host"']))
    ["partner", "the \"host\""]
    """
    quoted = [value.replace("\\", "\\\\").replace('"', '\\"') for value in values]
    return "[" + ", ".join(f'"{value}"' for value in quoted) + "]"
