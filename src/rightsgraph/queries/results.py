"""Answers: rows for programs, tables for people, the standard formats for other tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from rightsgraph.errors import MissingExtraError, UnknownNameError
from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import XSD
from rightsgraph.tables import styled

if TYPE_CHECKING:
    import pandas
    from prettytable import PrettyTable

RESULT_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "json-ld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
}
PYTHON: dict[ox.NamedNode, Callable[[str], Any]] = {
    XSD.integer: int,
    XSD.decimal: float,
    XSD.double: float,
    XSD.boolean: lambda text: text == "true",
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Rows:
    """The rows that answer a SELECT query.

    Iterating gives a ``dict`` for each row: IRIs as ``str``, numbers and booleans as Python's,
    all other literals as ``str``, ``None`` where a variable has no value. The query is evaluated
    when the rows are first needed; the rows then stay in memory. `serialize` streams them instead.

    Parameters
    ----------
    solutions : pyoxigraph.QuerySolutions
        The answer, not yet read.
    evaluate : callable
        Asks again.
    prefixes : mapping of str to str
        Namespace IRI by prefix, for tables.
    """

    def __init__(
        self,
        solutions: ox.QuerySolutions,
        evaluate: Callable[[], ox.QuerySolutions],
        prefixes: Mapping[str, str],
    ) -> None:
        self.solutions, self.evaluate, self.prefixes = solutions, evaluate, prefixes
        self.variables = [variable.value for variable in solutions.variables]

    @cached_property
    def terms(self) -> list[tuple[Term | None, ...]]:
        """Each row as a tuple of Oxigraph terms."""
        return [tuple(solution) for solution in self.solutions]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.terms:
            yield dict(zip(self.variables, map(python_value, row), strict=True))

    def __len__(self) -> int:
        return len(self.terms)

    def serialize(self, format: str) -> str:
        """Return the rows as SPARQL results in ``csv``, ``tsv``, ``json`` or ``xml``.

        Raises
        ------
        UnknownNameError
            The format is none of these.
        """
        return results_text(self.evaluate(), format)

    def to_csv(self) -> str:
        """Return the rows as CSV, as SPARQL 1.1 defines it."""
        return self.serialize("csv")

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame, one column a variable.

        Raises
        ------
        MissingExtraError
            pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingExtraError("pandas") from None
        return pandas.DataFrame(list(self), columns=self.variables)

    def table(self, limit: int | None = None) -> PrettyTable:
        """Return the first rows as a table, IRIs as CURIEs."""
        from prettytable import PrettyTable

        table = PrettyTable(self.variables, align="l")
        for row in self.terms[:limit]:
            table.add_row([shown(term, self.prefixes) for term in row])
        return table

    def to_text(self, limit: int | None = None, width: int | None = None) -> str:
        """Return the first rows as a table of plain text, its cells wrapped to a width in signs."""
        table = self.table(limit)
        if width:
            table._max_width = column_widths(table, width)
        return styled(table, "SINGLE_BORDER")

    def to_markdown(self, limit: int | None = None) -> str:
        """Return the first rows as a Markdown table."""
        return styled(self.table(limit), "MARKDOWN")

    def _repr_html_(self) -> str:
        return self.table().get_html_string(escape_data=True, escape_header=True)

    def __repr__(self) -> str:
        return self.to_text(limit=20)


class Triples:
    """The triples that answer a CONSTRUCT or DESCRIBE query."""

    def __init__(
        self, evaluate: Callable[[], ox.QueryTriples], prefixes: Mapping[str, str]
    ) -> None:
        self.evaluate, self.prefixes = evaluate, prefixes

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.evaluate())

    def serialize(self, format: str) -> str:
        """Return the triples as ``turtle``, ``json-ld`` or ``ntriples``.

        Raises
        ------
        UnknownNameError
            The format is none of these.
        """
        check_format(format, GRAPH_FORMATS)
        triples = sorted(set(self.evaluate()), key=str)
        data = ox.serialize(
            triples, format=GRAPH_FORMATS[format], prefixes=used(triples, self.prefixes)
        )
        return (data or b"").decode("utf-8")


class Truth:
    """The answer to an ASK query."""

    def __init__(self, evaluate: Callable[[], ox.QueryBoolean]) -> None:
        self.evaluate = evaluate

    def __bool__(self) -> bool:
        return bool(self.evaluate())

    def __repr__(self) -> str:
        return "yes" if self else "no"

    def serialize(self, format: str) -> str:
        """Return the answer as SPARQL results in ``json``, ``xml``, ``csv`` or ``tsv``.

        Raises
        ------
        UnknownNameError
            The format is none of these.
        """
        return results_text(self.evaluate(), format)


def column_widths(table: PrettyTable, width: int) -> dict[str, int]:
    """Return how wide each column may be: the narrow ones whole, the others in equal shares."""
    needs = {
        name: max(len(str(cell)) for cell in [name, *(row[number] for row in table.rows)])
        for number, name in enumerate(table.field_names)
    }
    left, widths = width - 3 * len(needs) - 1, {}
    for number, (name, need) in enumerate(sorted(needs.items(), key=lambda item: item[1])):
        widths[name] = max(4, min(need, left // (len(needs) - number)))
        left -= widths[name]
    return widths


def results_text(answer: ox.QuerySolutions | ox.QueryBoolean, format: str) -> str:
    """Return an answer in one of the formats of SPARQL results."""
    check_format(format, RESULT_FORMATS)
    return (answer.serialize(format=RESULT_FORMATS[format]) or b"").decode("utf-8")


def check_format(format: str, known: Mapping[str, object]) -> None:
    """Raise unless a format is known."""
    if format not in known:
        raise UnknownNameError("format here", format, known, f"choose from {', '.join(known)}")


def python_value(term: Term | None) -> Any:
    """Return the Python value of a term."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return PYTHON.get(term.datatype, str)(term.value)
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def shown(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Return a term as people read it: IRIs as CURIEs, literals without datatype or language."""
    if term is None:
        return ""
    return compress_iri(term.value, prefixes) if isinstance(term, ox.NamedNode) else term.value


def used(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes whose namespaces occur in the triples."""
    terms = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    terms |= {
        triple.object.datatype.value for triple in triples if isinstance(triple.object, ox.Literal)
    }
    return {
        prefix: base for prefix, base in prefixes.items() if any(t.startswith(base) for t in terms)
    }
