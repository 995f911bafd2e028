"""The filters of a network: which participations it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np
from pyoxigraph import NamedNode

from rightsgraph.dates import bounds
from rightsgraph.errors import EmptyNetworkError
from rightsgraph.namespaces import DCTERMS, RG, RGS, SKOS
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.links import PLACES, WHOLES, Links
from rightsgraph.networks.participations import Bools, Participations, read_participations

REPORTING = RGS["role-reporting"]
Resolve = Callable[[str], NamedNode]


def select_participations(
    links: Links, definition: Definition, resolve: Resolve
) -> tuple[Participations, list[NamedNode]]:
    """Return the participations of a network, and the activities that it leaves out undated.

    A participation whose only role is that of reporting is left out; so are groups unless they
    are asked for. A time slice keeps what can have happened within it, by the first and the last
    day that its date can mean; it leaves out what has no date.

    Raises
    ------
    EmptyNetworkError
        A filter leaves none; names the filter.
    """
    also = definition.also
    found = links.once(("participations", also), lambda: read_participations(links, also))
    for name, fits in filters(links, definition, resolve):
        found = found.where(fits(found))
        if not len(found):
            raise EmptyNetworkError(definition.name, name)
    undated = []
    if definition.since or definition.until:
        undated = [one for one in found.activities if not dated(links, one)]
        slice_ = f"since = {definition.since or '..'}, until = {definition.until or '..'}"
        found = found.where(on_activities(found, lambda one: in_time(links, one, definition)))
        if not len(found):
            raise EmptyNetworkError(definition.name, slice_)
    return (found.rolled_up(links) if definition.level == "rolled-up" else found), undated


def filters(
    links: Links, definition: Definition, resolve: Resolve
) -> Iterator[tuple[str, Callable[[Participations], Bools]]]:
    """Yield the filters of a definition but that on time: its name, and which rows pass."""
    yield "the participations that only report", does_more_than_report
    if not definition.groups:
        groups = links.instances(RG.ActorGroup)
        yield "groups = false", lambda found: on_actors(found, lambda one: one not in groups)
    for key, fits in (
        ("without", apart_from),
        ("types", of_type),
        ("roles", in_role),
        ("statuses", on_activity((RG.status,), SKOS.broader)),
        ("topics", on_activity((DCTERMS.subject,), SKOS.broader)),
        ("places", on_activity(PLACES, DCTERMS.isPartOf)),
    ):
        names = getattr(definition, key)
        if names:
            wanted = {resolve(name) for name in names}
            yield f"{key} = {', '.join(names)}", partial(fits, links, wanted)


def does_more_than_report(found: Participations) -> Bools:
    """Mark what has another role than that of reporting, or none."""
    other = np.array([role != REPORTING for role in found.roles], dtype=bool)
    return np.asarray(found.role[:, other].any(axis=1) | ~found.role.any(axis=1))


def apart_from(links: Links, without: set[NamedNode], found: Participations) -> Bools:
    """Mark the actors that are none of these and belong to none."""
    return on_actors(found, lambda one: not without.intersection(links.above(one, WHOLES)))


def of_type(links: Links, types: set[NamedNode], found: Participations) -> Bools:
    """Mark the actors of these types or a narrower one."""
    return on_actors(found, lambda one: links.leads(one, RG.actorType, types, SKOS.broader))


def in_role(links: Links, roles: set[NamedNode], found: Participations) -> Bools:
    """Mark what states one of these roles or a narrower one."""
    wanted = [bool(roles.intersection(links.above(role, [SKOS.broader]))) for role in found.roles]
    return np.asarray(found.role[:, np.array(wanted, dtype=bool)].any(axis=1))


def on_activity(
    predicates: Iterable[NamedNode], up: NamedNode
) -> Callable[[Links, set[NamedNode], Participations], Bools]:
    """Return a filter on what an activity has."""
    return lambda links, wanted, found: on_activities(
        found, lambda one: any(links.leads(one, p, wanted, up) for p in predicates)
    )


def on_actors(found: Participations, fits: Callable[[NamedNode], bool]) -> Bools:
    """Mark the rows whose actor fits."""
    return np.array([fits(one) for one in found.actors], dtype=bool)[found.actor]


def on_activities(found: Participations, fits: Callable[[NamedNode], bool]) -> Bools:
    """Mark the rows whose activity fits."""
    return np.array([fits(one) for one in found.activities], dtype=bool)[found.activity]


def dated(links: Links, activity: NamedNode) -> bool:
    """Return whether an activity is bounded in time on some side."""
    return activity in links.first or activity in links.last


def in_time(links: Links, activity: NamedNode, definition: Definition) -> bool:
    """Return whether an activity is dated and can have happened within the slice."""
    since, _ = bounds(definition.since) if definition.since else (None, None)
    _, until = bounds(definition.until) if definition.until else (None, None)
    first, last = links.first.get(activity), links.last.get(activity)
    return (
        dated(links, activity)
        and not (since and last and last < since.isoformat())
        and not (until and first and first > until.isoformat())
    )
