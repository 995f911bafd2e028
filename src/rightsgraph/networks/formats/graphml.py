"""GraphML: typed attributes, lists as text."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from rightsgraph.networks.formats.content import Content, columns_of, joined
from rightsgraph.networks.formats.markup import SCHEMA, plain_text, xml_bytes

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {"boolean": "boolean", "integer": "int", "double": "double"}


def graphml_bytes(content: Content) -> bytes:
    """Return a network as GraphML.

    Lists are strings with ``; `` between their parts; an empty list is left out, since readers do
    not tell it from a missing one.

    References
    ----------
    U. Brandes, M. Eiglsperger, J. Lerner and C. Pich, Graph Markup Language (GraphML), in: Handbook
    of Graph Drawing and Visualization (2013) 517-541. http://graphml.graphdrawing.org/
    """
    root = Element(
        "graphml",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": SCHEMA,
            "xsi:schemaLocation": f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd",
        },
    )
    for scope, columns in (
        ("graph", columns_of([content.about])),
        ("node", content.node_columns),
        ("edge", content.edge_columns),
    ):
        for name, kind in columns.items():
            key = {"id": f"{scope}_{name}", "for": scope, "attr.name": name}
            SubElement(root, "key", key | {"attr.type": TYPES.get(kind, "string")})
    graph = SubElement(root, "graph", edgedefault="undirected")
    add_data(graph, "graph", content.about)
    for node, values in content.nodes.items():
        add_data(SubElement(graph, "node", id=node), "node", values)
    for (one, other), values in content.edges.items():
        add_data(SubElement(graph, "edge", source=one, target=other), "edge", values)
    return xml_bytes(root, "GraphML")


def add_data(element: Element, scope: str, values: dict[str, Any]) -> None:
    """Add the attributes of a network, a node or an edge."""
    for name, value in values.items():
        text = joined(name, value, "GraphML") if isinstance(value, list) else plain_text(value)
        if text:
            SubElement(element, "data", key=f"{scope}_{name}").text = text
