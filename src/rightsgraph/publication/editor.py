"""The page for queries in SPARQL, and what its editor knows of the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rightsgraph.namespaces import PREFIXES
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.questions import bound_examples, title_of

NAME = "sparql"
TERMS = "terms.json"
EXAMPLES = "sparql-examples.json"
USED = {
    "class": "SELECT ?term (COUNT(*) AS ?count) WHERE { ?thing a ?term } GROUP BY ?term",
    "property": "SELECT ?term (COUNT(*) AS ?count) WHERE { ?thing ?term ?value } GROUP BY ?term",
    "concept": """SELECT ?term (COUNT(?thing) AS ?count) WHERE {
        ?term a skos:Concept . OPTIONAL { ?thing ?property ?term } } GROUP BY ?term""",
}
START = """\
SELECT ?actor ?activity
WHERE {
    ?participation
        rg:actor ?actor ;
        rg:inActivity ?activity .
}
ORDER BY ?actor ?activity
LIMIT 100
"""


class Editor:
    """The page ``sparql``, ``terms.json`` for completion and ``sparql-examples.json``.

    Parameters
    ----------
    publication : Publication
        What is asked.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def paths(self) -> Iterator[str]:
        """Yield the paths of all of them."""
        yield from (TERMS, EXAMPLES)
        for language in LANGUAGES:
            yield NAME + page_suffix(language)

    def get(self, path: str) -> bytes | None:
        """Return one of them."""
        if path == TERMS:
            return dumped(self.terms())
        if path == EXAMPLES:
            return dumped(bound_examples(self.publication))
        page = Page.at(path)
        if not page or page.name != NAME:
            return None
        library = self.publication.graph.library
        return self.publication.render(
            "sparql.html",
            page,
            start=prefixed(START),
            examples=[(query.name, title_of(query, page)) for query in library],
            things=self.publication.graph.generation.things,
            suffix=page_suffix(page.language.code),
        )

    def terms(self) -> dict[str, object]:
        """Return prefixes, and the classes, properties and concepts in use with their numbers."""
        store = self.publication.store
        found = []
        for kind, question in USED.items():
            rows: Any = store.ask(question, kind)
            for row in sorted(rows, key=lambda row: (-int(row[1].value), str(row[0]))):
                name = self.publication.names.of(row[0].value, LANGUAGES[0]).text
                found.append([kind, row[0].value, name, int(row[1].value)])
        return {"prefixes": store.prefixes, "terms": found}


def prefixed(text: str) -> str:
    """Return a query with the prefixes that it uses."""
    used = sorted(prefix for prefix in PREFIXES if f" {prefix}:" in text)
    return "".join(f"PREFIX {one}: <{PREFIXES[one]}>\n" for one in used) + "\n" + text


def dumped(value: object) -> bytes:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
