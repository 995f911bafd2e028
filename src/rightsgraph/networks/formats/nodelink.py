"""Node-link JSON, the JSON of networkx, with what each edge stands for."""

from __future__ import annotations

from rightsgraph.networks.formats.content import Content, json_bytes


def node_link_bytes(content: Content) -> bytes:
    """Return a network as node-link JSON, types and lists as JSON has them.

    Where it is known what an edge stands for, its ``evidence`` is the list of that: each activity
    with roles, days, passages and participations.

    References
    ----------
    networkx, ``networkx.readwrite.json_graph.node_link_graph``, which reads it with
    ``edges="edges"``.
    """
    edges = []
    for ends, values in content.edges.items():
        edge = {"source": ends[0], "target": ends[1], **values}
        if ends in content.shared:
            edge["evidence"] = content.shared[ends]
        edges.append(edge)
    data = {
        "directed": False,
        "multigraph": False,
        "graph": content.about,
        "nodes": [{"id": node, **values} for node, values in content.nodes.items()],
        "edges": edges,
    }
    if content.definition:
        data["definition"] = content.definition
    return json_bytes(data)
