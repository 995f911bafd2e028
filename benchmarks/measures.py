"""Measures of one network: ours by igraph beside plain networkx, the numbers compared.

``networks.py`` runs this file in a process of its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx

import rightsgraph
from rightsgraph.measures.engines import to_igraph
from rightsgraph.measures.nodes import measure_nodes

CLOSE = 1e-9
SOURCES = 100
Values = dict[str, float]

PLAIN: dict[str, Callable[[nx.Graph], Values]] = {
    "degree": lambda network: dict(network.degree),
    "strength": lambda network: dict(network.degree(weight="weight")),
    "pagerank": lambda network: nx.pagerank(network, tol=1e-12, max_iter=1000),
    "core": nx.core_number,
    "betweenness": nx.betweenness_centrality,
}


def sampled(network: nx.Graph) -> Values:
    """Return networkx's estimate of the betweenness from some of the nodes."""
    return nx.betweenness_centrality(network, k=min(SOURCES, len(network)), seed=1)


def timed(compute: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Return the best processor time of several runs, and the last result."""
    best, result = float("inf"), None
    for _ in range(times):
        start = time.process_time()
        result = compute()
        best = min(best, time.process_time() - start)
    return best, result


def compared(network: nx.Graph, name: str, times: int) -> tuple[str, float, float, float]:
    """Return one measure's name, both times, and by how much the numbers differ at most."""
    theirs, expected = timed(lambda: PLAIN[name](network), times)
    ours, table = timed(lambda: measure_nodes(network, engine="igraph", names=[name]), 3)
    difference = max(abs(row[name] - expected[row["node"]]) for row in table)
    assert difference <= CLOSE, (name, difference)
    return name, theirs, ours, difference


def main(store: str, exact: bool) -> None:
    """Print the figures as JSON."""
    network = rightsgraph.open(store).network("actors").graph
    to_igraph(network)
    rows: list[tuple[str, float, float, float | None]] = []
    for name in PLAIN:
        if exact or name != "betweenness":
            rows.append(compared(network, name, 1 if name == "betweenness" else 3))
    if not exact:
        theirs, _ = timed(lambda: sampled(network), 1)
        ours, _ = timed(lambda: measure_nodes(network, "igraph", ["betweenness"]), 1)
        rows.append((f"betweenness; networkx from {SOURCES} nodes only", theirs, ours, None))
    theirs = sum(row[1] for row in rows)
    ours, _ = timed(lambda: measure_nodes(network, "igraph", list(PLAIN)), 1)
    rows.append(("all of these together", theirs, ours, None))
    print(json.dumps({"nodes": len(network), "edges": network.number_of_edges(), "rows": rows}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] == "exact")
