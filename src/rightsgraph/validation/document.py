"""Split a copy of a numbered document into its passages."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rightsgraph.errors import DocumentError, MissingFileError

PARAGRAPH = re.compile(r"(\d{1,3})\.\s+(\S.*)")
ITEM = re.compile(r"\(([ivx]+)\)\s+(\S.*)")
FOOTNOTE = re.compile(r"(\d{1,2})\s+(?=\S)")
RULE = re.compile(r"\s{20,}")
PAGE = re.compile(r"^[\f ](?=\S)", re.MULTILINE)
ANNEX = re.compile(r"annexe?", re.IGNORECASE)
APOSTROPHE = re.compile(r"(?<=’)\s+(?=\w)")
QUOTED = re.compile(r"(?<=“)\s+|\s+(?=”)")


@dataclass
class Passage:
    """One numbered part of a document.

    Attributes
    ----------
    key : str
        ``body/3``, ``body/fn1``, ``annex/17/iv``, ``heading/iom-albania``.
    text : str
        Its own words in one line: those of a paragraph before and after its sub-items, not
        the sub-items.
    headings : tuple of str
        Keys of the headings that it stands under, the nearest first.
    parent : str
        Key of the paragraph that a sub-item belongs to, or an empty text.
    """

    key: str
    text: str = ""
    headings: tuple[str, ...] = ()
    parent: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the text in one line, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass
class Heading:
    """A heading as the graph knows it: its key, its words, and the key of the one above."""

    key: str
    title: str
    above: str = ""


def normalise(text: str) -> str:
    """Return a text in Unicode's composed form with single spaces and no line breaks.

    Examples
    --------
    >>> normalise("a  b\\n c")
    'a b c'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def tidy(text: str) -> str:
    """Return a normalised text without the spaces that scans leave inside quotes."""
    return QUOTED.sub("", APOSTROPHE.sub("", normalise(text)))


def split_document(path: Path, headings: Iterable[Heading]) -> dict[str, Passage]:
    """Return the passages of a copy of a document by key.

    Paragraphs are numbered on from 1 in the body and again in the annex, which begins with the
    heading "Annex". Sub-items begin with a small Roman numeral in brackets. A page begins with a
    form feed, or, where that was lost, with a single space; footnotes follow a line of spaces
    below a page's text. Headings are known from the graph.

    Parameters
    ----------
    path : pathlib.Path
        The copy, as text in UTF-8.
    headings : iterable of Heading
        In any order; those above others included.

    Raises
    ------
    MissingFileError
        The file cannot be read.
    DocumentError
        It is not text in UTF-8, or no paragraph is found in it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MissingFileError(path, (error.strerror or str(error)).lower()) from None
    except UnicodeDecodeError as error:
        raise DocumentError(
            path, f"byte {error.start} is not UTF-8; save the copy as UTF-8 text"
        ) from None
    splitter = Splitter(headings)
    for page in PAGE.split(text):
        splitter.read_page(page.splitlines())
    if not splitter.last:
        raise DocumentError(path, "no numbered paragraph found; name a copy of the whole document")
    for passage in splitter.passages.values():
        passage.text = normalise(passage.text)
    return splitter.passages


class Splitter:
    """Reads pages and keeps the passage that is being read."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self.headings = {fold_title(heading.title): heading for heading in headings}
        self.above = {heading.key: heading.above for heading in self.headings.values()}
        self.passages: dict[str, Passage] = {}
        self.part, self.last = "body", 0
        self.under: tuple[str, ...] = ()
        self.paragraph: Passage | None = None
        self.open: Passage | None = None

    def read_page(self, lines: list[str]) -> None:
        """Read a page: its text, then its footnotes."""
        rule = next(
            (number for number, line in enumerate(lines) if RULE.fullmatch(line)), len(lines)
        )
        for number, block in enumerate(blocks_of(lines[:rule])):
            self.read_block(" ".join(block).strip(), goes_on=number == 0)
        note = None
        for line in lines[rule + 1 :]:
            if match := FOOTNOTE.match(line):
                note = Passage(f"{self.part}/fn{match[1]}", headings=self.under)
                self.passages[note.key] = note
                line = line[match.end() :]
            if note:
                note.text += " " + line

    def read_block(self, text: str, goes_on: bool) -> None:
        """Read one heading, paragraph or item, or more of what came before.

        What begins a page goes on with the passage before it; elsewhere it goes on with the
        paragraph, below its items.
        """
        heading = self.headings.get(fold_title(text))
        paragraph, item = PARAGRAPH.fullmatch(text), ITEM.fullmatch(text)
        if heading and heading.key not in self.passages:
            self.read_heading(heading, text)
        elif paragraph and int(paragraph[1]) == self.last + 1:
            self.last += 1
            self.paragraph = self.start(
                Passage(f"{self.part}/{paragraph[1]}", paragraph[2], self.under)
            )
        elif item and self.paragraph:
            key = f"{self.paragraph.key}/{item[1]}"
            self.start(Passage(key, item[2], self.under, self.paragraph.key))
        else:
            if not goes_on:
                self.open = self.paragraph
            if self.open:
                self.open.text += " " + text

    def read_heading(self, heading: Heading, text: str) -> None:
        """Begin a section."""
        if ANNEX.fullmatch(text):
            self.part, self.last = "annex", 0
        chain = [heading.above] if heading.above else []
        while chain and self.above.get(chain[-1]):
            chain.append(self.above[chain[-1]])
        self.start(Passage(heading.key, text, tuple(chain)))
        self.under, self.paragraph = (heading.key, *chain), None

    def start(self, passage: Passage) -> Passage:
        """Begin a passage."""
        self.passages[passage.key] = self.open = passage
        return passage


def fold_title(text: str) -> str:
    """Return a heading's words in a form that two copies share."""
    return tidy(text).casefold()


def blocks_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield blocks of lines that empty lines keep apart."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
