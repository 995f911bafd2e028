"""What matching needs from the graph: names, places of things, and the names within names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from rightsgraph.folding import fold
from rightsgraph.labels import LABELS
from rightsgraph.matching.index import Label
from rightsgraph.matching.words import acronyms_of, load_words, words_of
from rightsgraph.namespaces import DCTERMS, ORG, RDF, RDFS, RG, SCHEMA
from rightsgraph.store.embedded import EmbeddedStore

PLACES = {RG.Place, RG.State}
BODIES = {ORG.Organization, ORG.FormalOrganization, ORG.OrganizationalUnit, RG.Committee}
WHERE = (RG.seatedIn, SCHEMA.areaServed)
HIDDEN = 2


def labels_of(store: EmbeddedStore) -> list[Label]:
    """Return every name of every thing, those of one thing together."""
    found = [
        Label(quad.subject.value, quad.object.value, quad.object.language or "", kind)
        for predicate, kind in LABELS.items()
        for quad in store.match(None, predicate)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    ]
    return sorted(found, key=lambda label: (label.iri, label.kind, label.language, label.text))


def types_of(store: EmbeddedStore) -> dict[str, set[NamedNode]]:
    """Return the classes of every thing, with those that they are subclasses of."""
    broader: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in store.match(None, RDFS.subClassOf):
        broader[quad.subject].add(quad.object)

    def closure(class_: NamedNode, seen: frozenset[NamedNode]) -> set[NamedNode]:
        above = broader.get(class_, set()) - seen
        return {class_}.union(*(closure(one, seen | above) for one in above))

    closed: dict[NamedNode, set[NamedNode]] = {}
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for quad in store.match(None, RDF.type):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.object not in closed:
                closed[quad.object] = closure(quad.object, frozenset({quad.object}))
            found[quad.subject.value] |= closed[quad.object]
    return found


def phrases_of(
    labels: list[Label], types: dict[str, set[NamedNode]]
) -> Iterator[tuple[str, str, bool]]:
    """Yield the names that other names are made with, as `Phrases` takes them.

    These are the names of places and states, and those of organisations that have an acronym. A
    country and its state are one; the initials of a state stand for it.
    """
    called: dict[str, str] = {}
    abbreviated = set()
    for label in labels:
        if label.kind == 0 and (label.language == "en" or label.iri not in called):
            called[label.iri] = fold(label.text)
        if label.kind < HIDDEN and len(words_of(label.text)) == 1 and acronyms_of(label.text):
            abbreviated.add(label.iri)
    for label in labels:
        classes = types.get(label.iri, set())
        is_place = not PLACES.isdisjoint(classes)
        if label.iri not in called or (label.kind == HIDDEN and not is_place):
            continue
        words = words_of(label.text)
        if is_place and (
            label.kind < HIDDEN or len(words) == 1 or called[label.iri].startswith(fold(label.text))
        ):
            yield called[label.iri], label.text, True
            if RG.State in classes and label.language == "en" and len(words) > 1:
                yield called[label.iri], initials(words), True
        elif label.iri in abbreviated and not BODIES.isdisjoint(classes):
            yield called[label.iri], label.text, False


def initials(words: tuple[str, ...]) -> str:
    """Return the first letters of words that say something."""
    stop = load_words().stop
    return "".join(word[0] for word in words if word not in stop)


def places_of(store: EmbeddedStore) -> dict[str, set[str]]:
    """Return the places that things are in or serve, with the places that these are in."""
    whole: dict[str, set[str]] = defaultdict(set)
    for quad in store.match(None, DCTERMS.isPartOf):
        whole[quad.subject.value].add(quad.object.value)
    found: dict[str, set[str]] = defaultdict(set)
    for predicate in WHERE:
        for quad in store.match(None, predicate):
            place = quad.object.value
            found[quad.subject.value] |= {place} | whole.get(place, set())
    return found
