"""The ways from a file of triples to a weighted network, each run in a process of its own.

``networks.py`` runs this file once for each way, kglab's with a Python of its own: what a way needs
is imported by itself.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

Edges = Iterable[tuple[str, str, dict[str, Any]]]

RG = "https://w3id.org/rightsgraph/ns#"
IDENTIFIER = "http://purl.org/dc/terms/identifier"
PREFIXES = f"PREFIX rg: <{RG}> PREFIX dcterms: <http://purl.org/dc/terms/>"
SHARED = """
    ?one rg:actor ?a ; rg:inActivity ?activity .
    ?other rg:actor ?b ; rg:inActivity ?activity .
    FILTER (STR(?a) < STR(?b))"""
SELF_JOIN = f"""{PREFIXES}
SELECT ?a ?b (COUNT(DISTINCT ?activity) AS ?weight) WHERE {{ {SHARED} }} GROUP BY ?a ?b"""
EDGES_ONLY = f"""{PREFIXES}
SELECT DISTINCT (?a AS ?subject) (?b AS ?object) WHERE {{ {SHARED} }}"""
TAKING_PART = f"""{PREFIXES}
SELECT DISTINCT ?actor ?activity WHERE {{ ?one rg:actor ?actor ; rg:inActivity ?activity }}"""
STATED = f"""{PREFIXES}
SELECT ?one ?actor ?activity ?key WHERE {{
    ?one rg:actor ?actor ; rg:inActivity ?activity ; rg:statedIn/dcterms:identifier ?key
}}"""


@dataclass(frozen=True)
class Way:
    """A way to a network.

    Attributes
    ----------
    load : callable
        Returns from a path, of a file or of a store, what `project` takes.
    project : callable
        Returns the network.
    edges : callable
        Returns the edges of the network; not timed.
    imports : str
        The packages imported before the clock starts.
    """

    load: Callable[[Path], Any]
    project: Callable[[Any], Any]
    imports: str
    edges: Callable[[Any], Edges] = lambda network: network.edges(data=True)


def load_rdflib(path: Path) -> Any:
    """Parse with rdflib."""
    import rdflib

    return rdflib.Graph().parse(path, format="nt")


def by_self_join(graph: Any) -> Any:
    """Return the network of the pairs that a query counts."""
    import networkx as nx

    network = nx.Graph()
    for one, other, weight in graph.query(SELF_JOIN):
        network.add_edge(str(one), str(other), weight=int(weight))
    return network


def by_bipartite_projection(graph: Any) -> Any:
    """Return networkx's projection of the pairs of actor and activity that a query returns."""
    import networkx as nx

    two_mode = nx.Graph((str(actor), str(activity)) for actor, activity in graph.query(TAKING_PART))
    actors = {node for node in two_mode if "/org-" in node}
    return nx.bipartite.weighted_projected_graph(two_mode, actors)


def with_evidence_by_loop(graph: Any) -> Any:
    """Return the network with the evidence of each edge, gathered in Python from one query."""
    import networkx as nx

    activities: dict[Any, dict[Any, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one, actor, activity, key in graph.query(STATED):
        activities[activity][str(actor)].append((str(one), str(key)))
    network = nx.Graph()
    for actors in activities.values():
        for one, other in combinations(actors, 2):
            if not network.has_edge(one, other):
                network.add_edge(one, other, weight=0, evidence=set(), passages=set())
            values = network[one][other]
            values["weight"] += 1
            for participation, key in actors[one] + actors[other]:
                values["evidence"].add(participation)
                values["passages"].add(key)
    return network


def load_kglab(path: Path) -> Any:
    """Parse with kglab."""
    import kglab

    return kglab.KnowledgeGraph().load_rdf(str(path), format="nt")


def by_kglab(graph: Any) -> Any:
    """Return kglab's network of the pairs that a query returns, which has no weights."""
    import kglab
    import networkx as nx

    subgraph = kglab.SubgraphMatrix(graph, EDGES_ONLY)
    return subgraph, subgraph.build_nx_graph(nx.DiGraph())


def edges_of_kglab(found: Any) -> Edges:
    """Return the edges of kglab's network by IRI in place of its numbers."""
    subgraph, network = found
    for one, other in network.edges:
        yield str(subgraph.inverse_transform(one)), str(subgraph.inverse_transform(other)), {}


def load_stream(path: Path) -> Any:
    """Return participations by actor and by activity from one pass over the parser's stream."""
    import pyoxigraph as ox

    actor, activity = ox.NamedNode(RG + "actor"), ox.NamedNode(RG + "inActivity")
    actors, activities = {}, {}
    for quad in ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES):
        if quad.predicate == actor:
            actors[quad.subject.value] = quad.object.value
        elif quad.predicate == activity:
            activities[quad.subject.value] = quad.object.value
    return actors, activities


def load_store(path: Path) -> Any:
    """Open a store with Oxigraph alone."""
    import pyoxigraph as ox

    from rightsgraph.store.generations import StoreFolder

    store, *_ = StoreFolder(path).read()
    return store, ox.DefaultGraph()


def by_pattern_loop(opened: Any) -> Any:
    """Return the network from the statements of the two properties, one after the other."""
    import pyoxigraph as ox

    store, graph = opened
    return by_sparse_product(
        {
            quad.subject.value: quad.object.value
            for quad in store.quads_for_pattern(None, ox.NamedNode(RG + name), None, graph)
        }
        for name in ("actor", "inActivity")
    )


def by_sparse_product(columns: Any) -> Any:
    """Return the network of a sparse matrix times its transpose."""
    import networkx as nx
    import numpy as np
    from scipy import sparse

    actors, activities = columns
    actor_number: dict[str, int] = {}
    activity_number: dict[str, int] = {}
    rows, others = [], []
    for participation, actor in actors.items():
        rows.append(actor_number.setdefault(actor, len(actor_number)))
        activity = activities[participation]
        others.append(activity_number.setdefault(activity, len(activity_number)))
    matrix = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, others)))
    matrix.data[:] = 1
    found = sparse.triu(matrix @ matrix.T, k=1).tocoo()
    names = list(actor_number)
    network = nx.Graph()
    network.add_weighted_edges_from(
        (names[one], names[other], weight)
        for one, other, weight in zip(
            found.row.tolist(), found.col.tolist(), found.data.tolist(), strict=True
        )
    )
    return network


def load_rightsgraph(path: Path) -> Any:
    """Open a store."""
    import rightsgraph

    return rightsgraph.open(path)


def build_store(path: Path) -> Any:
    """Build the folder that a file is in into the store beside it, without validation."""
    from rightsgraph.build import build
    from rightsgraph.sources import load_source

    root = path.parents[3]
    return build(load_source(root), root.with_name(f"{root.name}-store"), validate=False)


OURS = "rightsgraph rightsgraph.build rightsgraph.networks.network"
WAYS = {
    "build": Way(build_store, lambda built: built, OURS, lambda built: []),
    "rightsgraph": Way(
        load_rightsgraph, lambda graph: graph.network(weight="count-parts").graph, OURS
    ),
    "rightsgraph, count": Way(load_rightsgraph, lambda graph: graph.network().graph, OURS),
    "rightsgraph, with evidence": Way(
        load_rightsgraph,
        lambda graph: graph.network(weight="count-parts").to_networkx(evidence=True),
        OURS,
    ),
    "pattern loop, scipy": Way(
        load_store, by_pattern_loop, "networkx scipy.sparse rightsgraph.store.generations"
    ),
    "stream, scipy": Way(load_stream, by_sparse_product, "pyoxigraph networkx scipy.sparse"),
    "rdflib, SPARQL self-join": Way(load_rdflib, by_self_join, "rdflib networkx"),
    "rdflib, networkx projection": Way(load_rdflib, by_bipartite_projection, "rdflib networkx"),
    "rdflib, with evidence": Way(load_rdflib, with_evidence_by_loop, "rdflib networkx"),
    "kglab": Way(load_kglab, by_kglab, "kglab networkx", edges_of_kglab),
}


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines, whatever their order."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def run(name: str, path: Path, times: int) -> dict[str, Any]:
    """Return what a way took, the best of several times, and digests of what it found.

    Seconds are of this process on all processors, so that other work on the machine counts little;
    memory is the most that it had at one time, in MB.
    """
    way = WAYS[name]
    for package in way.imports.split():
        importlib.import_module(package)
    loads, projections = [], []
    for _ in range(times):
        start = time.process_time()
        loaded = way.load(path)
        loads.append(time.process_time() - start)
        start = time.process_time()
        network = way.project(loaded)
        projections.append(time.process_time() - start)
        del loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    edges = [(*sorted((one, other)), values) for one, other, values in way.edges(network)]
    found = {"load": min(loads), "project": min(projections), "peak": peak, "edges": len(edges)}
    if edges:
        found["pairs"] = digest(f"{one} {other}" for one, other, _ in edges)
    if edges and "weight" in edges[0][2]:
        found["weights"] = digest(f"{a} {b} {float(v['weight'])}" for a, b, v in edges)
    if edges and "evidence" in edges[0][2]:
        found["evidence"] = digest(
            f"{a} {b} {sorted(v['evidence'])} {sorted(v['passages'])}" for a, b, v in edges
        )
    return found


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
