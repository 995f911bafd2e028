"""Who brokers: the actors between others, whom they connect, and by what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from rightsgraph.networks.network import Network
from rightsgraph.report.basis import Basis
from rightsgraph.tables import Table

SHOWN = 10
TOLD = 5


@dataclass(frozen=True)
class Broker:
    """An actor of the ranking by betweenness.

    Attributes
    ----------
    rank : str
        ``2=`` if others have the same value.
    actor : str
        The node.
    degree : int
        Number of neighbours.
    betweenness, constraint, effective_size : float or None
        See `rightsgraph.measures.nodes.MEASURES`.
    """

    rank: str
    actor: str
    degree: int
    betweenness: float
    constraint: float | None
    effective_size: float | None


@dataclass(frozen=True)
class Circle:
    """Partners of an actor that are tied to each other, if only one by another.

    Attributes
    ----------
    members : tuple of str
        The nodes.
    activities : tuple of str
        What the actor shares with them, by IRI.
    """

    members: tuple[str, ...]
    activities: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """Between whom an actor stands.

    Attributes
    ----------
    actor : str
        The node.
    circles : tuple of Circle
        Its partners, the one that reports left aside, in the circles that they form without it;
        the largest first.
    cut_off : tuple of tuple of str
        The nodes of each part that falls off its component without it, but for the largest part.
    rest : int
        How many nodes the largest part has.
    linked : int
        How many of its partners have no tie to the centre, if it has one and is no part of it.
    """

    actor: str
    circles: tuple[Circle, ...]
    cut_off: tuple[tuple[str, ...], ...]
    rest: int
    linked: int

    @property
    def fallen(self) -> tuple[str, ...]:
        """The nodes that fall off."""
        return tuple(node for part in self.cut_off for node in part)


@dataclass(frozen=True)
class Mediation:
    """How often an actor stands between two that are not tied, by their types.

    The pairs have no order, so that gatekeeper and representative are one.
    """

    rank: str
    actor: str
    coordinator: int
    itinerant: int
    gatekeeper: int
    liaison: int
    total: int


def brokers_of(measures: Table) -> tuple[Broker, ...]:
    """Return the first ten by betweenness, with all that have the tenth's rank; none with 0."""
    return tuple(
        Broker(
            row["rank"],
            row["node"],
            row["degree"],
            row["betweenness"],
            row["constraint"],
            row["effective_size"],
        )
        for row in first(measures, "betweenness")
    )


def first(measures: Table, column: str) -> list[dict[str, Any]]:
    """Return the first ten rows by a measure, with all of the tenth's rank; none with 0."""
    ranked = [row for row in measures.ranked(column) if row[column]]
    last = ranked[SHOWN - 1]["rank"] if len(ranked) > SHOWN else ""
    return [*ranked[:SHOWN], *(row for row in ranked[SHOWN:] if row["rank"] == last)]


def between(basis: Basis, network: Network, actor: str) -> Between:
    """Return between whom an actor of a network stands."""
    ties = network.graph
    centre = set(basis.centre.members) if basis.centre and basis.centre.reports else set()
    partners = ties.subgraph(set(ties[actor]) - centre)
    circles = [
        Circle(
            in_order(basis, members),
            tuple(
                iri
                for iri, activity in basis.activities.items()
                if iri in basis.by_actor[actor]
                and any(part.actor in members for part in activity.parts)
            ),
        )
        for members in parts_of(partners)
    ]
    component = nx.node_connected_component(ties, actor) - {actor}
    parts = parts_of(ties.subgraph(component))
    return Between(
        actor,
        tuple(circles),
        tuple(in_order(basis, part) for part in parts[1:]),
        len(parts[0]) if parts else 0,
        sum(centre.isdisjoint(ties[node]) for node in partners)
        if actor not in centre and not centre.isdisjoint(ties[actor])
        else 0,
    )


def parts_of(ties: nx.Graph) -> list[set[Any]]:
    """Return the components, the largest first, of equal ones that with the first node."""
    return sorted(nx.connected_components(ties), key=lambda part: (-len(part), min(part)))


def in_order(basis: Basis, nodes: Iterable[str]) -> tuple[str, ...]:
    """Return nodes in the order of their names."""
    return tuple(sorted(nodes, key=lambda node: (basis.actors[node].label.lower(), node)))


def mediations(measures: Table) -> tuple[Mediation, ...]:
    """Return the first ten by the number of pairs that they stand between; none with 0."""
    return tuple(
        Mediation(
            row["rank"],
            row["node"],
            row["coordinator"] // 2,
            row["itinerant"] // 2,
            row["gatekeeper"],
            row["liaison"] // 2,
            row["brokerage"] // 2,
        )
        for row in first(measures, "brokerage")
    )
