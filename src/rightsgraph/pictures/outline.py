"""The outlines of the countries that come with the package."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from rightsgraph.errors import MissingOutlineError
from rightsgraph.resources import bundled_root

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Country:
    """One country of the outline.

    Attributes
    ----------
    code : str
        Three digits of M49 and ISO 3166-1; empty for an area that has none.
    name : str
        Its name in the outline.
    rings : list
        Closed lines of points, longitude and latitude in degrees, none over the antimeridian;
        holes turn the other way than what they are in.
    """

    code: str
    name: str
    rings: list[Ring]


def load_outline(root: Path | None = None) -> list[Country]:
    """Return the outlines of the countries, Antarctica left out.

    Parameters
    ----------
    root : pathlib.Path, optional
        The folder that holds ``web/``; that of `rightsgraph.resources.bundled_root` unless given.
        The file lies in ``web/`` in an installed package, in ``web/dist/`` in a checkout.

    Raises
    ------
    MissingOutlineError
        It is not there: the package was installed, or the checkout used, without building it.

    References
    ----------
    Natural Earth, 1:110m Admin 0 countries, public domain, https://www.naturalearthdata.com/, in
    the package world-atlas.
    """
    web = (root or bundled_root()) / "web"
    for path in (web / "countries.json", web / "dist" / "countries.json"):
        if path.is_file():
            read = json.loads(path.read_text(encoding="utf-8"))
            return [Country(one["code"], one["name"], one["rings"]) for one in read["countries"]]
    raise MissingOutlineError(web)
