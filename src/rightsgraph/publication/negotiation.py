"""Which document fits a request, as regular expressions that web servers read.

A preference is a pattern of a header and what to take if it fits; the first that fits counts.
Quality values are told apart in three steps: 1, from 0.5, below 0.5; 0 is a refusal.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from rightsgraph.namespaces import OWL, RDF
from rightsgraph.publication.addresses import LANGUAGES, RESERVED, page_suffix
from rightsgraph.publication.formats import FORMS
from rightsgraph.publication.publication import Publication

HTML = "html"  # the page, in the language that fits
STEPS = (
    r"(?:;\s*q=1(?:\.0*)?\s*)?(?:,|$)",
    r";\s*q=0?\.[5-9]\d*\s*(?:,|$)",
    r";\s*q=0?\.(?:0*[1-4]|0+[5-9])\d*\s*(?:,|$)",
)
OTHER = r"(?:;\s*(?!q=)[^;,]*)*"  # parameters that are no quality value
NOT_REFUSED = r"(?!;\s*q=0(?:\.0*)?\s*(?:,|$))"
PAGES = ("text/html", "application/xhtml+xml")
PLAIN = rf"(?:(?!(?:{RESERVED.pattern})(?:/|$))[a-z0-9-]{{1,180}}(?:/(?!$)|$))+"


def media_types() -> list[tuple[str, str]]:
    """Return the preferences of ``Accept``: a page or the suffix of a form.

    Where several have the same quality the page comes first, then the forms in their order.
    """
    types = [(name, HTML) for name in PAGES]
    types += [(form.media_type, form.suffix) for form in FORMS]
    found = [
        (rf"(?:^|,)\s*{re.escape(name)}\s*{OTHER}{step}", suffix)
        for step in STEPS
        for name, suffix in types
    ]
    anything = rf"(?:^|,)\s*(?:\*/\*|text/\*)\s*{OTHER}{NOT_REFUSED}(?:;|,|$)"
    application = rf"(?:^|,)\s*application/\*\s*{OTHER}{NOT_REFUSED}(?:;|,|$)"
    return [*found, (anything, HTML), (application, ".jsonld")]


def languages() -> list[tuple[str, str]]:
    """Return the preferences of ``Accept-Language``: the suffix of the page.

    Of several of quality 1 the first in the header counts.
    """
    first = [(rf"^\s*{code}(?:-[a-z0-9-]+)?\s*{STEPS[0]}", page_suffix(code)) for code in LANGUAGES]
    later = [
        (rf"(?:^|,)\s*{code}(?:-[a-z0-9-]+)?\s*{step}", page_suffix(code))
        for step in STEPS
        for code in LANGUAGES
    ]
    return first + later


def exceptions(publication: Publication) -> dict[str, str]:
    """Return the names of documents by the path that leads to each, where the two differ.

    A path is that below the address of the site, as a server sees it: decoded. The version of the
    ontology is published as the ontology itself.
    """
    addresses, store = publication.addresses, publication.store
    found = {}
    rows: Any = store.ask("SELECT DISTINCT ?s WHERE { ?s ?p ?o }", "paths")
    for (subject,) in rows:
        iri = subject.value
        name = addresses.name(iri)
        if name and not re.fullmatch(PLAIN, path_of(publication, iri)):
            found[path_of(publication, iri)] = name
    for quad in store.match(None, RDF.type, OWL.Ontology):
        own = addresses.name(quad.subject.value)
        for version in store.match(quad.subject, OWL.versionIRI):
            if own and addresses.name(version.object.value):
                found[path_of(publication, version.object.value)] = own
    found.pop("", None)
    return dict(sorted(found.items()))


def path_of(publication: Publication, iri: str) -> str:
    """Return the path of an IRI below the address of the site, decoded, without fragment."""
    for namespace, folder in publication.addresses.folders.items():
        if iri.startswith(namespace):
            return folder + unquote(iri[len(namespace) :].partition("#")[0])
    return ""
