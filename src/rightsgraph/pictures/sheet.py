"""The sheet that a picture is drawn on: title, drawing, legends and note, in millimetres."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from rightsgraph.errors import MissingExtraError, UnknownNameError
from rightsgraph.pictures.palette import INK, LINE, MUTED_INK, PAPER

if TYPE_CHECKING:
    from matplotlib.artist import Artist

FORMATS = ("svg", "png")
WIDTH = 180.0
MARGIN = 3.0
SMALL, NORMAL, LARGE = 7.0, 8.0, 11.0  # sizes of text in points
POINT = 25.4 / 72  # millimetres
LEADING = 1.25  # of a line of text, in its size
DPI = 200
FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine has it

Box = tuple[float, float, float, float]  # left, top, right, bottom
Mark = Callable[["Sheet", float, float], None]


def drawing() -> AbstractContextManager[Any]:
    """Return the setting that every picture is drawn in, whatever the reader's own is.

    Raises
    ------
    MissingExtraError
        matplotlib is not installed.
    """
    try:
        from matplotlib import style
    except ImportError:
        raise MissingExtraError("pictures") from None
    fixed = {"svg.hashsalt": "rightsgraph", "svg.fonttype": "path", "text.parse_math": False}
    return style.context(["default", {**fixed, "font.family": FONT}])


@lru_cache(maxsize=4096)
def advance(letter: str, bold: bool) -> float:
    """Return the width of a letter in its size."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, size=100, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(letter, font, False)[0]) / 100


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line of text in millimetres, its letters not moved together."""
    return sum(advance(letter, bold) for letter in text) * size * POINT


def text_height(lines: int, size: float) -> float:
    """Return the height of lines of text in millimetres."""
    return lines * size * LEADING * POINT


def wrap(text: str, width: float, size: float, most: int = 99, bold: bool = False) -> list[str]:
    """Return a text in lines of at most a width in millimetres; what does not fit ends in "…".

    A word that is longer than a line is broken.
    """

    def fits(line: str) -> bool:
        return text_width(line, size, bold) <= width

    lines = [""]
    for word in text.split():
        while not fits(word) and len(word) > 1:
            cut = max(count for count in range(1, len(word)) if count == 1 or fits(word[:count]))
            lines.append(word[:cut])
            word = word[cut:]
        joined = f"{lines[-1]} {word}".lstrip()
        if fits(joined):
            lines[-1] = joined
        else:
            lines.append(word)
    lines = [line for line in lines if line] or [""]
    if len(lines) > most:
        lines = lines[:most]
        while not fits(lines[-1] + "…"):
            lines[-1] = lines[-1].rpartition(" ")[0] or lines[-1][:-1]
        lines[-1] += "…"
    return lines


class Sheet:
    """A white sheet 180 mm wide that is filled from the top down.

    Parameters
    ----------
    title : str
        The headline.

    Attributes
    ----------
    axes : matplotlib.axes.Axes
        Covers the sheet; x is in millimetres from the left, y from the top.
    bottom : float
        How far the sheet is filled.
    tips : dict of str to str
        What an element of the SVG says when pointed at, by the element's id.
    """

    def __init__(self, title: str) -> None:
        from matplotlib.figure import Figure

        self.figure = Figure(facecolor=PAPER)
        self.axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.title, self.bottom = title, MARGIN
        self.tips: dict[str, str] = {}
        self.paragraph(title, LARGE, INK, bold=True)
        self.bottom += 2

    def add(self, artist: Artist, name: str = "", tip: str = "", within: Box | None = None) -> None:
        """Draw something; in the SVG it has this id, and the tip when it is pointed at.

        Only what lies within the box is drawn, if one is given.
        """
        from matplotlib.patches import Rectangle

        if name:
            artist.set_gid(name)
        if tip:
            self.tips[name] = tip
        self.axes.add_artist(artist)
        artist.set_clip_on(within is not None)
        if within:
            left, top, right, bottom = within
            corner, sides = (left, top), (right - left, bottom - top)
            artist.set_clip_path(Rectangle(corner, *sides, transform=self.axes.transData))

    def text(
        self, x: float, y: float, lines: Sequence[str], size: float = SMALL, **options: Any
    ) -> None:
        """Write lines of text at a point, by their left and their middle unless said otherwise.

        In the SVG a line has the id ``name`` and, where there are more, ``name-1`` and so on.
        """
        name = options.pop("name", "")
        options = {"ha": "left", "color": INK, **options}
        top = y - text_height(len(lines), size) / 2
        for count, line in enumerate(lines):
            base = top + text_height(count, size) + (LEADING / 2 + 0.36) * size * POINT
            written = self.axes.text(x, base, line, fontsize=size, va="baseline", **options)
            if name:
                written.set_gid(f"{name}-{count}" if count else name)

    def paragraph(self, text: str, size: float, colour: str, bold: bool = False) -> None:
        """Write a text over the whole width."""
        lines = wrap(text, WIDTH - 2 * MARGIN, size, bold=bold)
        height = text_height(len(lines), size)
        weight = "bold" if bold else "normal"
        middle = self.bottom + height / 2
        self.text(MARGIN, middle, lines, size, color=colour, weight=weight)
        self.bottom += height

    def rule(self) -> None:
        """Draw a thin line across below what there is."""
        from matplotlib.lines import Line2D

        self.bottom += 1.5
        ends = [MARGIN, WIDTH - MARGIN]
        self.add(Line2D(ends, [self.bottom, self.bottom], color=LINE, linewidth=0.4))
        self.bottom += 1.5

    def legend(
        self,
        heading: str,
        entries: Sequence[tuple[Mark, str]],
        left: float,
        width: float,
        *,
        columns: int = 1,
        indent: float = 5.0,
        heights: Sequence[float] = (),
    ) -> float:
        """Write a legend of marks and their meaning below what there is; return where it ends.

        Entries go down the columns; ``heights`` are the least heights of the entries.
        """
        line = text_height(1, SMALL)
        self.text(left, self.bottom + line / 2, [heading], SMALL, weight="bold")
        top = self.bottom + line + 1
        rows = max(1, -(-len(entries) // columns))
        end = top
        for count, (mark, meaning) in enumerate(entries):
            x = left + count // rows * width / columns
            if count % rows == 0:
                y = top
            words = wrap(meaning, width / columns - indent - 2, SMALL, most=2)
            tall = max(text_height(len(words), SMALL) + 1.1, heights[count] if heights else 0)
            mark(self, x + indent / 2, y + tall / 2)
            self.text(x + indent + 0.8, y + tall / 2, words, SMALL)
            y += tall
            end = max(end, y)
        return end

    def note(self, sentences: Iterable[str]) -> None:
        """Write the small print at the foot."""
        self.rule()
        self.paragraph(" ".join(one for one in sentences if one), SMALL, MUTED_INK)

    def finish(self) -> None:
        """Cut the sheet to what is filled."""
        height = self.bottom + MARGIN
        self.figure.set_size_inches(WIDTH / 25.4, height / 25.4)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)

    def to_bytes(self, format: str, description: str) -> bytes:
        """Return the sheet as SVG or PNG, the same bytes in every run.

        The text of an SVG is drawn as outlines, so that no reader's fonts make labels collide;
        its title, its description and what nodes say when pointed at are text.

        Raises
        ------
        UnknownNameError
            The format is neither.
        """
        if format not in FORMATS:
            repair = f"the formats are {' and '.join(FORMATS)}"
            raise UnknownNameError("format of a picture", format, FORMATS, repair)
        self.finish()
        stream = BytesIO()
        if format == "png":
            self.figure.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
            return stream.getvalue()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        self.figure.savefig(stream, format="svg", metadata=nothing)
        return self.described(stream.getvalue().decode("utf-8"), description).encode("utf-8")

    def described(self, svg: str, description: str) -> str:
        """Return an SVG with its title and description, and with the tips."""
        key = hashlib.sha256(f"{self.title}\n{description}".encode()).hexdigest()[:8]
        head = (
            f'<title id="title-{key}">{escape(self.title)}</title>\n'
            f'<desc id="desc-{key}">{escape(description)}</desc>\n'
        )
        roles = f' role="img" aria-labelledby="title-{key} desc-{key}">\n'
        svg = re.sub(r"(<svg [^>]*)>\n", lambda found: found[1] + roles + head, svg, count=1)

        def rounded(found: re.Match[str]) -> str:
            return re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}", found[0])

        svg = re.sub(r' (?:d|x|y)="[^"]*"', rounded, svg)

        def with_tip(found: re.Match[str]) -> str:
            tip = self.tips.get(found[1])
            return found[0] + (f"\n<title>{escape(tip)}</title>" if tip else "")

        return re.sub(r'<g id="([^"]+)">', with_tip, svg)
