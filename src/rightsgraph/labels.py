"""Names of things: the label to show, and the search by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from rightsgraph.folding import fold
from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import DCTERMS, SKOS
from rightsgraph.store.embedded import EmbeddedStore

LABELS = {SKOS.prefLabel: 0, SKOS.altLabel: 1, SKOS.hiddenLabel: 2}


@dataclass(frozen=True, order=True)
class Found:
    """One thing found by name.

    Attributes
    ----------
    rank : tuple of int
        Smaller is better: whole name, start of the name, words in the name; then the preferred,
        other and hidden names; then length.
    iri : str
        The thing.
    name : str
        Its English name.
    matched : str
        The name that was matched.
    language : str
        The language of that name.
    """

    rank: tuple[int, int, int]
    name: str
    iri: str
    matched: str
    language: str


def label_of(store: EmbeddedStore, iri: NamedNode, language: str = "en") -> str:
    """Return a thing's name in a language, else in English, else in any, else its CURIE."""
    names = {q.object.language: q.object.value for q in store.match(iri, SKOS.prefLabel)}
    titles = [quad.object.value for quad in store.match(iri, DCTERMS.title)]
    for name in (names.get(language), names.get("en"), *sorted(names.values()), *titles):
        if name:
            return name
    return compress_iri(iri.value, store.prefixes)


def search(store: EmbeddedStore, words: str) -> list[Found]:
    """Return the things that a name, an acronym or some words of a name stand for, best first.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    words : str
        In any language; case and accents do not matter. Every word must start a word of the name.

    Returns
    -------
    list of Found
        One for each thing, with the name that fitted best.
    """
    best: dict[str, Found] = {}
    for found in matches(store, fold(words)):
        if found.iri not in best or found.rank < best[found.iri].rank:
            best[found.iri] = found
    return sorted(best.values())


def matches(store: EmbeddedStore, wanted: str) -> Iterator[Found]:
    """Yield every name that fits."""
    for predicate, kind in LABELS.items():
        for quad in store.match(None, predicate):
            name = fold(quad.object.value)
            if not isinstance(quad.subject, NamedNode) or not wanted:
                continue
            fit = 0 if name == wanted else 1 if name.startswith(wanted) else 2
            if fit == 2 and not all(f" {word}" in f" {name}" for word in wanted.split()):
                continue
            rank = (fit, kind, len(name))
            label = label_of(store, quad.subject)
            yield Found(
                rank, label, quad.subject.value, quad.object.value, quad.object.language or ""
            )
