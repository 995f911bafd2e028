"""A small picture of a network, as SVG that needs nothing else."""

from __future__ import annotations

from html import escape
from math import sqrt
from typing import Any

import networkx as nx

from rightsgraph.pictures.palette import INK, LINE, PAPER, colour_classes

WIDTH = 960.0
MARGIN = 70.0
LABELS = 7  # nodes with most ties, which are named
LONGEST = 28
LETTER, LINE_HEIGHT = 10.0, 22.0  # room that a letter, and a label, takes


def draw(network: nx.Graph, nodes: list[dict[str, Any]]) -> bytes:
    """Return a network as SVG: nodes by type, as large as they have ties, the largest named.

    Parameters
    ----------
    network : networkx.Graph
        The ties.
    nodes : list of dict
        The nodes with their places, as `rightsgraph.networks.page.contents` has them.

    Returns
    -------
    bytes
        SVG with presentation attributes only; the same for the same network.
    """
    right = max((node["x"] for node in nodes), default=1.0) or 1.0
    top = max((node["y"] for node in nodes), default=1.0)
    scale = (WIDTH - 2 * MARGIN) / right
    height = top * scale + 2 * MARGIN
    at = {
        node["id"]: (
            round(MARGIN + node["x"] * scale, 1),
            round(height - MARGIN - node["y"] * scale, 1),
        )
        for node in nodes
    }
    size = {node: round(4 + 2.2 * sqrt(degree), 1) for node, degree in network.degree()}
    colouring = colour_classes(value for _, value in network.nodes(data="type"))
    lines = "".join(
        f"M{at[one][0]:g} {at[one][1]:g}L{at[other][0]:g} {at[other][1]:g}"
        for one, other in network.edges()
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:.0f}">',
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        f'<path d="{lines}" fill="none" stroke="{LINE}" stroke-opacity="0.35"/>',
        f'<g stroke="{PAPER}" stroke-width="1.5">',
    ]
    order = sorted(network, key=lambda node: (-network.degree(node), node))
    for node in order:
        x, y = at[node]
        fill = colouring.colour(network.nodes[node].get("type"))
        outline = f' stroke="{LINE}"' if fill == "#FFFFFF" else ""
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="{size[node]:g}" fill="{fill}"{outline}/>')
    parts.append(
        f'</g><g font-family="system-ui, sans-serif" font-size="17" font-weight="600" fill="{INK}" '
        f'stroke="{PAPER}" stroke-width="5" paint-order="stroke" stroke-linejoin="round">'
    )
    taken: list[tuple[float, float, float]] = []
    for node in order[: 3 * LABELS]:
        values = network.nodes[node]
        text = values.get("short") or values["label"]
        text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        x, y = at[node]
        end = ' text-anchor="end"' if x > WIDTH * 0.75 else ""
        side = x - size[node] - 5 if end else x + size[node] + 5
        left = side - LETTER * len(text) if end else side
        space = left, left + LETTER * len(text), y
        meets = any(
            space[0] < b and a < space[1] and abs(y - at_) < LINE_HEIGHT for a, b, at_ in taken
        )
        covers = any(
            other != node and space[0] < across < space[1] and abs(y - down) < LINE_HEIGHT / 2
            for other, (across, down) in at.items()
        )
        if meets or covers or len(taken) == LABELS:
            continue
        taken.append(space)
        parts.append(f'<text x="{side:g}" y="{y + 6:g}"{end}>{escape(text)}</text>')
    return "".join([*parts, "</g></svg>\n"]).encode()
