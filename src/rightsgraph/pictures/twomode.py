"""A network of actors tied to something else as a picture: actors and activities, say."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
import numpy as np

from rightsgraph.errors import UnknownNameError
from rightsgraph.pictures.layout import positions
from rightsgraph.pictures.nodelink import (
    WIDTHS_AT,
    Nodes,
    colour_legend,
    draw_edges,
    draw_nodes,
    draw_shape,
    entries_of,
    mark,
    name_of,
    size_legend,
    width_legend,
)
from rightsgraph.pictures.palette import INK, PAPER, colour_classes
from rightsgraph.pictures.sheet import MARGIN, NORMAL, SMALL, Sheet, drawing, wrap

COLOURS = {"type": "Type of actor", "country": "Country of actor"}
OTHERS = {"type": "other types", "country": "other countries"}
SQUARE = "#BDBDBD"
ROWS = 45  # up to which both modes stand in columns
LEFT, RIGHT = 66.0, 114.0  # of the columns' nodes
LINE_HEIGHT, ROW_GAP = 3.1, 1.3
RADIUS = 1.3


def draw_two_mode(
    network: nx.Graph,
    *,
    format: str = "svg",
    colour: str = "type",
    other: str = "activity",
    labels: int = 60,
    title: str | None = None,
    note: str = "",
) -> bytes:
    """Return a picture of a two-mode network, 180 mm wide: actors as discs, the rest as squares.

    Where neither mode has more than 45 nodes with a tie they stand in two columns, every one with
    its name, in an order that crosses few edges. Otherwise nodes lie as
    `rightsgraph.pictures.layout.positions` has them, their area is as large as the number of their
    ties, and those with the most ties are named where there is room. Nodes without a tie are
    counted in the small print and not drawn.

    Parameters
    ----------
    network : networkx.Graph
        Undirected; nodes have ``bipartite`` (0 actor, 1 other) and may have ``label``, ``short``,
        ``type`` and ``country``. Of its attributes ``name`` and ``title`` are used.
    format : {'svg', 'png'}
        PNG has 200 dots to the inch.
    colour : {'type', 'country'}
        What actors are coloured by.
    other : str
        What one node of the second mode is called, in the singular.
    labels : int
        How many names to show at most where the nodes do not stand in columns.
    title : str, optional
        The headline; without it the network's title or name.
    note : str
        What the small print adds.

    Returns
    -------
    bytes
        The same in every run; of a network without edges the headline and a line that says so.

    Raises
    ------
    UnknownNameError
        The format or colour is none of those.
    MissingExtraError
        matplotlib is not installed.

    Examples
    --------
    >>> network = nx.Graph(name="courses")
    >>> network.add_node("OSCE", bipartite=0)
    >>> network.add_node("Course for judges", bipartite=1)
    >>> network.add_edge("OSCE", "Course for judges")
    >>> draw_two_mode(network).decode().startswith("<?xml")
    True
    """
    if colour not in COLOURS:
        raise UnknownNameError(
            "colouring", colour, COLOURS, f"actors are coloured by {' and '.join(COLOURS)}"
        )
    with drawing():
        sheet, description = two_mode_sheet(network, colour, other, labels, title, note)
        return sheet.to_bytes(format, description)


def two_mode_sheet(
    network: nx.Graph, colour: str, other: str, labels: int, title: str | None, note: str
) -> tuple[Sheet, str]:
    """Return the picture as a sheet, and what it shows in words."""
    sheet = Sheet(title or network.graph.get("title") or network.graph.get("name") or "Network")
    tied = network.subgraph([node for node, degree in network.degree if degree])
    plural = f"{other[:-1]}ies" if other.endswith("y") else f"{other}s"
    if not tied:
        says = f"No actor is tied to any {other}."
        sheet.paragraph(says, NORMAL, INK)
        sheet.note([note])
        return sheet, says
    actors = [node for node in network if node in tied and not side(network, node)]
    others = [node for node in network if node in tied and side(network, node)]
    classes = {node: network.nodes[node].get(colour) for node in actors}
    colouring = colour_classes(classes.values())
    fill = {node: colouring.colour(classes[node]) for node in actors}
    fill |= dict.fromkeys(others, SQUARE)
    ranked = sorted(tied, key=lambda node: (-tied.degree[node], name_of(network, node), str(node)))
    scale, named = None, len(tied)
    if max(len(actors), len(others)) <= ROWS:
        widths = draw_columns(sheet, tied, actors, others, fill)
    else:
        tips = {node: tip_of(tied, node) for node in tied}
        nodes = Nodes(fill, dict(tied.degree), tips, set(others))
        drawn = draw_nodes(sheet, tied, nodes, ranked[:labels], positions(tied))
        scale, widths, named = drawn.scale, drawn.widths, len(drawn.labels)
    names = entries_of(colouring, classes.values(), OTHERS[colour])
    shapes = {f"actor ({len(actors)})": False, f"{other} ({len(others)})": True}
    sheet.rule()
    ends = [colour_legend(sheet, COLOURS[colour], names, colouring, 2)]
    if scale:
        ends.append(size_legend(sheet, "Number of ties", dict(tied.degree).values(), scale))
    ends.append(shape_legend(sheet, shapes, widths))
    sheet.bottom = max(ends)
    counts = f"{len(actors)} actors, {len(others)} {plural}, {tied.number_of_edges()} ties"
    untied = Counter(side(network, node) for node in network if node not in tied)
    lost = [f"{untied[n]} {name}" for n, name in enumerate(("actors", plural)) if untied[n]]
    sheet.note(
        [
            f"Network {network.graph.get('name') or 'without name'}: {counts}.",
            f"{named} of {len(tied)} named." if named < len(tied) else "",
            f"Not drawn, having no tie: {' and '.join(lost)}." if lost else "",
            note,
        ]
    )
    greatest = "; ".join(
        f"{tied.nodes[node].get('label') or node} {tied.degree[node]}" for node in ranked[:10]
    )
    return sheet, f"Nodes and ties: {counts}. Most ties: {greatest}."


def side(network: nx.Graph, node: Any) -> int:
    """Return 0 for an actor, 1 for what actors are tied to."""
    return int(network.nodes[node]["bipartite"])


def shape_legend(sheet: Sheet, shapes: dict[str, bool], widths: dict[float, float]) -> float:
    """Write what shapes and, where they differ, widths mean; return where it ends."""
    top = sheet.bottom
    marks = [
        (mark(SQUARE if square else PAPER, 1.4, square=square), says)
        for says, square in shapes.items()
    ]
    end = sheet.legend("Shape", marks, WIDTHS_AT, 30)
    if len(widths) > 1:
        sheet.bottom = end + 1.5
        end = width_legend(sheet, "Weight of a tie", widths)
        sheet.bottom = top
    return end


def tip_of(network: nx.Graph, node: Any) -> str:
    """Return what a node says when pointed at."""
    attributes = network.nodes[node]
    known = [attributes.get("label") or str(node), attributes.get("type", "")]
    return "\n".join([*filter(None, known), f"ties: {network.degree[node]}"])


def draw_columns(
    sheet: Sheet, network: nx.Graph, actors: list[Any], others: list[Any], fill: dict[Any, str]
) -> dict[float, float]:
    """Draw actors on the left and the others on the right, each with its name; return widths."""
    columns = ordered(network, actors, others)
    words = {
        node: wrap(name_of(network, node), LEFT - MARGIN - 3, SMALL, most=2) for node in network
    }
    height = max(
        sum(len(words[node]) * LINE_HEIGHT + ROW_GAP for node in column) for column in columns
    )
    spots: dict[Any, tuple[float, float]] = {}
    for x, column in zip((LEFT, RIGHT), columns, strict=True):
        needed = sum(len(words[node]) * LINE_HEIGHT + ROW_GAP for node in column)
        spare = (height - needed) / len(column)
        y = sheet.bottom
        for node in column:
            tall = len(words[node]) * LINE_HEIGHT + ROW_GAP + spare
            spots[node] = (x, y + tall / 2)
            y += tall
    lines = np.array([[*spots[one], *spots[other]] for one, other in network.edges])
    widths = draw_edges(sheet, network, lines)
    for count, node in enumerate(network):
        x, y = spots[node]
        square = x == RIGHT
        tip = tip_of(network, node)
        name = f"node-{count}"
        draw_shape(sheet, x, y, colour=fill[node], radius=RADIUS, square=square, name=name, tip=tip)
        side, align = (RADIUS + 1.2, "left") if square else (-RADIUS - 1.2, "right")
        sheet.text(x + side, y, words[node], SMALL, ha=align, name=f"label-{count}")
    sheet.bottom += height
    return widths


def ordered(network: nx.Graph, actors: list[Any], others: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return two columns in an order that crosses few ties.

    Components stand one below the other, the largest first; within one each node moves to the
    middle of those that it is tied to, in turns, and the order with the fewest crossings is taken.
    """
    left: list[Any] = []
    right: list[Any] = []
    first = set(actors)
    parts = [sorted(part, key=str) for part in nx.connected_components(network)]
    for part in sorted(parts, key=lambda nodes: (-len(nodes), str(nodes[0]))):
        mine = sorted((one for one in part if one in first), key=lambda one: -network.degree[one])
        theirs = [one for one in part if one not in first]
        best, fewest = (mine, theirs), crossings(network, mine, theirs)
        for turn in range(24):
            theirs = by_middle(network, theirs, mine, upwards=turn % 2 == 1)
            mine = by_middle(network, mine, theirs, upwards=turn % 4 > 1)
            if (number := crossings(network, mine, theirs)) < fewest:
                best, fewest = (mine, theirs), number
        left += best[0]
        right += best[1]
    return left, right


def by_middle(
    network: nx.Graph, column: list[Any], opposite: list[Any], *, upwards: bool
) -> list[Any]:
    """Return a column ordered by the mean place of each node's neighbours.

    Nodes with the same mean keep their order, or are turned round upwards.
    """
    place = {node: count for count, node in enumerate(opposite)}
    mean = {
        node: sum(place[other] for other in network[node]) / network.degree[node] for node in column
    }
    return sorted(column[::-1] if upwards else column, key=lambda node: mean[node])


def crossings(network: nx.Graph, left: list[Any], right: list[Any]) -> int:
    """Return how many pairs of ties between two columns cross."""
    place = {node: count for count, node in enumerate(right)}
    ends = np.array([end for node in left for end in sorted(place[one] for one in network[node])])
    return int(np.triu(ends[:, None] > ends[None, :]).sum())
