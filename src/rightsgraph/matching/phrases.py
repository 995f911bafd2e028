"""Names within names: places, states and organisations, which have other names in other places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rightsgraph.matching.words import load_words, words_of

MARK = "@"
STEM = 4  # letters that an adjective shares with the name of its country, at least

Words = tuple[str, ...]


class Phrases:
    """The names of things that the names of other things are made with.

    In ``United Nations Population Fund``, ``United Nations`` becomes the same token as ``UN`` and
    ``Naciones Unidas`` do, and ``Albanian`` the same as ``Albania``.

    Parameters
    ----------
    names : iterable of (str, str, bool)
        What the thing is called here, a name of it, and whether it is a place.
    """

    def __init__(self, names: Iterable[tuple[str, str, bool]]) -> None:
        self.stems: dict[str, str] = {}
        self.places: set[str] = set()
        places: dict[Words, set[str]] = {}
        bodies: dict[Words, set[str]] = {}
        for called, name, is_place in names:
            words = content(words_of(name))
            (places if is_place else bodies).setdefault(words, set()).add(MARK + called)
        self.place_names = certain(places)
        self.places = {token for tokens in places.values() for token in tokens}
        self.place_starts = starts(self.place_names)
        for words, token in self.place_names.items():
            stem = words[0].rstrip("aeiouy")
            if len(words) == 1 and len(stem) >= STEM:
                self.stems.setdefault(stem, token)
        self.adjective = lru_cache(maxsize=1 << 16)(self.place_of_adjective)
        self.names, self.starts = self.place_names, self.place_starts
        for _ in range(2):  # with places in them as tokens, then with bodies too
            forms = {words: set(tokens) for words, tokens in bodies.items()}
            for words, tokens in bodies.items():
                form = tuple(self.scan(words, self.names, self.starts))
                forms.setdefault(form, set()).update(tokens)
            self.names = self.place_names | certain(forms)
            self.starts = starts(self.names)

    def replace(self, words: Words) -> Words:
        """Return words with every known phrase among them as one token.

        A phrase that is all of the words stays as it is.
        """
        if not self.has_phrase(words):
            return words
        found = words
        for _ in range(2):  # the second time for names made with names
            found = tuple(self.scan(found, self.names, self.starts))
        return found

    def has_phrase(self, words: Words) -> bool:
        """Return whether a phrase can start at one of the words, or one is an adjective."""
        return any(word in self.starts or self.adjective(word) is not word for word in words)

    def scan(
        self,
        words: Words,
        names: Mapping[Words, str],
        longest: Mapping[str, int],
        whole: bool = False,
    ) -> Iterable[str]:
        """Yield tokens and words, the longest phrases first; ``whole`` allows all of the words."""
        place, size = 0, len(content(words)) + whole
        while place < len(words):
            word = words[place]
            furthest = min(len(words), place + 2 * longest.get(word, 0))
            for end in range(furthest, place, -1):
                phrase = content(words[place:end])
                if len(phrase) < size and phrase in names and words[end - 1] == phrase[-1]:
                    yield names[phrase]
                    place = end
                    break
            else:
                yield self.adjective(word) if size > 1 else word
                place += 1

    def place_of_adjective(self, word: str) -> str:
        """Return the place that an adjective belongs to, else the word."""
        for ending in load_words().adjectives:
            if word.endswith(ending) and word.removesuffix(ending) in self.stems:
                return self.stems[word.removesuffix(ending)]
        return word

    def places_in(self, words: Words) -> frozenset[str]:
        """Return the places that words name, alone or among others."""
        if not self.has_phrase(words):
            return frozenset()
        tokens = self.scan(words, self.place_names, self.place_starts, whole=True)
        return frozenset(self.places.intersection(tokens))


def certain(names: Mapping[Words, set[str]]) -> dict[Words, str]:
    """Return the names that one thing alone has."""
    return {words: min(tokens) for words, tokens in names.items() if words and len(tokens) == 1}


def starts(names: Iterable[Words]) -> dict[str, int]:
    """Return the length of the longest name by its first word."""
    found: dict[str, int] = {}
    for words in names:
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def content(words: Sequence[str]) -> Words:
    """Return words without those that say nothing."""
    stop = load_words().stop
    return tuple([word for word in words if word not in stop])
