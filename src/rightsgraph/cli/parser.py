"""Commands, their options and their help; each command's work is done elsewhere."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from rightsgraph.errors import RightsGraphError
from rightsgraph.networks.definition import ALSO, LEVELS, MODES, WEIGHTS

ENGINES = ("pyshacl", "shacl")
TABLE_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown")
NETWORK_FORMATS = (
    *("table", "markdown", "csv", "json", "graphml", "gexf", "cytoscape", "pajek", "parquet"),
    *("svg", "png", "html"),
)
TRIPLE_FORMATS = ("turtle", "json-ld", "ntriples")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 the check said no, 2 could not do it."""
    arguments = build_parser().parse_args(argv)
    try:
        module, function = arguments.run.split(".")
        run = getattr(import_module(f"rightsgraph.cli.{module}"), function)
        code: int = run(arguments)
        sys.stdout.flush()
        return code
    except RightsGraphError as error:
        print(f"rightsgraph: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("rightsgraph: stopped", file=sys.stderr)
        return 130


class Version(argparse.Action):
    """The option ``--version``."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and end."""
        from importlib.metadata import version

        print(f"rightsgraph {version('rightsgraph')}")
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="rightsgraph",
        description="Build, check and query a knowledge graph of the human rights of migrants.",
        epilog="Start with: rightsgraph build; rightsgraph queries; rightsgraph search UNHCR",
    )
    parser.add_argument("--version", action=Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_make_commands(commands)
    add_ask_commands(commands)
    add_match_command(commands)
    add_network_commands(commands)
    add_fair_command(commands)
    add_site_commands(commands)
    return parser


def add_command(
    commands: argparse._SubParsersAction, name: str, run: str, help: str, example: str
) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=help, epilog=f"example: {example}"
    )
    command.set_defaults(run=run)
    command.add_argument("--quiet", action="store_true", help="say nothing of progress")
    return command


def add_source(command: argparse.ArgumentParser) -> None:
    """Add the folder that is read."""
    command.add_argument(
        "source", nargs="?", type=Path, metavar="FOLDER",
        help="folder with data/ttl/ or Turtle files (default: the graph that comes with this)",
    )  # fmt: skip


def add_store(command: argparse.ArgumentParser) -> None:
    """Add the store that is written or asked."""
    command.add_argument(
        "--store", type=Path, metavar="FOLDER", default=os.environ.get("RIGHTSGRAPH_STORE"),
        help="store folder (default: $RIGHTSGRAPH_STORE, else one in your cache folder)",
    )  # fmt: skip


def add_output(command: argparse.ArgumentParser, formats: Sequence[str], default: str) -> None:
    """Add the form and the place of the result."""
    command.add_argument("--format", choices=formats, default=default, help=f"default: {default}")
    command.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="file to write (default: -, standard output)",
    )


def add_make_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands that make or check something."""
    command = add_command(
        commands, "build", "make.run_build",
        "Parse, derive and validate a folder of Turtle and write a new generation of a store.",
        "rightsgraph build --store my-store",
    )  # fmt: skip
    add_source(command)
    add_store(command)
    command.add_argument(
        "--engine", choices=ENGINES, help="runs the shapes (default: the fastest that is installed)"
    )
    command.add_argument("--skip-validation", action="store_true", help="do not run the shapes")
    command.add_argument(
        "--accept-violations",
        action="store_true",
        help="write the generation even if it does not conform",
    )
    command.add_argument(
        "--summary", action="store_true", help="print what is in the graph and what to do next"
    )

    command = add_command(
        commands, "validate", "make.run_validate",
        "Check the data against the shapes and, with a copy of it, against the document.",
        "rightsgraph validate --document mc-inf-259.txt",
    )  # fmt: skip
    add_source(command)
    command.add_argument(
        "--document", type=Path, metavar="FILE", help="a copy of the source document as text"
    )
    command.add_argument(
        "--engine", choices=ENGINES, default="pyshacl", help="runs the shapes (default: pyshacl)"
    )
    add_output(command, ("table", "json", "turtle"), "table")

    command = add_command(
        commands, "format", "make.run_format",
        "Write Turtle files in house form; those with blank nodes (shapes) stay as they are.",
        "rightsgraph format --check data/ttl",
    )  # fmt: skip
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: data/ttl)"
    )
    command.add_argument(
        "--check", action="store_true", help="write nothing, exit with 1 if a file would change"
    )


def add_ask_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands that ask the graph."""
    command = add_command(
        commands, "query", "ask.run_query",
        "Ask a stored query by its name, a query file, - for standard input, or a SPARQL text.",
        "rightsgraph query partners-of --set actor=UNHCR",
    )  # fmt: skip
    command.add_argument("question", metavar="NAME|FILE|-|TEXT")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="bind a parameter; may be repeated",
    )
    command.add_argument(
        "--cite", action="store_true", help="print below the result how to cite it"
    )
    add_store(command)
    add_output(command, TABLE_FORMATS + TRIPLE_FORMATS, "")
    command.set_defaults(format=None)

    command = add_command(
        commands, "queries", "ask.run_queries",
        "List the stored queries with their parameters.",
        "rightsgraph queries trafficking",
    )  # fmt: skip
    command.add_argument(
        "words", nargs="*", metavar="WORD", help="only those whose header has all the words"
    )
    add_output(command, ("table", "json"), "table")

    command = add_command(
        commands, "search", "ask.run_search",
        "Find things by name, acronym or spelling, in any language.",
        "rightsgraph search ombudsman",
    )  # fmt: skip
    command.add_argument("words", nargs="+", metavar="WORD")
    command.add_argument("--limit", type=int, default=20, help="how many at most (default: 20)")
    add_store(command)
    add_output(command, ("table", "json"), "table")

    command = add_command(
        commands, "describe", "ask.run_describe",
        "Show one thing with its facts and relations and the passage of each.",
        "rightsgraph describe OSCE",
    )  # fmt: skip
    command.add_argument("thing", nargs="+", metavar="IRI|NAME")
    command.add_argument(
        "--language", default="en", help="of the names: en, fr or es (default: en)"
    )
    add_store(command)
    add_output(command, ("table", "json", "turtle"), "table")


def add_match_command(commands: argparse._SubParsersAction) -> None:
    """Add the command that matches names with things."""
    command = add_command(
        commands, "match", "match.run_match",
        "Match names as people write them, such as those of a list of partners, with the graph.",
        'rightsgraph match "U.N.H.C.R." "Intl Organisation for Migration"',
    )  # fmt: skip
    command.add_argument("names", nargs="*", metavar="NAME")
    command.add_argument("--file", type=Path, metavar="FILE", help="a CSV file with names instead")
    command.add_argument(
        "--column", default="", metavar="COLUMN", help="of the file (default: the first)"
    )
    command.add_argument(
        "--type", default="rg:Actor", metavar="TYPE",
        help="class of what is looked for, or any (default: rg:Actor)",
    )  # fmt: skip
    command.add_argument("--limit", type=int, default=5, help="things a name at most (default: 5)")
    add_store(command)
    add_output(command, ("table", "csv", "json"), "table")


def add_network_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands of the networks."""
    command = add_command(
        commands, "networks", "networks.run_networks",
        "List the stored networks.",
        "rightsgraph networks",
    )  # fmt: skip
    add_output(command, ("table", "json"), "table")

    command = add_command(
        commands, "network", "networks.run_network",
        "Make a network of partnerships: its strongest ties, its measures, or all of it as a file, "
        "a picture, an interactive page or a report.",
        "rightsgraph network actors-without-iom -o partners.graphml",
    )  # fmt: skip
    command.add_argument("network", nargs="?", default="actors", metavar="NAME|FILE")
    command.add_argument("--limit", type=int, default=20, help="rows in the table (default: 20)")
    command.add_argument(
        "--measures", action="store_true",
        help="the measures of the actors instead of the ties; in other files beside them",
    )  # fmt: skip
    command.add_argument(
        "--sort", metavar="MEASURE", default="betweenness",
        help="ranks the actors (default: betweenness)",
    )  # fmt: skip
    command.add_argument(
        "--summary", action="store_true", help="the measures of the whole network instead"
    )
    command.add_argument(
        "--engine", choices=("networkx", "igraph"), default="networkx",
        help="computes the measures that both define alike (default: networkx)",
    )  # fmt: skip
    command.add_argument(
        "--significance", choices=("sdsm", "fdsm", "disparity"), default="",
        help="give each edge of a file its p, how probable it is by chance alone",
    )  # fmt: skip
    command.add_argument(
        "--picture", choices=("network", "heat-map", "timeline", "map"),
        help="what a file for a picture shows (default: network)",
    )  # fmt: skip
    command.add_argument(
        "--colour", metavar="BY", help="of the actors in a picture: type, community or country"
    )
    command.add_argument("--size", metavar="MEASURE", help="of the actors in a picture")
    command.add_argument("--labels", type=int, metavar="N", help="names in a picture at most")
    command.add_argument(
        "--report", type=Path, metavar="FOLDER", help="write a report for a policy reader instead"
    )
    add_filters(command)
    add_store(command)
    add_output(command, NETWORK_FORMATS, "that of the suffix of the file, else table")
    command.set_defaults(format=None)

    command = add_command(
        commands, "evidence", "networks.run_evidence",
        "Show the activities and passages that an edge of a network stands for.",
        "rightsgraph evidence UNHCR OSCE",
    )  # fmt: skip
    command.add_argument("actor", metavar="ACTOR")
    command.add_argument("other", metavar="ACTOR|ACTIVITY")
    command.add_argument("--network", default="actors", metavar="NAME|FILE", help="default: actors")
    add_filters(command)
    add_store(command)
    add_output(command, ("table", "json"), "table")


def add_site_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands that publish."""
    command = add_command(
        commands, "publish", "site.run_publish",
        "Write the graph as a static site: pages for people, RDF beside them, dumps.",
        "rightsgraph publish --site-url https://example.org/graph/ public",
    )  # fmt: skip
    command.add_argument("folder", type=Path, metavar="FOLDER", help="new, empty, or an older site")
    command.add_argument(
        "--nginx", type=Path, metavar="FILE", help="write a configuration of nginx that serves it"
    )
    command.add_argument(
        "--listen", metavar="ADDRESS", default="80", help="where that listens (default: 80)"
    )
    command.add_argument(
        "--w3id", type=Path, metavar="FILE",
        help="write the .htaccess that leads there from the identifiers at w3id.org",
    )  # fmt: skip
    add_site(command)
    add_store(command)

    command = add_command(
        commands, "serve", "site.run_serve",
        "Answer at an address: pages, RDF, SPARQL, search, reconciliation.",
        "rightsgraph serve --port 8000",
    )  # fmt: skip
    command.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    command.add_argument("--port", type=int, default=8000, help="default: 8000; 0 for any free one")
    command.add_argument("--workers", type=int, metavar="N", help="processes that wait for queries")
    command.add_argument("--timeout", type=float, metavar="SECONDS", help="for a query")
    command.add_argument("--memory", type=int, metavar="MIB", help="for a query")
    add_site(command)
    add_store(command)


def add_site(command: argparse.ArgumentParser) -> None:
    """Add what is published, and where."""
    command.add_argument(
        "--data", type=Path, metavar="FOLDER",
        help="folder with the data and rightsgraph.toml (default: the graph that comes with this)",
    )  # fmt: skip
    command.add_argument(
        "--site-url", metavar="URL", help="address of the site (default: that of rightsgraph.toml)"
    )


def add_fair_command(commands: argparse._SubParsersAction) -> None:
    """Add the check of what makes ontology and data FAIR."""
    command = add_command(
        commands, "check-fair", "fair.run_check_fair",
        "Check ontology and data by the FOOPS! checks that need no web.",
        "rightsgraph check-fair",
    )  # fmt: skip
    add_source(command)
    add_output(command, ("table", "json", "turtle"), "table")


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add what can be otherwise than in the stored network."""
    for key, name, about in (
        ("without", "THING", "leave out an actor and what belongs to it"),
        ("roles", "ROLE", "only participations in a role or a narrower one"),
        ("statuses", "STATUS", "only activities of a status"),
        ("topics", "TOPIC", "only activities on a topic or a narrower one"),
        (
            "places",
            "PLACE",
            "only activities that take place in or concern a place or what is in it",
        ),
        ("types", "TYPE", "only actors of a type or a narrower one"),
    ):
        option = {"statuses": "status"}.get(key, key.removesuffix("s"))
        command.add_argument(
            f"--{option}", dest=key, action="append", metavar=name, help=f"{about}; may be repeated"
        )
    command.add_argument(
        "--also", action="append", choices=ALSO,
        help="count what actors share outside activities too; may be repeated",
    )  # fmt: skip
    for key, about in (("since", "first"), ("until", "last")):
        command.add_argument(
            f"--{key}", metavar="DATE", default="",
            help=f"{about} day of the time in which it can have happened, such as 2002-05",
        )  # fmt: skip
    for key, choices in (("mode", MODES), ("level", LEVELS), ("weight", WEIGHTS)):
        command.add_argument(f"--{key}", choices=choices, help="default: that of the network")
    command.add_argument(
        "--groups", action="store_true", help="actors named only by kind are nodes too"
    )
