"""JSON-LD of one thing, compact, in terms of a context of our own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

import pyoxigraph as ox

from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import (
    DCTERMS,
    GRAPHS,
    ORG,
    OWL,
    PREFIXES,
    RDF,
    RG,
    SCHEMA,
    SKOS,
    XSD,
)
from rightsgraph.publication.shapes import Shapes, Values
from rightsgraph.store.embedded import EmbeddedStore

ONTOLOGY = ox.NamedNode(GRAPHS + "ontology")
FIRST = (RG.iri, SKOS.iri, DCTERMS.iri, ORG.iri, SCHEMA.iri)  # whose terms get the short names
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
ALIASES = {"id": "@id", "type": "@type"}
SCHEMES = tuple(f"{prefix}:" for prefix in PREFIXES)
TYPE, STRING, INTEGER, BOOLEAN = (
    one.value for one in (RDF.type, XSD.string, XSD.integer, XSD.boolean)
)
CONTAINERS = ("@language", "@type")
EXACT = 2**53  # integers below are the same in every reader of JSON
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def context_of(store: EmbeddedStore) -> dict[str, Any]:
    """Return the JSON-LD context of a graph, as its ontology and shapes have it.

    Terms are the local names of the classes and properties of rightsgraph and of those that it
    reuses; where two have one local name, the second goes by its CURIE. A property whose values are
    things is of ``@type`` ``@id``, one of texts in languages a language map, one that may have
    several values always an array.
    """
    ontology: list[Any] = list(store.store.quads_for_pattern(None, None, None, ONTOLOGY))
    shapes = Shapes(store)
    kinds: dict[ox.NamedNode, Values] = {}
    for quad in ontology:
        kinds[quad.predicate] = kinds.get(quad.predicate, Values()) | kind_of(quad.object)
    kinds |= shapes.values
    of_things = {quad.subject for quad in ontology if quad.object == OWL.ObjectProperty}
    own = {quad.subject for quad in ontology if quad.object in PROPERTIES}
    properties = {one for one in own | set(kinds) if one != RDF.type}
    classes = {quad.subject for quad in ontology if quad.object == OWL.Class}
    classes |= {quad.object for quad in ontology if quad.predicate == RDF.type}
    classes |= set(shapes.classes) | {one for use in kinds.values() for one in use.classes}

    context: dict[str, Any] = {"@version": 1.1, **ALIASES, **PREFIXES}
    names: dict[str, Any] = {}
    for term in sorted(properties | classes, key=lambda one: (rank(one), one.value)):
        curie = compress_iri(term.value)
        local = curie.partition(":")[2]
        if curie == term.value:
            continue
        name = curie if local in names or local in context else local
        if term in classes:
            names[name] = curie
        else:
            values = kinds.get(term, Values())
            if term in of_things:
                values |= Values(iris=True)
            names[name] = definition(curie, values, term in shapes.single)
    return context | dict(sorted(names.items()))


def rank(term: ox.NamedNode) -> int:
    """Return the place of a term's vocabulary among those whose names come first."""
    return next((n for n, iri in enumerate(FIRST) if term.value.startswith(iri)), len(FIRST))


def kind_of(value: Any) -> Values:
    """Return what one value of a property shows of all."""
    if not isinstance(value, ox.Literal):
        return Values(iris=True)
    if value.language:
        return Values(languages=(value.language,), one_a_language=False)
    return Values(datatypes=(value.datatype,))


def definition(curie: str, values: Values, single: bool) -> Any:
    """Return the definition of a property's term."""
    found: dict[str, Any] = {"@id": curie}
    if values.languages or values.one_a_language:
        one = single or values.one_a_language
        return found | {"@container": "@language" if one else ["@language", "@set"]}
    things = [one for one in values.choices if isinstance(one, ox.NamedNode)]
    if values.iris or values.classes or values.schemes or things:
        found["@type"] = "@id"
    elif len(values.datatypes) == 1 and values.datatypes[0] != XSD.string:
        found["@type"] = compress_iri(values.datatypes[0].value)
    if not single:
        found["@container"] = "@set"
    return found if len(found) > 1 else curie


class Terms:
    """A context as the writer needs it: names by IRI.

    Parameters
    ----------
    context : mapping
        What `context_of` gives.
    """

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context
        self.names: dict[str, str] = {}
        self.properties = {TYPE: ("type", "@type", True)}
        for name, value in context.items():
            if name.startswith("@") or name in ALIASES or name in PREFIXES:
                continue
            found = value if isinstance(value, Mapping) else {"@id": value}
            iri, container = whole(found["@id"]), found.get("@container", ())
            kind = "@language" if "@language" in container else whole(found.get("@type", ""))
            self.names[iri] = name
            self.properties[iri] = name, kind, "@set" in container


class Collision(Exception):
    """An IRI reads like a CURIE, as one of the scheme ``org:`` would."""


def whole(curie: str) -> str:
    """Return the IRI of a CURIE of the prefix table; anything else as it is."""
    prefix, colon, local = curie.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else curie


def to_jsonld(
    quads: Iterable[Any], focus: ox.NamedNode, context_address: str, terms: Terms
) -> bytes:
    """Return JSON-LD of statements on a thing.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad or pyoxigraph.Triple
        The statements, each once; their graphs do not matter.
    focus : pyoxigraph.NamedNode
        The thing. Where other subjects are described too, it is the first in ``@graph``.
    context_address : str
        Where the context is published.
    terms : Terms
        The context.

    Returns
    -------
    bytes
        The same for the same statements in any order; IRIs of things are written in full.
    """
    statements = list(quads)
    node: dict[str, Any] = {"id": focus.value}
    nodes, subject = {focus.value: node}, focus
    try:
        for statement in statements:
            if statement.subject != subject:
                subject = statement.subject
                name = name_of(subject)
                node = nodes.setdefault(name, {"id": name})
            add(node, statement.predicate.value, statement.object, terms)
    except Collision:
        return without_context(statements)
    first, *others = [in_order(node) for node in nodes.values()]
    document: dict[str, Any] = {"@context": context_address}
    if others:
        document["@graph"] = [first, *sorted(others, key=itemgetter("id"))]
    else:
        document |= first
    return ENCODER.encode(document).encode()


def without_context(statements: Iterable[Any]) -> bytes:
    """Return JSON-LD in which no name stands for another."""
    triples = {ox.Triple(one.subject, one.predicate, one.object) for one in statements}
    found = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.JSON_LD)
    assert found is not None, "without a file to write to it returns what it writes"
    return found


def add(node: dict[str, Any], predicate: str, value: Any, terms: Terms) -> None:
    """Add a statement to the node of its subject."""
    name, kind, many = terms.properties.get(predicate) or other(predicate)
    written: Any
    if type(value) is not ox.Literal:
        written = name_of(value)
        if kind == "@type":
            written = terms.names.get(written, written)
        elif kind != "@id":
            written = {"id": written}
    elif not (language := value.language):
        written = literal(value.value, value.datatype.value, kind)
    elif kind == "@language":
        written = value.value
        node, name = node.setdefault(name, {}), language
    else:
        written = {"@value": value.value, "@language": language}
    if type(written) is dict and kind in CONTAINERS:
        name = predicate  # the short name takes no such value
    present = node.get(name)
    if present is None:
        node[name] = [written] if many else written
    elif type(present) is list:
        present.append(written)
    else:
        node[name] = [present, written]


def literal(text: str, datatype: str, kind: str) -> Any:
    """Return a literal without language as the value of a property of a kind."""
    if datatype == kind or not kind:
        if datatype == INTEGER and text.lstrip("-").isdecimal() and text.isascii():
            number = int(text)
            if str(number) == text and abs(number) < EXACT:
                return number
        if datatype == BOOLEAN and text in ("true", "false"):
            return text == "true"
        if kind or datatype == STRING:
            return text
    return {"@value": text, "@type": compress_iri(checked(datatype))}


def other(predicate: str) -> tuple[str, str, bool]:
    """Return name, kind and whether there are many of a property that the context lacks."""
    return compress_iri(checked(predicate)), "", True


def name_of(term: Any) -> str:
    """Return what stands for a thing."""
    if type(term) is not ox.NamedNode:
        return str(term)
    iri: str = term.value
    return iri if iri[:4] == "http" else checked(iri)


def checked(iri: str) -> str:
    """Return an IRI that no reader takes for a CURIE."""
    if iri.startswith(SCHEMES):
        raise Collision
    return iri


def in_order(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node with its names and their values in order, identifier and type first."""
    found: dict[str, Any] = {key: node[key] for key in ("id", "type") if key in node}
    for key in sorted(node):
        value = found[key] = node[key]
        if type(value) is list and len(value) > 1:
            value.sort(key=ENCODER.encode if dict in map(type, value) else None)
        elif type(value) is dict and len(value) > 1:
            found[key] = in_order(value)
    return found
