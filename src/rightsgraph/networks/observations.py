"""The measures of the stored networks in RDF, as RDF Data Cube has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from rightsgraph.dates import bounds
from rightsgraph.errors import AmbiguousNameError, EmptyNetworkError, UnknownNameError
from rightsgraph.labels import find
from rightsgraph.measures.groups import SEED
from rightsgraph.measures.nodes import MEASURES
from rightsgraph.namespaces import DCTERMS, EDTF, GRAPHS, QB, RDF, RG, SKOS, XSD
from rightsgraph.networks.definition import Definition
from rightsgraph.networks.links import Links
from rightsgraph.networks.network import Network
from rightsgraph.networks.participations import RELATIONS
from rightsgraph.store.embedded import EmbeddedStore
from rightsgraph.store.generations import Generation

MEASURED = NamedNode(GRAPHS + "measures")
FILTERS = ("roles", "statuses", "topics", "places", "types")
PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LARGEST = 1_000_000  # nodes times edges, to which the time for all shortest paths is in proportion
DIGITS, DECIMALS = 6, 12

Say = Callable[[str], None]
Term = NamedNode | Literal


def observe_networks(
    store: EmbeddedStore, definitions: Iterable[Definition], say: Say
) -> list[Quad]:
    """Return the statements of the graph of measures.

    Each network of actors tied to actors is a ``qb:DataSet`` with the parts of its definition, and
    each of its actors a ``qb:Observation`` with the measures that are defined for it. Decimals are
    rounded to six significant digits and at most twelve places, so that neither the machine nor
    the order of summing decides on what is stated.

    A network that cannot be made of this graph, since it has not what the definition names or
    nothing is left after a filter, is left out; so is one that takes long to measure.

    Parameters
    ----------
    store : EmbeddedStore
        The graph that the networks are made from.
    definitions : iterable of Definition
        The networks; those of actors tied to something else have no measures.
    say : callable
        Is told which network is left out, and why.
    """
    found: list[Quad] = []
    links = Links(store)
    for definition in definitions:
        if definition.mode != "actors":
            continue
        try:
            network = Network(links, definition, partial(find, store))
        except (AmbiguousNameError, EmptyNetworkError, UnknownNameError) as error:
            say(f"left out {definition.name}: {error}")
            continue
        nodes, edges = len(network.projection.found.actors), len(network.projection.edges.left)
        if nodes * edges > LARGEST:
            say(f"left out {definition.name}: {nodes} nodes and {edges} edges take long to measure")
            continue
        found += [*described(network), *observed(network)]
    return found


def store_of(union: Iterable[Quad], generation: Generation) -> EmbeddedStore:
    """Return the default union as a store in memory that networks can be made from."""
    store = ox.Store()
    store.bulk_extend(union)
    return EmbeddedStore(store, generation)


def described(network: Network) -> Iterator[Quad]:
    """Yield what a network is: its definition, things by IRI, and its size."""
    definition, store = network.definition, network.links.store
    node = iri_of(store, "network", definition.name)
    values: list[tuple[NamedNode, Term]] = [
        (RDF.type, RG.Network),
        (RDF.type, QB.DataSet),
        (SKOS.prefLabel, Literal(definition.title or definition.name, language="en")),
        (DCTERMS.identifier, Literal(definition.name)),
        (QB.structure, RG.measuresOfActors),
        (RG.mode, Literal(definition.mode)),
        (RG.level, Literal(definition.level)),
        (RG.weight, Literal(definition.weight)),
        (RG.seed, Literal(SEED)),
        (RG.nodeCount, Literal(network.graph.number_of_nodes())),
        (RG.edgeCount, Literal(network.graph.number_of_edges())),
        *((RG.includes, RELATIONS[kind][0]) for kind in definition.also),
        *((RG.leavesOut, network.resolve(name)) for name in definition.without),
        *(
            (RG.limitedTo, network.resolve(name))
            for key in FILTERS
            for name in getattr(definition, key)
        ),
    ]
    if definition.title_fr:
        values.append((SKOS.prefLabel, Literal(definition.title_fr, language="fr")))
    if definition.description:
        values.append((DCTERMS.description, Literal(definition.description, language="en")))
    if definition.groups:
        values.append((RG.includes, RG.ActorGroup))
    if definition.since or definition.until:
        values.append((RG.timeSlice, Literal(slice_of(definition), datatype=EDTF.EDTF)))
    if store.generation.modified:
        values.append((DCTERMS.modified, Literal(store.generation.modified, datatype=XSD.date)))
    yield from (Quad(node, *value, MEASURED) for value in dict.fromkeys(values))


def observed(network: Network) -> Iterator[Quad]:
    """Yield the observations on the actors of a network."""
    store, name = network.links.store, network.definition.name
    data_set = iri_of(store, "network", name)
    for row in network.measures():
        node = iri_of(store, "measure", name, row["node"])
        yield Quad(node, RDF.type, QB.Observation, MEASURED)
        yield Quad(node, QB.dataSet, data_set, MEASURED)
        yield Quad(node, RG.ofActor, NamedNode(row["node"]), MEASURED)
        for measure in MEASURES:
            value = row[measure.name]
            if value is not None:
                yield Quad(node, property_of(measure.name), literal(value), MEASURED)


def iri_of(store: EmbeddedStore, kind: str, *parts: str) -> NamedNode:
    """Return the IRI of a network, or of an observation in it on an actor.

    Such as ``rgd:measure-actors--org-unhcr``; never the same for other parts.
    """
    things = store.generation.things
    return NamedNode(f"{things}{kind}-{'--'.join(slug(part, things) for part in parts)}")


def slug(text: str, things: str) -> str:
    """Return a name or an IRI for use in an IRI: as it is, or each odd sign by its code.

    Examples
    --------
    >>> slug("https://e.org/id/org-unhcr", "https://e.org/id/")
    'org-unhcr'
    >>> slug("My network", "https://e.org/id/")
    '--4d-y-20-network'
    """
    local = text.removeprefix(things)
    if PLAIN.fullmatch(local):
        return local
    return "-" + re.sub(r"[^a-z0-9]", lambda sign: f"-{ord(sign[0]):x}-", text)


def property_of(measure: str) -> NamedNode:
    """Return the property of a measure.

    Examples
    --------
    >>> property_of("betweenness_weighted").value
    'https://w3id.org/rightsgraph/ns#betweennessWeighted'
    """
    first, *more = measure.split("_")
    return RG[first + "".join(word.capitalize() for word in more)]


def literal(value: bool | int | float) -> Literal:
    """Return the value of a measure as a literal; see `observe_networks` on rounding.

    Examples
    --------
    >>> literal(2 / 3).value, literal(3.0).value, literal(True).value
    ('0.666667', '3', 'true')
    """
    if not isinstance(value, float):
        return Literal(value)
    rounded = Decimal(f"{round(value, DECIMALS):.{DIGITS}g}") + 0  # -0 + 0 is 0
    return Literal(f"{rounded:f}", datatype=XSD.decimal)


def slice_of(definition: Definition) -> str:
    """Return a time slice as an EDTF interval, from its first day to its last."""
    first = bounds(definition.since)[0] if definition.since else None
    last = bounds(definition.until)[1] if definition.until else None
    return f"{first or '..'}/{last or '..'}"
