"""The lists of things by kind, each with facets to narrow it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rightsgraph.folding import fold
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.entries import KINDS, Entries, Entry, Value
from rightsgraph.publication.publication import Page, Publication

LONGEST = 1000  # entries on one page
NAME = re.compile(rf"list/(?P<kind>{'|'.join(KINDS)})(?:-(?P<number>[2-9]|[1-9]\d+))?")
IN_ORDER = {"year"}  # facets by value; the others by count


@dataclass(frozen=True)
class Facet:
    """A facet of a whole list: its key, and its values with the number of entries of each."""

    key: str
    values: tuple[tuple[Value, int], ...]


class Lists:
    """The pages ``list/<kind>``, ``list/<kind>-2`` and so on.

    Parameters
    ----------
    publication : Publication
        What they are pages of.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.entries = lru_cache(len(LANGUAGES))(self.read)

    def paths(self) -> Iterator[str]:
        """Yield the paths of the pages."""
        for kind in KINDS:
            pages = len(parts_of(self.entries(kind, LANGUAGES[0])))
            for number in range(1, pages + 1):
                for language in LANGUAGES:
                    yield name_of(kind, number) + page_suffix(language)

    def get(self, path: str) -> bytes | None:
        """Return one page."""
        page = Page.at(path)
        match = NAME.fullmatch(page.name) if page else None
        if not page or not match:
            return None
        kind, number = match["kind"], int(match["number"] or 1)
        entries = self.entries(kind, page.language.code)
        parts = parts_of(entries)
        if number > len(parts):
            return None
        return self.publication.render(
            "list.html",
            page,
            kind=kind,
            entries=parts[number - 1],
            total=len(entries),
            facets=facets_of(entries, KINDS[kind].facets),
            number_of_page=number,
            pages=[name_of(kind, one) for one in range(1, len(parts) + 1)],
            address=self.publication.addresses.link,
            suffix=page_suffix(page.language.code),
        )

    def read(self, kind: str, language: str) -> list[Entry]:
        """Return the entries of a list in a language."""
        names = self.publication.names
        return Entries(self.publication.graph.links, names, language).of(KINDS[kind])


def name_of(kind: str, number: int) -> str:
    """Return the name of a page of a list.

    Examples
    --------
    >>> name_of("actor", 1), name_of("actor", 2)
    ('list/actor', 'list/actor-2')
    """
    return f"list/{kind}" if number == 1 else f"list/{kind}-{number}"


def parts_of(entries: list[Entry]) -> list[list[Entry]]:
    """Return the entries page by page, one page at least."""
    return [entries[start : start + LONGEST] for start in range(0, len(entries) or 1, LONGEST)]


def facets_of(entries: list[Entry], keys: tuple[str, ...]) -> list[Facet]:
    """Return the facets of a list that have more than one value."""
    facets = []
    for key in keys:
        values = {value.slug: value for entry in entries for value in entry.facets[key]}
        count = Counter(value.slug for entry in entries for value in entry.facets[key])
        if key in IN_ORDER:
            order = sorted(values)
        else:
            order = sorted(values, key=lambda slug: (-count[slug], fold(values[slug].name.text)))
        if len(order) > 1:
            facets.append(Facet(key, tuple((values[slug], count[slug]) for slug in order)))
    return facets
