"""Centralities where networkx leaves a choice: paths of equal length, networks in parts."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse.linalg import eigsh

from rightsgraph.measures.groups import largest_part

DENOMINATOR = 10**6
Values = dict[Any, Any]


def betweenness_by_weight(network: nx.Graph) -> Values:
    """Return the betweenness of each node, edges of length 1/weight.

    Examples
    --------
    >>> triangle = nx.Graph()
    >>> triangle.add_weighted_edges_from([("a", "b", 10), ("b", "c", 15), ("a", "c", 6)])
    >>> betweenness_by_weight(triangle)
    {'a': 0.0, 'b': 0.5, 'c': 0.0}

    References
    ----------
    M. E. J. Newman, Scientific collaboration networks. II. Shortest paths, weighted networks, and
    centrality. Physical Review E 64, 016132 (2001).
    """
    edges = list(network.edges(data="weight", default=1))
    lengths = lengths_of({weight for *_, weight in edges})
    measured = nx.Graph()
    measured.add_nodes_from(network)
    measured.add_weighted_edges_from((one, other, lengths[weight]) for one, other, weight in edges)
    return dict(nx.betweenness_centrality(measured, weight="weight"))


def lengths_of(weights: set[float]) -> dict[float, float]:
    """Return a length in proportion to 1/weight for each weight.

    Whole numbers, so that paths of equal length are equal in the computer too: 1/10 + 1/15 is 1/6,
    but not in floating-point numbers. Only where the weights are so many and so odd that these
    would have more than 300 digits, 1/weight itself.

    Examples
    --------
    >>> lengths = lengths_of({10, 15, 6})
    >>> lengths[10], lengths[15], lengths[6]
    (3, 2, 5)
    """
    exact = {weight: fraction_of(weight) for weight in weights}
    unit = math.lcm(*(weight.numerator for weight in exact.values()))
    if unit.bit_length() > 1000:
        return {weight: 1 / weight for weight in weights}
    return {w: unit // exact[w].numerator * exact[w].denominator for w in weights}


def fraction_of(weight: float) -> Fraction:
    """Return the fraction of small terms that a floating-point number stands for."""
    if weight < 1:
        return 1 / Fraction(1 / weight).limit_denominator(DENOMINATOR)
    return Fraction(weight).limit_denominator(DENOMINATOR)


def eigenvector(network: nx.Graph) -> Values:
    r"""Return the eigenvector centrality of each node of the largest component.

    The value of a node is proportional to the sum of the values of its neighbours, each times the
    weight of the edge: the eigenvector of the greatest eigenvalue of the component's weighted
    adjacency matrix, positive and of Euclidean length 1. Values of different components cannot be
    compared, so that a node outside the largest has none, and no node has one where no single
    component is the largest or where that has no edge.

    Parameters
    ----------
    network : networkx.Graph
        Undirected; an edge without ``weight`` weighs 1.

    Returns
    -------
    dict
        Float in (0, 1) or ``None`` by node.

    Examples
    --------
    >>> star = nx.star_graph(4)  # the centre 1/sqrt(2), each end 1/sqrt(8)
    >>> {node: round(value, 6) for node, value in eigenvector(star).items()}
    {0: 0.707107, 1: 0.353553, 2: 0.353553, 3: 0.353553, 4: 0.353553}

    References
    ----------
    P. Bonacich, Factoring and weighting approaches to status scores and clique identification.
    Journal of Mathematical Sociology 2 (1972) 113-120.
    """
    values: Values = dict.fromkeys(network)
    part = largest_part(network)
    if len(part) < 2:
        return values
    nodes = [node for node in network if node in part]
    adjacency = nx.to_scipy_sparse_array(network, nodelist=nodes, weight="weight", dtype=float)
    _, vectors = eigsh(adjacency, k=1, which="LA", v0=np.ones(len(nodes)))
    values.update(zip(nodes, np.abs(vectors[:, 0]).tolist(), strict=True))
    return values
