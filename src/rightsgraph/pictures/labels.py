"""Where the names of nodes go, so that none runs into a node, another name or the edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rightsgraph.pictures.sheet import SMALL, text_height, text_width, wrap

Array = NDArray[np.float64]

ANGLES = np.linspace(0, 2 * np.pi, 24, endpoint=False)
GAPS = (0.5, 1.5, 3.0, 5.0, 8.0, 12.0, 17.0, 24.0)  # from node to name, in millimetres
GAP_OF_PLACE = np.repeat(GAPS, len(ANGLES))
LED = 1.0  # gap from which a line leads from the node to its name
CLEAR = 0.35  # round each name and node
SHAPES = ((27.0, 3), (40.0, 2), (56.0, 1), (27.0, 4))  # width and lines of a name to try


@dataclass(frozen=True)
class Named:
    """A node that is to have its name beside it: its middle, its radius and its name."""

    key: int
    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True)
class Label:
    """A name in its place: lines of text, the middle and size of its box, and the line to it.

    It is inside the node where there is room for it.
    """

    key: int
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    leader: tuple[float, float, float, float] | None = None
    inside: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        half, tall = self.width / 2, self.height / 2
        return self.x - half, self.y - tall, self.x + half, self.y + tall


def place_labels(
    wanted: Iterable[Named],
    discs: Array,
    edges: Array,
    frame: tuple[float, float, float, float],
    taken: Array | None = None,
) -> list[Label]:
    """Return the names that find a free place, those wanted first being served first.

    A place is free where the box of the name, with 0.35 mm round it, lies within the frame and
    meets no disc, no other name and no line that leads to one; or it lies within its own disc. Of
    the free places that is taken which is near, crosses few edges and shows the name whole.

    Parameters
    ----------
    wanted : iterable of Named
        The names in order of importance.
    discs : array of shape (n, 3)
        Middle and radius of all nodes.
    edges : array of shape (m, 4)
        The ends of all edges.
    frame : (float, float, float, float)
        Left, top, right and bottom of the drawing.
    taken : array of shape (k, 4)
        Boxes where no name may stand and through which no line to one may lead.

    Examples
    --------
    >>> node = Named(0, 10.0, 10.0, 1.0, "UNHCR")
    >>> (label,) = place_labels([node], np.array([[10, 10, 1]]), np.empty((0, 4)), (0, 0, 40, 20))
    >>> label.lines, bool(meets_disc(np.array([label.box]), np.array([[10, 10, 1]])).any())
    (('UNHCR',), False)
    """
    placed: list[Label] = []
    kept = np.empty((0, 4)) if taken is None else taken
    for node in wanted:
        found = best_place(node, placed, discs, edges, frame, kept)
        if found:
            placed.append(found)
    return placed


def best_place(
    node: Named,
    placed: Sequence[Label],
    discs: Array,
    edges: Array,
    frame: tuple[float, float, float, float],
    kept: Array,
) -> Label | None:
    """Return the best free place of one name."""
    width, height = text_width(node.name, SMALL), text_height(1, SMALL)
    if np.hypot(width, height) < 1.8 * node.radius:
        return Label(node.key, (node.name,), node.x, node.y, width, height, inside=True)
    shapes = shapes_of(node.name)
    trials = [around(node, shape) for shape in shapes]
    boxes = np.vstack([boxes for boxes, _ in trials])
    lines_to = np.vstack([leaders for _, leaders in trials])
    clear = boxes + np.array([-CLEAR, -CLEAR, CLEAR, CLEAR])
    free = (boxes[:, :2] >= frame[:2]).all(axis=1) & (boxes[:, 2:] <= frame[2:]).all(axis=1)
    free &= ~meets_disc(clear, discs).any(axis=1)
    taken = np.vstack([kept, np.array([label.box for label in placed]).reshape(-1, 4)])
    free &= ~overlap(clear, taken).any(axis=1)
    leaders = np.array([label.leader for label in placed if label.leader]).reshape(-1, 4)
    free &= ~crosses(leaders, clear).any(axis=1)
    places = np.flatnonzero(free)
    others = discs[np.hypot(discs[:, 0] - node.x, discs[:, 1] - node.y) > 1e-6]
    led = GAP_OF_PLACE[places % len(GAP_OF_PLACE)] > LED
    cut = np.array([lines[-1].endswith("…") for lines in shapes])[places // len(GAP_OF_PLACE)]
    away = np.hypot(*((boxes[places, :2] + boxes[places, 2:]) / 2 - [node.x, node.y]).T)
    crossed = np.minimum(crosses(edges, boxes[places]).sum(axis=1), 40)
    # a name that is nearer to another node than to its own would be read as that one's
    nearest = gaps(boxes[places], others).min(axis=1, initial=np.inf)
    doubt = (1 + 3 * led) * np.maximum(0, 1.5 + led - nearest)
    costs = 0.25 * away + 0.2 * crossed + 2 * led + 4 * cut + doubt
    for count in np.argsort(costs, kind="stable"):
        place = places[count]
        if led[count] and not passes(lines_to[place], taken, others):
            continue
        left, top, right, bottom = boxes[place].tolist()
        return Label(
            node.key,
            shapes[place // len(GAP_OF_PLACE)],
            (left + right) / 2,
            (top + bottom) / 2,
            right - left,
            bottom - top,
            tuple(lines_to[place].tolist()) if led[count] else None,
        )
    return None


def shapes_of(name: str) -> list[tuple[str, ...]]:
    """Return the ways to break a name into lines, without repetition."""
    return list(dict.fromkeys(tuple(wrap(name, width, SMALL, most)) for width, most in SHAPES))


def around(node: Named, lines: tuple[str, ...]) -> tuple[Array, Array]:
    """Return the boxes that a name could have around a node, and the lines that lead to them."""
    size = np.array(
        [max(text_width(line, SMALL) for line in lines), text_height(len(lines), SMALL)]
    )
    point = np.array([node.x, node.y])
    ways = np.tile(np.column_stack([np.cos(ANGLES), np.sin(ANGLES)]), (len(GAPS), 1))
    # the box touches the circle that has this gap from the node
    reach = (node.radius + GAP_OF_PLACE)[:, None]
    middles = point + ways * reach + np.clip(ways * 1.5, -1, 1) * size / 2
    low, high = middles - size / 2, middles + size / 2
    ends = np.clip(point, low, high)
    long = np.maximum(np.hypot(*(ends - point).T), 1e-9)[:, None]
    starts = point + (ends - point) * node.radius / long
    return np.hstack([low, high]), np.hstack([starts, ends])


def passes(leader: Array, taken: Array, others: Array) -> bool:
    """Return whether a line to a name meets no other name and no other node."""
    if crosses(leader[None, :], taken).any():
        return False
    return bool((distance(others[:, :2], leader) > others[:, 2] + CLEAR).all())


def overlap(boxes: Array, others: Array) -> NDArray[np.bool_]:
    """Return which boxes meet which others."""
    one, other = boxes[:, None, :], others[None, :, :]
    return (
        (one[..., 0] < other[..., 2])
        & (other[..., 0] < one[..., 2])
        & (one[..., 1] < other[..., 3])
        & (other[..., 1] < one[..., 3])
    )


def meets_disc(boxes: Array, discs: Array) -> NDArray[np.bool_]:
    """Return which boxes meet which discs."""
    return gaps(boxes, discs) < 0


def gaps(boxes: Array, discs: Array) -> Array:
    """Return how far boxes (rows) are from discs (columns); less than 0 where they meet."""
    x = np.clip(discs[None, :, 0], boxes[:, None, 0], boxes[:, None, 2]) - discs[None, :, 0]
    y = np.clip(discs[None, :, 1], boxes[:, None, 1], boxes[:, None, 3]) - discs[None, :, 1]
    return np.asarray(np.hypot(x, y) - discs[None, :, 2])


def crosses(lines: Array, boxes: Array) -> NDArray[np.bool_]:
    """Return which boxes (rows) which straight lines (columns) cross, by Liang and Barsky."""
    start, step = lines[None, :, :2], lines[None, :, 2:] - lines[None, :, :2]
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (low - start) / step, (high - start) / step
    still = np.broadcast_to(step == 0, one.shape)
    within = (start >= low) & (start <= high)
    enter = np.where(still, np.where(within, -np.inf, np.inf), np.minimum(one, other))
    leave = np.where(still, np.where(within, np.inf, -np.inf), np.maximum(one, other))
    first = np.maximum(enter.max(axis=2), 0)
    last = np.minimum(leave.min(axis=2), 1)
    return np.asarray(first <= last)


def distance(points: Array, line: Array) -> Array:
    """Return the distance of points from a straight line between two ends."""
    start, step = line[:2], line[2:] - line[:2]
    along = ((points - start) @ step) / max(float(step @ step), 1e-12)
    near = start + np.clip(along, 0, 1)[:, None] * step
    return np.asarray(np.hypot(*(points - near).T))
