"""From participations to a weighted network, by arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from pyoxigraph import NamedNode

from rightsgraph.labels import label_of
from rightsgraph.namespaces import DCTERMS, RG
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.participations import Links, Participation

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Pairs:
    """Each two actors that take part in one activity as stated, once for each such activity.

    Attributes
    ----------
    left, right : numpy.ndarray of int, shape (pairs,)
        Numbers of the actors, left < right.
    activity : numpy.ndarray of int, shape (pairs,)
        Number of the activity that they share.
    size : numpy.ndarray of int, shape (pairs,)
        How many distinct actors take part in that activity.
    """

    left: Ints
    right: Ints
    activity: Ints
    size: Ints


def pairs_of(actor: Ints, activity: Ints) -> Pairs:
    """Return the pairs of actors in the same activity.

    Parameters
    ----------
    actor, activity : numpy.ndarray of int, shape (participations,)
        Numbers of actor and activity of each participation; one may stand several times.

    Examples
    --------
    >>> import numpy as np
    >>> pairs = pairs_of(np.array([0, 1, 2, 0, 1]), np.array([0, 0, 0, 1, 1]))
    >>> [*zip(pairs.left.tolist(), pairs.right.tolist(), pairs.activity.tolist())]
    [(0, 1, 0), (0, 2, 0), (1, 2, 0), (0, 1, 1)]
    """
    once = np.unique(np.stack([activity, actor]), axis=1)
    activity, actor = once[0], once[1]
    _, first, sizes = np.unique(activity, return_index=True, return_counts=True)
    position = np.arange(len(actor)) - np.repeat(first, sizes)
    following = np.repeat(sizes, sizes) - 1 - position
    left = np.repeat(np.arange(len(actor)), following)
    start = np.concatenate([[0], np.cumsum(following)[:-1]])
    right = left + 1 + np.arange(len(left)) - np.repeat(start, following)
    return Pairs(
        actor[left], actor[right], activity[left], np.repeat(np.repeat(sizes, sizes), following)
    )


def weights_of(pairs: Pairs, top: Ints, weight: str) -> tuple[Ints, Ints, Floats, Ints]:
    """Return the edges: both ends, the weight, and the number of activities shared as stated.

    ``count``: the number of distinct top-level activities within which the two share an activity.
    ``count-parts``: the number of activities that they share. ``newman``: the sum over these of
    1/(n - 1), n the distinct actors in the activity.

    Parameters
    ----------
    pairs : Pairs
        Who shares what.
    top : numpy.ndarray of int, shape (activities,)
        Number of the top-level activity of each activity.
    weight : {'count', 'count-parts', 'newman'}
        What is summed.

    References
    ----------
    M. E. J. Newman, Scientific collaboration networks. II. Shortest paths, weighted networks, and
    centrality. Physical Review E 64, 016132 (2001), for ``newman``.
    """
    ends = np.stack([pairs.left, pairs.right])
    edges, edge = np.unique(ends, axis=1, return_inverse=True)
    edge = edge.reshape(-1)
    number = edges.shape[1]
    shared = np.bincount(edge, minlength=number).astype(np.int64)
    if weight == "newman":
        values = np.bincount(edge, weights=1.0 / (pairs.size - 1), minlength=number)
    elif weight == "count":
        within = np.unique(np.stack([edge, top[pairs.activity]]), axis=1)
        values = np.bincount(within[0], minlength=number)
    else:
        values = shared
    return edges[0], edges[1], values.astype(np.float64), shared


def jaccard_of(left: Ints, right: Ints, actor: Ints, top: Ints) -> Floats:
    """Return the Jaccard index of the sets of top-level activities of each two actors."""
    tops: dict[int, set[int]] = defaultdict(set)
    for one, whole in zip(actor.tolist(), top.tolist(), strict=True):
        tops[one].add(whole)
    return np.array(
        [
            len(tops[one] & tops[other]) / len(tops[one] | tops[other])
            for one, other in zip(left.tolist(), right.tolist(), strict=True)
        ]
    )


def numbered(terms: Iterable[NamedNode]) -> tuple[list[NamedNode], dict[NamedNode, int]]:
    """Return distinct terms in the order of their IRIs, and the number of each."""
    names = sorted(set(terms), key=str)
    return names, {name: number for number, name in enumerate(names)}


def project_network(
    links: Links, found: list[Participation], definition: Definition, language: str = "en"
) -> nx.Graph:
    """Return the network of participations: actors with actors, or actors with activities.

    Actors are tied if they take part in the same activity as stated, never through a parent.

    Returns
    -------
    networkx.Graph
        Nodes are IRIs (``str``) with ``label`` and, where known, ``type``; in a two-mode network
        also ``bipartite`` (0 actor, 1 activity). Edges have ``weight``, ``activities`` (number of
        activities shared as stated; two-mode: 1), ``roles``, and ``first`` and ``last`` (days as
        text) where all that is shared is bounded on that side; between actors also ``distance``,
        1/weight. Order of nodes and edges is that of the IRIs.
    """
    network = nx.Graph(name=definition.name, title=definition.title)
    actors, actor_number = numbered(one.actor for one in found)
    add_nodes(network, links, actors, RG.actorType, language)
    roles: dict[tuple[NamedNode, NamedNode], set[str]] = defaultdict(set)
    for one in found:
        roles[one.actor, one.activity].update(
            label_of(links.store, role, language) for role in one.roles
        )
    if definition.mode == "two-mode":
        activities, _ = numbered(one.activity for one in found)
        add_nodes(network, links, activities, RG.activityType, language)
        nx.set_node_attributes(network, {one.value: 0 for one in actors}, "bipartite")
        nx.set_node_attributes(network, {one.value: 1 for one in activities}, "bipartite")
        for actor, activity in sorted(roles, key=str):
            network.add_edge(
                actor.value,
                activity.value,
                weight=1.0,
                activities=1,
                roles=sorted(roles[actor, activity]),
                **days(links, [activity]),
            )
        return network
    activities, activity_number = numbered(one.activity for one in found)
    wholes = [links.top(one, [DCTERMS.isPartOf]) for one in activities]
    whole_number = numbered(wholes)[1]
    top = np.array([whole_number[one] for one in wholes])
    actor_of = np.array([actor_number[one.actor] for one in found])
    activity_of = np.array([activity_number[one.activity] for one in found])
    pairs = pairs_of(actor_of, activity_of)
    left, right, values, shared = weights_of(pairs, top, definition.weight)
    if definition.weight == "jaccard":
        values = jaccard_of(left, right, actor_of, top[activity_of])
    together: dict[tuple[int, int], list[NamedNode]] = defaultdict(list)
    for one, other, activity in zip(
        pairs.left.tolist(), pairs.right.tolist(), pairs.activity.tolist(), strict=True
    ):
        together[one, other].append(activities[activity])
    for one, other, value, number in zip(
        left.tolist(), right.tolist(), values.tolist(), shared.tolist(), strict=True
    ):
        both = together[one, other]
        network.add_edge(
            actors[one].value,
            actors[other].value,
            weight=value,
            distance=1 / value,
            activities=number,
            roles=sorted({r for a in both for end in (one, other) for r in roles[actors[end], a]}),
            **days(links, both),
        )
    return network


def add_nodes(
    network: nx.Graph, links: Links, terms: list[NamedNode], kind: NamedNode, language: str
) -> None:
    """Add nodes with their label and type."""
    for term in terms:
        kinds = [label_of(links.store, one, language) for one in links.of(kind).get(term, [])]
        known = {"type": "; ".join(kinds)} if kinds else {}
        network.add_node(term.value, label=label_of(links.store, term, language), **known)


def days(links: Links, activities: list[NamedNode]) -> dict[str, str]:
    """Return the first and the last day of activities, where every one has a bound there."""
    found = {}
    for key, predicate, choose in (("first", RG.earliest, min), ("last", RG.latest, max)):
        bounds = [links.of(predicate).get(activity) for activity in activities]
        if all(bounds):
            found[key] = choose(bound.value for each in bounds if each for bound in each)
    return found
