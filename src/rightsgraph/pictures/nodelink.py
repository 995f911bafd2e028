"""Nodes and lines between them on a sheet, with names and legends of size and width."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import networkx as nx
import numpy as np

from rightsgraph.pictures.labels import Label, Named, place_labels
from rightsgraph.pictures.palette import INK, LINE, OTHER_LABEL, PAPER, Colouring, ink_on
from rightsgraph.pictures.sheet import MARGIN, SMALL, WIDTH, Mark, Sheet, text_height, text_width

Names = dict[str, str]
Places = dict[Any, tuple[float, float]]

SIDE, ABOVE = 12.0, 6.0  # room for names round the outermost nodes
TALLEST = 170.0
UNIT = 16.0  # the farthest that neighbours are drawn apart
THINNEST, THICKEST = 0.25, 2.6  # lines, in points
OUTLINE = 0.5
SIZES_AT, WIDTHS_AT = MARGIN + 114, MARGIN + 144  # where these legends begin


@dataclass(frozen=True)
class Scale:
    """How a number from 0 up is drawn: by an area that is as large as the number.

    Attributes
    ----------
    most : float
        The greatest number.
    largest, least : float
        The radius of the greatest number, and that which none goes below.
    """

    most: float
    largest: float
    least: float

    def radius(self, value: float | None) -> float:
        """Return the radius of a number; what is not defined has the least."""
        if self.most <= 0:
            return (self.largest + self.least) / 2
        return max(self.least, self.largest * math.sqrt(max(value or 0, 0) / self.most))


@dataclass
class Nodes:
    """What is drawn of the nodes: colour, number, shape, name and tip, each by node."""

    colour: dict[Any, str]
    size: dict[Any, float | None]
    tip: dict[Any, str]
    square: set[Any] = field(default_factory=set)


@dataclass(frozen=True)
class Drawn:
    """What became of a drawing: the names that found a place, and its scales."""

    labels: list[Label]
    scale: Scale
    widths: dict[float, float]


def name_of(network: nx.Graph, node: Any) -> str:
    """Return what a node is called in a picture: its short name, its label, or itself."""
    attributes = network.nodes[node]
    return str(attributes.get("short") or attributes.get("label") or node)


def counts_of(network: nx.Graph) -> str:
    """Return how many actors, edges and components there are, in words."""
    numbers = {
        "actor": len(network),
        "edge": network.number_of_edges(),
        "component": nx.number_connected_components(network),
    }
    return ", ".join(
        f"{number} {noun}{'' if number == 1 else 's'}" for noun, number in numbers.items()
    )


def entries_of(colouring: Colouring, classes: Iterable[str | int | None], other: str) -> Names:
    """Return what the legend says of each class: its name and how many there are."""
    number = Counter(map(colouring.label, classes))
    return {
        label: f"{other if label == OTHER_LABEL else label} ({number[label]})"
        for label in colouring.legend
    }


def draw_nodes(
    sheet: Sheet, network: nx.Graph, nodes: Nodes, named: Sequence[Any], places: Places
) -> Drawn:
    """Draw a network into the free width of a sheet, and the names of some nodes.

    Parameters
    ----------
    sheet : Sheet
        Where; it is filled by the height of the drawing.
    network : networkx.Graph
        At least one node.
    nodes : Nodes
        How each node looks.
    named : sequence of nodes
        Whose names are wanted, the most important first.
    places : dict
        As from `rightsgraph.pictures.layout.positions`.
    """
    spots, unit, tall = on_sheet(np.array([places[node] for node in network]), sheet.bottom)
    amounts = [max(nodes.size[node] or 0, 0) for node in network]
    largest = room(spots, [math.sqrt(amount) for amount in amounts])
    scale = Scale(max(amounts), min(4.5, largest), min(0.8, 0.3 * unit))
    at = {node: count for count, node in enumerate(network)}
    lines = [[*spots[at[one]], *spots[at[other]]] for one, other in network.edges if one != other]
    ends = np.array(lines).reshape(-1, 4)
    widths = draw_edges(sheet, network, ends)
    discs = [(*spot, scale.radius(nodes.size[node])) for spot, node in zip(spots, at, strict=True)]
    for node, (x, y, radius) in zip(at, discs, strict=True):
        draw_shape(
            sheet,
            x,
            y,
            colour=nodes.colour[node],
            radius=radius,
            square=node in nodes.square,
            name=f"node-{at[node]}",
            tip=nodes.tip[node],
        )
    wanted = [Named(at[node], *discs[at[node]], name_of(network, node)) for node in named]
    frame = (MARGIN, sheet.bottom, WIDTH - MARGIN, sheet.bottom + tall)
    labels = place_labels(wanted, np.array(discs), ends, frame)
    write_labels(sheet, labels, [ink_on(nodes.colour[node]) for node in network])
    sheet.bottom += tall
    return Drawn(labels, scale, widths)


def on_sheet(points: Any, top: float) -> tuple[list[tuple[float, float]], float, float]:
    """Return where points stand on a sheet, how far neighbours are apart, and the height of all."""
    size = np.ptp(points, axis=0)
    free = np.array([WIDTH - 2 * MARGIN - 2 * SIDE, TALLEST - 2 * ABOVE])
    unit = float(min(UNIT, *(free / np.maximum(size, 1e-9))))
    tall = float(size[1]) * unit + 2 * ABOVE
    middle = points.min(axis=0) + size / 2
    spots = np.array([WIDTH / 2, top + tall / 2]) + (points - middle) * unit * np.array([1, -1])
    return [(x, y) for x, y in spots.tolist()], unit, tall


def in_words(number: float) -> str:
    """Return a number in three digits, or all of those before the point."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def room(spots: Sequence[tuple[float, float]], roots: Sequence[float]) -> float:
    """Return the greatest radius that the greatest node can have without meeting another one."""
    from scipy.spatial import cKDTree

    most = max(roots) or 1.0
    shares = np.maximum(np.array(roots) / most, 0.2)
    if len(spots) < 2:
        return math.inf
    near, which = cKDTree(spots).query(spots, k=min(9, len(spots)))
    needed = shares[:, None] + shares[which[:, 1:]]
    return float((0.8 * near[:, 1:] / needed).min())


def draw_edges(sheet: Sheet, network: nx.Graph, lines: Any) -> dict[float, float]:
    """Draw the edges, the light ones below; return the width of each weight that occurs."""
    from matplotlib.collections import LineCollection

    weights = [
        float(values.get("weight", 1.0))
        for one, other, values in network.edges(data=True)
        if one != other
    ]
    if not weights:
        return {}
    most = max(weights) or 1.0
    steps = {weight: THINNEST + (THICKEST - THINNEST) * weight / most for weight in weights}
    if len(steps) == 1:
        steps = dict.fromkeys(steps, 3 * THINNEST)
    order = np.argsort(weights, kind="stable")
    ends = lines.reshape(-1, 2, 2)[order]
    drawn = LineCollection(
        list(ends), linewidths=[steps[weights[n]] for n in order], colors=LINE, alpha=0.6, zorder=1
    )
    sheet.add(drawn, "edges")
    return steps


def draw_shape(
    sheet: Sheet,
    x: float,
    y: float,
    *,
    colour: str,
    radius: float,
    square: bool = False,
    alpha: float = 1.0,
    name: str = "",
    tip: str = "",
) -> None:
    """Draw a disc, or a square of the same area, at a point."""
    from matplotlib.patches import Circle, Rectangle

    look: dict[str, Any] = {"facecolor": colour, "edgecolor": INK, "linewidth": OUTLINE}
    look |= {"alpha": alpha, "zorder": 2}
    if square:
        side = radius * math.sqrt(math.pi)
        sheet.add(Rectangle((x - side / 2, y - side / 2), side, side, **look), name, tip)
    else:
        sheet.add(Circle((x, y), radius, **look), name, tip)


def mark(colour: str, radius: float, *, square: bool = False) -> Mark:
    """Return the mark of such a shape in a legend."""
    return partial(draw_shape, colour=colour, radius=radius, square=square)


def write_labels(
    sheet: Sheet, labels: Sequence[Label], inks: Sequence[str], kind: str = "label"
) -> None:
    """Write names: beside nodes on a ground that dims edges, with a line to them, inside in ink."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    look: dict[str, Any] = {"facecolor": PAPER, "alpha": 0.75, "linewidth": 0, "zorder": 2.5}
    for label in labels:
        if label.leader:
            x, y, to_x, to_y = label.leader
            sheet.add(Line2D([x, to_x], [y, to_y], color=INK, linewidth=0.4, zorder=3))
        for count, line in enumerate([] if label.inside else label.lines):
            width, tall = text_width(line, SMALL), text_height(1, SMALL)
            top = label.box[1] + count * tall
            sheet.add(Rectangle((label.x - width / 2, top), width, tall, **look))
        ink = inks[label.key] if label.inside else INK
        name = f"{kind}-{label.key}"
        sheet.text(label.x, label.y, label.lines, ha="center", color=ink, name=name, zorder=4)


def colour_legend(
    sheet: Sheet, heading: str, names: Names, colouring: Colouring, columns: int
) -> float:
    """Write what colours mean, at the left; return where it ends."""
    marks = [(mark(colouring.legend[label], 1.4), says) for label, says in names.items()]
    return sheet.legend(heading, marks, MARGIN, 112, columns=columns)


def size_legend(sheet: Sheet, heading: str, sizes: Iterable[float | None], scale: Scale) -> float:
    """Write what areas mean beside the legend of colours; return where it ends."""
    steps = steps_of([size for size in sizes if size])
    if not steps:
        return sheet.bottom
    areas = [(mark(PAPER, scale.radius(step)), in_words(step)) for step in steps]
    tall = [2 * scale.radius(step) + 1 for step in steps]
    return sheet.legend(heading, areas, SIZES_AT, 30, indent=10, heights=tall)


def width_legend(sheet: Sheet, heading: str, widths: dict[float, float]) -> float:
    """Write what widths mean beside that; return where it ends."""
    weights = sorted(widths, reverse=True)
    if not weights:
        return sheet.bottom
    shown = dict.fromkeys([weights[0], weights[len(weights) // 2], weights[-1]])
    lines = [(line_mark(widths[weight]), in_words(weight)) for weight in shown]
    return sheet.legend(heading, lines, WIDTHS_AT, 30, indent=8)


def line_mark(width: float) -> Mark:
    """Return the mark of an edge of this width."""

    def drawn(sheet: Sheet, x: float, y: float) -> None:
        from matplotlib.lines import Line2D

        sheet.add(Line2D([x - 3, x + 3], [y, y], color=LINE, linewidth=width))

    return drawn


def steps_of(values: Sequence[float]) -> list[float]:
    """Return up to three round numbers that stand for a range, the greatest first.

    Examples
    --------
    >>> steps_of([1, 2, 37]), steps_of([0.001, 0.31]), steps_of([3, 3])
    ([37, 10.0, 2.0], [0.31, 0.05, 0.01], [3])
    """
    most = max(values, default=0)
    if most <= 0:
        return []
    if len(set(values)) == 1:
        return [most]
    least = min(value for value in values if value > 0)
    found = [most]
    for share in (3.5, 16):
        power = 10.0 ** math.floor(math.log10(most / share))
        step = max(n * power for n in (1, 2, 5) if n * power <= most / share * 1.0001)
        if step >= least * 0.999:
            found.append(round(step, 12))
    return found
