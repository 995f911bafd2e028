"""``match``."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rightsgraph.cli.ask import count, graph_of
from rightsgraph.cli.output import emit
from rightsgraph.errors import MissingFileError, NoNamesError, OptionError, UnknownNameError
from rightsgraph.identifiers import compress_iri
from rightsgraph.matching.matcher import Candidate, Matcher
from rightsgraph.tables import Table

COLUMNS = ("name", "verdict", "iri", "label", "score", "reason")
DIFFERENT = "different"


def run_match(arguments: argparse.Namespace) -> int:
    """Print what names stand for; 1 if there is one for which that is not sure."""
    names = names_of(arguments)
    matcher = Matcher(graph_of(arguments).store)
    types = [] if arguments.type == "any" else [arguments.type]
    found = [matcher.match(name, types, arguments.limit) for name in names]
    table = Table(
        COLUMNS,
        (
            row
            for name, candidates in zip(names, found, strict=True)
            for row in rows_of(name, candidates, matcher.store.prefixes)
        ),
    )
    matched = sum(any(one.verdict == "same" for one in candidates) for candidates in found)
    if arguments.format == "table":
        emit(arguments, f"{table.to_text()}\n{matched} of {count(len(names), 'name')} matched")
    else:
        emit(arguments, table.to_csv() if arguments.format == "csv" else table.to_json())
    return 0 if matched == len(names) else 1


def rows_of(
    name: str, candidates: list[Candidate], prefixes: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield the thing that is the same; else those that a person is asked about; else none."""
    same = [one for one in candidates if one.verdict == "same"]
    shown = same or [one for one in candidates if one.verdict == "ask"]
    for one in shown:
        yield {
            "name": name,
            "verdict": one.verdict,
            "iri": compress_iri(one.iri, prefixes),
            "label": one.name,
            "score": one.score,
            "reason": one.reason,
        }
    if not shown:
        nearest = [f"nearest: {one.name}; {one.reason}" for one in candidates[:1]]
        yield {"name": name, "verdict": DIFFERENT, "reason": "".join(nearest) or "nothing is near"}


def names_of(arguments: argparse.Namespace) -> list[str]:
    """Return the names that the caller gave, or those in a column of a file.

    Raises
    ------
    OptionError
        Both are given, or a column without a file.
    NoNamesError
        Nothing is given, or the column is empty.
    MissingFileError
        The file cannot be read.
    UnknownNameError
        The file has no such column.
    """
    if arguments.file and arguments.names:
        raise OptionError("NAME", "no --file")
    if arguments.column and not arguments.file:
        raise OptionError("--column", "--file FILE")
    if not arguments.file:
        if not arguments.names:
            raise NoNamesError("match", "give names, or --file FILE with a column of them")
        return list(arguments.names)
    return read_column(arguments.file, arguments.column)


def read_column(path: Path, column: str) -> list[str]:
    """Return what stands in a column of a CSV file, the first one unless it is named."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = list(reader.fieldnames or [])
            wanted = column or (columns[0] if columns else "")
            if wanted not in columns:
                repair = f"choose from {', '.join(columns)}" if columns else "the file is empty"
                raise UnknownNameError(f"column of {path}", wanted, columns, repair)
            cells = (row[wanted] for row in reader)
            names = [cell.strip() for cell in cells if cell and cell.strip()]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MissingFileError(path, f"cannot be read as CSV ({error})") from None
    if not names:
        raise NoNamesError(f"{path}, column {wanted!r}", "name a column that is filled in")
    return names
