"""What changes in a network without the actor in its middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rightsgraph.measures.summary import measure_network
from rightsgraph.report.basis import Basis
from rightsgraph.report.brokers import in_order
from rightsgraph.tables import Table

SHOWN = (
    "nodes",
    "edges",
    "density",
    "components",
    "largest_component",
    "mean_degree",
    "transitivity",
    "mean_distance",
    "modularity",
)


@dataclass(frozen=True)
class Row:
    """A measure of the network as it is and without the centre."""

    measure: str
    whole: float | None
    without: float | None


@dataclass(frozen=True)
class Change:
    """What is otherwise without the centre.

    Attributes
    ----------
    rows : tuple of Row
        Measures of the whole.
    only : tuple of str
        The nodes left that had no other tie than to the centre.
    untied : tuple of str
        The nodes left that had no tie before either.
    activities, ties : int
        How many activities the centre takes part in, and how many ties it is an end of.
    ranks : dict of str to str
        The rank by betweenness without the centre by node; empty text for one that has 0 there.
    ranks_before : dict of str to str
        The same with the centre.
    """

    rows: tuple[Row, ...]
    only: tuple[str, ...]
    untied: tuple[str, ...]
    activities: int
    ties: int
    ranks: dict[str, str]
    ranks_before: dict[str, str]

    def row(self, measure: str) -> Row:
        """Return a measure of the whole by its name."""
        return next(row for row in self.rows if row.measure == measure)


def change_of(basis: Basis) -> Change | None:
    """Return what changes; none where there is no centre or nobody is left without it."""
    if not basis.others or not basis.centre:
        return None
    whole, without = (value_of(measure_network(one.graph)) for one in (basis.network, basis.others))
    ties, left = basis.network.graph, basis.others.graph
    members, activities = set(basis.centre.members), basis.activities.values()
    only = [node for node, degree in left.degree if not degree and ties.degree[node]]
    return Change(
        tuple(Row(name, whole(name), without(name)) for name in SHOWN),
        in_order(basis, only),
        in_order(basis, (node for node in left if not ties.degree[node])),
        sum(not members.isdisjoint(part.actor for part in one.parts) for one in activities),
        ties.number_of_edges() - left.number_of_edges(),
        ranks_of(basis.measures_of_others),
        ranks_of(basis.measures),
    )


def value_of(table: Table) -> Callable[[str], Any]:
    """Return the function from the name of a measure to its value."""
    return {row["measure"]: row["value"] for row in table}.__getitem__


def ranks_of(measures: Table) -> dict[str, str]:
    """Return the rank by betweenness of each node, none of one with 0."""
    return {
        row["node"]: row["rank"] if row["betweenness"] else ""
        for row in measures.ranked("betweenness")
    }
