"""Colours that people with colour vision deficiency can tell apart, and how classes get them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

CATEGORIES = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#56B4E9",
    "#D55E00",
    "#CC79A7",
    "#F0E442",
)
OTHER = "#4D4D4D"
UNKNOWN = "#FFFFFF"

INK = "#111111"
MUTED_INK = "#555555"
LINE = "#8C8C8C"
PAPER = "#FFFFFF"

OTHER_LABEL = "other"
UNKNOWN_LABEL = "not stated"


@dataclass(frozen=True)
class Colouring:
    """The colour of each class, and the legend that tells it.

    Attributes
    ----------
    legend : dict of str to str
        Colour by label, in the order to show: the commonest class first, then what is taken
        together as "other", then "not stated".
    labels : dict
        Label in the legend by class.
    """

    legend: dict[str, str]
    labels: dict[str | int, str]

    def label(self, value: str | int | None) -> str:
        """Return the label in the legend of a class, or of none."""
        return self.labels[value] if value else UNKNOWN_LABEL

    def colour(self, value: str | int | None) -> str:
        """Return the colour of a class, or of none, such as ``"#0072B2"``."""
        return self.legend[self.label(value)]


def colour_classes(values: Iterable[str | int | None]) -> Colouring:
    """Return a colour for each class among the values, one value a thing.

    The commonest class has the first colour; of equally common ones that which is first in order.
    Where there are more classes than the seven colours, the rarest are "other", in dark grey;
    "not stated" is white, so that all that is drawn in these colours needs an outline.

    Parameters
    ----------
    values : iterable of str, int or None
        The class of each thing; ``None`` or empty where it is not known.

    Returns
    -------
    Colouring
        Only labels that occur are in its legend.

    Examples
    --------
    >>> found = colour_classes(["state", "ministry", "state", None])
    >>> found.legend
    {'state': '#0072B2', 'ministry': '#E69F00', 'not stated': '#FFFFFF'}
    >>> found.colour("ministry"), found.label(None)
    ('#E69F00', 'not stated')

    References
    ----------
    M. Okabe and K. Ito, Color Universal Design (2008), https://jfly.uni-koeln.de/color/; black
    stays for text.
    """
    counted = Counter(values)
    missing = counted.pop(None, 0) + counted.pop("", 0)
    known = [value for value in counted if value is not None]
    ranked = sorted(known, key=lambda one: (-counted[one], isinstance(one, int) and one, str(one)))
    labels = {value: str(value) for value in ranked[: len(CATEGORIES)]}
    legend = dict(zip(labels.values(), CATEGORIES, strict=False))
    if len(ranked) > len(labels):
        labels = {value: labels.get(value, OTHER_LABEL) for value in ranked}
        legend[OTHER_LABEL] = OTHER
    if missing:
        legend[UNKNOWN_LABEL] = UNKNOWN
    return Colouring(legend, labels)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 for black to 1 for white.

    Examples
    --------
    >>> luminance("#000000"), round(luminance("#FFFFFF"), 3)
    (0.0, 1.0)

    References
    ----------
    W3C, Web Content Accessibility Guidelines 2.2, "relative luminance".
    """
    parts = (int(colour[count : count + 2], 16) / 255 for count in (1, 3, 5))
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ink_on(colour: str) -> str:
    """Return the colour of text that is best read on a ground: nearly black, or white."""
    ground, dark = luminance(colour) + 0.05, luminance(INK) + 0.05
    return INK if ground / dark >= 1.05 / ground else PAPER
