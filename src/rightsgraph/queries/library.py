"""The stored queries: one question a file, with a header that says what it asks and returns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from rightsgraph.errors import QueryHeaderError
from rightsgraph.files import NamedFiles
from rightsgraph.namespaces import DCTERMS, GRAPHS, QUERIES, RDF, RDFS, SCHEMA, SH, SKOS
from rightsgraph.turtle import read_bytes

HEADER = re.compile(r"#\s*([a-z-]+):\s*(.*)")
PARAMETER = re.compile(r"\?(\w+)\s+(IRI|string|integer|xsd:date)\b(.*?),? e\.g\. (\S.*)")
REQUIRED = ("title", "description", "returns")
FORMS = {"SELECT": "Select", "ASK": "Ask", "CONSTRUCT": "Construct", "DESCRIBE": "Construct"}


@dataclass(frozen=True)
class Parameter:
    """A variable of a stored query that is bound from outside.

    Attributes
    ----------
    name : str
        The variable without its question mark.
    kind : str
        ``IRI``, ``string``, ``integer`` or ``xsd:date``.
    about : str
        What it is, in words.
    example : str
        A value, as it is typed.
    optional : bool
        Whether the query may be asked without it, which means: for any value.
    """

    name: str
    kind: str
    about: str
    example: str
    optional: bool


@dataclass(frozen=True)
class StoredQuery:
    """One question in SPARQL, with its header.

    Attributes
    ----------
    name : str
        Name of the file without its ending; the question in kebab-case.
    text : str
        The whole file. Each parameter stands in it as ``VALUES ?name { UNDEF }``.
    header : dict of str to list of str
        The ``# key: value`` lines on top.
    """

    name: str
    text: str
    path: Path | None = None
    header: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @property
    def title(self) -> str:
        """The question in one line, in English."""
        return self.header.get("title", [self.name])[0]

    @property
    def description(self) -> str:
        """What is counted as an answer."""
        return " ".join(self.header.get("description", []))

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters in the order of the header."""
        return tuple(map(self.parameter, self.header.get("parameter", [])))

    def parameter(self, line: str) -> Parameter:
        """Return the parameter that a header line declares."""
        match = PARAMETER.fullmatch(line)
        if not match:
            raise QueryHeaderError(
                self.path or Path(self.name),
                f"'# parameter: {line}' is not understood; "
                "write it like '?actor  IRI of an actor, e.g. rgd:org-iom'",
            )
        name, kind, about, example = match.groups()
        return Parameter(name, kind, f"{kind}{about}".strip(), example, "optional" in about)

    @property
    def form(self) -> str:
        """SELECT, ASK, CONSTRUCT or DESCRIBE."""
        body = re.sub(r"#[^\n]*|<[^>\s]*>", " ", self.text)
        match = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", body, re.IGNORECASE)
        return match[1].upper() if match else "SELECT"


def parse_query(text: str, name: str, path: Path | None = None) -> StoredQuery:
    """Return a query with the header lines found at the top of its text."""
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = HEADER.fullmatch(line)
        if not match:
            break
        header.setdefault(match[1], []).append(match[2].strip())
    return StoredQuery(name, text, path, header)


class Library(NamedFiles):
    """The stored queries by name.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        The ``.rq`` files; a later one replaces an earlier one of the same name.
    """

    kind = "stored query"
    command = "rightsgraph queries"

    def load(self, name: str) -> StoredQuery:
        """Return one stored query.

        Raises
        ------
        UnknownNameError
            There is none of this name; names the nearest.
        QueryHeaderError
            Its header is incomplete.
        """
        path = self.path_of(name)
        query = parse_query(read_bytes(path).decode("utf-8"), name, path)
        for key in REQUIRED:
            if key not in query.header:
                raise QueryHeaderError(path, f"the line '# {key}: ...' is missing; add it on top")
        for parameter in query.parameters:
            if f"VALUES ?{parameter.name} {{ UNDEF }}" not in query.text:
                raise QueryHeaderError(
                    path,
                    f"no 'VALUES ?{parameter.name} {{ UNDEF }}'; add it where it binds",
                )
        return query

    def __iter__(self) -> Iterator[StoredQuery]:
        return map(self.load, self.names)


def describe_queries(library: Library) -> Iterator[Quad]:
    """Yield the stored queries as ``sh:SPARQLExecutable`` in the graph of queries."""
    graph = NamedNode(GRAPHS + "queries")
    for query in library:
        node = NamedNode(QUERIES + query.name)
        word = FORMS[query.form]
        yield Quad(node, RDF.type, SH.SPARQLExecutable, graph)
        yield Quad(node, RDF.type, SH[f"SPARQL{word}Executable"], graph)
        yield Quad(node, SH[word.lower()], Literal(query.text), graph)
        yield Quad(node, RDFS.comment, Literal(query.description, language="en"), graph)
        yield Quad(node, DCTERMS.identifier, Literal(query.name), graph)
        for key, language in (("title", "en"), ("title-fr", "fr")):
            for title in query.header.get(key, []):
                yield Quad(node, SKOS.prefLabel, Literal(title, language=language), graph)
        for words in query.header.get("keywords", []):
            for word in words.split(","):
                yield Quad(node, SCHEMA.keywords, Literal(word.strip()), graph)
