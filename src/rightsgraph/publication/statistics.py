"""What a graph holds, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from rightsgraph.store.embedded import EmbeddedStore

TOTALS = """
    SELECT (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }"""
SUBJECTS = "SELECT DISTINCT ?s WHERE { ?s ?p ?o }"
BY_CLASS = "SELECT ?iri (COUNT(*) AS ?n) WHERE { ?s a ?iri } GROUP BY ?iri"
BY_PROPERTY = "SELECT ?iri (COUNT(*) AS ?n) WHERE { ?s ?iri ?o } GROUP BY ?iri"


@dataclass(frozen=True)
class Statistics:
    """The numbers of the default union of a graph.

    Attributes
    ----------
    triples, subjects, objects : int
        Statements; distinct subjects; distinct objects, literals included.
    entities : int
        Distinct subjects in the namespace of the graph's things.
    classes : dict of str to int
        Distinct things by class, in order of IRI.
    properties : dict of str to int
        Statements by property, in order of IRI.
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    classes: dict[str, int]
    properties: dict[str, int]


def count(store: EmbeddedStore) -> Statistics:
    """Return the numbers of a graph, counted by the engine: no statement is read into Python."""
    (totals,) = rows(store, TOTALS)
    properties = counts(store, BY_PROPERTY)
    things = store.generation.things
    named = (row[0] for row in rows(store, SUBJECTS))
    return Statistics(
        triples=sum(properties.values()),
        subjects=int(totals[0].value),
        objects=int(totals[1].value),
        entities=sum(isinstance(s, ox.NamedNode) and s.value.startswith(things) for s in named),
        classes=counts(store, BY_CLASS),
        properties=properties,
    )


def counts(store: EmbeddedStore, question: str) -> dict[str, int]:
    """Return the numbers that a question asks for by IRI, in order of IRI."""
    found = ((iri, int(number.value)) for iri, number in rows(store, question))
    return dict(sorted((iri.value, n) for iri, n in found if isinstance(iri, ox.NamedNode)))


def rows(store: EmbeddedStore, question: str) -> Iterable[Any]:
    """Return the rows of the answer to a question of this module."""
    answer = store.ask(question, "statistics")
    assert isinstance(answer, ox.QuerySolutions), "the questions here are SELECT"
    return answer
