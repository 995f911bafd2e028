"""The thing that a name stands for, as sure as the name allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pyoxigraph import NamedNode

from rightsgraph.errors import UnknownNameError
from rightsgraph.identifiers import compress_iri, expand_curie
from rightsgraph.labels import label_of
from rightsgraph.matching.gather import labels_of, phrases_of, places_of, types_of
from rightsgraph.matching.hints import Hints
from rightsgraph.matching.identified import Identified
from rightsgraph.matching.index import Index
from rightsgraph.matching.judging import SAME, Asked, Judge, Ruling, doubted
from rightsgraph.matching.phrases import Phrases
from rightsgraph.matching.suggestions import Suggestions
from rightsgraph.store.embedded import EmbeddedStore

LOOKED_AT = 24  # known names that are compared with a name
MARGIN = 2.0  # points by which the best of several must lead


@dataclass(frozen=True)
class Candidate:
    """A thing that a name can stand for.

    Attributes
    ----------
    iri, name : str
        The thing and its name in English.
    score : float
        From 0 to 100: how alike the names are. From 85 on where the verdict is ``same``, below 60
        where it is ``different``.
    verdict : str
        ``same``, ``different``, or ``ask`` where a person has to say.
    reason : str
        Why, in words.
    matched : str
        The name of the thing, or its identifier, that was compared.
    """

    iri: str
    name: str
    score: float
    verdict: str
    reason: str
    matched: str


class Matcher:
    """Finds things by noisy names.

    Parameters
    ----------
    store : EmbeddedStore
        The graph. What is needed of it is read at once; later changes are not seen.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        labels, self.types = labels_of(store), types_of(store)
        self.index = Index(labels, Phrases(phrases_of(labels, self.types)))
        self.judge = Judge(self.index, self.types, places_of(store))
        self.name_of = lru_cache(maxsize=1 << 14)(self.name)

    def name(self, iri: str) -> str:
        """Return the English name of a thing."""
        return label_of(self.store, NamedNode(iri))

    @cached_property
    def identified(self) -> Identified:
        """Things by their identifiers."""
        return Identified.of(self.store)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Names by how their words begin."""
        return Suggestions(self.index.labels, self.store.generation.things)

    def match(
        self,
        name: str,
        types: Sequence[str] = (),
        limit: int = 5,
        hints: Mapping[str, object] | None = None,
    ) -> list[Candidate]:
        """Return the things that a name can stand for, best first.

        Two names are compared word by word. A word weighs the more, the fewer things have it in
        their names; one that only says what kind of body it is (``ministry``, ``international``)
        weighs a quarter. Case, accents, plurals, spellings, abbreviations, the order of words, and
        the names of places and organisations in several languages do not matter. A name is the
        same if next to nothing is left over on either side.

        Parameters
        ----------
        name : str
            A name as somebody wrote it; or an IRI, a CURIE, or an identifier of an agency.
        types : sequence of str
            Classes, as IRIs or CURIEs; a thing must have one of them. None: all things.
        limit : int
            How many at most.
        hints : mapping
            What else is known: ``country``, the name of a place; and by the IRI or CURIE of a
            property, its value or a list of values. Values that agree with one decide between
            namesakes; a value that the graph contradicts makes ``same`` into ``ask``.

        Returns
        -------
        list of Candidate
            At most one is ``same``.

        Raises
        ------
        UnknownPrefixError, InvalidIRIError
            A type or a property of the hints is no IRI or CURIE.
        UnknownNameError
            The graph has no such type.
        """
        allowed = self.allowed(types)
        found = [
            Candidate(iri, self.name_of(iri), 100, SAME, f"{what} is an identifier of it", what)
            for iri, what in self.identified.find(name)
            if allowed is None or iri in allowed
        ]
        known = Hints(self.store, self.index.phrases, hints or {})
        if not found:
            asked = Asked.of(name, self.index)
            found = [self.checked(one, known) for one in self.compared(asked, allowed, known)]
        found.sort(key=lambda one: (-one.score, one.iri))
        return single(found)[:limit]

    def compared(self, asked: Asked, allowed: set[str] | None, known: Hints) -> list[Candidate]:
        """Return the best comparison for each thing that shares words with a name."""
        best: dict[str, Ruling] = {}
        for number in self.index.candidates(asked.looked_for, LOOKED_AT, allowed):
            iri = self.index.labels[number].iri
            ruling = self.judge.rule(asked, number, known.places)
            if iri not in best or ruling.score > best[iri].score:
                best[iri] = ruling
        return [
            Candidate(
                *(iri, self.name_of(iri), round(ruling.score, 1)),
                *(ruling.verdict, ruling.reason, ruling.text),
            )
            for iri, ruling in best.items()
        ]

    def checked(self, candidate: Candidate, known: Hints) -> Candidate:
        """Return a candidate as the hints leave it."""
        contradicted = known.contradiction(candidate.iri)
        if not contradicted:
            return candidate
        score, verdict = doubted(candidate.score, candidate.verdict)
        return replace(
            candidate, score=score, verdict=verdict, reason=f"{candidate.reason}; {contradicted}"
        )

    def suggest(self, prefix: str, types: Sequence[str] = (), limit: int = 10) -> list[Candidate]:
        """Return the things whose names have words that begin like those typed, best first.

        Parameters
        ----------
        prefix : str
            What has been typed, in any language; every word must begin a word of the name.
        types, limit
            As for `match`.

        Returns
        -------
        list of Candidate
            With the verdict ``ask``: the person who types decides.
        """
        return [
            Candidate(one.iri, self.name_of(one.iri), score, "ask", "begins like it", one.text)
            for one, score in self.suggestions.find(prefix, self.allowed(types), limit)
        ]

    def allowed(self, types: Iterable[str]) -> set[str] | None:
        """Return the things of some classes; none where every thing is allowed.

        Raises
        ------
        UnknownPrefixError, InvalidIRIError
            A class is no IRI or CURIE.
        UnknownNameError
            The graph neither has nor describes a class; names the nearest.
        """
        wanted = frozenset(expand_curie(one, self.store.prefixes) for one in types)
        for one in wanted:
            if not self.of_types(frozenset({one})) and not next(self.store.match(one), None):
                classes = set().union(*self.types.values())
                known = [compress_iri(class_.value, self.store.prefixes) for class_ in classes]
                called = compress_iri(one.value, self.store.prefixes)
                raise UnknownNameError("type", called, known, "see the classes of the ontology")
        return self.of_types(wanted) if wanted else None

    def of_types(self, wanted: frozenset[NamedNode]) -> set[str]:
        """Return the things that have one of some classes."""
        if wanted not in self.members:
            self.members[wanted] = {
                iri for iri, classes in self.types.items() if not wanted.isdisjoint(classes)
            }
        return self.members[wanted]

    @cached_property
    def members(self) -> dict[frozenset[NamedNode], set[str]]:
        """The things by the classes that were asked for."""
        return {}


def single(found: list[Candidate]) -> list[Candidate]:
    """Return candidates of which at most one is the same: where several are near, none is."""
    same = [one for one in found if one.verdict == SAME]
    if len(same) < 2:
        return found
    rivals = [one for one in same if one.score > same[0].score - MARGIN]
    changed = {}
    for one in same:
        if len(rivals) > 1 or one is not same[0]:
            other = same[1] if one is same[0] else same[0]
            score, verdict = doubted(one.score, one.verdict)
            changed[one.iri] = replace(
                one, score=score, verdict=verdict, reason=f"{one.reason}; so is {other.name!r}"
            )
    return sorted(
        (changed.get(one.iri, one) for one in found), key=lambda one: (-one.score, one.iri)
    )
