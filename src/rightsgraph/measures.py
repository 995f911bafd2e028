"""Measures of the nodes of a network; knows networkx and numbers, no RDF."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx

SEED = 20021113
Values = dict[Any, Any]


@dataclass(frozen=True)
class Measure:
    """One number or mark of each node.

    Attributes
    ----------
    name : str
        The column.
    definition : str
        How it is computed.
    range : str
        What values it can have.
    says : str
        What a high value says about a partnership.
    source : str
        Where the definition comes from.
    compute : callable
        Returns the value of each node; ``None`` where it is not defined.
    """

    name: str
    definition: str
    range: str
    says: str
    source: str
    compute: Callable[[nx.Graph], Values]


def defined(values: Values) -> Values:
    """Return values with ``None`` for what is not a number."""
    return {node: None if math.isnan(value) else float(value) for node, value in values.items()}


def communities(network: nx.Graph) -> Values:
    """Return the number of each node's community by Louvain's method.

    Communities are numbered from 1, the largest first, of equal ones that with the first node.
    The nodes are numbered before, so that neither hash seed nor names decide.

    Examples
    --------
    >>> two = nx.Graph([(1, 2), (2, 3), (1, 3), (4, 5), (5, 6), (4, 6)])
    >>> communities(two)
    {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}
    """
    nodes = list(network)
    numbered = nx.convert_node_labels_to_integers(network)
    found = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    found.sort(key=lambda members: (-len(members), min(members)))
    number = {node: count for count, members in enumerate(found, 1) for node in members}
    return {node: number[position] for position, node in enumerate(nodes)}


def cut_points(network: nx.Graph) -> Values:
    """Return whether a component falls apart without the node."""
    found = set(nx.articulation_points(network))
    return {node: node in found for node in network}


MEASURES = (
    Measure(
        "degree",
        "number of neighbours",
        "count >= 0",
        "takes part with many others",
        "Freeman, Social Networks 1 (1979) 215-239",
        lambda network: dict(network.degree),
    ),
    Measure(
        "strength",
        "sum of the weights of the edges",
        ">= 0, in the unit of the weight",
        "takes part with others often",
        "Barrat et al., PNAS 101 (2004) 3747-3752",
        lambda network: dict(network.degree(weight="weight")),
    ),
    Measure(
        "betweenness",
        "share of the shortest paths between two others that pass through it, edges of length 1",
        "[0, 1]; 0 in a network of fewer than three nodes",
        "stands between actors that have no activity in common",
        "Freeman, Sociometry 40 (1977) 35-41; Brandes, J. Math. Sociol. 25 (2001) 163-177",
        lambda network: nx.betweenness_centrality(network),
    ),
    Measure(
        "betweenness_weighted",
        "as betweenness, edges of length 1/weight",
        "[0, 1]; 0 in a network of fewer than three nodes",
        "stands between others along strong ties",
        "Newman, Phys. Rev. E 64 (2001) 016132",
        lambda network: nx.betweenness_centrality(network, weight="distance"),
    ),
    Measure(
        "closeness",
        "(r/(n - 1)) (r/d): r the others that it reaches, d the sum of its distances to them, "
        "n all nodes; edges of length 1",
        "[0, 1]; 0 for a node without neighbour",
        "reaches the others in few steps, also where the network is in parts",
        "Wasserman and Faust, Social Network Analysis (1994) 201",
        lambda network: nx.closeness_centrality(network, wf_improved=True),
    ),
    Measure(
        "pagerank",
        "share of the time that a random walk along the weights spends there, with 0.15 to jump",
        "(0, 1], sums to 1",
        "takes part often with those who take part often",
        "Page et al., The PageRank Citation Ranking (1999)",
        lambda network: nx.pagerank(network, alpha=0.85, weight="weight"),
    ),
    Measure(
        "core",
        "greatest k such that it belongs to a part in which each has k neighbours",
        "count >= 0",
        "belongs to a cohesive core; one activity of k + 1 actors is enough",
        "Seidman, Social Networks 5 (1983) 269-287",
        nx.core_number,
    ),
    Measure(
        "clustering",
        "share of the pairs of its neighbours that are tied to each other",
        "[0, 1]; 0 with fewer than two neighbours",
        "its partners are partners of each other",
        "Watts and Strogatz, Nature 393 (1998) 440-442",
        lambda network: nx.clustering(network),
    ),
    Measure(
        "constraint",
        "sum over its neighbours of the squared share of its ties that leads to them, directly or "
        "by others; shares by weight",
        "> 0; not defined without neighbour",
        "low: its partners are not tied to each other, so that it can broker",
        "Burt, Am. J. Sociol. 110 (2004) 349-399",
        lambda network: defined(nx.constraint(network, weight="weight")),
    ),
    Measure(
        "effective_size",
        "number of its neighbours less the mean number of ties of one of them to the others",
        "[1, degree]; not defined without neighbour",
        "has partners that it alone connects",
        "Burt, Structural Holes (1992); Borgatti, Connections 20 (1997) 35-38",
        lambda network: defined(nx.effective_size(network)),
    ),
    Measure(
        "cut_point",
        "whether its component falls apart without it",
        "true or false",
        "alone holds parts of the network together",
        "Hopcroft and Tarjan, Comm. ACM 16 (1973) 372-378",
        cut_points,
    ),
    Measure(
        "community",
        f"number of its group by Louvain's method on the weights, resolution 1, seed {SEED}",
        "count >= 1, the largest group is 1",
        "takes part more within this group than chance would have it",
        "Blondel et al., J. Stat. Mech. (2008) P10008",
        communities,
    ),
)


def measure_nodes(network: nx.Graph) -> list[dict[str, Any]]:
    """Return a row for each node: ``node``, ``label`` and ``type`` if it has them, the measures.

    Parameters
    ----------
    network : networkx.Graph
        Undirected, at least one node; edges have ``weight`` and ``distance``.

    Returns
    -------
    list of dict
        In the order of the network's nodes; a measure that is not defined for a node is ``None``.

    Examples
    --------
    >>> star = nx.Graph()
    >>> star.add_edges_from([(0, n) for n in (1, 2, 3)], weight=1.0, distance=1.0)
    >>> row = measure_nodes(star)[0]
    >>> row["degree"], row["betweenness"], row["effective_size"], row["cut_point"]
    (3, 1.0, 3.0, True)
    """
    columns = {measure.name: measure.compute(network) for measure in MEASURES}
    return [
        {
            "node": node,
            "label": attributes.get("label", ""),
            "type": attributes.get("type", ""),
            **{name: values[node] for name, values in columns.items()},
        }
        for node, attributes in network.nodes(data=True)
    ]
