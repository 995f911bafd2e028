"""From participations to weighted edges, by arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from rightsgraph.networks.participations import Ints, Participations, joined, once, within

Floats = np.ndarray[Any, np.dtype[np.float64]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
BLOCK = 100_000


@dataclass(frozen=True)
class Cells:
    """Each actor in each activity that it takes part in, once.

    Attributes
    ----------
    actor, activity : numpy.ndarray of int, shape (cells,)
        Their numbers; in order of activity, then of actor.
    size : numpy.ndarray of int, shape (cells,)
        How many distinct actors take part in that activity.
    of_row : numpy.ndarray of int, shape (participations,)
        The cell of each participation.
    """

    actor: Ints
    activity: Ints
    size: Ints
    of_row: Ints


@dataclass(frozen=True)
class Pairs:
    """What two nodes share, once for each activity as stated that they share.

    Attributes
    ----------
    left, right : numpy.ndarray of int, shape (pairs,)
        Numbers of the two nodes; of two actors the first is the smaller.
    one, other : numpy.ndarray of int, shape (pairs,)
        The cells of the two actors; the same cell twice where the second node is no actor.
    """

    left: Ints
    right: Ints
    one: Ints
    other: Ints


@dataclass(frozen=True)
class Edges:
    """The edges of a network, in order of their ends.

    Attributes
    ----------
    left, right : numpy.ndarray of int, shape (edges,)
        Numbers of the ends.
    weight : numpy.ndarray of float, shape (edges,)
        What they weigh.
    activities : numpy.ndarray of int, shape (edges,)
        The number of activities shared as stated.
    pair : numpy.ndarray of int, shape (pairs,)
        The pairs in the order of their edges.
    start : numpy.ndarray of int, shape (edges,)
        Where in ``pair`` those of each edge start.
    """

    left: Ints
    right: Ints
    weight: Floats
    activities: Ints
    pair: Ints
    start: Ints


def cells_of(actor: Ints, activity: Ints) -> Cells:
    """Return who takes part in what, once.

    Parameters
    ----------
    actor, activity : numpy.ndarray of int, shape (participations,)
        Numbers of actor and activity of each participation; one may stand several times.
    """
    number = int(actor.max()) + 1 if len(actor) else 1
    keys, of_row = np.unique(activity * number + actor, return_inverse=True)
    activity, actor = np.divmod(keys, number)
    _, sizes = np.unique(activity, return_counts=True)
    return Cells(actor, activity, np.repeat(sizes, sizes), of_row.reshape(-1))


def pairs_of(cells: Cells) -> Pairs:
    """Return each two actors that take part in one activity, once for each such activity.

    Examples
    --------
    >>> import numpy as np
    >>> cells = cells_of(np.array([0, 1, 2, 0, 1]), np.array([0, 0, 0, 1, 1]))
    >>> pairs = pairs_of(cells)
    >>> [*zip(pairs.left.tolist(), pairs.right.tolist(), cells.activity[pairs.one].tolist())]
    [(0, 1, 0), (0, 2, 0), (1, 2, 0), (0, 1, 1)]
    """
    _, sizes = np.unique(cells.activity, return_counts=True)
    following = cells.size - 1 - within(sizes)
    one = np.repeat(np.arange(len(cells.actor)), following)
    other = one + 1 + within(following)
    return Pairs(cells.actor[one], cells.actor[other], one, other)


def pairs_with(cells: Cells, activity: Ints, target: Ints) -> Pairs:
    """Return each actor with each target of an activity that it takes part in.

    Parameters
    ----------
    cells : Cells
        Who takes part in what.
    activity, target : numpy.ndarray of int, shape (targets,)
        Which activity has which target.
    """
    one, row = joined(cells.activity, activity)
    return Pairs(cells.actor[one], target[row], one, one)


def edges_of(cells: Cells, pairs: Pairs, top: Ints, weight: str) -> Edges:
    """Return the edges with their weight.

    ``count``: the number of distinct top-level activities within which the two share an activity.
    ``count-parts``: the number of activities that they share. ``newman``: the sum over these of
    1/(n - 1), n the distinct actors in the activity. ``jaccard``: the number of top-level
    activities that both take part in, of those that at least one takes part in.

    Parameters
    ----------
    cells, pairs
        Who takes part, and who shares what.
    top : numpy.ndarray of int, shape (activities,)
        Number of the top-level activity of each activity.
    weight : {'count', 'count-parts', 'newman', 'jaccard'}
        What an edge weighs.

    References
    ----------
    M. E. J. Newman, Scientific collaboration networks. II. Shortest paths, weighted networks, and
    centrality. Physical Review E 64, 016132 (2001), for ``newman``.
    """
    number = int(pairs.right.max()) + 1 if len(pairs.right) else 1
    key = pairs.left * number + pairs.right
    order = np.argsort(key, kind="stable")
    edges, start, shared = np.unique(key[order], return_index=True, return_counts=True)
    left, right = np.divmod(edges, number)
    edge = np.repeat(np.arange(len(edges)), shared)
    values: Floats | Ints = shared
    if weight == "newman":
        values = np.bincount(
            edge, weights=1.0 / (cells.size[pairs.one[order]] - 1), minlength=len(edges)
        )
    elif weight == "count":
        tops = int(top.max()) + 1 if len(top) else 1
        apart = once(edge * tops + top[cells.activity[pairs.one[order]]])
        values = np.bincount(apart // tops, minlength=len(edges))
    elif weight == "jaccard":
        values = jaccard(left, right, cells.actor, top[cells.activity])
    return Edges(left, right, values.astype(np.float64), shared, order, start)


def jaccard(left: Ints, right: Ints, actor: Ints, top: Ints) -> Floats:
    """Return the Jaccard index of the sets of top-level activities of each two actors."""
    shape = (int(actor.max()) + 1, int(top.max()) + 1)
    sets = sparse.csr_array((np.ones(len(actor)), (actor, top)), shape=shape)
    sets.data[:] = 1.0
    sizes = np.asarray(sets.sum(axis=1))
    both = np.concatenate(
        [
            (sets[left[i : i + BLOCK]] * sets[right[i : i + BLOCK]]).sum(axis=1)
            for i in range(0, len(left), BLOCK)
        ]
        or [np.zeros(0)]
    )
    return both / (sizes[left] + sizes[right] - both)


def roles_of(cells: Cells, pairs: Pairs, edges: Edges, found: Participations) -> Bytes:
    """Return the roles stated on each edge, as packed bits in the order of ``found.roles``."""
    rows = np.packbits(found.role, axis=1)
    of_cells = np.zeros((len(cells.actor), rows.shape[1]), dtype=np.uint8)
    np.bitwise_or.at(of_cells, cells.of_row, rows)
    both = of_cells[pairs.one[edges.pair]] | of_cells[pairs.other[edges.pair]]
    return np.bitwise_or.reduceat(both, edges.start, axis=0) if len(edges.start) else both


def rows_of(cells: Cells, pairs: Pairs, edges: Edges) -> tuple[Ints, Ints]:
    """Return the participations that each edge stands for: edge and row, in order, each once."""
    edge = np.repeat(np.arange(len(edges.left)), edges.activities)
    both = np.concatenate([pairs.one[edges.pair], pairs.other[edges.pair]])
    number, row = joined(both, cells.of_row)
    apart = once(np.concatenate([edge, edge])[number] * len(cells.of_row) + row)
    return np.divmod(apart, max(len(cells.of_row), 1))
