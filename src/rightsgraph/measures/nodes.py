"""Measures of the nodes of a network."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from rightsgraph.errors import UnknownNameError
from rightsgraph.measures.brokerage import ROLES, brokerage
from rightsgraph.measures.centrality import betweenness_by_weight, eigenvector
from rightsgraph.measures.engines import DAMPING, check_engine, measure_by_igraph
from rightsgraph.measures.groups import SEED, communities, ei_of_nodes
from rightsgraph.tables import Table

BROKERAGE = {**{role: role for role in ROLES}, "brokerage": "total"}
Values = dict[Any, Any]


@dataclass(frozen=True)
class Measure:
    """One number or mark, of each node or of the whole network.

    Attributes
    ----------
    name : str
        The column, or the row.
    definition : str
        How it is computed.
    range : str
        What values it can have.
    says : str
        What a high value says about a partnership.
    source : str
        Where the definition comes from.
    compute : callable
        Returns the value of each node, or of the network; ``None`` where it is not defined.
    needs : str
        The attribute of the nodes that it is computed from; empty if it needs none.
    """

    name: str
    definition: str
    range: str
    says: str
    source: str
    compute: Callable[[Any], Any]
    needs: str = ""


def real(values: Values) -> Values:
    """Return values as floats, ``None`` for what is not a number."""
    return {node: None if math.isnan(value) else float(value) for node, value in values.items()}


def pagerank(network: nx.Graph) -> Values:
    """Return the PageRank of each node; all errors together are less than 1e-10."""
    return nx.pagerank(
        network, alpha=DAMPING, weight="weight", tol=1e-11 / len(network), max_iter=1000
    )


def cut_points(network: nx.Graph) -> Values:
    """Return whether a component falls apart without the node."""
    found = set(nx.articulation_points(network))
    return {node: node in found for node in network}


def by_role(network: nx.Graph) -> dict[str, Values]:
    """Return the roles of Gould and Fernandez by name of the measure."""
    found = brokerage(network, "type")
    return {
        name: {node: counts and counts[role] for node, counts in found.items()}
        for name, role in BROKERAGE.items()
    }


def role(name: str, definition: str, says: str) -> Measure:
    """Return the measure that counts one role of Gould and Fernandez."""
    return Measure(
        name,
        f"number of ordered pairs of its neighbours that are not tied to each other, {definition}; "
        "nodes without a type left out",
        "count >= 0; not defined without a type",
        says,
        "Gould and Fernandez, Sociol. Methodol. 19 (1989) 89-126",
        lambda network: by_role(network)[name],
        needs="type",
    )


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
        lambda network: real(dict(network.degree(weight="weight"))),
    ),
    Measure(
        "betweenness",
        "mean over the pairs of others of the share of their shortest paths that pass through it, "
        "0 for a pair without a path; edges of length 1",
        "[0, 1]; 0 in a network of fewer than three nodes",
        "stands between actors that have no activity in common",
        "Freeman, Sociometry 40 (1977) 35-41; Brandes, J. Math. Sociol. 25 (2001) 163-177",
        lambda network: real(nx.betweenness_centrality(network)),
    ),
    Measure(
        "betweenness_weighted",
        "as betweenness, edges of length 1/weight",
        "[0, 1]; 0 in a network of fewer than three nodes",
        "stands between others along strong ties",
        "Newman, Phys. Rev. E 64 (2001) 016132",
        betweenness_by_weight,
    ),
    Measure(
        "closeness",
        "(r/(n - 1)) (r/d): r the others that it reaches, d the sum of its distances to them, "
        "n all nodes; edges of length 1",
        "[0, 1]; 0 for a node without neighbour",
        "reaches the others in few steps, also where the network is in parts",
        "Wasserman and Faust, Social Network Analysis (1994) 201",
        lambda network: real(nx.closeness_centrality(network, wf_improved=True)),
    ),
    Measure(
        "eigenvector",
        "sum of the values of its neighbours, each times the weight of the edge, over the greatest "
        "eigenvalue; scaled so that the squares sum to 1; of the largest component only",
        "(0, 1); not defined outside the largest component, nor where no single one is the largest",
        "takes part often with those who are central in this sense themselves",
        "Bonacich, J. Math. Sociol. 2 (1972) 113-120",
        eigenvector,
    ),
    Measure(
        "pagerank",
        "share of the time that a random walk along the weights spends there, which jumps to any "
        f"node with {1 - DAMPING:.2f}, and from a node without neighbour always",
        "(0, 1], sums to 1",
        "takes part often with those who take part often",
        "Page et al., The PageRank Citation Ranking (1999)",
        pagerank,
    ),
    Measure(
        "core",
        "greatest k such that it belongs to a part in which each has k neighbours",
        "count >= 0; 0 for a node without neighbour",
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
        lambda network: real(nx.clustering(network)),
    ),
    Measure(
        "constraint",
        "sum over its neighbours of the squared share of its ties that leads to them, directly or "
        "by others; shares by weight",
        "> 0; not defined without neighbour",
        "low: its partners are not tied to each other, so that it can broker",
        "Burt, Am. J. Sociol. 110 (2004) 349-399",
        lambda network: real(nx.constraint(network, weight="weight")),
    ),
    Measure(
        "effective_size",
        "number of its neighbours less the mean number of ties of one of them to the others",
        "[1, degree]; not defined without neighbour",
        "has partners that it alone connects",
        "Burt, Structural Holes (1992); Borgatti, Connections 20 (1997) 35-38",
        lambda network: real(nx.effective_size(network)),
    ),
    role("coordinator", "both of its own type", "stands between others of its own kind"),
    role(
        "itinerant",
        "both of one type, not its own",
        "stands between others of one kind as an outsider",
    ),
    role(
        "gatekeeper",
        "the first of another type, the second of its own",
        "stands between its own kind and another, on the way in",
    ),
    role(
        "representative",
        "the first of its own type, the second of another",
        "stands between its own kind and another, on the way out; without directions as gatekeeper",
    ),
    role(
        "liaison",
        "of two types, neither its own",
        "stands between two kinds to neither of which it belongs",
    ),
    role("brokerage", "of any type", "stands between others in any of the five roles"),
    Measure(
        "ei",
        "(E - I)/(E + I): E its neighbours of other types, I those of its own",
        "[-1, 1]; not defined without a type or without a neighbour that has one",
        "takes part with other kinds of actors than its own",
        "Krackhardt and Stern, Soc. Psychol. Q. 51 (1988) 123-140",
        lambda network: ei_of_nodes(network, "type"),
        needs="type",
    ),
    Measure(
        "cut_point",
        "whether its component falls apart without it",
        "true or false; false for a node without neighbour",
        "alone holds parts of the network together",
        "Hopcroft and Tarjan, Comm. ACM 16 (1973) 372-378",
        cut_points,
    ),
    Measure(
        "community",
        f"number of its group by Louvain's method on the weights, resolution 1, seed {SEED}",
        "count >= 1, the largest group is 1; a node without neighbour is a group of its own",
        "takes part more within this group than chance would have it",
        "Blondel et al., J. Stat. Mech. (2008) P10008",
        communities,
    ),
)
NAMES = tuple(measure.name for measure in MEASURES)
WHO = ("node", "label", "type", "country")


def measure_nodes(
    network: nx.Graph, engine: str = "networkx", names: Sequence[str] = NAMES
) -> Table:
    """Return a row for each node: who it is, and the measures.

    Parameters
    ----------
    network : networkx.Graph
        Undirected, without loops; edges have ``weight``, nodes may have ``label``, ``type`` and
        ``country``.
    engine : {'networkx', 'igraph'}
        What computes. igraph is faster on large networks and takes over the measures that it
        computes in the same sense; the others, such as the communities, stay as they are.
    names : sequence of str
        Which measures, in which order; all of `MEASURES` if not said.

    Returns
    -------
    Table
        ``node``, ``label``, ``type``, ``country`` and the measures, in the order of the network's
        nodes; what is not known or not defined for a node is ``None``. Empty for a network without
        nodes.

    Raises
    ------
    UnknownNameError
        No such engine, or no such measure.
    MissingExtraError
        igraph is not installed.

    Examples
    --------
    >>> star = nx.Graph()
    >>> star.add_edges_from([(0, n) for n in (1, 2, 3)], weight=1.0)
    >>> row = measure_nodes(star)[0]
    >>> row["degree"], row["betweenness"], row["effective_size"], row["cut_point"]
    (3, 1.0, 3.0, True)
    """
    check_engine(engine)
    for name in names:
        if name not in NAMES:
            raise UnknownNameError("measure", name, NAMES, f"choose from {', '.join(NAMES)}")
    columns: dict[str, Values] = {}
    if network:
        columns = values_of(network, engine, names)
    rows = (
        {"node": node, **attributes, **{name: columns[name][node] for name in names}}
        for node, attributes in network.nodes(data=True)
    )
    return Table([*WHO, *names], rows)


def values_of(network: nx.Graph, engine: str, names: Sequence[str]) -> dict[str, Values]:
    """Return the values of measures by name, what several share being computed once."""
    columns = measure_by_igraph(network, names) if engine == "igraph" else {}
    if BROKERAGE.keys() & set(names):
        columns |= by_role(network)
    for measure in MEASURES:
        if measure.name in names and measure.name not in columns:
            columns[measure.name] = measure.compute(network)
    return columns
