"""Backbones: the edges of a network that chance alone does not explain."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import scipy
from scipy import sparse
from scipy.special import bdtrc, betaln, expit, xlog1py, xlogy

from rightsgraph.measures.groups import SEED

Edge = tuple[Any, Any]
Array = np.ndarray[Any, np.dtype[Any]]
ROUNDS = 20
BLOCK = 1 << 15


@dataclass(frozen=True)
class Attendance:
    """Who takes part in what, each participation once.

    Attributes
    ----------
    names : list
        The actors, in order of their text.
    actor, activity : numpy.ndarray of int, shape (participations,)
        Their numbers, in order of activity, then of actor.
    one, other : numpy.ndarray of int, shape (meetings,)
        Each two participations in one activity.
    left, right, weight : numpy.ndarray of int, shape (pairs,)
        Numbers of each two actors that share an activity, and how many they share.
    """

    names: list[Any]
    actor: Array
    activity: Array
    one: Array
    other: Array
    left: Array
    right: Array
    weight: Array

    def by_pair(self, p: Array) -> dict[Edge, float]:
        """Return p by the names of each two actors."""
        pairs = zip(self.left.tolist(), self.right.tolist(), p.tolist(), strict=True)
        return {(self.names[one], self.names[other]): value for one, other, value in pairs}


def disparity_filter(network: nx.Graph) -> dict[Edge, float]:
    r"""Return how probable a weight as great as that of each edge is by chance alone.

    Chance: a node keeps its degree :math:`k` and its strength :math:`s`, the sum of the weights of
    its edges, and shares the strength out among the edges uniformly at random. An edge then has
    weight :math:`w` or more with probability :math:`(1 - w/s)^{k - 1}`. An edge has two ends and
    so two such probabilities; the smaller is its p. A node of degree 1 gives its only edge all its
    strength whatever it is, so that its probability is 1 and the other end decides alone; an edge
    between two such nodes has p 1.

    For weights that were measured as such, such as sums paid. The weights of a projection are
    counts whose chance hangs on the sizes of the activities, which this ignores: use `sdsm` or
    `fdsm` there.

    Parameters
    ----------
    network : networkx.Graph
        Undirected, without loops; edges have ``weight`` > 0, and weigh 1 without it.

    Returns
    -------
    dict
        p in [0, 1] by edge, in the order of the network's edges.

    Examples
    --------
    >>> star = nx.Graph()
    >>> star.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1)])
    >>> {edge: round(p, 2) for edge, p in disparity_filter(star).items()}
    {('a', 'b'): 0.04, ('a', 'c'): 0.81, ('a', 'd'): 0.81}

    References
    ----------
    M. A. Serrano, M. Boguna and A. Vespignani, Extracting the multiscale backbone of complex
    weighted networks. PNAS 106 (2009) 6483-6488.
    """
    degree, strength = dict(network.degree), dict(network.degree(weight="weight"))
    return {
        (one, other): min(
            float((1 - weight / strength[end]) ** (degree[end] - 1)) for end in (one, other)
        )
        for one, other, weight in network.edges(data="weight", default=1)
    }


def sdsm(actors: Iterable[Hashable], activities: Iterable[Hashable]) -> dict[Edge, float]:
    r"""Return how probable it is by chance alone that two actors share as many activities.

    Chance, by the stochastic degree sequence model: actor :math:`i` takes part in activity
    :math:`k` with probability :math:`p_{ik} = x_i y_k/(1 + x_i y_k)`, independently of everything
    else, where :math:`x` and :math:`y` are such that the expected number of activities of each
    actor and of actors of each activity are the observed ones (the bipartite configuration model).
    Two actors share :math:`w` activities or more with the upper tail of a Poisson binomial
    distribution of the probabilities :math:`p_{ik} p_{jk}`, which is summed exactly.

    Parameters
    ----------
    actors, activities : iterables of the same length
        Who takes part in what, one participation at each position; one that is listed several
        times counts once.

    Returns
    -------
    dict
        p in (0, 1] by pair of actors that share an activity, the pairs and their ends in order of
        their text. Other pairs have p 1. Empty without participations.

    See Also
    --------
    fdsm : Keeps the numbers of activities and of actors exactly, by samples. Of the models without
        samples this one is the closest to it (Neal, Domagalski and Sagan 2021).

    Notes
    -----
    p is small where to meet is rare: of two actors that take part once each, in the same of many
    activities, it can be small too, though they met once. It says that they did not meet by
    chance, not that they meet often.

    Examples
    --------
    >>> found = sdsm(["a", "b", "c", "d"], ["x", "x", "y", "y"])  # all p_ik 1/2: 1 - (1 - 1/4)^2
    >>> {pair: round(p, 4) for pair, p in found.items()}
    {('a', 'b'): 0.4375, ('c', 'd'): 0.4375}

    References
    ----------
    Z. P. Neal, The backbone of bipartite projections. Social Networks 39 (2014) 84-97.
    F. Saracco, R. Di Clemente, A. Gabrielli and T. Squartini, Randomizing bipartite networks: the
    case of the World Trade Web. Scientific Reports 5, 10595 (2015).
    Z. P. Neal, R. Domagalski and B. Sagan, Comparing alternatives to the fixed degree sequence
    model for extracting the backbone of bipartite projections. Scientific Reports 11, 23929 (2021).
    """
    found = attendance(actors, activities)
    if not len(found.weight):
        return {}
    degrees, kind, counts = np.unique(
        np.bincount(found.actor), return_inverse=True, return_counts=True
    )
    sizes, repeats = np.unique(np.bincount(found.activity), return_counts=True)
    chance = bicm(degrees, counts, sizes, repeats)
    kinds = np.sort(np.column_stack([kind[found.left], kind[found.right]]), axis=1)
    cases = np.column_stack([kinds, found.weight])
    (one, other, weight), case = np.unique(cases.T, axis=1, return_inverse=True)
    p = np.empty(len(weight))
    for least in np.unique(weight).tolist():
        here = weight == least
        p[here] = upper_tail(chance[one[here]] * chance[other[here]], repeats, least)
    return found.by_pair(p[case])


def fdsm(
    actors: Iterable[Hashable],
    activities: Iterable[Hashable],
    *,
    samples: int = 1000,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> dict[Edge, float]:
    """Return how probable it is by chance alone that two actors share as many activities.

    Chance, by the fixed degree sequence model: all ways to spread the participations are equally
    probable in which each actor takes part in as many activities, and each activity has as many
    actors, as observed. p is (1 + n)/(1 + samples), n the samples of such ways in which the two
    share as many activities as observed or more.

    A sample is drawn by curveball trades: two actors put the activities in which only one of them
    takes part together, shuffle them, and each takes as many as before. In a round each actor
    trades with another one, drawn at random (of an odd number one pauses). Such rounds lead from
    the observed participations to a hidden start, and from there, anew for each sample, to the
    sample. A round can be undone with the same probability, so that observation and samples are
    exchangeable if chance alone is at work, and the test keeps its level however few the rounds.

    Parameters
    ----------
    actors, activities : iterables of the same length
        Who takes part in what, one participation at each position; one that is listed several
        times counts once.
    samples : int
        Number of samples; p is at least 1/(1 + samples).
    rounds : int
        Number of rounds for a sample. 20 rounds are 10 times as many trades as there are actors;
        at least so many are needed for samples to forget the start according to Neal.
    seed : int
        Of the random numbers.

    Returns
    -------
    dict
        p in (0, 1] by pair of actors that share an activity, the pairs and their ends in order of
        their text. Other pairs have p 1. Empty without participations. The same for the same
        seed, in whatever order the participations are.

    See Also
    --------
    sdsm : Keeps the numbers of activities and of actors on average, without samples. What it says
        of a small p holds here as well.

    Examples
    --------
    >>> found = fdsm(["a", "b", "c", "d"], ["x", "x", "y", "y"])  # a has one of three partners
    >>> {pair: round(p, 1) for pair, p in found.items()}
    {('a', 'b'): 0.3, ('c', 'd'): 0.3}

    References
    ----------
    K. A. Zweig and M. Kaufmann, A systematic approach to the one-mode projection of bipartite
    graphs. Social Network Analysis and Mining 1 (2011) 187-218.
    G. Strona, D. Nappo, F. Boccacci, S. Fattorini and J. San-Miguel-Ayanz, A fast and unbiased
    procedure to randomize ecological binary matrices with fixed row and column totals. Nature
    Communications 5, 4114 (2014).
    C. J. Carstens, A. Berger and G. Strona, A unifying framework for fast randomization of
    ecological networks with fixed (node) degrees. MethodsX 5 (2018) 773-780, for the rounds.
    J. Besag and P. Clifford, Generalized Monte Carlo significance tests. Biometrika 76 (1989)
    633-642.
    Z. P. Neal, Mixing time for uniform sampling of bipartite graphs with fixed degrees using the
    trade algorithm. arXiv:2305.04937 (2023).
    """
    found = attendance(actors, activities)
    if not len(found.weight):
        return {}
    generator = np.random.default_rng(seed)
    start = traded(found.actor[None], found.activity, rounds, generator)
    batch = max(1, BLOCK // len(found.actor))
    reached = np.ones(len(found.weight))
    for drawn in range(0, samples, batch):
        copies = np.repeat(start, min(batch, samples - drawn), axis=0)
        sample = traded(copies, found.activity, rounds, generator)
        reached += (weights_in(sample, found) >= found.weight).sum(axis=0)
    return found.by_pair(reached / (1 + samples))


def backbone(network: nx.Graph, p: Mapping[Edge, float], level: float = 0.05) -> nx.Graph:
    """Return the network of the edges whose p is at most a level.

    Parameters
    ----------
    network : networkx.Graph
        Undirected; it is not changed.
    p : mapping
        p by edge, either end first, such as that of `disparity_filter`, `sdsm` or `fdsm`, or what
        `rightsgraph.measures.uncertainty.adjust` makes of it. An edge that it lacks has not been
        tested and is left out.
    level : float
        The greatest p that an edge may have.

    Returns
    -------
    networkx.Graph
        A copy with all nodes and attributes and those edges, each with its ``p``.

    Examples
    --------
    >>> triangle = nx.Graph(["ab", "bc", "ac"])
    >>> backbone(triangle, {("a", "b"): 0.01, ("c", "b"): 0.05, ("a", "c"): 0.2}).edges(data=True)
    EdgeDataView([('a', 'b', {'p': 0.01}), ('b', 'c', {'p': 0.05})])
    """
    found = {frozenset(edge): value for edge, value in p.items()}
    kept = network.copy()
    for one, other in network.edges:
        value = found.get(frozenset((one, other)))
        if value is None or value > level:
            kept.remove_edge(one, other)
        else:
            kept.edges[one, other]["p"] = value
    return kept


def attendance(actors: Iterable[Hashable], activities: Iterable[Hashable]) -> Attendance:
    """Return who takes part in what from one participation at each position."""
    names, actor = numbered(actors)
    events, activity = numbered(activities)
    activity, actor = np.unique(np.stack([activity, actor]), axis=1)
    held = sparse.csr_array(
        (np.ones(len(actor)), (np.arange(len(actor)), activity)), shape=(len(actor), len(events))
    )
    one, other = sparse.triu(held @ held.T, k=1).nonzero()
    pairs, weight = np.unique(actor[one] * len(names) + actor[other], return_counts=True)
    left, right = np.divmod(pairs, max(1, len(names)))
    return Attendance(names, actor, activity, one, other, left, right, weight)


def numbered(values: Iterable[Hashable]) -> tuple[list[Any], Array]:
    """Return the distinct values in order of their text, and the number of each value."""
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    names = sorted(set(listed), key=str)
    number = {name: position for position, name in enumerate(names)}
    return names, np.array([number[value] for value in listed], dtype=np.int64)


def bicm(degrees: Array, counts: Array, sizes: Array, repeats: Array) -> Array:
    """Return the probability that an actor of each degree takes part in an activity of each size.

    The degrees and sizes are distinct; how many actors and activities have them is in ``counts``
    and ``repeats``. A probability that the degrees force to 0 or 1 is reached to the last digits.
    """
    rows = len(degrees)

    def probabilities(logits: Array) -> Array:
        return np.asarray(expit(logits[:rows, None] + logits[rows:]))

    def excess(logits: Array) -> Array:
        chance = probabilities(logits)
        by_row, by_column = chance @ repeats - degrees, counts @ chance - sizes
        return np.concatenate([counts * by_row, repeats * by_column])

    def slopes(logits: Array) -> Array:
        chance = probabilities(logits)
        inner = np.outer(counts, repeats) * chance * (1 - chance)
        by_row, by_column = np.diag(inner.sum(axis=1)), np.diag(inner.sum(axis=0))
        return np.block([[by_row, inner], [inner.T, by_column]])

    start = np.log(np.concatenate([degrees, sizes])) - np.log(degrees @ counts) / 2
    exact = {"xtol": 1e-15, "ftol": 1e-15, "gtol": 1e-15}
    solved = scipy.optimize.root(excess, start, jac=slopes, method="lm", options=exact)
    return probabilities(solved.x)


def upper_tail(chance: Array, repeats: Array, least: int) -> Array:
    """Return, for each row of events, how probable it is that so many or more of them come about.

    They are independent; at each position are ``repeats`` events of the same probability.
    """
    tails = np.zeros((len(chance), least + 1))
    tails[:, 0] = 1
    for event, times in zip(chance.T[:, :, None], repeats.tolist(), strict=True):
        few = np.arange(min(least, times) + 1)
        ways = -betaln(times - few + 1, few + 1) - np.log(times + 1)
        exactly = np.exp(ways + xlogy(few, event) + xlog1py(times - few, -event))
        before, tails = tails, np.zeros_like(tails)
        tails[:, few] = bdtrc(few - 1.0, times, event)
        for number in few[few < least].tolist():
            tails[:, number + 1 :] += exactly[:, number, None] * before[:, 1 : least + 1 - number]
    return np.minimum(tails[:, least], 1)


def traded(actor: Array, activity: Array, rounds: int, generator: np.random.Generator) -> Array:
    """Return who takes part after rounds of curveball trades, in each of several samples.

    Rows are samples; at each position is the actor of a participation in ``activity`` there. In a
    round the actors are paired at random, and two that are paired trade: the activities in which
    only one of them takes part fall to them at random, to each as many as before.
    """
    samples, size = np.arange(len(actor))[:, None], int(actor.max()) + 1
    pairs, events = (size + 1) // 2, int(activity.max()) + 1
    for _ in range(rounds):
        queue = generator.permuted(np.tile(np.arange(size), (len(actor), 1)), axis=1)
        place = np.take_along_axis(np.argsort(queue, axis=1), actor, axis=1)
        pair = (samples * pairs + place // 2).ravel()
        meeting = pair * events + np.tile(activity, len(actor))
        order = np.argsort(meeting)
        same = np.diff(meeting[order]) == 0
        alone = order[~(np.append(same, False) | np.append(False, same))]
        drawn = alone[np.argsort(pair[alone] + generator.random(len(alone)) / 2)]
        places = place.ravel()
        places[drawn] = places[alone]
        actor = np.take_along_axis(queue, places.reshape(actor.shape), axis=1)
    return actor


def weights_in(actor: Array, found: Attendance) -> Array:
    """Return how many activities each two actors share that share one as observed, by sample."""
    size = len(found.names)
    observed = found.left * size + found.right
    ends = np.sort([actor[:, found.one], actor[:, found.other]], axis=0)
    met = ends[0] * size + ends[1]
    pair = np.searchsorted(observed[:-1], met)
    pair += np.arange(len(actor))[:, None] * len(observed)
    kept = np.tile(observed, len(actor))[pair] == met
    counts = np.bincount(pair[kept], minlength=len(actor) * len(observed))
    return counts.reshape(len(actor), -1)
