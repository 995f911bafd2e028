"""What chance alone would make of a network: which ties, and how kinds of actors mix."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import networkx as nx

from rightsgraph.measures.backbone import fdsm, sdsm
from rightsgraph.measures.groups import assortativity, ei_index, known
from rightsgraph.measures.uncertainty import adjust, permute
from rightsgraph.report.basis import Basis
from rightsgraph.report.sampling import DIGITS, LARGEST, SAMPLES

LEVEL = 0.05
SHUFFLES = 999


@dataclass(frozen=True)
class Rare:
    """A tie, and how probable it is by chance.

    Attributes
    ----------
    ends : tuple of (str, str)
        The nodes.
    shared, within : int
        How many activities the two share, and within how many of the top level.
    sdsm, fdsm : float
        How probable it is to share as many; see `rightsgraph.measures.backbone`.
    adjusted : float
        ``sdsm`` adjusted for the number of pairs of actors.
    """

    ends: tuple[str, str]
    shared: int
    within: int
    sdsm: float
    fdsm: float
    adjusted: float


@dataclass(frozen=True)
class Beyond:
    """Which ties are more than chance.

    Attributes
    ----------
    pairs : int
        Pairs of actors, each of them a test.
    beyond : int
        Ties that remain after the adjustment.
    single, repeated : int
        Ties of one shared activity, and of two or more.
    ordinary : int
        Of those of two or more, the ties whose p is above the level even taken by itself.
    of_centre : int
        How many of these have the centre as an end.
    ties : tuple of Rare
        The ties of two activities or more and those that remain, the least probable first.
    """

    pairs: int
    beyond: int
    single: int
    repeated: int
    ordinary: int
    of_centre: int
    ties: tuple[Rare, ...]


@dataclass(frozen=True)
class Mixing:
    """How actors of the same type are tied, beside chance.

    Attributes
    ----------
    apart : bool
        Whether it is of the network without the one that reports.
    within, between : int
        Number of ties within a type and between two; ties of an actor without a type left out.
    ei, mean, p : float or None
        E-I index, its mean where the types are shuffled among the actors, and how probable a value
        as far out is then.
    assortativity : float or None
        See `rightsgraph.measures.groups.assortativity`.
    activity : str
        IRI of the activity that makes most of the ties within a type; empty if there is none.
    of_activity : int
        How many of them it makes.
    """

    apart: bool
    within: int
    between: int
    ei: float
    mean: float | None
    p: float | None
    assortativity: float | None
    activity: str
    of_activity: int


def beyond_chance(basis: Basis) -> Beyond | None:
    """Return which ties are more than chance; none without a tie or for a network too large."""
    found, ties = basis.found, basis.network.graph
    if not ties.number_of_edges() or len(ties) > LARGEST:
        return None
    names = [actor.value for actor in found.actors]
    exact = sdsm(found.actor, found.activity)
    drawn = fdsm(found.actor, found.activity, samples=SAMPLES)
    pairs = len(names) * (len(names) - 1) // 2
    adjusted = adjust(exact, tests=pairs)
    rows = []
    for pair, p in exact.items():
        one, other = sorted(names[number] for number in pair)
        shared = basis.shared(one, other)
        within = {basis.activities[iri].top for iri in shared}
        values = (round(value, DIGITS) for value in (p, drawn[pair], adjusted[pair]))
        rows.append(Rare((one, other), len(shared), len(within), *values))
    rows.sort(key=lambda one: (one.sdsm, one.fdsm, one.ends))
    centre = set(basis.centre.members) if basis.centre else set()
    repeated = [one for one in rows if one.shared > 1]
    ordinary = [one for one in repeated if one.sdsm > LEVEL]
    return Beyond(
        pairs=pairs,
        beyond=sum(one.adjusted <= LEVEL for one in rows),
        single=len(rows) - len(repeated),
        repeated=len(repeated),
        ordinary=len(ordinary),
        of_centre=sum(not centre.isdisjoint(one.ends) for one in ordinary),
        ties=tuple(one for one in rows if one.shared > 1 or one.adjusted <= LEVEL),
    )


def mixing_of(basis: Basis) -> tuple[Mixing, ...]:
    """Return how types mix, with and without the one that reports; none where no type is known."""
    networks = [basis.network.graph]
    if basis.apart is not basis.network:
        networks.append(basis.apart.graph)
    return tuple(
        mixing(basis, network, apart=bool(number))
        for number, network in enumerate(networks)
        if ei_index(network, "type") is not None
    )


def mixing(basis: Basis, network: nx.Graph, *, apart: bool) -> Mixing:
    """Return how types mix in one network."""
    shuffled = permute(
        network, "type", ei_index, samples=SHUFFLES if len(network) <= LARGEST else 0
    )
    kind = known(network, "type")
    both = [ends for ends in network.edges if kind.keys() >= set(ends)]
    within = [(one, other) for one, other in both if kind[one] == kind[other]]
    by_activity = Counter(iri for ends in within for iri in basis.shared(*ends))
    activity, most = min(by_activity.items(), key=lambda one: (-one[1], one[0]), default=("", 0))
    assert shuffled.observed is not None
    return Mixing(
        apart=apart,
        within=len(within),
        between=len(both) - len(within),
        ei=shuffled.observed,
        mean=shuffled.mean,
        p=shuffled.p if shuffled.samples else None,
        assortativity=assortativity(network, "type"),
        activity=activity,
        of_activity=most,
    )
