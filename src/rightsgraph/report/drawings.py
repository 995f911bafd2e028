"""The pictures of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from rightsgraph.namespaces import RG, SCHEMA, SKOS
from rightsgraph.pictures.map import draw_map
from rightsgraph.pictures.network import draw_network
from rightsgraph.pictures.outline import load_outline
from rightsgraph.pictures.timeline import draw_timeline
from rightsgraph.report.basis import Basis

Draw = Callable[..., bytes]


def drawings(basis: Basis) -> dict[str, Draw]:
    """Return by name what draws each picture in a format, ``svg`` or ``png``."""
    found: dict[str, Draw] = {"network": partial(draw_network, basis.network.graph, **of(basis))}
    if basis.apart is not basis.network and basis.centre:
        title = f"The same without {basis.centre.label}"
        more = {**of(basis), "colour": "community", "title": title}
        found["apart"] = partial(draw_network, basis.apart.graph, **more)
    note = f"Data: {basis.store.generation.digest[:12]}."
    if any(one.first or one.last for one in basis.activities.values()):
        found["timeline"] = partial(draw_timeline, times_of(basis), note=note)
    countries = countries_of(basis)
    if countries:
        found["map"] = partial(draw_map, countries, load_outline(), note=note)
    return found


def times_of(basis: Basis) -> list[dict[str, Any]]:
    """Return the activities as rows of a timeline, each with the last of its passages."""
    return [
        {
            "name": one.name,
            "first": one.first,
            "last": one.last,
            "status": ", ".join(one.statuses),
            "passage": one.passages[-1] if one.passages else "",
        }
        for one in basis.activities.values()
    ]


def countries_of(basis: Basis) -> list[dict[str, Any]]:
    """Return the countries as rows of a map: number of activities, point and code."""
    number = Counter(
        country
        for activity in basis.found.activities
        for country in basis.links.countries(activity)
    )
    rows = []
    for country, count in sorted(number.items(), key=str):
        row = {"name": basis.name(country), "count": count}
        for key, predicate in (("latitude", SCHEMA.latitude), ("longitude", SCHEMA.longitude)):
            for value in basis.links.texts(predicate).get(country, [])[:1]:
                row[key] = float(value.value)
        for notation in basis.links.texts(SKOS.notation).get(country, []):
            if notation.datatype == RG.M49:
                row["code"] = notation.value
        rows.append(row)
    return rows


def of(basis: Basis) -> dict[str, Any]:
    """Return what all pictures of the network say."""
    weight, digest = basis.network.definition.weight, basis.store.generation.digest
    return {"note": f"Weight: {weight}. Data: {digest[:12]}."}
