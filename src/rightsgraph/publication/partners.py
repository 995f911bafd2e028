"""The partners that an actor shares activities with, and their places in a small picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode

from rightsgraph.namespaces import RDF, RG, RGS
from rightsgraph.publication.facts import Reader, Thing, Values
from rightsgraph.publication.names import Names

SHOWN = 24
WIDTH, RADIUS, ROW, MARGIN = 720, 130, 27, 30
LOOSE = 40  # a row where there are few
LONGEST = 25  # signs of a label
REPORTING = RGS["role-reporting"]


@dataclass(frozen=True)
class Partner:
    """One partner and the activities that it shares."""

    actor: NamedNode
    activities: list[NamedNode]


@dataclass(frozen=True)
class Spot:
    """Where a partner is drawn, with its label and the width of its tie."""

    partner: Partner
    x: float
    y: float
    label: str
    side: str
    width: float


class Partners:
    """Finds who takes part in the same activities, as the network `actors` ties them.

    Groups that a source names only by kind are left out, and so is who only reports.
    """

    def __init__(self, reader: Reader, names: Names) -> None:
        self.reader, self.names = reader, names
        self.actors = lru_cache(maxsize=20_000)(self.read_actors)

    def read_actors(self, activity: NamedNode) -> list[NamedNode]:
        """Return the actors of an activity."""
        found: dict[NamedNode, None] = {}
        for quad in self.reader.links_to(activity):
            if quad.predicate != RG.inActivity:
                continue
            for actor in counted(self.reader.values(quad.subject)):
                if RG.ActorGroup not in self.reader.values(actor).get(RDF.type, ()):
                    found[actor] = None
        return list(found)

    def of(self, thing: Thing) -> list[Partner]:
        """Return an actor's partners, those that share most first."""
        own: dict[NamedNode, None] = {}
        for relation in thing.relations.get(RG.Participation, ()):
            if thing.iri in counted(relation.values):
                own.update(dict.fromkeys(relation.values.get(RG.inActivity, ())))
        if thing.iri not in {one for activity in own for one in self.actors(activity)}:
            return []
        shared: dict[NamedNode, list[NamedNode]] = {}
        for activity in own:
            for actor in self.actors(activity):
                if actor != thing.iri:
                    shared.setdefault(actor, []).append(activity)
        found = [Partner(actor, activities) for actor, activities in shared.items()]
        return sorted(found, key=lambda one: (-len(one.activities), one.actor.value))

    def drawn(self, partners: list[Partner], code: str) -> tuple[list[Spot], float]:
        """Return where the strongest partners stand around the middle, and the height.

        On either side of a circle, in rows of one height, so that no two labels meet.
        """
        shown = partners[:SHOWN]
        rows = math.ceil(len(shown) / 2)
        high = ROW if rows > 4 else LOOSE
        height = max(rows, 2) * high + 2 * MARGIN
        most = max((len(one.activities) for one in shown), default=1)
        spots = []
        for number, partner in enumerate(shown):
            side, row = number % 2, number // 2
            beside = rows if side == 0 else len(shown) - rows
            down = (row - (beside - 1) / 2) * high
            reach = max(rows * high / 2 * 1.15, RADIUS * 0.6)
            across = RADIUS * math.sqrt(max(0.0, 1 - (down / reach) ** 2))
            x = WIDTH / 2 + (across if side == 0 else -across)
            width = 1.2 + 5 * len(partner.activities) / most
            label = self.label(partner.actor, code)
            spots.append(
                Spot(
                    partner,
                    round(x, 1),
                    round(height / 2 + down, 1),
                    label,
                    "start" if side == 0 else "end",
                    round(width, 1),
                )
            )
        return spots, height

    def label(self, actor: NamedNode, code: str) -> str:
        """Return a short name: an acronym, or the start of the name."""
        name = self.names.acronym(actor, code) or self.names.text(actor, code)
        return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def counted(values: Values) -> list[Any]:
    """Return the actors of a participation; none of one that only reports."""
    roles = values.get(RG.role, [])
    return [] if roles and all(role == REPORTING for role in roles) else values.get(RG.actor, [])
