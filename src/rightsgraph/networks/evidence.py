"""What the edges of a network stand for: activities, roles, days, passages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from pyoxigraph import NamedNode

from rightsgraph.describe import natural
from rightsgraph.namespaces import DCTERMS, RG
from rightsgraph.networks.graphs import Projection
from rightsgraph.networks.links import PLACES


@dataclass(frozen=True)
class Shared:
    """One activity behind an edge.

    Attributes
    ----------
    activity, name : str
        IRI and name of the activity as stated, or of what else the two share.
    within : str
        IRI of the top-level activity that it is part of, or its own.
    roles, other_roles : tuple of str
        The roles of the first and of the second actor; the second is empty in a network of actors
        tied to something else.
    first, last : str
        The days that its date can mean; empty where that side is open or unknown.
    statuses, topics, places, countries : tuple of str
        What is known of the activity, by name.
    passages : tuple of str
        Keys of the passages that state the participations, and the stances on an instrument.
    participations : tuple of str
        Their IRIs.
    """

    activity: str
    name: str
    within: str
    roles: tuple[str, ...]
    other_roles: tuple[str, ...]
    first: str
    last: str
    statuses: tuple[str, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    passages: tuple[str, ...]
    participations: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What the edges of a projection stand for."""

    projection: Projection

    def behind(self, one: NamedNode, two: NamedNode) -> list[Shared]:
        """Return what an edge stands for, its ends being known."""
        if self.projection.definition.mode == "actors":
            mine, theirs = self.taken_part(one), self.taken_part(two)
            shared = sorted(mine.keys() & theirs.keys())
            return [self.shared(activity, mine[activity], theirs[activity]) for activity in shared]
        if one not in self.numbers:
            one, two = two, one
        mine = self.taken_part(one)
        activities = self.projection.found.activities
        targets = self.projection.targets
        return [
            self.shared(activity, mine[activity], [], two)
            for activity in sorted(mine)
            if two in targets.get(activities[activity], [])
        ]

    @cached_property
    def numbers(self) -> dict[NamedNode, int]:
        """The number of each actor."""
        return {actor: number for number, actor in enumerate(self.projection.found.actors)}

    @cached_property
    def rows(self) -> tuple[Any, Any]:
        """The rows of the participations by actor, and where those of each actor start."""
        actor = self.projection.found.actor
        order = np.argsort(actor, kind="stable")
        return order, np.searchsorted(actor[order], np.arange(len(self.numbers) + 1))

    def taken_part(self, actor: NamedNode) -> dict[int, list[int]]:
        """Return the rows of an actor's participations by the number of the activity."""
        order, start = self.rows
        number = self.numbers[actor]
        found: dict[int, list[int]] = {}
        for row in order[start[number] : start[number + 1]].tolist():
            found.setdefault(int(self.projection.found.activity[row]), []).append(row)
        return found

    def shared(
        self, number: int, mine: list[int], theirs: list[int], other: NamedNode | None = None
    ) -> Shared:
        """Return one activity as evidence."""
        projection, links = self.projection, self.projection.links
        found, activity = projection.found, projection.found.activities[number]
        nodes = sorted({found.node[row] for row in [*mine, *theirs]})
        stated = [NamedNode(node) for node in nodes]
        if other is not None and projection.definition.mode == "instruments":
            stated += projection.stances[activity, other]
        passages = {key for node in stated for key in projection.passages(node)}

        return Shared(
            activity=activity.value,
            name=projection.name(number),
            within=projection.tops[number].value,
            roles=tuple(links.labels(found.stated(mine))),
            other_roles=tuple(links.labels(found.stated(theirs))),
            first=links.first.get(activity, ""),
            last=links.last.get(activity, ""),
            statuses=tuple(links.names(activity, RG.status)),
            topics=tuple(links.names(activity, DCTERMS.subject)),
            places=tuple(links.names(activity, *PLACES)),
            countries=tuple(links.labels(links.countries(activity))),
            passages=tuple(sorted(passages, key=natural)),
            participations=tuple(nodes),
        )
