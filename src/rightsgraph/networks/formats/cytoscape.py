"""Cytoscape JSON, for cytoscape.js and the Cytoscape desktop."""

from __future__ import annotations

from rightsgraph.networks.formats.content import Content, edge_id, json_bytes


def cytoscape_bytes(content: Content) -> bytes:
    """Return a network as the JSON of Cytoscape, types and lists as JSON has them.

    Each node has its name as ``name`` too, which the desktop shows; each edge has an ``id``.

    References
    ----------
    M. Franz et al., Cytoscape.js, Bioinformatics 32 (2016) 309-311. https://js.cytoscape.org/
    """
    nodes = [
        {"data": {"id": node, "name": values.get("label", node), **values}}
        for node, values in content.nodes.items()
    ]
    edges = [
        {"data": {"id": edge_id(ends), "source": ends[0], "target": ends[1], **values}}
        for ends, values in content.edges.items()
    ]
    return json_bytes(
        {
            "format_version": "1.0",
            "generated_by": "rightsgraph",
            "target_cytoscapejs_version": "~3.0",
            "data": content.about,
            "elements": {"nodes": nodes, "edges": edges},
        }
    )
