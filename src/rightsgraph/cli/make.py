"""``build``, ``validate`` and ``format``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rightsgraph.build import Built, build
from rightsgraph.cli.output import emit, table_width
from rightsgraph.dataset import load_dataset
from rightsgraph.errors import MissingFileError
from rightsgraph.graph import Graph, Rows, graph_of
from rightsgraph.sources import load_source
from rightsgraph.store.embedded import open_embedded

SHOWN_KINDS = {
    "rg:Actor": "actors (organisations, offices, states, posts, groups)",
    "rg:Activity": "activities",
    "rg:Participation": "participations of an actor in an activity",
    "rg:Instrument": "instruments",
    "rg:Agreement": "agreements",
    "rg:Tie": "other ties between actors",
    "rg:Quantity": "reported numbers",
    "rg:Place": "places",
    "rg:Passage": "passages cited from",
}
SHOWN_QUERIES = ("most-connected-actors", "activities-on-topic", "instruments-named")


def progress(arguments: argparse.Namespace) -> Callable[[str], None]:
    """Return what tells of each step on standard error, with the seconds since the start."""
    start = time.monotonic()

    def say(step: str) -> None:
        if not arguments.quiet:
            print(f"[{time.monotonic() - start:5.1f} s] {step}", file=sys.stderr)

    return say


def run_build(arguments: argparse.Namespace) -> int:
    """Build a store; 1 if the data do not conform and are not accepted."""
    source = load_source(arguments.source)
    built = build(
        source,
        Path(arguments.store) if arguments.store else None,
        validate=not arguments.skip_validation,
        engine=arguments.engine,
        accept_violations=arguments.accept_violations,
        say=progress(arguments),
    )
    if built.report and not built.report.conforms:
        print(built.report.to_text())
        if not arguments.accept_violations:
            print(f"nothing written; {built.folder} is as before", file=sys.stderr)
            return 1
    if arguments.summary:
        print(summary(graph_of(open_embedded(built.folder), source), built))
    else:
        number, digest = sum(built.generation.graphs.values()), built.generation.digest
        print(f"{number} statements, digest {digest[:12]}, in {built.folder}")
    return 0


def summary(graph: Graph, built: Built) -> str:
    """Return what a newcomer wants to know after a build."""
    counts = graph.counts
    statements = sum(built.generation.graphs.values())
    lines = [
        "",
        f"The graph: {statements} statements in {len(built.generation.graphs)} named graphs",
        "",
    ]
    lines += [f"  {counts.get(kind, 0):>5}  {words}" for kind, words in SHOWN_KINDS.items()]
    if built.report:
        lines += ["", f"Validation: {built.report.summary()}"]
    for name in SHOWN_QUERIES:
        query = graph.library.load(name)
        values = {p.name: p.example for p in query.parameters if not p.optional}
        rows = graph.query(query, **values)
        assert isinstance(rows, Rows)
        asked = "".join(f" --set {key}={value}" for key, value in values.items())
        lines += [
            "",
            query.title,
            f"(rightsgraph query {name}{asked})",
            rows.to_text(limit=5, width=table_width() or 110),
        ]
    command = "rightsgraph" if shutil.which("rightsgraph") else os.path.relpath(sys.argv[0])
    lines += [
        "",
        f"Written to {built.folder}",
        f"Digest {built.generation.digest}",
        "",
        "Next:",
        f"  {command} queries                                 the questions it can answer",
        f"  {command} query partners-of --set actor=UNHCR     ask one of them",
        f"  {command} search ombudsman                        find something by name",
        f"  {command} describe OSCE                           all about one thing, with passages",
        f"  {command} serve                                   open it in a browser",
    ]
    return "\n".join(lines)


def run_validate(arguments: argparse.Namespace) -> int:
    """Check data against shapes and document; 1 if they do not conform or are not grounded."""
    from rightsgraph.validation.shacl import validate

    say = progress(arguments)
    say("reading")
    dataset = load_dataset(load_source(arguments.source))
    if arguments.document:
        from rightsgraph.validation.grounding import check_document

        say("comparing with the document")
        grounding = check_document(dataset, arguments.document)
        emit(arguments, grounding.to_json() if arguments.format == "json" else grounding.to_text())
        return 0 if grounding.holds else 1
    say(f"validating with {arguments.engine}")
    report = validate(dataset, arguments.engine)
    texts = {"table": report.to_text, "json": report.to_json, "turtle": lambda: report.turtle}
    emit(arguments, texts[arguments.format]())
    return 0 if report.conforms else 1


def run_format(arguments: argparse.Namespace) -> int:
    """Format Turtle files; with ``--check`` 1 if one would change."""
    from rightsgraph.files import write_text
    from rightsgraph.turtle import format_file

    changed = []
    for path in files_of(arguments.paths or [Path("data/ttl")]):
        old, new = format_file(path)
        if old != new:
            changed.append(path)
            if not arguments.check:
                write_text(path, new)
    for path in changed:
        print(f"{'would change' if arguments.check else 'formatted'} {path}")
    return 1 if changed and arguments.check else 0


def files_of(paths: list[Path]) -> list[Path]:
    """Return the Turtle files among and below paths."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise MissingFileError(path)
        found += sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
    return found
