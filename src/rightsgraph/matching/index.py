"""All names by their words, and how much each word says."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz.distance import OSA

from rightsgraph.matching.phrases import Phrases, content
from rightsgraph.matching.words import load_words, words_of

KIND, FORM, LEAST, PLACE = 0.25, 0.02, 0.3, 0.7
COMMON = 500  # names with a word, from which on it finds none that no rarer word has found
NEAR = 5  # letters of a word in which a slip is allowed


@dataclass(frozen=True, slots=True)
class Label:
    """One name of one thing.

    Attributes
    ----------
    iri, text, language : str
        The thing, the name, and its language.
    kind : int
        0 for the preferred, 1 for another, 2 for a hidden name.
    """

    iri: str
    text: str
    language: str = ""
    kind: int = 0


class Index:
    """Names by their words.

    Parameters
    ----------
    labels : iterable of Label
        Those of one thing together.
    phrases : Phrases
        The names that names are made with.

    Attributes
    ----------
    words, marked : list of tuple of str
        The words of each name that say something, and these with the names within it as one token
        each.
    places : list of frozenset of str
        The places that each name names.
    tokens : dict of int to str
        What a whole name becomes within other names, where it is one of the phrases.
    """

    def __init__(self, labels: Iterable[Label], phrases: Phrases) -> None:
        self.labels, self.phrases = list(labels), phrases
        self.words: list[tuple[str, ...]] = []
        self.marked: list[tuple[str, ...]] = []
        self.places: list[frozenset[str]] = []
        self.tokens: dict[int, str] = {}
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.of: dict[str, list[int]] = defaultdict(list)
        things: dict[str, int] = defaultdict(int)
        for number, label in enumerate(self.labels):
            said = words_of(label.text)
            words = marked = content(said)
            places: frozenset[str] = frozenset()
            if phrases.has_phrase(words):
                marked, places = content(phrases.replace(said)), phrases.places_in(words)
            self.words.append(words)
            self.marked.append(marked)
            self.places.append(places)
            self.of[label.iri].append(number)
            found = set(words if marked is words else words + marked)
            if label.kind < 2 and words in phrases.names:
                self.tokens[number] = phrases.names[words]
                found.add(phrases.names[words])
            for word in found:
                posting = self.postings[word]
                if not posting or self.labels[posting[-1]].iri != label.iri:
                    things[word] += 1
                posting.append(number)
        whole = math.log(1 + len(self.of))
        self.weights = {
            word: self.rated(word, math.log(1 + len(self.of) / count) / whole if whole else 1)
            for word, count in things.items()
        }
        self.totals = [
            sum(map(self.weigh, words if marked is words else {*words, *marked}))
            for words, marked in zip(self.words, self.marked, strict=True)
        ]
        self.lengths: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self.postings:
            if len(word) >= NEAR:
                self.lengths[word[0], len(word)].append(word)

    def rated(self, word: str, rarity: float) -> float:
        """Return how much a word says, from 0 to 1, by what it is and how rare it is."""
        lists = load_words()
        if word in lists.stop:
            return 0
        if word in lists.forms:
            return FORM
        if word in lists.kinds:
            return KIND
        return max(min(rarity, 1), PLACE if word in self.phrases.places else LEAST)

    def weigh(self, word: str) -> float:
        """Return how much a word says; one that is in no name says most."""
        weight = self.weights.get(word)
        return self.rated(word, 1) if weight is None else weight

    def near(self, word: str) -> list[str]:
        """Return the known words that an unknown one can be a slip of the pen for.

        One letter more, fewer, other, or two swapped, in a word of five letters or more; two such
        slips in one of nine or more; never in the first letter.
        """
        if word in self.postings or len(word) < NEAR:
            return []
        found = []
        for length in range(len(word) - 2, len(word) + 3):
            allowed = 2 if min(length, len(word)) >= 9 else 1
            found += [
                known
                for known in self.lengths.get((word[0], length), ())
                if OSA.distance(word, known, score_cutoff=allowed) <= allowed
            ]
        return found

    def candidates(self, words: Iterable[str], limit: int, allowed: set[str] | None) -> list[int]:
        """Return the numbers of the names that share most with words, best first."""
        weighed = sorted((len(self.postings[w]), w) for w in words if w in self.postings)
        weighed = [pair for pair in weighed if self.weigh(pair[1])]
        hits: dict[int, float] = defaultdict(float)
        for count, word in weighed:
            weight = self.weigh(word)
            if count > COMMON and hits:
                for number in hits:
                    if word in self.words[number] or word in self.marked[number]:
                        hits[number] += weight
            else:
                for number in self.postings[word]:
                    hits[number] += weight
        fitting = [n for n in hits if allowed is None or self.labels[n].iri in allowed]
        return nlargest(limit, fitting, key=lambda n: (hits[n] / (1 + self.totals[n]), -n))
