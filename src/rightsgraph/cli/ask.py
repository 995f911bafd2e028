"""``query``, ``queries``, ``search`` and ``describe``."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from rightsgraph.cli.output import emit, table_width
from rightsgraph.errors import ParameterError
from rightsgraph.graph import Graph, open
from rightsgraph.identifiers import compress_iri
from rightsgraph.queries.library import Library, StoredQuery, parse_query
from rightsgraph.queries.results import Rows, Triples
from rightsgraph.sources import load_source


def graph_of(arguments: argparse.Namespace) -> Graph:
    """Return the graph that the caller means."""
    return open(store=arguments.store or None)


def run_query(arguments: argparse.Namespace) -> int:
    """Print the answer to a query."""
    graph = graph_of(arguments)
    if arguments.question == "-":
        query = parse_query(sys.stdin.read(), "standard input")
    else:
        query = graph.find_query(arguments.question)
    values = dict(assignment(query, text) for text in arguments.set)
    answer = graph.query(query, **values)
    if isinstance(answer, Triples):
        emit(arguments, answer.serialize(arguments.format or "turtle"))
    elif isinstance(answer, Rows) and arguments.format in (None, "table"):
        emit(arguments, f"{answer.to_text(width=table_width())}\n{count(len(answer), 'row')}")
    elif isinstance(answer, Rows) and arguments.format == "markdown":
        emit(arguments, answer.to_markdown())
    elif arguments.format in (None, "table"):
        emit(arguments, repr(answer))
    else:
        emit(arguments, answer.serialize(arguments.format))
    if arguments.cite:
        print(
            f"\n{citation(graph, query, values)}",
            file=sys.stderr if arguments.output == "-" else sys.stdout,
        )
    return 0


def assignment(query: StoredQuery, text: str) -> tuple[str, str]:
    """Return the name and value of ``name=value``."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise ParameterError(query.name, f"--set {text!r} is no assignment; write --set name=value")
    return name, value


def citation(graph: Graph, query: StoredQuery, values: dict[str, str]) -> str:
    """Return what one needs to find the same result again."""
    generation = graph.generation
    asked = "".join(f", {name} = {value}" for name, value in values.items())
    return (
        f"Cite as: rightsgraph, query “{query.title}” ({query.name}{asked}). "
        f"rightsgraph {generation.version}, data of {generation.modified}, "
        f"SHA-256 {generation.digest}. Licence of the data: CC BY 4.0."
    )


def count(number: int, word: str, plural: str = "") -> str:
    """Return a number with its noun; its plural is told where it does not end in a mere s."""
    return f"{number} {word if number == 1 else plural or word + 's'}"


def run_queries(arguments: argparse.Namespace) -> int:
    """Print the stored queries."""
    queries = [
        query
        for query in Library(load_source().queries)
        if all(word.lower() in str((query.name, query.header)).lower() for word in arguments.words)
    ]
    if arguments.format == "json":
        listed = [
            {
                "name": query.name,
                "title": query.title,
                "description": query.description,
                "parameters": [asdict(parameter) for parameter in query.parameters],
            }
            for query in queries
        ]
        emit(arguments, json.dumps(listed, indent=2, ensure_ascii=False))
        return 0
    lines = []
    for query in queries:
        lines += [query.name, f"    {query.title}"]
        lines += [f"    --set {p.name}={p.example}  {p.about}" for p in query.parameters]
    emit(arguments, "\n".join([*lines, count(len(queries), "query", "queries")]))
    return 0


def run_search(arguments: argparse.Namespace) -> int:
    """Print what is found by name; 1 if nothing is."""
    graph = graph_of(arguments)
    found = graph.search(" ".join(arguments.words))[: arguments.limit]
    if arguments.format == "json":
        emit(arguments, json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False))
        return 0 if found else 1
    lines = []
    for one in found:
        other = f"  ({one.matched})" if one.matched != one.name else ""
        lines.append(f"{compress_iri(one.iri, graph.store.prefixes)}  {one.name}{other}")
    emit(arguments, "\n".join(lines) or "nothing found")
    return 0 if found else 1


def run_describe(arguments: argparse.Namespace) -> int:
    """Print one thing."""
    graph = graph_of(arguments)
    thing = " ".join(arguments.thing)
    if arguments.format == "turtle":
        iri = graph.resolve(thing)
        where = f"{{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }}"
        answer = graph.query(f"CONSTRUCT {{ {iri} ?p ?o . ?s ?q {iri} }} WHERE {{ {where} }}")
        assert isinstance(answer, Triples)
        emit(arguments, answer.serialize("turtle"))
        return 0
    description = graph.describe(thing, arguments.language)
    if arguments.format == "json":
        emit(arguments, json.dumps(description.as_dict(), indent=2, ensure_ascii=False))
    else:
        emit(arguments, description.to_text())
    return 0
