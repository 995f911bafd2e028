"""Groups of nodes: parts, communities, and how ties mix nodes of different kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

SEED = 20021113
Values = dict[Any, Any]


def known(network: nx.Graph, attribute: str) -> Values:
    """Return the value of an attribute of each node that has it."""
    return {node: value for node, value in network.nodes(data=attribute) if value not in (None, "")}


def largest_part(network: nx.Graph) -> set[Any]:
    """Return the nodes of the largest component, none if no single one is the largest."""
    parts = sorted(nx.connected_components(network), key=len, reverse=True)
    if not parts or (len(parts) > 1 and len(parts[0]) == len(parts[1])):
        return set()
    return set(parts[0])


def communities(network: nx.Graph) -> Values:
    """Return the number of each node's community by Louvain's method.

    Communities are numbered from 1, the largest first, of equal ones that with the first node.
    The nodes are numbered before, so that neither hash seed nor names decide.

    Examples
    --------
    >>> two = nx.Graph([(1, 2), (2, 3), (1, 3), (4, 5), (5, 6), (4, 6)])
    >>> communities(two)
    {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}

    References
    ----------
    V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, Fast unfolding of communities in
    large networks. Journal of Statistical Mechanics (2008) P10008.
    """
    nodes = list(network)
    numbered = nx.convert_node_labels_to_integers(network)
    found = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    found.sort(key=lambda members: (-len(members), min(members)))
    number = {node: count for count, members in enumerate(found, 1) for node in members}
    return {node: number[position] for position, node in enumerate(nodes)}


def modularity_of(network: nx.Graph, partition: Mapping[Any, Any]) -> float | None:
    r"""Return the modularity of a partition of the nodes.

    The share of the edges, by weight, that lie within groups, less the share that would lie there
    if each node kept its strength and its ties were drawn at random:
    :math:`\sum_g \left( L_g/m - (s_g/2m)^2 \right)`, :math:`L_g` the weight within group
    :math:`g`, :math:`s_g` the sum of the strengths of its nodes, :math:`m` the weight of all
    edges.

    Parameters
    ----------
    network : networkx.Graph
        Edges have ``weight``; one without weighs 1.
    partition : mapping
        Group by node, such as ``communities(network)`` or ``known(network, "type")``. Nodes that
        it lacks, or that have ``None``, are left out with their edges.

    Returns
    -------
    float or None
        In [-1/2, 1); ``None`` where no edge is left.

    Examples
    --------
    >>> two = nx.Graph([(1, 2), (2, 3), (1, 3), (4, 5), (5, 6), (4, 6)])
    >>> modularity_of(two, {1: "a", 2: "a", 3: "a", 4: "b", 5: "b", 6: "b"})
    0.5

    References
    ----------
    M. E. J. Newman and M. Girvan, Finding and evaluating community structure in networks.
    Physical Review E 69, 026113 (2004); with weights: M. E. J. Newman, Analysis of weighted
    networks. Physical Review E 70, 056131 (2004).
    """
    groups: dict[Any, list[Any]] = {}
    for node in network:
        if partition.get(node) is not None:
            groups.setdefault(partition[node], []).append(node)
    kept = network.subgraph([node for members in groups.values() for node in members]).copy()
    if not kept.number_of_edges():
        return None
    return float(nx.community.modularity(kept, groups.values(), weight="weight"))


def ei_index(network: nx.Graph, attribute: str, *, weight: str | None = None) -> float | None:
    """Return the E-I index of the network by an attribute of its nodes.

    (E - I)/(E + I): E the edges between nodes of different values, I those between nodes of the
    same value. Edges of nodes without the attribute are left out. The index hangs on the sizes of
    the groups: to judge it, compare it with the values under random permutation of the attribute.

    Parameters
    ----------
    network : networkx.Graph
        Undirected.
    attribute : str
        Of the nodes, such as ``type``.
    weight : str, optional
        Attribute of the edges to add up; without it each edge counts once.

    Returns
    -------
    float or None
        In [-1, 1], -1 where all ties are within groups, 1 where all are between; ``None`` where no
        edge is left.

    Examples
    --------
    >>> path = nx.path_graph(4)
    >>> nx.set_node_attributes(path, {0: "a", 1: "a", 2: "b", 3: "a"}, "type")
    >>> ei_index(path, "type")  # 0-1 is internal, 1-2 and 2-3 are external
    0.3333333333333333

    References
    ----------
    D. Krackhardt and R. N. Stern, Informal networks and organizational crises: an experimental
    simulation. Social Psychology Quarterly 51 (1988) 123-140.
    """
    group = known(network, attribute)
    external = internal = 0.0
    for one, other, values in network.edges(data=True):
        if one in group and other in group:
            value = values[weight] if weight else 1.0
            if group[one] == group[other]:
                internal += value
            else:
                external += value
    return balance(external, internal)


def ei_of_nodes(network: nx.Graph, attribute: str) -> Values:
    """Return the E-I index of each node: the same of its own edges, each counted once.

    ``None`` for a node without the attribute or without neighbour that has it.

    Examples
    --------
    >>> path = nx.path_graph(4)
    >>> nx.set_node_attributes(path, {0: "a", 1: "a", 2: "b"}, "type")
    >>> ei_of_nodes(path, "type")
    {0: -1.0, 1: 0.0, 2: 1.0, 3: None}
    """
    group = known(network, attribute)
    values: Values = dict.fromkeys(network)
    for node, own in group.items():
        others = [group[neighbour] for neighbour in network[node] if neighbour in group]
        internal = others.count(own)
        values[node] = balance(len(others) - internal, internal)
    return values


def balance(external: float, internal: float) -> float | None:
    """Return (E - I)/(E + I)."""
    return (external - internal) / (external + internal) if external + internal else None


def assortativity(network: nx.Graph, attribute: str) -> float | None:
    r"""Return how much more often than by chance edges join nodes of the same value.

    :math:`(\sum_i e_{ii} - \sum_i a_i^2)/(1 - \sum_i a_i^2)`: :math:`e_{ii}` the share of the
    edges within value :math:`i`, :math:`a_i` the share of the ends of edges at nodes of value
    :math:`i`; each edge counts once. Edges of nodes without the attribute are left out.

    Parameters
    ----------
    network : networkx.Graph
        Undirected.
    attribute : str
        Of the nodes, such as ``type``.

    Returns
    -------
    float or None
        In [-1, 1], 1 where all ties are within values, 0 as by chance; ``None`` where no edge is
        left or all edges are among nodes of one value.

    Examples
    --------
    >>> path = nx.path_graph(4)
    >>> nx.set_node_attributes(path, {0: "a", 1: "a", 2: "b", 3: "b"}, "type")
    >>> round(assortativity(path, "type"), 12)  # (2/3 - 1/2)/(1 - 1/2)
    0.333333333333

    References
    ----------
    M. E. J. Newman, Mixing patterns in networks. Physical Review E 67, 026126 (2003).
    """
    group = known(network, attribute)
    kept = network.subgraph(group).copy()
    if len({group[node] for node, degree in kept.degree if degree}) < 2:
        return None
    return float(nx.attribute_assortativity_coefficient(kept, attribute))
