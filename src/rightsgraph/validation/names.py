"""Names and numbers in running text, and whether a label covers them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rightsgraph.folding import fold

WORD = re.compile(r"[^\W\d_](?:[\w&]|[’'./-](?=\w))*")
SENTENCE_START = re.compile(r"(?:^|[.!?:;]|\(\d+\))[\s”’\"“]*\d{0,2}[\s“\"]*$")
CONNECTORS = {
    "of",
    "for",
    "and",
    "the",
    "on",
    "in",
    "de",
    "des",
    "du",
    "la",
    "le",
    "les",
    "et",
    "aux",
    "sur",
}
CALENDAR = set(
    """
    january february march april may june july august september october november december
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    """.split()
)
NUMBER_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty
    """.split()

Token = tuple[int, int, str]


def folded(text: str) -> str:
    """Return a text in which labels can be found: folded, without quotes and stray spaces."""
    plain = fold(text.replace("œ ", "œ").replace("œ", "oe"))
    plain = re.sub(r"[“”«»\"]", " ", plain)
    plain = re.sub(r"(?<=')\s+(?=\w)|(?<=\w-)\s+(?=\w)", "", plain)
    return " ".join(plain.split())


def contains(text: str, label: str) -> bool:
    """Return whether a folded text has a label as whole words.

    Examples
    --------
    >>> contains(folded("visits by IOM’ s staff"), "IOM")
    True
    >>> contains(folded("the Shelters"), "Shelter")
    False
    """
    wanted = folded(label)
    return bool(wanted) and bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text))


def number_in(text: str, number: int) -> bool:
    """Return whether a folded text has a number, in figures or, up to twenty, in words.

    Examples
    --------
    >>> number_in("3,450 schoolteachers", 3450), number_in("ten social workers", 10)
    (True, True)
    """
    word = NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else ""
    forms = [str(number), f"{number:,}", *filter(None, [word])]
    return any(re.search(rf"(?<![\d,]){re.escape(form)}(?![\d]|,\d)", text) for form in forms)


def names_in(text: str, lower: set[str], heading: bool = False) -> list[list[Token]]:
    """Return the names in a text: acronyms, and runs of capitalised words.

    The first word of a sentence counts only as part of a longer run, and there only if the
    document nowhere has it in small letters. Months are no names. In headings, where capitals
    say little, only acronyms count, and none where all is in capitals.

    Parameters
    ----------
    text : str
        A passage in one line.
    lower : set of str
        The words that the document has in small letters.
    heading : bool
        Whether the text is a heading.

    Returns
    -------
    list of list of (int, int, str)
        Each name as its words with their places in the text.

    Examples
    --------
    >>> names = names_in("The UNHCR met Caritas Rome.", {"the"})
    >>> [[word for _, _, word in name] for name in names]
    [['UNHCR'], ['Caritas', 'Rome']]
    """
    if heading and text.isupper():
        return []
    names: list[list[Token]] = []
    previous_end = -1
    for match in WORD.finditer(text):
        word, start = match[0], match.start()
        acronym = any(is_acronym(part) for part in re.split(r"[/-]", word))
        capital = word[0].isupper() and word.casefold() not in CALENDAR
        if not (acronym or (capital and not heading)):
            continue
        gap = text[previous_end:start] if previous_end >= 0 else " . "
        joined = bool(names) and set(gap.split()) <= CONNECTORS and not re.search(r"[^\w\s-]", gap)
        starts_sentence = bool(SENTENCE_START.search(text[:start]))
        if joined and not starts_sentence and not acronym and names[-1]:
            names[-1].append((start, match.end(), word))
        elif not starts_sentence or acronym or starts_name(text[match.end() :], word, lower):
            names.append([(start, match.end(), word)])
        else:
            continue
        previous_end = match.end()
    return names


def is_acronym(word: str) -> bool:
    """Return whether a word has two capitals."""
    return sum(sign.isupper() for sign in word) >= 2


def starts_name(rest: str, word: str, lower: set[str]) -> bool:
    """Return whether the first word of a sentence begins a longer name."""
    following = re.match(r"\s+([^\W\d_])", rest)
    return following is not None and following[1].isupper() and word.casefold() not in lower


@cache
def label_pattern(label: str) -> re.Pattern:
    """Return a pattern that finds a label in running text, whatever its spaces and quotes."""
    parts = re.findall(r"\w+|[^\w\s]", label)
    gap = r"[\s“”\"'’‘]*"
    return re.compile(rf"(?<!\w){gap.join(map(re.escape, parts))}(?!\w)", re.IGNORECASE)


def covered(text: str, labels: Iterable[str]) -> set[int]:
    """Return the positions in a text that some label covers."""
    return {
        position
        for label in labels
        if label.strip()
        for match in label_pattern(label).finditer(text)
        for position in range(*match.span())
    }
