"""The words of names: what is left of a text when spellings, plurals and abbreviations are one."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from rightsgraph.folding import fold

ACRONYM = re.compile(r"(?<!\w)(?:\w\.[ ]?){2,}(?:\w(?!\w))?")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
TURN = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
DIGIT = re.compile(r"\d")
LONGEST = 8  # letters of an acronym at most


class Words:
    """The word lists beside this module.

    Attributes
    ----------
    stop, forms, kinds, offices, governments : frozenset of str
        Words that say nothing, or little, of which body a name is of.
    adjectives : tuple of str
        Endings of adjectives made from names of countries.
    same : dict of str to str
        The word that another is a spelling, an abbreviation or a translation of.
    """

    def __init__(self, lists: dict) -> None:
        self.plain = lru_cache(maxsize=1 << 18)(self.one_form)
        self.same = {one: word for word, others in lists["same"].items() for one in others}
        self.joined = re.compile(rf"\b({'|'.join(lists['joined'])})[- ](?=\w)")
        self.elided = tuple(f"{one}'" for one in lists["elided"])
        self.stop, self.forms, self.kinds, self.offices, self.governments = (
            frozenset(map(self.plain, lists[key]))
            for key in ("stop", "forms", "kinds", "offices", "governments")
        )
        self.adjectives = tuple(lists["adjectives"])

    def one_form(self, word: str) -> str:
        """Return the one form of a word.

        Examples
        --------
        >>> [load_words().plain(word) for word in ("int'l", "d'organisations", "women's", "press")]
        ['international', 'organization', 'woman', 'press']
        """
        for one in (word, singular(word)):
            if one in self.same:
                return self.same[one]
        if word.startswith(self.elided):
            return self.plain(word.partition("'")[2])
        bare = singular(word.removesuffix("'s").replace("'", ""))
        return self.same.get(bare, bare)


def singular(word: str) -> str:
    """Return a word without the s of a plural; short words stay."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def load_words() -> Words:
    """Return the word lists."""
    text = (files("rightsgraph.matching") / "words.toml").read_text(encoding="utf-8")
    return Words(tomllib.loads(text))


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in order, each in its one form.

    Case, accents, full stops in acronyms, plurals, and the spellings and abbreviations of
    ``words.toml`` do not matter.

    Examples
    --------
    >>> words_of("Intl Organisation for Migration (I.O.M.)")
    ('international', 'organization', 'for', 'migration', 'iom')
    >>> words_of("l’Organisation des Nations Unies pour l’éducation")
    ('organization', 'des', 'nation', 'united', 'pour', 'education')
    """
    words = load_words()
    folded = words.joined.sub(r"\1", undotted(fold(text)))
    if DIGIT.search(folded):
        folded = TURN.sub(" ", folded)
    return tuple(map(words.plain, WORD.findall(folded)))


def undotted(text: str) -> str:
    """Return a text with the acronyms in it written without full stops."""
    if "." not in text:
        return text
    return ACRONYM.sub(lambda found: re.sub(r"[. ]", "", found[0]) + " ", text)


def acronyms_of(text: str) -> frozenset[str]:
    """Return those words of a name that are written like acronyms, each in its one form.

    Examples
    --------
    >>> acronyms_of("Office des Tunisiens à l'Etranger (OTE)")
    frozenset({'ote'})
    """
    joined = undotted(text)
    if joined.isupper() and len(joined.split()) > 1:
        return frozenset()
    found = (word for word in WORD.findall(joined) if word.isupper() and 2 <= len(word) <= LONGEST)
    return frozenset(load_words().plain(fold(word)) for word in found)


def is_acronym_of(acronym: str, words: tuple[str, ...]) -> bool:
    """Return whether an acronym is made from the initials of words, in order, and of most of them.

    Examples
    --------
    >>> is_acronym_of("ote", ("office", "des", "tunisien", "a", "l'etranger"))
    False
    >>> is_acronym_of("ote", ("office", "des", "tunisien", "a", "etranger"))
    True
    """
    stop = load_words().stop
    initials = iter(word[0] for word in words)
    return all(letter in initials for letter in acronym) and 2 * len(acronym) > sum(
        word not in stop for word in words
    )
