"""What a file of a network holds: nodes and edges in order, their attributes typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral, Real
from typing import Any

import networkx as nx
import numpy as np

from rightsgraph.errors import FormatValueError

ORDER = (
    *("label", "short", "type", "country", "bipartite"),
    *("weight", "distance", "activities", "roles", "first", "last", "passages", "evidence"),
)
DATES = ("first", "last")
SEPARATOR = "; "
Ends = tuple[str, str]
Values = dict[str, Any]


@dataclass(frozen=True)
class Content:
    """What is written of a network.

    Attributes
    ----------
    nodes : dict of str to dict
        The attributes of each node by its IRI.
    edges : dict of tuple of str to dict
        The attributes of each edge by its ends.
    node_columns, edge_columns : dict of str to str
        The kind of each attribute in the order in which they are written: ``boolean``,
        ``integer``, ``double``, ``string``, ``date`` or ``list`` (of strings). Where an attribute
        has integers and floats, all are floats.
    about : dict
        The attributes of the network: ``name``, ``title``.
    name : str
        The file's name before its suffix.
    shared : mapping of tuple of str to list of dict
        What each edge stands for, for the formats that hold it.
    definition : mapping
        How the network is made, for the formats that hold it.
    meanings : mapping of str to str
        What attributes mean that this package does not set itself.
    """

    nodes: dict[str, Values]
    edges: dict[Ends, Values]
    node_columns: dict[str, str]
    edge_columns: dict[str, str]
    about: Values
    name: str = "network"
    shared: Mapping[Ends, Sequence[Values]] = field(default_factory=dict)
    definition: Mapping[str, Any] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)


def content_of(network: nx.Graph, **more: Any) -> Content:
    """Return what is written of a network, its attributes typed and in order.

    Parameters
    ----------
    network : networkx.Graph
        Undirected; nodes are IRIs. An attribute has booleans, numbers, strings or lists of strings;
        one that is ``None`` is left out.
    more
        The further attributes of `Content`.

    Examples
    --------
    >>> network = nx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 0.5, "roles": []})])
    >>> content = content_of(network)
    >>> content.edge_columns
    {'weight': 'double', 'roles': 'list'}
    >>> content.edges["a", "b"]
    {'weight': 1.0}
    """
    nodes = {str(node): known(values) for node, values in network.nodes(data=True)}
    edges = {(str(a), str(b)): known(values) for a, b, values in network.edges(data=True)}
    node_columns, edge_columns = columns_of(nodes.values()), columns_of(edges.values())
    return Content(
        {node: typed(values, node_columns) for node, values in nodes.items()},
        {ends: typed(values, edge_columns) for ends, values in edges.items()},
        node_columns,
        edge_columns,
        known(network.graph),
        **more,
    )


def edge_id(ends: Ends) -> str:
    """Return the identifier of an edge: its ends, which stay the same from file to file."""
    return " ".join(ends)


def known(values: Mapping[str, Any]) -> Values:
    """Return the attributes that have a value."""
    return {name: value for name, value in values.items() if value is not None}


def columns_of(rows: Iterable[Values]) -> dict[str, str]:
    """Return the kind of each attribute: ours in a fixed order, then as the fullest row has them.

    >>> columns_of([{"core": 1}, {"degree": 2, "core": 1, "label": "a"}])
    {'label': 'string', 'degree': 'integer', 'core': 'integer'}
    """
    found: dict[str, set[str]] = {}
    for row in sorted(rows, key=len, reverse=True):
        for name, value in row.items():
            found.setdefault(name, set()).add("date" if name in DATES else kind_of(name, value))
    names = [name for name in ORDER if name in found]
    names += [name for name in found if name not in ORDER]
    return {name: common_kind(name, found[name]) for name in names}


def kind_of(name: str, value: Any) -> str:
    """Return the kind of one value."""
    for kind, types in (
        ("boolean", (bool, np.bool_)),
        ("integer", Integral),
        ("double", Real),
        ("string", str),
        ("list", (list, tuple)),
    ):
        if isinstance(value, types):
            return kind
    raise TypeError(f"attribute {name!r}: no file holds a {type(value).__name__}")


def common_kind(name: str, kinds: set[str]) -> str:
    """Return the kind that holds all values of an attribute."""
    if kinds == {"integer", "double"}:
        return "double"
    if len(kinds) > 1:
        raise TypeError(f"attribute {name!r}: values of several kinds, {', '.join(sorted(kinds))}")
    return next(iter(kinds))


def typed(values: Values, columns: Mapping[str, str]) -> Values:
    """Return attributes in order and as plain values of Python."""
    kinds: dict[str, Callable[[Any], Any]] = {
        "boolean": bool,
        "integer": int,
        "double": float,
        "list": lambda all_: [*map(str, all_)],
    }
    return {
        name: kinds.get(kind, str)(values[name]) for name, kind in columns.items() if name in values
    }


def joined(name: str, values: Sequence[str], format: str) -> str:
    """Return a list as text, its parts separated by ``; ``.

    Raises
    ------
    FormatValueError
        A part is empty or holds the separator, so that the list could not be read back.
    """
    for value in values:
        if not value or SEPARATOR in value:
            raise FormatValueError(
                format,
                name,
                value,
                f"the parts of a list are separated by {SEPARATOR!r} there",
                "write .json, .cyjs or .gexf, which hold any list",
            )
    return SEPARATOR.join(values)


def json_bytes(data: Any) -> bytes:
    """Return JSON in UTF-8, a line for each value."""
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")
