"""Values of properties, for tables that are extended with them."""

from __future__ import annotations

import math
import re
from typing import Any

from pyoxigraph import Literal, NamedNode

from rightsgraph.labels import has_name
from rightsgraph.matching.requests import a_list, a_number, a_text, an_object
from rightsgraph.matching.schema import Schema
from rightsgraph.namespaces import XSD

THINGS, PROPERTIES = 1000, 50  # in one request at most
VALUES = 1000
WHOLE = {XSD.integer, XSD.int, XSD.long, XSD.short, XSD.nonNegativeInteger, XSD.positiveInteger}
NUMBERS = {XSD.decimal, XSD.double, XSD.float}
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
MOMENT = re.compile(DAY.pattern + r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def extend(schema: Schema, request: Any) -> dict[str, Any]:
    """Return the values of properties of things.

    Parameters
    ----------
    schema : Schema
        The service's identifiers.
    request : dict
        ``ids`` and ``properties`` (each with ``id``, and in ``settings`` perhaps ``limit``).

    Returns
    -------
    dict
        ``meta``, the properties; and ``rows``, by thing and property lists of values: ``id`` and
        ``name`` of things, ``float`` or ``int`` numbers, ``date`` for days and moments, ``str``.
        Things that the graph does not have get empty lists.

    Raises
    ------
    ReconciliationError
        The request has another form, is too large, or names an unknown property.
    """
    asked = an_object(request, "extend")
    ids = [a_text(one, "extend, ids") for one in a_list(asked.get("ids"), "extend, ids", THINGS)]
    columns = []
    listed = a_list(asked.get("properties"), "extend, properties", PROPERTIES)
    for number, one in enumerate(listed):
        place = f"extend, property {number + 1}"
        id_ = a_text(an_object(one, place).get("id"), f"{place}, id")
        settings = an_object(one.get("settings", {}), f"{place}, settings")
        limit = settings.get("limit") or VALUES
        columns.append(
            (id_, schema.known_property(id_, place), a_number(limit, f"{place}, limit", VALUES))
        )
    return {
        "meta": [{"id": id_, "name": schema.name(property_)} for id_, property_, _ in columns],
        "rows": {
            thing: {
                id_: values(schema, schema.thing(thing), property_)[:limit]
                for id_, property_, limit in columns
            }
            for thing in ids
        },
    }


def values(schema: Schema, thing: NamedNode, property_: NamedNode) -> list[dict[str, Any]]:
    """Return the values of a property; texts in English first, then by language and text."""
    found = [quad.object for quad in schema.store.match(thing, property_)]
    terms = [one for one in dict.fromkeys(found) if isinstance(one, NamedNode | Literal)]
    return [written(schema, one) for one in sorted(terms, key=place_of)]


def place_of(term: NamedNode | Literal) -> tuple[bool, str, str]:
    """Return a key for the order of values."""
    language = term.language or "" if isinstance(term, Literal) else ""
    return language not in ("", "en"), language, term.value


def written(schema: Schema, term: NamedNode | Literal) -> dict[str, Any]:
    """Return a value as the service writes it."""
    if isinstance(term, NamedNode):
        if has_name(schema.store, term):
            return {"id": schema.thing_id(term.value), "name": schema.name(term)}
        return {"str": term.value}
    text = term.value
    if DAY.fullmatch(text):
        return {"date": f"{text}T00:00:00Z"}
    if MOMENT.fullmatch(text):
        return {"date": text}
    try:
        if term.datatype in WHOLE:
            return {"int": int(text)}
        if term.datatype in NUMBERS and math.isfinite(float(text)):
            return {"float": float(text)}
    except ValueError:
        pass
    return {"str": text}


def propose_properties(schema: Schema, type_: str = "", limit: int = 0) -> dict[str, Any]:
    """Return the properties that things of a type have, the most used first; without type, all.

    Raises
    ------
    ReconciliationError
        There is no such type.
    """
    if type_:
        found = schema.properties_of(schema.known_class(type_, "properties"))
    else:
        found = schema.properties
    answer: dict[str, Any] = {"type": type_} if type_ else {}
    if limit:
        answer["limit"] = limit
    return answer | {"properties": [schema.described(one) for one in found[: limit or None]]}
