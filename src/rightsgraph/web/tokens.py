"""The tokens of a SPARQL text, by the terminals of its grammar, in time linear in its length."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
MARKS = r"\u00B7\u0300-\u036F\u203F-\u2040"
NAME = rf"{BASE}_0-9\-{MARKS}"
ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
LOCAL = rf"(?:[{BASE}_:0-9]|{ESCAPED})(?:[{NAME}:]|{ESCAPED}|\.++(?=[{NAME}:%\\]))*+"
PREFIX = rf"[{BASE}](?:[{NAME}]|\.++(?=[{NAME}]))*+"
TOKEN = re.compile(
    rf"""
    (?P<space>   (?:[ \t\r\n]++ | \#[^\r\n]*+)++ )
  | (?P<iri>     <(?:[^<>"{{}}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{{4}} | \\U[0-9A-Fa-f]{{8}})*+> )
  | (?P<string>  '{{3}} (?: '{{0,2}}+ (?:[^'\\]|\\.) )*+ '{{3}}
               | "{{3}} (?: "{{0,2}}+ (?:[^"\\]|\\.) )*+ "{{3}}
               | ' (?:[^'\\\r\n]|\\.)*+ ' | " (?:[^"\\\r\n]|\\.)*+ " )
  | (?P<var>     [?$][{BASE}_0-9][{BASE}_0-9{MARKS}]*+ )
  | (?P<blank>   _:[{BASE}_0-9](?:[{NAME}]|\.++(?=[{NAME}]))*+ )
  | (?P<pname>   (?:{PREFIX})?+ : (?:{LOCAL})?+ )
  | (?P<words>   {PREFIX} | [{BASE}_][{NAME}]*+ )
  | (?P<tag>     @[A-Za-z]++(?:-[A-Za-z0-9]++)*+ )
  | (?P<number>  [+-]? (?: [0-9]++ (?: \.[0-9]++ | \.(?=[eE][+-]?[0-9]) )? | \.[0-9]++ )
                 (?:[eE][+-]?[0-9]++)? )
  | (?P<sign>    \|\| | && | \^\^ | != | <= | >= | << | >> | . )
    """,
    re.VERBOSE | re.DOTALL,
)
PART = re.compile(rf"(?P<word>[{BASE}_][{BASE}_0-9]*+)|(?P<number>[0-9]++)|(?P<sign>.)")
QUOTES = ("'", '"')
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """One token: its kind as in `TOKEN`, its text, and where it starts."""

    kind: str
    text: str
    start: int


def tokens_of(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Token]:
    """Yield the tokens of a part of a text without spaces and comments.

    Every text has tokens: a character that starts no terminal is a sign. A name in which dots and
    hyphens stand and behind which no colon stands is no prefix; its words are keywords. The last
    token is the quote of a string that has no end, if there is one.
    """
    for match in TOKEN.finditer(text, start, end):
        kind = match.lastgroup or ""
        if kind == "words":
            for part in PART.finditer(text, match.start(), match.end()):
                yield Token(part.lastgroup or "", part[0], part.start())
        elif kind != "space":
            yield Token(kind, match[0], match.start())
            if match[0] in QUOTES:
                return


def unescape(text: str) -> str:
    r"""Return a text with its codepoint escapes read, wherever they stand.

    Examples
    --------
    >>> unescape("ASK { SERV\\u0049CE ?x {} }")
    'ASK { SERVICE ?x {} }'

    References
    ----------
    .. [1] W3C, SPARQL 1.1 Query Language, section 19.2.
    """

    def character(match: re.Match) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 else match[0]

    return ESCAPE.sub(character, text)
