"""A network as a heat map: each tie a cell, actors ordered by community."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from rightsgraph.errors import MeasureError
from rightsgraph.measures.groups import communities
from rightsgraph.pictures.nodelink import counts_of, in_words, name_of
from rightsgraph.pictures.palette import INK, LINE
from rightsgraph.pictures.sheet import (
    MARGIN,
    NORMAL,
    SMALL,
    WIDTH,
    Sheet,
    drawing,
    text_height,
    text_width,
    wrap,
)

NAMED = 50  # actors up to which each has its name
NAMES = 54.0  # width of the names
SIDE = WIDTH - 2 * MARGIN - NAMES
CELL = 9.0  # the greatest side of a cell
EMPTY = "#F1F1F1"
COLOURS, LIGHTEST = "YlGnBu", 0.3  # ColorBrewer's, from light to dark, without the palest
STEPS = 8  # different weights up to which each has its own mark in the legend


def draw_heat_map(
    network: nx.Graph,
    *,
    format: str = "svg",
    weight: str = "Weight of an edge",
    title: str | None = None,
    note: str = "",
) -> bytes:
    """Return a heat map of a network, 180 mm wide.

    Row and column stand for actors in the same order: communities as
    `rightsgraph.measures.groups.communities` numbers them, within one the greatest strength first.
    A cell is the darker the greater the weight of the edge between its row and its column; the
    blocks of communities of two or more are framed. Up to 50 actors each row has its name, beyond
    that each community that is high enough the names of its strongest actors.

    Parameters
    ----------
    network : networkx.Graph
        Undirected, of one mode; nodes may have ``label`` and ``short``, edges ``weight``. Of its
        attributes ``name`` and ``title`` are used.
    format : {'svg', 'png'}
        PNG has 200 dots to the inch.
    weight : str
        What the legend says the weight is.
    title : str, optional
        The headline; without it the network's title or name.
    note : str
        What the small print adds.

    Returns
    -------
    bytes
        The same in every run; of a network without nodes the headline and a line that says so.

    Raises
    ------
    UnknownNameError
        The format is none of those.
    MeasureError
        The network is two-mode: it has no communities in this sense.
    MissingExtraError
        matplotlib is not installed.

    References
    ----------
    M. Harrower and C. A. Brewer, ColorBrewer.org: an online tool for selecting colour schemes for
    maps. The Cartographic Journal 40 (2003) 27-37, for the colours.

    Examples
    --------
    >>> draw_heat_map(nx.Graph([("OSCE", "UNHCR")], name="pair")).decode().startswith("<?xml")
    True
    """
    if any("bipartite" in values for _, values in network.nodes(data=True)):
        raise MeasureError(network.graph.get("name", ""))
    with drawing():
        sheet, description = heat_map_sheet(network, weight, title, note)
        return sheet.to_bytes(format, description)


def heat_map_sheet(
    network: nx.Graph, weight: str, title: str | None, note: str
) -> tuple[Sheet, str]:
    """Return the picture as a sheet, and what it shows in words."""
    sheet = Sheet(title or network.graph.get("title") or network.graph.get("name") or "Network")
    if not network:
        says = "The network has no nodes."
        sheet.paragraph(says, NORMAL, INK)
        sheet.note([note])
        return sheet, says
    group = communities(network)
    strength = dict(network.degree(weight="weight"))
    order = sorted(
        network, key=lambda node: (group[node], -strength[node], name_of(network, node), str(node))
    )
    size = min(SIDE / len(order), CELL)
    weights = draw_cells(sheet, network, order, size)
    blocks = blocks_of([group[node] for node in order])
    draw_blocks(sheet, network, order, blocks, size)
    sheet.bottom += size * len(order)
    if weights:
        sheet.rule()
        draw_scale(sheet, weight, weights)
    together = [stop - start for start, stop in blocks.values() if stop - start > 1]
    sheet.note(
        [
            f"Network {network.graph.get('name') or 'without name'}: {counts_of(network)}; "
            f"{len(together)} communities of two or more, by Louvain's method on the weights.",
            "Columns stand in the order of the rows; numbers count the communities.",
            note,
        ]
    )
    sizes = ", ".join(map(str, together)) or "none"
    return sheet, f"{counts_of(network)}. Actors in communities of two or more: {sizes}."


def draw_cells(sheet: Sheet, network: nx.Graph, order: list[Any], size: float) -> list[float]:
    """Draw the ground and a cell for each end of each edge; return the weights that occur."""
    from matplotlib.collections import PolyCollection
    from matplotlib.patches import Rectangle

    left, top, side = MARGIN + NAMES, sheet.bottom, size * len(order)
    sheet.add(Rectangle((left, top), side, side, facecolor=EMPTY, linewidth=0), "ground")
    place = {node: count for count, node in enumerate(order)}
    cells = sorted(
        (place[row], place[column], float(values.get("weight", 1.0)))
        for one, other, values in network.edges(data=True)
        for row, column in {(one, other), (other, one)}
    )
    if not cells:
        return []
    corners = np.array([[left + column * size, top + row * size] for row, column, _ in cells])
    square = np.array([[0, 0], [size, 0], [size, size], [0, size]])
    most = max(value for _, _, value in cells)
    fills = [colour_of(value, most) for _, _, value in cells]
    drawn = PolyCollection(
        corners[:, None, :] + square, facecolors=fills, edgecolors=EMPTY, linewidths=0.05 * size
    )
    sheet.add(drawn, "cells")
    return sorted({value for _, _, value in cells})


def colour_of(value: float, most: float) -> str:
    """Return the colour of a weight."""
    from matplotlib import colormaps
    from matplotlib.colors import to_hex

    return to_hex(colormaps[COLOURS](LIGHTEST + (1 - LIGHTEST) * value / most))


def blocks_of(groups: list[int]) -> dict[int, tuple[int, int]]:
    """Return where each community begins and ends among the rows.

    Examples
    --------
    >>> blocks_of([1, 1, 1, 2])
    {1: (0, 3), 2: (3, 4)}
    """
    return {
        group: (groups.index(group), groups.index(group) + groups.count(group))
        for group in dict.fromkeys(groups)
    }


def draw_blocks(
    sheet: Sheet,
    network: nx.Graph,
    order: list[Any],
    blocks: dict[int, tuple[int, int]],
    size: float,
) -> None:
    """Frame the communities of two or more and name the rows."""
    from matplotlib.patches import Rectangle

    left, right = MARGIN + NAMES, MARGIN + NAMES - 1.5
    width = NAMES - 5 - 1.5
    for group, (start, stop) in blocks.items():
        y, tall = sheet.bottom + start * size, (stop - start) * size
        if stop - start > 1:
            frame = Rectangle(
                (left + start * size, y), tall, tall, fill=False, edgecolor=INK, linewidth=0.7
            )
            sheet.add(frame, f"community-{group}")
        if tall >= text_height(1, SMALL) and stop - start > 1:
            sheet.text(MARGIN, y + tall / 2, [str(group)], SMALL, weight="bold")
            bar = Rectangle((MARGIN + 4, y + 0.3), 0.5, tall - 0.6, facecolor=LINE, linewidth=0)
            sheet.add(bar)
        if len(order) > NAMED:
            most = int(tall / text_height(1, SMALL))
            if most and stop - start > 1:
                names = ", ".join(name_of(network, node) for node in order[start:stop])
                words = wrap(names, width, SMALL, min(most, 4))
                sheet.text(right, y + tall / 2, words, SMALL, ha="right", name=f"label-{group}")
    if len(order) <= NAMED:
        for count, node in enumerate(order):
            y = sheet.bottom + (count + 0.5) * size
            most = int(size / text_height(1, SMALL)) or 1
            words = wrap(name_of(network, node), width, SMALL, min(most, 2))
            sheet.text(right, y, words, SMALL, ha="right", name=f"label-{count}")


def draw_scale(sheet: Sheet, weight: str, weights: list[float]) -> None:
    """Draw what the colours mean: each weight, or a bar from the least to the greatest."""
    from matplotlib.patches import Rectangle

    sheet.text(MARGIN, sheet.bottom + text_height(1, SMALL) / 2, [weight], SMALL, weight="bold")
    sheet.bottom += text_height(1, SMALL) + 1
    most = weights[-1]
    x, tall = MARGIN, 3.2

    def box(left: float, width: float, value: float) -> None:
        fill = colour_of(value, most)
        sheet.add(Rectangle((left, sheet.bottom), width, tall, facecolor=fill, linewidth=0))

    if len(weights) <= STEPS:
        for value in weights:
            box(x, 5, value)
            words = in_words(value)
            sheet.text(x + 6, sheet.bottom + tall / 2, [words], SMALL)
            x += 6 + text_width(words, SMALL) + 5
    else:
        for step in range(100):
            box(x + step * 0.6, 0.62, weights[0] + (most - weights[0]) * step / 99)
        for value, align in ((weights[0], "left"), (most, "right")):
            at = x if align == "left" else x + 60
            sheet.text(at, sheet.bottom + tall + 1.8, [in_words(value)], SMALL, ha=align)
        sheet.bottom += 3.4
    sheet.bottom += tall
