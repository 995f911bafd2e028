"""Tables of named columns, for programs, spreadsheets, documents and people."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from rightsgraph.errors import MissingExtraError, UnknownNameError

if TYPE_CHECKING:
    import pandas
    from prettytable import PrettyTable


class Table:
    """Rows with the same columns.

    Iterating and indexing give a ``dict`` for each row, its keys in the order of the columns and
    ``None`` where there is no value.

    Parameters
    ----------
    columns : sequence of str
        Their names, in order.
    rows : iterable of mapping
        Values by column: text, numbers, booleans, or lists of texts; other keys are left out.

    Examples
    --------
    >>> table = Table(["name", "degree"], [{"name": "a", "degree": 2}, {"name": "b"}])
    >>> table[1]
    {'name': 'b', 'degree': None}
    >>> print(table.to_markdown())
    | name | degree |
    | :----|------: |
    | a    |      2 |
    | b    |        |
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        self.columns = list(columns)
        self.rows: list[dict[str, Any]] = [
            {column: row.get(column) for column in self.columns} for row in rows
        ]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> dict[str, Any]:
        return self.rows[number]

    def ranked(self, column: str, *, descending: bool = True) -> Table:
        """Return the table in the order of one column, with a first column ``rank``.

        Equal values have the same rank, marked ``=``, and the ranks that they fill are left out
        after them (1, 2=, 2=, 4); they stay in the order they had. Numbers are equal when they
        agree to nine digits, as the order of summing may change the last ones. Rows without a
        value come last, without rank.

        Parameters
        ----------
        column : str
            Whose values rank the rows.
        descending : bool
            Whether the greatest value is first.

        Raises
        ------
        UnknownNameError
            The table has no such column.

        Examples
        --------
        >>> rows = [{"name": n, "degree": d} for n, d in (("a", 1), ("b", 2), ("c", 2))]
        >>> ranked = Table(["name", "degree"], rows).ranked("degree")
        >>> [(row["rank"], row["name"]) for row in ranked]
        [('1=', 'b'), ('1=', 'c'), ('3', 'a')]
        """
        if column not in self.columns:
            repair = f"choose from {', '.join(self.columns)}"
            raise UnknownNameError("column here", column, self.columns, repair)
        numbers = [n for n, row in enumerate(self.rows) if row[column] is not None]
        numbers.sort(key=lambda n: self.rows[n][column], reverse=descending)
        groups: list[list[int]] = []
        for number in numbers:
            if groups and equal(self.rows[groups[-1][0]][column], self.rows[number][column]):
                groups[-1].append(number)
            else:
                groups.append([number])
        rows, rank = [], 1
        for group in groups:
            text = f"{rank}=" if len(group) > 1 else f"{rank}"
            rows += [{"rank": text, **self.rows[number]} for number in sorted(group)]
            rank += len(group)
        rows += [{"rank": "", **row} for row in self.rows if row[column] is None]
        return Table(["rank", *self.columns], rows)

    def to_csv(self) -> str:
        """Return the rows as CSV: numbers in full, ``true`` or ``false``, lists with ``; ``."""
        written = StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([plain(value) for value in row.values()] for row in self.rows)
        return written.getvalue()

    def to_json(self) -> str:
        """Return the rows as a JSON array of objects, ``null`` where there is no value."""
        return json.dumps(self.rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame.

        Raises
        ------
        MissingExtraError
            pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingExtraError("pandas") from None
        return pandas.DataFrame(self.rows, columns=self.columns)

    def to_text(self, limit: int | None = None) -> str:
        """Return the first rows as a table of plain text, numbers to three digits."""
        return styled(self.pretty(self.rows[:limit]), "SINGLE_BORDER")

    def to_markdown(self, limit: int | None = None) -> str:
        """Return the first rows as a Markdown table, numbers to three digits."""
        return styled(self.pretty(self.rows[:limit], {"|": "\\|", "\n": " "}), "MARKDOWN")

    def pretty(
        self, rows: list[dict[str, Any]], instead: Mapping[str, str] | None = None
    ) -> PrettyTable:
        """Return rows as prettytable has them, some signs replaced."""
        from prettytable import PrettyTable

        replaced = str.maketrans(dict(instead or {}))
        table = PrettyTable([column.translate(replaced) for column in self.columns], align="l")
        for name, column in zip(table.field_names, self.columns, strict=True):
            if any(isinstance(row[column], int | float) for row in self.rows):
                table.align[name] = "r"
        table.add_rows([[shown(v).translate(replaced) for v in row.values()] for row in rows])
        return table

    def _repr_html_(self) -> str:
        return self.pretty(self.rows).get_html_string(escape_data=True, escape_header=True)

    def __repr__(self) -> str:
        return self.to_text(limit=20)


def styled(table: PrettyTable, style: str) -> str:
    """Return a table's text in one of prettytable's styles."""
    from prettytable import TableStyle

    table.set_style(TableStyle[style])
    return str(table.get_string())


def equal(one: Any, other: Any) -> bool:
    """Return whether two values are the same, numbers to nine digits."""
    if isinstance(one, float) or isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def plain(value: Any) -> Any:
    """Return a value as a cell of a file has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list | tuple) else value


def shown(value: Any) -> str:
    """Return a value as people read it, a number to three digits or whole."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
    return str(plain(value))
