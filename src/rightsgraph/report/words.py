"""Numbers, days and lists as a page writes them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta

DASH = "–"
MINUS = "−"
SPACE = "\u00a0"  # between a number and what it counts, where no line breaks


def number(value: float | None) -> str:
    """Return a count in full and any other number to three digits, without powers of ten.

    Examples
    --------
    >>> number(12345), number(0.41926), number(118.6), number(0.0000966), number(5.0), number(0.0)
    ('12,345', '0.419', '119', '0.0000966', '5.00', '0')
    >>> number(-0.05), number(None)
    ('−0.0500', '–')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return DASH
    digits = 0
    if not isinstance(value, int) and value and abs(value) < 100:
        digits = 2 - math.floor(math.log10(abs(float(f"{value:.3g}"))))
    return f"{value:,.{digits}f}".replace("-", MINUS)


def percent(part: float, total: float = 1) -> str:
    r"""Return a share as a percentage without decimals, unless it would read as none or all.

    Examples
    --------
    >>> percent(231, 479), percent(8, 479), percent(478, 479), percent(0, 5), percent(5, 5)
    ('48\xa0%', '1.7\xa0%', '99.8\xa0%', '0\xa0%', '100\xa0%')
    >>> percent(1, 10**6)
    '<\xa00.1\xa0%'
    """
    value = 100 * part / total if total else 0
    whole_number = 10 <= value < 99.5 or value == round(value)
    shown = f"{value:.0f}" if whole_number else f"{value:.1f}"
    shown = {"0.0": f"<{SPACE}0.1", "100.0": f">{SPACE}99.9"}.get(shown, shown)
    return f"{shown}{SPACE}%"


def count(value: int, noun: str, plural: str = "") -> str:
    r"""Return a number with its noun.

    Examples
    --------
    >>> count(1, "activity", "activities"), count(1200, "tie")
    ('1\xa0activity', '1,200\xa0ties')
    """
    return f"{number(value)}{SPACE}{noun if value == 1 else plural or noun + 's'}"


def among(part: int, whole: int, noun: str, plural: str = "") -> str:
    r"""Return how many of so many.

    Examples
    --------
    >>> among(70, 479, "tie"), among(0, 479, "tie"), among(5, 5, "tie")
    ('70 of the 479\xa0ties', 'none of the 479\xa0ties', 'all 5\xa0ties')
    >>> among(1, 1, "activity", "activities"), among(0, 1, "tie")
    ('the one activity', 'no tie')
    """
    if whole == 1:
        return f"the one {noun}" if part else f"no {noun}"
    if part == whole:
        return f"all {count(whole, noun, plural)}"
    return f"{number(part) if part else 'none'} of the {count(whole, noun, plural)}"


def day(text: str) -> str:
    r"""Return an ISO day, month or year in words.

    Examples
    --------
    >>> day("2002-11-13"), day("2002-11"), day("2002"), day("")
    ('13\xa0November\xa02002', 'November\xa02002', '2002', '')
    """
    if not text or len(text) < 7:
        return text
    parsed = date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    month = f"{MONTHS[parsed.month - 1]}{SPACE}{parsed.year}"
    return f"{parsed.day}{SPACE}{month}" if len(text) > 7 else month


MONTHS = (
    "January February March April May June July August September October November December".split()
)


def span(first: str, last: str) -> str:
    r"""Return from when to when something can have been.

    Examples
    --------
    >>> span("2002-05-21", "2002-05-21"), span("2002-06-01", ""), span("", "")
    ('21\xa0May\xa02002', 'from 1\xa0June\xa02002', 'no date')
    >>> span("2001-10-01", "2001-10-31"), span("2002-01-01", "2002-12-31")
    ('October\xa02001', '2002')
    """
    if first and last:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        if start == end:
            return day(first)
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return first[:4] if start.year == end.year else f"{first[:4]}–{last[:4]}"
        if (start.year, start.month, start.day) == (end.year, end.month, 1) and (
            end + timedelta(days=1)
        ).day == 1:
            return day(first[:7])
        return f"{day(first)} – {day(last)}"
    if first:
        return f"from {day(first)}"
    return f"until {day(last)}" if last else "no date"


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed([])
    ('a', 'a and b', 'a, b and c', '')
    """
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last
