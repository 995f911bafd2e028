"""The names of things on the pages, each with the language that it is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from rightsgraph.identifiers import compress_iri
from rightsgraph.labels import texts
from rightsgraph.namespaces import DCTERMS, SKOS
from rightsgraph.publication.addresses import LANGUAGES
from rightsgraph.store.embedded import EmbeddedStore

KEPT = 200_000


class Name(NamedTuple):
    """A name, and its language where that is not the page's."""

    text: str
    language: str = ""


class Names:
    """The names of things, the last ones kept.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.of: Callable[[str, str], Name] = lru_cache(KEPT)(self.read)

    def read(self, iri: str, language: str) -> Name:
        """Return the name of a thing for a page in a language.

        That in the language, else in English, else the first by its language, else the title, else
        the CURIE.
        """
        thing = NamedNode(iri)
        found = {text.language: text.value for text in texts(self.store, thing, SKOS.prefLabel)}
        for one in (language, LANGUAGES[0], *sorted(filter(None, found))):
            if one in found:
                return Name(found[one], "" if one == language else one)
        titles = {t.language or "": t.value for t in texts(self.store, thing, DCTERMS.title)}
        for one in (language, LANGUAGES[0], *sorted(titles)):
            if one in titles:
                return Name(titles[one], "" if one in (language, "") else one)
        return Name(compress_iri(iri, self.store.prefixes))
