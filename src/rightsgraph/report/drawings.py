"""The pictures of a report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rightsgraph.networks.drawing import countries_of
from rightsgraph.report.basis import Basis

Draw = Callable[..., bytes]


def drawings(basis: Basis) -> dict[str, Draw]:
    """Return by name what draws each picture in a format, ``svg`` or ``png``."""
    network = basis.network
    found: dict[str, Draw] = {"network": network.picture}
    if basis.apart is not network and basis.centre:
        title = f"The same without {basis.centre.label}"
        found["apart"] = partial(basis.apart.picture, colour="community", title=title)
    if any(one.first or one.last for one in basis.activities.values()):
        found["timeline"] = partial(network.picture, kind="timeline")
    if countries_of(network):
        found["map"] = partial(network.picture, kind="map")
    return found
