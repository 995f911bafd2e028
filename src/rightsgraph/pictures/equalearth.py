"""The projection of the map, and the part of it that a view shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHAPE = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(longitude: Any, latitude: Any) -> tuple[Any, Any]:
    """Return x and y of points in degrees, on a globe of radius 1, y to the north.

    Examples
    --------
    >>> x, y = equal_earth(180.0, 0.0)
    >>> round(float(x), 4), float(y)
    (2.7066, 0.0)

    References
    ----------
    B. Šavrič, T. Patterson and B. Jenny, The Equal Earth map projection. International Journal of
    Geographical Information Science 33 (2019) 454-465.
    """
    one, two, three, four = SHAPE
    angle = np.arcsin(math.sqrt(3) / 2 * np.sin(np.radians(latitude)))
    square = angle**2
    sixth = square**3
    y = angle * (one + two * square + sixth * (three + four * square))
    slope = one + 3 * two * square + sixth * (7 * three + 9 * four * square)
    x = 2 * math.sqrt(3) / 3 * np.radians(longitude) * np.cos(angle) / slope
    return x, y


@dataclass(frozen=True)
class View:
    """A part of the map on a sheet.

    Attributes
    ----------
    left, top, width, height : float
        Where it is on the sheet, in millimetres.
    west, north : float
        What its upper left corner shows, on a globe of radius 1.
    scale : float
        Millimetres to the radius of the globe.
    """

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    scale: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom on the sheet."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def place(self, longitude: Any, latitude: Any) -> NDArray[np.float64]:
        """Return points as millimetres from the left and from the top of the sheet."""
        x, y = equal_earth(longitude, latitude)
        right, down = (x - self.west) * self.scale, (self.north - y) * self.scale
        return np.column_stack([self.left + right, self.top + down])

    def shows(self, x: float, y: float) -> bool:
        """Return whether a place on the sheet is within."""
        left, top, right, bottom = self.box
        return left <= x <= right and top <= y <= bottom

    def part(
        self, x: float, y: float, size: tuple[float, float], zoom: float, left: float, top: float
    ) -> View:
        """Return what lies around a place on this view, larger, at another place on the sheet."""
        width, height = size
        west = self.west + (x - width / 2 - self.left) / self.scale
        north = self.north - (y - height / 2 - self.top) / self.scale
        return View(left, top, width * zoom, height * zoom, west, north, self.scale * zoom)


def world(left: float, top: float, width: float, south: float, north: float) -> View:
    """Return the whole globe between two parallels, as wide as is said."""
    side, _ = equal_earth(180.0, 0.0)
    (_, low), (_, high) = equal_earth(0.0, south), equal_earth(0.0, north)
    scale = width / 2 / float(side)
    height = float(high - low) * scale
    return View(left, top, width, height, -float(side), float(high), scale)
