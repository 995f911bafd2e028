"""Where places lie on the map of the world that the pages share."""

from __future__ import annotations

from rightsgraph.pictures.equalearth import world

WIDTH = 1000
VIEW = world(0, 0, WIDTH, south=-57, north=84)
HEIGHT = round(VIEW.height, 1)


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """Return a point in degrees as x and y on the map.

    Examples
    --------
    >>> place(0, 0)[0]
    500.0
    """
    x, y = VIEW.place(longitude, latitude)[0].tolist()
    return round(x, 1), round(y, 1)
