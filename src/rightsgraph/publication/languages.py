"""The languages of the pages: words, numbers and dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from rightsgraph.publication.addresses import LANGUAGES

NAMES = {"en": "English", "fr": "Français", "es": "Español"}


@dataclass(frozen=True)
class Language:
    """One language of the pages.

    Attributes
    ----------
    code : str
        ``en``, ``fr`` or ``es``.
    name : str
        Its own name.
    gettext : callable
        The words for English ones: ``gettext("Sources")``.
    ngettext : callable
        The same by number: ``ngettext("%(number)s actor", "%(number)s actors", number)``.
    """

    code: str
    name: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return format_decimal(value, locale=self.code)

    def date(self, text: str) -> str:
        """Return a day, a month or a year, of ISO 8601, in words; any other text as it is."""
        try:
            if len(text) == 4:
                return str(int(text))
            if len(text) == 7:
                return format_date(date.fromisoformat(f"{text}-01"), "MMMM y", locale=self.code)
            return format_date(date.fromisoformat(text), "long", locale=self.code)
        except ValueError:
            return text


@cache
def language(code: str) -> Language:
    """Return a language by its code."""
    translations: Any = NullTranslations()
    if code != LANGUAGES[0]:
        source = files("rightsgraph") / "translations" / f"{code}.po"
        compiled = BytesIO()
        with source.open("rb") as stream:
            write_mo(compiled, read_po(stream, locale=code))
        compiled.seek(0)
        translations = Translations(compiled)
    return Language(code, NAMES[code], translations.gettext, translations.ngettext)
