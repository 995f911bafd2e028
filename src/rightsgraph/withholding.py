"""Statements without some things, so that nothing published tells of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from rightsgraph.errors import WithheldNameError
from rightsgraph.folding import fold
from rightsgraph.namespaces import DCTERMS, GRAPHS, ORG, RDF, RG, SKOS

DEPENDENT = {
    *(RG.Participation, RG.Membership, ORG.Membership, RG.Tie, RG.Stance, RG.Mandate),
    *(RG.Quantity, RG.TreatyAction, RG.Identifier, RDF.Statement),
}
NAMES = (SKOS.prefLabel, DCTERMS.title)  # what a thing needs, so that it cannot just be left out
SHAPES = NamedNode(GRAPHS + "shapes")


def withhold(quads: Sequence[Any], things: Iterable[NamedNode]) -> list[Any]:
    """Return the statements that say nothing of some things.

    What is left out: every statement with one of them; the participations, memberships, ties,
    stances, mandates, quantities, treaty actions, identifiers and statements that one of them is a
    side of; and every text, but for names of other things, that names one of them.

    Raises
    ------
    WithheldNameError
        The name of another thing names one of them: the publisher must decide on that too.
    """
    gone = set(things)
    if not gone:
        return list(quads)
    names = naming(quads, gone)
    dependent = {q.subject for q in quads if q.predicate == RDF.type and q.object in DEPENDENT}
    links = [(q.subject, q.object) for q in quads if q.subject in dependent]
    before = 0
    while len(gone) > before:
        before = len(gone)
        gone.update(subject for subject, value in links if value in gone)
    kept, named = [], []
    for quad in quads:
        if gone.isdisjoint((quad.subject, quad.predicate, quad.object)):
            if not (isinstance(quad.object, Literal) and names(quad.object.value)):
                kept.append(quad)
            elif quad.predicate in NAMES or quad.graph_name == SHAPES:
                named.append((quad.subject.value, quad.object.value))
    if named:
        raise WithheldNameError(sorted(set(named)))
    return kept


def without_mention(
    paths: Iterable[Path], things: Iterable[NamedNode], shorten: Callable[[str], str]
) -> tuple[Path, ...]:
    """Return the files whose text mentions none of some things, in full or as a CURIE."""
    pattern = words({text for thing in things for text in (thing.value, shorten(thing.value))})
    return tuple(path for path in paths if not pattern.search(path.read_text("utf-8")))


def naming(quads: Iterable[Any], things: set[NamedNode]) -> Callable[[str], bool]:
    """Return what tells whether a text has a name of one of some things among its words.

    Case and accents do not matter, but in acronyms, which are words of everyday speech otherwise.
    """
    labels = (SKOS.prefLabel, SKOS.altLabel)
    found = {
        quad.object.value
        for quad in quads
        if quad.subject in things and quad.predicate in labels and isinstance(quad.object, Literal)
    }
    acronyms = words({name for name in found if name.isupper()})
    names = words({fold(name) for name in found} - {fold(name) for name in found if name.isupper()})
    iris = words({thing.value for thing in things})

    def name(text: str) -> bool:
        return bool(acronyms.search(text) or iris.search(text) or names.search(fold(text)))

    return name


def words(texts: set[str]) -> re.Pattern[str]:
    """Return what finds one of some texts as whole words; it finds nothing where there are none."""
    listed = "|".join(map(re.escape, sorted(filter(None, texts))))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])" if listed else "(?!)")
