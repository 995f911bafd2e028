"""Names within names: places, states and organisations, which have other names in other places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rightsgraph.matching.words import load_words, words_of

MARK = "@"
STEM = 4  # letters that an adjective shares with the name of its country, at least


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
        self.tokens: dict[tuple[str, ...], str] = {}
        self.stems: dict[str, str] = {}
        self.places: set[str] = set()
        self.longest: dict[str, int] = {}
        ambiguous = set()
        for called, name, is_place in names:
            token, words = MARK + called, content(words_of(name))
            if is_place:
                self.places.add(token)
            if self.tokens.setdefault(words, token) != token:
                ambiguous.add(words)
        for words in ambiguous | {()}:
            self.tokens.pop(words, None)
        for words in sorted(self.tokens, key=len):
            self.know(words, self.tokens[words])
            self.know(self.replace(words), self.tokens[words])

    def know(self, words: tuple[str, ...], token: str) -> None:
        """Take up one phrase, and the stem of the adjectives made from a name of one word."""
        if len(words) == 1 and words[0].startswith(MARK):
            return
        self.tokens.setdefault(words, token)
        self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))
        if len(words) == 1 and token in self.places:
            stem = words[0].rstrip("aeiouy")
            if len(stem) >= STEM:
                self.stems.setdefault(stem, token)

    def replace(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return words with every known phrase among them as one token.

        A phrase that is all of the words stays as it is.
        """
        whole = content(words)
        found: tuple[str, ...] = tuple(words)
        for _ in range(2):  # the second time for names made with names
            found = tuple(self.tokens_in(found, len(whole)))
        return found

    def tokens_in(self, words: Sequence[str], size: int) -> Iterable[str]:
        """Yield tokens and words, the longest phrases first."""
        place, stop = 0, load_words().stop
        while place < len(words):
            for end in range(min(len(words), place + 2 * self.longest.get(words[place], 0)), place, -1):
                phrase = content(words[place:end])
                if words[end - 1] not in stop and len(phrase) < size and phrase in self.tokens:
                    yield self.tokens[phrase]
                    place = end
                    break
            else:
                yield self.adjective(words[place]) if size > 1 else words[place]
                place += 1

    def adjective(self, word: str) -> str:
        """Return the place that an adjective belongs to, else the word."""
        for ending in load_words().adjectives:
            token = self.stems.get(word.removesuffix(ending)) if word.endswith(ending) else None
            if token:
                return token
        return word

    def places_in(self, words: Sequence[str]) -> frozenset[str]:
        """Return the places that words name, alone or among others."""
        whole = self.tokens.get(content(words), "")
        return self.places.intersection({whole, *self.replace(words)})


def content(words: Sequence[str]) -> tuple[str, ...]:
    """Return words without those that say nothing."""
    stop = load_words().stop
    return tuple(word for word in words if word not in stop)
