"""Names while they are typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from rightsgraph.folding import fold
from rightsgraph.matching.index import Label
from rightsgraph.matching.words import WORD

LAST = "\U0010ffff"
HIDDEN = 2
SCANNED = 20_000  # names at most that are ranked for one prefix


class Suggestions:
    """Names by the beginnings of their words.

    Parameters
    ----------
    labels : sequence of Label
        All names.
    things : str
        Namespace of the things that the graph describes, which come before terms and concepts.
    """

    def __init__(self, labels: Sequence[Label], things: str = "") -> None:
        self.labels, self.things = labels, things
        self.folded = [fold(label.text) for label in labels]
        postings: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self.folded):
            for word in set(WORD.findall(text)):
                postings[word].append(number)
        self.postings = postings
        self.vocabulary = sorted(postings)
        self.order = sorted(range(len(self.folded)), key=self.folded.__getitem__)

    def find(self, prefix: str, allowed: set[str] | None, limit: int) -> list[tuple[Label, float]]:
        """Return one name for each thing, best first, with scores from 100 down.

        Whole names come first, then names that begin so, then those with such words; among these,
        things before terms and concepts, hidden names last, short ones before long ones.
        """
        typed = fold(prefix)
        words = WORD.findall(typed)
        if not words:
            return []
        best = self.best(self.beginning(typed), typed, allowed)
        if len(best) < limit:
            best = self.best(self.numbers(words), typed, allowed)
        found = nsmallest(limit, best.values(), key=lambda pair: pair[0])
        return [
            (label, max(100.0 - 25 * key[0] - place, 1.0))
            for place, (key, label) in enumerate(found)
        ]

    def best(
        self, numbers: Iterable[int], typed: str, allowed: set[str] | None
    ) -> dict[str, tuple[tuple, Label]]:
        """Return the best of some names for each thing, by how well it fits."""
        best: dict[str, tuple[tuple, Label]] = {}
        for number in numbers:
            label = self.labels[number]
            if allowed is None or label.iri in allowed:
                key = (*self.rank(number, typed), label.iri)
                if label.iri not in best or key < best[label.iri][0]:
                    best[label.iri] = key, label
        return best

    def beginning(self, typed: str) -> list[int]:
        """Return the names that begin so."""
        first, last = (
            bisect_left(self.order, one, key=self.folded.__getitem__)
            for one in (typed, typed + LAST)
        )
        return self.order[first : min(last, first + SCANNED)]

    def numbers(self, words: list[str]) -> list[int]:
        """Return the names that have a word beginning with each of some words."""
        rarest = sorted((self.having(word) for word in set(words)), key=len)
        found = set(rarest[0])
        for others in rarest[1:]:
            found.intersection_update(others)
        return sorted(found)

    def having(self, word: str) -> list[int]:
        """Return the names that have a word beginning so, the first of very many."""
        first, last = (bisect_left(self.vocabulary, one) for one in (word, word + LAST))
        found: list[int] = []
        for known in self.vocabulary[first:last]:
            found += self.postings[known]
            if len(found) > SCANNED:
                break
        return found

    def rank(self, number: int, typed: str) -> tuple[int, bool, bool, int]:
        """Return how well a name fits what is typed; less is better."""
        text, label = self.folded[number], self.labels[number]
        fit = 0 if text == typed else 1 if text.startswith(typed) else 2
        return fit, not label.iri.startswith(self.things), label.kind == HIDDEN, len(text)
