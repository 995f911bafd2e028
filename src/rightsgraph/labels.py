"""Names of things: the label to show, and the search by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from rightsgraph.errors import AmbiguousNameError, UnknownNameError
from rightsgraph.folding import fold
from rightsgraph.identifiers import compress_iri, expand_curie
from rightsgraph.namespaces import DCTERMS, SKOS
from rightsgraph.store.embedded import EmbeddedStore

ACRONYM = 10
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
    """Return a thing's name in a language, else in English, else in any, else its CURIE.

    Where the data have a text in place of a thing, that text.
    """
    if not isinstance(iri, NamedNode):
        return iri.value
    names = {text.language: text.value for text in texts(store, iri, SKOS.prefLabel)}
    titles = [text.value for text in texts(store, iri, DCTERMS.title)]
    for name in (names.get(language), names.get("en"), *sorted(names.values()), *titles):
        if name:
            return name
    return compress_iri(iri.value, store.prefixes)


def has_name(store: EmbeddedStore, iri: NamedNode) -> bool:
    """Return whether a thing has a name in some language, or a title."""
    return any(any(texts(store, iri, one)) for one in (SKOS.prefLabel, DCTERMS.title))


def acronym_of(store: EmbeddedStore, iri: NamedNode, language: str = "en") -> str:
    """Return the shortest of a thing's other names that is written in capitals, if it has one."""
    names = {text.value for text in texts(store, iri, SKOS.altLabel) if text.language == language}
    found = [name for name in names if name.isupper() and len(name) <= ACRONYM]
    return min(found, key=lambda name: (len(name), name), default="")


def texts(store: EmbeddedStore, thing: NamedNode, predicate: NamedNode) -> Iterator[Literal]:
    """Yield the values of a property that are texts."""
    values = (quad.object for quad in store.match(thing, predicate))
    return (value for value in values if isinstance(value, Literal))


def find(store: EmbeddedStore, text: str) -> NamedNode:
    """Return the IRI of a thing by IRI, CURIE or name.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    text : str
        A name in any language, an acronym or another spelling, whole; case and accents do not
        matter. Where several have it, preferred names count before others, and things that the
        graph describes before terms and concepts.

    Raises
    ------
    UnknownNameError
        Nothing has this name or IRI; names the nearest.
    AmbiguousNameError
        Several things have this name.
    UnknownPrefixError, InvalidIRIError
        The text looks like a CURIE or IRI and is none.
    """
    if ":" in text and " " not in text:
        iri = expand_curie(text, store.prefixes)
        if next(store.match(iri), None) or next(store.match(None, None, iri), None):
            return iri
        near = [
            compress_iri(q.subject.value, store.prefixes) for q in store.match(None, SKOS.prefLabel)
        ]
        raise UnknownNameError("thing", text, near, "find it with `rightsgraph search`")
    found = [one for one in search(store, text) if one.rank[0] == 0]
    things = [one for one in found if one.iri.startswith(store.generation.things)] or found
    best = [one for one in things if one.rank[1] == things[0].rank[1]]
    if len(best) > 1:
        raise AmbiguousNameError(text, [compress_iri(one.iri, store.prefixes) for one in best])
    if not best:
        names = (quad.object.value for p in LABELS for quad in store.match(None, p))
        raise UnknownNameError("thing", text, names, "find it with `rightsgraph search`")
    return NamedNode(best[0].iri)


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
            thing, text = quad.subject, quad.object
            if not (isinstance(thing, NamedNode) and isinstance(text, Literal) and wanted):
                continue
            name = fold(text.value)
            fit = 0 if name == wanted else 1 if name.startswith(wanted) else 2
            if fit == 2 and not all(f" {word}" in f" {name}" for word in wanted.split()):
                continue
            rank = (fit, kind, len(name))
            yield Found(rank, label_of(store, thing), thing.value, text.value, text.language or "")
