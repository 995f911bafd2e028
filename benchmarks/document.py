"""Ratios in one run: the build of the real data, and one stored query, against rdflib and pySHACL.

Run with ``make bench``. Each figure is the best of several runs; results are checked to be equal
before a time counts.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from rdflib.namespace import SH

from rightsgraph.build import build
from rightsgraph.dataset import load_dataset
from rightsgraph.graph import Rows, open
from rightsgraph.namespaces import GRAPHS, PREFIXES
from rightsgraph.sources import load_source
from rightsgraph.validation.engines import fastest

QUERY = "partners-of"
ACTOR = "https://w3id.org/rightsgraph/id/org-unhcr"


def best(run: Callable[[], object], times: int) -> tuple[float, object]:
    """Return the shortest of several runs in seconds, and the last result."""
    shortest, result = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        result = run()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest, result


def peer_build() -> tuple[rdflib.Graph, int]:
    """Parse with rdflib and validate with pySHACL, as one would without rightsgraph."""
    import pyshacl

    data, shapes = rdflib.Graph(), rdflib.Graph()
    for file in load_source().files:
        (shapes if file.graph.value == GRAPHS + "shapes" else data).parse(
            file.path, format="turtle"
        )
    for quad in load_dataset(load_source()).quads:
        if quad.graph_name.value == GRAPHS + "derived":
            data.update(f"INSERT DATA {{ {quad.triple} }}")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return data, len(list(report.objects(None, SH.result)))


def main() -> None:
    """Print the ratios."""
    source = load_source()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        ours, built = best(lambda: build(source, store), 3)
        assert built.report is not None
        theirs, (data, results) = best(peer_build, 1)
        assert results == len(built.report.results), (results, built.report.summary())
        print(f"build (parse, derive, validate with {fastest()}, store): {ours:.2f} s")
        print(f"  rdflib and pySHACL (parse, validate; derived statements added): {theirs:.2f} s")
        print(f"  ratio {theirs / ours:.1f}")

        graph = open(store)
        text = graph.library.load(QUERY).text.replace("{ UNDEF }", f"{{ <{ACTOR}> }}")
        ours, rows = best(lambda: list(graph.query(QUERY, actor=ACTOR)), 5)
        theirs, answer = best(lambda: list(data.query(text, initNs=PREFIXES)), 3)
        assert isinstance(graph.query(QUERY, actor=ACTOR), Rows)
        assert sorted(str(row.partner) for row in answer) == sorted(row["partner"] for row in rows)
        print(f"stored query {QUERY}, warm, {len(rows)} rows: {ours * 1000:.1f} ms")
        print(f"  rdflib: {theirs * 1000:.1f} ms")
        print(f"  ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
