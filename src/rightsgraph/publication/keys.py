"""The order in which passages stand in their document, by their keys."""

from __future__ import annotations

PARTS = ("body", "annex")  # of a document, in the order of reading
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
LAST = ((len(PARTS) + 1, 0, ""),)


def place(key: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key by which a paragraph stands in its document.

    Examples
    --------
    >>> sorted(["annex/10", "annex/9/v", "annex/9/ix", "body/fn1", "body/2"], key=place)
    ['body/2', 'body/fn1', 'annex/9/v', 'annex/9/ix', 'annex/10']
    """
    part, *rest = key.split("/")
    first = (PARTS.index(part), 0, "") if part in PARTS else (len(PARTS), 0, part)
    return first, *map(step, rest)


def step(text: str) -> tuple[int, int, str]:
    """Return the key of one step: numbers, then Roman numbers, then words and their numbers."""
    if text.isdecimal():
        return 0, int(text), ""
    if text and set(text) <= set(ROMAN):
        return 1, roman(text), ""
    word = text.rstrip("0123456789")
    return 2, int(text[len(word) :] or 0), word


def roman(text: str) -> int:
    """Return the number that a Roman one stands for.

    Examples
    --------
    >>> roman("iv"), roman("xii")
    (4, 12)
    """
    values = [ROMAN[letter] for letter in text]
    return sum(
        -one if one < later else one for one, later in zip(values, [*values[1:], 0], strict=True)
    )
