"""The forms of RDF that each document is published in."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True)
class Form:
    """One form: its suffix, media type, and name for people."""

    suffix: str
    media_type: str
    name: str
    format: ox.RdfFormat | None = None


FORMS = (
    Form(".ttl", "text/turtle", "Turtle", ox.RdfFormat.TURTLE),
    Form(".jsonld", "application/ld+json", "JSON-LD"),
    Form(".json", "application/json", "JSON"),
    Form(".nt", "application/n-triples", "N-Triples", ox.RdfFormat.N_TRIPLES),
    Form(".rdf", "application/rdf+xml", "RDF/XML", ox.RdfFormat.RDF_XML),
    Form(".trig", "application/trig", "TriG", ox.RdfFormat.TRIG),
)
BY_SUFFIX = {form.suffix: form for form in FORMS}
MEDIA_TYPES = {form.suffix: form.media_type for form in FORMS} | {
    ".html": "text/html",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".js": "text/javascript",
    ".png": "image/png",
    ".rq": "application/sparql-query",
    ".svg": "image/svg+xml",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
