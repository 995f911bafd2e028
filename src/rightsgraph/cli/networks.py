"""``networks``, ``network`` and ``evidence``."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from prettytable import PrettyTable

from rightsgraph.cli.ask import count, graph_of
from rightsgraph.cli.output import emit
from rightsgraph.graph import Graph
from rightsgraph.measures import MEASURES
from rightsgraph.networks.definition import CHOICES, LISTS, Definitions
from rightsgraph.networks.network import Network, csv_text
from rightsgraph.queries.results import styled
from rightsgraph.sources import load_source

MEASURED = ("node", "label", "type")
NAMES = tuple(measure.name for measure in MEASURES)


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
    """Print or write a network."""
    graph = graph_of(arguments)
    network = network_of(graph, arguments)
    texts = {
        "table": lambda: strongest(network, arguments.limit),
        "csv": network.to_csv,
        "json": network.to_json,
        "graphml": lambda: network.to_graphml(measures=arguments.measures),
    }
    if arguments.measures:
        texts |= {
            "table": lambda: highest(network, arguments.limit),
            "csv": lambda: csv_text([*MEASURED, *NAMES], network.measures()),
            "json": lambda: measures_json(network),
        }
    emit(arguments, texts[arguments.format]())
    return 0


def highest(network: Network, limit: int) -> str:
    """Return the measures as a table, those that stand between most others first."""
    rows = network.measures()
    rows.sort(key=lambda row: (-row["betweenness"], -row["strength"], row["node"]))
    table = PrettyTable(["label", *NAMES], align="r")
    table.align["label"] = "l"
    for row in rows[:limit]:
        cells = [row[name] for name in NAMES]
        table.add_row([row["label"], *(f"{c:.3g}" if isinstance(c, float) else c for c in cells)])
    more = f"\nand {count(len(rows) - limit, 'actor')} more" if len(rows) > limit else ""
    return f"{styled(table, 'SINGLE_BORDER')}{more}"


def measures_json(network: Network) -> str:
    """Return the measures as JSON, with what each means."""
    about = [
        {key: getattr(one, key) for key in ("name", "definition", "range", "says", "source")}
        for one in MEASURES
    ]
    return json.dumps(
        {"measures": about, "nodes": network.measures()}, indent=1, ensure_ascii=False
    )


def network_of(graph: Graph, arguments: argparse.Namespace) -> Network:
    """Return the network that the caller means."""
    changes = {key: getattr(arguments, key) for key in (*LISTS, *CHOICES)}
    changes = {key: value for key, value in changes.items() if value}
    if arguments.groups:
        changes["groups"] = True
    return graph.network(arguments.network, **changes)


def strongest(network: Network, limit: int) -> str:
    """Return the number of nodes and edges and the heaviest edges as text."""
    definition, edges = network.definition, network.edges()
    nodes = network.graph.number_of_nodes()
    lines = [
        definition.title or definition.name,
        f"{count(nodes, 'node')}, {count(len(edges), 'edge')}, weight: {definition.weight}",
        "",
    ]
    edges.sort(key=lambda edge: -edge["weight"])
    labels = network.graph.nodes(data="label")
    for edge in edges[:limit]:
        ends = [labels[edge[key]] for key in ("source", "target")]
        lines.append(f"  {edge['weight']:g}  {' — '.join(ends)}  ({'; '.join(edge['roles'])})")
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
