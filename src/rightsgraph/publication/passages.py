"""The passages in the order of their document, and what each of them carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode

from rightsgraph.namespaces import DCTERMS, RDF, RG
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.facts import RELATIONS, Reader, main_kind
from rightsgraph.publication.keys import LAST, place
from rightsgraph.publication.names import Names
from rightsgraph.publication.publication import Page, Publication

NAME = "passages"
HEADING = "heading/"
MOST = 2000  # passages of one document on one page
DEEPEST = 6


@dataclass(frozen=True)
class Entry:
    """One passage in its document.

    Attributes
    ----------
    passage : pyoxigraph.NamedNode
        It.
    key : str
        ``annex/41/i``.
    above : tuple of pyoxigraph.NamedNode
        The headings that it stands under, the outermost first.
    """

    passage: NamedNode
    key: str
    above: tuple[NamedNode, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.key.startswith(HEADING)

    @property
    def level(self) -> int:
        """The level of a heading in the page, below the document's."""
        return min(len(self.above) + 3, DEEPEST)

    @property
    def depth(self) -> int:
        """1 for an item of a paragraph, else 0."""
        return int(not self.is_heading and self.key.count("/") > 1)


class Order:
    """The passages of each document in the order of reading.

    Paragraphs go by their keys, the body before the annex, footnotes last; a heading stands before
    the first passage under it.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @cached_property
    def documents(self) -> dict[Any, list[Entry]]:
        """The passages by document."""
        store = self.reader.store
        found: dict[Any, None] = {}
        for kind in (RG.Passage, RG.Record):
            found.update(dict.fromkeys(q.subject for q in store.match(None, RDF.type, kind)))
        keys = {one: self.key(one) for one in found}
        under: dict[Any, list[Any]] = {}
        for one in found:
            above = self.reader.values(one).get(RG.underHeading, [])
            under.setdefault(above[0] if above and above[0] in found else None, []).append(one)
        entries: dict[Any, list[Entry]] = {}
        for entry in self.walk(None, (), under, keys, set()):
            entries.setdefault(self.document(entry.passage), []).append(entry)
        return dict(sorted(entries.items(), key=lambda item: (-len(item[1]), str(item[0]))))

    def walk(
        self,
        heading: Any,
        above: tuple[Any, ...],
        under: dict[Any, list[Any]],
        keys: dict[Any, str],
        seen: set[Any],
    ) -> list[Entry]:
        """Return what stands under a heading, in order."""
        parts = []
        for one in under.get(heading, ()):
            if one in seen:
                continue
            seen.add(one)
            within = self.walk(one, (*above, one), under, keys, seen)
            places = [place(entry.key) for entry in within if not entry.is_heading]
            own = [] if keys[one].startswith(HEADING) else [place(keys[one])]
            parts.append((min(own + places, default=LAST), [Entry(one, keys[one], above), *within]))
        parts.sort(key=lambda part: (part[0], part[1][0].key))
        return [entry for _, entries in parts for entry in entries]

    def key(self, passage: Any) -> str:
        """Return a passage's key."""
        keys = self.reader.values(passage).get(DCTERMS.identifier, ())
        return str(keys[0].value) if keys else str(passage.value)

    def document(self, passage: Any) -> Any:
        """Return the document that a passage is part of."""
        seen = set()
        while passage not in seen:
            seen.add(passage)
            wholes = self.reader.values(passage).get(DCTERMS.isPartOf, ())
            passage = wholes[0] if wholes else passage
        return passage

    @cached_property
    def positions(self) -> dict[Any, tuple[list[Entry], int]]:
        """Where each passage stands."""
        return {
            entry.passage: (entries, number)
            for entries in self.documents.values()
            for number, entry in enumerate(entries)
        }

    def beside(self, passage: Any) -> tuple[tuple[NamedNode, ...], Any, Any]:
        """Return the headings above a passage, the passage before it and the one after."""
        entries, number = self.positions.get(passage, ([], 0))
        if not entries:
            return (), None, None
        before = entries[number - 1].passage if number else None
        after = entries[number + 1].passage if number + 1 < len(entries) else None
        return entries[number].above, before, after

    @cached_property
    def carried(self) -> dict[Any, list[tuple[NamedNode, int]]]:
        """How many things of each class each passage states or names."""
        counts: dict[Any, Counter[NamedNode]] = {}
        for quad in self.reader.store.match(None, RG.statedIn):
            kinds = self.reader.values(quad.subject).get(RDF.type, [])
            kind = next((one for one in RELATIONS if one in kinds), None) or main_kind(kinds)
            counts.setdefault(quad.object, Counter())[kind] += 1
        return {one: sorted(found.items(), key=by_count) for one, found in counts.items()}


def by_count(item: tuple[NamedNode, int]) -> tuple[int, str]:
    """Return the key by which the commonest class comes first."""
    return -item[1], item[0].value


class PassagesPage:
    """The section with the page of all passages.

    Parameters
    ----------
    publication : Publication
        Whose passages.
    reader, names, order
        What the pages of single things are made with.
    """

    def __init__(
        self, publication: Publication, reader: Reader, names: Names, order: Order
    ) -> None:
        self.publication, self.reader, self.names = publication, reader, names
        self.order = order

    def paths(self) -> Iterable[str]:
        """Yield the page in each language."""
        return [NAME + page_suffix(code) for code in LANGUAGES]

    def get(self, path: str) -> bytes | None:
        """Return the page."""
        page = Page.at(path)
        if page is None or page.name != NAME:
            return None
        names = self.names
        documents = [
            (names.link(document, page), entries[:MOST], len(entries))
            for document, entries in self.order.documents.items()
        ]
        return self.publication.render(
            "passages.html",
            page,
            documents=documents,
            carried=self.order.carried,
            title=lambda entry: names.title(entry.passage, page.language.code),
            key=lambda entry: names.source(entry.passage, page),
            kind=lambda kind: names.text(kind, page.language.code),
        )
