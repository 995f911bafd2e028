"""The page about the data: version, licence, numbers, limits, downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode

from rightsgraph.namespaces import DCAT, DCTERMS, GRAPHS, RDF
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.downloads import DUMPS, EndpointAddress
from rightsgraph.publication.facts import Reader
from rightsgraph.publication.names import Names, licence_link
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.statistics import Statistics, count

NAME = "about"
SHARES = """
    SELECT ?actor (COUNT(DISTINCT ?activity) AS ?number) WHERE {
        ?participation a rg:Participation ; rg:actor ?actor ; rg:inActivity ?activity
    } GROUP BY ?actor ORDER BY DESC(?number) ?actor LIMIT 1"""
ALL = """
    SELECT (COUNT(DISTINCT ?activity) AS ?number) WHERE {
        ?participation a rg:Participation ; rg:inActivity ?activity
    }"""


class About:
    """The section of the page ``about``.

    Parameters
    ----------
    publication : Publication
        What is published.
    endpoint : str, optional
        The address of a SPARQL endpoint, where there is one.
    """

    def __init__(self, publication: Publication, endpoint: EndpointAddress = None) -> None:
        self.publication, self.endpoint = publication, endpoint
        self.names = Names(Reader(publication.store), publication.addresses)

    @cached_property
    def statistics(self) -> Statistics:
        """The numbers of the graph."""
        return count(self.publication.store)

    @cached_property
    def licence(self) -> str:
        """The licence of the data."""
        return licence_of(self.publication)

    def paths(self) -> Iterator[str]:
        """Yield the paths of the page in each language."""
        yield from (NAME + page_suffix(code) for code in LANGUAGES)

    def get(self, path: str) -> bytes | None:
        """Return the page."""
        page = Page.at(path)
        if page is None or page.name != NAME:
            return None
        generation = self.publication.graph.generation
        validation = generation.validation
        return self.publication.render(
            "about.html",
            page,
            statistics=self.statistics,
            actor=self.most_named(page),
            as_of=self.as_of,
            licence=licence_link(self.licence),
            validation=None if validation is None else sorted(validation.items()),
            graphs=[
                {"link": self.names.link(NamedNode(iri), page), "number": number}
                for iri, number in sorted(generation.graphs.items())
            ],
            dumps=[(dump.name, page.to(dump.path)) for dump in DUMPS],
            endpoint=self.endpoint,
        )

    def most_named(self, page: Page) -> dict[str, Any] | None:
        """Return the actor of most activities, if it is in a third of them or more."""
        (total,) = self.rows(ALL)
        for actor, number in self.rows(SHARES):
            share = int(number.value) / int(total[0].value)
            if 3 * share >= 1:
                return {"link": self.names.link(actor, page), "share": round(100 * share)}
        return None

    @cached_property
    def as_of(self) -> str:
        """The one day as of which all status is stated; an empty text where there are several."""
        days = self.rows("SELECT DISTINCT ?day WHERE { ?activity rg:statusAsOf ?day }")
        found = [day.value for (day,) in days]
        return found[0] if len(found) == 1 else ""

    def rows(self, question: str) -> list[Any]:
        """Return the rows of the answer to a question of this module."""
        answer: Any = self.publication.store.ask(question, NAME)
        return list(answer)


def licence_of(publication: Publication) -> str:
    """Return the licence of the data: of their catalogue, or else that of most of their graphs."""
    store = publication.store
    catalogues: Iterable[Any] = store.match(None, RDF.type, DCAT.Catalog)
    for quad in catalogues:
        for found in store.match(quad.subject, DCTERMS.license):
            return str(found.object.value)
    licences = [
        found.object.value
        for found in store.match(None, DCTERMS.license)
        if found.subject.value.startswith(GRAPHS)
    ]
    return max(sorted(set(licences)), key=licences.count, default="")
