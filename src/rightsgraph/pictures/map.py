"""Activities by country on a map of the world."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rightsgraph.pictures.equalearth import View, world
from rightsgraph.pictures.labels import Named, place_labels
from rightsgraph.pictures.nodelink import draw_shape, in_words, mark, steps_of, write_labels
from rightsgraph.pictures.outline import Country
from rightsgraph.pictures.palette import CATEGORIES, MUTED_INK, ink_on
from rightsgraph.pictures.sheet import MARGIN, WIDTH, Box, Sheet, drawing

SOUTH, NORTH = -56.0, 84.0  # what the map shows
LARGEST, LEAST = 2.6, 0.8  # radius of a disc
PART = (25.0, 19.0)  # of the world, drawn larger beside the legend where discs crowd
ZOOM = 4.0
CROWDED = 5  # discs that meet others within such a part, from which it is drawn
LAND, TINTED, BORDER = "#E8E8E8", "#C9DDEC", "#FFFFFF"
DISC = CATEGORIES[0]
DISCLAIMER = "Boundaries: Natural Earth, public domain; they imply no opinion on legal status."


@dataclass(frozen=True)
class Spot:
    """One country that has a point, with its number."""

    name: str
    count: int
    longitude: float
    latitude: float
    radius: float

    @property
    def words(self) -> str:
        """What stands beside the disc."""
        return f"{self.name} {self.count}"

    def at(self, view: View) -> tuple[float, float]:
        """Return where the disc stands on a view."""
        ((x, y),) = view.place(self.longitude, self.latitude).tolist()
        return x, y


def draw_map(
    rows: Iterable[Mapping[str, Any]],
    outline: Sequence[Country],
    *,
    format: str = "svg",
    counted: str = "activities",
    title: str = "Activities by country",
    note: str = "",
) -> bytes:
    """Return a map of the world with a disc for each country, 180 mm wide.

    The area of a disc is as large as the number; it stands at the country's own point, so that
    countries too small for the outline have one too. Countries with a number are tinted. The
    projection is Equal Earth, so that areas compare; the map ends at 56 degrees south. Where five
    discs or more crowd, that part is drawn below four times as large, and its names stand there.

    Parameters
    ----------
    rows : iterable of mappings
        With ``name``, ``count`` and, where known, ``latitude`` and ``longitude`` in degrees and
        ``code``, of M49 and ISO 3166-1. A row without a point is named in the small print.
    outline : sequence of Country
        As from `rightsgraph.pictures.outline.load_outline`.
    format : {'svg', 'png'}
        PNG has 200 dots to the inch.
    counted : str
        What is counted, in the plural.
    title : str
        The headline.
    note : str
        What the small print adds.

    Returns
    -------
    bytes
        The same in every run; without rows the map alone.

    Raises
    ------
    UnknownNameError
        The format is none of those.
    MissingExtraError
        matplotlib is not installed.

    Examples
    --------
    >>> rows = [{"name": "Malta", "code": "470", "latitude": 35.9, "longitude": 14.4, "count": 2}]
    >>> draw_map(rows, []).decode().startswith("<?xml")
    True
    """
    with drawing():
        sheet, description = map_sheet(list(rows), outline, counted, title, note)
        return sheet.to_bytes(format, description)


def map_sheet(
    rows: list[Mapping[str, Any]],
    outline: Sequence[Country],
    counted: str,
    title: str,
    note: str,
) -> tuple[Sheet, str]:
    """Return the picture as a sheet, and what it shows in words."""
    sheet = Sheet(title)
    located = [row for row in rows if None not in (row.get("latitude"), row.get("longitude"))]
    most = max((int(row["count"]) for row in located), default=0)
    spots = sorted((spot_of(row, most) for row in located), key=lambda one: (-one.count, one.name))
    tinted = {code_of(row) for row in rows}
    view = world(MARGIN, sheet.bottom, WIDTH - 2 * MARGIN, SOUTH, NORTH)
    sheet.bottom += view.height + 1
    part = crowded_part(spots, view, sheet.bottom + 2)
    outer = [one for one in spots if not (part and part.shows(*one.at(part)))]
    draw_land(sheet, outline, view, tinted)
    for number, spot in enumerate(spots):
        draw_disc(sheet, spot, view, f"country-{number}")
    framed = frame_of(part, view) if part else None
    named = draw_names(sheet, outer, spots, view, kept=framed)
    left = MARGIN
    if part and framed:
        draw_frame(sheet, framed)
        draw_land(sheet, outline, part, tinted)
        inner = [one for one in spots if one not in outer]
        for number, spot in enumerate(inner):
            draw_disc(sheet, spot, part, f"detail-{number}")
        draw_frame(sheet, part.box)
        named |= draw_names(sheet, inner, inner, part, kind="detail-label")
        sheet.bottom, left = part.top, part.left + part.width + 6
    if spots:
        draw_legend(sheet, spots, counted, most, left)
    sheet.bottom = max(sheet.bottom, part.top + part.height if part else 0)
    crowded = [spot.words for spot in spots if spot.words not in named]
    lost = [f"{row['name']} {row['count']}" for row in rows if row not in located]
    sheet.note(
        [
            f"{len(rows)} {'country' if len(rows) == 1 else 'countries'} with {counted}.",
            f"Without room for the name: {', '.join(crowded)}." if crowded else "",
            f"Not drawn, having no point: {', '.join(lost)}." if lost else "",
            "What concerns several countries is counted in each.",
            DISCLAIMER,
            note,
        ]
    )
    numbers = "; ".join([*(spot.words for spot in spots), *lost])
    return sheet, f"Number of {counted} by country: {numbers or 'none'}."


def code_of(row: Mapping[str, Any]) -> str:
    """Return a country's code in three digits, empty if it has none."""
    code = str(row.get("code") or "")
    return code.zfill(3) if code else ""


def spot_of(row: Mapping[str, Any], most: int) -> Spot:
    """Return a country with the size of its disc."""
    count = int(row["count"])
    place = float(row["longitude"]), float(row["latitude"])
    return Spot(str(row["name"]), count, *place, radius_of(count, most))


def radius_of(count: float, most: int) -> float:
    """Return the radius of a disc."""
    return max(LEAST, LARGEST * math.sqrt(max(count, 0) / most)) if most else LEAST


def crowded_part(spots: Sequence[Spot], view: View, top: float) -> View | None:
    """Return the part of the map where most discs meet others, larger, if they are five or more."""
    places = np.array([spot.at(view) for spot in spots]).reshape(-1, 2)
    radii = np.array([spot.radius for spot in spots])
    apart = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    meeting = places[(apart < radii[:, None] + radii[None, :]).any(axis=1)]
    near = [meeting[(np.abs(meeting - one) < np.array(PART) / 2).all(axis=1)] for one in meeting]
    most = max(near, key=len, default=meeting)
    if len(most) < CROWDED:
        return None
    x, y = most.mean(axis=0).tolist()
    return view.part(x, y, PART, ZOOM, MARGIN, top)


def frame_of(part: View, view: View) -> Box:
    """Return where a part lies on the whole."""
    left = view.left + (part.west - view.west) * view.scale
    top = view.top + (view.north - part.north) * view.scale
    return left, top, left + part.width / ZOOM, top + part.height / ZOOM


def draw_frame(sheet: Sheet, box: Box) -> None:
    """Draw a thin line round a box."""
    from matplotlib.patches import Rectangle

    left, top, right, bottom = box
    look: dict[str, Any] = {"fill": False, "edgecolor": MUTED_INK, "linewidth": 0.6, "zorder": 5}
    sheet.add(Rectangle((left, top), right - left, bottom - top, **look))


def draw_land(sheet: Sheet, outline: Sequence[Country], view: View, tinted: set[str]) -> None:
    """Draw the countries, those with a number in a tint."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    low, high = np.array(view.box).reshape(2, 2)
    for country in outline:
        rings = [view.place(*np.array(ring, dtype=float).T) for ring in country.rings]
        rings = [
            one for one in rings if (one.max(axis=0) > low).all() and (one.min(0) < high).all()
        ]
        if not rings:
            continue
        outlines = [Path(np.vstack([ring, ring[:1]]), closed=True) for ring in rings]
        fill = TINTED if country.code and country.code in tinted else LAND
        look = {"facecolor": fill, "edgecolor": BORDER, "linewidth": 0.3, "zorder": 0.5}
        sheet.add(PathPatch(Path.make_compound_path(*outlines), **look), within=view.box)


def draw_disc(sheet: Sheet, spot: Spot, view: View, name: str) -> None:
    """Draw the disc of a country."""
    x, y = spot.at(view)
    draw_shape(sheet, x, y, colour=DISC, radius=spot.radius, alpha=0.85, name=name, tip=spot.words)


def draw_names(
    sheet: Sheet,
    wanted: Sequence[Spot],
    spots: Sequence[Spot],
    view: View,
    *,
    kept: Box | None = None,
    kind: str = "label",
) -> set[str]:
    """Write the names of some countries where they meet no disc and not the part kept free."""
    discs = [[*spot.at(view), spot.radius] for spot in spots]
    named = [Named(n, *spot.at(view), spot.radius, spot.words) for n, spot in enumerate(wanted)]
    taken = np.array([kept] if kept else []).reshape(-1, 4)
    left, top, right, bottom = view.box
    box = left + 1, top + 1, right - 1, bottom - 1
    labels = place_labels(named, np.array(discs).reshape(-1, 3), np.empty((0, 4)), box, taken)
    write_labels(sheet, labels, [ink_on(DISC)] * len(wanted), kind)
    return {wanted[label.key].words for label in labels}


def draw_legend(sheet: Sheet, spots: list[Spot], counted: str, most: int, left: float) -> None:
    """Draw what discs and tint mean."""
    steps = steps_of([float(one.count) for one in spots if one.count])
    areas = [(mark(DISC, radius_of(step, most)), in_words(step)) for step in steps]
    tall = [2 * radius_of(step, most) + 1 for step in steps]
    land = [
        (mark(TINTED, 1.6, square=True), f"country with {counted}"),
        (mark(LAND, 1.6, square=True), "other country"),
    ]
    heading = f"Number of {counted}"
    beside = 0.0 if left > MARGIN else 64.0
    end = sheet.legend(heading, areas, left, 60, indent=8, heights=tall)
    if not beside:
        sheet.bottom = end + 3
    sheet.bottom = max(end, sheet.legend("Land", land, left + beside, 60, indent=8))
