"""Bounds of dates written in the Extended Date/Time Format (EDTF)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

from rightsgraph.errors import InvalidDateError

PLAIN = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")
UNKNOWN_END = re.compile(r"^/|/$")

Bounds = tuple[date | None, date | None]


@cache
def bounds(text: str) -> Bounds:
    """Return the first and the last day that an EDTF date can mean.

    A year or a month stands for all its days, an interval reaches from the first day of its
    start to the last day of its end. An open end (``..``) has no bound.

    Parameters
    ----------
    text : str
        An EDTF date, level 0 to 2. Intervals with an unknown end (``2002/``) are refused,
        since they say nothing that the open form does not say better.

    Returns
    -------
    tuple of (datetime.date or None, datetime.date or None)
        Earliest and latest day, both inclusive.

    Raises
    ------
    InvalidDateError
        The text is no EDTF date, or a day that the calendar lacks.

    Examples
    --------
    >>> bounds("2002-02")
    (datetime.date(2002, 2, 1), datetime.date(2002, 2, 28))
    >>> bounds("2001-10-15/..")
    (datetime.date(2001, 10, 15), None)

    References
    ----------
    .. [1] Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019.
       https://www.loc.gov/standards/datetime/
    """
    if UNKNOWN_END.search(text):
        raise InvalidDateError(text)
    start, slash, end = text.partition("/")
    if PLAIN.fullmatch(start) and (not slash or PLAIN.fullmatch(end) or end == ".."):
        earliest, latest = plain_bounds(start)
        return earliest, latest if not slash else None if end == ".." else plain_bounds(end)[1]
    if start == ".." and PLAIN.fullmatch(end):
        return None, plain_bounds(end)[1]
    return library_bounds(text)


def plain_bounds(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, a month or a day."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    last = month or 12
    try:
        return (
            date(year, month or 1, day or 1),
            date(year, last, day or calendar.monthrange(year, last)[1]),
        )
    except ValueError:
        raise InvalidDateError(text) from None


def library_bounds(text: str) -> Bounds:
    """Return the bounds of the rarer forms (seasons, sets, approximate dates)."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        found = [parsed.lower_strict(), parsed.upper_strict()]
    except (EDTFParseException, ValueError):
        raise InvalidDateError(text) from None
    earliest, latest = (None if isinstance(end, float) else date(*end[:3]) for end in found)
    return earliest, latest
