"""One form for texts that differ only in case, accents, quotes or spaces."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return a text in lower case, without accents, quotes and repeated spaces.

    Examples
    --------
    >>> fold("Bureau des Tunisiens à  l’Étranger")
    "bureau des tunisiens a l'etranger"
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(kept.casefold().split())
