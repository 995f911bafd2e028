"""How far measures hang on which activities are known, and on chance."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import scipy

from rightsgraph.errors import UnknownNameError
from rightsgraph.measures.groups import SEED, known
from rightsgraph.tables import Table

Array = np.ndarray[Any, np.dtype[Any]]
Key = TypeVar("Key")
ALTERNATIVES = ("two-sided", "greater", "less")
METHODS = ("bh", "by", "holm")
COLUMNS = ("node", "value", "mean", "low", "high", "among_first", "samples")
DIGITS = 10


def bootstrap(
    activities: Sequence[Hashable] | Array,
    project: Callable[[Array, Array], nx.Graph],
    measure: Callable[[nx.Graph], Mapping[Any, float | None]],
    *,
    samples: int = 1000,
    level: float = 0.95,
    first: int = 10,
    absent: float | None = 0.0,
    seed: int = SEED,
) -> Table:
    """Return how much a measure of each node hangs on which activities are known.

    A sample has as many activities as are known, drawn from these with replacement. Whole
    activities are drawn, with all who take part in them, since the edges of one activity come and
    go together. One that is drawn twice counts as two activities. The network is projected from
    each sample, and measured; low and high are percentiles of the values in the samples.

    A sample lacks on average 37% of the activities. Sums over activities, such as the strength,
    are in samples on average as observed, but whatever counts distinct things, such as the degree,
    is mostly lower, and low and high with it: ``mean`` beside ``value`` shows by how much. Such an
    interval tells how stable the value is, and need not hold the value itself.

    Parameters
    ----------
    activities : sequence, shape (participations,)
        The activity of each participation: numbers or texts. Where several activities stand or
        fall together, as those of one project, what they belong to.
    project : callable
        Makes a network of two arrays: the positions of participations, which come as often as
        their activity is drawn, and for each the number of the draw that it comes by, which stands
        for the activity from then on.
    measure : callable
        Takes a network, returns a value by node.
    samples : int
        Number of samples.
    level : float
        Share of the values in the samples that lie between low and high.
    first : int
        How many nodes are meant by ``among_first``.
    absent : float or None
        Value of a node in a sample that it is absent from: 0 for degree, strength, betweenness and
        the like; ``None`` for measures that are not defined then, such as the constraint, to leave
        such samples out for that node.
    seed : int
        Of the random numbers.

    Returns
    -------
    Table
        A row for each node of the network of all activities, in the order of ``measure``:

        ``node``, ``value``
            Who, and the measure in the network of all activities.
        ``mean``, ``low``, ``high``
            Of the values in the samples; ``None`` if there is none.
        ``among_first``
            Share of the samples in which the node is among the first by the measure, in [0, 1].
            Nodes that tie for the last places share these.
        ``samples``
            Number of samples that give a value.

    Examples
    --------
    >>> from itertools import combinations
    >>> actors, activities = np.array([*"abbcab"]), [1, 1, 2, 2, 3, 3]
    >>> def project(rows, draws):
    ...     network = nx.Graph()
    ...     for draw in set(draws.tolist()):
    ...         network.add_edges_from(combinations(actors[rows[draws == draw]].tolist(), 2))
    ...     return network
    >>> table = bootstrap(activities, project, lambda network: dict(network.degree), first=1)
    >>> [(row["node"], row["value"], row["low"], row["high"]) for row in table]
    [('a', 1, 0.0, 1.0), ('b', 2, 1.0, 2.0), ('c', 1, 0.0, 1.0)]

    References
    ----------
    B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
    T. A. B. Snijders and S. P. Borgatti, Non-parametric standard errors and tests for network
    statistics. Connections 22 (1999) 161-170, for the bootstrap of networks.
    """
    _, unit = np.unique(np.asarray(activities), return_inverse=True)
    observed = measure(project(np.arange(len(unit)), unit))
    values = np.full((samples, len(observed)), np.nan)
    shares = np.zeros(len(observed))
    missing = np.nan if absent is None else absent
    generator = np.random.default_rng(seed)
    for sample in range(samples if observed else 0):
        found = measure(project(*drawn(unit, generator)))
        here = np.array([as_float(found.get(node)) for node in observed])
        shares += places(here, first)
        away = np.array([node not in found for node in observed])
        values[sample] = np.where(away, missing, here)
    return Table(
        COLUMNS,
        (
            {
                "node": node,
                "value": value,
                **spread(values[:, number], level),
                "among_first": float(shares[number] / samples),
            }
            for number, (node, value) in enumerate(observed.items())
        ),
    )


def drawn(unit: Array, generator: np.random.Generator) -> tuple[Array, Array]:
    """Return the positions of the units drawn with replacement, and the number of their draw."""
    order, sizes = np.argsort(unit, kind="stable"), np.bincount(unit)
    draws = generator.integers(len(sizes), size=len(sizes))
    lengths = sizes[draws]
    before = (np.cumsum(sizes) - sizes)[draws] - (np.cumsum(lengths) - lengths)
    return order[np.arange(lengths.sum()) + np.repeat(before, lengths)], np.repeat(
        np.arange(len(draws)), lengths
    )


def as_float(value: float | None) -> float:
    """Return a value as a number, nan if there is none."""
    return np.nan if value is None else float(value)


def places(values: Array, first: int) -> Array:
    """Return to what share each value is among the first; those that tie share the last places."""
    ranked = -np.round(values, DIGITS)
    best, worst = (
        scipy.stats.rankdata(ranked, method, nan_policy="omit") for method in ("min", "max")
    )
    return np.nan_to_num(np.clip((first - best + 1) / (worst - best + 1), 0, 1))


def spread(values: Array, level: float) -> dict[str, float | int | None]:
    """Return mean, percentiles and number of the values that are defined."""
    defined = values[~np.isnan(values)]
    if not len(defined):
        return {"samples": 0}
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    mean = float(defined.mean())
    return {"mean": mean, "low": float(low), "high": float(high), "samples": len(defined)}


@dataclass(frozen=True)
class Permutation:
    """A statistic of a network beside its values where an attribute is shuffled.

    Attributes
    ----------
    observed : float or None
        Of the network as it is; ``None`` if it is not defined.
    mean, sd : float or None
        Mean and standard deviation of the values in the samples.
    p : float or None
        How probable a value as far out is by chance alone.
    samples : int
        Number of samples that give a value.
    alternative : {'two-sided', 'greater', 'less'}
        What counts as far out.
    seed : int
        Of the random numbers.
    """

    observed: float | None
    mean: float | None
    sd: float | None
    p: float | None
    samples: int
    alternative: str
    seed: int


def permute(
    network: nx.Graph,
    attribute: str,
    statistic: Callable[[nx.Graph, str], float | None],
    *,
    alternative: str = "two-sided",
    samples: int = 999,
    seed: int = SEED,
) -> Permutation:
    """Return how probable a statistic is if an attribute has nothing to do with the edges.

    In each sample the values of the attribute are shuffled among the nodes that have one; nodes
    without it stay without, and the edges stay. With n samples of N in which the statistic is as
    great as observed or greater, p is (1 + n)/(1 + N) for ``greater``; likewise for ``less``; and
    twice the smaller of the two, at most 1, for ``two-sided``. Values are equal when they agree to
    ten decimals.

    Parameters
    ----------
    network : networkx.Graph
        It is not changed.
    attribute : str
        Of the nodes, such as ``type``.
    statistic : callable
        Takes a network and the name of the attribute, returns a number or ``None``, such as
        `rightsgraph.measures.groups.ei_index` or `assortativity`. Samples without a number are
        left out.
    alternative : {'two-sided', 'greater', 'less'}
        Whether values far out on either side, or great or small ones only, speak against chance.
    samples : int
        Number of samples; p is at least 1/(1 + samples).
    seed : int
        Of the random numbers.

    Returns
    -------
    Permutation
        The statistic, its mean and standard deviation in the samples, and p; all ``None`` if it is
        not defined for the network. The same for the same seed, in whatever order the nodes are,
        if that is true of the statistic.

    Raises
    ------
    UnknownNameError
        The alternative is none of the three.

    Examples
    --------
    >>> from rightsgraph.measures.groups import ei_index
    >>> two = nx.Graph([(1, 2), (2, 3), (1, 3), (4, 5), (5, 6), (4, 6)])
    >>> nx.set_node_attributes(two, dict(zip(two, "aaabbb")), "type")
    >>> found = permute(two, "type", ei_index, alternative="less")
    >>> found.observed, round(found.p, 1)  # 2 of the 20 ways to choose three of six
    (-1.0, 0.1)

    References
    ----------
    B. Phipson and G. K. Smyth, Permutation p-values should never be zero. Statistical Applications
    in Genetics and Molecular Biology 9, 39 (2010).
    D. Krackhardt and R. N. Stern, Informal networks and organizational crises: an experimental
    simulation. Social Psychology Quarterly 51 (1988) 123-140, for the E-I index.
    """
    check(alternative, "alternative", ALTERNATIVES)
    observed = statistic(network, attribute)
    if observed is None:
        return Permutation(None, None, None, None, 0, alternative, seed)
    labels = known(network, attribute)
    nodes = sorted(labels, key=str)
    generator, shuffled = np.random.default_rng(seed), network.copy()
    found = []
    for _ in range(samples):
        order = generator.permutation(len(nodes)).tolist()
        moved = {node: labels[nodes[other]] for node, other in zip(nodes, order, strict=True)}
        nx.set_node_attributes(shuffled, moved, attribute)
        found.append(as_float(statistic(shuffled, attribute)))
    values = np.array(found)[~np.isnan(found)]
    p = tail(np.round(values, DIGITS), round(observed, DIGITS), alternative)
    mean, sd = (float(values.mean()), float(values.std())) if len(values) else (None, None)
    return Permutation(observed, mean, sd, p, len(values), alternative, seed)


def tail(values: Array, observed: float, alternative: str) -> float:
    """Return how probable a value as far out as observed is, counting the observed one."""
    greater = float((1 + np.sum(values >= observed)) / (1 + len(values)))
    less = float((1 + np.sum(values <= observed)) / (1 + len(values)))
    return {"greater": greater, "less": less, "two-sided": min(1.0, 2 * greater, 2 * less)}[
        alternative
    ]


def adjust(
    p: Mapping[Key, float], method: str = "bh", *, tests: int | None = None
) -> dict[Key, float]:
    """Return p adjusted for the number of tests.

    Of many tests some have a small p by chance. With ``bh``, Benjamini and Hochberg's, those whose
    adjusted p is at most a level are false discoveries to that share at most, on average, if the
    tests are independent or go together; with ``by``, Benjamini and Yekutieli's, however they
    depend on each other; with ``holm``, the probability of any false one is at most the level.

    Parameters
    ----------
    p : mapping
        p by what is tested, such as the edges of `sdsm` or the names of statistics.
    method : {'bh', 'by', 'holm'}
        How to adjust.
    tests : int, optional
        Number of tests, if more than there are in ``p``, the others having p 1: such as all pairs
        of actors, where ``p`` has those only that share an activity.

    Returns
    -------
    dict
        Adjusted p in [0, 1], in the order of ``p``.

    Raises
    ------
    UnknownNameError
        The method is none of the three.

    Examples
    --------
    >>> adjust({"a": 0.01, "b": 0.03, "c": 0.04})  # 0.01 (3/1), 0.03 (3/2) but no more than c
    {'a': 0.03, 'b': 0.04, 'c': 0.04}
    >>> adjust({"a": 0.01, "b": 0.03, "c": 0.04}, "holm")  # 0.01 (3), 0.03 (2), c no less than b
    {'a': 0.03, 'b': 0.06, 'c': 0.06}

    References
    ----------
    Y. Benjamini and Y. Hochberg, Controlling the false discovery rate. Journal of the Royal
    Statistical Society B 57 (1995) 289-300.
    Y. Benjamini and D. Yekutieli, The control of the false discovery rate in multiple testing
    under dependency. Annals of Statistics 29 (2001) 1165-1188.
    S. Holm, A simple sequentially rejective multiple test procedure. Scandinavian Journal of
    Statistics 6 (1979) 65-70.
    """
    check(method, "method of adjustment", METHODS)
    others = 0 if tests is None else tests - len(p)
    values = np.concatenate([[*p.values()], np.ones(others)])
    adjusted = (
        holm(values)
        if method == "holm"
        else scipy.stats.false_discovery_control(values, method=method)
    )
    return dict(zip(p, adjusted.tolist(), strict=False))


def holm(p: Array) -> Array:
    """Return p adjusted by Holm's method."""
    order = np.argsort(p)
    steps = p[order] * np.arange(len(p), 0, -1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1)
    return adjusted


def check(name: str, kind: str, names: tuple[str, ...]) -> None:
    """Raise unless a name is known."""
    if name not in names:
        raise UnknownNameError(kind, name, names, f"choose from {', '.join(names)}")
