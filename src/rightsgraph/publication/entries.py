"""What the lists of the site show of each thing: facts in words, figures, and facet values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import NamedNode

from rightsgraph.folding import fold
from rightsgraph.namespaces import DCTERMS, RG, RGS, SKOS
from rightsgraph.networks.links import Links
from rightsgraph.publication.naming import Name, Names

REPORTING = RGS["role-reporting"]
LONGEST = 30  # years that one activity counts to, at most
Values = Callable[[NamedNode], list[NamedNode]]


@dataclass(frozen=True)
class Value:
    """One value of a facet: its word in an address, its name, the thing that it is."""

    slug: str
    name: Name
    iri: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing of a list.

    Attributes
    ----------
    facts : tuple of tuple of Name
        Names of types, places and the like, one tuple a kind of fact.
    when : tuple of str
        First and last date as ISO 8601, where it has one; ``..`` is open.
    figures : dict of str to int
        Numbers by what is counted.
    facets : dict of str to list of Value
        By the key of the facet.
    """

    iri: str
    name: Name
    facts: tuple[tuple[Name, ...], ...] = ()
    when: tuple[str, ...] = ()
    figures: dict[str, int] = field(default_factory=dict)
    facets: dict[str, list[Value]] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """What one list holds, and how its entries are described.

    Attributes
    ----------
    classes : tuple of NamedNode
        What its entries are instances of.
    facets : tuple of str
        Keys of its facets, in order.
    facts : tuple of str
        Keys of what is told of each entry: facets, or values of `Entries.values`.
    figures : tuple of str
        What is counted on each entry.
    """

    classes: tuple[NamedNode, ...]
    facets: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


KINDS = {
    "actor": Kind(
        (RG.Actor,),
        ("type", "country", "role"),
        ("type", "country"),
        ("activities", "partners"),
    ),
    "activity": Kind(
        (RG.Activity,),
        ("status", "topic", "type", "country", "year"),
        ("type", "country", "status"),
        ("actors",),
    ),
    "instrument": Kind(
        (RG.Instrument, RG.Agreement), ("type", "force"), ("type", "force"), ("parties",)
    ),
    "place": Kind((RG.Place,), ("type",), ("type", "within"), ("activities",)),
    "network": Kind((RG.Network,), (), (), ("nodes", "ties")),
    "scheme": Kind((SKOS.ConceptScheme,), (), (), ("concepts",)),
}


class Entries:
    """The entries of lists in one language.

    Parameters
    ----------
    links : Links
        The graph.
    names : Names
        Its names.
    language : str
        Of the names.
    """

    def __init__(self, links: Links, names: Names, language: str) -> None:
        self.links, self.names, self.language = links, names, language

    def of(self, kind: Kind) -> list[Entry]:
        """Return the entries of a list, by name."""
        things = {thing for one in kind.classes for thing in self.links.instances(one)}
        entries = [self.entry(thing, kind) for thing in things]
        return sorted(entries, key=lambda entry: (fold(entry.name.text), entry.iri))

    def entry(self, thing: NamedNode, kind: Kind) -> Entry:
        """Return one entry."""
        told = ([self.name(value) for value in self.values(key)(thing)] for key in kind.facts)
        return Entry(
            thing.value,
            self.name(thing),
            tuple(tuple(names) for names in told if names),
            self.when(thing),
            {key: count for key in kind.figures if (count := self.figure(key, thing))},
            {key: self.facet(key, thing) for key in kind.facets},
        )

    def name(self, thing: NamedNode) -> Name:
        """Return a name in the language."""
        return self.names.of(thing.value, self.language)

    def values(self, key: str) -> Values:
        """Return what finds the values of a fact of a thing."""
        links = self.links
        single = {
            "force": RG.legalForce,
            "status": RG.status,
            "topic": DCTERMS.subject,
            "within": DCTERMS.isPartOf,
        }
        if key in single:
            return lambda thing: links.of(single[key]).get(thing, [])
        if key == "type":
            return self.types
        if key == "country":
            return self.countries
        return lambda thing: sorted(self.roles.get(thing, ()), key=str)

    def types(self, thing: NamedNode) -> list[NamedNode]:
        """Return the types of a thing, of an agreement its class."""
        properties = (RG.actorType, RG.activityType, RG.instrumentType, RG.placeType)
        found = [value for one in properties for value in self.links.of(one).get(thing, [])]
        return found or ([RG.Agreement] if thing in self.agreements else [])

    def countries(self, thing: NamedNode) -> list[NamedNode]:
        """Return the countries of an activity or an actor."""
        return self.links.countries(thing) or self.links.home(thing)

    def facet(self, key: str, thing: NamedNode) -> list[Value]:
        """Return the values of a facet of a thing; with a concept those that are broader."""
        if key == "year":
            return [Value(year, Name(year)) for year in self.years(thing)]
        values = dict.fromkeys(
            broader
            for value in self.values(key)(thing)
            for broader in self.links.above(value, [SKOS.broader])
        )
        return [Value(slug_of(one), self.name(one), one.value) for one in values]

    def when(self, thing: NamedNode) -> tuple[str, ...]:
        """Return the first and the last date of a thing as its source writes them."""
        for one in (RG.when, RG.adopted, RG.established):
            for literal in self.links.texts(one).get(thing, [])[:1]:
                return tuple(literal.value.split("/"))
        return ()

    def years(self, thing: NamedNode) -> list[str]:
        """Return the years that a thing lies in; where one end is open, that of the other."""
        ends = [days[thing] for days in (self.links.first, self.links.last) if thing in days]
        if not ends:
            return []
        first, last = int(ends[0][:4]), int(ends[-1][:4])
        return [str(year) for year in range(first, min(last, first + LONGEST) + 1)]

    def figure(self, key: str, thing: NamedNode) -> int:
        """Return how many of something a thing has."""
        counted = {
            "activities": self.activities,
            "actors": self.actors,
            "partners": self.partners,
            "parties": self.parties,
            "concepts": self.concepts,
        }
        if key in counted:
            return len(counted[key].get(thing, ()))
        property_ = {"nodes": RG.nodeCount, "ties": RG.edgeCount}[key]
        found = self.links.texts(property_).get(thing, [])
        return int(found[0].value) if found else 0

    def participations(self) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
        """Yield actor, activity and role, for each that is more than reporting."""
        actors, activities = self.links.of(RG.actor), self.links.of(RG.inActivity)
        for participation, roles in self.links.of(RG.role).items():
            for role in roles:
                if role != REPORTING:
                    for actor in actors.get(participation, []):
                        for activity in activities.get(participation, []):
                            yield actor, activity, role

    @cached_property
    def agreements(self) -> set[NamedNode]:
        """The agreements."""
        return self.links.instances(RG.Agreement)

    @cached_property
    def roles(self) -> dict[NamedNode, set[NamedNode]]:
        """The roles of each actor."""
        return gathered((actor, role) for actor, _, role in self.participations())

    @cached_property
    def actors(self) -> dict[NamedNode, set[NamedNode]]:
        """The actors of each activity."""
        return gathered((activity, actor) for actor, activity, _ in self.participations())

    @cached_property
    def activities(self) -> dict[NamedNode, set[NamedNode]]:
        """The activities of each actor, and those in each place or in what lies in it."""
        found = gathered((actor, activity) for actor, activity, _ in self.participations())
        for one in (RG.takesPlaceIn, RG.concernsPlace):
            for activity, places in self.links.of(one).items():
                if activity in self.all_activities:
                    for place in places:
                        for whole in self.links.above(place, [DCTERMS.isPartOf]):
                            found.setdefault(whole, set()).add(activity)
        return found

    @cached_property
    def all_activities(self) -> set[NamedNode]:
        """Everything that is done or planned."""
        return self.links.instances(RG.Activity)

    @cached_property
    def partners(self) -> dict[NamedNode, set[NamedNode]]:
        """The other actors in the activities of each actor."""
        return gathered(
            (actor, other)
            for actors in self.actors.values()
            for actor in actors
            for other in actors
            if actor != other
        )

    @cached_property
    def parties(self) -> dict[NamedNode, set[NamedNode]]:
        """The states that are parties to each treaty, and the parties to each agreement."""
        states = ((i, state) for state, all_ in self.links.of(RG.stateParty).items() for i in all_)
        found = gathered(states)
        for agreement, parties in self.links.of(RG.party).items():
            found.setdefault(agreement, set()).update(parties)
        return found

    @cached_property
    def concepts(self) -> dict[NamedNode, set[NamedNode]]:
        """The concepts of each scheme."""
        of = self.links.of(SKOS.inScheme)
        return gathered((scheme, concept) for concept, all_ in of.items() for scheme in all_)


def gathered(pairs: Iterator[tuple[NamedNode, NamedNode]]) -> dict[NamedNode, set[NamedNode]]:
    """Return the second ones of pairs by the first."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return dict(found)


def slug_of(iri: NamedNode) -> str:
    """Return the word that stands for a thing in an address.

    Examples
    --------
    >>> slug_of(RGS["topic-return"]), slug_of(RG.Agreement)
    ('topic-return', 'Agreement')
    """
    return iri.value.replace("#", "/").rsplit("/", 1)[-1]
