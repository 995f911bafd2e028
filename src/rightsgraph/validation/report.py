"""What a validation found, as records, tables, JSON and Turtle."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, order=True)
class Result:
    """One thing that a shape complains about.

    Attributes
    ----------
    severity : str
        ``Violation``, ``Warning`` or ``Info``.
    place : str
        ``file:line`` of the subject or of its property, as far as it can be found.
    label : str
        Name of the thing.
    thing, path, value, shape : str
        CURIEs; the value is a text where it is a literal.
    message : str
        The rule and the repair.
    """

    severity: str
    place: str
    label: str
    thing: str
    path: str
    value: str
    shape: str
    message: str


@dataclass(frozen=True)
class Report:
    """All results of one run, violations first."""

    results: tuple[Result, ...]
    turtle: str = field(default="", repr=False)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and suggestions are counted but pass."""
        return not any(result.severity == "Violation" for result in self.results)

    @property
    def counts(self) -> dict[str, int]:
        """Number of results by severity."""
        found = Counter(result.severity for result in self.results)
        return {severity: found[severity] for severity in SEVERITIES}

    def summary(self) -> str:
        """Return the outcome in one line."""
        numbers = ", ".join(
            f"{number} {severity.lower()}{'' if number == 1 else 's'}"
            for severity, number in self.counts.items()
            if severity != "Info" or number
        )
        return f"{'conforms' if self.conforms else 'does not conform'}: {numbers}"

    def to_json(self) -> str:
        """Return the report as a JSON object with ``conforms``, ``counts`` and ``results``."""
        content = {
            "conforms": self.conforms,
            "counts": self.counts,
            "results": [asdict(result) for result in self.results],
        }
        return json.dumps(content, indent=2, ensure_ascii=False)

    def to_text(self) -> str:
        """Return the report as a table for people, with the outcome below."""
        from prettytable import PrettyTable, TableStyle

        if not self.results:
            return self.summary()
        table = PrettyTable(["", "where", "thing", "what to do"], align="l", max_width=72)
        table.set_style(TableStyle.SINGLE_BORDER)
        for result in self.results:
            name = (
                f"{result.label}\n{result.thing}" if result.label != result.thing else result.thing
            )
            value = f"\n({result.path} {result.value})" if result.value else ""
            table.add_row(
                [result.severity, result.place, name, result.message + value], divider=True
            )
        return f"{table.get_string()}\n{self.summary()}"


def sorted_results(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return results in reading order: by severity, then place."""
    return tuple(sorted(results, key=lambda r: (SEVERITIES.index(r.severity), r)))
