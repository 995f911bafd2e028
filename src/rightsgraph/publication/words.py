"""Literals and the terms of foreign vocabularies in words."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.numbers import get_decimal_symbol
from pyoxigraph import Literal

from rightsgraph.namespaces import EDTF, XSD
from rightsgraph.publication.languages import Language, language

WHOLE = {XSD.integer, XSD.int, XSD.long, XSD.nonNegativeInteger, XSD.positiveInteger}
BROKEN = {XSD.decimal, XSD.double, XSD.float}
DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z_]+")
FOREIGN = {"adms", "bibo", "dcat", "dcterms", "foaf", "org", "owl", "prov", "qb", "rdf", "rdfs"}
FOREIGN |= {"schema", "sh", "skos", "vann", "void"}
WHOLE_WORDS = {"pref": "preferred", "alt": "alternative"}
CLOSED = "{one} – {other}"


def words_of(local: str) -> str:
    """Return the words in the local name of a term.

    Examples
    --------
    >>> words_of("subOrganizationOf")
    'sub organization of'
    >>> words_of("IRIOrLiteral")
    'IRI or literal'
    >>> words_of("prefLabel")
    'preferred label'
    """
    parts = [WHOLE_WORDS.get(part, part) for part in PART.findall(local)]
    return " ".join(part if part.isupper() and len(part) > 1 else part.lower() for part in parts)


def foreign_words(curie: str) -> str:
    """Return the words in the CURIE of a term of a known vocabulary; none of any other.

    Examples
    --------
    >>> foreign_words("skos:inScheme"), foreign_words("rg:when")
    ('in scheme', '')
    """
    prefix, _, local = curie.partition(":")
    return words_of(local) if prefix in FOREIGN and local.isalpha() else ""


@lru_cache(maxsize=100_000)
def literal(value: Literal, code: str) -> str:
    """Return a literal as a language writes it: dates, numbers, durations; other texts as is."""
    kind, text, words = value.datatype, value.value, language(code)
    if kind == EDTF.EDTF:
        return edtf(text, words)
    if kind == XSD.date or kind == XSD.gYearMonth or kind == XSD.gYear:
        return words.date(text)
    if kind in WHOLE and text.lstrip("-").isdecimal() and len(text) < 20:
        return words.number(int(text))
    if kind in BROKEN:
        return text.replace(".", get_decimal_symbol(code)) if text.count(".") < 2 else text
    if kind == XSD.boolean and text in ("true", "false", "1", "0"):
        return words.gettext("yes") if text in ("true", "1") else words.gettext("no")
    if kind == XSD.duration:
        return duration(text, words)
    return text


def edtf(text: str, words: Language) -> str:
    """Return a date of EDTF in words: a day, month or year, an interval, open or not.

    Examples
    --------
    >>> edtf("2000-11/..", language("en")), edtf("2001-10", language("en"))
    ('from November 2000', 'October 2001')
    """
    begin, slash, end = text.partition("/")
    if not slash:
        return day(text, words)
    if end in ("..", ""):
        return words.gettext("from {date}").format(date=day(begin, words))
    if begin in ("..", ""):
        return words.gettext("until {date}").format(date=day(end, words))
    return CLOSED.format(one=day(begin, words), other=day(end, words))


def day(text: str, words: Language) -> str:
    """Return one side of a date; approximate and uncertain ones say so."""
    plain = text.rstrip("~?%")
    if not DAY.fullmatch(plain):
        return text
    shown = words.date(plain)
    if text.endswith(("~", "%")):
        shown = words.gettext("about {date}").format(date=shown)
    return f"{shown} (?)" if text.endswith(("?", "%")) else shown


def duration(text: str, words: Language) -> str:
    """Return a duration of years, months, weeks and days in words; any other as it is.

    Examples
    --------
    >>> duration("P1Y6M", language("en"))
    '1 year, 6 months'
    """
    match = DURATION.fullmatch(text)
    if not match or not any(match.groups()):
        return text
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    ngettext = words.ngettext
    parts = [
        years and ngettext("{number} year", "{number} years", years).format(number=years),
        months and ngettext("{number} month", "{number} months", months).format(number=months),
        weeks and ngettext("{number} week", "{number} weeks", weeks).format(number=weeks),
        days and ngettext("{number} day", "{number} days", days).format(number=days),
    ]
    return ", ".join(part for part in parts if part)
