"""Measures of a whole network."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

import networkx as nx

from rightsgraph.measures.engines import check_engine, to_igraph
from rightsgraph.measures.groups import (
    SEED,
    assortativity,
    communities,
    ei_index,
    known,
    largest_part,
    modularity_of,
)
from rightsgraph.measures.nodes import Measure
from rightsgraph.tables import Table

COLUMNS = ("measure", "value", "definition", "range", "says", "source")
WASSERMAN = "Wasserman and Faust, Social Network Analysis (1994)"
NEWMAN_GIRVAN = "Newman and Girvan, Phys. Rev. E 69 (2004) 026113"
MODULARITY = (
    "share of the weight of the edges within the groups less the share expected from the strengths "
    "of the nodes, the groups being"
)


class Whole:
    """A network, and what several of its measures need.

    Parameters
    ----------
    network : networkx.Graph
        What is measured.
    engine : {'networkx', 'igraph'}
        What computes the paths.
    """

    def __init__(self, network: nx.Graph, engine: str) -> None:
        self.network, self.engine = network, engine
        self.nodes, self.edges = network.number_of_nodes(), network.number_of_edges()

    @cached_property
    def sizes(self) -> list[int]:
        """The numbers of nodes of the components."""
        return [len(part) for part in nx.connected_components(self.network)]

    @cached_property
    def communities(self) -> dict[Any, int]:
        """The community of each node."""
        return communities(self.network)

    @cached_property
    def paths(self) -> tuple[float | None, int | None]:
        """The mean and the greatest distance in the largest component, if there is one."""
        part = self.network.subgraph(largest_part(self.network))
        if len(part) < 2:
            return None, None
        if self.engine == "igraph":
            bins = to_igraph(part).path_length_hist(directed=False).bins()
            pairs = Counter({int(length): 2 * int(count) for length, _, count in bins})
        else:
            pairs = Counter(
                length
                for _, reached in nx.all_pairs_shortest_path_length(part)
                for length in reached.values()
            )
        total = sum(length * count for length, count in pairs.items())
        return total / (len(part) * (len(part) - 1)), max(pairs)

    def mean(self, weight: str | None) -> float | None:
        """Return the mean degree or strength."""
        total = sum(value for _, value in self.network.degree(weight=weight))
        return total / self.nodes if self.nodes else None

    def transitivity(self) -> float | None:
        """Return the transitivity, if any two edges meet."""
        if max((degree for _, degree in self.network.degree), default=0) < 2:
            return None
        if self.engine == "igraph":
            return float(to_igraph(self.network).transitivity_undirected())
        return float(nx.transitivity(self.network))

    def degree_assortativity(self) -> float | None:
        """Return the correlation of the degrees at the ends of edges, if these vary."""
        if len({degree for _, degree in self.network.degree if degree}) < 2:
            return None
        return float(nx.degree_assortativity_coefficient(self.network))

    def without(self, attribute: str) -> int:
        """Return the number of nodes without an attribute."""
        return self.nodes - len(known(self.network, attribute))


def modularity_by(attribute: str) -> Measure:
    """Return the modularity of the groups that an attribute makes."""
    return Measure(
        f"modularity_by_{attribute}",
        f"{MODULARITY} the nodes of one {attribute}; nodes without it left out",
        "[-1/2, 1); not defined without an edge between nodes that have it",
        f"actors of one {attribute} take part with each other more than with others",
        NEWMAN_GIRVAN,
        lambda whole: modularity_of(whole.network, known(whole.network, attribute)),
        needs=attribute,
    )


def without(attribute: str) -> Measure:
    """Return the number of nodes without an attribute."""
    return Measure(
        f"without_{attribute}",
        f"number of nodes whose {attribute} is not known",
        "count >= 0",
        f"how many actors the measures by {attribute} leave out",
        "",
        lambda whole: whole.without(attribute),
    )


MEASURES_OF_WHOLE = (
    Measure(
        "nodes",
        "number of nodes",
        "count >= 0",
        "many actors take part with others",
        WASSERMAN,
        lambda whole: whole.nodes,
    ),
    Measure(
        "edges",
        "number of edges",
        "count >= 0",
        "many pairs of actors take part in the same activities",
        WASSERMAN,
        lambda whole: whole.edges,
    ),
    Measure(
        "density",
        "number of edges over the number of pairs of nodes",
        "[0, 1]; not defined for fewer than two nodes",
        "most take part with most",
        f"{WASSERMAN} 101",
        lambda whole: float(nx.density(whole.network)) if whole.nodes > 1 else None,
    ),
    Measure(
        "components",
        "number of parts without an edge between them",
        "count >= 0",
        "the actors fall into circles that share no activity",
        f"{WASSERMAN} 109",
        lambda whole: len(whole.sizes),
    ),
    Measure(
        "largest_component",
        "number of nodes of the largest component",
        "count >= 0",
        "most actors hang together, if by others",
        f"{WASSERMAN} 109",
        lambda whole: max(whole.sizes, default=0),
    ),
    Measure(
        "mean_degree",
        "mean number of neighbours of a node",
        ">= 0; not defined without a node",
        "actors take part with many others",
        f"{WASSERMAN} 100",
        lambda whole: whole.mean(None),
    ),
    Measure(
        "mean_strength",
        "mean sum of the weights of the edges of a node",
        ">= 0, in the unit of the weight; not defined without a node",
        "actors take part with others often",
        "Barrat et al., PNAS 101 (2004) 3747-3752",
        lambda whole: whole.mean("weight"),
    ),
    Measure(
        "transitivity",
        "share of the pairs of edges that meet in a node whose other ends are tied as well",
        "[0, 1]; not defined where no two edges meet",
        "partners of one actor are partners of each other; one large activity is enough for it",
        f"{WASSERMAN} 243",
        Whole.transitivity,
    ),
    Measure(
        "mean_distance",
        "mean length of the shortest paths between two nodes of the largest component, edges of "
        "length 1",
        ">= 1; not defined where no single component is the largest or that has one node",
        "actors reach each other by many others only",
        "Watts and Strogatz, Nature 393 (1998) 440-442",
        lambda whole: whole.paths[0],
    ),
    Measure(
        "diameter",
        "greatest length of the shortest paths between two nodes of the largest component, edges "
        "of length 1",
        "count >= 1; not defined where no single component is the largest or that has one node",
        "some actors reach each other by many others only",
        f"{WASSERMAN} 111",
        lambda whole: whole.paths[1],
    ),
    Measure(
        "degree_assortativity",
        "correlation of the degrees of the two ends of an edge",
        "[-1, 1]; not defined without an edge or where all nodes with an edge have one degree",
        "those who take part with many take part with each other; below 0, with those of few",
        "Newman, Phys. Rev. Lett. 89 (2002) 208701",
        Whole.degree_assortativity,
    ),
    Measure(
        "communities",
        f"number of groups by Louvain's method on the weights, resolution 1, seed {SEED}",
        "count >= 0",
        "the actors fall into many circles",
        "Blondel et al., J. Stat. Mech. (2008) P10008",
        lambda whole: len(set(whole.communities.values())),
    ),
    Measure(
        "modularity",
        f"{MODULARITY} the communities",
        "[-1/2, 1); not defined without an edge",
        "the circles are distinct; random networks of few edges have a high value too",
        NEWMAN_GIRVAN,
        lambda whole: modularity_of(whole.network, whole.communities),
    ),
    modularity_by("type"),
    modularity_by("country"),
    Measure(
        "ei_by_type",
        "(E - I)/(E + I): E the edges between types, I those within one; nodes without a type left "
        "out",
        "[-1, 1]; not defined without an edge between nodes that have a type",
        "actors take part with other kinds than their own; hangs on how many there are of each",
        "Krackhardt and Stern, Soc. Psychol. Q. 51 (1988) 123-140",
        lambda whole: ei_index(whole.network, "type"),
        needs="type",
    ),
    Measure(
        "assortativity_by_type",
        "share of the edges within types less that expected from the degrees, over its greatest "
        "value; nodes without a type left out",
        "[-1, 1]; not defined without an edge between nodes that have a type, or for one type only",
        "actors take part with their own kind more than chance would have it; below 0, less",
        "Newman, Phys. Rev. E 67 (2003) 026126",
        lambda whole: assortativity(whole.network, "type"),
        needs="type",
    ),
    without("type"),
    without("country"),
)


def measure_network(network: nx.Graph, engine: str = "networkx") -> Table:
    """Return a row for each measure of a whole network.

    Parameters
    ----------
    network : networkx.Graph
        Undirected, without loops; edges have ``weight``, nodes may have ``type`` and ``country``.
    engine : {'networkx', 'igraph'}
        What computes the paths and the transitivity; igraph is faster on large networks.

    Returns
    -------
    Table
        ``measure``, its ``value`` (``None`` where it is not defined), ``definition``, ``range``,
        what it ``says`` about a partnership, and its ``source``.

    Raises
    ------
    UnknownNameError
        The engine is neither.
    MissingExtraError
        igraph is not installed.

    Examples
    --------
    >>> rows = measure_network(nx.path_graph(4))
    >>> {row["measure"]: row["value"] for row in rows if row["measure"] in ("density", "diameter")}
    {'density': 0.5, 'diameter': 3}
    """
    check_engine(engine)
    whole = Whole(network, engine)
    return Table(
        COLUMNS,
        (
            {**{key: getattr(one, key) for key in COLUMNS[2:]}, "measure": one.name, "value": value}
            for one, value in ((one, one.compute(whole)) for one in MEASURES_OF_WHOLE)
        ),
    )
