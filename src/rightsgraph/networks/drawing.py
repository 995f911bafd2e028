"""The pictures of a network, and of the time and place of what it is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from inspect import signature
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from rightsgraph.describe import natural
from rightsgraph.errors import UnknownNameError
from rightsgraph.namespaces import RG, SCHEMA, SKOS
from rightsgraph.pictures.heatmap import draw_heat_map
from rightsgraph.pictures.map import draw_map
from rightsgraph.pictures.network import draw_network
from rightsgraph.pictures.outline import load_outline
from rightsgraph.pictures.timeline import draw_timeline
from rightsgraph.pictures.twomode import draw_two_mode

if TYPE_CHECKING:
    from rightsgraph.networks.network import Network

KINDS = ("network", "heat-map", "timeline", "map")


def draw(network: Network, kind: str = "network", **options: Any) -> bytes:
    """Return a picture of a network.

    Parameters
    ----------
    network : Network
        Of any mode.
    kind : {'network', 'heat-map', 'timeline', 'map'}
        Its nodes and edges; its edges as a matrix in order of community; its activities by date, or
        by country.
    **options
        What the kind takes, such as ``format``, ``title``, ``labels`` or ``colour``; see the
        functions of `rightsgraph.pictures`.

    Raises
    ------
    UnknownNameError
        There is no such kind, format, colour or measure, or the kind has no such option; names the
        nearest.
    MeasureError
        A heat map is asked for where actors are tied to something else.
    MissingExtraError
        matplotlib is not installed.
    """
    if kind not in KINDS:
        raise UnknownNameError("picture", kind, KINDS, f"choose from {', '.join(KINDS)}")
    drawn = drawing_of(network, kind)
    known = [one for one in signature(drawn).parameters if one != "note"]
    for option in options:
        if option not in known:
            repair = f"this one has {', '.join(known)}"
            raise UnknownNameError("option of a picture", option, known, repair)
    return drawn(**options)


def drawing_of(network: Network, kind: str) -> Callable[..., bytes]:
    """Return what draws a kind of picture."""
    mode, digest = network.definition.mode, network.links.store.generation.digest[:12]
    note = f"Data: {digest}."
    if kind == "timeline":
        return partial(draw_timeline, dates_of(network), note=note)
    if kind == "map":
        return partial(draw_map, countries_of(network), load_outline(), note=note)
    note = f"Weight: {network.definition.weight}. {note}"
    if kind == "heat-map":
        return partial(draw_heat_map, network.graph, note=note)
    if mode == "actors":
        return partial(draw_network, network.graph, note=note)
    other = "activity" if mode == "two-mode" else mode[:-1]
    return partial(draw_two_mode, network.graph, other=other, note=note)


def dates_of(network: Network) -> list[dict[str, Any]]:
    """Return the activities as rows of a timeline, each with the last of its passages."""
    links, projection = network.links, network.projection
    found = projection.found
    passages: dict[int, set[str]] = defaultdict(set)
    for number, node in zip(found.activity.tolist(), found.node.tolist(), strict=True):
        passages[number] |= projection.passages(NamedNode(node))
    rows = [
        {
            "name": projection.name(number),
            "first": links.first.get(activity, ""),
            "last": links.last.get(activity, ""),
            "status": ", ".join(links.names(activity, RG.status)),
            "country": ", ".join(links.labels(links.countries(activity))),
            "passage": max(passages[number], key=natural, default=""),
        }
        for number, activity in enumerate(found.activities)
    ]
    return sorted(rows, key=lambda row: row["name"].lower())


def countries_of(network: Network) -> list[dict[str, Any]]:
    """Return the countries as rows of a map: number of activities, point and code."""
    links = network.links
    number = Counter(
        country
        for activity in network.projection.found.activities
        for country in links.countries(activity)
    )
    rows = []
    for country, count in sorted(number.items(), key=str):
        row = {"name": links.label(country), "count": count}
        for key, predicate in (("latitude", SCHEMA.latitude), ("longitude", SCHEMA.longitude)):
            for value in links.texts(predicate).get(country, [])[:1]:
                row[key] = float(value.value)
        for notation in links.texts(SKOS.notation).get(country, []):
            if notation.datatype == RG.M49:
                row["code"] = notation.value
        rows.append(row)
    return rows
