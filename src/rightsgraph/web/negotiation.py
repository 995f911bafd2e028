"""Which of several forms, or languages, a client likes best."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache


@lru_cache(1024)
def best_type(accept: str, offers: tuple[str, ...]) -> str | None:
    """Return the media type that an ``Accept`` header prefers; none if it accepts none.

    The most specific range that fits an offer decides its quality. Between offers of equal
    quality one that is named goes before one that fits a wildcard, then the order of the offers
    decides. An empty header accepts everything.

    Parameters
    ----------
    accept : str
        The header.
    offers : tuple of str
        Media types, the one that the server prefers first.

    References
    ----------
    RFC 9110, section 12.5.1.

    Examples
    --------
    >>> best_type("text/turtle;q=0.5, text/html", ("text/turtle", "text/html"))
    'text/html'
    >>> best_type("image/png", ("text/turtle",)) is None
    True
    """
    ranges = list(weighted(accept)) or [("*/*", 1.0)]
    found = []
    for place, offer in enumerate(offers):
        kind = offer.partition("/")[0]
        for specific, wanted in ((2, offer), (1, f"{kind}/*"), (0, "*/*")):
            quality = max((q for name, q in ranges if name == wanted), default=None)
            if quality is not None:
                found.append((quality, specific, -place, offer))
                break
    quality, *_, offer = max(found, default=(0.0, 0, 0, ""))
    return offer if quality > 0 else None


@lru_cache(1024)
def best_language(accept: str, offers: tuple[str, ...]) -> str:
    """Return the language that an ``Accept-Language`` header prefers, else the first offer.

    Examples
    --------
    >>> best_language("fr-CH, fr;q=0.9, en;q=0.8", ("en", "fr", "es"))
    'fr'
    >>> best_language("de", ("en", "fr", "es"))
    'en'
    """
    qualities: dict[str, float] = {}
    for name, quality in weighted(accept):
        code = name.partition("-")[0]
        qualities[code] = max(quality, qualities.get(code, 0.0))
    best = max(offers, key=lambda offer: (qualities.get(offer, 0.0), -offers.index(offer)))
    return best if qualities.get(best, 0.0) > 0 else offers[0]


def weighted(header: str) -> Iterator[tuple[str, float]]:
    """Yield the values of a header, in lower case without parameters, with their quality."""
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if name:
            yield name, quality
