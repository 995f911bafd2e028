"""Maps: the outline of the countries as a file, and a thing's places upon a part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from pyoxigraph import NamedNode

from rightsgraph.namespaces import DCTERMS, RG, SCHEMA
from rightsgraph.pictures.outline import load_outline
from rightsgraph.publication.facts import Reader, Thing
from rightsgraph.publication.names import Names
from rightsgraph.publication.world import VIEW, WIDTH

NARROWEST = 170.0
SHAPE = 1.45  # width to height of a part
LABELLED = 8
LETTER = 0.55  # width of a letter in ems, on average
OWN = (RG.takesPlaceIn, RG.concernsPlace, RG.seatedIn, SCHEMA.areaServed)
STYLE = (
    "path{fill:#e4dfd3;stroke:#fffefa;stroke-width:.4}"
    "@media(prefers-color-scheme:dark){path{fill:#343c44;stroke:#1a1f24}}"
)


@dataclass(frozen=True)
class Point:
    """One place on the map; its label where there is room for it."""

    place: NamedNode
    name: str
    x: float
    y: float
    label: tuple[float, float, str] | None


@dataclass(frozen=True)
class Part:
    """The part of the map that is shown, and the sizes that suit it."""

    box: tuple[float, float, float, float]
    points: list[Point]
    radius: float
    letters: float


class Maps:
    """Finds the places of things and puts them on the map."""

    def __init__(self, reader: Reader, names: Names) -> None:
        self.reader, self.names = reader, names
        self.spot = lru_cache(maxsize=20_000)(self.find_spot)

    def find_spot(self, place: Any) -> tuple[float, float] | None:
        """Return where a place is on the map, if its coordinates are known."""
        values = self.reader.values(place)
        try:
            latitude, longitude = (
                float(values[one][0].value) for one in (SCHEMA.latitude, SCHEMA.longitude)
            )
        except (KeyError, ValueError):
            return None
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        ((x, y),) = VIEW.place(longitude, latitude)
        return float(np.clip(x, 0, WIDTH)), float(np.clip(y, 0, VIEW.height))

    def places(self, thing: Thing) -> list[NamedNode]:
        """Return the places of a thing that can be shown.

        Itself and its parts if it is a place; those that it is in, serves or concerns; those that
        a passage names; else those of the activities that it takes part in.
        """
        found = [thing.iri, *thing.values(*OWN), *thing.states.get(RG.Place, ())]
        if RG.Place in thing.kinds:
            found += thing.links.get(DCTERMS.isPartOf, ())
        shown = [place for place in dict.fromkeys(found) if self.spot(place)]
        return shown or [place for place in self.of_activities(thing) if self.spot(place)]

    def of_activities(self, thing: Thing) -> Iterable[NamedNode]:
        """Return the places of the activities that a thing takes part in."""
        found: dict[Any, None] = {}
        for relation in thing.relations.get(RG.Participation, ()):
            if thing.iri in relation.values.get(RG.actor, ()):
                for activity in relation.values.get(RG.inActivity, ()):
                    found.update(
                        dict.fromkeys(self.reader.values(activity).get(RG.takesPlaceIn, ()))
                    )
        return found

    def part(self, places: list[NamedNode], code: str) -> Part:
        """Return the part of the map around some places."""
        spots = {place: self.spot(place) or (0.0, 0.0) for place in places}
        across, down = zip(*spots.values(), strict=True)
        wide, high = (max(across) - min(across)) * 1.5, (max(down) - min(down)) * 1.6
        width = max(NARROWEST, wide, high * SHAPE)
        height = width / SHAPE
        if height > VIEW.height:
            width, height = WIDTH, VIEW.height
        left = min(max(0, (max(across) + min(across) - width) / 2), WIDTH - width)
        top = min(max(0, (max(down) + min(down) - height) / 2), VIEW.height - height)
        letters = width * 0.042
        box = round(left, 1), round(top, 1), round(width, 1), round(height, 1)
        points, taken = [], [(x, y, x, y) for x, y in spots.values()]
        for place, (x, y) in sorted(spots.items(), key=lambda item: item[1]):
            name = self.names.text(place, code)
            label = room(name, x, y, letters, box, taken) if len(places) <= LABELLED else None
            points.append(Point(place, name, round(x, 1), round(y, 1), label))
        return Part(box, points, round(width * 0.014, 2), round(letters, 2))


def room(
    name: str,
    x: float,
    y: float,
    letters: float,
    box: tuple[float, float, float, float],
    taken: list[tuple[float, float, float, float]],
) -> tuple[float, float, str] | None:
    """Return where the label of a point has room, and take that room."""
    long, gap = len(name) * letters * LETTER, letters * 0.6
    left, top, width, height = box
    for side, begin, base in (
        ("start", x + gap, y + letters * 0.35),
        ("end", x - gap - long, y + letters * 0.35),
        ("middle", x - long / 2, y - gap),
        ("middle", x - long / 2, y + gap + letters * 0.8),
    ):
        space = begin, base - letters, begin + long, base + letters * 0.2
        within = space[0] >= left and space[2] <= left + width
        within = within and space[1] >= top and space[3] <= top + height
        if within and not any(meet(space, other) for other in taken):
            taken.append(space)
            at = {"start": begin, "end": begin + long, "middle": x}[side]
            return round(at, 1), round(base, 1), side
    return None


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Return whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def world_svg() -> bytes:
    """Return the outline of the countries as an SVG file, light or dark as the reader has it.

    Raises
    ------
    MissingOutlineError
        The outline is not there.
    """
    paths = []
    for country in load_outline():
        steps = []
        for ring in country.rings:
            points = VIEW.place(*np.array(ring).T).round(1).tolist()
            steps.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "z")
        paths.append(f'<path d="{"".join(steps)}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {VIEW.height:.1f}">'
        f"<style>{STYLE}</style>{''.join(paths)}</svg>\n"
    ).encode()
