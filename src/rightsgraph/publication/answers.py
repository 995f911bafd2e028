"""Answers of queries as tables whose cells lead to the things they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from rightsgraph.namespaces import XSD
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.naming import Name
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.queries.results import Rows, Term, Triples, Truth, results_text

SHOWN = 200
NUMBERS = {XSD.integer, XSD.decimal, XSD.double}
STATEMENT = ("subject", "predicate", "object")


@dataclass(frozen=True)
class Table:
    """The first rows of an answer.

    Attributes
    ----------
    columns : sequence of str
        Variables without question mark.
    rows : sequence of sequence
        Terms, or none where a variable has no value.
    total : int
        Number of rows of the whole answer.
    truth : bool, optional
        The answer to ASK, which has no rows.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Term | None]]
    total: int
    truth: bool | None = None


@dataclass(frozen=True)
class Cell:
    """One value of a row: its name, and its address if it has one."""

    name: Name
    address: str = ""
    outside: bool = False
    number: bool = False


def table_of(answer: Rows | Triples | Truth, limit: int = SHOWN) -> Table:
    """Return the first rows of an answer."""
    if isinstance(answer, Truth):
        return Table((), (), 0, bool(answer))
    if isinstance(answer, Rows):
        return Table(answer.variables, answer.terms[:limit], len(answer))
    triples: list[Any] = sorted(set(answer), key=str)
    rows = [(one.subject, one.predicate, one.object) for one in islice(triples, limit)]
    return Table(STATEMENT, rows, len(triples))


@dataclass(frozen=True)
class Kept:
    """An answer that can be written again without asking the store again.

    Attributes
    ----------
    table : Table
        Its first rows.
    text : str
        The whole of it: SPARQL results in JSON, or Turtle.
    graph : bool
        Whether it is triples.
    """

    table: Table
    text: str
    graph: bool = False

    @classmethod
    def of(cls, answer: Rows | Triples | Truth) -> Kept:
        """Return an answer, read whole."""
        if isinstance(answer, Triples):
            return cls(table_of(answer), answer.serialize("turtle"), graph=True)
        return cls(table_of(answer), answer.serialize("json"))

    def written(self, format: str) -> str:
        """Return it as ``csv``, ``tsv``, ``json`` or ``xml``; triples as Turtle."""
        if self.graph:
            return self.text
        results: Any = ox.parse_query_results(self.text, format=ox.QueryResultsFormat.JSON)
        return results_text(results, format)


class Cells:
    """Makes cells from terms, for the pages of a publication.

    Parameters
    ----------
    publication : Publication
        What they are pages of.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication, self.names = publication, publication.names

    def rows(self, table: Table, page: Page) -> tuple[list[str], list[list[Cell | None]]]:
        """Return columns and rows to show, without columns that only name the one before."""
        kept = [at for at in range(len(table.columns)) if not self.repeats(table, at)]
        rows = [[self.cell(row[at], page) for at in kept] for row in table.rows]
        return [table.columns[at] for at in kept], rows

    def repeats(self, table: Table, at: int) -> bool:
        """Return whether a column has nothing but the names of the things in the one before."""
        return (
            at > 0
            and bool(table.rows)
            and all(self.named(*row[at - 1 : at + 1]) for row in table.rows)
        )

    def named(self, thing: Term | None, text: Term | None) -> bool:
        """Return whether a text is the name of a thing."""
        if not (isinstance(thing, NamedNode) and isinstance(text, Literal)):
            return False
        return text.value == self.names.of(thing.value, LANGUAGES[0]).text

    def cell(self, term: Term | None, page: Page) -> Cell | None:
        """Return the cell of a term."""
        if term is None:
            return None
        if isinstance(term, NamedNode):
            name = self.names.of(term.value, page.language.code)
            suffix = page_suffix(page.language.code)
            own = self.publication.addresses.link(term.value, page.name, suffix)
            if own:
                return Cell(name, own)
            open_to_all = term.value.startswith(("http://", "https://"))
            return Cell(name, term.value if open_to_all else "", outside=open_to_all)
        if isinstance(term, Literal):
            language = term.language or ""
            shown = "" if language == page.language.code else language
            return Cell(Name(term.value, shown), number=term.datatype in NUMBERS)
        return Cell(Name(term.value))
