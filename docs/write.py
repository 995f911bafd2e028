"""Write what the documentation takes from the graph: run `make docs`.

A Markdown file of the project holds marked blocks, each named by what fills it:

    <!-- begin: counts -->          how much is in the graph, as a table
    <!-- begin: classes -->         the classes of the ontology, with definition and number
    <!-- begin: queries -->         the stored queries with their parameters, as a table
    <!-- begin: networks -->        the stored networks, as a table
    <!-- begin: measures actors -->  the measures of actors, or (whole) of a network, as a table
    <!-- begin: command WORDS -->   what `rightsgraph WORDS` prints
    <!-- begin: turtle SUBJECT [PROPERTY ...] ... -->
                                    statements on things (`rgd:...`, `rgs:...`) as they stand in the
                                    data, graph by graph; of the properties named, or of all
    <!-- begin: answer [--limit N] -->
                                    the answer to the SPARQL that stands before the block
    <!-- begin: query NAME [--set PARAMETER=VALUE ...] [--limit N] -->
                                    the answer to a stored query
    <!-- end -->

What stands between the two marks is replaced. ``docs/model.svg`` is drawn anew when the model has
changed, which takes Graphviz. tests/content/test_documentation.py compares the files with `filled`.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

import picture
import rightsgraph
from rightsgraph.cli import main as run_command
from rightsgraph.errors import RightsGraphError
from rightsgraph.files import write_text
from rightsgraph.graph import Answer, Graph
from rightsgraph.identifiers import compress_iri, expand_curie
from rightsgraph.measures.nodes import MEASURES
from rightsgraph.measures.summary import MEASURES_OF_WHOLE
from rightsgraph.namespaces import APART, GRAPHS
from rightsgraph.networks.definition import Definitions
from rightsgraph.queries.library import Library
from rightsgraph.queries.results import Rows
from rightsgraph.turtle import format_turtle

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "model.svg"
BLOCK = re.compile(r"(?<=<!-- begin: )([^\n]+?)( -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)
SPARQL = re.compile(r"```sparql\n(.*?)```", re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s/]+")
LIMIT = 10

COUNTED = {
    "rg:Actor": "actors: organisations, offices, states, posts, groups",
    "rg:Activity": "activities, down to the named workshop, leaflet and study",
    "rg:Participation": "participations of an actor in an activity, with role and paragraph",
    "rg:Instrument": "instruments",
    "rg:TreatyAction": "actions of states on treaties, with the date",
    "rg:Provision": "articles that set out rights",
    "rg:Passage": "passages cited",
}
CLASSES = """
SELECT ?class ?definition (COUNT(DISTINCT ?thing) AS ?things)
WHERE {
    ?class
        a owl:Class ;
        skos:definition ?definition .
    FILTER (lang(?definition) = "en")
    OPTIONAL { ?thing a ?class }
}
GROUP BY ?class ?definition
ORDER BY ?class"""


class BlockError(Exception):
    """A block cannot be filled; says which and why."""


def documents() -> list[Path]:
    """Return the Markdown files that may have blocks."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def filled(text: str, graph: Graph) -> str:
    """Return a Markdown text with each block filled from the graph.

    Parameters
    ----------
    text : str
        The text; what its blocks hold does not matter.
    graph : Graph
        What is asked.

    Raises
    ------
    BlockError
        A block is unknown, has no end, asks for what is not there, or has no SPARQL before it.
    """

    def fill(block: re.Match[str]) -> str:
        kind, *words = shlex.split(block[1])
        if kind not in KINDS:
            raise BlockError(f"'begin: {block[1]}': the blocks are {', '.join(KINDS)}")
        try:
            content = KINDS[kind](graph, words, text[: block.start()])
        except RightsGraphError as error:
            raise BlockError(f"'begin: {block[1]}': {error}") from None
        return f"{block[1]}{block[2]}{content}\n"

    open_blocks = text.count("<!-- begin: ") - len(BLOCK.findall(text))
    if open_blocks:
        raise BlockError(f"{open_blocks} block has no '<!-- end -->' of its own")
    return BLOCK.sub(fill, text)


def counts(graph: Graph, words: list[str], before: str) -> str:
    """Return how many things of some classes are in the graph."""
    rows = [[text, str(graph.counts[name])] for name, text in COUNTED.items()]
    return table(["in the graph", ""], rows)


def classes(graph: Graph, words: list[str], before: str) -> str:
    """Return the classes of the ontology."""
    return answered(graph, graph.query(CLASSES), None)


def queries(graph: Graph, words: list[str], before: str) -> str:
    """Return the stored queries: name, question, and how the parameters are given."""
    library = Library((ROOT / "queries").glob("*.rq"))
    rows = []
    for query in map(library.load, library.names):
        given = [f"`--set {one.name}={one.example}`" for one in query.parameters]
        rows.append([f"`{query.name}`", query.title, " ".join(given)])
    return table(["name", "question", "parameters, with a value as example"], rows)


def networks(graph: Graph, words: list[str], before: str) -> str:
    """Return the stored networks: name, question, description."""
    stored = Definitions((ROOT / "queries" / "networks").glob("*.toml"))
    rows = [[f"`{one.name}`", one.title, one.description] for one in map(stored.load, stored.names)]
    return table(["name", "question", "what it is"], rows)


def measures(graph: Graph, words: list[str], before: str) -> str:
    """Return the measures of actors or of whole networks: what each is, says and comes from."""
    known = {"actors": MEASURES, "whole": MEASURES_OF_WHOLE}
    if len(words) != 1 or words[0] not in known:
        raise BlockError(f"'begin: measures': the kinds are {', '.join(known)}")
    keys = ("definition", "range", "says", "source")
    rows = [
        [f"`{one.name}`", *(getattr(one, key).replace("|", "\\|") for key in keys)]
        for one in known[words[0]]
    ]
    return table(["name", "definition", "range", "a high value says", "source"], rows)


def command(graph: Graph, words: list[str], before: str) -> str:
    """Return what a command prints, under the command as it is typed."""
    with redirect_stdout(StringIO()) as printed:
        if run_command(words) == 2:
            raise BlockError(f"'begin: command {shlex.join(words)}': the command says no")
    return f"```console\n$ rightsgraph {shlex.join(words)}\n{printed.getvalue().rstrip()}\n```"


def query(graph: Graph, words: list[str], before: str) -> str:
    """Return the answer to a stored query."""
    asked = options(words)
    values = dict(text.split("=", 1) for text in asked.set)
    return answered(graph, graph.query(asked.name, **values), asked.limit)


def answer(graph: Graph, words: list[str], before: str) -> str:
    """Return the answer to the SPARQL that stands last before the block."""
    texts = SPARQL.findall(before)
    if not texts:
        raise BlockError("'begin: answer': no ```sparql before it")
    return answered(graph, graph.query(texts[-1]), options(["", *words]).limit)


def options(words: list[str]) -> argparse.Namespace:
    """Return name, values and limit of a query block."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("name")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--limit", type=int, default=LIMIT)
    return parser.parse_args(words)


def answered(graph: Graph, rows: Answer, limit: int | None) -> str:
    """Return rows as a Markdown table, and how many there are where they are cut."""
    if not isinstance(rows, Rows):
        raise BlockError("only the rows of a SELECT make a table")
    body = [[cell(term, graph) for term in row] for row in rows.terms[:limit]]
    cut = f"\n\n{len(body)} of {len(rows)} rows." if len(body) < len(rows) else ""
    return table(rows.variables, body) + cut if body else "No rows."


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | None, graph: Graph) -> str:
    """Return a term for a cell: an IRI as CURIE or as link, anything else as plain text."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        if term.value.startswith(GRAPHS):
            return f"`graph/{term.value.removeprefix(GRAPHS)}`"
        short = compress_iri(term.value, graph.store.prefixes)
        return f"`{short}`" if short != term.value else linked(short)
    words = re.sub(r"([|<*\\`])", r"\\\1", term.value).split()
    return " ".join(linked(word) if ADDRESS.match(word) else word for word in words)


def linked(address: str) -> str:
    """Return an address as a link that shows only whose it is."""
    safe = address.replace("(", "%28").replace(")", "%29").replace("|", "%7C")
    return f"[{urlsplit(address).netloc}]({safe})"


def turtle(graph: Graph, words: list[str], before: str) -> str:
    """Return statements as they stand in the data, each under the name of its graph."""
    wanted: dict[str, list[str]] = {}
    for word in words:
        if word.startswith(("rgd:", "rgs:")):
            wanted[word] = []
        else:
            wanted[list(wanted)[-1]].append(word)
    parts, last = [], ""
    for subject, properties in wanted.items():
        found = quoted(graph, subject, properties)
        if not found:
            raise BlockError(f"'begin: turtle {shlex.join(words)}': no such statement on {subject}")
        for name, quads in found.items():
            text = re.sub(r"^PREFIX .*\n+", "", format_turtle(quads), flags=re.MULTILINE)
            parts.append(text if name == last else f"# graph/{name}\n{text}")
            last = name
    return "```turtle\n" + "\n".join(parts) + "```"


def quoted(graph: Graph, subject: str, properties: list[str]) -> dict[str, list[ox.Quad]]:
    """Return the statements on a thing by the name of their graph; derived ones if asked for."""
    prefixes = graph.store.prefixes
    found: dict[str, list[ox.Quad]] = {}
    for quad in graph.store.match_by_graph(expand_curie(subject, prefixes)):
        if quad.graph_name in APART:
            continue
        name = quad.graph_name.value.removeprefix(GRAPHS)
        short = compress_iri(quad.predicate.value, prefixes).replace("rdf:type", "a")
        tag = getattr(quad.object, "language", None)
        named = {short, f"{short}@{tag}"} & set(properties) if properties else name != "derived"
        if named:
            found.setdefault(name, []).append(quad)
    return dict(sorted(found.items(), key=lambda item: (item[0] == "derived", item[0])))


KINDS: dict[str, Callable[[Graph, list[str], str], str]] = {
    "counts": counts,
    "classes": classes,
    "queries": queries,
    "networks": networks,
    "measures": measures,
    "command": command,
    "turtle": turtle,
    "answer": answer,
    "query": query,
}


def main() -> int:
    """Write the files whose content has changed; return an exit code."""
    graph = rightsgraph.open()
    changed = {}
    try:
        for path in documents():
            text = path.read_text(encoding="utf-8")
            changed[path] = text, filled(text, graph)
    except BlockError as error:
        print(f"{path.relative_to(ROOT)}: {error}", file=sys.stderr)
        return 2
    source = picture.source_of(graph)
    drawn = PICTURE.read_text(encoding="utf-8") if PICTURE.is_file() else ""
    if picture.head_of(source) not in drawn:
        try:
            changed[PICTURE] = drawn, picture.draw(source)
        except FileNotFoundError:
            print("docs/model.svg: no dot; install Graphviz, then make docs", file=sys.stderr)
            return 2
        except subprocess.CalledProcessError as error:
            print(f"docs/model.svg: dot does not draw it: {error.stderr}", file=sys.stderr)
            return 2
    for path, (old, new) in changed.items():
        if old != new:
            write_text(path, new)
            print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
