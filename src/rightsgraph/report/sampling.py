"""How stable the betweenness of actors is when other activities are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from rightsgraph.measures.uncertainty import bootstrap
from rightsgraph.networks.network import Network

SAMPLES = 1000
LARGEST = 1000  # actors up to which samples are drawn
DIGITS = 9
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Interval:
    """Where 95 % of an actor's values in the samples lie.

    Attributes
    ----------
    low, high : float
        The bounds.
    among_first : float
        Share of the samples in which it is among the first ten.
    """

    low: float
    high: float
    among_first: float


def intervals_of(network: Network) -> dict[str, Interval]:
    """Return the interval of the betweenness of each actor; none for a network too large.

    What is drawn is top-level activities with all their parts; see
    `rightsgraph.measures.uncertainty.bootstrap`.
    """
    found = network.projection.found
    if len(found.actors) > LARGEST:
        return {}
    number = {top: count for count, top in enumerate(dict.fromkeys(network.projection.tops))}
    top_of_activity = np.array([number[top] for top in network.projection.tops])

    def project(rows: Array, draws: Array) -> nx.Graph:
        """Make the sample a network: its nodes, and its edges as a matrix."""
        actors, actor = np.unique(found.actor[rows], return_inverse=True)
        activity = np.unique(
            draws * len(found.activities) + found.activity[rows], return_inverse=True
        )[1]
        incidence = sparse.csr_array((np.ones(len(rows)), (actor, activity)))
        sample = nx.Graph(incidence=incidence)
        sample.add_nodes_from(actors.tolist())
        return sample

    def measure(sample: nx.Graph) -> dict[int, float]:
        incidence = sample.graph["incidence"]
        return dict(zip(sample, betweenness(incidence @ incidence.T).tolist(), strict=True))

    table = bootstrap(top_of_activity[found.activity], project, measure, samples=SAMPLES)
    return {
        found.actors[row["node"]].value: Interval(
            *(round(row[key], DIGITS) for key in ("low", "high", "among_first"))
        )
        for row in table
    }


def betweenness(tied: sparse.csr_array) -> Array:
    """Return the betweenness of each node, edges of length 1.

    Brandes' sums over all sources at once, by which a thousand samples of a small network take
    seconds.

    Parameters
    ----------
    tied : scipy.sparse.csr_array
        Square and symmetric; two nodes are tied where it is not 0, the diagonal does not count.

    Examples
    --------
    >>> path = sparse.csr_array(nx.to_numpy_array(nx.path_graph(4)))
    >>> betweenness(path).round(3).tolist()
    [0.0, 0.667, 0.667, 0.0]
    """
    size = tied.shape[0]
    if size < 3:
        return np.zeros(size)
    coordinates = tied.tocoo()
    apart = coordinates.row != coordinates.col
    ends = coordinates.row[apart], coordinates.col[apart]
    adjacency = sparse.csr_array((np.ones(apart.sum()), ends), shape=tied.shape)
    # paths from each source (column) to the nodes (rows) at each distance
    paths = [np.eye(size)]
    seen = np.eye(size, dtype=bool)
    while paths[-1].any():
        paths.append((adjacency @ paths[-1]) * ~seen)
        seen |= paths[-1] > 0
    share = np.zeros((size, size))
    for near, far in zip(paths[-2::-1], paths[:0:-1], strict=True):
        on = np.divide(1 + share, far, out=np.zeros_like(far), where=far > 0)
        share += (adjacency @ on) * near
    np.fill_diagonal(share, 0)
    return np.asarray(share.sum(axis=1) / ((size - 1) * (size - 2)))
