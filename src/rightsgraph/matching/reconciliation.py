"""The W3C Reconciliation Service API 0.2 over a graph, from parsed JSON to JSON, without HTTP."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from rightsgraph.describe import describe
from rightsgraph.errors import ReconciliationError
from rightsgraph.folding import fold
from rightsgraph.identifiers import compress_iri
from rightsgraph.labels import texts
from rightsgraph.matching.hints import Hints
from rightsgraph.matching.judging import ASK, SAME
from rightsgraph.matching.matcher import Candidate, single
from rightsgraph.matching.requests import a_query, an_object
from rightsgraph.matching.schema import Schema
from rightsgraph.namespaces import RG, SKOS

BATCH, LIMIT, MOST = 100, 5, 100
PAGE = 10  # suggestions at a time
PREVIEW = {"width": 420, "height": 260}
FACTS = 8  # in a preview
DEFAULT = (RG.Actor, RG.Activity, RG.Instrument, RG.Place)
LIMIT_SETTING = {
    "name": "limit",
    "label": "Limit",
    "type": "number",
    "default": 0,
    "help_text": "How many values at most for each thing; 0 for all",
}


def manifest(schema: Schema, service: str, view: str, name: str = "rightsgraph") -> dict[str, Any]:
    """Return what a client must know of the service.

    Parameters
    ----------
    schema : Schema
        The service's identifiers.
    service : str
        Address of the service, without a last slash. Below it lie ``/suggest/entity``,
        ``/suggest/type``, ``/suggest/property``, ``/preview`` and ``/properties``.
    view : str
        Address of the page of a thing, with ``{{id}}`` where its identifier belongs.
    name : str
        Of the service.
    """
    suggest = {
        kind: {"service_url": service, "service_path": f"/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": schema.things,
        "schemaSpace": schema.terms,
        "serviceVersion": schema.store.generation.version,
        "defaultTypes": [schema.described(one) for one in DEFAULT if one in schema.classes],
        "view": {"url": view},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", **PREVIEW},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [LIMIT_SETTING],
        },
        "batchSize": BATCH,
    }


def answer_queries(schema: Schema, batch: Any) -> dict[str, Any]:
    """Return the candidates for a batch of names.

    Parameters
    ----------
    schema : Schema
        The service's identifiers.
    batch : dict
        Queries by the keys that the client gave them: ``query``, and if it likes ``type``,
        ``type_strict``, ``limit`` and ``properties`` (with ``pid`` and ``v``).

    Returns
    -------
    dict
        By key ``result``, the candidates, best first; ``match`` is true of the one that is the
        same, if there is one.

    Raises
    ------
    ReconciliationError
        The batch has another form, is too large, or names an unknown type or property.
    """
    queries = an_object(batch, "queries")
    if len(queries) > BATCH:
        raise ReconciliationError(
            "queries", f"{len(queries)} in one batch; send {BATCH} at most at a time"
        )
    checked = {key: a_query(value, f"query {key!r}", LIMIT, MOST) for key, value in queries.items()}
    return {
        key: {"result": [candidate_of(schema, one) for one in found(schema, key, query)]}
        for key, query in checked.items()
    }


def found(schema: Schema, key: str, query: dict[str, Any]) -> list[Candidate]:
    """Return the candidates for one query.

    Of several types a candidate has one, with ``type_strict`` ``all`` all of them, with ``should``
    none where there is no candidate that has one.
    """
    place = f"query {key!r}"
    types = [schema.known_class(one, place) for one in query["types"]]
    hints = {
        schema.known_property(pid, place).value: [
            schema.thing(one["id"]).value if isinstance(one, dict) else one for one in values
        ]
        for pid, values in query["properties"].items()
    }
    for asked in ([one.value for one in types], []):
        if query["query"].strip():
            limit = MOST if query["strict"] == "all" else query["limit"]
            candidates = schema.matcher.match(query["query"], asked, limit, hints)
        else:
            candidates = having(schema, hints, schema.matcher.allowed(asked))
        if query["strict"] == "all":
            classes = schema.matcher.types
            candidates = [one for one in candidates if classes[one.iri].issuperset(types)]
        if candidates or query["strict"] != "should":
            break
    return candidates[: query["limit"]]


def having(schema: Schema, hints: dict[str, Any], allowed: set[str] | None) -> list[Candidate]:
    """Return the things that have a value of each of some properties; names play no part."""
    matcher = schema.matcher
    known = Hints(schema.store, matcher.index.phrases, {})
    iris: set[str] | None = None
    for property_, values in hints.items():
        wanted = {fold(known.full(one)) for one in values}
        having_it = {
            quad.subject.value
            for quad in schema.store.match(None, NamedNode(property_))
            if isinstance(quad.subject, NamedNode) and wanted & known.forms(quad.object)
        }
        iris = having_it if iris is None else iris & having_it
    kept = sorted(iri for iri in iris or () if allowed is None or iri in allowed)
    reason = "it has the values asked for"
    return single([Candidate(iri, matcher.name_of(iri), 100, SAME, reason, "") for iri in kept])


def candidate_of(schema: Schema, one: Candidate) -> dict[str, Any]:
    """Return a candidate as the service writes it."""
    return {
        "id": schema.thing_id(one.iri),
        "name": one.name,
        "score": one.score,
        "match": one.verdict == SAME,
        "type": schema.types_of(one.iri),
        "description": f"{'ask: ' if one.verdict == ASK else ''}{one.reason}",
    }


def suggest_entities(schema: Schema, prefix: str, cursor: int = 0) -> dict[str, Any]:
    """Return the things whose names begin with what is typed, or that an identifier stands for.

    Parameters
    ----------
    schema : Schema
        The service's identifiers.
    prefix : str
        What is typed.
    cursor : int
        How many have been shown already.
    """
    matcher = schema.matcher
    named = [iri for iri, _ in matcher.identified.find(prefix)]
    local = schema.things + prefix
    named += [local] if local in matcher.index.of else []
    iris = dict.fromkeys([*named, *(one.iri for one in matcher.suggest(prefix, (), cursor + PAGE))])
    return {
        "result": [
            {
                "id": schema.thing_id(iri),
                "name": matcher.name_of(iri),
                "description": description(schema, iri),
                "notable": schema.types_of(iri),
            }
            for iri in list(iris)[cursor : cursor + PAGE]
        ]
    }


def description(schema: Schema, iri: str) -> str:
    """Return the definition of a thing, else its other names, else what it is."""
    node = NamedNode(iri)
    for text in texts(schema.store, node, SKOS.definition):
        if text.language == "en":
            return text.value
    index, name = schema.matcher.index, schema.matcher.name_of(iri)
    labels = (index.labels[number] for number in index.of.get(iri, ()))
    others = dict.fromkeys(label.text for label in labels if label.kind < 2 and label.text != name)
    return "; ".join(others) or ", ".join(one["name"] for one in schema.types_of(iri))


def suggest_types(schema: Schema, prefix: str, cursor: int = 0) -> dict[str, Any]:
    """Return the types whose names have words that begin with what is typed."""
    return suggested(schema, list(schema.classes), prefix, cursor)


def suggest_properties(schema: Schema, prefix: str, cursor: int = 0) -> dict[str, Any]:
    """Return the properties whose names have words that begin with what is typed."""
    return suggested(schema, schema.properties, prefix, cursor)


def suggested(schema: Schema, terms: list[NamedNode], prefix: str, cursor: int) -> dict[str, Any]:
    """Return terms whose names or identifiers fit what is typed, short names first."""
    typed = fold(prefix)
    fitting = []
    for term in terms:
        name, curie = fold(schema.name(term)), compress_iri(term.value, schema.store.prefixes)
        known = {term.value, curie, schema.term_id(term.value)}
        if prefix in known or all(f" {word}" in f" {name}" for word in typed.split()):
            fitting.append((prefix not in known, not name.startswith(typed), len(name), term.value))
    shown = sorted(fitting)[cursor : cursor + PAGE]
    return {
        "result": [
            schema.described(NamedNode(iri))
            | {"description": compress_iri(iri, schema.store.prefixes)}
            for *_, iri in shown
        ]
    }


def preview(schema: Schema, id_: str) -> dict[str, Any]:
    """Return what a small preview of a thing shows.

    Returns
    -------
    dict
        ``id``, ``iri``, ``name``, ``types`` and other ``names`` (lists of texts), and ``facts``,
        the first few with ``property`` and ``value``.

    Raises
    ------
    ReconciliationError
        The graph has no such thing.
    """
    thing = schema.thing(id_)
    if next(schema.store.match(thing), None) is None:
        raise ReconciliationError("preview", f"nothing has the id {id_!r}; take one from an answer")
    described = describe(schema.store, thing)
    return {
        "id": schema.thing_id(thing.value),
        "iri": thing.value,
        "name": described.name,
        "types": list(described.kinds),
        "names": list(described.names),
        "facts": [
            {"property": fact.property, "value": fact.value} for fact in described.facts[:FACTS]
        ],
    }
