"""The formats in which a network is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from rightsgraph.errors import UnknownNameError, UnknownSuffixError
from rightsgraph.networks.formats.content import Content, Ends, content_of
from rightsgraph.networks.formats.cytoscape import cytoscape_bytes
from rightsgraph.networks.formats.gexf import gexf_bytes
from rightsgraph.networks.formats.graphml import graphml_bytes
from rightsgraph.networks.formats.nodelink import node_link_bytes
from rightsgraph.networks.formats.pajek import pajek_bytes
from rightsgraph.networks.formats.tables import csv_files, parquet_files

SEPARATED = "text with '; ' between the parts"


@dataclass(frozen=True)
class Format:
    """A format in which a network is written.

    Attributes
    ----------
    name : str
        The name by which it is asked for.
    suffix : str
        How its file ends, or the first of its files.
    media_type : str
        What the file is called on the web.
    description : str
        What it is for.
    lists : str
        How it holds an attribute of several values.
    write : callable
        Returns the files by name.
    extra : str
        The extra of the package that it needs; empty for none.
    """

    name: str
    suffix: str
    media_type: str
    description: str
    lists: str
    write: Callable[[Content], dict[str, bytes]]
    extra: str = ""


def one_file(
    suffix: str, bytes_of: Callable[[Content], bytes]
) -> Callable[[Content], dict[str, bytes]]:
    """Return a function that gives the one file of a format."""
    return lambda content: {content.name + suffix: bytes_of(content)}


FORMATS = {
    format.name: format
    for format in (
        Format(
            "csv",
            ".csv",
            "text/csv",
            "spreadsheets, R, pandas; edges, nodes and a CSVW description",
            SEPARATED,
            csv_files,
        ),
        Format(
            "cytoscape",
            ".cyjs",
            "application/json",
            "cytoscape.js and the Cytoscape desktop",
            "arrays",
            one_file(".cyjs", cytoscape_bytes),
        ),
        Format(
            "gexf",
            ".gexf",
            "application/gexf+xml",
            "Gephi, Gephi Lite and sigma.js; edges have a start and an end",
            "liststring",
            one_file(".gexf", gexf_bytes),
        ),
        Format(
            "graphml",
            ".graphml",
            "application/graphml+xml",
            "igraph in R and Python, networkx, Gephi, yEd, Cytoscape",
            SEPARATED,
            one_file(".graphml", graphml_bytes),
        ),
        Format(
            "json",
            ".json",
            "application/json",
            "node-link JSON for networkx and D3, with what each edge stands for",
            "arrays",
            one_file(".json", node_link_bytes),
        ),
        Format(
            "pajek",
            ".net",
            "text/plain",
            "Pajek; names, IRIs, weights and passages only",
            "only passages, as text with '; ' between them",
            one_file(".net", pajek_bytes),
        ),
        Format(
            "parquet",
            ".parquet",
            "application/vnd.apache.parquet",
            "Arrow, DuckDB, Polars, Spark; edges and nodes",
            "list columns",
            parquet_files,
            extra="parquet",
        ),
    )
}


def format_of(path: Path, *, also: Iterable[str] = ()) -> Format:
    """Return the format that the suffix of a file names.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    also : iterable of str
        Further suffixes that the caller can write, to be named where this one is unknown.

    Raises
    ------
    UnknownSuffixError
        No format has it; names those that there are.

    Examples
    --------
    >>> format_of(Path("partners.gexf")).name
    'gexf'
    """
    known = {format.suffix: format for format in FORMATS.values()}
    if path.suffix not in known:
        raise UnknownSuffixError(path, sorted([*known, *also]))
    return known[path.suffix]


def serialize(
    network: nx.Graph,
    format: str,
    *,
    name: str = "network",
    shared: Mapping[Ends, Sequence[Mapping[str, Any]]] | None = None,
    definition: Mapping[str, Any] | None = None,
    meanings: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Return a network as the files of a format, by their names.

    The same network gives the same bytes; no file has the day of writing.

    Parameters
    ----------
    network : networkx.Graph
        Undirected; nodes are IRIs, attributes are booleans, numbers, strings or lists of strings;
        ``first`` and ``last`` of an edge are ISO days. A missing attribute stays missing.
    format : str
        One of `FORMATS`.
    name : str
        The name of the files before their suffix.
    shared : mapping of tuple of str to list of dict, optional
        What each edge stands for, by its ends in the order of the network's edges. Node-link JSON
        holds it as ``evidence``.
    definition : mapping, optional
        How the network is made. Node-link JSON holds it.
    meanings : mapping of str to str, optional
        What the attributes mean that are not this package's own, such as measures. The description
        of CSV holds it.

    Returns
    -------
    dict of str to bytes
        The file with the format's suffix first.

    Raises
    ------
    UnknownNameError
        There is no such format; names the nearest.
    FormatValueError
        The format cannot hold a value.
    MissingExtraError
        The format needs a package that is not installed.

    Examples
    --------
    >>> network = nx.Graph()
    >>> network.add_edge("a", "b", weight=2.0)
    >>> print(serialize(network, "csv", name="two")["two.csv"].decode())
    source,target,source_label,target_label,weight\r
    a,b,,,2.0\r
    <BLANKLINE>
    """
    if format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS, f"choose from {', '.join(FORMATS)}")
    content = content_of(
        network,
        name=name,
        shared=shared or {},
        definition=definition or {},
        meanings=meanings or {},
    )
    return FORMATS[format].write(content)
