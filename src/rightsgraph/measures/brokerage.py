"""Brokerage by Gould and Fernandez: between whose kinds a node stands."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from rightsgraph.measures.groups import known

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
BLOCK = 500


def brokerage(network: nx.Graph, attribute: str = "type") -> dict[Any, dict[str, int] | None]:
    """Return how often each node stands between two others that are not tied, by their groups.

    A node j is a broker of the ordered pair (i, k) if i - j and j - k are edges and i - k is none.
    Its role hangs on the groups of the three:

    ============== ========================================= ==================
    role           groups                                    i, j, k
    ============== ========================================= ==================
    coordinator    all three in one group                    A, A, A
    itinerant      i and k in one group, j in another        A, B, A
    gatekeeper     j and k in one group, i in another        B, A, A
    representative i and j in one group, k in another        A, A, B
    liaison        three groups                              A, B, C
    ============== ========================================= ==================

    Edges have no direction, so that (k, i) counts as well as (i, k): two others count twice, as in
    R's ``sna::brokerage`` of a symmetric matrix. For coordinator, itinerant and liaison both fall
    to the same role; of two others of which one is in the broker's group, one falls to gatekeeper
    and one to representative, so that these two are always equal.

    Parameters
    ----------
    network : networkx.Graph
        Undirected; weights are not looked at.
    attribute : str
        Of the nodes: their group. Nodes without it are left out with their edges.

    Returns
    -------
    dict
        By node, in the order of the network: count by role, and their sum as ``total``; ``None``
        for a node without the attribute.

    Examples
    --------
    >>> star = nx.star_graph(3)
    >>> nx.set_node_attributes(star, {0: "a", 1: "a", 2: "b", 3: "c"}, "type")
    >>> brokerage(star)[0]  # doctest: +NORMALIZE_WHITESPACE
    {'coordinator': 0, 'itinerant': 0, 'gatekeeper': 2, 'representative': 2, 'liaison': 2,
    'total': 6}

    References
    ----------
    R. V. Gould and R. M. Fernandez, Structures of mediation: a formal approach to brokerage in
    transaction networks. Sociological Methodology 19 (1989) 89-126.
    """
    group = known(network, attribute)
    found: dict[Any, dict[str, int] | None] = dict.fromkeys(network)
    nodes = [node for node in network if node in group]
    if not nodes:
        return found
    number = {value: position for position, value in enumerate(dict.fromkeys(group.values()))}
    of_node = np.array([number[group[node]] for node in nodes])
    adjacency = nx.to_scipy_sparse_array(network, nodelist=nodes, weight=None, dtype=np.int64)
    counts = roles_of(adjacency, of_node)
    for node, row in zip(nodes, counts.tolist(), strict=True):
        found[node] = {**dict(zip(ROLES, row, strict=True)), "total": sum(row)}
    return found


def roles_of(adjacency: sparse.csr_array, group: np.ndarray) -> np.ndarray:
    """Return the count of each role of each node: ordered pairs of neighbours, less those tied.

    Which role a pair falls to hangs only on which of the three are in the same group, so that the
    edges within groups and those between them are enough, however many groups there are.
    """
    one, other = adjacency.nonzero()
    tied, shape = one != other, adjacency.shape
    same = tied & (group[one] == group[other])
    inside, across = (
        sparse.csr_array((np.ones(kept.sum(), np.int64), (one[kept], other[kept])), shape=shape)
        for kept in (same, tied & ~same)
    )
    membership = sparse.csr_array(
        (np.ones(len(group), np.int64), (np.arange(len(group)), group)),
        shape=(len(group), int(group.max()) + 1),
    )
    own, others = inside.sum(axis=1), across.sum(axis=1)
    alike = (across @ membership).power(2).sum(axis=1)
    closed = (
        triangles(inside, inside, inside),
        triangles(across, inside, across),
        triangles(inside, across, across),
        triangles(across, across, across),
    )
    coordinator = own * (own - 1) - closed[0]
    itinerant = alike - others - closed[1]
    gatekeeper = own * others - closed[2]
    liaison = others * others - alike - closed[3]
    return np.column_stack([coordinator, itinerant, gatekeeper, gatekeeper, liaison])


def triangles(
    first: sparse.csr_array, second: sparse.csr_array, third: sparse.csr_array
) -> np.ndarray:
    """Return the triangles at each node j: j - i in first, i - k in second, j - k in third."""
    return np.concatenate(
        [
            (first[start : start + BLOCK] @ second).multiply(third[start : start + BLOCK]).sum(1)
            for start in range(0, first.shape[0], BLOCK)
        ]
    )
