"""``check-fair``."""

from __future__ import annotations

import argparse

from rightsgraph.cli.output import emit
from rightsgraph.dataset import load_dataset
from rightsgraph.fair import FAILED, check_fair, to_json, to_text, to_turtle
from rightsgraph.namespaces import RG
from rightsgraph.sources import load_source


def run_check_fair(arguments: argparse.Namespace) -> int:
    """Check ontology and data for what makes them FAIR; 1 if a check fails."""
    import pyoxigraph as ox

    source = load_source(arguments.source)
    checks = check_fair(load_dataset(source).quads, source.things)
    if arguments.format == "turtle":
        emit(arguments, to_turtle(checks, ox.NamedNode(RG.iri.rstrip("#"))))
    else:
        emit(arguments, {"table": to_text, "json": to_json}[arguments.format](checks))
    return 1 if any(one.outcome == FAILED for one in checks) else 0
