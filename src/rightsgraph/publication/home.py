"""The first page: what the graph is, what is in it, its network, its map, and what it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from pyoxigraph import NamedNode

from rightsgraph.errors import RightsGraphError
from rightsgraph.namespaces import RG, SCHEMA
from rightsgraph.publication.addresses import HOME, LANGUAGES, page_suffix
from rightsgraph.publication.naming import Name
from rightsgraph.publication.networkpages import MAIN
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.questions import Questions, title_of
from rightsgraph.publication.statistics import count
from rightsgraph.publication.world import HEIGHT, WIDTH, place

COUNTED = (
    ("actor", "list/actor", (RG.Actor,)),
    ("activity", "list/activity", (RG.Activity,)),
    ("instrument", "list/instrument", (RG.Instrument, RG.Agreement)),
    ("place", "list/place", (RG.Place,)),
    ("passage", "passages", (RG.Passage,)),
)
EXAMPLES = (
    "partners-of",
    "who-does-what-where",
    "treaties-by-country",
    "signed-not-accepted",
    "rights-by-activities",
    "top-brokers",
)


@dataclass(frozen=True)
class Point:
    """A country on the map: where, how large, its name, its page, its number of activities."""

    x: float
    y: float
    radius: float
    name: Name
    address: str
    count: int


class Home:
    """The page ``index``.

    Parameters
    ----------
    publication : Publication
        What it is the first page of.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.questions = Questions(publication)

    def paths(self) -> Iterator[str]:
        """Yield the paths of the page."""
        for language in LANGUAGES:
            yield HOME + page_suffix(language)

    def get(self, path: str) -> bytes | None:
        """Return the page in a language."""
        page = Page.at(path)
        if not page or page.name != HOME:
            return None
        library = self.questions.queries
        return self.publication.render(
            "home.html",
            page,
            counts=self.counts,
            statements=count(self.publication.store).triples,
            network=MAIN if MAIN in self.publication.graph.definitions.paths else None,
            points=self.points(page),
            size=(WIDTH, HEIGHT),
            questions=[
                (name, title_of(library[name], page), number)
                for name, number in self.answers.items()
            ],
            total=len(library),
        )

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """What is counted, the name of its page, and its number."""
        links = self.publication.graph.links
        return [
            (key, name, len(set().union(*map(links.instances, classes))))
            for key, name, classes in COUNTED
        ]

    @cached_property
    def answers(self) -> dict[str, int]:
        """Number of rows that answer each example question, where it has an answer."""
        found = {}
        for name in EXAMPLES:
            if name in self.questions.queries:
                answer = self.questions.answer(name)
                if not isinstance(answer, RightsGraphError):
                    found[name] = answer.table.total
        return found

    @cached_property
    def countries(self) -> list[tuple[NamedNode, int]]:
        """The countries that activities take place in or concern, with the number of these."""
        links = self.publication.graph.links
        activities = links.instances(RG.Activity)
        number = Counter(one for activity in activities for one in links.countries(activity))
        return sorted(number.items(), key=lambda item: (-item[1], item[0].value))

    def points(self, page: Page) -> list[Point]:
        """Return the countries as points, the largest first so that none hides another."""
        points = []
        for country, number in self.countries:
            degrees = coordinates(self.publication, country)
            if degrees:
                x, y = place(*degrees)
                suffix = page_suffix(page.language.code)
                address = self.publication.addresses.link(country.value, page.name, suffix)
                name = self.publication.names.of(country.value, page.language.code)
                radius = round(5 + 3.2 * sqrt(number), 1)
                points.append(Point(x, y, radius, name, address or "", number))
        return points


def coordinates(publication: Publication, thing: NamedNode) -> tuple[float, float] | None:
    """Return longitude and latitude of a place, where they are known."""
    links = publication.graph.links
    found = [links.texts(one).get(thing) for one in (SCHEMA.longitude, SCHEMA.latitude)]
    if not all(found):
        return None
    longitude, latitude = (float(values[0].value) for values in found if values)
    return longitude, latitude
