"""Each word of the pages is in French and Spanish, once, with the same parts to fill in."""

import re
import warnings
from collections import Counter
from importlib.resources import files

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from pyoxigraph import NamedNode

from rightsgraph.identifiers import compress_iri
from rightsgraph.publication.addresses import LANGUAGES
from rightsgraph.publication.languages import language
from rightsgraph.publication.words import foreign_words

PACKAGE = files("rightsgraph")
CODE, PAGES = PACKAGE / "publication", PACKAGE / "templates" / "site"
CALLS = {"_": None, "gettext": None, "ngettext": (1, 2)}
JINJA = {"trimmed": "true", "silent": "false"}
PART = re.compile(r"\{\w*\}|%\(\w+\)\w|%\w")
OTHERS = LANGUAGES[1:]


def words_of_folder(folder, suffix, method, options=None):
    found = set()
    for path in folder.iterdir():
        if path.name.endswith(suffix):
            with path.open("rb") as stream:
                for _, words, *_ in extract(method, stream, keywords=CALLS, options=options):
                    found.add(words)
    return found


@pytest.fixture(scope="module")
def used():
    """The words that code and templates ask for; those with a plural are pairs."""
    return words_of_folder(CODE, ".py", "python") | words_of_folder(
        PAGES, ".html", "jinja2.ext:babel_extract", JINJA
    )


@pytest.fixture(scope="module")
def foreign(graph):
    """The words made for the terms of other vocabularies in the graph."""
    terms = {
        term
        for quad in graph.store.quads()
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode)
    }
    prefixes = graph.store.prefixes
    return {foreign_words(compress_iri(term.value, prefixes)) for term in terms} - {""}


def source_of(code):
    return PACKAGE / "translations" / f"{code}.po"


def catalogue(code):
    with source_of(code).open("rb") as stream:
        return {message.id: message for message in read_po(stream, locale=code) if message.id}


def forms_of(words):
    return words if isinstance(words, (tuple, list)) else (words,)


def test_words_are_found_where_they_are_used(used):
    assert {"Skip to the content", "without a name", "inferred"} <= used
    assert ("{number} year", "{number} years") in used
    assert len(used) > 200


@pytest.mark.parametrize("code", OTHERS)
def test_all_words_are_translated_and_none_is_left_over(code, used, foreign):
    assert "sub organization of" in foreign
    assert set(catalogue(code)) == used | foreign


@pytest.mark.parametrize("code", OTHERS)
def test_translations_are_complete(code):
    for words, message in catalogue(code).items():
        forms = forms_of(message.string)
        assert all(form.strip() for form in forms), words
        assert len(forms) == (2 if isinstance(words, tuple) else 1), words
        assert not message.fuzzy, words


@pytest.mark.parametrize("code", OTHERS)
def test_translations_have_the_parts_and_the_end_of_the_words(code):
    for words, message in catalogue(code).items():
        expected = Counter(PART.findall(forms_of(words)[-1]))
        for form in forms_of(message.string):
            assert Counter(PART.findall(form)) == expected, words
            assert (form[-1] in ".?:…") == (forms_of(words)[0][-1] in ".?:…"), words


@pytest.mark.parametrize("code", OTHERS)
def test_files_name_each_word_once(code):
    lines = source_of(code).read_text().splitlines()
    named = Counter(line for line in lines if line.startswith("msgid "))
    assert [line for line, number in named.items() if number > 1] == []
    with warnings.catch_warnings(), source_of(code).open("rb") as stream:
        warnings.simplefilter("error")
        read_po(stream, locale=code, abort_invalid=True)


def test_numbers_choose_the_form():
    words = ("{number} day", "{number} days")
    french, spanish = language("fr").ngettext, language("es").ngettext
    assert [french(*words, number) for number in (0, 1, 2)] == [
        "{number} jour",
        "{number} jour",
        "{number} jours",
    ]
    assert [spanish(*words, number) for number in (0, 1, 2)] == [
        "{number} días",
        "{number} día",
        "{number} días",
    ]
