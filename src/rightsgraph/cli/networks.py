"""``networks``, ``network`` and ``evidence``."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from rightsgraph.cli.ask import count, graph_of
from rightsgraph.cli.output import emit, emit_bytes
from rightsgraph.errors import OptionError
from rightsgraph.graph import Graph
from rightsgraph.measures.nodes import MEASURES
from rightsgraph.networks.definition import CHOICES, LISTS, Definitions
from rightsgraph.networks.formats.registry import FORMATS, format_of
from rightsgraph.networks.network import PICTURES, Network
from rightsgraph.sources import load_source
from rightsgraph.tables import Table

TABLES = ("table", "markdown", "csv", "json")


def run_networks(arguments: argparse.Namespace) -> int:
    """Print the stored networks."""
    definitions = Definitions(load_source().networks)
    listed = [definitions.load(name) for name in definitions.names]
    if arguments.format == "json":
        emit(arguments, json.dumps([asdict(one) for one in listed], indent=2, ensure_ascii=False))
        return 0
    lines = [f"{one.name}\n    {one.title}\n    {one.description}" for one in listed]
    emit(arguments, "\n".join([*lines, count(len(listed), "network")]))
    return 0


def run_network(arguments: argparse.Namespace) -> int:
    """Print or write a network, its measures, or a report on it."""
    graph = graph_of(arguments)
    network = network_of(graph, arguments)
    if network.undated and not arguments.quiet:
        left_out = count(
            len(network.undated), "activity without date is", "activities without date are"
        )
        print(f"{left_out} left out of the time slice", file=sys.stderr)
    if arguments.report:
        from rightsgraph.report.folder import write_report

        print(f"report: {write_report(graph, network, arguments.report)}")
        return 0
    format = arguments.format or format_named(arguments.output)
    drawn = drawing_options(arguments)
    if drawn and format not in PICTURES:
        names = ", ".join(f"--{'picture' if key == 'kind' else key}" for key in drawn)
        raise OptionError(names, "--format svg or png")
    if arguments.significance and format not in FORMATS:
        raise OptionError("--significance", f"--format {', '.join(FORMATS)}")
    if arguments.summary or (arguments.measures and format in TABLES):
        emit(arguments, measured(network, format, arguments))
    elif format in ("table", "markdown"):
        emit(arguments, strongest(network, format, arguments.limit))
    else:
        more = {"measures": arguments.measures, "significance": arguments.significance, **drawn}
        if arguments.output == "-":
            emit_bytes(next(iter(network.files(format, **more).values())), format)
        else:
            network.write(arguments.output, format=format, **more)
    return 0


def drawing_options(arguments: argparse.Namespace) -> dict[str, object]:
    """Return what is asked for in a picture."""
    given = {key: getattr(arguments, key) for key in ("picture", "colour", "size", "labels")}
    given["kind"] = given.pop("picture")
    return {key: value for key, value in given.items() if value is not None}


def format_named(output: str) -> str:
    """Return the format that a file's suffix tells; of the standard output, table."""
    if output == "-":
        return "table"
    known = {".txt": "table", ".md": "markdown"} | {f".{own}": own for own in (*PICTURES, "html")}
    path = Path(output)
    return known.get(path.suffix) or format_of(path, also=known).name


def measured(network: Network, format: str, arguments: argparse.Namespace) -> str:
    """Return the measures of the network, or of its actors, as text."""
    if format not in TABLES:
        raise OptionError("--summary", f"--format {', '.join(TABLES)}")
    if arguments.summary:
        rows, about = network.summary(arguments.engine), ["measure", "value", "says"]
    else:
        rows = network.measures(arguments.engine).ranked(arguments.sort)
        about = ["rank", "label", *(measure.name for measure in MEASURES)]
    if format == "csv":
        return rows.to_csv()
    if format == "json":
        return rows.to_json() if arguments.summary else measures_json(rows)
    short = Table(about, [*rows][: arguments.limit] if not arguments.summary else rows)
    more = len(rows) - len(short)
    text = short.to_text() if format == "table" else short.to_markdown()
    return f"{text}\nand {count(more, 'actor')} more" if more else text


def measures_json(rows: Table) -> str:
    """Return the measures as JSON, with what each means."""
    keys = ("name", "definition", "range", "says", "source")
    about = [{key: getattr(one, key) for key in keys} for one in MEASURES]
    return json.dumps({"measures": about, "nodes": list(rows)}, indent=1, ensure_ascii=False)


def network_of(graph: Graph, arguments: argparse.Namespace) -> Network:
    """Return the network that the caller means."""
    changes = {key: getattr(arguments, key) for key in (*LISTS, *CHOICES, "since", "until")}
    changes = {key: value for key, value in changes.items() if value}
    if arguments.groups:
        changes["groups"] = True
    return graph.network(arguments.network, **changes)


def strongest(network: Network, format: str, limit: int) -> str:
    """Return the number of nodes and edges and the heaviest edges as text."""
    definition, edges = network.definition, network.edges()
    nodes = network.graph.number_of_nodes()
    edges.sort(key=lambda edge: -edge["weight"])
    labels = network.graph.nodes(data="label")
    if format == "markdown":
        head = ["source", "target", "weight", "activities", "roles", "first", "last"]
        ends = [{key: labels[edge[key]] for key in ("source", "target")} for edge in edges]
        rows = [{**edge, **names} for edge, names in zip(edges, ends, strict=True)]
        return Table(head, rows).to_markdown(limit)
    lines = [
        definition.title or definition.name,
        f"{count(nodes, 'node')}, {count(len(edges), 'edge')}, weight: {definition.weight}",
        "",
    ]
    for edge in edges[:limit]:
        names = " — ".join(labels[edge[key]] for key in ("source", "target"))
        roles = f"  ({'; '.join(edge['roles'])})" if edge["roles"] else ""
        lines.append(f"  {edge['weight']:g}  {names}{roles}")
    if len(edges) > limit:
        lines.append(f"  and {count(len(edges) - limit, 'edge')} more")
    return "\n".join([*lines, "", "What an edge stands for: rightsgraph evidence ACTOR ACTOR"])


def run_evidence(arguments: argparse.Namespace) -> int:
    """Print what an edge of a network stands for."""
    graph = graph_of(arguments)
    network = network_of(graph, arguments)
    found = network.evidence(arguments.actor, arguments.other)
    if arguments.format == "json":
        emit(arguments, json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False))
        return 0
    lines = []
    for one in found:
        when = "/".join(filter(None, dict.fromkeys((one.first, one.last))))
        lines.append(f"{one.name}  [{', '.join(one.passages)}]" + (f"  {when}" if when else ""))
        for actor, roles in ((arguments.actor, one.roles), (arguments.other, one.other_roles)):
            if roles:
                lines.append(f"    {actor}: {', '.join(roles)}")
    wholes = len({one.within for one in found})
    shared = count(len(found), "activity", "activities")
    emit(arguments, "\n".join([*lines, f"{shared} within {wholes} at the top level"]))
    return 0
