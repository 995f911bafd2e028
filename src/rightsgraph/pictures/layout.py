"""Where the nodes of a network are drawn: the same place in every run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

EXACT = 1000  # nodes up to which the drawing follows the length of every shortest path
NEARER = 0.8  # the power of the length of a path
GAP = 1.4  # between components, in units of the room that a node has


def positions(network: nx.Graph, *, aspect: float = 1.4) -> dict[Any, tuple[float, float]]:
    """Return a place for each node, so that few steps apart means near, and no two coincide.

    Each component is drawn by itself: up to 1000 nodes so that distances come near to the lengths
    of the shortest paths, where an edge is the longer the fewer neighbours its ends share; a larger
    one in rings around the node with most neighbours, by steps from it. It is turned so that it is
    wider than high, nodes are moved apart to one unit, and the components are packed into rows, the
    highest first. Neither the order of nodes and edges nor their weights matter.

    Parameters
    ----------
    network : networkx.Graph
        Undirected; may have components and isolated nodes, or no node at all.
    aspect : float
        The width of the drawing divided by its height that packing aims at.

    Returns
    -------
    dict of node to (float, float)
        x to the right, y upwards, rounded to three digits; the least of each is 0. Two nodes are
        0.9 or more apart.

    Examples
    --------
    >>> places = positions(nx.Graph([("a", "b"), ("c", "d")]))
    >>> sorted(places), places == positions(nx.Graph([("d", "c"), ("b", "a")]))
    (['a', 'b', 'c', 'd'], True)
    >>> positions(nx.Graph())
    {}

    References
    ----------
    E. R. Gansner, Y. Koren and S. North, Graph drawing by stress majorization. In Graph Drawing
    (2004) 239-250.
    """
    parts = [sorted(part, key=str) for part in nx.connected_components(network)]
    drawn = [(part, spread(arrange(network, part))) for part in parts]
    drawn.sort(key=lambda one: (*-np.ptp(one[1], axis=0)[::-1].round(6), str(one[0][0])))
    places: dict[Any, tuple[float, float]] = {}
    corners = pack([tuple(np.ptp(points, axis=0) + GAP) for _, points in drawn], aspect)
    for (part, points), corner in zip(drawn, corners, strict=True):
        moved = points - points.min(axis=0) + np.array(corner)
        for node, (x, y) in zip(part, moved.tolist(), strict=True):
            places[node] = (round(x, 3), round(y, 3))
    return {node: places[node] for node in network}


def arrange(network: nx.Graph, part: list[Any]) -> Points:
    """Return the places of one component's nodes, its longer side lying, in no unit."""
    number = {node: count for count, node in enumerate(part)}
    numbered = nx.empty_graph(len(part))
    ends = (sorted((number[one], number[other])) for one, other in network.edges(part))
    numbered.add_edges_from(sorted((one, other) for one, other in ends if one != other))
    rings = fan(numbered)
    if len(part) > EXACT:
        return laid_down(rings)
    rounds = int(np.clip(3e7 / len(part) ** 2, 30, 300))
    return laid_down(least_stress(lengths(numbered), rings, rounds))


def lengths(network: nx.Graph) -> Points:
    """Return the length of the shortest path between any two nodes, numbered from 0.

    An edge is 1 long where its ends have all neighbours in common, nearly 2 where they have none;
    long paths count for less, so that the few nodes far out leave room for the others.
    """
    from scipy.sparse.csgraph import shortest_path

    adjacent = nx.to_scipy_sparse_array(network, dtype=float, format="csr", weight=None)
    adjacent = adjacent.toarray() + np.eye(len(network))
    shared = adjacent @ adjacent
    size = adjacent.sum(axis=1)
    alike = shared / (size[:, None] + size[None, :] - shared)
    edges = np.where(adjacent > 0, 2 - alike, 0)
    np.fill_diagonal(edges, 0)
    return np.asarray(shortest_path(edges, directed=False)) ** NEARER


def fan(network: nx.Graph) -> Points:
    """Return rings around the node with most neighbours, branch by branch."""
    middle = max(network, key=lambda node: (network.degree[node], -node))
    steps = nx.single_source_shortest_path_length(network, middle)
    order = list(nx.dfs_preorder_nodes(nx.bfs_tree(network, middle), middle))
    turn = {node: 2 * np.pi * count / len(order) for count, node in enumerate(order)}
    return np.array(
        [[steps[node] * np.cos(turn[node]), steps[node] * np.sin(turn[node])] for node in network]
    )


def least_stress(wanted: Points, points: Points, rounds: int) -> Points:
    """Return points whose distances differ little from those wanted, by majorization.

    A difference counts by the square of its share in the distance wanted. Each round is rounded, so
    that other machines, whose last digits differ, arrive at the same place.
    """
    if len(points) < 2:
        return points
    wanted = wanted + np.diag(np.full(len(points), np.inf))
    weights = wanted**-2
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / len(points)) - 1 / len(points)
    for _ in range(rounds):
        x, y = points.T
        apart = np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2)
        pull = 1 / (wanted * np.maximum(apart, 1e-9))
        moved = (inverse @ (pull.sum(axis=1)[:, None] * points - pull @ points)).round(6)
        if np.abs(moved - points).max() < 1e-3:
            return moved
        points = moved
    return points


def laid_down(points: Points) -> Points:
    """Return points turned so that they vary most from left to right."""
    points = points - points.mean(axis=0)
    across, both, up = (points[:, [0, 0, 1]] * points[:, [0, 1, 1]]).sum(axis=0).round(6).tolist()
    angle = np.arctan2(2 * both, across - up) / 2
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (points @ turn).round(6)


def spread(points: Points, rounds: int = 200) -> Points:
    """Return points scaled to a usual distance of 1 to the next one and moved apart to that."""
    from scipy.spatial import cKDTree

    if len(points) < 2:
        return points
    nearest = cKDTree(points).query(points, k=2)[0][:, 1]
    points = points / max(float(np.median(nearest)), 1e-9)
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(0.999, output_type="ndarray")
        if not len(pairs):
            break
        one, other = pairs[np.lexsort(pairs.T[::-1])].T
        between = points[other] - points[one]
        length = np.hypot(*between.T)
        # points in the same place part in directions that depend on their numbers alone
        angle = (one * 2.399963 + other).astype(float)
        apart = np.where(
            (length > 1e-9)[:, None],
            between / np.maximum(length, 1e-9)[:, None],
            np.column_stack([np.cos(angle), np.sin(angle)]),
        )
        step = apart * ((1 - length) / 2)[:, None]
        np.add.at(points, one, -step)
        np.add.at(points, other, step)
        points = points.round(6)
    return points


def pack(sizes: list[tuple[float, float]], aspect: float) -> list[tuple[float, float]]:
    """Return the lower left corner of each box, the boxes in order of falling height.

    Boxes stand in rows as wide as suits the aspect best; a lower box may stand on another one.
    """
    if not sizes:
        return []
    total = sum(width for width, _ in sizes)
    widest = max(width for width, _ in sizes)
    trials = [list(stacked(sizes, width)) for width in np.linspace(widest, max(total, widest), 60)]

    def height_needed(corners: list[tuple[float, float]]) -> float:
        ends = np.array(corners) + np.array(sizes)
        width, height = ends.max(axis=0) - np.array(corners).min(axis=0)
        return max(height, width / aspect)

    corners = min(trials, key=height_needed)
    left, below = np.array(corners).min(axis=0).tolist()
    return [(x - left, y - below) for x, y in corners]


def stacked(sizes: list[tuple[float, float]], limit: float) -> Iterator[tuple[float, float]]:
    """Yield the lower left corner of boxes stacked in columns within rows, rows going down."""
    top, row_height = 0.0, sizes[0][1]
    left = column_width = used = 0.0
    for width, height in sizes:
        if used and used + height > row_height + 1e-9:
            left, column_width, used = left + column_width, 0.0, 0.0
        if left and left + max(width, column_width) > limit + 1e-9:
            top -= row_height
            left = column_width = used = 0.0
            row_height = height
        yield left, top - used - height
        used += height
        column_width = max(column_width, width)
