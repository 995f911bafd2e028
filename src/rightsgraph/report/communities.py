"""Which communities there are among the actors, and what their activities have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from rightsgraph.measures.groups import known, modularity_of
from rightsgraph.report.basis import Basis
from rightsgraph.report.brokers import in_order, parts_of

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Community:
    """Actors that take part with each other more than with the rest.

    Attributes
    ----------
    number : int
        From 1, the largest first.
    members : tuple of str
        The nodes in order of their names.
    ties : int
        Number of ties among them.
    outward : int
        Number of ties with others.
    activities : tuple of str
        What two or more of them take part in, by IRI.
    topics, countries, types : tuple of (str, int)
        How many of these activities have it, and how many members are of it; the most first.
    """

    number: int
    members: tuple[str, ...]
    ties: int
    outward: int
    activities: tuple[str, ...]
    topics: Counts
    countries: Counts
    types: Counts

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.members)


@dataclass(frozen=True)
class Communities:
    """The communities of the network without the one that reports it.

    Attributes
    ----------
    communities : tuple of Community
        Those of two members or more.
    single : tuple of str
        The nodes that have no tie.
    are_parts : bool
        Whether each community is a component, so that no tie leads out of any.
    modularity, by_type, by_country : float or None
        Of the communities, and of the actors by their types and countries.
    around : int
        With the one that reports, the number of actors of the community that it is in; 0 without.
    """

    communities: tuple[Community, ...]
    single: tuple[str, ...]
    are_parts: bool
    modularity: float | None
    by_type: float | None
    by_country: float | None
    around: int


def communities_of(basis: Basis) -> Communities:
    """Return the communities among the actors that are reported on."""
    ties, measures = basis.apart.graph, basis.measures_apart
    number = {row["node"]: row["community"] for row in measures}
    groups: dict[int, set[str]] = {}
    for node, community in number.items():
        groups.setdefault(community, set()).add(node)
    found = [community_of(basis, ties, n, groups[n]) for n in sorted(groups) if len(groups[n]) > 1]
    around = 0
    if basis.apart is not basis.network and basis.centre:
        whole = {row["node"]: row["community"] for row in basis.measures}
        degree = basis.network.graph.degree
        middle = max(basis.centre.members, key=lambda node: (degree[node], node))
        around = sum(community == whole[middle] for community in whole.values())
    return Communities(
        tuple(found),
        in_order(basis, (node for node, degree in ties.degree if not degree)),
        all(community.outward == 0 for community in found) and len(groups) == len(parts_of(ties)),
        modularity_of(ties, number),
        modularity_of(ties, known(ties, "type")),
        modularity_of(ties, known(ties, "country")),
        around,
    )


def community_of(basis: Basis, ties: nx.Graph, number: int, members: set[str]) -> Community:
    """Return a community with what its members share."""
    inside = ties.subgraph(members).number_of_edges()
    activities = [
        activity
        for activity in basis.activities.values()
        if len(members.intersection(part.actor for part in activity.parts)) > 1
    ]
    return Community(
        number,
        in_order(basis, members),
        inside,
        sum(degree for _, degree in ties.degree(members)) - 2 * inside,
        tuple(activity.iri for activity in activities),
        counted(topic for activity in activities for topic in activity.topics),
        counted(country for activity in activities for country in activity.countries),
        counted(basis.actors[node].type for node in members if basis.actors[node].type),
    )


def counted(values: Iterable[str]) -> Counts:
    """Return how often each value occurs, the most frequent first."""
    return tuple(sorted(Counter(values).items(), key=lambda one: (-one[1], one[0])))
