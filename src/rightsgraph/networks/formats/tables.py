"""Tables of edges and of nodes: CSV with its description (CSVW), Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import quote

from rightsgraph.errors import MissingExtraError
from rightsgraph.networks.formats.content import SEPARATOR, Content, joined, json_bytes
from rightsgraph.networks.formats.markup import plain_text

NODE = {"id": "string"}
EDGE = dict.fromkeys(("source", "target", "source_label", "target_label"), "string")
IRIS = ("id", "source", "target", "evidence")

# What the columns mean; the terms are those of RDFS, SKOS, Dublin Core, PROV and schema.org.
MEANINGS = {
    "id": "IRI of the node",
    "source": "IRI of one end",
    "target": "IRI of the other end; the order of the ends means nothing",
    "source_label": "name of one end",
    "target_label": "name of the other end",
    "label": "name",
    "short": "acronym",
    "type": "type, by name; of several with '; ' between them",
    "country": "country that the actor is or belongs to, or has its seat in, by name",
    "bipartite": "0 of an actor, 1 of what actors are tied to",
    "weight": "weight of the edge, by the definition of the network",
    "distance": "1/weight",
    "activities": "number of activities shared as stated",
    "roles": "roles in what is shared, by name",
    "first": "first day that the dates of what is shared can mean, where all of it has one",
    "last": "last day that the dates of what is shared can mean, where all of it has one",
    "passages": "keys of the passages that state the participations",
    "evidence": "IRIs of the participations that the edge stands for",
}
TERMS = {
    "id": "http://purl.org/dc/terms/identifier",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "short": "http://www.w3.org/2004/02/skos/core#altLabel",
    "type": "http://purl.org/dc/elements/1.1/type",
    "first": "https://schema.org/startDate",
    "last": "https://schema.org/endDate",
    "passages": "http://purl.org/dc/elements/1.1/source",
    "evidence": "http://www.w3.org/ns/prov#wasDerivedFrom",
}


def node_rows(content: Content) -> list[dict[str, Any]]:
    """Return a row for each node."""
    return [{"id": node, **values} for node, values in content.nodes.items()]


def edge_rows(content: Content) -> list[dict[str, Any]]:
    """Return a row for each edge, with the names of its ends."""
    rows = []
    for ends, values in content.edges.items():
        names = [content.nodes[end].get("label") for end in ends]
        row = dict(zip(EDGE, (*ends, *names), strict=True))
        rows.append({name: value for name, value in row.items() if value is not None} | values)
    return rows


def csv_files(content: Content) -> dict[str, bytes]:
    """Return a network as CSV: the edges, the nodes, and what the columns are (CSVW).

    Lists are strings with ``; `` between their parts. A missing value and an empty list are empty
    cells.

    References
    ----------
    J. Tennison and G. Kellogg (eds.), Metadata Vocabulary for Tabular Data, W3C Recommendation
    (2015). https://www.w3.org/TR/tabular-metadata/
    """
    edges, nodes = f"{content.name}.csv", f"{content.name}.nodes.csv"
    return {
        edges: csv_bytes(EDGE | content.edge_columns, edge_rows(content)),
        nodes: csv_bytes(NODE | content.node_columns, node_rows(content)),
        f"{edges}-metadata.json": json_bytes(metadata(content, edges, nodes)),
    }


def csv_bytes(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as CSV as RFC 4180 has it, in UTF-8."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(name, row.get(name)) for name in columns])
    return stream.getvalue().encode("utf-8")


def cell(name: str, value: Any) -> str:
    """Return a value as the text of a cell."""
    if value is None:
        return ""
    return joined(name, value, "CSV") if isinstance(value, list) else plain_text(value)


def metadata(content: Content, edges: str, nodes: str) -> dict[str, Any]:
    """Return the description of the two tables."""
    ends = [
        {
            "columnReference": end,
            "reference": {"resource": quote(nodes), "columnReference": "id"},
        }
        for end in ("source", "target")
    ]
    edge_schema = {
        "columns": described(EDGE | content.edge_columns, content.meanings, ("source", "target")),
        "primaryKey": ["source", "target"],
        "foreignKeys": ends,
    }
    node_schema = {
        "aboutUrl": "{+id}",
        "columns": described(NODE | content.node_columns, content.meanings, ("id",)),
        "primaryKey": "id",
    }
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        **({"dc:title": content.about["title"]} if content.about.get("title") else {}),
        "tables": [
            {"url": quote(edges), "dc:title": "Edges", "tableSchema": edge_schema},
            {"url": quote(nodes), "dc:title": "Nodes", "tableSchema": node_schema},
        ],
    }


def described(
    columns: Mapping[str, str], meanings: Mapping[str, str], required: Iterable[str]
) -> list[dict[str, Any]]:
    """Return the description of each column."""
    found = []
    for name, kind in columns.items():
        datatype = "anyURI" if name in IRIS else "string" if kind == "list" else kind
        column: dict[str, Any] = {"name": name, "titles": name, "datatype": datatype}
        if kind == "list":
            column["separator"] = SEPARATOR
        if name in required:
            column["required"] = True
        if name in TERMS:
            column["propertyUrl"] = TERMS[name]
        meaning = MEANINGS.get(name) or meanings.get(name)
        if meaning:
            column["dc:description"] = meaning
        found.append(column)
    return found


def parquet_files(content: Content) -> dict[str, bytes]:
    """Return a network as Parquet: the edges and the nodes, with lists as lists, days as dates.

    Raises
    ------
    MissingExtraError
        pyarrow is not installed.

    References
    ----------
    Apache Parquet. https://parquet.apache.org/docs/file-format/
    """
    return {
        f"{content.name}.parquet": parquet_bytes(
            EDGE | content.edge_columns, edge_rows(content), content.about
        ),
        f"{content.name}.nodes.parquet": parquet_bytes(
            NODE | content.node_columns, node_rows(content), content.about
        ),
    }


def parquet_bytes(
    columns: Mapping[str, str], rows: list[dict[str, Any]], about: Mapping[str, Any]
) -> bytes:
    """Return rows as Parquet."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("parquet") from None
    types = {
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "double": pa.float64(),
        "string": pa.string(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    schema = pa.schema(
        [(name, types[kind]) for name, kind in columns.items()],
        metadata={name: str(value) for name, value in about.items()},
    )
    days = [name for name, kind in columns.items() if kind == "date"]
    dated = [
        row | {name: date.fromisoformat(row[name]) for name in days if name in row} for row in rows
    ]
    stream = BytesIO()
    parquet.write_table(pa.Table.from_pylist(dated, schema=schema), stream)
    return stream.getvalue()
