"""Activities in time as a picture: from the first to the last day that each date can mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from rightsgraph.errors import InvalidDateError, UnknownNameError
from rightsgraph.pictures.palette import INK, MUTED_INK, OTHER, PAPER, Colouring, colour_classes
from rightsgraph.pictures.sheet import (
    MARGIN,
    NORMAL,
    SMALL,
    WIDTH,
    Mark,
    Sheet,
    drawing,
    text_height,
    wrap,
)

GROUPS = ("status", "country", "none")
NAMES = 82.0  # width of the names
PASSAGE = 17.0  # width of the passages within it
LEFT, RIGHT = MARGIN + NAMES + 3, WIDTH - MARGIN - 4
BAR = 2.0
FADE = 24  # steps in which an open end fades
GAP = 1.4
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GRID, STRIPE = "#DDDDDD", "#F5F5F5"


@dataclass(frozen=True)
class Row:
    """One activity with a date: its bounds as numbers of days, ``None`` where it is open."""

    name: str
    first: int | None
    last: int | None
    status: str
    group: str
    passage: str

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What rows are ordered by: the first day, then the last; an open bound by the other."""
        first = self.first if self.first is not None else (self.last or 0)
        last = self.last if self.last is not None else date.max.toordinal()
        return first, last, self.name, self.passage


def draw_timeline(
    rows: Iterable[Mapping[str, Any]],
    *,
    format: str = "svg",
    group: str = "status",
    title: str = "Activities in time",
    note: str = "",
) -> bytes:
    """Return a timeline of activities, 180 mm wide and as high as their number asks for.

    A bar reaches from the first to the last day that the date can mean, the last day included; a
    date that means one day is a point; a bound that is open fades out and ends in an arrow. Rows
    stand in order of time, by group; the colour is the status. Activities without any bound are
    counted in the small print and not drawn.

    Parameters
    ----------
    rows : iterable of mappings
        With ``name``, and where known ``first`` and ``last`` (ISO days), ``status``, ``country``
        and ``passage``.
    format : {'svg', 'png'}
        PNG has 200 dots to the inch.
    group : {'status', 'country', 'none'}
        What rows are put together by.
    title : str
        The headline.
    note : str
        What the small print adds.

    Returns
    -------
    bytes
        The same in every run; where nothing has a date the headline and a line that says so.

    Raises
    ------
    UnknownNameError
        The format or group is none of those.
    InvalidDateError
        A day is not written as 2002-05-21.
    MissingExtraError
        matplotlib is not installed.

    Examples
    --------
    >>> rows = [{"name": "Course", "first": "2002-02-01", "last": "2002-02-28", "status": "done"}]
    >>> draw_timeline(rows).decode().startswith("<?xml")
    True
    """
    if group not in GROUPS:
        repair = f"rows are put together by {', '.join(GROUPS)}"
        raise UnknownNameError("grouping", group, GROUPS, repair)
    found = [row_of(row, group) for row in rows]
    with drawing():
        sheet, description = timeline_sheet(found, group, title, note)
        return sheet.to_bytes(format, description)


def row_of(row: Mapping[str, Any], group: str) -> Row:
    """Return a row with its days read."""
    first, last = (day_of(row.get(key), row["name"]) for key in ("first", "last"))
    within = "" if group == "none" else str(row.get(group) or "not stated")
    status, passage = (str(row.get(key) or "") for key in ("status", "passage"))
    return Row(str(row["name"]), first, last, status, within, passage)


def day_of(text: str | None, name: str) -> int | None:
    """Return the number of a day, or none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise InvalidDateError(text, name) from None


def timeline_sheet(rows: list[Row], group: str, title: str, note: str) -> tuple[Sheet, str]:
    """Return the picture as a sheet, and what it shows in words."""
    sheet = Sheet(title)
    dated = [row for row in rows if row.first is not None or row.last is not None]
    if not dated:
        says = f"None of {len(rows)} activities has a date." if rows else "There is no activity."
        sheet.paragraph(says, NORMAL, INK)
        sheet.note([note])
        return sheet, says
    colouring = colour_classes(row.status for row in dated)
    days = [day for row in dated for day in (row.first, row.last) if day is not None]
    ticks = ticks_of(min(days), max(days) + 1)
    axis = Axis(ticks[0][0], ticks[-1][0])
    draw_ticks(sheet, axis, ticks)
    top = sheet.bottom
    for within in sorted({row.group for row in dated}, key=lambda one: (one == "not stated", one)):
        members = sorted((row for row in dated if row.group == within), key=lambda row: row.order)
        if within:
            sheet.bottom += 1.5
            words = [f"{within} ({len(members)})"]
            middle = sheet.bottom + text_height(1, NORMAL) / 2
            sheet.text(MARGIN, middle, words, NORMAL, weight="bold")
            sheet.bottom += text_height(1, NORMAL) + 1
        for count, row in enumerate(members):
            colour = colouring.colour(row.status)
            draw_row(sheet, axis, row, colour, dated.index(row), striped=count % 2 == 0)
    draw_grid(sheet, axis, ticks, top)
    draw_ticks(sheet, axis, ticks)
    draw_legend(sheet, dated, colouring)
    undated = Counter(row.status or "not stated" for row in rows if row not in dated)
    without = ", ".join(f"{status} {number}" for status, number in sorted(undated.items()))
    number = undated.total()
    sheet.note(
        [
            f"{len(dated)} of {len(rows)} activities have a date.",
            f"Not drawn, having none: {number} ({without})." if number else "",
            "A bar reaches from the first to the last day that the date can mean.",
            note,
        ]
    )
    span = f"{date.fromordinal(min(days))} to {date.fromordinal(max(days))}"
    return sheet, f"{len(dated)} activities with a date, {number} without; bounds from {span}."


@dataclass(frozen=True)
class Axis:
    """Days as places on the sheet."""

    first: int
    last: int

    def at(self, day: float) -> float:
        """Return the place of the beginning of a day."""
        return LEFT + (RIGHT - LEFT) * (day - self.first) / (self.last - self.first)


def ticks_of(first: int, last: int) -> list[tuple[int, str]]:
    """Return the days to mark and their words, from before the first day to after the last.

    Examples
    --------
    >>> days = date(2002, 2, 12).toordinal(), date(2002, 5, 3).toordinal()
    >>> [word for _, word in ticks_of(*days)]
    ['Feb 2002', 'Mar', 'Apr', 'May', 'Jun']
    """
    span = last - first
    months = next(
        (step for step, most in ((1, 450), (3, 1300), (12, 5500), (60, 27000)) if span <= most), 240
    )
    begin = date.fromordinal(first)
    count = (begin.year * 12 + begin.month - 1) // months * months
    ticks: list[tuple[int, str]] = []
    while not ticks or ticks[-1][0] < last:
        year, month = divmod(count, 12)
        day = date(year, month + 1, 1)
        dated = [MONTHS[month]] * (months < 12) + [str(year)] * (not month or not ticks)
        word = " ".join(dated)
        ticks.append((day.toordinal(), word))
        count += months
    return ticks


def draw_ticks(sheet: Sheet, axis: Axis, ticks: list[tuple[int, str]]) -> None:
    """Write the words of the axis."""
    sheet.bottom += 0.5
    for day, word in ticks:
        middle = sheet.bottom + text_height(1, SMALL) / 2
        sheet.text(axis.at(day), middle, [word], SMALL, ha="center", color=MUTED_INK)
    sheet.bottom += text_height(1, SMALL) + 0.5


def draw_grid(sheet: Sheet, axis: Axis, ticks: list[tuple[int, str]], top: float) -> None:
    """Draw a line down at each tick, below all else."""
    from matplotlib.collections import LineCollection

    lines = [[(axis.at(day), top), (axis.at(day), sheet.bottom)] for day, _ in ticks]
    sheet.add(LineCollection(lines, colors=GRID, linewidths=0.4, zorder=0.5), "grid")


def draw_row(
    sheet: Sheet, axis: Axis, row: Row, colour: str, number: int, *, striped: bool
) -> None:
    """Draw one activity: its name, its passage, and its bar, point or fading bar."""
    from matplotlib.patches import Rectangle

    passage = wrap(row.passage, PASSAGE, SMALL, 1) if row.passage else []
    words = wrap(row.name, NAMES - (PASSAGE + 2 if passage else 0), SMALL, 2)
    tall = text_height(len(words), SMALL) + GAP
    middle = sheet.bottom + tall / 2
    if striped:
        ground = (MARGIN - 1, sheet.bottom), WIDTH - 2 * MARGIN + 2, tall
        sheet.add(Rectangle(*ground, facecolor=STRIPE, linewidth=0, zorder=0.1))
    sheet.text(MARGIN, middle, words, SMALL, name=f"label-{number}")
    if passage:
        sheet.text(MARGIN + NAMES, middle, passage, SMALL, ha="right", color=MUTED_INK)
    look = Span(
        LEFT if row.first is None else axis.at(row.first),
        RIGHT if row.last is None else axis.at(row.last + 1),
        fades=-1 if row.first is None else 1 if row.last is None else 0,
        exact=row.first == row.last,
    )
    draw_span(sheet, look, middle, colour, f"row-{number}", f"{row.name}\n{row.passage}".strip())
    sheet.bottom += tall


@dataclass(frozen=True)
class Span:
    """From where to where a bar goes, and how: to which side it fades, whether it is one day."""

    start: float
    end: float
    fades: int = 0
    exact: bool = False


def draw_span(
    sheet: Sheet, span: Span, middle: float, colour: str, name: str = "", tip: str = ""
) -> None:
    """Draw when an activity was: a point, a bar, or a fading bar with an arrow."""
    from matplotlib.collections import PolyCollection
    from matplotlib.patches import Circle, Polygon, Rectangle

    look: dict[str, Any] = {"facecolor": colour, "edgecolor": INK, "linewidth": 0.4, "zorder": 2}
    top, low = middle - BAR / 2, middle + BAR / 2
    if span.exact:
        sheet.add(Circle(((span.start + span.end) / 2, middle), BAR / 2, **look), name, tip)
        return
    if not span.fades:
        width = max(span.end - span.start, 0.8)
        sheet.add(Rectangle((span.start, top), width, BAR, **look), name, tip)
        return
    known, open_ = (span.start, span.end) if span.fades > 0 else (span.end, span.start)
    edges = [known + (open_ - known) * step / FADE for step in range(FADE + 1)]
    pieces = [[(x, top), (to, top), (to, low), (x, low)] for x, to in pairwise(edges)]
    alphas = [1 - 0.9 * step / FADE for step in range(FADE)]
    fading = PolyCollection(pieces, facecolors=colour, linewidths=0, alpha=alphas, zorder=2)
    sheet.add(fading, name, tip)
    sheet.add(Rectangle((known - 0.15, top), 0.3, BAR, facecolor=INK, linewidth=0, zorder=3))
    arrow = [(open_, middle - 1), (open_ + span.fades * 1.8, middle), (open_, middle + 1)]
    sheet.add(Polygon(arrow, closed=True, **look))


def draw_legend(sheet: Sheet, rows: list[Row], colouring: Colouring) -> None:
    """Draw what colours and forms mean."""

    def sample(colour: str, length: float, **options: Any) -> Mark:
        def drawn(sheet: Sheet, x: float, y: float) -> None:
            draw_span(sheet, Span(x - length / 2, x + length / 2, **options), y, colour)

        return drawn

    sheet.rule()
    number = Counter(colouring.label(row.status) for row in rows)
    colours = [
        (sample(colour, 3.0), f"{label} ({number[label]})")
        for label, colour in colouring.legend.items()
    ]
    forms = [
        (sample(PAPER, 8.0), "between two days"),
        (sample(PAPER, 0.0, exact=True), "one day"),
        (sample(OTHER, 8.0, fades=1), "end not stated"),
        (sample(OTHER, 8.0, fades=-1), "beginning not stated"),
    ]
    ends = [
        sheet.legend("Status", colours, MARGIN, 80, columns=2),
        sheet.legend("Date", forms, MARGIN + 86, 88, columns=2, indent=13),
    ]
    sheet.bottom = max(ends)
