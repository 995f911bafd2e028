"""What the ties rest on: roles, statuses, one activity or several, days and places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rightsgraph.namespaces import RG, RGS
from rightsgraph.report.basis import Basis
from rightsgraph.report.communities import Counts, counted
from rightsgraph.report.things import Activity, Part

INFERRED = RGS["certainty-inferred"]
RESPONSIBLE = RGS["role-responsible"].value
COOPERATING = RGS["role-cooperating"].value
NOT_BEGUN = {RGS["status-planned"], RGS["status-proposed"]}
TOGETHER, ALONGSIDE, NAMED = "together", "alongside", "named"


@dataclass(frozen=True)
class Tie:
    """An edge of the network.

    Attributes
    ----------
    ends : tuple of (str, str)
        The nodes.
    activities, passages : tuple of str
        What the two share, by IRI, and the keys of the passages that say so.
    weight : float
        Of the edge.
    stated : {'together', 'alongside', 'named'}
        The most that their roles say in any activity: that they work together, one being
        responsible and the other too or cooperating; that both cooperate with others; neither.
    statuses : tuple of str
        Those of the activities, by name.
    begun : bool
        Whether any of the activities is anything but planned or proposed.
    """

    ends: tuple[str, str]
    activities: tuple[str, ...]
    passages: tuple[str, ...]
    weight: float
    stated: str
    statuses: tuple[str, ...]
    begun: bool


@dataclass(frozen=True)
class Status:
    """A status: activities that have it, ties with such an activity, and ties with no other."""

    name: str
    activities: int
    ties: int
    only: int


@dataclass(frozen=True)
class Rest:
    """What the ties of a network rest on.

    Attributes
    ----------
    stated : dict of str to int
        Number of ties by what the roles say; see `Tie`.
    responsible, cooperating, other : tuple of str
        The roles that occur, by name, of those responsible, of those cooperating, and of none of
        these; the most frequent first.
    statuses : tuple of Status
        In order of the number of activities.
    as_of : tuple of str
        The days as of which statuses are stated.
    not_begun : int
        Number of ties of which every activity is planned or proposed only.
    single : int
        Number of ties within one activity or one activity and its parts.
    largest : str
        IRI of the activity of most actors; empty if none has two.
    largest_actors, largest_ties : int
        How many actors take part in it, and how many ties it makes.
    alone : int
        Number of activities with one actor, which make no tie.
    participations, inferred : int
        How many there are, and how many of them are inferred.
    groups : int
        Actors named only by kind that are left out.
    """

    stated: dict[str, int]
    responsible: tuple[str, ...]
    cooperating: tuple[str, ...]
    other: tuple[str, ...]
    statuses: tuple[Status, ...]
    as_of: tuple[str, ...]
    not_begun: int
    single: int
    largest: str
    largest_actors: int
    largest_ties: int
    alone: int
    participations: int
    inferred: int
    groups: int


@dataclass(frozen=True)
class Spread:
    """When and where the activities are.

    Attributes
    ----------
    bounded, started, ended, undated : int
        Activities whose date is bounded on both sides, only at its start, only at its end, not.
    first, last : str
        The first and the last day that occurs; empty if none does.
    countries : tuple of (str, int)
        Number of activities in each country, the most first.
    nowhere : int
        Activities of which no country is known.
    """

    bounded: int
    started: int
    ended: int
    undated: int
    first: str
    last: str
    countries: Counts
    nowhere: int


def ties_of(basis: Basis) -> tuple[Tie, ...]:
    """Return the edges with what they rest on."""
    found = []
    for one, other, weight in basis.network.graph.edges(data="weight"):
        shared = basis.shared(one, other)
        both = [(basis.by_actor[one][iri], basis.by_actor[other][iri]) for iri in shared]
        stated = {says(*parts) for parts in both}
        keys = {key for parts in both for part in parts for key in part.passages}
        found.append(
            Tie(
                (one, other),
                tuple(shared),
                basis.sorted(keys),
                weight,
                next(kind for kind in (TOGETHER, ALONGSIDE, NAMED) if kind in stated),
                tuple(sorted({s for iri in shared for s in basis.activities[iri].statuses})),
                any(begun(basis, iri) for iri in shared),
            )
        )
    return tuple(found)


def begun(basis: Basis, activity: str) -> bool:
    """Return whether an activity is anything but planned or proposed."""
    statuses = basis.values(activity, RG.status)
    return not statuses or not NOT_BEGUN.issuperset(statuses)


def says(one: Part, other: Part) -> str:
    """Return what the roles of two actors in one activity say."""
    responsible = [RESPONSIBLE in part.kinds for part in (one, other)]
    works = [COOPERATING in part.kinds or RESPONSIBLE in part.kinds for part in (one, other)]
    if all(works):
        return TOGETHER if any(responsible) else ALONGSIDE
    return NAMED


def rest_of(basis: Basis, ties: tuple[Tie, ...]) -> Rest:
    """Return what the ties rest on."""
    activities = basis.activities
    stated = Counter(tie.stated for tie in ties)
    largest = max(activities.values(), key=lambda one: (len(one.parts), one.iri), default=None)
    actors = len(largest.parts) if largest else 0
    as_of = basis.links.texts(RG.statusAsOf)
    days = {day.value for one in basis.found.activities for day in as_of.get(one, [])}
    nodes = [*dict.fromkeys(basis.found.node.tolist())]
    responsible, cooperating, other = roles_by_kind(basis)
    return Rest(
        stated={kind: stated[kind] for kind in (TOGETHER, ALONGSIDE, NAMED)},
        responsible=responsible,
        cooperating=cooperating,
        other=other,
        statuses=statuses_of(basis, ties),
        as_of=tuple(sorted(days)),
        not_begun=sum(not tie.begun for tie in ties),
        single=sum(len({activities[iri].top for iri in tie.activities}) == 1 for tie in ties),
        largest=largest.iri if largest and actors > 1 else "",
        largest_actors=actors,
        largest_ties=actors * (actors - 1) // 2,
        alone=sum(len(one.parts) == 1 for one in activities.values()),
        participations=len(nodes),
        inferred=sum(INFERRED in basis.values(node, RG.certainty) for node in nodes),
        groups=groups_left_out(basis),
    )


def roles_by_kind(basis: Basis) -> list[tuple[str, ...]]:
    """Return the names of the roles of those responsible, of those cooperating, and the others."""
    found: dict[str, dict[str, int]] = {RESPONSIBLE: {}, COOPERATING: {}, "": {}}
    for role, number in zip(basis.found.roles, basis.found.role.sum(axis=0), strict=True):
        kind = next((one for one in (RESPONSIBLE, COOPERATING) if one in basis.kinds(role)), "")
        if number:
            found[kind][basis.name(role)] = int(number)
    return [tuple(sorted(names, key=lambda name: (-names[name], name))) for names in found.values()]


def statuses_of(basis: Basis, ties: tuple[Tie, ...]) -> tuple[Status, ...]:
    """Return the statuses with the number of activities and ties, and what has none."""
    number = counted(status for one in basis.activities.values() for status in one.statuses)
    without = sum(not one.statuses for one in basis.activities.values())
    found = [
        Status(
            name,
            activities,
            sum(name in tie.statuses for tie in ties),
            sum(
                all(basis.activities[iri].statuses == (name,) for iri in tie.activities)
                for tie in ties
            ),
        )
        for name, activities in number
    ]
    if without:
        bare = [{not basis.activities[iri].statuses for iri in tie.activities} for tie in ties]
        found.append(
            Status("not stated", without, sum(True in one for one in bare), bare.count({True}))
        )
    return tuple(found)


def groups_left_out(basis: Basis) -> int:
    """Return how many actors named only by kind would be nodes if they were asked for."""
    definition = basis.network.definition
    if definition.groups:
        return 0
    wider = basis.graph.network(definition, groups=True)
    return len(wider.graph) - len(basis.network.graph)


def spread_of(activities: list[Activity]) -> Spread:
    """Return when and where activities are."""
    sides = Counter((bool(one.first), bool(one.last)) for one in activities)
    days = sorted(day for one in activities for day in (one.first, one.last) if day)
    return Spread(
        sides[True, True],
        sides[True, False],
        sides[False, True],
        sides[False, False],
        days[0] if days else "",
        days[-1] if days else "",
        counted(country for one in activities for country in one.countries),
        sum(not one.countries for one in activities),
    )
