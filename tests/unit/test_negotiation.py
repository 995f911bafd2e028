"""What a client gets of several forms and languages."""

import pytest

from rightsgraph.web.negotiation import best_language, best_type

OFFERS = ("text/html", "text/turtle", "application/ld+json")
CHROMIUM = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8"
)


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        (CHROMIUM, "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle; charset=utf-8", "text/turtle"),
        ("text/turtle;q=0.3, application/ld+json;q=0.4", "application/ld+json"),
        ("application/ld+json, */*;q=0.1", "application/ld+json"),
        ("text/*, application/ld+json;q=0.9", "text/html"),
        ("text/html;q=0, text/*", "text/turtle"),
        ("text/html;q=0", None),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/turtle;q=nonsense", None),
        ("text/turtle, */*", "text/turtle"),
    ],
)
def test_the_media_type_that_is_preferred(accept, best):
    assert best_type(accept, OFFERS) == best


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("es-MX,es;q=0.9,en;q=0.1", "es"),
        ("de,fr;q=0.2", "fr"),
        ("en;q=0.1, fr;q=0.2", "fr"),
        ("fr;q=0", "en"),
        ("*", "en"),
    ],
)
def test_the_language_that_is_preferred(accept, best):
    assert best_language(accept, ("en", "fr", "es")) == best
