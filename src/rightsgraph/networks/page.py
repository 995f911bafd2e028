"""The interactive page of a network: one file that needs no server and no internet."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from pyoxigraph import NamedNode

from rightsgraph.describe import natural
from rightsgraph.measures.nodes import MEASURES
from rightsgraph.namespaces import DCTERMS, RG, SKOS
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.links import PLACES, WHOLES
from rightsgraph.pictures.layout import positions
from rightsgraph.pictures.palette import colour_classes
from rightsgraph.resources import Bundle

if TYPE_CHECKING:
    from rightsgraph.networks.network import Network

STRONGEST = 40
TITLES = ("name", "title", "title_fr", "description")


def page_of(network: Network, bundle: Bundle, data: dict[str, Any] | None = None) -> str:
    """Return a network as one HTML page: picture, search, filters, evidence, downloads.

    The page holds everything that it needs and may load nothing: its policy (Content Security
    Policy) names its own script and style by their digests. Its data are the participations, from
    which its script makes edges and weights, so that a filter on the page gives the network that
    `rightsgraph.networks.definition.Definition` would. Without a script it shows the strongest
    edges.

    Parameters
    ----------
    network : Network
        Of any mode; with up to some thousand edges a browser stays quick.
    bundle : rightsgraph.resources.Bundle
        Script and style; see `rightsgraph.resources.load_bundle`.
    data : dict, optional
        What `contents` returns for the network, if that is at hand.

    Returns
    -------
    str
        HTML, the same for the same data and the same bundle.

    References
    ----------
    W3C, Content Security Policy Level 3, section 2.3 (digests of inline scripts and styles).
    """
    script = bundle.script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    environment = Environment(
        loader=PackageLoader("rightsgraph"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("network.html").render(
        definition=network.definition,
        strongest=strongest(network),
        total=network.graph.number_of_edges(),
        data=Markup(json_for_html((data or contents(network)) | {"licences": bundle.licences})),
        script=Markup(script),
        style=Markup(bundle.style),
        digests={"script": digest(script), "style": digest(bundle.style)},
    )


def json_for_html(value: Any) -> str:
    r"""Return JSON that can stand in a ``script`` element.

    Examples
    --------
    >>> print(json_for_html({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def digest(text: str) -> str:
    """Return what a Content Security Policy calls a text by."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def strongest(network: Network) -> list[dict[str, Any]]:
    """Return the heaviest edges, each with the names of its ends and what is shared."""
    names = network.graph.nodes(data="label")
    edges = sorted(
        network.graph.edges(data="weight"),
        key=lambda edge: (-edge[2], names[edge[0]], names[edge[1]]),
    )
    return [
        {
            "ends": (names[one], names[other]),
            "weight": f"{weight:.3g}",
            "shared": network.behind(NamedNode(one), NamedNode(other)),
        }
        for one, other, weight in edges[:STRONGEST]
    ]


def contents(network: Network) -> dict[str, Any]:
    """Return the data of the page: tables whose rows name each other by number."""
    definition, generation = network.definition, network.links.store.generation
    passages = Passages(network)
    nodes = node_table(network)
    number = {node["id"]: count for count, node in enumerate(nodes)}
    activities = activity_table(network, passages, number)
    participations = participation_table(network, passages, number)
    return {
        "definition": asdict(definition),
        "declared": declared(definition),
        "version": generation.version,
        "digest": generation.digest,
        "documents": passages.documents,
        "measures": [
            {
                key: getattr(measure, key)
                for key in ("name", "definition", "range", "says", "source")
            }
            for measure in MEASURES
            if any(node.get("measures", {}).get(measure.name) is not None for node in nodes)
        ],
        "colours": colour(nodes),
        "nodes": nodes,
        "activities": activities,
        "participations": participations,
        "passages": passages.table,
    }


def declared(definition: Definition) -> list[tuple[str, str]]:
    """Return the parts of a definition that are not as usual, and how a list is written."""
    usual = Definition()
    return [
        (part.name, ", ".join(value) if isinstance(value, tuple) else str(value))
        for part in fields(definition)
        if part.name not in TITLES
        and (value := getattr(definition, part.name)) != getattr(usual, part.name)
    ]


def node_table(network: Network) -> list[dict[str, Any]]:
    """Return the nodes with names, place in the picture, and measures."""
    links, graph = network.links, network.graph
    places = positions(graph)
    rows = network.measures() if network.definition.mode == "actors" else ()
    measures = {row["node"]: row for row in rows}
    table = []
    for node, values in graph.nodes(data=True):
        term = NamedNode(node)
        names = {quad.object.value for quad in links.store.match(term, SKOS.altLabel)}
        x, y = places[node]
        row = {"id": node, "label": values["label"], "x": x, "y": y}
        row |= {key: values[key] for key in ("short", "type", "country") if values.get(key)}
        if values.get("bipartite"):
            row["other"] = True
        if names:
            row["also"] = sorted(names - {values["label"]})
        wholes = [whole.value for whole in links.above(term, WHOLES)][1:]
        if wholes:
            row["wholes"] = wholes
        if node in measures:
            row["measures"] = {one.name: measures[node][one.name] for one in MEASURES}
        table.append(row)
    return table


def colour(nodes: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Give each actor its colours, by type and by community, and return the legend of each."""
    actors = [node for node in nodes if not node.get("other")]
    classes = {
        "type": [node.get("type") for node in actors],
        "community": [node.get("measures", {}).get("community") for node in actors],
    }
    legends = {}
    for name, values in classes.items():
        if any(values):
            colouring = colour_classes(values)
            legends[name] = colouring.legend
            for node, value in zip(actors, values, strict=True):
                node.setdefault("colours", {})[name] = colouring.colour(value)
    return legends


def activity_table(
    network: Network, passages: Passages, number: dict[str, int]
) -> list[dict[str, Any]]:
    """Return the activities with what they can be filtered by, and what they tie actors to."""
    projection, links = network.projection, network.links
    two = network.definition.mode != "actors"

    table = []
    for count, (activity, top) in enumerate(
        zip(projection.found.activities, projection.tops, strict=True)
    ):
        row: dict[str, Any] = {
            "id": activity.value,
            "name": projection.name(count),
            "within": top.value,
            "whole": links.label(top) if top != activity else "",
            "first": links.first.get(activity, ""),
            "last": links.last.get(activity, ""),
            "statuses": links.names(activity, RG.status),
            "topics": links.names(activity, DCTERMS.subject),
            "places": links.names(activity, *PLACES),
            "countries": links.labels(links.countries(activity)),
        }
        if two:
            row["targets"] = [
                [
                    number[target.value],
                    passages.numbers(projection.stances.get((activity, target), ()))
                    if network.definition.mode == "instruments"
                    else [],
                ]
                for target in projection.targets.get(activity, [])
            ]
        table.append({key: value for key, value in row.items() if value})
    return table


def participation_table(
    network: Network, passages: Passages, number: dict[str, int]
) -> list[dict[str, Any]]:
    """Return the participations, one row for each actor of each."""
    found, store = network.projection.found, network.links.store
    roles = [network.links.label(role) for role in found.roles]
    table = []
    for row, node in enumerate(found.node.tolist()):
        term = NamedNode(node)
        notes = [quad.object for quad in store.match(term, SKOS.scopeNote)]
        one = {
            "id": node,
            "actor": number[found.actors[found.actor[row]].value],
            "activity": int(found.activity[row]),
            "roles": sorted(
                {name for name, has in zip(roles, found.role[row], strict=True) if has}
            ),
            "passages": passages.numbers([term]),
            "note": " ".join(sorted(note.value for note in notes if note.language == "en")),
        }
        table.append({key: value for key, value in one.items() if value or value == 0})
    return table


class Passages:
    """The passages that state participations and stances, in order of their keys.

    Parameters
    ----------
    network : Network
        Whose participations and stances.
    """

    def __init__(self, network: Network) -> None:
        projection, self.links = network.projection, network.links
        stated = {NamedNode(node) for node in projection.found.node.tolist()}
        if network.definition.mode == "instruments":
            stated.update(stance for some in projection.stances.values() for stance in some)
        self.keys = {
            passage: self.links.keys[passage]
            for node in stated
            for passage in self.links.of(RG.statedIn).get(node, [])
            if passage in self.links.keys
        }
        ordered = sorted(self.keys, key=lambda one: (natural(self.keys[one]), one.value))
        self.position = {passage: count for count, passage in enumerate(ordered)}

    def numbers(self, nodes: Iterable[NamedNode]) -> list[int]:
        """Return the numbers of the passages that state some things."""
        stated = {one for node in nodes for one in self.links.of(RG.statedIn).get(node, [])}
        return sorted(self.position[one] for one in stated if one in self.position)

    @property
    def table(self) -> list[dict[str, str]]:
        """IRI, key and name of each."""
        return [
            {"id": one.value, "key": self.keys[one], "name": self.links.label(one)}
            for one in self.position
        ]

    @property
    def documents(self) -> list[str]:
        """The names of the documents that they are passages of."""
        tops = {self.links.top(one, [DCTERMS.isPartOf]) for one in self.position}
        return self.links.labels(tops)
