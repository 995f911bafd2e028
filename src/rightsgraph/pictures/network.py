"""A network of actors as a picture: who is tied to whom, by colour, size and width."""

from __future__ import annotations

from typing import Any

import networkx as nx

from rightsgraph.errors import MeasureError, UnknownNameError
from rightsgraph.measures.groups import communities
from rightsgraph.measures.nodes import MEASURES, Measure
from rightsgraph.pictures.layout import positions
from rightsgraph.pictures.nodelink import (
    Nodes,
    colour_legend,
    counts_of,
    draw_nodes,
    entries_of,
    in_words,
    name_of,
    size_legend,
    width_legend,
)
from rightsgraph.pictures.palette import INK, Colouring, colour_classes
from rightsgraph.pictures.sheet import NORMAL, Sheet, drawing

COLOURS = ("type", "community", "country")
HEADINGS = {"type": "Type", "community": "Community", "country": "Country"}
OTHERS = {"type": "other types", "community": "smaller ones", "country": "other countries"}
SIZES = {one.name: one for one in MEASURES if one.name not in ("ei", "cut_point", "community")}


def draw_network(
    network: nx.Graph,
    *,
    format: str = "svg",
    colour: str = "type",
    size: str = "strength",
    labels: int = 60,
    title: str | None = None,
    note: str = "",
) -> bytes:
    """Return a picture of a network, 180 mm wide, for a page of a report.

    Nodes lie as `rightsgraph.pictures.layout.positions` has them; their area is as large as the
    measure, the width of an edge grows with its weight. Names stand where they run into nothing;
    the greatest nodes come first, and a name without a free place is left out. The small print
    tells what the network is and how many names are shown.

    Parameters
    ----------
    network : networkx.Graph
        Undirected, of one mode; nodes may have ``label``, ``short`` (shown instead of the label),
        ``type`` and ``country``, edges ``weight`` and ``distance``. Of its attributes ``name`` and
        ``title`` are used.
    format : {'svg', 'png'}
        PNG has 200 dots to the inch.
    colour : {'type', 'community', 'country'}
        What nodes are coloured by: the seven commonest, the others together.
    size : str
        The measure that is the area of a node, by its name in `rightsgraph.measures.MEASURES`.
    labels : int
        How many names to show at most.
    title : str, optional
        The headline; without it the network's title or name.
    note : str
        What the small print adds, such as the meaning of the weight and the version of the data.

    Returns
    -------
    bytes
        The same in every run; of a network without nodes the headline and a line that says so.

    Raises
    ------
    UnknownNameError
        The format, colour or size is none of those.
    MeasureError
        The network is two-mode; see `rightsgraph.pictures.twomode.draw_two_mode`.
    MissingExtraError
        matplotlib is not installed.

    Examples
    --------
    >>> pair = nx.Graph(name="pair")
    >>> pair.add_edge("UNHCR", "OSCE", weight=2.0)
    >>> draw_network(pair).decode().startswith("<?xml")
    True
    """
    if colour not in COLOURS:
        repair = f"nodes are coloured by {', '.join(COLOURS)}"
        raise UnknownNameError("colouring", colour, COLOURS, repair)
    if size not in SIZES:
        repair = f"the measures that give a size are {', '.join(SIZES)}"
        raise UnknownNameError("measure", size, SIZES, repair)
    if any("bipartite" in values for _, values in network.nodes(data=True)):
        raise MeasureError(network.graph.get("name", ""))
    with drawing():
        sheet, description = network_sheet(network, colour, SIZES[size], labels, title, note)
        return sheet.to_bytes(format, description)


def network_sheet(
    network: nx.Graph, colour: str, size: Measure, labels: int, title: str | None, note: str
) -> tuple[Sheet, str]:
    """Return the picture as a sheet, and what it shows in words."""
    sheet = Sheet(title or network.graph.get("title") or network.graph.get("name") or "Network")
    if not network:
        sheet.paragraph("The network has no nodes.", NORMAL, INK)
        sheet.note([note])
        return sheet, "The network has no nodes."
    sizes = size.compute(network)
    classes = classes_of(network, colour)
    colouring = colour_classes(classes.values())
    ranked = sorted(
        network,
        key=lambda node: (
            -(sizes[node] or 0),
            -network.degree[node],
            name_of(network, node),
            str(node),
        ),
    )
    nodes = Nodes(
        {node: colouring.colour(classes[node]) for node in network},
        sizes,
        {node: tip_of(network, node, size.name, sizes[node]) for node in network},
    )
    drawn = draw_nodes(sheet, network, nodes, ranked[:labels], positions(network))
    names = legend_names(network, colour, classes, colouring, ranked)
    heading = size.name.replace("_", " ").capitalize()
    sheet.rule()
    sheet.bottom = max(
        colour_legend(sheet, HEADINGS[colour], names, colouring, 1 if colour == "community" else 2),
        size_legend(sheet, heading, sizes.values(), drawn.scale),
        width_legend(sheet, "Weight of an edge", drawn.widths),
    )
    sheet.note(
        [
            f"Network {network.graph.get('name') or 'without name'}: {counts_of(network)}; "
            f"{len(drawn.labels)} of {len(network)} actors named.",
            f"{heading}: {size.definition}.",
            "Few steps apart is drawn near; distance and direction mean nothing else.",
            note,
        ]
    )
    return sheet, describe(network, ranked, size, sizes)


def classes_of(network: nx.Graph, colour: str) -> dict[Any, str | int | None]:
    """Return the class of each node."""
    if colour == "community":
        return communities(network)
    return dict(network.nodes(data=colour))


def legend_names(
    network: nx.Graph,
    colour: str,
    classes: dict[Any, str | int | None],
    colouring: Colouring,
    ranked: list[Any],
) -> dict[str, str]:
    """Return what the legend says of each class: of a community its three greatest members."""
    found = entries_of(colouring, classes.values(), OTHERS[colour])
    if colour == "community":
        for label in found:
            members = [node for node in ranked if str(classes[node]) == label][:3]
            if members:
                found[label] += f": {', '.join(name_of(network, node) for node in members)}"
    return found


def tip_of(network: nx.Graph, node: Any, measure: str, value: float | None) -> str:
    """Return what a node says when pointed at."""
    attributes = network.nodes[node]
    known = [attributes.get("label") or str(node), attributes.get("type", "")]
    amount = "not defined" if value is None else in_words(value)
    return "\n".join([*filter(None, known), f"{measure.replace('_', ' ')} {amount}"])


def describe(
    network: nx.Graph, ranked: list[Any], size: Measure, sizes: dict[Any, float | None]
) -> str:
    """Return in words what the picture shows."""
    known = [(node, value) for node in ranked[:10] if (value := sizes[node]) is not None]
    greatest = "; ".join(
        f"{network.nodes[node].get('label') or node} {in_words(value)}" for node, value in known
    )
    name = size.name.replace("_", " ")
    return f"Nodes and edges: {counts_of(network)}. Greatest {name}: {greatest}."
