"""From triples to a network and its measures: rightsgraph beside rdflib, networkx and kglab.

Run ``python benchmarks/networks.py S M``. Prints Markdown tables. Every way runs in a process of
its own; edges, weights and evidence are checked to be equal before a figure counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generate import SIZES, write_graph

HERE = Path(__file__).resolve().parent
FOLDER = Path(tempfile.gettempdir()) / "rightsgraph-benchmarks"
SEED = 0
OURS, BUILT = "rightsgraph", "build"
CAP = 300.0


@dataclass(frozen=True)
class Row:
    """A way in the table.

    Attributes
    ----------
    way : str
        Its name in ``ways.py``.
    title : str
        Its name in the table.
    store : bool
        Whether it reads the built store, not the file.
    times : int
        The best of how many projections counts.
    slow : bool
        Whether it takes minutes on M.
    """

    way: str
    title: str
    store: bool = False
    times: int = 1
    slow: bool = False


ROWS = (
    Row(OURS, "**rightsgraph**", store=True, times=5),
    Row("rightsgraph, count", "rightsgraph, weight `count`", store=True, times=5),
    Row("rightsgraph, with evidence", "**rightsgraph, with evidence**", store=True, times=5),
    Row("pattern loop, scipy", "floor: two patterns, SciPy", store=True, times=5),
    Row("stream, scipy", "floor: the parser’s stream, SciPy", times=5),
    Row("rdflib, networkx projection", "rdflib, `bipartite.weighted_projected_graph`"),
    Row("rdflib, with evidence", "rdflib, loop in Python, with evidence"),
    Row("rdflib, SPARQL self-join", "rdflib, SPARQL self-join", slow=True),
    Row("kglab", "kglab, `SubgraphMatrix`; no weights", slow=True),
)


def run(
    python: Path, script: str, *arguments: object, limit: float | None = None
) -> dict[str, Any] | None:
    """Return what a script prints as JSON, or nothing if it takes longer than the limit."""
    command = [str(python), str(HERE / script), *map(str, arguments)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout.splitlines()[-1])


def triples_of(size: str) -> int:
    """Return the number of triples that a size stands for."""
    return SIZES.get(size) or int(size)


def python_of_kglab(folder: Path) -> Path:
    """Return a Python that has kglab, in an environment made if it is missing."""
    python = folder / "kglab" / "bin" / "python"
    ready = folder / "kglab" / "ready"
    if not ready.exists():
        venv.create(folder / "kglab", with_pip=True, clear=True)
        needed = str(HERE / "requirements-kglab.txt")
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", needed], check=True)
        ready.touch()
    return python


def checked(found: dict[str, Any], against: dict[str, Any], way: str) -> dict[str, Any]:
    """Return what was found if its edges, weights and evidence are those of another way."""
    for key in ("pairs", "weights", "evidence"):
        if key in found and key in against and way != "rightsgraph, count":
            assert found[key] == against[key], (way, key)
    assert found["edges"] == against["edges"] > 0, (way, found["edges"], against["edges"])
    return found


def projections(size: str, folder: Path, full: bool) -> tuple[list[str], Path]:
    """Return the lines of the table of one size, and the store."""
    file = folder / size / "data" / "ttl" / "generated" / "graph.ttl"
    file.parent.mkdir(parents=True, exist_ok=True)
    triples = write_graph(file, triples_of(size), SEED)
    store, here = folder / f"{size}-store", Path(sys.executable)
    built = run(here, "ways.py", BUILT, file, 1)
    found: dict[str, dict[str, Any] | None] = {}
    known: dict[str, Any] = {}
    for row in ROWS:
        if row.slow and triples > 2 * SIZES["S"] and not full:
            continue
        python = python_of_kglab(folder) if row.way == "kglab" else here
        path = store if row.store else file
        limit = CAP if row.way == "kglab" else None
        found[row.way] = run(python, "ways.py", row.way, path, row.times, limit=limit)
        if found[row.way]:
            known = {**found[row.way], **known}
            checked(found[row.way], known, row.way)
        print(f"{size}: {row.way}: {found[row.way]}", file=sys.stderr)
    lines = [
        f"### {size}: {triples:,} triples, {found[OURS]['edges']:,} edges",
        "",
        "| | load | project | sum | sum, times ours | project, times ours | MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
        f"| `rightsgraph build`, without validation | {built['load']:.2f} | | | | |"
        f" {built['peak']:.0f} |",
    ]
    ours = built["load"] + sum(found[OURS][part] for part in ("load", "project"))
    for row in ROWS:
        if row.way in found:
            lines.append(line_of(row, found[row.way], built, ours, found[OURS]["project"]))
    return [*lines, ""], store


def line_of(
    row: Row, found: dict[str, Any] | None, built: dict[str, Any], ours: float, projected: float
) -> str:
    """Return one line of the table."""
    if found is None:
        return f"| {row.title} | | | over {CAP:.0f} | | | |"
    load, project, peak = found["load"], found["project"], found["peak"]
    if row.store:
        load, peak = load + built["load"], peak
    total = load + project
    return (
        f"| {row.title} | {load:.2f} | {project:.2f} | {total:.2f} | {total / ours:.1f} |"
        f" {project / projected:.1f} | {peak:.0f} |"
    )


def measures(size: str, store: Path, full: bool) -> list[str]:
    """Return the lines of the table of measures of one size."""
    found = run(Path(sys.executable), "measures.py", store, "exact" if full else "sampled")
    assert found is not None
    lines = [
        f"### {size}: {found['nodes']:,} nodes, {found['edges']:,} edges",
        "",
        '| | networkx | `measure_nodes(engine="igraph")` | ratio | greatest difference |',
        "|---|--:|--:|--:|--:|",
    ]
    for name, theirs, ours, difference in found["rows"]:
        told = "" if difference is None else f"{difference:.0e}"
        lines.append(f"| {name} | {theirs:.3f} | {ours:.3f} | {theirs / ours:.1f} | {told} |")
    return [*lines, ""]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Compare networks and measures with peers.")
    parser.add_argument(
        "sizes", nargs="*", default=["S"], help=f"of {', '.join(SIZES)}, or numbers of triples"
    )
    parser.add_argument("--full", action="store_true", help="what takes minutes on M too")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="for files, stores and kglab")
    given = parser.parse_args()
    for size in given.sizes:
        lines, store = projections(size, given.folder, given.full)
        print("\n".join(lines), flush=True)
        print(
            "\n".join(measures(size, store, given.full or triples_of(size) <= 2 * SIZES["S"])),
            flush=True,
        )


if __name__ == "__main__":
    main()
