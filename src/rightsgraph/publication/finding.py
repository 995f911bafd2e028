"""Search by name: the page of results, and the index that the pages of a static site search."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from rightsgraph.labels import LABELS, Found
from rightsgraph.namespaces import OWL, RDF, RDFS, RG, SKOS
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.languages import language
from rightsgraph.publication.naming import Name
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.words import foreign_words

INDEX = "search.json"
SHOWN = 100
PLAIN = {RG.Actor, OWL.NamedIndividual, SKOS.ConceptScheme, RDFS.Class}  # less than another class


@dataclass(frozen=True)
class Result:
    """One thing found: its name, its page, its kind, and the name that fitted if another."""

    name: Name
    address: str
    kind: Name
    matched: str


class Search:
    """The page ``search`` before anything is asked, and ``search.json``.

    The index is ``{"kinds": [{language: name}], "things": [[document, kind, [[language, name]]]]}``
    where a kind is a number in the list before, and the preferred names come first.

    Parameters
    ----------
    publication : Publication
        What is searched.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def paths(self) -> Iterator[str]:
        """Yield the paths of both."""
        yield INDEX
        for code in LANGUAGES:
            yield "search" + page_suffix(code)

    def get(self, path: str) -> bytes | None:
        """Return one of them."""
        if path == INDEX:
            return self.index()
        page = Page.at(path)
        if page and page.name == "search":
            return search_page(self.publication, page, "", [])
        return None

    def index(self) -> bytes:
        """Return the names of everything that has a page, as JSON."""
        kinds: dict[NamedNode | None, int] = {}
        things = []
        for thing, names in sorted(self.names().items(), key=lambda item: item[0].value):
            document = self.publication.addresses.name(thing.value)
            if document and "#" not in thing.value:
                number = kinds.setdefault(kind_of(self.publication, thing), len(kinds))
                things.append([document, number, names])
        words = [
            {one: kind_name(self.publication, kind, one).text for one in LANGUAGES} if kind else {}
            for kind in kinds
        ]
        return json.dumps(
            {"kinds": words, "things": things}, ensure_ascii=False, separators=(",", ":")
        ).encode()

    def names(self) -> dict[NamedNode, list[list[str]]]:
        """Return language and text of all names of each thing, preferred ones first."""
        found: dict[NamedNode, list[list[str]]] = {}
        for predicate in LABELS:
            quads = sorted(self.publication.store.match(None, predicate), key=str)
            for quad in quads:
                thing, text = quad.subject, quad.object
                if isinstance(thing, NamedNode) and isinstance(text, Literal):
                    names = found.setdefault(thing, [])
                    if [text.language or "", text.value] not in names:
                        names.append([text.language or "", text.value])
        return found


def search_page(
    publication: Publication, page: Page, query: str, results: Iterable[Found]
) -> bytes:
    """Return the page of what a search has found.

    Parameters
    ----------
    publication : Publication
        What was searched.
    page : Page
        The page and its language.
    query : str
        The words as typed.
    results : iterable of Found
        What `rightsgraph.graph.Graph.search` returned, best first; the first 100 are shown.
    """
    found = [*results]
    suffix = page_suffix(page.language.code)
    shown = []
    for one in found[:SHOWN]:
        name = publication.names.of(one.iri, page.language.code)
        kind = kind_of(publication, NamedNode(one.iri))
        shown.append(
            Result(
                name,
                publication.addresses.link(one.iri, page.name, suffix) or "",
                kind_name(publication, kind, page.language.code) if kind else Name(""),
                one.matched if one.matched != name.text else "",
            )
        )
    return publication.render("search.html", page, query=query, results=shown, total=len(found))


def kind_of(publication: Publication, thing: NamedNode) -> NamedNode | None:
    """Return the class that says most of a thing; of a concept its scheme."""
    schemes = [quad.object for quad in publication.store.match(thing, SKOS.inScheme)]
    if schemes:
        return min(schemes, key=str)
    classes = {quad.object for quad in publication.store.match(thing, RDF.type)}
    return min(classes - PLAIN or classes, key=str, default=None)


def kind_name(publication: Publication, kind: NamedNode, code: str) -> Name:
    """Return the name of a class or scheme; of a foreign class without one, its words."""
    name = publication.names.of(kind.value, code)
    words = foreign_words(name.text)
    return Name(language(code).gettext(words)) if words else name
