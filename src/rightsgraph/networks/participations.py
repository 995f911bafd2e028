"""Who takes part in what, as arrays: one row for each actor of each participation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pyoxigraph import NamedNode

from rightsgraph.namespaces import ORG, RG
from rightsgraph.networks.links import WHOLES, Links
from rightsgraph.store.columns import Ints, Terms

Bools = np.ndarray[Any, np.dtype[np.bool_]]

# What actors share outside activities: its class, what leads to its actors beside rg:actor, and
# what says in which role they stand in it.
RELATIONS: dict[str, tuple[NamedNode, tuple[NamedNode, ...], NamedNode]] = {
    "agreements": (RG.Agreement, (RG.party,), RG.role),
    "memberships": (ORG.Membership, (ORG.member, ORG.organization), ORG.role),
    "stances": (RG.Stance, (), RG.stanceType),
    "ties": (RG.Tie, (RG["from"], RG.to), RG.tieType),
}


@dataclass(frozen=True)
class Participations:
    """Who takes part in what.

    Attributes
    ----------
    actors, activities, roles : list of pyoxigraph.NamedNode
        Each once, in order of IRI. A relation that is no activity (a tie, say) stands among the
        activities.
    node : numpy.ndarray of object, shape (rows,)
        The IRI of the participation of each row.
    actor, activity : numpy.ndarray of int, shape (rows,)
        Number of its actor and of its activity.
    role : numpy.ndarray of bool, shape (rows, roles)
        Which roles it states.
    """

    actors: list[NamedNode]
    activities: list[NamedNode]
    roles: list[NamedNode]
    node: Terms
    actor: Ints
    activity: Ints
    role: Bools

    def __len__(self) -> int:
        return len(self.node)

    def where(self, rows: Bools) -> Participations:
        """Return the rows that are marked, without actors and activities that lose all theirs."""
        actors, actor = np.unique(self.actor[rows], return_inverse=True)
        activities, activity = np.unique(self.activity[rows], return_inverse=True)
        return Participations(
            [self.actors[number] for number in actors.tolist()],
            [self.activities[number] for number in activities.tolist()],
            self.roles,
            self.node[rows],
            actor,
            activity,
            self.role[rows],
        )

    def stated(self, rows: Ints | list[int]) -> list[NamedNode]:
        """Return the roles that some of the rows state."""
        marks = np.atleast_1d(self.role[rows].any(axis=0))
        return [role for role, mark in zip(self.roles, marks, strict=True) if mark]

    def rolled_up(self, links: Links) -> Participations:
        """Return the same with the last whole that each actor belongs to in its place."""
        tops, number = numbered(links.top(actor, WHOLES).value for actor in self.actors)
        return replace(self, actors=[*map(NamedNode, tops)], actor=number[self.actor])


def numbered(terms: Iterable[str]) -> tuple[list[str], Ints]:
    """Return distinct IRIs in order, and for each of those given its number."""
    given = list(terms)
    names = sorted(set(given))
    number = {name: position for position, name in enumerate(names)}
    return names, np.array([number[term] for term in given], dtype=np.int64)


def joined(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the positions of each two equal keys, in the order of those on the left.

    Examples
    --------
    >>> import numpy as np
    >>> rows, others = joined(np.array([7, 8, 7]), np.array([7, 9, 7]))
    >>> rows.tolist(), others.tolist()
    ([0, 0, 2, 2], [0, 2, 0, 2])
    """
    order = np.argsort(right, kind="stable")
    keys = right[order]
    start = np.searchsorted(keys, left, "left")
    count = np.searchsorted(keys, left, "right") - start
    rows = np.repeat(np.arange(len(left)), count)
    return rows, order[np.repeat(start, count) + within(count)]


def once(values: Ints) -> Ints:
    """Return each number once, in order; faster than NumPy's own way for what is nearly in order.

    Examples
    --------
    >>> import numpy as np
    >>> once(np.array([1, 1, 3, 2])).tolist()
    [1, 2, 3]
    """
    ordered = np.sort(values, kind="stable")
    return ordered[np.diff(ordered, prepend=ordered[:1] - 1) > 0]


def within(count: Ints) -> Ints:
    """Return 0, 1, ... for each group of so many, one group after the other."""
    ends = np.cumsum(count)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - count, count)


def read_participations(links: Links, also: Iterable[str] = ()) -> Participations:
    """Return every participation that has an actor, an activity and a role.

    Parameters
    ----------
    links : Links
        Where they are read.
    also : iterable of {'agreements', 'memberships', 'stances', 'ties'}
        What stands beside the activities as a thing that actors share: agreements with their
        parties, memberships with both sides, ties with both ends, and actors' own stances.
    """
    columns = links.store.columns
    actor, activity, role = (columns.pairs[one] for one in (RG.actor, RG.inActivity, RG.role))
    taking_part = [role[0]]
    for kind in also:
        relation, ends, role_property = RELATIONS[kind]
        nodes = columns.numbers(one.value for one in links.instances(relation))
        taking_part.append(nodes)
        activity = np.hstack([activity, [nodes, nodes]])
        for end in ends:
            actor = np.hstack([actor, of_subjects(columns.pairs[end], nodes)])
        role = np.hstack([role, of_subjects(columns.pairs[role_property], nodes)])
    left, right = joined(actor[0], activity[0])
    row = actor[0][left]
    order = np.lexsort([activity[1][right], actor[1][left], row])
    order = order[np.isin(row[order], np.concatenate(taking_part))]
    row, left, right = row[order], left[order], right[order]
    nodes, node = np.unique(row, return_inverse=True)
    roles, number = np.unique(role[1], return_inverse=True)
    stating, place = joined(nodes, role[0])
    stated = np.zeros((len(nodes), len(roles)), dtype=bool)
    stated[stating, number[place]] = True
    actors, actor_number = np.unique(actor[1][left], return_inverse=True)
    activities, activity_number = np.unique(activity[1][right], return_inverse=True)
    return Participations(
        [*map(NamedNode, columns.terms[actors])],
        [*map(NamedNode, columns.terms[activities])],
        [*map(NamedNode, columns.terms[roles])],
        columns.terms[row],
        actor_number,
        activity_number,
        stated[node],
    )


def of_subjects(pairs: Ints, subjects: Ints) -> Ints:
    """Return the pairs whose first is one of some subjects."""
    return pairs[:, np.isin(pairs[0], subjects)]
