"""Checks of what a client of the reconciliation service sends."""

from __future__ import annotations

import json
from typing import Any

from rightsgraph.errors import ReconciliationError

STRICT = ("any", "all", "should")


def parse_request(text: str, what: str) -> Any:
    """Return a JSON text that a client sent.

    Raises
    ------
    ReconciliationError
        It is no JSON, or nested without end.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ReconciliationError(what, f"no JSON at {where}; send a JSON object") from None
    except RecursionError:
        raise ReconciliationError(what, "it is nested too deeply; send it as one level") from None


def an_object(value: Any, place: str) -> dict[str, Any]:
    """Return a value that must be an object."""
    if not isinstance(value, dict):
        raise ReconciliationError(place, f"it is {kind(value)}; send a JSON object")
    return value


def a_list(value: Any, place: str, most: int) -> list[Any]:
    """Return a value that must be a list that is not too long."""
    if not isinstance(value, list):
        raise ReconciliationError(place, f"it is {kind(value)}; send a list")
    if len(value) > most:
        raise ReconciliationError(place, f"{len(value)} entries; send {most} at most at a time")
    return value


def a_text(value: Any, place: str) -> str:
    """Return a value that must be a text."""
    if not isinstance(value, str):
        raise ReconciliationError(place, f"it is {kind(value)}; send a text")
    return value


def a_number(value: Any, place: str, most: int) -> int:
    """Return a value that must be a number from 1 up; a greater one than the most is the most."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 1:
        raise ReconciliationError(place, f"{value!r} is no limit; send a number from 1 up")
    return int(min(value, most))


def a_query(value: Any, place: str, limit: int, most: int) -> dict[str, Any]:
    """Return one query of a batch, its members checked, absent ones filled in."""
    query = an_object(value, place)
    if "query" not in query and not query.get("properties"):
        raise ReconciliationError(place, "neither 'query' nor 'properties'; send one of them")
    types = query.get("type", [])
    types = [types] if isinstance(types, str) else a_list(types, f"{place}, type", most)
    strict = query.get("type_strict", "any")
    if strict not in STRICT:
        known = ", ".join(STRICT)
        raise ReconciliationError(f"{place}, type_strict", f"{strict!r} is none of {known}")
    properties = {}
    for number, one in enumerate(a_list(query.get("properties", []), f"{place}, properties", most)):
        where = f"{place}, property {number + 1}"
        pair = an_object(one, where)
        if not pair.keys() >= {"pid", "v"}:
            raise ReconciliationError(where, "'pid' or 'v' is missing; send both")
        values = pair["v"] if isinstance(pair["v"], list) else [pair["v"]]
        properties[a_text(pair["pid"], f"{where}, pid")] = [a_value(v, where) for v in values]
    return {
        "query": a_text(query.get("query", ""), f"{place}, query"),
        "types": [a_text(one, f"{place}, type") for one in types],
        "strict": strict,
        "limit": a_number(query.get("limit", limit), f"{place}, limit", most),
        "properties": properties,
    }


def a_value(value: Any, place: str) -> str | dict[str, str]:
    """Return a property's value: a text, or an object with the id of a thing."""
    if isinstance(value, dict):
        return {"id": a_text(value.get("id"), f"{place}, id")}
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    raise ReconciliationError(place, f"a value is {kind(value)}; send a text, a number or an id")


def kind(value: Any) -> str:
    """Return what a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    if value is None:
        return "nothing"
    return names.get(type(value), "a number")
